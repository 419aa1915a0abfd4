//! The people of the desk: who they are, how they are invited, and their second factor.

mod member;
mod second_factor;
mod store;

pub use member::{Invitation, Member, NewMember};
pub use second_factor::{enrol, second};
pub use store::{
    add_staff, administrators, change_member, hire, invite, invite_staff, member, put_in_team, put_member_back,
    remove_member, staff_of_desk,
};
pub(super) use store::{forget_taken_away, invitation, is_staff};
