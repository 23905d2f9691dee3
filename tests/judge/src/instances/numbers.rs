//! Numbers, within the bounds of a schema.

use serde_json::Value;

use super::{Made, Maker};
use crate::json::Json;

impl Maker<'_> {
    pub(super) fn integer(&mut self, schema: &Value) -> Made {
        let candidates: &[&str] = match schema.get("format").and_then(Value::as_str) {
            // No format of OpenAPI, but what people write.
            Some("uint32" | "uint64") => &["17", "4294967295", "0"],
            Some("int32") => &["17", "2147483647", "-3", "0"],
            _ => &["17", "9007199254740993", "-3", "0"],
        };
        self.within(schema, candidates)
    }

    pub(super) fn number(&mut self, schema: &Value) -> Made {
        let candidates: &[&str] = match schema.get("format").and_then(Value::as_str) {
            Some("float") => &["17.25", "3", "-0.5", "0"],
            Some("double") => &["17.25", "1234567.891", "3", "-0.1", "0"],
            _ => &["17.25", "12345678901234567.89", "3", "-0.1", "0"],
        };
        self.within(schema, candidates)
    }

    fn within(&mut self, schema: &Value, candidates: &[&str]) -> Made {
        let bounds = Bounds::of(schema);
        let mut fitting: Vec<String> = candidates
            .iter()
            .filter(|text| bounds.allow(text))
            .map(|text| (*text).to_owned())
            .collect();
        for edge in [bounds.lowest(), bounds.highest()].into_iter().flatten() {
            let edge = edge.to_string();
            if bounds.allow(&edge) && !fitting.contains(&edge) {
                fitting.push(edge);
            }
        }
        match fitting.len() {
            0 => Err("its numbers have bounds that the judge cannot meet"),
            count => Ok(Json::Number(fitting.swap_remove(self.choose(count)))),
        }
    }
}

struct Bounds {
    minimum: Option<f64>,
    maximum: Option<f64>,
    is_above: bool,
    is_below: bool,
    step: Option<f64>,
}

impl Bounds {
    fn of(schema: &Value) -> Self {
        let number = |key: &str| schema.get(key).and_then(Value::as_f64);
        let is = |key: &str| schema.get(key) == Some(&Value::Bool(true));
        Self {
            minimum: number("minimum"),
            maximum: number("maximum"),
            is_above: is("exclusiveMinimum"),
            is_below: is("exclusiveMaximum"),
            step: number("multipleOf").filter(|step| *step > 0.0),
        }
    }

    fn allow(&self, text: &str) -> bool {
        let Ok(number) = text.parse::<f64>() else {
            return false;
        };
        let fits_step = |step: f64| {
            let count = number / step;
            (count - count.round()).abs() < 1e-9
        };
        self.minimum
            .is_none_or(|least| number > least || (number == least && !self.is_above))
            && self
                .maximum
                .is_none_or(|most| number < most || (number == most && !self.is_below))
            && self.step.is_none_or(fits_step)
    }

    /// The first whole multiple from the minimum on.
    fn lowest(&self) -> Option<f64> {
        let least = self.minimum?;
        let step = self.step.unwrap_or(1.0);
        let lowest = (least / step).ceil() * step;
        Some(match lowest == least && self.is_above {
            true => lowest + step,
            false => lowest,
        })
    }

    fn highest(&self) -> Option<f64> {
        let most = self.maximum.filter(|most| most.abs() < 9e15)?;
        let step = self.step.unwrap_or(1.0);
        let highest = (most / step).floor() * step;
        Some(match highest == most && self.is_below {
            true => highest - step,
            false => highest,
        })
    }
}
