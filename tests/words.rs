//! Every sentence exists in both languages with the same things to fill in, none is missing, none is left over,
//! and no page has words of its own.

use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, endings, found);
            } else if endings.iter().any(|e| path.to_string_lossy().ends_with(e)) {
                let text = fs::read_to_string(&path).expect("a text");
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), endings, &mut found);
    found
}

/// Name → what it fills in.
fn sentences(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let name = Regex::new(r"^([a-z][a-z0-9-]*) =").expect("a pattern");
    let variable = Regex::new(r"\{\s*\$([a-z0-9-]+)").expect("a pattern");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files(&format!("locales/{lang}"), &[".ftl"]) {
        let mut current = None;
        for line in text.lines() {
            if let Some(found) = name.captures(line) {
                let key = found[1].to_owned();
                assert!(
                    all.insert(key.clone(), BTreeSet::new()).is_none(),
                    "{} stands twice, again in {}",
                    key,
                    path.display()
                );
                current = Some(key);
            }
            if let Some(key) = &current {
                let found = variable.captures_iter(line).map(|c| c[1].to_owned());
                all.get_mut(key).expect("just put there").extend(found);
            }
        }
    }
    all
}

#[test]
fn both_languages_say_the_same() {
    let (en, nl) = (sentences("en"), sentences("nl"));
    assert!(en.len() > 50, "only {} sentences", en.len());
    let differ: Vec<_> = en.keys().chain(nl.keys()).filter(|k| en.get(*k) != nl.get(*k)).collect();
    assert!(differ.is_empty(), "missing in one language, or filled in differently: {differ:?}");
}

#[test]
fn no_sentence_is_missing_and_none_is_left_over() {
    let known: BTreeSet<String> = sentences("en").into_keys().collect();
    // t("key"), t1("key", …), NotThis("slip-…"), flash keys, and families of names: t(format!("frame-{x}"))
    let asked = Regex::new(r#"\bt[123]?\(\s*"([a-z][a-z0-9-]*)""#).expect("a pattern");
    let any = Regex::new(r#""([a-z][a-z0-9]*(?:-[a-z0-9]+)+)""#).expect("a pattern");
    let family = Regex::new(r#"format!\(\s*"([a-z][a-z0-9-]*-)\{"#).expect("a pattern");
    let (mut missing, mut used, mut families) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (_, text) in files("src", &[".rs"]).into_iter().chain(files("templates", &[".html", ".txt"])) {
        for found in asked.captures_iter(&text) {
            if !known.contains(&found[1]) {
                missing.insert(found[1].to_owned());
            }
        }
        used.extend(any.captures_iter(&text).map(|c| c[1].to_owned()));
        families.extend(family.captures_iter(&text).map(|c| c[1].to_owned()));
    }
    let left: Vec<_> =
        known.iter().filter(|k| !used.contains(*k) && !families.iter().any(|f| k.starts_with(f.as_str()))).collect();
    assert!(missing.is_empty(), "asked for but nowhere written: {missing:?}");
    assert!(left.is_empty(), "written but never asked for: {left:?}");
}

#[test]
fn pages_have_no_words_of_their_own() {
    let comment = Regex::new(r"(?s)\{#.*?#\}").expect("a pattern");
    let code = Regex::new(r"(?s)\{\{.*?\}\}|\{%.*?%\}").expect("a pattern");
    let tag = Regex::new(r"(?s)<style>.*?</style>|<[^>]*>").expect("a pattern");
    // Attributes that a macro or a block hands to a tag elsewhere.
    let attribute = Regex::new(r#"[a-z-]+="[^"]*"|\{% block page_class %\}.*?\{% endblock %\}"#).expect("a pattern");
    let word = Regex::new(r"\p{L}{2,}").expect("a pattern");
    let mut found = Vec::new();
    for (path, text) in files("templates", &[".html", ".txt"]) {
        let bare = comment.replace_all(&text, "");
        let bare = attribute.replace_all(&bare, "");
        let bare = code.replace_all(&bare, "");
        let bare = tag.replace_all(&bare, " ");
        for w in word.find_iter(&bare).filter(|w| w.as_str() != "Buurten") {
            found.push(format!("{}: {}", path.display(), w.as_str()));
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

/// A subject is read over a shoulder: a sentence of ours, the same for everybody.
#[test]
fn the_subject_of_a_letter_has_nothing_to_fill_in() {
    let subject = regex::Regex::new(r"\n\s+subject: ([^\n]+),\n").expect("a pattern");
    let plain = regex::Regex::new(r#"\.t\("([a-z-]+)"\)$"#).expect("a pattern");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = std::collections::BTreeSet::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            for found in subject.captures_iter(&text) {
                let said = &found[1];
                // Handed on: its sentence stands where it comes from.
                if ["texts.subject", "self.subject.clone()", "String", "String::new()"].contains(&said)
                    || said.contains("Uuid")
                {
                    continue;
                }
                let key = plain.captures(said).unwrap_or_else(|| panic!("{}: subject: {said}", path.display()));
                keys.insert(key[1].to_owned());
            }
        }
    }
    assert!(keys.len() >= 8, "{keys:?}");
    for lang in ["en", "nl"] {
        let files = std::fs::read_dir(root.join("locales").join(lang)).expect("sentences").flatten();
        let all: String = files.map(|f| std::fs::read_to_string(f.path()).expect("sentences")).collect();
        for key in &keys {
            let line = all.lines().find_map(|l| l.strip_prefix(&format!("{key} = ")));
            let line = line.unwrap_or_else(|| panic!("{lang}: {key} is no line"));
            assert!(!line.contains('{') && line.chars().count() <= 50, "{lang}: {key} = {line}");
        }
    }
}
