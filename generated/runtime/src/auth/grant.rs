//! Asking for a token, and reading what is granted.

use std::time::Duration;

use http::{HeaderValue, header};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::credentials::TokenRequest;
use super::header_of;
use crate::error::{Failure, Kind, NoToken};
use crate::http::transport;
use crate::wire::Answer;

/// The life of a token whose life is not told: short, since asking again costs little.
const ASSUMED_LIFE: Duration = Duration::from_secs(5 * 60);

/// The longest life that is believed.
const LONGEST_LIFE: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The largest answer that is read. The largest tokens have a few thousand bytes.
const LARGEST: usize = 64 * 1024;

/// A token, as the header that shows it, and its life from the moment that it was asked for.
pub(super) struct Grant {
    pub(super) header: HeaderValue,
    pub(super) life: Duration,
}

/// Asks once.
pub(super) async fn ask(
    http: &reqwest::Client,
    request: &TokenRequest,
    timeout: Duration,
) -> Result<Grant, NoToken> {
    let response = http
        .post(request.url.clone())
        .header(header::ACCEPT, "application/json")
        .header(header::ACCEPT_ENCODING, "identity")
        .header(header::CONTENT_TYPE, &request.media)
        .body(request.body.clone())
        .timeout(timeout)
        .send()
        .await
        .map_err(|error| NoToken::Transport(error.without_url()))?;
    let answer = match transport::read(response, LARGEST).await {
        Ok(answer) => answer,
        Err(failure) => return Err(cut(failure, request)),
    };
    match NoToken::read(&answer, request.scope.as_deref()) {
        Some(refused) => Err(refused),
        None if answer.coding().is_some() => Err(NoToken::Unusable(
            "its body is encoded (`Content-Encoding`) although the client asked for none",
        )),
        None => read(&answer),
    }
}

/// An answer of which only a part came. What its status says counts for more.
fn cut(failure: Failure, request: &TokenRequest) -> NoToken {
    let refused = failure
        .answer
        .and_then(|part| NoToken::read(&part, request.scope.as_deref()));
    match (refused, failure.kind) {
        (Some(refused), _) => refused,
        (None, Kind::Broken(error)) => NoToken::Transport(error),
        (None, _) => NoToken::Unusable("it is larger than 64 KiB"),
    }
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default)]
    expires_in: Option<Box<RawValue>>,
    // `token_type` is not read: gateways leave it out or call it many things, and there is one way to show a token.
}

fn read(answer: &Answer) -> Result<Grant, NoToken> {
    let granted: Granted = answer.json().map_err(NoToken::Undecodable)?;
    Ok(Grant {
        header: header_of(&granted.access_token).map_err(NoToken::BadToken)?,
        life: life(granted.expires_in.as_deref().map(RawValue::get)),
    })
}

/// The life that an answer tells, as a number or as a text. Nothing and less count as nothing: such a token serves the calls
/// that waited for it, and no other.
fn life(told: Option<&str>) -> Duration {
    let seconds = told
        .and_then(|told| told.trim_matches('"').trim().parse::<f64>().ok())
        .filter(|seconds| seconds.is_finite());
    match seconds {
        Some(seconds) => Duration::try_from_secs_f64(seconds.max(0.0))
            .unwrap_or(LONGEST_LIFE)
            .min(LONGEST_LIFE),
        None => ASSUMED_LIFE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_is_read_from_a_number_or_a_text_and_assumed_to_be_short_if_it_is_not_told() {
        for (told, seconds) in [
            (Some("3600"), 3600),
            (Some("\"3600\""), 3600),
            (Some("\" 3600 \""), 3600),
            (Some("3600.0"), 3600),
            (Some("3.6e3"), 3600),
            (Some("0"), 0),
            (Some("-1"), 0),
            (Some("\"-1\""), 0),
            (Some("1e300"), LONGEST_LIFE.as_secs()),
            (Some("99999999999999999999"), LONGEST_LIFE.as_secs()),
            (None, ASSUMED_LIFE.as_secs()),
            (Some("null"), ASSUMED_LIFE.as_secs()),
            (Some("true"), ASSUMED_LIFE.as_secs()),
            (Some("\"\""), ASSUMED_LIFE.as_secs()),
            (Some("\"soon\""), ASSUMED_LIFE.as_secs()),
            (Some("\"inf\""), ASSUMED_LIFE.as_secs()),
            (Some("\"NaN\""), ASSUMED_LIFE.as_secs()),
            (Some("[3600]"), ASSUMED_LIFE.as_secs()),
        ] {
            assert_eq!(life(told).as_secs(), seconds, "{told:?}");
        }
    }
}
