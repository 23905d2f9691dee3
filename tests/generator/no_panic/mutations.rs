//! Seeded changes to a text and to a document.

use serde_json::{Value, json};

/// xorshift: small, and the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: usize) -> Self {
        let mut random =
            Self(0x9E37_79B9_7F4A_7C15 ^ (seed as u64).wrapping_mul(0x2545_F491_4F6C_DD1D));
        for _ in 0..8 {
            random.next();
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A text with a few characters changed, moved, doubled or lost.
pub(crate) fn with_changed_characters(text: &str, random: &mut Random) -> String {
    const STRANGE: &[char] = &[
        '\t',
        '\n',
        '\r',
        '\0',
        ' ',
        ':',
        '-',
        '{',
        '}',
        '[',
        ']',
        ',',
        '"',
        '\'',
        '#',
        '&',
        '*',
        '!',
        '|',
        '>',
        '%',
        '@',
        '`',
        '~',
        '<',
        '?',
        '.',
        '0',
        '9',
        'e',
        '/',
        '\\',
        '$',
        '\u{feff}',
        '\u{202e}',
        'é',
        '\u{1F600}',
        '\u{2028}',
    ];
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(4) {
        let at = random.below(text.len());
        let end = (at + 1 + random.below(30)).min(text.len());
        match random.below(5) {
            0 => drop(text.drain(at..end)),
            1 => {
                let part = text[at..end].to_vec();
                let to = random.below(text.len());
                text.splice(to..to, part);
            }
            2 => text.insert(at, *random.pick(STRANGE)),
            3 => text.truncate(at.max(1)),
            _ => text[at] = *random.pick(STRANGE),
        }
        if text.is_empty() {
            break;
        }
    }
    text.into_iter().collect()
}

/// A document with a few nodes removed, renamed, replaced or put elsewhere.
pub(crate) fn with_changed_nodes(document: &Value, random: &mut Random) -> String {
    const NAMES: &[&str] = &[
        "",
        "type",
        "self",
        "gen",
        "build",
        "***",
        "required",
        "a\nb",
        "$ref",
        "S0",
        "S1",
        "é",
        "0",
        "{x}",
        "/a/{b",
        "/",
        "\0",
        "\u{202e}",
        "nullable",
        "default",
        "body",
        "properties",
        "x-malipo-kind",
        "x-malipo-choice",
        "x-malipo-error",
        "<<",
        "200",
        "5XX",
        "default",
        "get",
        "trace",
        "allOf",
        "r#type",
        "Unknown",
        "Option",
        "at",
        "request",
        "answer",
    ];
    let texts = [
        "",
        " ",
        "string",
        "integer",
        "object",
        "array",
        "query",
        "path",
        "msisdn",
        "digits",
        "amount",
        "text",
        "***",
        "self",
        "#/components/schemas/Thing",
        "#/components/schemas/Nope",
        "other.yaml#/x",
        "#/",
        "a\r\nb",
        "a\rb",
        "\u{202e}x",
        "*/",
        "```\nx\n```",
        "    indented",
        "\"",
        "\\",
        "\0",
        "-7",
        "1e999",
        "{",
        "}",
        "https://a.example/",
        "fields",
    ];
    let mut document = document.clone();
    for _ in 0..=random.below(3) {
        let mut all = malipo_tests::pointers(&document);
        // The document itself, which comes last, stays.
        all.pop();
        let Some(at) = (!all.is_empty()).then(|| random.pick(&all).clone()) else {
            break;
        };
        let elsewhere = document
            .pointer(random.pick(&all).as_str())
            .cloned()
            .unwrap();
        let (parent, key) = malipo_tests::parent(&at).unwrap();
        let parent = document.pointer_mut(parent).unwrap();
        match (random.below(6), parent) {
            (0, Value::Object(members)) => drop(members.remove(&key)),
            (0, Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
            (1, Value::Object(members)) => {
                let member = members.remove(&key).unwrap();
                members.insert((*random.pick(NAMES)).to_owned(), member);
            }
            (2, parent) => *value(parent, &key) = elsewhere,
            (3, parent) => *value(parent, &key) = json!(*random.pick(&texts)),
            (_, parent) => {
                let values = [
                    Value::Null,
                    json!(true),
                    json!(0),
                    json!(-7),
                    json!(1.5),
                    json!(1e300),
                    json!(u64::MAX),
                    json!([]),
                    json!({}),
                    json!([null]),
                    json!({ "type": "string" }),
                    json!({ "$ref": "#/components/schemas/Thing" }),
                ];
                *value(parent, &key) = random.pick(&values).clone();
            }
        }
    }
    serde_json::to_string_pretty(&document).unwrap()
}

fn value<'a>(parent: &'a mut Value, key: &str) -> &'a mut Value {
    match parent {
        Value::Array(items) => &mut items[key.parse::<usize>().unwrap()],
        members => &mut members[key],
    }
}
