//! What the whole site shares: the store, the clock, and what is still being filled in.

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

/// How much of what is filled in behind the pages is done; every page shows it until it is over.
#[derive(Clone, Default, Debug)]
pub struct Progress(Arc<RwLock<Option<(usize, usize)>>>);

impl Progress {
    /// Steps done and steps in all, while there are steps left.
    pub fn shown(&self) -> Option<(usize, usize)> {
        self.0.read().ok().and_then(|state| *state)
    }

    /// States how far it is; with all done there is nothing to show.
    pub fn state(&self, done: usize, all: usize) {
        if let Ok(mut state) = self.0.write() {
            *state = (done < all).then_some((done, all));
        }
    }
}
