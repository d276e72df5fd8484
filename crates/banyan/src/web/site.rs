//! What the whole site shares: the store, the clock, and what is still being filled in.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

use axum::extract::FromRef;

use super::Clock;
use crate::store::Store;

/// One running site.
#[derive(Clone, Debug)]
pub struct Site {
    pub store: Store,
    pub clock: Clock,
    pub progress: Progress,
}

impl FromRef<Site> for Store {
    fn from_ref(site: &Site) -> Store {
        site.store.clone()
    }
}

/// How much of what is filled in behind the pages is done, and how many differences the content brings that nobody has
/// adopted; every page shows both while there is something to show.
#[derive(Clone, Default, Debug)]
pub struct Progress {
    filling: Arc<RwLock<Option<(usize, usize)>>>,
    differences: Arc<AtomicUsize>,
}

impl Progress {
    /// Steps done and steps in all, while there are steps left.
    pub fn shown(&self) -> Option<(usize, usize)> {
        self.filling.read().ok().and_then(|state| *state)
    }

    /// States how far it is; with all done there is nothing to show.
    pub fn state(&self, done: usize, all: usize) {
        if let Ok(mut state) = self.filling.write() {
            *state = (done < all).then_some((done, all));
        }
    }

    /// Differences of the content that wait to be adopted.
    pub fn differences(&self) -> usize {
        self.differences.load(Ordering::Acquire)
    }

    pub fn state_differences(&self, count: usize) {
        self.differences.store(count, Ordering::Release);
    }
}
