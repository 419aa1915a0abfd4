//! Every rate of the year, with its source, or said to be an assumption. They were set before any policy was written, but
//! for [`LEAST`]: that one by its anchor, on the day the heart could read two people.

use std::fmt::Write;

/// Seeds of the published table: 1 to this.
pub const SEEDS: u32 = 10;
/// Days with rounds: 52 weeks.
pub const YEAR: u32 = 364;
/// The last day on which ties are followed: each for a year or more.
pub const FOLLOWED: u32 = 2 * YEAR;
/// Days from round to round: the desk has one and a half hours, once a week.
pub const EVERY: u32 = 7;

/// Newcomers who begin to look in the year: about 430 come along each year (anchor of the synthetic city).
pub const NEWCOMERS: u32 = 430;
/// Newcomers who look already when the year begins: the geometric middle of the anchor, 50 to 500.
pub const WAITING: u32 = 158;
/// They have looked for up to so many days; assumption.
pub const WAITED: u32 = 91;
/// Locals who are there when the year begins: one for each newcomer who looks; assumption.
pub const LOCALS: u32 = 158;
/// Two of less joint utility than this are not introduced: of those who pass the gates one pair in eight is left, as the
/// anchor of the synthetic city wants (10 to 15 %, a median of 15 to 40 options).
pub const LEAST: f64 = 0.64;
/// The share of locals who stop within a year: a third of volunteers (Corporation for National and Community Service).
/// As many begin.
pub const LOCALS_STOP: f64 = 1.0 / 3.0;
/// The share of newcomers who leave within a year where nobody knows when: 759 departures from 6,100 knowledge workers
/// (anchor). Whoever said until when leaves then.
pub const LEAVE: f64 = 759.0 / 6_100.0;

/// Somebody says yes with this chance where the other is worth nothing to them, and always where they are worth
/// everything; assumption (that both must be asked: RECON).
pub const YES: f64 = 0.5;
/// Days until a no is let through: nothing that a refused person sees changes before.
pub const SILENCE: u32 = 7;
/// The chance that two who both said yes meet where they are worth nothing to each other; 1 at the other end;
/// assumption.
pub const MEET: f64 = 0.6;
/// First and last day of a first meeting after the round; assumption. Later is not at all.
pub const MEET_ON: (u32, u32) = (7, 21);

/// The share of ties between two of joint utility one half that last a year: 30 of 85 matched people in the trial with
/// Start with a Friend (J. Ethnic and Migration Studies 2022, doi 10.1080/1369183X.2022.2058918).
pub const LAST: f64 = 30.0 / 85.0;
/// So much more joint utility halves the rate at which ties end; assumption.
pub const HALVES: f64 = 0.2;
/// Hours together a week where two are worth nothing to each other, two hours a month, and everything; assumption.
pub const HOURS: (f64, f64) = (0.5, 2.0);
/// Hours that make a casual friend (Hall 2019); after so many the rate at which ties end has fallen to 1/e.
pub const FRIEND_HOURS: f64 = 50.0;
/// Weeks until a tie is regular: the local has room for somebody else. The question after three months; assumption.
pub const REGULAR: u32 = 13;
/// Days a local rests when a place has become free: at most one request a month.
pub const REST: u32 = 30;

/// People in a newcomer's circle before, and the share of them rooted here: the worked example, five ties of which one;
/// assumption.
pub const CIRCLE: (u32, f64) = (5, 0.2);
/// The share of the city that is not rooted here: about a tenth is international (anchor).
pub const NOT_ROOTED: f64 = 0.1;
/// Rooted here: so many years, or Dutch every day.
pub const ROOTED_YEARS: u32 = 10;

// What the year of `make soak`, against the database, needs besides. All of it assumption.

/// Introductions that the desk has time to propose in a week: five minutes each of an hour and a half, and some to spare.
pub const PROPOSALS: usize = 14;
/// The share of questions after a tie that are answered, and of those who do not want to meet that say so.
pub const ANSWERS: f64 = 0.8;
/// An answer comes within so many days.
pub const ANSWERS_WITHIN: u32 = 5;
/// The share of next steps that she says she took, and that she changes for something else.
pub const STEP_TAKEN: f64 = 0.3;
/// See [`STEP_TAKEN`].
pub const STEP_CHANGED: f64 = 0.15;
/// The chance that she takes a break, each day, and for how many days.
pub const BREAKS: (f64, u32) = (0.004, 21);

/// All of it, for the help.
pub fn explained() -> String {
    let mut text = String::from("What happens in the year, and where each rate is from:\n");
    let mut line = |said: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  - {said}");
    };
    line(format!(
        "{NEWCOMERS} newcomers begin to look on days spread evenly (anchor of the synthetic city: about 430 a year). \
         {WAITING} look already (the geometric middle of 50 to 500), for up to {WAITED} days (assumption)."
    ));
    line(format!(
        "{LOCALS} locals are there, one for each who looks (assumption), each with one or two places. A third stop within \
         a year (volunteers: Corporation for National and Community Service); as many begin."
    ));
    line(format!(
        "She leaves when she said she would (stays of two, six and twenty years: anchor); where she did not say, {:.1} % \
         leave in a year (759 of 6,100: anchor).",
        100.0 * LEAVE
    ));
    line(format!(
        "Who fits whom, and how well (U for her, V for the local, J = √(U·V)), is the heart's own reading of what both \
         told. Two of J below {LEAST} are not introduced: one pair in eight is left (anchor: 10 to 15 %)."
    ));
    line(format!(
        "Each says yes with a chance of {YES} + {:.1}·U, or V (assumption; asking both: RECON). A no takes {SILENCE} days; \
         both look on, and these two are not introduced again.",
        1.0 - YES
    ));
    line(format!(
        "They meet with a chance of {MEET} + {:.1}·J, {} to {} days after the round (assumption).",
        1.0 - MEET,
        MEET_ON.0,
        MEET_ON.1
    ));
    line(format!(
        "A tie of J = .5 lasts a year with a chance of {LAST:.2} (30 of 85 in the trial with Start with a Friend). {HALVES} \
         more J halves the rate at which ties end (assumption). They spend {} to {} hours a week together, by J \
         (assumption); {FRIEND_HOURS} hours make a casual friend (Hall 2019), and the rate has then fallen to 1/e.",
        HOURS.0, HOURS.1
    ));
    line(format!(
        "After {REGULAR} weeks the tie is regular, and the local's place free again (assumption); when it ends, she looks \
         again. A local rests {REST} days after a place has become free (at most one request a month)."
    ));
    line(format!(
        "Her circle before: {} people, {:.0} % of them rooted here (worked example of the E–I index; assumption). \
         About {:.0} % of the city are international (anchor).",
        CIRCLE.0,
        100.0 * CIRCLE.1,
        100.0 * NOT_ROOTED
    ));
    text.push_str(
        "\nChance is drawn from (seed, who, what): the same two behave the same under every policy, whenever they are\n\
         introduced. Intervals are from 2,000 draws of the seeds with replacement, differences seed by seed.\n\
         The rates were written down before the policies, but for the least J, which follows from its anchor; none was\n\
         changed to meet a bar.",
    );
    text
}
