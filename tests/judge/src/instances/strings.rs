//! Strings, by format, length and place.

use serde_json::Value;

use super::patterns::Pattern;
use super::{Made, Maker, Way};
use crate::document::Place;
use crate::json::Json;

/// What is hard to quote, to escape or to encode.
const HARD: &str = "é \"b\" & c+d=e/f?g%20,;#\\ |.";

impl Maker<'_> {
    pub(super) fn string(&mut self, schema: &Value) -> Made {
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let count = |key: &str| {
            let count = schema.get(key).and_then(Value::as_u64);
            count.and_then(|count| usize::try_from(count).ok())
        };
        let least = count("minLength").unwrap_or(0);
        let most = count("maxLength").unwrap_or(usize::MAX);
        if least > 1000 {
            return Err("its strings are long");
        }
        if let Some(pattern) = schema.get("pattern") {
            let pattern = pattern.as_str().and_then(Pattern::read);
            let made = pattern.and_then(|pattern| pattern.example(least));
            let made = made.filter(|made| made.chars().count() <= most && text("format").is_none());
            let example = text("example").or_else(|| text("default"));
            let made = made.or_else(|| example.map(str::to_owned));
            return made
                .map(Json::String)
                .ok_or("its strings have a pattern that the judge does not know");
        }
        let candidates = match text("format") {
            None => self.words(),
            Some(format) => {
                of_format(format).ok_or("its strings have a format that the judge does not know")?
            }
        };
        let fits = |text: &&&str| (least..=most).contains(&text.chars().count());
        let fitting: Vec<&&str> = candidates.iter().filter(fits).collect();
        if let [first, others @ ..] = fitting.as_slice() {
            let chosen = self.choose(others.len() + 1);
            let chosen = if chosen == 0 {
                first
            } else {
                &others[chosen - 1]
            };
            return Ok(Json::String((***chosen).to_owned()));
        }
        match text("format") {
            None => {
                let word: String = "plain"
                    .chars()
                    .cycle()
                    .take(least.max(5).min(most))
                    .collect();
                Ok(Json::String(word))
            }
            Some(_) => Err("its strings have a format and a length"),
        }
    }

    /// Strings that can stand in the place.
    fn words(&self) -> &'static [&'static str] {
        match self.way {
            Way::Request | Way::Response => &["plain", HARD, ""],
            Way::Parameter(Place::Path | Place::Query) => &["plain", HARD],
            Way::Parameter(Place::Header) => &["plain", "two words; a=b"],
            Way::Parameter(Place::Cookie) => &["plain"],
        }
    }
}

fn of_format(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date-time" => &[
            "2024-02-29T12:30:00Z",
            "2024-12-31T23:59:59.123456789+03:00",
            "2024-02-29T12:30:00.000Z",
        ],
        "date" => &["2024-02-29"],
        "time" => &["12:30:00Z"],
        "uuid" => &[
            "0189dc36-8bd6-7c4e-b2b0-8f1b9dd3e5a1",
            "0189DC36-8BD6-7C4E-B2B0-8F1B9DD3E5A1",
        ],
        "email" => &["a.b+c@example.com"],
        "uri" | "url" | "uri-reference" => &["https://example.com/a?b=c&d=%20#e"],
        "hostname" => &["example.com"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1"],
        "byte" => &["aGVsbG8="],
        "binary" => &["bytes of a file"],
        "password" => &["a password"],
        "decimal" => &["1234567.89"],
        _ => return None,
    })
}
