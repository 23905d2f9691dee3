//! Whether a request is the one that the document asks for.

use percent_encoding::percent_decode_str;

use crate::body;
use crate::document::{Content, Operation, Parameter, Place, is_json};
use crate::json::Json;
use crate::plan::Arguments;
use crate::server::{BASE_PATH, Received};
use crate::styles::{Pair, Unclear, Written, in_header, in_path, in_query};
use crate::text::{PATH, QUERY, Spelled};

/// What was found in a request or a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It is not what the document says.
    Wrong(String),
    /// The document or OpenAPI does not say what it should be.
    Unclear(String),
}

impl Finding {
    fn wrong(what: impl Into<String>) -> Self {
        Self::Wrong(what.into())
    }
}

/// Compares a request with what the document says of an operation with these arguments.
#[must_use]
pub fn judge(operation: &Operation<'_>, arguments: &Arguments, request: &Received) -> Vec<Finding> {
    let mut findings = Vec::new();
    if request.method != operation.method {
        findings.push(Finding::wrong(format!("the method is {}", request.method)));
    }
    findings.extend(path(operation, arguments, request));
    findings.extend(query(operation, arguments, request));
    findings.extend(headers(operation, arguments, request));
    findings.extend(credentials(operation, request));
    findings.extend(accept(operation, request));
    match &arguments.body {
        Some(given) => {
            let mut bodies = operation.bodies.iter();
            let content = bodies.find(|content| content.media_type == given.media_type);
            if let Some(content) = content {
                findings.extend(body::judge(content, given, request));
            }
        }
        None if request.body.is_empty() => {}
        None => findings.push(Finding::wrong("there is a body, and none was given")),
    }
    findings
}

fn given<'a>(
    operation: &'a Operation<'a>,
    arguments: &'a Arguments,
    place: Place,
) -> impl Iterator<Item = (&'a Parameter<'a>, &'a Json)> {
    operation
        .parameters
        .iter()
        .filter(move |parameter| parameter.place == place)
        .filter_map(|parameter| Some((parameter, arguments.of(parameter)?)))
}

/// The value of a parameter whose form is that of a media type.
fn as_content(media_type: &str, value: &Json) -> Result<Written, Unclear> {
    match (is_json(media_type), value.scalar()) {
        (true, _) => Ok(Written::Json(value.clone())),
        (false, Some(scalar)) => Ok(Written::one(&scalar)),
        (false, None) => Err("the media type does not say how objects are written"),
    }
}

fn path(operation: &Operation<'_>, arguments: &Arguments, request: &Received) -> Option<Finding> {
    let literal = operation.path.split(['?', '#']).next().unwrap_or_default();
    let mut readings = vec![Spelled::literal(BASE_PATH)];
    let mut rest = literal;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        let Some(end) = from.find('}') else { break };
        let name = &from[1..end];
        let parameter = given(operation, arguments, Place::Path).find(|(of, _)| of.name == name);
        let (parameter, value) = parameter?;
        let written = match (parameter.style, parameter.media_type) {
            (Some(style), _) => in_path(style, name, value),
            (None, Some(media_type)) => as_content(media_type, value).map(|written| {
                // The order of the members of JSON is that of the client.
                let sent = segment(literal, name, request.path());
                let fits = sent.filter(|sent| written.matches(sent, PATH));
                let fits = fits.map(|sent| percent_decode_str(sent).decode_utf8_lossy());
                let text = fits.map_or_else(|| written.plain(), |sent| sent.into_owned());
                vec![Spelled::value(&text)]
            }),
            (None, None) => Err("the style is unknown"),
        };
        let written = match written {
            Ok(written) => written,
            Err(reason) => return Some(unclear(name, reason)),
        };
        let with = |reading: &Spelled| {
            let before = reading.clone().and_literal(before);
            written
                .iter()
                .map(move |value| before.clone().and(value.clone()))
                .collect::<Vec<_>>()
        };
        readings = readings.iter().flat_map(with).collect();
        rest = &from[end + 1..];
    }
    let raw = request.path();
    let mut readings = readings
        .into_iter()
        .map(|reading| reading.and_literal(rest));
    match readings.any(|reading| reading.matches(raw, PATH)) {
        true => None,
        false => Some(Finding::wrong(format!("the path is {raw}"))),
    }
}

/// The segment of a path that stands for a parameter.
fn segment<'r>(literal: &str, name: &str, raw: &'r str) -> Option<&'r str> {
    let own = |segment: &str| {
        let name_of = segment
            .strip_prefix('{')
            .and_then(|from| from.strip_suffix('}'));
        name_of == Some(name)
    };
    let at = literal.split('/').position(own)?;
    raw.strip_prefix(BASE_PATH)?.split('/').nth(at)
}

fn query(operation: &Operation<'_>, arguments: &Arguments, request: &Received) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut expected: Vec<Pair> = Vec::new();
    for (parameter, value) in given(operation, arguments, Place::Query) {
        let pairs = match (parameter.style, parameter.media_type) {
            (Some(style), _) => in_query(style, parameter.name, value),
            (None, Some(media_type)) => as_content(media_type, value)
                .map(|written| vec![(Spelled::value(parameter.name), written)]),
            (None, None) => Err("the style is unknown"),
        };
        match pairs {
            Ok(pairs) => expected.extend(pairs),
            Err(reason) => findings.push(unclear(parameter.name, reason)),
        }
    }
    // What is unclear may stand anywhere in the query.
    let is_unclear = !findings.is_empty();
    findings.extend(pairs(&expected, request.query(), is_unclear, |name| {
        let all = operation.security.iter().flatten();
        let mut of_path = form_urlencoded::parse(
            operation
                .path
                .split_once('?')
                .map_or("", |(_, query)| query)
                .as_bytes(),
        );
        let mut all = all.filter(|credential| credential.takes(Place::Query, name));
        all.next().is_some() || of_path.any(|(own, _)| own == name)
    }));
    findings
}

/// Compares pairs: their order counts only among those with one name.
pub(crate) fn pairs(
    expected: &[Pair],
    raw: &str,
    is_unclear: bool,
    is_known: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut sent: Vec<(&str, &str)> = raw
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .collect();
    for (name, value) in expected {
        let found = sent
            .iter()
            .position(|(raw_name, _)| name.matches(raw_name, QUERY));
        match found {
            Some(at) => {
                let (_, raw_value) = sent.remove(at);
                if !value.matches(raw_value, QUERY) {
                    findings.push(Finding::wrong(format!(
                        "`{}` is sent as {raw_value:?}; its value is {:?}",
                        name.plain(),
                        value.plain()
                    )));
                }
            }
            None => findings.push(Finding::wrong(format!("`{}` is not sent", name.plain()))),
        }
    }
    for (name, value) in sent {
        let decoded = percent_decode_str(name).decode_utf8_lossy();
        if !is_unclear && !is_known(&decoded) {
            findings.push(Finding::wrong(format!(
                "`{decoded}={value}` is sent, and was not given"
            )));
        }
    }
    findings
}

fn headers(operation: &Operation<'_>, arguments: &Arguments, request: &Received) -> Vec<Finding> {
    let mut findings = Vec::new();
    for place in [Place::Header, Place::Cookie] {
        for parameter in operation.parameters.iter().filter(|of| of.place == place) {
            let all = operation.security.iter().flatten();
            if all
                .into_iter()
                .any(|credential| credential.takes(place, parameter.name))
            {
                continue;
            }
            let sent: Vec<&str> = match place {
                Place::Header => request.headers(parameter.name).collect(),
                _ => request
                    .cookies()
                    .filter_map(|(name, value)| (name == parameter.name).then_some(value))
                    .collect(),
            };
            let Some(value) = arguments.of(parameter) else {
                if !sent.is_empty() {
                    findings.push(Finding::wrong(format!(
                        "`{}` is sent, and was not given",
                        parameter.name
                    )));
                }
                continue;
            };
            // The same value may come in several lines.
            let sent = sent.join(",");
            let fits = match (parameter.style, parameter.media_type) {
                (Some(style), _) => {
                    in_header(style, value).map(|readings| readings.contains(&sent))
                }
                (None, Some(media_type)) => as_content(media_type, value)
                    .map(|written| written.matches(&sent, PATH) || written.plain() == sent),
                (None, None) => Err("the style is unknown"),
            };
            match fits {
                Ok(true) => {}
                Ok(false) => findings.push(Finding::wrong(format!(
                    "`{}` is sent as {sent:?}; its value is {value}",
                    parameter.name
                ))),
                Err(reason) => findings.push(unclear(parameter.name, reason)),
            }
        }
    }
    findings
}

fn credentials(operation: &Operation<'_>, request: &Received) -> Option<Finding> {
    let shown = |all: &Vec<_>| {
        all.iter()
            .all(|credential: &crate::Credential| credential.is_in(request))
    };
    let has_own = |name: &str| {
        let mut headers = operation.parameters.iter();
        headers.any(|of| of.place == Place::Header && of.name.eq_ignore_ascii_case(name))
    };
    if operation.security.is_empty() {
        return (request.headers("authorization").next().is_some() && !has_own("authorization"))
            .then(|| Finding::wrong("it shows credentials, and the document asks for none"));
    }
    match operation.security.iter().any(shown) {
        true => None,
        false => Some(Finding::wrong(
            "it does not show the credentials of the document",
        )),
    }
}

fn accept(operation: &Operation<'_>, request: &Received) -> Option<Finding> {
    let listed: Vec<String> = request
        .headers("accept")
        .flat_map(|value| value.split(','))
        .map(|one| {
            let parameters = one.split(';').map(str::trim);
            let kept = parameters.filter(|parameter| !parameter.starts_with("q="));
            kept.collect::<Vec<_>>().join(";").to_ascii_lowercase()
        })
        .collect();
    let documented = operation
        .successes
        .iter()
        .flat_map(|success| &success.bodies);
    let missing = documented.into_iter().find(|content: &&Content<'_>| {
        let wanted = content.media_type.to_ascii_lowercase().replace("; ", ";");
        // Of a range, the client may ask for one type.
        let range = wanted
            .strip_suffix('*')
            .map(|range| range.trim_start_matches("*/"));
        let is_listed = |listed: &String| {
            *listed == wanted || range.is_some_and(|range| listed.starts_with(range))
        };
        !listed.iter().any(is_listed)
    });
    missing.map(|content| {
        Finding::wrong(format!(
            "`Accept` is {listed:?}; the document lists {}",
            content.media_type
        ))
    })
}

pub(crate) fn unclear(name: &str, reason: Unclear) -> Finding {
    Finding::Unclear(format!("`{name}`: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::plan::Given;

    const DOCUMENT: &str = "
openapi: 3.0.3
security: [ { key: [] } ]
paths:
  /things/{id}:
    post:
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
        - { name: X-Trace, in: header, schema: { type: string } }
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { 200: { description: d, content: { application/json: {} } } }
components:
  securitySchemes: { key: { type: apiKey, in: cookie, name: sid } }
";

    fn findings(change: impl FnOnce(&mut Received)) -> Vec<Finding> {
        let document = Document::read(DOCUMENT).unwrap();
        let operation = &document.operations()[0];
        let string = |text: &str| Json::String(text.to_owned());
        let arguments = Arguments {
            parameters: vec![
                (Place::Path, "id".to_owned(), string("a/b")),
                (
                    Place::Query,
                    "tags".to_owned(),
                    Json::List(vec![string("x,y"), string("z")]),
                ),
                (Place::Header, "X-Trace".to_owned(), string("t 1")),
            ],
            body: Some(Given {
                media_type: "application/json".to_owned(),
                sent_as: "application/json".to_owned(),
                value: Json::read(r#"{"a":12345678901234567.89}"#).unwrap(),
            }),
        };
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut request = Received {
            method: "POST".to_owned(),
            target: "/the/base/things/a%2Fb?tags=x%2Cy,z".to_owned(),
            headers: vec![
                header("accept", "application/json"),
                header("content-type", "application/json"),
                header("cookie", "sid=key-of-key"),
                header("x-trace", "t 1"),
            ],
            body: br#"{"a":12345678901234567.890}"#.to_vec(),
        };
        change(&mut request);
        judge(operation, &arguments, &request)
    }

    #[test]
    fn a_request_as_documented_has_no_findings() {
        assert_eq!(findings(|_| {}), []);
    }

    #[test]
    fn each_part_of_a_request_that_is_wrong_is_found() {
        let remove = |name: &'static str| {
            move |request: &mut Received| request.headers.retain(|(own, _)| own != name)
        };
        let target =
            |target: &'static str| move |request: &mut Received| request.target = target.to_owned();
        let found = [
            findings(|request| request.method = "PUT".to_owned()),
            findings(target("/the/base/things/a/b?tags=x%2Cy,z")),
            findings(target("/things/a%2Fb?tags=x%2Cy,z")),
            findings(target("/the/base/things/a%2Fb?tags=x,y,z")),
            findings(target("/the/base/things/a%2Fb?tags=x%2Cy&tags=z")),
            findings(target("/the/base/things/a%2Fb?tags=x%2Cy,z&more=1")),
            findings(target("/the/base/things/a%2Fb")),
            findings(remove("accept")),
            findings(remove("content-type")),
            findings(remove("cookie")),
            findings(remove("x-trace")),
            findings(|request| request.body = br#"{"a":12345678901234568}"#.to_vec()),
            findings(|request| request.body = b"{}".to_vec()),
            findings(|request| request.body.clear()),
        ];
        for (number, findings) in found.iter().enumerate() {
            let wrong = |finding: &Finding| matches!(finding, Finding::Wrong(_));
            assert!(findings.iter().any(wrong), "{number}: {findings:?}");
        }
    }
}
