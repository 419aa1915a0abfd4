//! What every paper has: the code and the address it leads to, whom to call, and a way back for who prints it.

use super::asked::Asked;
use crate::{
    auth::Visit,
    web::{Error, code::picture, words::Words},
};

/// The frame of a paper.
pub struct Paper {
    /// In the language of the paper.
    pub v: Visit,
    /// In the language of who prints it.
    pub desk: Words,
    /// The code.
    pub code: String,
    /// The address as one types it.
    pub address: String,
    /// What it is about, where that is not everything.
    pub about: Option<String>,
    /// Back to what was chosen.
    pub query: String,
}

impl Paper {
    /// The frame of what was asked.
    ///
    /// # Errors
    /// `Unexpected` where the city's address is too long for a code.
    pub(super) fn of(v: Visit, asked: &Asked) -> Result<Self, Error> {
        let desk = v.w;
        let v = Visit { lang: asked.lang, w: Words::of(asked.lang), flash: None, ..v };
        let about = asked.about(&v);
        Ok(Self { desk, about, query: asked.query(), ..Self::leading_to(v, &asked.path())? })
    }

    /// The frame of a paper in the language of this visit, whose code leads to a path of ours.
    ///
    /// # Errors
    /// `Unexpected` where the city's address is too long for a code.
    pub fn leading_to(v: Visit, path: &str) -> Result<Self, Error> {
        let link = v.address.link(path);
        let typed = link.split_once("://").map_or(link.as_str(), |(_, typed)| typed);
        let address = typed.trim_end_matches('/').to_owned();
        let code = picture(&link, &v.t1("paper-code", "address", address.as_str())).map_err(Error::unexpected)?;
        Ok(Self { code, address, about: None, query: String::new(), desk: v.w, v })
    }

    /// "Rather talk first? Call Marieke: 040 000 00 00."
    pub fn call(&self) -> String {
        let contact = &self.v.city.contact;
        self.v.w.t2("paper-call", "name", contact.name.as_str(), "phone", contact.phone.as_str())
    }
}
