//! What a blank is worth between people: the lower quartile of each component over the sample city, as a stated table.
//!
//! The rule of [`matching::unknown`](crate::matching::unknown), over all pairs of a newcomer and a local of the sample
//! city that pass every gate and where the component is known on both sides: where the quartile is nought, half the
//! lower quartile of the pairs that have some. [`lower_quartiles`](super::lower_quartiles) recomputes it; a test compares.

/// The stated table. Each value in 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unknown {
    /// Of U, in the order of `Signal::ESSENTIALS`. The last (bridging) is made of its own factors.
    pub hers: [f64; 7],
    /// Of V, in the order of the local's wishes: a language, interests, domains, help, time.
    pub theirs: [f64; 5],
    /// Practice p of a language she wants to learn.
    pub practice: f64,
    /// R: hours together, by her horizon.
    pub hours: f64,
}

/// Lower quartiles of the sample city (Eindhoven, 2026-11-23).
pub const UNKNOWN: Unknown = Unknown {
    hers: [0.10, 0.72, 0.50, 0.86, 0.47, 1.0, 0.70],
    theirs: [0.36, 0.10, 0.50, 0.50, 0.86],
    practice: 0.32,
    hours: 0.38,
};

/// L where nobody said how long or whether Dutch: most who sign up as a local are rooted here, as in a club.
pub(super) const ROOTED_PRIOR: f64 = 0.8;
/// L of somebody who is neither ten years here nor speaks Dutch every day: as in an initiative.
pub(super) const NEW_HERE_TOO: f64 = 0.3;
/// Life phase where one of the two did not say: below what any answer gives.
pub(super) const LIFE_UNKNOWN: f64 = 0.3;
