//! Client credentials against tokens that expire.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Zamupay, ok, read, refusals};
use crate::Moment;
use crate::contract::{Call, pairs};
use crate::exchange::Reply;
use crate::identity::identity;

/// The one scope that the vendor's documents name.
const SCOPE: &str = "PyPay_api";

/// How many tokens are good at the same time; a client needs one.
const MOST: usize = 10_000;

/// What the token endpoints answer to good credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenAnswer {
    /// A token, with the life that it really has as `expires_in`.
    #[default]
    Token,
    /// A token that is said to live so many seconds, which may be 0 or negative; nothing leaves `expires_in` out. How long it
    /// really lives is set by [`Sandbox::token_life`](crate::Sandbox::token_life).
    Says(Option<i64>),
    /// An empty `access_token`, which opens nothing.
    Empty,
    /// 403: the account lacks the permission. What the gateway then says is not known, so there is no body.
    Forbidden,
    /// 503 without a body, as when the endpoint is down. To refuse every request, use
    /// [`Sandbox::throttle`](crate::Sandbox::throttle) or drop the sandbox.
    Unavailable,
    /// 200 with a page of HTML, as from something that stands before the gateway.
    Html,
}

/// The tokens that were given, and how they are given.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) answer: TokenAnswer,
    pub(crate) life: Duration,
    /// Tokens, and from when on each is no longer good.
    good: Vec<(String, Moment)>,
    given: usize,
}

impl Default for Tokens {
    fn default() -> Self {
        Self {
            answer: TokenAnswer::Token,
            life: Duration::from_secs(3600),
            good: Vec::new(),
            given: 0,
        }
    }
}

impl Tokens {
    pub(super) fn is_good(&self, token: &str, now: Moment) -> bool {
        self.good
            .iter()
            .any(|(known, end)| known == token && now < *end)
    }

    /// No token that was given before is good any more.
    pub(crate) fn expire(&mut self) {
        self.good.clear();
    }

    /// Looks like a JWT, and means nothing.
    fn give(&mut self, now: Moment) -> String {
        self.given += 1;
        let part = |name: &str| identity(&format!("{name} {}", self.given)).replace('-', "");
        let token = format!(
            "eyJhbGciOiJub25lIn0.{}.{}",
            part("token"),
            part("signature")
        );
        if self.good.len() == MOST {
            self.good.remove(0);
        }
        self.good.push((token.clone(), now.after(self.life)));
        token
    }
}

#[derive(Deserialize)]
struct Request {
    client_id: String,
    client_secret: String,
    #[serde(default)]
    scope: Option<String>,
}

#[derive(Serialize)]
struct Token {
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_in: Option<i64>,
    token_type: &'static str,
    scope: &'static str,
}

pub(super) fn by_form(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    let fields = pairs(call.body.as_deref().unwrap_or_default());
    let field = |name: &str| {
        let found = fields.iter().find(|(candidate, _)| candidate == name);
        found.map(|(_, value)| value.clone())
    };
    let request = Request {
        client_id: field("client_id").unwrap_or_default(),
        client_secret: field("client_secret").unwrap_or_default(),
        scope: field("scope"),
    };
    token(zamupay, &request, now)
}

pub(super) fn by_json(zamupay: &mut Zamupay, call: &Call, now: Moment) -> Result<Reply, Reply> {
    token(zamupay, &read(call, now)?, now)
}

fn token(zamupay: &mut Zamupay, request: &Request, now: Moment) -> Result<Reply, Reply> {
    let outside = |status, kind: &str, body: &str| Reply {
        headers: vec![("content-type", kind.to_owned())],
        body: body.to_owned(),
        outside_contract: true,
        ..Reply::empty(status)
    };
    match zamupay.tokens.answer {
        TokenAnswer::Unavailable => return Err(outside(503, "text/plain", "")),
        TokenAnswer::Html => {
            let page = "<!DOCTYPE html><html><body>We will be back soon.</body></html>";
            return Err(outside(200, "text/html", page));
        }
        _ => {}
    }
    let settings = &zamupay.settings;
    if request.client_id != settings.client_id || request.client_secret != settings.client_secret {
        return Err(refusals::token(401, "invalid_client"));
    }
    if request.scope.as_ref().is_some_and(|scope| scope != SCOPE) {
        return Err(refusals::token(400, "invalid_scope"));
    }
    let life = i64::try_from(zamupay.tokens.life.as_secs()).unwrap_or(i64::MAX);
    let (access_token, expires_in) = match zamupay.tokens.answer {
        TokenAnswer::Forbidden => return Err(Reply::empty(403)),
        TokenAnswer::Empty => (String::new(), Some(life)),
        TokenAnswer::Says(seconds) => (zamupay.tokens.give(now), seconds),
        _ => (zamupay.tokens.give(now), Some(life)),
    };
    Ok(ok(&Token {
        access_token,
        expires_in,
        token_type: "Bearer",
        scope: SCOPE,
    }))
}
