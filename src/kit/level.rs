//! How well somebody speaks a language: the Common European Framework (CEFR).

use crate::named;

named! {
    /// A level; A0 = not yet.
    Level {
        /// Not yet.
        A0 = "A0",
        /// A few words.
        A1 = "A1",
        /// Short chats.
        A2 = "A2",
        /// Everyday conversation.
        B1 = "B1",
        /// Nearly everything.
        B2 = "B2",
        /// Fluent.
        C1 = "C1",
        /// As one's own.
        C2 = "C2",
    }
}

impl Level {
    /// 0 (A0) to 6 (C2).
    pub fn number(self) -> u8 {
        self as u8
    }
}
