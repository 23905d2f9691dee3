//! Bodies of several parts (RFC 2046, RFC 7578).

use crate::document::{Content, essence, is_json};
use crate::json::Json;
use crate::request::{Finding, unclear};
use crate::server::Received;

use super::encoding;

/// A part as it was sent.
struct Part {
    headers: Vec<(String, String)>,
    content: String,
}

/// What a part should be.
struct Expected<'a> {
    name: &'a str,
    content: &'a Json,
    /// The media types that it may have; empty if it may have any.
    media_types: Vec<String>,
}

pub(super) fn judge(content: &Content<'_>, value: &Json, request: &Received) -> Vec<Finding> {
    let parts = match read(request) {
        Ok(parts) => parts,
        Err(what) => return vec![Finding::Wrong(what)],
    };
    let Json::Object(members) = value else {
        return vec![Finding::Unclear(
            "the parts are not those of an object".to_owned(),
        )];
    };
    let mut findings = Vec::new();
    let mut left: Vec<Part> = parts;
    let is_form = essence(content.media_type) == "multipart/form-data";
    for (name, value) in members {
        let items: Vec<&Json> = match value {
            Json::Null => {
                findings.push(unclear(
                    name,
                    "OpenAPI does not say how `null` is written in a part",
                ));
                continue;
            }
            Json::List(items) => items.iter().collect(),
            other => vec![other],
        };
        let declared = encoding(content, name)
            .and_then(|encoding| encoding.get("contentType")?.as_str())
            .map(|list| list.split(',').map(essence).collect::<Vec<_>>());
        if matches!(value, Json::List(_)) && declared.is_some() {
            findings.push(unclear(
                name,
                "OpenAPI does not say whether the media type is that of a list or of its items",
            ));
            left.retain(|part| part.name().as_deref() != Some(name));
            continue;
        }
        if items
            .iter()
            .any(|item| matches!(item, Json::List(_) | Json::Null))
        {
            findings.push(unclear(
                name,
                "OpenAPI does not say how lists in lists are written in parts",
            ));
            left.retain(|part| part.name().as_deref() != Some(name));
            continue;
        }
        for item in items {
            let expected = Expected {
                name,
                content: item,
                media_types: match &declared {
                    Some(list) => list.clone(),
                    None if matches!(item, Json::Object(_)) => vec!["application/json".to_owned()],
                    None => vec![
                        "text/plain".to_owned(),
                        "application/octet-stream".to_owned(),
                    ],
                },
            };
            let at = match is_form {
                true => left
                    .iter()
                    .position(|part| part.name().as_deref() == Some(name)),
                false => (!left.is_empty()).then_some(0),
            };
            match at {
                Some(at) => findings.extend(part(&expected, &left.remove(at))),
                None => findings.push(Finding::Wrong(format!("there is no part `{name}`"))),
            }
        }
    }
    for part in left {
        let name = part.name().unwrap_or_default();
        findings.push(Finding::Wrong(format!(
            "there is a part `{name}`, and none was given"
        )));
    }
    findings
}

fn part(expected: &Expected<'_>, sent: &Part) -> Vec<Finding> {
    let mut findings = Vec::new();
    let name = expected.name;
    let media_type = sent.header("content-type").map(essence);
    // Without a media type, a part is plain text.
    let media_type = media_type.unwrap_or_else(|| "text/plain".to_owned());
    let allows = |allowed: &String| {
        *allowed == media_type
            || allowed == "*/*"
            || allowed
                .strip_suffix('*')
                // What is said of a range must be said by the caller; without it, there is one for all.
                .is_some_and(|prefix| {
                    media_type.starts_with(prefix) || media_type == "application/octet-stream"
                })
    };
    if !expected.media_types.iter().any(allows) {
        findings.push(Finding::Wrong(format!(
            "the part `{name}` is {media_type}; it should be {}",
            expected.media_types.join(" or ")
        )));
    }
    if is_json(&media_type) {
        let difference = match Json::read(&sent.content) {
            Ok(content) => expected.content.difference(&content),
            Err(error) => Some(format!(" is no JSON: {error}")),
        };
        findings.extend(difference.map(|what| Finding::Wrong(format!("the part `{name}`{what}"))));
    } else if media_type == "application/x-www-form-urlencoded" {
        findings.push(unclear(name, "a form in a part is not judged"));
    } else if expected.content.scalar().as_deref() != Some(&sent.content) {
        findings.push(Finding::Wrong(format!(
            "the part `{name}` is {:?}; it should be {}",
            sent.content, expected.content
        )));
    }
    findings
}

impl Part {
    fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(own, value)| own.eq_ignore_ascii_case(name).then_some(value.as_str()))
    }

    fn name(&self) -> Option<String> {
        let disposition = self.header("content-disposition")?;
        let (_, from) = disposition.split_once("; name=\"")?;
        let name = from.split('"').next()?;
        // As browsers escape it.
        let name = name.replace("%22", "\"").replace("%0D", "\r");
        Some(name.replace("%0A", "\n"))
    }
}

fn read(request: &Received) -> Result<Vec<Part>, String> {
    let media_type = request.headers("content-type").next().unwrap_or_default();
    let boundary = media_type
        .split(';')
        .find_map(|parameter| parameter.trim().strip_prefix("boundary="))
        .map(|boundary| boundary.trim_matches('"'))
        .ok_or("there is no boundary")?;
    let body = format!("\r\n{}", String::from_utf8_lossy(&request.body));
    let delimiter = format!("\r\n--{boundary}");
    let mut pieces = body.split(delimiter.as_str()).skip(1);
    let mut parts = Vec::new();
    loop {
        let piece = pieces.next().ok_or("the last boundary is missing")?;
        if piece.starts_with("--") {
            return Ok(parts);
        }
        let piece = piece
            .strip_prefix("\r\n")
            .ok_or("a boundary is no line of its own")?;
        let (head, content) = piece
            .split_once("\r\n\r\n")
            .or_else(|| piece.strip_prefix("\r\n").map(|content| ("", content)))
            .ok_or("a part has no empty line")?;
        let headers = head.split("\r\n").filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
        parts.push(Part {
            headers: headers.collect(),
            content: content.to_owned(),
        });
    }
}
