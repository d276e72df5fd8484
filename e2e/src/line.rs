//! A line between a browser and a site that a journey cuts: no network for the page and for the worker behind it, both at once.

use crate::Site;
use anyhow::{Context as _, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lay {
    Whole,
    /// Nothing goes through.
    Cut,
    /// What is asked in these words arrives, and no answer to it comes back.
    Deaf(&'static str),
}

/// A line to a site; it ends with the value.
#[derive(Debug)]
pub struct Line {
    site: Site,
    lay: watch::Sender<Lay>,
    lost: Arc<AtomicUsize>,
}

impl Line {
    /// Lays a line to a site.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn to(site: &Site) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let near = Site::at(&format!("http://{}", listener.local_addr()?));
        let far = site.base().strip_prefix("http://").context("a site without http")?.to_owned();
        let (lay, told) = watch::channel(Lay::Whole);
        let lost = Arc::new(AtomicUsize::new(0));
        let count = lost.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (far, mut told, lost) = (far.clone(), told.clone(), count.clone());
                let now = *told.borrow_and_update();
                tokio::spawn(async move {
                    // Connections end with the lay in which they began; so does one that fails.
                    tokio::select! {
                        _ = carry(stream, &far, now, &lost) => {}
                        _ = told.changed() => {}
                    }
                });
            }
        });
        Ok(Self { site: near, lay, lost })
    }

    /// The site as it is at this end.
    #[must_use]
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// How many answers were lost on it.
    #[must_use]
    pub fn answers_lost(&self) -> usize {
        self.lost.load(Ordering::Relaxed)
    }

    /// Changes how the line is from now on.
    pub fn set(&self, lay: Lay) {
        self.lay.send_replace(lay);
    }
}

/// Carries bytes both ways for one connection.
async fn carry(mut near: TcpStream, far: &str, lay: Lay, answers_lost: &AtomicUsize) -> Result<()> {
    if lay == Lay::Cut {
        return Ok(());
    }
    let mut far = TcpStream::connect(far).await?;
    let Lay::Deaf(words) = lay else {
        copy_bidirectional(&mut near, &mut far).await?;
        return Ok(());
    };
    let (mut asked, mut answered) = (vec![0; 16_384], vec![0; 16_384]);
    let mut lost = false;
    loop {
        tokio::select! {
            length = near.read(&mut asked) => {
                let part = &asked[..length?];
                if part.is_empty() {
                    return Ok(());
                }
                lost |= part.windows(words.len()).any(|own| own == words.as_bytes());
                far.write_all(part).await?;
            }
            length = far.read(&mut answered) => {
                let part = &answered[..length?];
                if lost {
                    answers_lost.fetch_add(1, Ordering::Relaxed);
                }
                if part.is_empty() || lost {
                    return Ok(());
                }
                near.write_all(part).await?;
            }
        }
    }
}
