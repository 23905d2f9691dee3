//! Payment links: kept, and never paid. Nobody has published what the gateway answers.

use std::collections::BTreeMap;

use serde_json::value::{RawValue, to_raw_value};

use super::{Zamupay, amount_of, read, refusals, unpublished};
use crate::Moment;
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::recent::{Record, bytes_of};

/// A link: its identifier, and what was said of it.
#[derive(Debug)]
pub(super) struct Link {
    id: String,
    said: Said,
}

impl Record for Link {
    fn bytes(&self) -> usize {
        // What each member takes beside its texts.
        const MEMBER: usize = 64;
        let texts = self.said.iter();
        bytes_of(texts.flat_map(|(name, value)| [name.as_str(), value.get()]))
            + self.said.len() * MEMBER
    }
}

/// Members of a request, exactly as they were written.
type Said = BTreeMap<String, Box<RawValue>>;

pub(super) fn create(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let said = checked(read(call, now)?, now)?;
    let link = Link {
        id: identity(&format!("zamupay link {}", zamupay.links.total() + 1)),
        said,
    };
    let reply = shown(&link);
    zamupay.links.push(link);
    Ok(reply)
}

pub(super) fn get(zamupay: &Zamupay, call: &Call) -> Result<Reply, Reply> {
    let id = call.query("Id").unwrap_or_default();
    let link = zamupay.links.iter().find(|link| link.id == id);
    link.map(shown).ok_or_else(|| refusals::not_found(id, "Id"))
}

pub(super) fn update(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let mut said = checked(read(call, now)?, now)?;
    let id = said
        .remove("id")
        .and_then(|id| serde_json::from_str::<String>(id.get()).ok())
        .unwrap_or_default();
    let link = zamupay.links.take(|link| link.id == id);
    let mut link = link.ok_or_else(|| refusals::not_found(&id, "Id"))?;
    link.said.extend(said);
    let reply = shown(&link);
    zamupay.links.push(link);
    Ok(reply)
}

fn checked(said: Said, now: Moment) -> Result<Said, Reply> {
    if let Some(amount) = said.get("amount") {
        amount_of(amount).map_err(|why| refusals::problem("Amount", why, now))?;
    }
    Ok(said)
}

fn shown(link: &Link) -> Reply {
    let mut members: BTreeMap<&str, &RawValue> = link
        .said
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_ref()))
        .collect();
    match to_raw_value(&link.id) {
        Ok(id) => {
            members.insert("id", &id);
            unpublished(&members)
        }
        Err(_) => Reply::empty(500),
    }
}
