//! Letters: `queue(&mut tx, city, letter)` writes one with its cause; a worker carries it out.

mod letter;
mod outbox;
mod transport;

pub use letter::{Button, Letter};
pub use outbox::{LOOK_EVERY, Shown, forget_old_bodies, given_up, newest, queue, send_due, try_again};
pub use transport::Transport;
