//! The desk of an administrator: staff, teams, and what the city says of itself.

use super::Tour;

impl Tour<'_> {
    /// Everything that only they may.
    pub async fn as_an_administrator(&mut self) {
        self.comes_to_the_desk_as("administrator").await;
        self.looks(200).await;
        for path in ["/", "/me", "/week", "/for-you", "/listings", "/more-about-you"] {
            self.sees(path).await;
        }
        for path in ["/desk/people", "/desk/city", "/desk/openings"] {
            self.sees_at_the_desk(path).await;
        }
        for (path, field) in [("contact", "name"), ("help-lines", "name_en"), ("who-pays", "text_en")] {
            let path = format!("/desk/city/{path}");
            self.sees_at_the_desk(&path).await;
            self.empties("form").await;
            self.sends("form[method=post]", 422).await;
            self.browser.opens(&self.city.to(&path)).await;
            self.browser.types(field, "Somebody else").await;
            self.forges("[name=version]", "0000000000000000").await;
            self.sends("form[method=post]", 409).await;
            self.sends("form[method=post]", 200).await;
        }
        self.keeps_the_staff().await;
        self.keeps_the_teams().await;
        self.makes_lists_otherwise().await;
        self.who = "the last administrator";
        self.opens("/me/erase").await;
        self.sends("form[action$='/me/erase']", 422).await;
    }

    async fn keeps_the_staff(&mut self) {
        self.sees_at_the_desk("/desk/staff").await;
        self.sends("form[action='/desk/staff']", 422).await;
        self.browser.types("email", "mies@example.org").await;
        self.browser.types("first_name", "Mies").await;
        self.forges("[name=language][value=nl]", "nl").await;
        self.forges("[name=administrator][value=no]", "no").await;
        self.sends("form[action='/desk/staff']", 200).await;
        let last = self.finds("select account_id::text from staff where administrator limit 1").await;
        self.sees_at_the_desk(&format!("/desk/staff/{last}")).await;
        self.forges("[name=administrator][value=no]", "no").await;
        self.sends("form[action*='/desk/staff/']:not([action$=invite])", 422).await;
        self.sends("form[action$='/remove']", 422).await;
        let other = self.finds("select account_id::text from staff where not administrator limit 1").await;
        self.sees_at_the_desk(&format!("/desk/staff/{other}")).await;
        self.sends("form[action$='/invite']", 200).await;
        self.browser.opens(&self.city.to(&format!("/desk/staff/{other}"))).await;
        self.sends("form[action$='/remove']", 200).await;
        self.sends("form[action$='/put-back']", 200).await;
    }

    async fn keeps_the_teams(&mut self) {
        self.sees_at_the_desk("/desk/teams").await;
        self.sends("form[action='/desk/teams']", 422).await;
        self.browser.types("name", "West").await;
        self.forges("[name=parts][value=strijp]", "strijp").await;
        self.sends("form[action='/desk/teams']", 200).await;
        let (new, old) = (
            self.finds("select id::text from teams where name = 'West'").await,
            self.finds("select team_id::text from staff where team_id is not null limit 1").await,
        );
        self.sees_at_the_desk(&format!("/desk/teams/{old}")).await;
        self.sends("form[action$='/remove']", 422).await;
        self.empties("form").await;
        self.sends("form[action*='/desk/teams/']:not([action$=remove])", 422).await;
        self.browser.opens(&self.city.to(&format!("/desk/teams/{new}"))).await;
        self.sends("form[action$='/remove']", 200).await;
        self.sends("form[action$='/put-back']", 200).await;
    }
    async fn makes_lists_otherwise(&mut self) {
        let form = "form[action='/desk/weights']";
        let (tries, saves) = (format!("{form} button[value=try]"), format!("{form} button[value=save]"));
        self.sees_at_the_desk("/desk/weights").await;
        self.forges("[name=essentials]", "22").await;
        self.presses(&saves, 422).await;
        self.forges("#essentials-6", "24").await;
        self.presses(&tries, 200).await;
        self.browser.types("name", "more bridging").await;
        self.browser.types("note_en", "More people from here.").await;
        self.browser.types("note_nl", "Meer mensen van hier.").await;
        self.forges("[name=from]", "7").await;
        self.presses(&saves, 409).await;
        self.presses(&saves, 200).await;
        self.sees_at_the_desk("/desk/weights?back=0").await;
        self.sees("/how-we-rank").await;
    }
}
