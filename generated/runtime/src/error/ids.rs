//! What a gateway's support needs to find a payment.

use std::fmt;

use crate::wire::compared::Compared;

/// The identifiers of a payment, each with its path in the response: quote them to the gateway's support.
///
/// The specification lists them, and lists none that is personal. `Display` shows them in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(Vec<(&'static str, String)>);

impl Ids {
    /// No identifiers.
    pub(crate) const NONE: Self = Self(Vec::new());
    /// How many are shown in one line. An order of many lines has more, and [`iter`](Self::iter) gives all of them.
    const SHOWN: usize = 12;
    /// How long one may be to be shown in a line.
    const LENGTH: usize = 64;

    /// Returns the identifiers in the order of the specification, each with its path in the response.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, id)| (*path, id.as_str()))
    }

    /// Returns whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds an identifier, if it is there. Generated code calls this.
    #[doc(hidden)]
    pub fn add<T: Compared + ?Sized>(&mut self, path: &'static str, id: Option<&T>) {
        if let Some(id) = id.and_then(Compared::compared)
            && !id.trim().is_empty()
        {
            self.0.push((path, id.into_owned()));
        }
    }
}

impl fmt::Display for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (path, id)) in self.iter().take(Self::SHOWN).enumerate() {
            let comma = if number == 0 { "" } else { ", " };
            // What is longer or of other characters is no identifier, and may be anything.
            if id.len() <= Self::LENGTH && id.bytes().all(|byte| byte.is_ascii_graphic()) {
                write!(f, "{comma}{path} {id:?}")?;
            } else {
                let length = id.chars().count();
                write!(f, "{comma}{path} [{length} characters]")?;
            }
        }
        match self.0.len().saturating_sub(Self::SHOWN) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;
    use crate::wire::Lenient;

    fn ids(each: &[&str]) -> Ids {
        let mut ids = Ids::default();
        for id in each {
            ids.add("id", Some(*id));
        }
        ids
    }

    #[test]
    fn an_id_that_is_absent_or_blank_is_left_out() {
        let mut ids = ids(&["", "  ", "a-1"]);
        ids.add("none", None::<&String>);
        ids.add(
            "null",
            serde_json::from_str::<Lenient<String>>("null")
                .as_ref()
                .ok(),
        );
        assert_eq!(ids.iter().collect::<Vec<_>>(), [("id", "a-1")]);
        assert_eq!(ids.to_string(), r#"id "a-1""#);
    }

    #[test]
    fn what_is_no_identifier_is_not_shown_and_a_line_stays_short() {
        let shown = ids(&["Amina Nakato", "a\nb", &"x".repeat(65)]).to_string();
        assert_eq!(
            shown,
            "id [12 characters], id [3 characters], id [65 characters]"
        );
        let many = ids(&["a"; 40]);
        assert!(many.to_string().ends_with(" and 28 more"), "{many}");
        assert_eq!(many.iter().count(), 40);
        let long = "x".repeat(64);
        assert!(ids(&[long.as_str(); 40]).to_string().len() < 1_000);
    }
}
