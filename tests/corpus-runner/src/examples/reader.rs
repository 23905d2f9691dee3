// Reads each example of `examples.json` and each value of `instances.json` as its type, and tells in a line what came of it.

#![allow(deprecated)]

#[allow(unused_imports)]
use malipo_runtime::rt::{self, Refusal as _};

struct Examples(Vec<String>, Vec<String>);

#[allow(dead_code)]
impl Examples {
    fn load() -> Self {
        let texts = |entries: &str| -> Vec<String> {
            let entries: serde_json::Value = serde_json::from_str(entries).expect("written by xtask");
            let entries = entries.as_array().cloned().unwrap_or_default();
            let json = |entry: serde_json::Value| entry["json"].as_str().unwrap_or_default().to_owned();
            entries.into_iter().map(json).collect()
        };
        Self(
            texts(include_str!("../examples.json")),
            texts(include_str!("../instances.json")),
        )
    }

    /// A value that must be written as it was read, digit for digit.
    fn round_trip<T>(&self, number: usize)
    where
        T: rt::serde::de::DeserializeOwned + rt::serde::Serialize + std::fmt::Debug,
    {
        let json = &self.1[number];
        let number = self.0.len() + number;
        let (error, changed, variant) = match serde_json::from_str::<T>(json) {
            Err(error) => (Some(error.to_string()), None, None),
            Ok(value) => {
                let debug = format!("{value:?}");
                let variant = debug.split(|c: char| !c.is_alphanumeric() && c != '_').next();
                let variant = variant.unwrap_or_default().to_owned();
                match serde_json::to_string(&value) {
                    Err(error) => (Some(error.to_string()), None, Some(variant)),
                    Ok(written) => (None, differs(json, &written), Some(variant)),
                }
            }
        };
        let line = serde_json::json!({
            "number": number, "error": error, "changed": changed, "variant": variant,
        });
        println!("{line}");
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

/// The first place that differs in any way but the order of members.
fn differs(read: &str, written: &str) -> Option<String> {
    use serde_json::value::RawValue;
    type Members = std::collections::BTreeMap<String, Box<RawValue>>;
    type Items = Vec<Box<RawValue>>;
    let objects = (serde_json::from_str::<Members>(read), serde_json::from_str::<Members>(written));
    if let (Ok(read), Ok(written)) = &objects {
        return read.keys().chain(written.keys()).find_map(|name| {
            let below = match (read.get(name), written.get(name)) {
                (Some(read), Some(written)) => differs(read.get(), written.get())?,
                (Some(_), None) => " is lost".to_owned(),
                _ => " is new".to_owned(),
            };
            Some(format!("/{name}{below}"))
        });
    }
    let lists = (serde_json::from_str::<Items>(read), serde_json::from_str::<Items>(written));
    if let (Ok(read), Ok(written)) = &lists
        && read.len() == written.len()
    {
        let mut pairs = read.iter().zip(written).enumerate();
        return pairs.find_map(|(number, (read, written))| {
            Some(format!("/{number}{}", differs(read.get(), written.get())?))
        });
    }
    let texts = (serde_json::from_str::<String>(read), serde_json::from_str::<String>(written));
    match &texts {
        (Ok(read), Ok(written)) if read == written => None,
        _ if read == written => None,
        _ => Some(format!(" {read} became {written}")),
    }
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
