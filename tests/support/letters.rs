//! What every letter is, whatever room wrote it. Each that a test reads out of the box is looked at.

use scraper::{Html, Selector};

/// What people wrote for one another or for the desk, and what the desk wrote down: whatever a test has of it in its town
/// stands in none of the letters it reads.
pub const PRIVATE: [(&str, &str); 14] = [
    ("messages", "text"),
    ("notes", "text"),
    ("introductions", "line"),
    ("introductions", "newcomer_no_reason"),
    ("introductions", "local_no_reason"),
    ("introductions", "newcomer_phone"),
    ("introductions", "local_phone"),
    ("gathering_parties", "no_reason"),
    ("together", "not_now_reason"),
    ("reports", "words"),
    ("reports", "answered"),
    ("wishes_to_meet", "about"),
    ("welcome_groups", "about"),
    ("locals", "phone"),
];

/// All of it that there is, as one query; what is too short to be somebody's words is left out.
pub fn private() -> String {
    let each = |(table, column): &(&str, &str)| format!("select {column} from {table} where length({column}) >= 8");
    PRIVATE.iter().map(each).collect::<Vec<_>>().join(" union all ")
}

fn one(html: &Html, css: &str) -> Vec<String> {
    let css = Selector::parse(css).expect("a selector");
    html.select(&css).map(|e| e.text().collect::<String>()).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// One button, in the reader's language, readable by day and by night, the same words in both forms, and a subject
/// that says nothing.
///
/// # Panics
/// Where it is not so.
pub fn is_good(language: &str, subject: &str, text: &str, html: &str) {
    let page = Html::parse_document(html);
    assert_eq!(one(&page, "a.button").len(), 1, "one button: {html}");
    let lang = page.root_element().value().attr("lang");
    assert_eq!(lang, Some(language), "{html}");
    assert!(
        one(&page, "style").concat().contains("prefers-color-scheme:dark") && html.contains("name=\"color-scheme\"")
    );
    assert!(
        !html.contains("<img") && !html.contains("<script") && !html.contains(" src="),
        "nothing comes from elsewhere"
    );
    // The same words: links apart, which the text spells out after a colon.
    let spoken = text.lines().filter(|line| !line.starts_with("http"));
    let spoken: String = spoken.map(|line| format!("{}\n", line.strip_suffix(':').unwrap_or(line))).collect();
    let shown = one(&Html::parse_document(&html.replace("<br>", " ")), "body").concat();
    let bare = |text: &str| words(text).into_iter().map(|w| w.trim_end_matches(':').to_owned()).collect::<Vec<_>>();
    assert_eq!(bare(&spoken), bare(&shown), "text and HTML say the same");
    assert!(text.lines().all(|line| line.len() <= 900), "a line that no mail server takes");
    assert!(subject.chars().count() <= 50 && !subject.contains(|c: char| c.is_ascii_digit() || c == '@'), "{subject}");
    assert_eq!(one(&page, "title").concat(), subject);
}
