// Reads each example of `examples.json` as its type, and tells in a line what came of it.

#![allow(deprecated)]

#[allow(unused_imports)]
use malipo::runtime::{self as rt, Refusal as _};

struct Examples(Vec<String>);

#[allow(dead_code)]
impl Examples {
    fn load() -> Self {
        let entries: serde_json::Value =
            serde_json::from_str(include_str!("../examples.json")).expect("written by xtask");
        let entries = entries.as_array().cloned().unwrap_or_default();
        let json = |entry: serde_json::Value| entry["json"].as_str().unwrap_or_default().to_owned();
        Self(entries.into_iter().map(json).collect())
    }

    fn read<T: rt::serde::de::DeserializeOwned + rt::serde::Serialize>(&self, number: usize) {
        match serde_json::from_str::<T>(&self.0[number]) {
            Ok(value) => self.written(number, &serde_json::to_string(&value)),
            Err(error) => tell(number, Some(&error.to_string()), None),
        }
    }

    /// As a call reads it first, then as its type.
    fn answer<T: rt::serde::de::DeserializeOwned + rt::serde::Serialize, O: rt::Operation>(
        &self,
        number: usize,
        status: u16,
        success: bool,
    ) {
        let answer = rt::Answer::new(status, rt::HeaderMap::new(), self.0[number].clone());
        let error = match success {
            true => O::decode(&answer).err().map(|error| error.to_string()),
            false => match O::Refusal::decode(&answer) {
                Some(refusal) => {
                    let _ = refusal.describe();
                    None
                }
                None => Some("it is no refusal".to_owned()),
            },
        };
        match error {
            None => self.read::<T>(number),
            Some(error) => {
                let why = serde_json::from_str::<T>(&self.0[number]).err();
                let why = why.map_or(error, |why| why.to_string());
                tell(number, Some(&why), None);
            }
        }
    }

    fn written(&self, number: usize, json: &Result<String, serde_json::Error>) {
        let read = serde_json::from_str(&self.0[number]).unwrap_or_default();
        let changed = match json {
            Ok(json) => changed(&read, &serde_json::from_str(json).unwrap_or_default()),
            Err(error) => Some(error.to_string()),
        };
        tell(number, None, changed.as_deref());
    }
}

fn tell(number: usize, error: Option<&str>, changed: Option<&str>) {
    let line = serde_json::json!({ "number": number, "error": error, "changed": changed });
    println!("{line}");
}

/// The first place that differs; `null` and a member that is not there are the same.
fn changed(read: &serde_json::Value, written: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    let nothing = Value::Null;
    match (read, written) {
        (Value::Object(read), Value::Object(written)) => {
            let names = read.keys().chain(written.keys());
            names.into_iter().find_map(|name| {
                let of = |members: &serde_json::Map<String, Value>| {
                    members.get(name).unwrap_or(&nothing).clone()
                };
                let below = changed(&of(read), &of(written))?;
                Some(format!("/{name}{below}"))
            })
        }
        (Value::Array(read), Value::Array(written)) if read.len() == written.len() => {
            let pairs = read.iter().zip(written).enumerate();
            pairs.into_iter().find_map(|(number, (read, written))| {
                Some(format!("/{number}{}", changed(read, written)?))
            })
        }
        (Value::Number(read), Value::Number(written)) if read.as_f64() == written.as_f64() => None,
        _ if read == written => None,
        _ => Some(format!(" {} became {}", kind(read), kind(written))),
    }
}

fn kind(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Array(_) => "a list".to_owned(),
        serde_json::Value::Object(_) => "an object".to_owned(),
        scalar => scalar.to_string(),
    }
}
