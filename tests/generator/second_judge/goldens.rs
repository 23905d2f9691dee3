//! The wire goldens as requests that can be judged, changed and sent.

use std::collections::BTreeMap;

use malipo_codegen::form_as_json;
use serde_json::{Map, Value};

use crate::second_judge::judge::Judges;

/// A request of a wire golden.
#[derive(Clone, Debug)]
pub(crate) struct Golden {
    /// The name of its file, without the ending.
    pub(crate) name: String,
    pub(crate) operation: String,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) media_type: Option<String>,
    /// The body as it is written; empty if there is none.
    pub(crate) body: String,
}

impl Golden {
    /// Every golden of a gateway.
    pub(crate) fn all(gateway: &str, judges: &Judges) -> Vec<Self> {
        let directory = malipo_tests::root("tests/wire").join(gateway);
        let entries = std::fs::read_dir(directory).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".http").map(str::to_owned))
            .collect();
        names.sort();
        let read = |name: String| {
            let file = format!("{gateway}/{name}");
            let text = malipo_tests::wire::golden(&file, "token", "host", "version").unwrap();
            let (head, body) = text.split_once("\n\n").unwrap();
            let (line, headers) = head.split_once('\n').unwrap();
            let [method, target, _] = line.split(' ').collect::<Vec<_>>()[..] else {
                panic!("{file}: {line}")
            };
            let headers: BTreeMap<&str, &str> = headers
                .lines()
                .filter_map(|line| line.split_once(": "))
                .collect();
            Self {
                operation: judges
                    .called(method, target)
                    .unwrap_or_else(|| panic!("{file} calls no operation")),
                name,
                method: method.to_owned(),
                target: target.to_owned(),
                media_type: headers.get("content-type").map(|&value| value.to_owned()),
                body: body.to_owned(),
            }
        };
        names.into_iter().map(read).collect()
    }

    /// Whether the body is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.media_type.as_deref() == Some("application/json")
    }

    /// The body as a value, that of a form as an object.
    pub(crate) fn value(&self, judges: &Judges) -> Option<Value> {
        if self.is_json() {
            return Some(serde_json::from_str(&self.body).unwrap());
        }
        self.media_type.as_ref()?;
        let fields = self.body.split('&').map(|field| {
            let (name, value) = field.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        });
        let declared = judges.api.operation(&self.operation).unwrap();
        Some(form_as_json(
            &judges.api,
            &declared.body.as_ref().unwrap().ty,
            fields,
        ))
    }

    /// The same request with a changed body.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Map<String, Value>)) -> Self {
        let mut changed = self.clone();
        if self.is_json() {
            let mut body: Map<String, Value> = serde_json::from_str(&self.body).unwrap();
            change(&mut body);
            changed.body = Value::Object(body).to_string();
        }
        changed
    }
}
