//! Sentences in the reader's language. Every text of a page or letter stands in
//! `locales/<language>/<room>.ftl`; `tests/words.rs` keeps the two complete.

use crate::kit::lang::Lang;
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid, static_loader};
use std::{borrow::Cow, collections::HashMap};

static_loader! {
    static SENTENCES = {
        locales: "./locales",
        fallback_language: "en",
        // Isolation marks are for mixed directions; ours are all left to right and would end up in copied text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The sentences of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The language they are in.
    pub lang: Lang,
}

/// What a sentence can be given: a text or a count.
pub trait Say {
    /// As Fluent takes it.
    fn say(&self) -> FluentValue<'static>;
}

impl<T: Say + ?Sized> Say for &T {
    fn say(&self) -> FluentValue<'static> {
        (**self).say()
    }
}
impl Say for str {
    fn say(&self) -> FluentValue<'static> {
        FluentValue::String(Cow::Owned(self.to_owned()))
    }
}
impl Say for String {
    fn say(&self) -> FluentValue<'static> {
        self.as_str().say()
    }
}
macro_rules! counts {
    ($($t:ty),*) => { $(impl Say for $t {
        fn say(&self) -> FluentValue<'static> { FluentValue::from(*self as i64) }
    })* };
}
counts!(u8, u16, u32, u64, usize, i16, i32, i64);

fn id(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::En => langid!("en"),
        Lang::Nl => langid!("nl"),
    }
}

impl Words {
    /// The sentences of a language.
    pub fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// The sentence with this name.
    pub fn t(&self, key: impl AsRef<str>) -> String {
        self.with(key.as_ref(), &[])
    }

    /// The sentence with this name and one thing to fill in.
    pub fn t1(&self, key: impl AsRef<str>, name: &'static str, value: impl Say) -> String {
        self.with(key.as_ref(), &[(name, value.say())])
    }

    /// The sentence with this name and two things to fill in.
    pub fn t2(&self, key: impl AsRef<str>, n1: &'static str, v1: impl Say, n2: &'static str, v2: impl Say) -> String {
        self.with(key.as_ref(), &[(n1, v1.say()), (n2, v2.say())])
    }

    /// The sentence with this name and three things to fill in.
    #[rustfmt::skip]
    #[allow(clippy::too_many_arguments)] // three pairs, read in one line of a template
    pub fn t3(&self, key: impl AsRef<str>, n1: &'static str, v1: impl Say, n2: &'static str, v2: impl Say, n3: &'static str, v3: impl Say) -> String {
        self.with(key.as_ref(), &[(n1, v1.say()), (n2, v2.say()), (n3, v3.say())])
    }

    /// Whether there is a sentence with this name.
    pub fn has(&self, key: &str) -> bool {
        SENTENCES.try_lookup(&id(self.lang), key).is_some()
    }

    fn with(&self, key: &str, args: &[(&'static str, FluentValue<'static>)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'static>> =
            args.iter().map(|(k, v)| (Cow::Borrowed(*k), v.clone())).collect();
        match SENTENCES.try_lookup_complete(&id(self.lang), key, Some(&args)) {
            Some(text) => text,
            None => {
                tracing::error!(key, lang = %self.lang, "a sentence is missing");
                // Nobody reads the name of a sentence: a test that opens the page fails.
                debug_assert!(false, "{}: {key} is missing", self.lang);
                key.to_owned()
            }
        }
    }
}
