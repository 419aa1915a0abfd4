//! Letters: `queue(&mut tx, city, letter)` writes one with its cause, `remind` one that stops when its cause is over,
//! `later` one that can still be taken back; a worker carries them out.

mod choices;
mod kind;
mod letter;
mod outbox;
mod store;
mod transport;

pub use choices::{Choices, HOURS};
pub use kind::Kind;
pub use letter::{Button, Letter};
pub use outbox::{LOOK_EVERY, Reminder, Shown, forget_old_bodies, later, newest, queue, remind, send_due, stop};
pub use store::{
    Undelivered, WeeklyDue, bounces_since, choices, choose, forget_what_is_over, try_again, turn, turns_off,
    undelivered, weekly_done, weekly_due, works_again,
};
pub use transport::Transport;
