//! Whether a text holds what one can be reached or paid by: a link, an email address, a telephone number, an account
//! number; as they are typed, and as they are spelled out to slip through. Pure. Rather once too often than once too
//! little: somebody of the desk reads what is found, and lets it through.

use crate::named;
use unicode_normalization::UnicodeNormalization;

named! {
    /// What a text holds.
    Holds {
        /// A web address.
        Link = "link",
        /// An email address, or a name with an @.
        Address = "address",
        /// A telephone number.
        Number = "number",
        /// A bank account.
        Account = "account",
    }
}

/// So many digits in a row can be called.
const DIGITS_OF_A_NUMBER: usize = 8;
/// Endings of web addresses that people here would type.
const ENDINGS: [&str; 37] = [
    "nl", "com", "net", "org", "eu", "be", "de", "fr", "es", "it", "pt", "pl", "uk", "in", "cn", "ru", "tr", "io",
    "me", "co", "info", "biz", "app", "dev", "link", "site", "online", "shop", "store", "xyz", "gg", "ly", "to", "tv",
    "nu", "ai", "page",
];
/// Of those, what is said after a spoken "dot": the others are words.
const SPOKEN_ENDINGS: [&str; 4] = ["nl", "com", "org", "eu"];
/// How a dot and an @ are spelled out.
const DOTS: [&str; 3] = ["dot", "punt", "point"];
const ATS: [&str; 4] = ["at", "apenstaartje", "apestaartje", "apenstaart"];
/// Where mailboxes are.
const MAILBOXES: [&str; 10] =
    ["gmail", "googlemail", "hotmail", "outlook", "live", "yahoo", "icloud", "proton", "protonmail", "ziggo"];
/// Countries of account numbers, and how long these are.
const ACCOUNTS: [(&str, usize); 24] = [
    ("NL", 18),
    ("BE", 16),
    ("DE", 22),
    ("FR", 27),
    ("GB", 22),
    ("ES", 24),
    ("IT", 27),
    ("PT", 25),
    ("PL", 28),
    ("IE", 22),
    ("AT", 20),
    ("CH", 21),
    ("LU", 20),
    ("LT", 20),
    ("DK", 18),
    ("SE", 24),
    ("NO", 15),
    ("FI", 18),
    ("RO", 24),
    ("BG", 22),
    ("CZ", 24),
    ("HU", 28),
    ("GR", 27),
    ("TR", 26),
];

/// All that it holds, each once.
pub fn holds(text: &str) -> Vec<Holds> {
    let text: String = text.nfkc().filter(|c| !is_unseen(*c)).collect();
    let words = words(&text);
    let account = has_account(&text);
    let found = [
        (Holds::Link, has_link(&text) || is_spoken_link(&words)),
        (Holds::Address, has_address(&text) || is_spoken_address(&words)),
        (Holds::Number, !account && has_number(&text)),
        (Holds::Account, account),
    ];
    found.into_iter().filter_map(|(what, is)| is.then_some(what)).collect()
}

/// Drawn as nothing: between the digits of a number it would hide them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

fn words(text: &str) -> Vec<String> {
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    all.map(str::to_lowercase).collect()
}

/// "https://…", "www.…", "example.nl/…". "morgen.De" is a sentence that lacks a space.
fn has_link(text: &str) -> bool {
    text.split_whitespace().any(|piece| {
        let small = piece.to_lowercase();
        small.contains("://") || small.contains("www.") || is_domain(piece)
    })
}

fn is_domain(piece: &str) -> bool {
    let host = piece.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.trim_matches(|c: char| !c.is_alphanumeric());
    let labels: Vec<&str> = host.split('.').collect();
    let Some((ending, before)) = labels.split_last() else { return false };
    let named = !before.is_empty()
        && before.iter().all(|l| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-'));
    let shouts = host.chars().all(|c| !c.is_lowercase());
    let whole = shouts || ending.chars().all(char::is_lowercase);
    named && whole && ENDINGS.contains(&ending.to_lowercase().as_str())
}

/// "example punt nl".
fn is_spoken_link(words: &[String]) -> bool {
    words.windows(3).any(|w| is_in(&DOTS, &w[1]) && is_in(&SPOKEN_ENDINGS, &w[2]))
}

fn is_in(all: &[&str], word: &str) -> bool {
    all.contains(&word)
}

/// An @ before a letter or digit, whatever stands between.
fn has_address(text: &str) -> bool {
    text.match_indices('@').any(|(place, _)| {
        let after =
            text[place + 1..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']'));
        after.starts_with(char::is_alphanumeric)
    })
}

/// "ana at gmail", "ana at example dot com".
fn is_spoken_address(words: &[String]) -> bool {
    let at = |place: usize| is_in(&ATS, &words[place]);
    (1..words.len()).filter(|place| at(*place)).any(|place| {
        let after = &words[place + 1..];
        let mailbox = after.first().is_some_and(|w| is_in(&MAILBOXES, w));
        let spoken = after.windows(2).take(3).any(|w| is_in(&DOTS, &w[0]) && is_in(&SPOKEN_ENDINGS, &w[1]));
        mailbox || spoken
    })
}

/// Eight digits or more in a row, in figures or in words, whatever stands between them; days and times of day apart.
fn has_number(text: &str) -> bool {
    let (mut in_a_row, mut most) = (0, 0);
    for piece in without_dates(text)
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '(' | ')' | ',' | '_' | '+'))
    {
        let word = piece.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if word.is_empty() {
            continue;
        }
        in_a_row = match digits(&word) {
            0 => 0,
            digits => in_a_row + digits,
        };
        most = most.max(in_a_row);
    }
    most >= DIGITS_OF_A_NUMBER
}

/// How many digits a word stands for; none where it is another word.
fn digits(word: &str) -> usize {
    const ONES: [&str; 23] = [
        "nul", "een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "zero", "oh", "one",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "o",
    ];
    const ELEVENS: [&str; 4] = ["elf", "twaalf", "eleven", "twelve"];
    const TENS: [&str; 18] = [
        "tien", "teen", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    if is_in(&ONES, word) {
        return 1;
    }
    if is_in(&ELEVENS, word) || word.chars().count() <= 14 && TENS.iter().any(|ten| word.ends_with(ten)) {
        return 2;
    }
    // "o6", "O612": a letter in the place of a nought.
    let figures = word.chars().filter(char::is_ascii_digit).count();
    let as_figures = word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'o' | 'l' | ':'));
    if figures > 0 && as_figures { word.chars().count() } else { 0 }
}

/// The text without "12-03-2026", "12/3", "19:30" and "10.00": they are no one's number.
fn without_dates(text: &str) -> String {
    let is_date = |piece: &str| {
        let piece = piece.trim_matches(|c: char| !c.is_ascii_digit());
        let parts: Vec<&str> = piece.split(['-', '/', '.', ':']).collect();
        let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
        let figures = parts.iter().all(|p| p.chars().all(|c| c.is_ascii_digit()) && !p.is_empty());
        let most = |place: usize, most: u32| parts[place].parse::<u32>().is_ok_and(|n| n <= most);
        let clock = || piece.contains([':', '.']) && most(0, 24) && most(1, 59);
        figures
            && match lengths[..] {
                [1 | 2, 2] => clock() || most(0, 31) && most(1, 12),
                [1 | 2, 1] => most(0, 31) && most(1, 12),
                [1 | 2, 1 | 2, 2 | 4] => most(0, 31) && most(1, 12),
                [4, 2, 2] => most(1, 12) && most(2, 31),
                // Two times of a day: 19:30-21:00.
                [1 | 2, 2, 1 | 2, 2] => piece.contains(':') && most(0, 24) && most(1, 59) && most(2, 24) && most(3, 59),
                _ => false,
            }
    };
    let pieces: Vec<&str> = text.split_whitespace().collect();
    // "06-12-34 56 78": a number goes on after it.
    let goes_on = |place: usize| pieces.get(place + 1).is_some_and(|next| next.chars().all(|c| c.is_ascii_digit()));
    let word = |(place, piece)| if is_date(piece) && !goes_on(place) { "·" } else { piece };
    pieces.iter().copied().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// Two letters and two digits that begin an account number whose check holds.
fn has_account(text: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (0..signs.len().saturating_sub(4)).any(|start| {
        if start > 0 && signs[start - 1].is_alphanumeric() {
            return false;
        }
        let country: String = signs[start..start + 2].iter().collect::<String>().to_uppercase();
        let Some((_, length)) = ACCOUNTS.iter().find(|(c, _)| *c == country) else { return false };
        if !signs[start + 2..start + 4].iter().all(char::is_ascii_digit) {
            return false;
        }
        let rest = signs[start..].iter().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '.')));
        let number: String = rest.take(*length).collect::<String>().to_uppercase();
        number.len() == *length && is_checked(&number)
    })
}

/// The check of ISO 13616: the country and its two digits moved to the end, letters as numbers, 1 modulo 97.
fn is_checked(number: &str) -> bool {
    let mut moved = number.chars().skip(4).chain(number.chars().take(4));
    let rest = moved.try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value > 9 { rest * 100 + value } else { rest * 10 + value } % 97)
    });
    rest == Some(1)
}

#[cfg(test)]
#[path = "contact_tests.rs"]
mod tests;
