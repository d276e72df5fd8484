//! The verbs of this room, and what they are made of.

pub(super) mod token;

pub(super) mod password;

pub(super) mod throttle;

pub(super) mod factor;

mod rights;
use rights::root_of;
pub(super) use rights::{administered, permit_over, permits_over};
pub use rights::{
    granted_by, permit, permit_about, permit_of_country, permit_somewhere, reach, reach_for,
    reads_acts_on,
};

mod session;
pub use session::IDLE_SECONDS;
pub(super) use session::{Known, Seat, Standing, begin_session, open_grants_of, standing};

mod fields;
pub(super) use fields::{
    Change, Fields, Ground, NewGrant, NewPerson, Problem, read_change, read_grant, read_person,
};

mod people;
pub(super) use people::{
    Leave, change_account, close_account, invite_people, invited_before, link_again,
};

mod erase;
pub use erase::{Erasable, erase_act, read_reason};

mod follow;
pub use follow::{Fate, Fates, Outcome, follow_reforms, foreseen};
use follow::{follow_given, new_grant_ends};

mod waiting;
pub(super) use waiting::{Choice, Decision, decide, outlasts, suggested};
pub use waiting::{Undecided, undecided};

mod grants;
use grants::is_last;
pub(super) use grants::{end_grant, give_grant};

mod invitation;
pub(super) use invitation::{Link, LinkMaker, accept_invitation, links_of_call, open_invitation};

mod door;
pub(super) use door::{Coded, Tried, try_code, try_password};

mod own;
pub(super) use own::{
    Asked, NotOwn, Passed, check_own, confirm_factor, new_password, pending, renew_codes,
    renew_factor,
};

mod identity;
pub(super) use identity::{
    Arrival, Arrived, Begun, Brought, NotIdentified, Provider, begin, end_identity, finish,
};
pub use identity::{Identities, IdentityRefused};

mod roll;
pub(super) use roll::{ROLL_LINES_MAX, Roll, read_roll};

mod mail;
pub(super) use mail::write_invitations;
pub use mail::{Mail, MailRoute, Post, deliver, write_letters};

mod programs;
pub(super) use programs::{
    DAYS_MAX, NewProgram, Shown, make_program, program, shown as shown_token,
};

mod over;
pub use over::forget_what_is_over;

mod first;
pub use first::{
    DemonstrationPerson, FirstPerson, create_first, has_administrator, open_demonstration,
};
