//! The listings at the desk, one by one and by the sheet.

use super::{SORTS, Tour};
use fantoccini::Locator;
use sqlx::query;
use std::fs;

impl Tour<'_> {
    /// The table, a new listing, and everything that can be done to one.
    pub async fn keeps_the_listings(&mut self) {
        self.comes_to_the_desk_as("social-worker").await;
        self.who = "who keeps the listings";
        for query in ["", "?q=zzzz", "?status=closed", "?look=any", "?page=2"] {
            self.sees_at_the_desk(&format!("/desk/listings{query}")).await;
        }
        self.browser.opens(&self.city.to("/desk/listings")).await;
        self.sends("form[action$='/confirm']", 200).await;
        self.does_it_to_many().await;
        self.prepares_the_year().await;
        self.sees_at_the_desk("/desk/listings/silent").await;
        self.sends("form[action$='/confirm']", 200).await;
        self.sees_at_the_desk("/desk/corrections").await;
        self.sends("form[action$='/leave']", 200).await;
        self.sends("form[action$='/reopen']", 200).await;
        self.sends("form[action$='/take']", 200).await;
        self.makes("update listings set summary_nl = summary_nl || ' Kom gerust.' where key = 'get-in-touch'").await;
        self.makes("insert into listings (id, key, kind, title_en, organisation, postcode, venue, status)
            select gen_random_uuid(), 'tour-twin', kind, title_en, organisation, postcode, 'Elsewhere', 'draft' from listings where key = 'get-in-touch'").await;
        self.sees_at_the_desk("/desk/listings?look=outdated").await;
        self.sends("form[action$='/translated']", 200).await;
        self.sends("form[action$='/translated']", 200).await;
        self.sees_at_the_desk("/desk/twins").await;
        self.presses("form[action$='/apart'] button", 200).await;
        self.follows("form[action$='/together'] button").await;
        self.presses("a[href*='/merge']", 200).await;
        self.sends("form[action$='/merge']", 200).await;
        self.presses("form[action$='/undo'] button", 200).await;
        self.makes("delete from listings where key = 'tour-twin'").await;
        self.makes("delete from corrections").await;
        self.sees_at_the_desk("/desk/corrections").await;
        self.sees_at_the_desk("/desk/listings/new").await;
        self.presses("button[value=publish]", 422).await;
        let listing = format!("/desk{}", self.listing(SORTS[0].0).await);
        for page in ["", "/history", "/preview", "/close"] {
            self.sees_at_the_desk(&format!("{listing}{page}")).await;
        }
        self.changes(&listing).await;
        self.browser.opens(&self.city.to(&listing)).await;
        self.sends("form[action$='/pause']", 200).await;
        self.follows("form[action$='/reopen'] button").await;
        self.sends("form[action$='/draft']", 200).await;
        self.closes(&listing).await;
        for (sort, _) in &SORTS[3..] {
            let listing = format!("/desk{}", self.listing(sort).await);
            self.sees_at_the_desk(&listing).await;
            self.sees_at_the_desk(&format!("{listing}/preview")).await;
        }
    }

    /// The drafts of a year, made and taken back; the days of a festival, wrong and right.
    async fn prepares_the_year(&mut self) {
        self.sees_at_the_desk("/desk/seasons").await;
        self.sends("form[action$='/prepare']", 200).await;
        self.sends("form[action$='/take-back']", 200).await;
        self.sees_at_the_desk("/desk/seasons/glow").await;
        self.browser.types("ends", "1-1-2020").await;
        self.sends("form[novalidate]", 422).await;
        for paper in ["", "/poster", "/week?domain=culture&part=centrum", "/cards?domain=sport"] {
            self.sees_at_the_desk(&format!("/desk/hand-out{paper}")).await;
        }
    }

    /// A slip, a preview, a change, and somebody else's change of the same.
    async fn changes(&mut self, listing: &str) {
        self.browser.opens(&self.city.to(listing)).await;
        self.browser.types("first_date", "soon").await;
        self.browser.types("cost_eur", "little").await;
        self.sends("keep-draft form", 422).await;
        self.browser.run("document.querySelector('main [formtarget]').removeAttribute('formtarget')").await;
        self.presses("[formaction]", 422).await;
        self.browser.opens(&self.city.to(listing)).await;
        let version = self.browser.run("return document.querySelector('main [name=version]').value").await;
        self.browser.types("venue", "The hall").await;
        self.browser.run("document.querySelector('main [formtarget]').removeAttribute('formtarget')").await;
        self.presses("[formaction]", 200).await;
        self.browser.opens(&self.city.to(listing)).await;
        self.browser.types("venue", "The old school").await;
        self.browser.types("title_en", "A title that somebody gave it").await;
        self.follows("keep-draft form button:not([type=button]):not([name=then])").await;
        self.browser.opens(&self.city.to(listing)).await;
        self.browser.types("venue", "The church").await;
        self.browser.types("title_en", "A title that nobody else gave it").await;
        self.forges("[name=version]", version.as_str().expect("a version")).await;
        self.sends("keep-draft form", 409).await;
        self.presses("form[method=post] button", 200).await;
        self.sees_at_the_desk(&format!("{listing}/history")).await;
        self.sends("form[action$='/restore']", 200).await;
    }

    /// A view of her own, and one act on all it shows.
    async fn does_it_to_many(&mut self) {
        self.sees_at_the_desk("/desk/listings?look=any&all=1").await;
        self.empties("form[action='/desk/views']").await;
        self.sends("form[action='/desk/views']", 422).await;
        self.browser.types("name", "To look at").await;
        self.sends("form[action='/desk/views']", 200).await;
        self.sends("form[action$='/remove']", 200).await;
        self.sends("form[action$='/bring-back']", 200).await;
        self.sees_at_the_desk("/desk/listings/many?act=close").await;
        self.sees_at_the_desk("/desk/listings?look=any&all=1").await;
        self.presses("#many button", 200).await;
        self.sends("form[method=post][action='/desk/listings/many']", 200).await;
        self.sends("form[action$='/undo']", 200).await;
    }

    async fn closes(&mut self, listing: &str) {
        self.browser.opens(&self.city.to(&format!("{listing}/close"))).await;
        self.empties("form").await;
        self.sends("form[action$='/close']", 422).await;
        self.browser.types("closed_on", "2026-11-01").await;
        self.browser.types("successor", "e").await;
        self.sends("form[action$='/close']", 422).await;
        self.browser.types("successor", "").await;
        self.sends("form[action$='/close']", 200).await;
    }

    /// A file that is none, one that is none of ours, and one with all that can become of a row.
    pub async fn brings_a_sheet_in(&mut self) {
        self.makes("update listings set confirmed_on = current_date where status = 'active'").await;
        self.sees_at_the_desk("/desk/listings/silent").await;
        self.who = "who brings a sheet in";
        self.sees_at_the_desk("/desk/import").await;
        self.sends("form[enctype]", 422).await;
        self.chooses_a_sheet("name;name\nChoir;Eindhoven\n").await;
        self.sends("form[enctype]", 422).await;
        self.chooses_a_sheet("name;town\nChoir;Eindhoven\n").await;
        self.sends("form[enctype]", 200).await;
        self.sends("form[action$='/columns']", 422).await;
        self.browser.picks("main [name=kind]", "club").await;
        self.sends("form[action$='/columns']", 200).await;
        self.sees_at_the_desk("/desk/import").await;
        self.chooses_a_sheet(&sheet()).await;
        self.sends("form[enctype]", 200).await;
        let (at, path) = (self.browser.at().await, self.browser.at().await);
        let id = at.rsplit('/').next().expect("an id").to_owned();
        // As if it took its time.
        let mut holds = self.database.begin().await.expect("a transaction");
        let lock = "select pg_advisory_xact_lock(hashtextextended($1::text, 20261125))";
        query(lock).bind(&id).execute(&mut *holds).await.expect("the lock of this sheet");
        self.makes("update imports set state = 'running', done = 2").await;
        self.browser.opens(&self.city.to(&path)).await;
        self.looks(200).await;
        holds.rollback().await.expect("the end of it");
        self.sees_at_the_desk(&path).await;
        self.presses("form:not([action$=leave]) button", 200).await;
        self.sees_at_the_desk("/desk/import").await;
        self.presses("form[action$='/undo'] button", 200).await;
    }

    async fn chooses_a_sheet(&self, text: &str) {
        let file = tempfile::Builder::new().suffix(".csv").tempfile_in(env!("CARGO_TARGET_TMPDIR")).expect("a file");
        let (_, path) = file.keep().expect("the browser reads it later");
        fs::write(&path, text).expect("a file of ours");
        let field = self.browser.finds(Locator::Css("main [type=file]")).await;
        field.send_keys(path.to_str().expect("a path")).await.expect("a file to choose");
    }
}

/// A sheet with a row of each sort: as it is, changed, new, and wrong in two cells.
fn sheet() -> String {
    let all = include_str!("../../../data/cities/eindhoven/listings.csv");
    let mut lines = all.lines();
    let mut sheet: Vec<String> = lines.by_ref().take(5).map(str::to_owned).collect();
    sheet[2] = sheet[2].replace("Tuesday group", "A group for Tuesday");
    let new =
        |id: &str| format!("{id}{}", sheet[3].split_once(',').map(|(_, rest)| format!(",{rest}")).unwrap_or_default());
    sheet.extend([
        new("a-new-one"),
        new("a-wrong-one").replace(",work,", ",nonsense,").replace(",yes,everyone,", ",perhaps,everyone,"),
    ]);
    sheet.join("\n")
}
