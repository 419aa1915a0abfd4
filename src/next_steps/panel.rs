//! "This week: …": the one small panel above her own page and her week. "For you" begins with its first card.

use super::{
    step::{Kind, Step},
    store,
};
use crate::{auth::Visit, listings::Stock, newcomers::Newcomer, platform::db::Db, web::Error};
use askama::Template;
use uuid::Uuid;

/// A step in words.
pub struct Said {
    /// The row, for its forms.
    pub id: Uuid,
    /// What to do.
    pub title: String,
    /// The day and the place.
    pub when: Option<String>,
    /// Why she sees it.
    pub why: String,
    /// Where its one button leads to.
    pub link: String,
    /// What stands on it.
    pub button: &'static str,
    /// Its day has come and gone: did she go?
    pub is_past: bool,
}

/// What stands there: her step, and what she just said to one.
#[derive(Template)]
#[template(path = "next_steps/panel.html")]
pub struct Panel {
    v: Visit,
    /// The page it stands on, by name.
    back: &'static str,
    step: Option<Said>,
}

impl Panel {
    /// What she just said, and of which step, to take it back.
    fn undo(&self) -> Option<(&str, Uuid)> {
        let flash = self.v.flash.as_ref()?;
        let hers = ["flash-step-went", "flash-step-other"].contains(&flash.key.as_str());
        flash.subject.filter(|_| hers).map(|step| (flash.key.as_str(), step))
    }

    /// As HTML; nothing where there is nothing to say.
    fn html(&self) -> Result<String, Error> {
        if self.step.is_none() && self.undo().is_none() {
            return Ok(String::new());
        }
        Ok(self.render()?)
    }
}

/// On her page; none where its listing cannot be gone to any more.
fn said(v: &Visit, stock: &Stock, step: &Step) -> Option<Said> {
    let kind = step.kind();
    let (title, when) = step.in_words(&v.w, &v.city, stock, v.now)?;
    Some(Said {
        id: step.id,
        title,
        when,
        link: match (step.listing_id, kind) {
            (Some(id), _) => v.to(&format!("/listings/{id}")),
            (None, Kind::Talk) => v.to("/talk"),
            (None, _) => v.to("/listings"),
        },
        why: step.why().map_or_else(|| v.t(format!("step-why-{kind}")), |why| why.text(v.lang).to_owned()),
        button: match kind {
            Kind::Kept | Kind::Fits | Kind::WalkIn => "step-open",
            Kind::Talk => "step-open-talk",
            Kind::Look => "step-open-look",
        },
        is_past: step.is_past(v.now),
    })
}

/// The panel for a page of hers, as HTML; empty where there is nothing to say.
///
/// # Errors
/// Those of the database.
pub async fn for_her(
    v: &Visit,
    db: &Db,
    stock: &Stock,
    her: Option<&Newcomer>,
    back: &'static str,
) -> Result<String, Error> {
    let Some(her) = her.filter(|her| her.account.is_some()) else { return Ok(String::new()) };
    let step = store::open_step(db, her.id).await?;
    let step = step.and_then(|step| said(v, stock, &step));
    Panel { v: v.clone(), back, step }.html()
}
