use super::*;
use crate::city::found;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn eindhoven() -> City {
    found("eindhoven").expect("its folder")
}

#[test]
fn the_days_are_those_of_the_years_that_were() {
    let city = eindhoven();
    for (id, year, starts, ends) in [
        ("carnaval", 2024, "2024-02-10", "2024-02-13"),
        ("carnaval", 2026, "2026-02-14", "2026-02-17"),
        ("carnaval", 2027, "2027-02-06", "2027-02-09"),
        ("kings-day", 2024, "2024-04-27", "2024-04-27"),
        // 27 April was a Sunday.
        ("kings-day", 2025, "2025-04-26", "2025-04-26"),
        ("remembrance-and-liberation", 2025, "2025-05-04", "2025-05-05"),
        ("design-week", 2023, "2023-10-21", "2023-10-29"),
        ("design-week", 2024, "2024-10-19", "2024-10-27"),
        ("design-week", 2025, "2025-10-18", "2025-10-26"),
        ("glow", 2023, "2023-11-11", "2023-11-18"),
        ("glow", 2024, "2024-11-09", "2024-11-16"),
        ("glow", 2025, "2025-11-08", "2025-11-15"),
        ("sint-maarten", 2025, "2025-11-11", "2025-11-11"),
        ("sinterklaas", 2024, "2024-11-16", "2024-12-05"),
        ("sinterklaas", 2025, "2025-11-15", "2025-12-05"),
    ] {
        let season = city.seasons().iter().find(|it| it.id == id).expect("in its file");
        let it = city.in_year(season, year).expect("every year");
        assert_eq!((it.starts, it.ends), (day(starts), day(ends)), "{id} {year}");
    }
}

#[test]
fn what_goes_on_comes_first_and_then_the_soonest() {
    let all = eindhoven().to_come(day("2026-11-26"));
    let ids: Vec<&str> = all.iter().map(|it| it.season.id.as_str()).collect();
    let year = ["sinterklaas", "carnaval", "kings-day", "remembrance-and-liberation", "design-week", "sint-maarten"];
    assert_eq!(ids[..5], year[..5]);
    assert_eq!(all.len(), 7);
    let on = |today| eindhoven().season_to_come("kings-day", day(today)).expect("every year").starts;
    assert_eq!(on("2027-04-27"), day("2027-04-27"), "the day itself");
    assert_eq!(on("2027-04-28"), day("2028-04-27"));
    assert!(eindhoven().season_to_come("nothing", day("2027-01-01")).is_none());
}

#[test]
fn days_that_were_put_right_hold_for_that_year_alone() {
    let (mut city, today) = (eindhoven(), day("2026-11-26"));
    let glow = city.season_to_come("glow", today).expect("every year");
    assert!(glow.is_expected());
    city.put_right(glow, Some((day("2027-11-06"), day("2027-11-13"))));
    let glow = city.season_to_come("glow", today).expect("every year");
    assert!(glow.put_right && !glow.is_expected());
    assert_eq!((glow.starts, glow.by_rule().expect("a rule").starts), (day("2027-11-06"), day("2027-11-13")));
    assert_eq!(city.season_to_come("glow", day("2027-11-14")).expect("next").starts, day("2028-11-11"));
    city.put_right(glow, None);
    assert!(city.season_days.is_empty());
}

#[test]
fn each_says_everything_in_words_that_people_can_read() {
    let city = eindhoven();
    let mut keys = Vec::new();
    for season in city.seasons() {
        for told in [&season.what, &season.wear, &season.role, &season.with, &season.say] {
            assert!(!told.is_empty(), "{}", season.id);
        }
        assert_eq!(season.more.is_empty(), season.more_title == Sentence::default(), "{}", season.id);
        let told = [&season.what, &season.wear, &season.role, &season.with, &season.more].into_iter().flatten();
        for both in told.chain(season.parts.iter().map(|part| &part.summary)) {
            for text in [&both.en, &both.nl] {
                let most = text.split(['.', ':', '!', '?']).map(|s| s.split_whitespace().count()).max();
                assert!(most.is_some_and(|most| (1..=15).contains(&most)), "{text}");
            }
        }
        let interests = &crate::kit::vocabulary::vocabulary();
        assert!(interests.interest(&season.interest).is_some(), "{}", season.interest);
        let coming = city.season_to_come(&season.id, day("2026-11-26")).expect("every year");
        keys.extend(season.parts.iter().map(|part| coming.key_of(part)));
        assert!(season.parts.iter().any(|part| part.along), "{}: somebody to go with", season.id);
        assert!(season.parts.iter().any(|part| part.kind == "volunteer-role"), "{}: a role to take", season.id);
    }
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!((all, keys.len()), (14, 14));
}

#[test]
fn a_day_that_no_year_has_is_refused() {
    for (text, right) in [("04-27", true), ("02-29", false), ("4", false), ("13-01", false), ("", false)] {
        assert_eq!(MonthDay::try_from(text.to_owned()).is_ok(), right, "{text:?}");
    }
}
