//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Range`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Range {
    /// `from`.
    pub from: Option<i64>,
    /// `to`.
    pub to: Option<i64>,
}

rt::object! {
    Range {
        from = "from", some,
        to = "to", some,
    }
}

impl Range {
    /// Starts to build a [`Range`].
    pub fn builder() -> RangeBuilder {
        RangeBuilder {
            rest: RangeBuilderRest {
                from: None,
                to: None,
            },
        }
    }
}

/// Builds a [`Range`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct RangeBuilder {
    rest: RangeBuilderRest,
}

#[derive(Debug)]
struct RangeBuilderRest {
    from: Option<i64>,
    to: Option<i64>,
}

impl RangeBuilder {
    /// from
    pub fn from(mut self, from: i64) -> Self {
        self.rest.from = Some(from);
        self
    }

    /// to
    pub fn to(mut self, to: i64) -> Self {
        self.rest.to = Some(to);
        self
    }

    /// The finished [`Range`]; it compiles when every required field has been set.
    pub fn build(self) -> Range
    {
        Range {
            from: self.rest.from,
            to: self.rest.to,
        }
    }
}

impl rt::Checked for Range {}
