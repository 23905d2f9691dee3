//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
    }
    Get "/things", Reads -> (), nothing;
}

/// The headers of a success of [`Client::list_things`](super::Client::list_things) that the document
/// describes: `ListThingsHeaders::from(response.headers())` reads them, where `response` comes from
/// `Call::with_response`. A header that is absent or of another form is `None`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListThingsHeaders {
    /// How many calls are left.
    pub x_rate_limit: Option<i64>,
    /// `X-Price`
    pub x_price: Option<rt::Number>,
    /// `X-Ids`
    pub x_ids: Option<Vec<i32>>,
    /// `X-Again`
    pub x_again: Option<bool>,
    /// `X-Absent`
    pub x_absent: Option<String>,
    /// `Set-Cookie`
    pub set_cookie: Option<rt::Sensitive<String>>,
}

impl From<&rt::HeaderMap> for ListThingsHeaders {
    fn from(headers: &rt::HeaderMap) -> Self {
        Self {
            x_rate_limit: rt::header(headers, "X-Rate-Limit"),
            x_price: rt::header(headers, "X-Price"),
            x_ids: rt::header_list(headers, "X-Ids"),
            x_again: rt::header(headers, "X-Again"),
            x_absent: rt::header(headers, "X-Absent"),
            set_cookie: rt::header(headers, "Set-Cookie").map(rt::Sensitive::new),
        }
    }
}
