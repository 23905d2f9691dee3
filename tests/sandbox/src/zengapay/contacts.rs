//! People to whom money can be paid. The vendor has published next to nothing of what these operations answer.

use serde::{Deserialize, Serialize};

use super::{Zengapay, ok, read, refusals, success};
use crate::contract::Call;
use crate::exchange::Reply;
use crate::identity::identity;
use crate::recent::{Recent, Record, bytes_of};

/// A person to whom the merchant pays money.
///
/// The simulated API tells no more of a contact than its `uuid`, since the vendor has not published what the gateway tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// The gateway's reference of the contact.
    pub uuid: String,
    /// The phone number, in digits.
    pub phone: String,
    /// What was said of the person; nothing of a contact that was made by paying a new number.
    pub person: Option<Person>,
}

/// What a merchant says of a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Person {
    /// First name.
    pub first_name: String,
    /// Last name; it may be empty.
    pub last_name: String,
    /// What the contact is to the merchant, such as `Beneficiary`.
    pub contact_type: String,
}

impl Record for Contact {
    fn bytes(&self) -> usize {
        let person = self
            .person
            .iter()
            .flat_map(|person| [&person.first_name, &person.last_name, &person.contact_type]);
        let texts = [&self.uuid, &self.phone].into_iter().chain(person);
        bytes_of(texts.map(String::as_str))
    }
}

/// What the simulator says beside an answer of which too little is known.
const UNPUBLISHED: (&str, &str) = (
    "x-malipo-sandbox",
    "the vendor has not published this answer; of a contact only the name uuid is known",
);

#[derive(Deserialize)]
struct Request {
    first_name: String,
    #[serde(default)]
    last_name: String,
    phone: String,
    #[serde(rename = "type")]
    contact_type: String,
}

/// All that is known of the answer to a new contact.
#[derive(Serialize)]
struct Known<'a> {
    code: u16,
    uuid: &'a str,
}

#[derive(Serialize)]
struct Listed<'a> {
    uuid: &'a str,
}

pub(super) fn create(zengapay: &mut Zengapay, call: &Call) -> Reply {
    let request: Request = match read(call) {
        Ok(request) => request,
        Err(reply) => return reply,
    };
    let person = Person {
        first_name: request.first_name,
        last_name: request.last_name,
        contact_type: request.contact_type,
    };
    let contact = add(&mut zengapay.contacts, request.phone, Some(person));
    success(
        201,
        &Known {
            code: 201,
            uuid: &contact.uuid,
        },
    )
}

pub(super) fn list(contacts: &Recent<Contact>) -> Reply {
    let listed: Vec<_> = contacts
        .iter()
        .map(|contact| Listed {
            uuid: &contact.uuid,
        })
        .collect();
    unpublished(ok(&listed))
}

pub(super) fn get(contacts: &Recent<Contact>, call: &Call) -> Reply {
    let uuid = call.path.get("uuid").map_or("", String::as_str);
    match find(contacts, uuid) {
        Some(contact) => unpublished(ok(&Known {
            code: 200,
            uuid: &contact.uuid,
        })),
        None => refusals::not_found("There is no such contact."),
    }
}

pub(super) fn find<'a>(contacts: &'a Recent<Contact>, uuid: &str) -> Option<&'a Contact> {
    contacts.iter().find(|contact| contact.uuid == uuid)
}

/// Makes a contact of a number that was paid, unless it is one.
pub(super) fn remember(contacts: &mut Recent<Contact>, phone: &str) {
    if !contacts.iter().any(|contact| contact.phone == phone) {
        add(contacts, phone.to_owned(), None);
    }
}

fn add(contacts: &mut Recent<Contact>, phone: String, person: Option<Person>) -> Contact {
    let contact = Contact {
        uuid: identity(&format!("contact {}", contacts.total() + 1)),
        phone,
        person,
    };
    contacts.push(contact.clone());
    contact
}

fn unpublished(mut reply: Reply) -> Reply {
    let (name, note) = UNPUBLISHED;
    reply.headers.push((name, note.to_owned()));
    reply
}
