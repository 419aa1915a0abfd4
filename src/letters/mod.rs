//! Letters: `queue(&mut tx, city, letter)` writes one with its cause; a worker carries it out.

mod letter;
mod outbox;
mod transport;

pub use letter::{Button, Letter};
pub use outbox::{LOOK_EVERY, Shown, forget_old_bodies, newest, queue, send_due};
pub use transport::Transport;
