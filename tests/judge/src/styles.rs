//! How a value is written by a style: RFC 6570, as the tables of OpenAPI 3.0 show it.

use percent_encoding::percent_decode_str;

use crate::document::Style;
use crate::json::Json;
use crate::text::{Rules, Spelled};

/// A name of a query or a form, and how its value may be written.
pub(crate) type Pair = (Spelled, Written);

/// How a value may be written.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    /// In one of these ways: the members of an object have no order.
    Readings(Vec<Spelled>),
    /// As JSON.
    Json(Json),
}

impl Written {
    pub(crate) fn one(text: &str) -> Self {
        Self::Readings(vec![Spelled::value(text)])
    }

    pub(crate) fn matches(&self, raw: &str, rules: Rules) -> bool {
        match self {
            Self::Readings(readings) => readings.iter().any(|reading| reading.matches(raw, rules)),
            Self::Json(value) => {
                let raw = match rules.is_form {
                    true => raw.replace('+', " "),
                    false => raw.to_owned(),
                };
                let decoded = percent_decode_str(&raw).decode_utf8_lossy();
                Json::read(&decoded).is_ok_and(|sent| value.difference(&sent).is_none())
            }
        }
    }

    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Readings(readings) => readings.first().map(Spelled::plain).unwrap_or_default(),
            Self::Json(value) => value.to_string(),
        }
    }
}

/// Why the document does not say how a value is written.
pub(crate) type Unclear = &'static str;

const NESTED: Unclear = "OpenAPI does not say how lists or objects in lists or objects are written";

/// The value of a path parameter. There are two readings of some styles.
pub(crate) fn in_path(style: Style, name: &str, value: &Json) -> Result<Vec<Spelled>, Unclear> {
    let prefix = match style.name {
        "simple" => "",
        "label" => ".",
        "matrix" => ";",
        _ => return Err("the style is not one of a path"),
    };
    let named = |value: Spelled| match style.name {
        "matrix" => Spelled::literal(";")
            .and(Spelled::value(name))
            .and_delimiter("=")
            .and(value),
        _ => Spelled::literal(prefix).and(value),
    };
    if let Some(scalar) = value.scalar() {
        return Ok(vec![named(Spelled::value(&scalar))]);
    }
    let orders = orders(value)?;
    // 3.0.3 separates the parts of a label by points, RFC 6570 and 3.0.4 by commas.
    let separators: &[&str] = match style.name {
        "label" if !style.explode => &[".", ","],
        "label" => &["."],
        "matrix" if style.explode => &[";"],
        _ => &[","],
    };
    let is_object = matches!(value, Json::Object(_));
    let written = |separator: &str, parts: &[(String, String)]| {
        let parts = parts.iter().map(|(key, value)| {
            let value = Spelled::value(value);
            match (is_object, style.explode) {
                (true, true) => Spelled::value(key).and_delimiter("=").and(value),
                (true, false) => Spelled::value(key).and_delimiter(separator).and(value),
                (false, true) if style.name == "matrix" => {
                    Spelled::value(name).and_delimiter("=").and(value)
                }
                (false, _) => value,
            }
        });
        let joined = Spelled::join(parts, separator);
        match style.explode {
            true => Spelled::literal(prefix).and(joined),
            false => named(joined),
        }
    };
    let readings = separators.iter().flat_map(|separator| {
        let written = |parts: &Vec<_>| written(separator, parts);
        orders.iter().map(written).collect::<Vec<_>>()
    });
    Ok(readings.collect())
}

/// The pairs of a parameter of a query, or of a property of a form.
pub(crate) fn in_query(style: Style, name: &str, value: &Json) -> Result<Vec<Pair>, Unclear> {
    let pair = |text: &str| (Spelled::value(name), Written::one(text));
    if style.name == "deepObject" {
        let Json::Object(_) = value else {
            return Err("a deep object must be an object");
        };
        let parts = parts(value)?.into_iter().map(|(key, value)| {
            let name = Spelled::value(name)
                .and_delimiter("[")
                .and_value(&key)
                .and_delimiter("]");
            (name, Written::one(&value))
        });
        return Ok(parts.collect());
    }
    if let Some(scalar) = value.scalar() {
        return Ok(vec![pair(&scalar)]);
    }
    let delimiter = match style.name {
        "form" => ",",
        "spaceDelimited" => " ",
        "pipeDelimited" => "|",
        _ => return Err("the style is not one of a query"),
    };
    let is_object = matches!(value, Json::Object(_));
    if style.explode {
        let written = |(key, value): &(String, String)| match is_object {
            true => (Spelled::value(key), Written::one(value)),
            false => pair(value),
        };
        return Ok(parts(value)?.iter().map(written).collect());
    }
    let readings = orders(value)?.into_iter().map(|parts| {
        let flat = parts.iter().flat_map(|(key, value)| match is_object {
            true => vec![Spelled::value(key), Spelled::value(value)],
            false => vec![Spelled::value(value)],
        });
        Spelled::join(flat, delimiter)
    });
    let written = Written::Readings(readings.collect());
    Ok(vec![(Spelled::value(name), written)])
}

/// The value of a header or a cookie, where nothing is escaped.
pub(crate) fn in_header(style: Style, value: &Json) -> Result<Vec<String>, Unclear> {
    if let Some(scalar) = value.scalar() {
        return Ok(vec![scalar]);
    }
    if style.name == "form" && style.explode {
        return Err("OpenAPI does not say how a list is written in a cookie");
    }
    let is_object = matches!(value, Json::Object(_));
    let written = |parts: Vec<(String, String)>| {
        let parts = parts.into_iter().map(|(key, value)| match is_object {
            true if style.explode => format!("{key}={value}"),
            true => format!("{key},{value}"),
            false => value,
        });
        parts.collect::<Vec<_>>().join(",")
    };
    Ok(orders(value)?.into_iter().map(written).collect())
}

/// [`parts`] in every order that they may have.
fn orders(value: &Json) -> Result<Vec<Vec<(String, String)>>, Unclear> {
    let parts = parts(value)?;
    if !matches!(value, Json::Object(_)) {
        return Ok(vec![parts]);
    }
    if parts.len() > 5 {
        return Err("the judge does not try all orders of many members");
    }
    let mut orders = vec![Vec::new()];
    for part in parts {
        let with = |order: Vec<(String, String)>| {
            let at = 0..=order.len();
            let part = part.clone();
            at.map(move |at| {
                let mut longer = order.clone();
                longer.insert(at, part.clone());
                longer
            })
        };
        orders = orders.into_iter().flat_map(with).collect();
    }
    Ok(orders)
}

/// The items of a list, or the members of an object with their names.
fn parts(value: &Json) -> Result<Vec<(String, String)>, Unclear> {
    match value {
        Json::List(items) if !items.is_empty() => items
            .iter()
            .map(|item| Ok((String::new(), item.scalar().ok_or(NESTED)?)))
            .collect(),
        Json::Object(members) if !members.is_empty() => members
            .iter()
            .map(|(name, value)| Ok((name.clone(), value.scalar().ok_or(NESTED)?)))
            .collect(),
        _ => Err("OpenAPI does not say how `null` and empty lists and objects are written"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{PATH, QUERY};

    const fn style(name: &'static str, explode: bool) -> Style {
        Style { name, explode }
    }

    /// The table of the specification: `color` is empty, a string, a list, an object.
    #[test]
    fn the_styles_are_those_of_the_table_of_the_specification() {
        let list = Json::read(r#"["blue","black"]"#).unwrap();
        let object = Json::read(r#"{"B":150,"R":100}"#).unwrap();
        let blue = Json::String("blue".to_owned());
        for (name, explode, of, written) in [
            ("matrix", false, &blue, ";color=blue"),
            ("matrix", false, &list, ";color=blue,black"),
            ("matrix", true, &list, ";color=blue;color=black"),
            ("matrix", false, &object, ";color=B,150,R,100"),
            ("matrix", true, &object, ";B=150;R=100"),
            ("label", false, &blue, ".blue"),
            ("label", false, &list, ".blue.black"),
            ("label", false, &list, ".blue,black"),
            ("label", true, &list, ".blue.black"),
            ("label", true, &object, ".B=150.R=100"),
            ("label", false, &object, ".B.150.R.100"),
            ("simple", false, &list, "blue,black"),
            ("simple", true, &list, "blue,black"),
            ("simple", false, &object, "B,150,R,100"),
            ("simple", true, &object, "B=150,R=100"),
        ] {
            let readings = in_path(style(name, explode), "color", of).unwrap();
            assert!(
                readings
                    .iter()
                    .any(|reading| reading.matches(written, PATH)),
                "{written}"
            );
        }
        for (name, explode, of, written) in [
            ("form", true, &blue, "color=blue"),
            ("form", false, &list, "color=blue,black"),
            ("form", true, &list, "color=blue&color=black"),
            ("form", false, &object, "color=B,150,R,100"),
            ("form", true, &object, "B=150&R=100"),
            ("spaceDelimited", false, &list, "color=blue%20black"),
            ("pipeDelimited", false, &list, "color=blue|black"),
            ("deepObject", true, &object, "color[B]=150&color%5BR%5D=100"),
        ] {
            let pairs = in_query(style(name, explode), "color", of).unwrap();
            let raw: Vec<_> = written
                .split('&')
                .map(|pair| pair.split_once('=').unwrap())
                .collect();
            assert_eq!(pairs.len(), raw.len(), "{written}");
            for ((name, value), (raw_name, raw_value)) in pairs.iter().zip(raw) {
                assert!(
                    name.matches(raw_name, QUERY) && value.matches(raw_value, QUERY),
                    "{written}"
                );
            }
        }
        let in_header = in_header(style("simple", true), &object).unwrap();
        assert_eq!(in_header, ["R=100,B=150", "B=150,R=100"]);
        let nested = Json::read("[[1]]").unwrap();
        assert!(in_query(style("form", true), "a", &nested).is_err());
    }
}
