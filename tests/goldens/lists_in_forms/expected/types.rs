//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Form`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Form {
    /// `csv`.
    pub csv: Option<Vec<String>>,
    /// `piped`.
    pub piped: Option<Vec<String>>,
    /// `rate`.
    pub rate: Option<f64>,
}

rt::object! {
    Form {
        csv = "csv", some; list,
        piped = "piped", some; list,
        rate = "rate", some,
    }
}

impl Form {
    /// Starts to build a [`Form`].
    pub fn builder() -> FormBuilder {
        FormBuilder {
            rest: FormBuilderRest {
                csv: None,
                piped: None,
                rate: None,
            },
        }
    }
}

/// Builds a [`Form`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct FormBuilder {
    rest: FormBuilderRest,
}

#[derive(Debug)]
struct FormBuilderRest {
    csv: Option<Vec<String>>,
    piped: Option<Vec<String>>,
    rate: Option<f64>,
}

impl FormBuilder {
    /// csv
    ///
    /// Each call adds to the list.
    pub fn csv(mut self, csv: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.csv, csv);
        self
    }

    /// piped
    ///
    /// Each call adds to the list.
    pub fn piped(mut self, piped: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.piped, piped);
        self
    }

    /// rate
    pub fn rate(mut self, rate: impl Into<f64>) -> Self {
        self.rest.rate = Some(rate.into());
        self
    }

    /// The finished [`Form`]; it compiles when every required field has been set.
    pub fn build(self) -> Form
    {
        Form {
            csv: self.rest.csv,
            piped: self.rest.piped,
            rate: self.rest.rate,
        }
    }
}

impl rt::Checked for Form {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("rate", |at| rt::Checked::check(&self.rate, at));
    }
}
