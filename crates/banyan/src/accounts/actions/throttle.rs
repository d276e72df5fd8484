//! How fast passwords and codes may be tried. Nobody is locked out by a stranger: tries from elsewhere slow an account
//! down by seconds only, and a browser that has signed in to it before is not slowed by them at all.
//!
//! Three places count tries. *Pair*: this account from this address (or from this known browser) waits longer and longer.
//! *Address*: an address that tries many accounts waits too. *Account*: all unknown browsers together, a short wait at
//! most. A try is counted before the password is looked at, so that many at once do not slip through.

use banyan_core::ledger::{hash, hex};
use banyan_core::words::Moment;

use super::super::store;
use crate::store::{StoreError, Tx};

/// A rule of one kind of place: so many tries are free, then the wait doubles from a second up to a limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Rule {
    pub(in crate::accounts) free: i64,
    pub(in crate::accounts) longest_seconds: i64,
    /// After so long without a try nothing is counted any more.
    pub(in crate::accounts) forgotten_seconds: i64,
}

/// One account from one address, or from one known browser: five tries, then up to a quarter of an hour.
pub(in crate::accounts) const PAIR: Rule =
    Rule { free: 5, longest_seconds: 900, forgotten_seconds: 86_400 };
/// One address, behind which a whole office may sit: thirty tries, then up to five minutes.
pub(in crate::accounts) const ADDRESS: Rule =
    Rule { free: 30, longest_seconds: 300, forgotten_seconds: 3_600 };
/// One account from all unknown browsers: ten tries, then 16 seconds at most, so that its owner gets in from anywhere.
pub(in crate::accounts) const ACCOUNT: Rule =
    Rule { free: 10, longest_seconds: 16, forgotten_seconds: 86_400 };

const MICROSECONDS: i64 = 1_000_000;

impl Rule {
    /// Seconds from the last of `tries` tries until the next is allowed.
    pub(in crate::accounts) fn wait_seconds(self, tries: i64) -> i64 {
        let over = tries - self.free;
        if over < 0 {
            return 0;
        }
        let doubled = u32::try_from(over).ok().and_then(|over| 1_i64.checked_shl(over.min(62)));
        doubled.unwrap_or(i64::MAX).min(self.longest_seconds)
    }

    /// Counts a try: the tries with it, or the seconds that are still to be waited.
    pub(in crate::accounts) fn charge(
        self,
        spent: Option<(i64, Moment)>,
        now: Moment,
    ) -> Result<i64, i64> {
        let Some((tries, last)) = spent else { return Ok(1) };
        // A clock that was set back must not make anybody wait for it to come round again.
        let since = now.microseconds().saturating_sub(last.microseconds()).max(0);
        if since >= self.forgotten_seconds.saturating_mul(MICROSECONDS) {
            return Ok(1);
        }
        let wait = self.wait_seconds(tries).saturating_mul(MICROSECONDS).saturating_sub(since);
        if wait > 0 {
            return Err(wait.saturating_add(MICROSECONDS - 1) / MICROSECONDS);
        }
        Ok(tries.saturating_add(1))
    }
}

/// Where a try comes from.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Origin {
    /// As the throttle sees it: an address, or the network of one.
    pub(in crate::accounts) address: String,
    /// The hash of the token of a browser that is known to the account that is tried.
    pub(in crate::accounts) known_device: Option<String>,
}

impl Origin {
    /// The places that count a try on an account, with their rules; what names the account is hashed, so that the
    /// table holds no list of logins.
    fn places(&self, login: &str) -> Vec<(String, Rule)> {
        let short = |text: &str| hex(&hash(text.as_bytes())).chars().take(32).collect::<String>();
        let account = short(login);
        match &self.known_device {
            Some(device) => vec![(format!("pair:{account}:{}", short(device)), PAIR)],
            None => vec![
                (format!("pair:{account}:{}", short(&self.address)), PAIR),
                (format!("address:{}", short(&self.address)), ADDRESS),
                (format!("account:{account}"), ACCOUNT),
            ],
        }
    }
}

/// Counts a try on an account, before anything is checked. The answer is the seconds to wait, where it is not allowed; then
/// nothing is counted.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn charge(
    tx: &mut Tx,
    origin: &Origin,
    login: &str,
    now: Moment,
) -> Result<Result<(), i64>, StoreError> {
    let places = origin.places(login);
    let (mut counted, mut wait) = (Vec::new(), 0);
    for (place, rule) in places {
        match rule.charge(store::load_tries(tx, &place).await?, now) {
            Ok(tries) => counted.push((place, tries)),
            Err(seconds) => wait = wait.max(seconds),
        }
    }
    if wait > 0 {
        return Ok(Err(wait));
    }
    for (place, tries) in counted {
        store::put_tries(tx, &place, tries, now).await?;
    }
    Ok(Ok(()))
}

/// Forgets the tries of one who got in. What the address and the account counted for this try is taken back, so that an office
/// in which everybody signs in at eight does not make itself wait; tries of strangers stay counted.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn forgive(
    tx: &mut Tx,
    origin: &Origin,
    login: &str,
) -> Result<(), StoreError> {
    for (place, rule) in origin.places(login) {
        if rule == PAIR {
            store::delete_tries(tx, &place).await?;
        } else if let Some((tries, last)) = store::load_tries(tx, &place).await? {
            store::put_tries(tx, &place, (tries - 1).max(0), last).await?;
        }
    }
    Ok(())
}

/// An address as the throttle sees it: of IPv6 the network of 64 bits, within which a machine picks addresses freely.
pub(in crate::accounts) fn network_of(address: std::net::IpAddr) -> String {
    match address.to_canonical() {
        std::net::IpAddr::V4(address) => address.to_string(),
        std::net::IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
