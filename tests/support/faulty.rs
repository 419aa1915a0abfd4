//! A sheet of five hundred listings, twenty of which cannot be read.

/// What is wrong in twenty rows of [`faulty`]: line, column, what stands there.
pub const FAULTS: [(usize, &str, &str); 20] = [
    (3, "kind", "clubs"),
    (7, "title_en", ""),
    (18, "status", ""),
    (40, "english_ok", "perhaps"),
    (41, "cost_eur", "-3"),
    (77, "cost_per", "week"),
    (90, "first_date", "31-2-2026"),
    (111, "starts", "25:00"),
    (130, "postcode", "56"),
    (160, "languages", "dutch!"),
    (200, "dutch_needed", "D1"),
    (222, "audience", "adults"),
    (250, "interests", "polka-dots"),
    (280, "local_share", "101"),
    (300, "rung", "top"),
    (333, "contact_email", "nobody"),
    (370, "url", "example.org"),
    (400, "min_months", "some"),
    (450, "rrule", "FREQ=SECONDLY"),
    (501, "domains", "sports"),
];

const COLUMNS: [&str; 22] = [
    "id",
    "kind",
    "title_en",
    "status",
    "english_ok",
    "cost_eur",
    "cost_per",
    "rrule",
    "first_date",
    "starts",
    "ends",
    "postcode",
    "languages",
    "dutch_needed",
    "audience",
    "interests",
    "local_share",
    "rung",
    "contact_email",
    "url",
    "min_months",
    "domains",
];

/// Five hundred rows, twenty of them wrong.
pub fn faulty() -> String {
    let mut sheet = COLUMNS.join(",");
    for line in 2..=501 {
        let (id, title) = (format!("r-{line}"), format!("Choir {line}"));
        let cell = |column: &&str| -> String {
            if let Some((_, _, wrong)) = FAULTS.iter().find(|(l, c, _)| l == &line && c == column) {
                return (*wrong).to_owned();
            }
            match *column {
                "id" => &id,
                "kind" => "club",
                "title_en" => &title,
                "status" => "active",
                "rrule" => "FREQ=WEEKLY;BYDAY=TU",
                "first_date" => "2026-09-01",
                "starts" => "20:00",
                "ends" => "22:00",
                _ => "",
            }
            .to_owned()
        };
        sheet += &format!("\n{}", COLUMNS.iter().map(cell).collect::<Vec<_>>().join(","));
    }
    sheet
}
