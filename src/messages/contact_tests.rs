//! What people type who want to be reached, and what people type who want to meet.

use super::*;
use proptest::prelude::*;

#[test]
fn links_with_and_without_a_scheme() {
    for text in [
        "see https://example.org/x",
        "HTTP://EXAMPLE.COM",
        "look at www.example.nl!",
        "tikkie.me/pay/abc",
        "wa.me/31612345678",
        "(example.com)",
        "Kijk op buurthuis.nl.",
        "buurthuis punt nl",
        "example dot com",
    ] {
        assert!(holds(text).contains(&Holds::Link), "{text}: {:?}", holds(text));
    }
}

#[test]
fn addresses_typed_and_spelled_out() {
    for text in [
        "ana@example.org",
        "ana @ example . org",
        "find me: @ana_bo",
        "ana(@)example.org",
        "ana at gmail dot com",
        "ana (at) gmail",
        "ana at mijn domein punt nl",
        "ana apenstaartje example punt nl",
        "ana＠example.org",
    ] {
        assert!(holds(text).contains(&Holds::Address), "{text}: {:?}", holds(text));
    }
}

#[test]
fn numbers_in_figures_and_in_words() {
    for text in [
        "06 12 34 56 78",
        "06-12345678",
        "0612345678",
        "+31 (0)6 1234 5678",
        "0031.6.12.34.56.78",
        "bel 040-2345678",
        "O6 12 34 56 78",
        "o612345678",
        "06\u{200b}12\u{200b}34\u{200b}56\u{200b}78",
        "０６１２３４５６７８",
        "nul zes een twee drie vier vijf zes zeven acht",
        "nul zes twaalf vierendertig zesenvijftig achtenzeventig 12",
        "zero six, one two three four five six seven eight",
        "06-12-34 56 78",
        "06 twaalfendertig 12 34 56 78",
        "call me: 1 2 3 4 5 6 7 8",
    ] {
        assert!(holds(text).contains(&Holds::Number), "{text}: {:?}", holds(text));
    }
}

#[test]
fn account_numbers_as_an_account_alone() {
    for text in [
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "mijn rekening: BE68 5390 0754 7034.",
        "DE89-3704-0044-0532-0130-00",
    ] {
        assert_eq!(holds(text), [Holds::Account], "{text}");
    }
    assert_eq!(holds("NL92 ABNA 0417 1643 00"), [Holds::Number], "the check does not hold");
}

#[test]
fn what_people_say_who_want_to_meet_holds_nothing() {
    for text in [
        "Shall we meet on 12-03-2026 at 19:30 in the library?",
        "Dinsdag 24 november, 20.00 uur, Kerkstraat 12, 5612 AB",
        "From 10:00-12:30 or 14:00-16:00 on 3/4.",
        "2026-03-12 is fine. So is 13-03.",
        "Ik ben er morgen.De bus gaat om 9:15.",
        "We are two adults and two children: 4 and 11 years old.",
        "Let's meet at the market. I am 45, at most!",
        "Dat is een goed punt. Nu nog koffie.",
        "Ik kan een of twee keer per week, of drie.",
        "I'm at home. It's a good point to start.",
        "Bus 401, 402 of 8.",
        "1, 2, 3, go!",
        "Het kost € 12,50 per persoon.",
        "We zien elkaar over een week of acht, negen.",
        "",
    ] {
        assert_eq!(holds(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn a_number_is_found_whatever_stands_between_its_figures(
        figures in prop::collection::vec(0..10_u8, 9..12),
        between in prop::sample::select(vec!["", " ", "-", ". ", " / ", "  ", ") ("]),
    ) {
        let text = figures.iter().map(u8::to_string).collect::<Vec<_>>().join(between);
        prop_assert!(holds(&format!("call {text} please")).contains(&Holds::Number), "{}", text);
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,200}") {
        holds(&text);
    }
}
