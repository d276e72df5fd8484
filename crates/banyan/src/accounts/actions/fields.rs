//! What is typed of a person, in a form or in a line of a list, checked whole: every problem is told, never just the first.

use std::collections::BTreeMap;

use banyan_core::access::{Action, Permit, Role, Subject};
use banyan_core::unit::UnitId;
use banyan_core::words::{Day, Language};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::permit;
use crate::units::Networks;
use crate::web::{Refusal, Visit};

const NAME_LETTERS_MAX: usize = 120;
const LOGIN_LETTERS: std::ops::RangeInclusive<usize> = 3..=64;
const EMAIL_BYTES_MAX: usize = 254;

/// As typed.
#[derive(Clone, Default, PartialEq, Eq, Deserialize, Debug)]
#[serde(default, deny_unknown_fields)]
pub(in crate::accounts) struct Fields {
    /// The id of the form.
    pub(in crate::accounts) call: String,
    pub(in crate::accounts) login: String,
    pub(in crate::accounts) name: String,
    pub(in crate::accounts) email: String,
    pub(in crate::accounts) language: String,
    pub(in crate::accounts) unit: String,
    pub(in crate::accounts) role: String,
    pub(in crate::accounts) subject: String,
    pub(in crate::accounts) from: String,
    pub(in crate::accounts) until: String,
}

/// A person who is to be invited.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct NewPerson {
    pub(in crate::accounts) login: String,
    pub(in crate::accounts) details: Change,
    pub(in crate::accounts) grant: NewGrant,
}

/// What can be changed of a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Change {
    pub(in crate::accounts) name: String,
    pub(in crate::accounts) email: Option<String>,
    pub(in crate::accounts) language: Language,
}

/// A grant that is to be given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct NewGrant {
    pub(in crate::accounts) role: Role,
    pub(in crate::accounts) unit: UnitId,
    pub(in crate::accounts) subject: Subject,
    pub(in crate::accounts) from: Day,
    pub(in crate::accounts) until: Option<Day>,
}

/// What is wrong with one field: the key of a sentence, and what was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::accounts) struct Problem {
    /// The line of a list, the first under the header being 2; 0 in a form.
    pub(in crate::accounts) line: usize,
    pub(in crate::accounts) field: &'static str,
    pub(in crate::accounts) key: &'static str,
    pub(in crate::accounts) input: String,
}

impl Problem {
    pub(in crate::accounts) fn new(field: &'static str, key: &'static str, input: &str) -> Problem {
        // The sentence quotes what was typed, and stays a sentence when a whole file was typed.
        let input = input.chars().filter(|letter| visible(*letter)).take(80).collect();
        Problem { line: 0, field, key, input }
    }
}

/// What a grant is read against.
pub(in crate::accounts) struct Ground {
    /// The permits to administer that were asked already, by unit.
    pub(in crate::accounts) permits: BTreeMap<UnitId, Permit>,
    /// What a grant can be about beside everything and what its unit owns, each with its name.
    pub(in crate::accounts) subjects: Vec<(Subject, String)>,
}

impl Ground {
    pub(in crate::accounts) fn new(subjects: Vec<(Subject, String)>) -> Ground {
        Ground { permits: BTreeMap::new(), subjects }
    }

    /// Whether there is such a thing, as far as who asks may see it.
    fn has(&self, subject: &Subject) -> bool {
        matches!(subject, Subject::Everything | Subject::Own)
            || self.subjects.iter().any(|(there, _)| there == subject)
    }
}

/// A whole person.
///
/// # Errors
/// Every problem of every field.
pub(in crate::accounts) fn read_person(
    fields: &Fields,
    visit: &Visit,
    networks: &Networks,
    ground: &mut Ground,
) -> Result<NewPerson, Vec<Problem>> {
    let login = read_login(&fields.login);
    let details = read_change(fields);
    let grant = read_grant(fields, visit, networks, ground);
    match (login, details, grant) {
        (Ok(login), Ok(details), Ok(grant)) => Ok(NewPerson { login, details, grant }),
        (login, details, grant) => Err(login
            .err()
            .into_iter()
            .chain(details.err().into_iter().flatten())
            .chain(grant.err().into_iter().flatten())
            .collect()),
    }
}

pub(super) fn read_login(typed: &str) -> Result<String, Problem> {
    let login = typed.trim().to_lowercase();
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'@');
    // The demonstration lets anybody in under these: they are nobody's name.
    if login.starts_with("demo.") {
        return Err(Problem::new("login", "problem-login-taken", typed));
    }
    if LOGIN_LETTERS.contains(&login.len()) && login.bytes().all(plain) {
        Ok(login)
    } else {
        Err(Problem::new("login", "problem-login", typed))
    }
}

/// Name, e-mail and language.
///
/// # Errors
/// Every problem of the three.
pub(in crate::accounts) fn read_change(fields: &Fields) -> Result<Change, Vec<Problem>> {
    let mut problems = Vec::new();
    let name: String = fields.name.trim().nfc().collect();
    if name.is_empty() {
        problems.push(Problem::new("name", "problem-name-empty", ""));
    } else if name.chars().count() > NAME_LETTERS_MAX {
        problems.push(Problem::new("name", "problem-name-long", &name));
    } else if !name.chars().all(visible) {
        problems.push(Problem::new("name", "problem-name-signs", &name));
    }
    let email = Some(fields.email.trim()).filter(|email| !email.is_empty());
    if email.is_some_and(|email| !is_email(email)) {
        problems.push(Problem::new("email", "problem-email", &fields.email));
    }
    let language = fields.language.trim().parse::<Language>();
    if language.is_err() {
        problems.push(Problem::new("language", "problem-language", &fields.language));
    }
    match language {
        Ok(language) if problems.is_empty() => {
            Ok(Change { name, email: email.map(str::to_owned), language })
        }
        _ => Err(problems),
    }
}

/// Letters that are seen, or that join others as Arabic needs it. Signs that turn the direction of what follows, and all
/// that control something, have no place in a name.
pub(super) fn visible(letter: char) -> bool {
    let turns = matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hidden = matches!(letter, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    !letter.is_control() && !turns && !hidden
}

fn is_email(email: &str) -> bool {
    email.len() <= EMAIL_BYTES_MAX && email.parse::<lettre::Address>().is_ok()
}

/// Role, unit, subject and days, with the permit to give them there.
///
/// # Errors
/// Every problem of them.
pub(in crate::accounts) fn read_grant(
    fields: &Fields,
    visit: &Visit,
    networks: &Networks,
    ground: &mut Ground,
) -> Result<NewGrant, Vec<Problem>> {
    let mut problems = Vec::new();
    let role = fields.role.trim().parse::<Role>();
    if role.is_err() {
        problems.push(Problem::new("role", "problem-role", &fields.role));
    }
    let subject = match fields.subject.trim() {
        "" => Ok(Subject::Everything),
        subject => subject.parse::<Subject>(),
    };
    if subject.is_err() {
        problems.push(Problem::new("subject", "problem-subject", &fields.subject));
    }
    if subject.as_ref().is_ok_and(|subject| !ground.has(subject)) {
        problems.push(Problem::new("subject", "problem-subject-unknown", &fields.subject));
    }
    let unit = read_unit(fields.unit.trim(), visit, networks, &mut ground.permits)
        .map_err(|problem| problems.push(problem));
    let day = |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => typed.parse::<Day>().map(Some),
    };
    let (from, until) = (day(&fields.from), day(&fields.until));
    if from.is_err() {
        problems.push(Problem::new("from", "refusal-day", &fields.from));
    }
    if until.is_err() {
        problems.push(Problem::new("until", "refusal-day", &fields.until));
    }
    let first = from.as_ref().ok().and_then(|from| *from).unwrap_or(visit.today);
    if let Ok(Some(last)) = until
        && last < first
    {
        problems.push(Problem::new("until", "problem-until", &fields.until));
    }
    match (role, subject, unit, until) {
        (Ok(role), Ok(subject), Ok(unit), Ok(until)) if problems.is_empty() => {
            Ok(NewGrant { role, unit, subject, from: first, until })
        }
        _ => Err(problems),
    }
}

/// A unit by its present code, or by its identity; the person must administer it.
fn read_unit(
    typed: &str,
    visit: &Visit,
    networks: &Networks,
    permits: &mut BTreeMap<UnitId, Permit>,
) -> Result<UnitId, Problem> {
    let network = networks.network();
    let bearer = network.unit_on(typed, visit.today, None);
    let bearer = bearer.or_else(|| network.find(&UnitId(typed.to_owned())));
    let unit = bearer
        .and_then(|no| network.unit(no))
        .ok_or_else(|| Problem::new("unit", "problem-unit", typed))?;
    if !permits.contains_key(&unit.id) {
        let given = permit(visit, networks, Action::Administer, &unit.id);
        let given = given.map_err(|refusal| match refusal {
            Refusal::UnknownDay { .. } => Problem::new("unit", "problem-unit", typed),
            _ => Problem::new("unit", "problem-unit-not-yours", typed),
        })?;
        permits.insert(unit.id.clone(), given);
    }
    Ok(unit.id.clone())
}
