//! Reminders: a letter to who fills in, some days before a report is due and on the day, with everything that is due together.

use std::collections::BTreeMap;

use banyan_core::access::{AccountId, Role, Subject};
use banyan_core::unit::{Network, UnitId};
use banyan_core::words::Day;

use super::super::Regimes;
use super::super::store::{self, Known, Owed};
use super::Sources;
use crate::accounts::{self, Contact, Mail};
use crate::store::{Store, StoreError, Tx};
use crate::units;
use crate::web::{Argument, Words};

/// How long before the due day the first reminder goes.
const DAYS_BEFORE: i32 = 3;
/// Units that are asked for at once.
const UNITS_AT_ONCE: usize = 500;

/// Writes the letters of today, once: who fills in at a unit, by a grant at that unit itself, is told what is due today and in three
/// days. Who has no e-mail address finds the same under *Reports*. Answers how many letters wait to be carried.
///
/// # Errors
/// What the database says; nothing is remembered then, and the next run writes them.
pub async fn remind(
    store: &Store,
    sources: Sources<'_>,
    address: &str,
) -> Result<usize, StoreError> {
    let (today, now) = (sources.clock.today(), sources.clock.now());
    let reminded = store::reminded(&mut store.read().await?).await?;
    if reminded.is_some_and(|known| known.day >= today) {
        return Ok(0);
    }
    let work = store.write(|tx| {
        let address = address.to_owned();
        let (network, regimes) = (sources.networks.network(), sources.regimes.clone());
        Box::pin(async move {
            let written =
                Written { network: &network, regimes: &regimes, address: &address, today };
            let told = told(tx, today).await?;
            let letters: Vec<Mail> = told.values().filter_map(|own| written.of(own)).collect();
            let noted: Vec<(&str, &str)> = told
                .iter()
                .flat_map(|(account, own)| {
                    own.due.iter().map(|due| (due.id.as_str(), account.0.as_str()))
                })
                .collect();
            store::note_reminders(tx, &noted, today).await?;
            accounts::write_letters(tx, &letters, now).await?;
            store::save_reminded(tx, Known { day: today, at: now }).await?;
            Ok::<_, StoreError>(letters.len())
        })
    });
    work.await
}

/// Somebody, with all that is to be told.
struct Told {
    contact: Contact,
    due: Vec<Owed>,
}

/// Everybody who is told something today.
async fn told(tx: &mut Tx, today: Day) -> Result<BTreeMap<AccountId, Told>, StoreError> {
    let due = store::list_due_on(tx, [today, today.plus_days(DAYS_BEFORE)]).await?;
    let mut at: BTreeMap<UnitId, Vec<Owed>> = BTreeMap::new();
    for owed in due {
        at.entry(owed.holder.clone()).or_default().push(owed);
    }
    let units: Vec<&UnitId> = at.keys().collect();
    let mut told: BTreeMap<AccountId, Told> = BTreeMap::new();
    for some in units.chunks(UNITS_AT_ONCE) {
        for contact in accounts::contacts(tx, Role::Reporter, some, today).await? {
            let mine = |owed: &&Owed| fills_in(&contact.subject, &owed.regime);
            let due: Vec<Owed> =
                at.get(&contact.unit).into_iter().flatten().filter(mine).cloned().collect();
            if !due.is_empty() {
                let own = told.entry(contact.account.clone());
                let own = own.or_insert_with(|| Told { contact, due: Vec::new() });
                // Two grants at a unit may be about the same report.
                own.due.extend(due);
                own.due.sort_by(|one, other| (one.due, &one.id).cmp(&(other.due, &other.id)));
                own.due.dedup_by(|one, other| one.id == other.id);
            }
        }
    }
    Ok(told)
}

/// Whether a grant to report, about this subject, is for the reports of a regime.
pub(in crate::reports) fn fills_in(subject: &Subject, regime: &str) -> bool {
    match subject {
        Subject::Everything => true,
        Subject::Regime(code) => code == regime,
        Subject::Own | Subject::Programme(_) | Subject::Register(_) => false,
    }
}

/// What letters are written with.
struct Written<'a> {
    network: &'a Network,
    regimes: &'a Regimes,
    /// How the site is reached.
    address: &'a str,
    today: Day,
}

impl Written<'_> {
    /// The letter to somebody who has an address.
    fn of(&self, told: &Told) -> Option<Mail> {
        let t = Words::of(told.contact.language);
        let to = told.contact.email.clone()?;
        let lines: Vec<String> = told.due.iter().map(|owed| self.line(t, owed)).collect();
        let lines = lines.join("\n");
        let values =
            [("name", Argument::from(&told.contact.name)), ("lines", Argument::from(&lines))];
        let count = [("n", Argument::from(told.due.len()))];
        let subject = t.with("letter-reminder-subject", &count);
        Some(Mail { to, subject, body: t.with("letter-reminder", &values) })
    }

    fn line(&self, t: Words, owed: &Owed) -> String {
        let regime = self.regimes.get(&owed.regime);
        let regime = regime.as_ref().and_then(|own| own.regime(owed.regime_version));
        let regime = regime
            .map_or_else(|| owed.regime.clone(), |own| own.document().name.words_in(t.language()));
        let version = self.network.find(&owed.unit);
        let version = version.and_then(|no| self.network.version_on(no, self.today, None));
        let unit = version.map_or(owed.unit.0.as_str(), |version| units::unit_name(t, version));
        let period = owed.period.to_string();
        let values = [
            ("regime", Argument::from(&regime)),
            ("period", Argument::from(&period)),
            ("unit", Argument::from(unit)),
            ("day", Argument::from(owed.due)),
        ];
        format!(
            "- {}\n  {}/reports/{}",
            t.with("letter-reminder-line", &values),
            self.address,
            owed.id
        )
    }
}
