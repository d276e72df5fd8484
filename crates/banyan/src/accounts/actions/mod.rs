//! The verbs of this room, and what they are made of.

pub(super) mod token;

pub(super) mod password;

pub(super) mod throttle;

pub(super) mod factor;

mod rights;
pub(super) use rights::{administered, permits_over};
pub use rights::{permit, permit_about, permit_of_country, permit_somewhere, reach, reads_acts_on};

mod session;
pub(super) use session::{Known, Seat, Standing, begin_session, open_grants_of, standing};

mod fields;
pub(super) use fields::{
    Change, Fields, NewGrant, NewPerson, Permits, Problem, read_change, read_grant, read_person,
};

mod people;
pub(super) use people::{
    Leave, change_account, close_account, invite_people, invited_before, link_again,
};

mod grants;
pub(super) use grants::{end_grant, give_grant};

mod invitation;
pub(super) use invitation::{Link, accept_invitation, fresh_links, open_invitation};

mod door;
pub(super) use door::{
    Coded, Tried, confirm_factor, new_password, pending_secret, renew_codes, renew_factor,
    try_code, try_password,
};

mod identity;
pub(super) use identity::{
    Arrival, Arrived, Begun, Brought, NotIdentified, Provider, begin, end_identity, finish,
};
pub use identity::{Identities, IdentityRefused};

mod roll;
pub(super) use roll::{ROLL_LINES_MAX, read_roll};

mod mail;
pub(super) use mail::write_invitations;
pub use mail::{MailRoute, Post, deliver};

mod over;
pub use over::forget_what_is_over;

mod first;
pub use first::{
    DemonstrationPerson, FirstPerson, create_first, has_administrator, open_demonstration,
};
