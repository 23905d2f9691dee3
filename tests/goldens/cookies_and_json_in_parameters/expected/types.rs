//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Where`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Where {
    /// `id`.
    pub id: Option<i64>,
}

rt::object! {
    Where {
        id = "id", some,
    }
}

impl Where {
    /// Starts to build a [`Where`].
    pub fn builder() -> WhereBuilder {
        WhereBuilder {
            rest: WhereBuilderRest {
                id: None,
            },
        }
    }
}

/// Builds a [`Where`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct WhereBuilder {
    rest: WhereBuilderRest,
}

#[derive(Debug)]
struct WhereBuilderRest {
    id: Option<i64>,
}

impl WhereBuilder {
    /// id
    pub fn id(mut self, id: i64) -> Self {
        self.rest.id = Some(id);
        self
    }

    /// The finished [`Where`]; it compiles when every required field has been set.
    pub fn build(self) -> Where
    {
        Where {
            id: self.rest.id,
        }
    }
}

impl rt::Checked for Where {}
