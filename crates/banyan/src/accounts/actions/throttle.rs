//! How fast passwords and codes may be tried. Nobody is locked out by others: what is tried elsewhere does not make an owner
//! wait.
//!
//! Four places count tries. *Pair*: this account from this address waits longer and longer, half a minute at most, since
//! colleagues may sit behind one address. *Address*: an address that tries many accounts waits, too; this is what holds one that
//! guesses. *Account*: what all pairs try beyond their free tries takes turns, 16 seconds apart at most. The first five tries at an
//! address never wait for it, so that strangers who never stop leave every owner five tries at any address of the own. *Device*: a
//! browser that has signed in to the account before has tries of its own beside those of its address; it comes in by whichever
//! is free, so that a colleague at the same computer takes away no more than its device's.
//!
//! What stays possible in a day, and is held to by tests: from one address fewer than 900 guesses in all, whatever they are spread
//! over; from many addresses on one account five for each address, and 5,420 beyond these together. An IPv6 network of 64 bits
//! is one address. A stolen device's token adds about 110 guesses on its account.
//!
//! What stays of locking out: behind the address of somebody who tries without end, whoever comes first takes the next turn, one in
//! five minutes at worst. The owner then uses a known browser, another network or a new link. A try is counted before
//! the password is looked at, so that many at once do not slip through.

use std::collections::BTreeMap;

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

/// One account from one address: five tries, then up to half a minute.
pub(in crate::accounts) const PAIR: Rule =
    Rule { free: 5, longest_seconds: 30, forgotten_seconds: 86_400 };
/// One account from one known browser, or at a step behind the password: five tries, then up to a quarter of an hour.
pub(in crate::accounts) const DEVICE: Rule = Rule { longest_seconds: 900, ..PAIR };
/// One address, behind which a whole office may sit: thirty tries, then up to five minutes.
pub(in crate::accounts) const ADDRESS: Rule =
    Rule { free: 30, longest_seconds: 300, forgotten_seconds: 3_600 };
/// One account, by what all pairs try beyond their free tries: ten, then 16 seconds at most.
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
pub(in crate::accounts) enum Origin {
    /// A browser at the door.
    Door {
        /// As the throttle sees it: an address, or the network of one.
        address: String,
        /// The hash of the browser's token, where the account that is tried knows it.
        known: Option<String>,
    },
    /// Somebody who knows the password, from wherever: tries at this step are the account's own.
    Step(&'static str),
}

/// The places by which a try may come in, with their rules; a pair or a device stands first.
type Way = Vec<(String, Rule)>;

/// When tries were made at places: how many, and the last one.
pub(in crate::accounts) type Spent = BTreeMap<String, (i64, Moment)>;

/// A try that was counted: the places, with the tries that they count now.
#[derive(Clone, Debug)]
pub(in crate::accounts) struct Charged(pub(in crate::accounts) Vec<(String, Rule, i64)>);

impl Origin {
    /// The ways by which a try on an account may come in, the best one first. What names the account is hashed, so that the table
    /// holds no list of logins.
    fn ways(&self, login: &str) -> Vec<Way> {
        let short = |text: &str| hex(&hash(text.as_bytes())).chars().take(32).collect::<String>();
        let account = short(login);
        let own = |what: &str, rule: Rule| (format!("pair:{account}:{}", short(what)), rule);
        match self {
            Origin::Step(step) => vec![vec![own(step, DEVICE)]],
            Origin::Door { address, known } => {
                let anybodys = vec![
                    own(address, PAIR),
                    (format!("address:{}", short(address)), ADDRESS),
                    (format!("account:{account}"), ACCOUNT),
                ];
                let device = known.iter().map(|device| vec![own(device, DEVICE)]);
                device.chain([anybodys]).collect()
            }
        }
    }

    /// Every place that a try on an account may be counted at.
    pub(in crate::accounts) fn places(&self, login: &str) -> Vec<String> {
        self.ways(login).into_iter().flatten().map(|(place, _)| place).collect()
    }

    /// Counts a try by the first way that is free; else the seconds until one is.
    pub(in crate::accounts) fn charge(
        &self,
        login: &str,
        spent: &Spent,
        now: Moment,
    ) -> Result<Charged, i64> {
        let mut shortest = i64::MAX;
        for way in self.ways(login) {
            match charge_way(way, spent, now) {
                Ok(charged) => return Ok(charged),
                Err(seconds) => shortest = shortest.min(seconds),
            }
        }
        Err(shortest)
    }
}

fn charge_way(way: Way, spent: &Spent, now: Moment) -> Result<Charged, i64> {
    let (mut counted, mut wait) = (Vec::new(), 0);
    // A pair that waits is past its free tries, too.
    let beyond = |counted: &[(String, Rule, i64)]| {
        counted.first().is_none_or(|(_, rule, tries)| *tries > rule.free)
    };
    for (place, rule) in way {
        if rule == ACCOUNT && !beyond(&counted) {
            continue;
        }
        match rule.charge(spent.get(&place).copied(), now) {
            Ok(tries) => counted.push((place, rule, tries)),
            Err(seconds) => wait = wait.max(seconds),
        }
    }
    if wait > 0 { Err(wait) } else { Ok(Charged(counted)) }
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
) -> Result<Result<Charged, i64>, StoreError> {
    let mut spent = Spent::new();
    for place in origin.places(login) {
        if let Some(tries) = store::load_tries(tx, &place).await? {
            spent.insert(place, tries);
        }
    }
    let charged = match origin.charge(login, &spent, now) {
        Ok(charged) => charged,
        Err(seconds) => return Ok(Err(seconds)),
    };
    for (place, _, tries) in &charged.0 {
        store::put_tries(tx, place, *tries, now).await?;
    }
    Ok(Ok(charged))
}

/// Forgets the tries of one who got in. What the address and the account counted for this try is taken back, so that an office
/// in which everybody signs in at eight does not make itself wait; tries of strangers stay counted.
///
/// # Errors
/// What the database says.
pub(in crate::accounts) async fn forgive(tx: &mut Tx, charged: &Charged) -> Result<(), StoreError> {
    for (place, rule, _) in &charged.0 {
        if matches!(*rule, PAIR | DEVICE) {
            store::delete_tries(tx, place).await?;
        } else if let Some((tries, last)) = store::load_tries(tx, place).await? {
            store::put_tries(tx, place, (tries - 1).max(0), last).await?;
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
