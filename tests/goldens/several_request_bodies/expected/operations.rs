//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::add_contacts`](super::Client::add_contacts) sends: `POST /contacts`.
    #[derive(Clone, Debug)]
    pub struct AddContacts: "addContacts" {
        /// The request body.
        pub body: must AddContactsBody
            = by "*/*"(|request, _, body| {
                match body {
                    AddContactsBody::Json(body) => {
                        request.json("application/json", body);
                    }
                    AddContactsBody::Csv(body) => {
                        request.text("text/csv", body);
                    }
                    AddContactsBody::Form(body) => {
                        request.form("application/x-www-form-urlencoded", body);
                    }
                }
            }),
            where body(check);
    }
    Post "/contacts", Unknown -> (), nothing;

    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        match wanted.part(self, |operation| operation.body) {
            Err(operation) => {
                match operation {
                    Self {
                        body: AddContactsBody::Json(body),
                        ..
                    } if wanted.is::<types::AddContactsRequest>() => Ok(Box::new(body)),
                    Self {
                        body: AddContactsBody::Csv(body),
                        ..
                    } if wanted.is::<String>() => Ok(Box::new(body)),
                    Self {
                        body: AddContactsBody::Form(body),
                        ..
                    } if wanted.is::<types::AddContactsRequestForm>() => {
                        Ok(Box::new(body))
                    }
                    operation => Err(operation),
                }
            }
            given => given,
        }
    }
}

/// What a request of [`Client::add_contacts`](super::Client::add_contacts) sends, by media type.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AddContactsBody {
    /// `application/json`
    Json(types::AddContactsRequest),
    /// `text/csv`
    Csv(String),
    /// `application/x-www-form-urlencoded`
    Form(types::AddContactsRequestForm),
}

impl From<types::AddContactsRequest> for AddContactsBody {
    fn from(body: types::AddContactsRequest) -> Self {
        Self::Json(body)
    }
}

impl From<String> for AddContactsBody {
    fn from(body: String) -> Self {
        Self::Csv(body)
    }
}

impl From<types::AddContactsRequestForm> for AddContactsBody {
    fn from(body: types::AddContactsRequestForm) -> Self {
        Self::Form(body)
    }
}

impl rt::Checked for AddContactsBody {
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Json(body) => {
                rt::Checked::check(body, at);
            }
            Self::Csv(_) => {}
            Self::Form(body) => {
                rt::Checked::check(body, at);
            }
        }
    }
}
