//! What a header of somebody else's sheet may be: whole words of it, the longest saying first.

use crate::exchange::listing_sheet::COLUMNS;

/// Sayings that headers are made of, and the column they mean.
const SAYINGS: [(&str, &str); 79] = [
    ("title", "title_en"),
    ("name", "title_en"),
    ("activity", "title_en"),
    ("activity name", "title_en"),
    ("event", "title_en"),
    ("titel", "title_nl"),
    ("naam", "title_nl"),
    ("activiteit", "title_nl"),
    ("naam activiteit", "title_nl"),
    ("evenement", "title_nl"),
    ("cursus", "title_nl"),
    ("description", "summary_en"),
    ("summary", "summary_en"),
    ("omschrijving", "summary_nl"),
    ("beschrijving", "summary_nl"),
    ("samenvatting", "summary_nl"),
    ("toelichting", "summary_nl"),
    ("organisation", "organisation"),
    ("organization", "organisation"),
    ("organiser", "organisation"),
    ("organizer", "organisation"),
    ("provider", "organisation"),
    ("organisatie", "organisation"),
    ("organisator", "organisation"),
    ("aanbieder", "organisation"),
    ("vereniging", "organisation"),
    ("postcode", "postcode"),
    ("postal code", "postcode"),
    ("zip", "postcode"),
    ("zip code", "postcode"),
    ("location", "venue"),
    ("venue", "venue"),
    ("address", "venue"),
    ("locatie", "venue"),
    ("plek", "venue"),
    ("adres", "venue"),
    ("zaal", "venue"),
    ("cost", "cost_eur"),
    ("costs", "cost_eur"),
    ("price", "cost_eur"),
    ("fee", "cost_eur"),
    ("kosten", "cost_eur"),
    ("prijs", "cost_eur"),
    ("bijdrage", "cost_eur"),
    ("date", "first_date"),
    ("start date", "first_date"),
    ("datum", "first_date"),
    ("startdatum", "first_date"),
    ("begindatum", "first_date"),
    ("start", "starts"),
    ("starts", "starts"),
    ("start time", "starts"),
    ("time", "starts"),
    ("begint", "starts"),
    ("aanvang", "starts"),
    ("begintijd", "starts"),
    ("starttijd", "starts"),
    ("tijd", "starts"),
    ("end", "ends"),
    ("ends", "ends"),
    ("end time", "ends"),
    ("einde", "ends"),
    ("eindigt", "ends"),
    ("eindtijd", "ends"),
    ("email", "contact_email"),
    ("e mail", "contact_email"),
    ("mail", "contact_email"),
    ("mailadres", "contact_email"),
    ("e mailadres", "contact_email"),
    ("emailadres", "contact_email"),
    ("contact", "contact_name"),
    ("contact person", "contact_name"),
    ("contactpersoon", "contact_name"),
    ("website", "url"),
    ("webpagina", "url"),
    ("link", "url"),
    ("url", "url"),
    ("capacity", "capacity"),
    ("capaciteit", "capacity"),
];

/// A header with one of these is none of ours, whatever else it says.
const OTHERS: [&str; 8] =
    ["end date", "einddatum", "phone", "telephone", "telefoon", "telefoonnummer", "mobiel", "last modified"];

/// Words that say in which language a column is.
const LANGUAGES: [(&str, &str); 6] =
    [("en", "_en"), ("engels", "_en"), ("english", "_en"), ("nl", "_nl"), ("nederlands", "_nl"), ("dutch", "_nl")];

/// Whether a saying stands among these words.
fn has(words: &[&str], saying: &str) -> bool {
    let saying: Vec<&str> = saying.split(' ').collect();
    words.windows(saying.len()).any(|part| part == saying)
}

/// What a header may be: a column of ours by its name, or what its longest saying means; of two that are as long, the one
/// with more letters.
pub(super) fn guess(header: &str) -> Option<&'static str> {
    let header = header.trim().to_lowercase();
    if let Some(ours) = COLUMNS.into_iter().find(|column| *column == header) {
        return Some(ours);
    }
    let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if OTHERS.iter().any(|other| has(&words, other)) {
        return None;
    }
    let said = SAYINGS.iter().filter(|(saying, _)| has(&words, saying));
    let (_, column) = said.max_by_key(|(saying, _)| (saying.split(' ').count(), saying.len()))?;
    let language = LANGUAGES.iter().find(|(word, _)| words.contains(word)).map(|(_, ending)| *ending);
    let translated = language.zip(column.rsplit_once('_').filter(|(_, ending)| ["en", "nl"].contains(ending)));
    let named = translated.map(|(ending, (what, _))| format!("{what}{ending}"));
    COLUMNS.into_iter().find(|ours| *ours == named.as_deref().unwrap_or(column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_as_people_write_them() {
        for (header, column) in [
            ("title_en", "title_en"),
            ("Naam", "title_nl"),
            ("Naam activiteit", "title_nl"),
            ("Naam van de activiteit", "title_nl"),
            ("Activiteit", "title_nl"),
            ("Titel (Engels)", "title_en"),
            ("Title NL", "title_nl"),
            ("Name", "title_en"),
            ("Event", "title_en"),
            ("Naam organisatie", "organisation"),
            ("Organisatie", "organisation"),
            ("Naam vereniging", "organisation"),
            ("Organizer", "organisation"),
            ("Omschrijving", "summary_nl"),
            ("Korte beschrijving", "summary_nl"),
            ("Omschrijving Engels", "summary_en"),
            ("Description (NL)", "summary_nl"),
            ("Locatie", "venue"),
            ("Adres", "venue"),
            ("Location / venue", "venue"),
            ("Postcode", "postcode"),
            ("ZIP code", "postcode"),
            ("Startdatum", "first_date"),
            ("Datum", "first_date"),
            ("Start date", "first_date"),
            ("Start", "starts"),
            ("Begintijd", "starts"),
            ("Aanvang (uur)", "starts"),
            ("Start time", "starts"),
            ("Eindtijd", "ends"),
            ("End time", "ends"),
            ("Kosten (euro)", "cost_eur"),
            ("Eigen bijdrage", "cost_eur"),
            ("Price", "cost_eur"),
            ("E-mail", "contact_email"),
            ("E-mail contactpersoon", "contact_email"),
            ("E-mailadres", "contact_email"),
            ("Contactpersoon", "contact_name"),
            ("Website", "url"),
            ("Max. capaciteit", "capacity"),
            ("Weekend", ""),
            ("Einddatum", ""),
            ("End date", ""),
            ("Telefoon contactpersoon", ""),
            ("Wijk", ""),
            ("Legend", ""),
            ("Restart", ""),
            ("Surname", ""),
        ] {
            assert_eq!(guess(header).unwrap_or_default(), column, "{header}");
        }
    }
}
