//! The fields of the form as its page shows them: label, hint, what was typed, and what is there now where that is
//! something else.

use super::{
    form::{EditForm, LINE, PAGE, SUMMARY, TITLE},
    times::{Every, weekday},
};
use crate::{
    auth::Visit,
    kit::{
        level::Level,
        vocabulary::vocabulary,
        week::DAYS,
        words::{Belonging, CostPer},
    },
    web::Slips,
};
use chrono::Weekday;

/// One thing to choose.
pub struct Choice {
    pub value: String,
    pub words: String,
    pub chosen: bool,
}

/// How a field is filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Line,
    /// A few words.
    Short,
    /// A text.
    Text,
    /// One of some.
    One,
    /// Some of some.
    Some,
}

impl Kind {
    /// Its name, for the template.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Line => "line",
            Kind::Short => "short",
            Kind::Text => "text",
            Kind::One => "one",
            Kind::Some => "some",
        }
    }
}

/// A field of the page.
pub struct Field {
    /// Its name in the form.
    pub name: &'static str,
    pub kind: Kind,
    pub label: String,
    pub hint: String,
    /// What is wrong with it.
    pub slip: Option<String>,
    pub value: String,
    pub choices: Vec<Choice>,
    pub longest: usize,
    /// What is there now, where somebody changed it meanwhile.
    pub now: Option<String>,
}

/// Some fields under one heading.
pub struct Part {
    pub title: String,
    pub fields: Vec<Field>,
    /// It stands under its title alone until somebody opens it.
    pub is_folded: bool,
}

impl Part {
    /// Whether there is something in it to look at.
    pub fn is_open(&self) -> bool {
        self.fields.iter().any(|field| field.slip.is_some() || field.now.is_some())
    }
}

/// What anybody can say is not right, by the names of sentences and fields: what mostly is not comes first, and the rest
/// is folded. What a host alone reads and says is not here.
const OF_ANYBODY: [(&str, &[&str], bool); 8] = [
    ("host-part-when", &["every", "weekday", "starts", "ends"], false),
    ("correct-part-where", &["venue", "postcode"], false),
    ("host-part-name", &["title_en", "title_nl", "organisation"], true),
    ("correct-part-dates", &["first_date", "skip_dates"], true),
    ("correct-part-cost", &["cost", "cost_per", "trial"], true),
    ("host-part-who", &["languages", "english_ok", "dutch_needed", "children", "audience", "take_along"], true),
    ("correct-part-text", &["summary_en", "summary_nl"], true),
    ("correct-part-page", &["url"], true),
];

/// The same fields as anybody sees them.
pub fn of_anybody(v: &Visit, parts: Vec<Part>) -> Vec<Part> {
    let mut fields: Vec<Field> = parts.into_iter().flat_map(|part| part.fields).collect();
    let mut part = |(title, names, is_folded): (&str, &[&str], bool)| {
        let fields = fields.extract_if(.., |field| names.contains(&field.name)).collect();
        Part { title: v.t(title), fields, is_folded }
    };
    OF_ANYBODY.map(&mut part).into()
}

/// The parts of the page.
pub fn parts(v: &Visit, form: &EditForm, slips: &Slips, now: Option<&EditForm>) -> Vec<Part> {
    let mut parts = all(v, form, slips);
    if let Some(now) = now {
        let theirs = all(v, now, &Slips::default());
        for (field, theirs) in parts.iter_mut().flat_map(|p| &mut p.fields).zip(theirs.iter().flat_map(|p| &p.fields)) {
            if field.said(v) != theirs.said(v) {
                field.now = Some(theirs.said(v));
            }
        }
    }
    parts
}

impl Field {
    /// What it holds, in words.
    fn said(&self, v: &Visit) -> String {
        let chosen: Vec<&str> = self.choices.iter().filter(|c| c.chosen).map(|c| c.words.as_str()).collect();
        let said = if self.choices.is_empty() { self.value.trim().to_owned() } else { chosen.join(", ") };
        if said.is_empty() { v.t("host-edit-nothing") } else { said }
    }
}

fn all(v: &Visit, form: &EditForm, slips: &Slips) -> Vec<Part> {
    let field = |name: &'static str, kind: Kind, value: &str, longest: usize, choices: Vec<Choice>| {
        let key = name.replace('_', "-");
        Field {
            name,
            kind,
            label: v.t(format!("host-edit-{key}")),
            hint: v.t(format!("host-hint-{key}")),
            slip: slips.of(&v.w, name),
            value: value.to_owned(),
            choices,
            longest,
            now: None,
        }
    };
    let line = |name, value: &str| field(name, Kind::Line, value, LINE, Vec::new());
    let short = |name, value: &str| field(name, Kind::Short, value, 40, Vec::new());
    let yes = |name, value: &str| field(name, Kind::One, value, 0, yes_or_no(v, value));
    let title = |name, value: &str| field(name, Kind::Line, value, TITLE, Vec::new());
    let part = |name: &str, fields| Part { title: v.t(format!("host-part-{name}")), fields, is_folded: false };
    vec![
        part(
            "name",
            vec![
                title("title_en", &form.title_en),
                title("title_nl", &form.title_nl),
                title("organisation", &form.organisation),
            ],
        ),
        part(
            "text",
            vec![
                field("summary_en", Kind::Text, &form.summary_en, SUMMARY, Vec::new()),
                field("summary_nl", Kind::Text, &form.summary_nl, SUMMARY, Vec::new()),
            ],
        ),
        part(
            "when",
            vec![
                field("every", Kind::One, &form.every, 0, every(v, &form.every)),
                field("weekday", Kind::Some, "", 0, weekdays(v, &form.weekday)),
                short("starts", &form.starts),
                short("ends", &form.ends),
                short("first_date", &form.first_date),
                field("skip_dates", Kind::Line, &form.skip_dates, SUMMARY, Vec::new()),
            ],
        ),
        part(
            "where",
            vec![
                line("venue", &form.venue),
                short("postcode", &form.postcode),
                short("cost", &form.cost),
                field("cost_per", Kind::One, &form.cost_per, 0, cost_per(v, &form.cost_per)),
                yes("trial", &form.trial),
            ],
        ),
        part(
            "who",
            vec![
                short("newcomer_places", &form.newcomer_places),
                field("languages", Kind::Some, "", 0, languages(v, &form.languages)),
                yes("english_ok", &form.english_ok),
                field("dutch_needed", Kind::One, &form.dutch_needed, 0, dutch(v, &form.dutch_needed)),
                yes("children", &form.children),
                field("audience", Kind::Some, "", 0, audience(v, &form.audience)),
                yes("take_along", &form.take_along),
            ],
        ),
        part(
            "contact",
            vec![line("contact_name", &form.contact_name), field("url", Kind::Line, &form.url, PAGE, Vec::new())],
        ),
    ]
}

fn choice(value: &str, words: String, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), words, chosen: value == chosen }
}

fn yes_or_no(v: &Visit, chosen: &str) -> Vec<Choice> {
    [("", "choice-unknown"), ("yes", "choice-yes"), ("no", "choice-no")]
        .map(|(n, key)| choice(n, v.t(key), chosen))
        .into()
}

/// "As it is" is there for rules that cannot be said otherwise.
fn every(v: &Visit, chosen: &str) -> Vec<Choice> {
    let shown = |e: &&Every| **e != Every::AsItIs || chosen == Every::AsItIs.as_str();
    Every::ALL.iter().filter(shown).map(|e| choice(e.as_str(), v.t(format!("host-every-{e}")), chosen)).collect()
}

fn weekdays(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    let chosen: Vec<usize> = chosen.iter().filter_map(|d| weekday(d)).collect();
    let words = |n: usize| Weekday::try_from(n as u8).map(|d| v.w.weekday(d)).unwrap_or_default();
    let one =
        |(n, day): (usize, &&str)| Choice { value: (*day).to_owned(), words: words(n), chosen: chosen.contains(&n) };
    DAYS.iter().enumerate().map(one).collect()
}

/// Languages that many groups here speak; others are for the desk, and stay where they are chosen.
const SPOKEN: [&str; 14] = ["nl", "en", "ar", "de", "es", "fr", "hi", "it", "pl", "pt", "ru", "tr", "uk", "zh"];

fn languages(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    let words = |tag: &str| {
        tag.parse().map_or_else(|_| tag.to_owned(), |tag| vocabulary().language_name(&tag, v.lang).to_owned())
    };
    let others = chosen.iter().map(String::as_str).filter(|tag| !SPOKEN.contains(tag));
    let one = |tag: &str| Choice { value: tag.to_owned(), words: words(tag), chosen: chosen.iter().any(|c| c == tag) };
    SPOKEN.into_iter().chain(others).map(one).collect()
}

fn audience(v: &Visit, chosen: &[String]) -> Vec<Choice> {
    let one = |group: &Belonging| Choice {
        value: group.to_string(),
        words: v.t(format!("belongs-{group}")),
        chosen: chosen.iter().any(|c| c == group.as_str()),
    };
    Belonging::ALL.iter().map(one).collect()
}

fn cost_per(v: &Visit, chosen: &str) -> Vec<Choice> {
    let mut all = vec![choice("", v.t("choice-unknown"), chosen)];
    all.extend(CostPer::ALL.iter().map(|p| choice(p.as_str(), v.t(format!("host-per-{p}")), chosen)));
    all
}

fn dutch(v: &Visit, chosen: &str) -> Vec<Choice> {
    let mut all = vec![choice("", v.t("choice-unknown"), chosen)];
    let words = |l: &Level| match l {
        Level::A0 => v.t("host-dutch-none"),
        level => v.t(format!("level-{}", level.as_str().to_lowercase())),
    };
    // The two highest are one word: the higher is there where it was chosen.
    let shown = |l: &&Level| **l != Level::C2 || chosen == Level::C2.as_str();
    all.extend(Level::ALL.iter().filter(shown).map(|l| choice(l.as_str(), words(l), chosen)));
    all
}
