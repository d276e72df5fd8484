//! Pages of this room: the door, one's own account, the people of one's units, invitations and sheets.

mod parts;

mod visitor;
pub use visitor::recognise;
use visitor::{Visitor, no_cookies, with_cookies};

mod door;
pub(super) use door::{sign_in, sign_in_as, sign_out, try_password};

mod identity;
pub(super) use identity::{come_back, go_elsewhere, link_identity, unlink, unlink_own};

mod factor;
pub(super) use factor::{code, confirm_factor, factor, try_code};

mod welcome;
pub(super) use welcome::{accept, welcome};

mod me;
pub(super) use me::{
    change_language, change_password, end_session, end_sessions, me, renew_codes, renew_factor,
};

mod programs;
pub(super) use programs::{end_program, make_program, programs};

mod people;
pub(super) use people::people;

mod person;
pub(super) use person::{change_person, end_grant, give, person};

mod waiting;
pub(super) use waiting::decide;
pub use waiting::{moved, queue};

mod leaving;
pub(super) use leaving::{close, leaving, renew_link};

mod invite;
pub(super) use invite::{invite, invite_one};

mod roll;
pub(super) use roll::{read_roll, roll};

mod sheets;
pub(super) use sheets::sheets;
