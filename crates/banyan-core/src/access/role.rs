//! Roles, and what each may do.

use std::fmt;
use std::str::FromStr;

/// What an account may be to a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Fills in what the unit owes.
    Reporter,
    /// Accepts, sends back, sends on.
    Reviewer,
    /// Turns directives into programmes.
    Planner,
    /// Keeps content, definitions and registers in order.
    Steward,
    /// Decides.
    Leader,
    /// Follows every figure to its source, and attaches findings.
    Auditor,
    /// Reads, and attaches findings: the Front, an inspection.
    Observer,
    /// Keeps accounts and grants of a subtree.
    Administrator,
}

/// Why a text is no role.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "`{0}` is none of reporter, reviewer, planner, steward, leader, auditor, observer, administrator"
)]
pub struct RoleError(pub String);

/// What can be done at a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Action {
    /// Read what is recorded there.
    See,
    /// Keep drafts of directives and adopt them as programmes.
    Adopt,
    /// Say who holds a target whose level has ended.
    GiveRule,
    /// Say that a duty is met by a programme that exists.
    MeetDuty,
    /// Adopt a folder of content.
    AdoptContent,
    /// Invite people, give and end grants, close accounts.
    Administer,
    /// Erase the content of an act by a retention rule.
    Erase,
    /// Attach a finding to what one sees.
    Find,
    /// Fill in and send what the unit owes.
    Report,
    /// Accept what units sent, or send it back.
    Review,
    /// Bring a file of observations of the units.
    Import,
}

impl Role {
    pub const ALL: [Role; 8] = [
        Role::Reporter,
        Role::Reviewer,
        Role::Planner,
        Role::Steward,
        Role::Leader,
        Role::Auditor,
        Role::Observer,
        Role::Administrator,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Role::Reporter => "reporter",
            Role::Reviewer => "reviewer",
            Role::Planner => "planner",
            Role::Steward => "steward",
            Role::Leader => "leader",
            Role::Auditor => "auditor",
            Role::Observer => "observer",
            Role::Administrator => "administrator",
        }
    }

    /// What the role may do within its unit and subject. Everyone may see; nobody may do what is not listed.
    pub fn actions(self) -> &'static [Action] {
        use Action::{
            Administer, Adopt, AdoptContent, Erase, Find, GiveRule, Import, MeetDuty, Report,
            Review, See,
        };
        match self {
            Role::Reporter => &[See, Report],
            Role::Reviewer => &[See, Review],
            Role::Auditor => &[See, Find],
            Role::Planner => &[See, Adopt, GiveRule, MeetDuty, Import],
            Role::Steward => &[See, AdoptContent, Erase, Import],
            Role::Leader => &[See, GiveRule, MeetDuty],
            Role::Observer => &[See, Find],
            Role::Administrator => &[See, Administer, Import],
        }
    }

    /// Whether the role reads what was recorded on the accounts of its unit.
    pub fn reads_accounts(self) -> bool {
        matches!(self, Role::Administrator | Role::Auditor)
    }

    /// Whether the role demands a second factor at sign-in.
    pub fn second_factor(self) -> bool {
        matches!(self, Role::Administrator | Role::Reviewer | Role::Auditor)
    }
}

impl Action {
    pub const ALL: [Action; 11] = [
        Action::See,
        Action::Adopt,
        Action::GiveRule,
        Action::MeetDuty,
        Action::AdoptContent,
        Action::Administer,
        Action::Erase,
        Action::Find,
        Action::Report,
        Action::Review,
        Action::Import,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Action::See => "see",
            Action::Adopt => "adopt",
            Action::GiveRule => "give-rule",
            Action::MeetDuty => "meet-duty",
            Action::AdoptContent => "adopt-content",
            Action::Administer => "administer",
            Action::Erase => "erase",
            Action::Find => "find",
            Action::Report => "report",
            Action::Review => "review",
            Action::Import => "import",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

impl FromStr for Role {
    type Err = RoleError;

    fn from_str(key: &str) -> Result<Role, RoleError> {
        Role::ALL
            .into_iter()
            .find(|role| role.key() == key)
            .ok_or_else(|| RoleError(key.to_owned()))
    }
}
