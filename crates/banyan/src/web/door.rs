//! How the site is reached and by whose clock it keeps its door: set once at start, the same for every request.

use std::fmt;
use std::sync::Arc;

use banyan_core::words::Moment;

/// What the door knows of the site.
#[derive(Clone)]
pub struct Door {
    /// Demonstration people sign in with one click; only ever on the loopback address.
    pub demonstration: bool,
    /// Cookies go over TLS only.
    pub secure: bool,
    /// How others reach the site, without a slash at the end: `https://banyan.example`. Links in letters begin with it.
    pub address: String,
    /// The reader's address is the last one that the proxy before us wrote into `X-Forwarded-For`.
    pub forwarded: bool,
    machine: Arc<dyn Fn() -> Moment + Send + Sync>,
}

impl Door {
    /// A door of a site at `address`, by the clock `machine`.
    pub fn new(address: String, machine: impl Fn() -> Moment + Send + Sync + 'static) -> Door {
        let secure = address.starts_with("https://");
        let machine = Arc::new(machine);
        Door { demonstration: false, secure, address, forwarded: false, machine }
    }

    /// The machine's own time, by which sessions, links and codes expire; never the business day.
    pub fn now(&self) -> Moment {
        (self.machine)()
    }
}

impl fmt::Debug for Door {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Door").field("address", &self.address).finish_non_exhaustive()
    }
}
