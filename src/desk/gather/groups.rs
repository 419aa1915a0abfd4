//! "Let these two groups meet once": two groups with different hosts, a place, a thing to do, a day. Both hosts are asked.

use super::{
    PATH,
    plan::{PlanForm, named, of_groups},
    suggest,
};
use crate::{
    along::Sender,
    auth::{AsSocialWorker, Visit},
    gatherings::{self, Kind, Proposal, Refused},
    kit::{text::Slip, vocabulary::vocabulary},
    listings::{Item, Shelf, Stock},
    platform::db::Db,
    web::{Error, Form, Query, Slips, availability, flash::Flash, see, show, show_again},
};
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// So many pairs are suggested.
const SUGGESTED: usize = 6;

/// Two groups that could meet, and why.
struct Suggested {
    one: Uuid,
    other: Uuid,
    titles: [String; 2],
    why: Vec<String>,
}

#[derive(Template)]
#[template(path = "desk/two_groups.html")]
struct GroupsPage {
    v: Visit,
    slips: Slips,
    /// Every group with a host: id and title.
    groups: Vec<(Uuid, String)>,
    suggested: Vec<Suggested>,
    /// Value and words of each day, once two are chosen.
    dates: Vec<(String, String)>,
    refused: Option<Refused>,
    form: GroupsForm,
}

/// Which two, and what was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupsForm {
    one: Option<Uuid>,
    other: Option<Uuid>,
    what: String,
    place: String,
    date: String,
}

impl GroupsForm {
    fn plan(&self) -> PlanForm {
        PlanForm { what: self.what.clone(), place: self.place.clone(), date: self.date.clone() }
    }

    fn is(&self, which: &Option<Uuid>, group: &Uuid) -> bool {
        *which == Some(*group)
    }

    /// The two, where both are groups with a host.
    fn two<'a>(&self, stock: &'a Stock, hosts: &HashMap<Uuid, Uuid>) -> Option<[(&'a Item, Uuid); 2]> {
        let group = |id: Option<Uuid>| Some((stock.public(id?)?, *hosts.get(&id?)?));
        Some([group(self.one)?, group(self.other)?])
    }
}

fn page_of(v: Visit, stock: &Stock, hosts: &HashMap<Uuid, Uuid>, form: GroupsForm) -> GroupsPage {
    let title = |id: Uuid| stock.public(id).map(|item| item.listing.title(v.lang).text.to_owned());
    let mut groups: Vec<(Uuid, String)> = hosts.keys().filter_map(|id| Some((*id, title(*id)?))).collect();
    groups.sort_by(|a, b| a.1.cmp(&b.1).then(a.0.cmp(&b.0)));
    let items = groups.iter().filter_map(|(id, _)| stock.public(*id));
    let suggested = suggest::pairs(items, |id| hosts.get(&id).copied(), v.now, SUGGESTED).into_iter();
    let said = |pair: suggest::Pair| {
        let interests = pair.interests.iter().map(|n| vocabulary().interests[*n].named.name(v.lang).to_owned());
        let when = pair.daypart.map(|daypart| availability::daypart(&v.w, daypart));
        let why = interests.chain(when).chain(pair.part.map(str::to_owned)).collect();
        let [one, other] = pair.both;
        Some(Suggested { one, other, titles: [title(one)?, title(other)?], why })
    };
    let suggested = suggested.filter_map(said).collect();
    let two = form.two(stock, hosts).map(|two| two.map(|(item, _)| item));
    let dates = two.map(|two| named(&v, &of_groups(&v, &two))).unwrap_or_default();
    GroupsPage { slips: Slips::default(), groups, suggested, dates, refused: None, form, v }
}

/// `GET /desk/gatherings/groups`: choose two; once chosen, what, where and when.
pub async fn page(
    v: Visit,
    AsSocialWorker(_): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Query(mut form): Query<GroupsForm>,
) -> Result<Response, Error> {
    let (stock, hosts) = (shelf.now(), gatherings::hosted(&db).await?.into_iter().collect());
    if let Some(two) = form.two(&stock, &hosts).map(|two| two.map(|(item, _)| item)) {
        let plan = PlanForm::of(&v, &two, &of_groups(&v, &two));
        (form.what, form.place, form.date) = (plan.what, plan.place, plan.date);
    }
    show(&page_of(v, &stock, &hosts, form))
}

/// `POST /desk/gatherings/groups`
pub async fn submit(
    v: Visit,
    AsSocialWorker(who): AsSocialWorker,
    db: Db,
    shelf: Shelf,
    Form(form): Form<GroupsForm>,
) -> Result<Response, Error> {
    let (stock, hosts) = (shelf.now(), gatherings::hosted(&db).await?.into_iter().collect());
    let mut slips = Slips::default();
    let Some([(one, first), (other, second)]) = form.two(&stock, &hosts) else {
        slips.add("one", Slip::NotThis("slip-gather-groups"));
        return show_again(&GroupsPage { slips, ..page_of(v, &stock, &hosts, form) });
    };
    let Some(plan) = form.plan().read(&of_groups(&v, &[one, other]), &mut slips) else {
        return show_again(&GroupsPage { slips, ..page_of(v, &stock, &hosts, form) });
    };
    let proposal = Proposal {
        kind: Kind::TwoGroups,
        what: plan.what,
        place: plan.place,
        meets_at: plan.meets_at,
        asked: vec![(first, Some(one.listing.id)), (second, Some(other.listing.id))],
    };
    let refused = if first == second { Some(Refused::SameHost) } else { None };
    let refused = match refused {
        Some(refused) => refused,
        None => {
            let sender = Sender { city: &v.city, address: &v.address };
            let mut tx = db.begin().await?;
            match gatherings::propose(&mut tx, &sender, &who, &proposal).await? {
                Ok(id) => {
                    tx.commit().await?;
                    return Ok(Flash::on(see(PATH), &v.address, "flash-gather-proposed", Some(id)));
                }
                Err(refused) => refused,
            }
        }
    };
    show_again(&GroupsPage { refused: Some(refused), ..page_of(v, &stock, &hosts, form) })
}
