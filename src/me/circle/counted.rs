//! One count of a circle, and its picture.

use chrono::NaiveDate;
use sqlx::FromRow;
use std::fmt::Write;

/// The most anybody counts.
pub const MOST: i32 = 200;
/// So many windows in a row, and so many rows are drawn at most.
const ACROSS: i32 = 8;
const ROWS: i32 = 4;

/// Three numbers and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Counted {
    /// When.
    pub asked_on: NaiveDate,
    /// People she does things with now, 0 to 200.
    pub people: i32,
    /// Of them from here.
    pub rooted: i32,
    /// Of them, whom she could ask a favour.
    pub favour: i32,
}

impl Counted {
    /// A house with a window for each, lit for those from here. The same is said in words beside it.
    pub fn windows(&self) -> String {
        let drawn = self.people.min(ACROSS * ROWS);
        let (mut dark, mut lit) = (String::new(), String::new());
        for n in 0..drawn {
            let (x, y) = (12 + n % ACROSS * 26, 12 + n / ACROSS * 32);
            let path = if n < self.rooted { &mut lit } else { &mut dark };
            // Writing to a String cannot fail.
            let _ = write!(path, "M{x} {y}h13v20h-13z");
        }
        let height = 24 + 32 * ((drawn + ACROSS - 1) / ACROSS).max(1) - 12;
        format!(
            r#"<svg class="street" viewBox="0 0 219 {height}" aria-hidden="true" focusable="false"><path class="street__house" d="M0 0h219v{height}H0z"/><path class="street__window" d="{dark}"/><path class="street__window street__window--lit" d="{lit}"/></svg>"#
        )
    }

    /// As it goes with the page that says it was deleted, for that page's undo.
    pub fn packed(&self) -> String {
        format!("{}:{}:{}:{}", self.asked_on, self.people, self.rooted, self.favour)
    }

    /// What was packed; none where it is none of ours.
    pub fn unpacked(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let asked_on = parts.next()?.parse().ok()?;
        let mut number = || parts.next()?.parse().ok();
        let counted = Self { asked_on, people: number()?, rooted: number()?, favour: number()? };
        (counted.holds() && parts.next().is_none()).then_some(counted)
    }

    /// Whether the numbers go together, as the table wants them.
    pub fn holds(&self) -> bool {
        let some = 0..=self.people;
        (0..=MOST).contains(&self.people) && some.contains(&self.rooted) && some.contains(&self.favour)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked_and_the_picture_shows_each_once(people in 0..=MOST, rooted in 0..=MOST, favour in 0..=MOST) {
            let asked_on = NaiveDate::from_ymd_opt(2026, 5, 1).expect("a day");
            let it = Counted { asked_on, people, rooted, favour };
            prop_assert_eq!(Counted::unpacked(&it.packed()), it.holds().then_some(it));
            let drawn = it.windows().matches("h13v20h-13z").count();
            prop_assert_eq!(drawn, usize::try_from(people.min(32)).expect("a number"));
        }
    }
}
