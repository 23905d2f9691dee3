//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Colour`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Colour {
    /// `RED`.
    Red,
    /// `BLUE`.
    Blue,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    Colour {
        Red = "RED",
        Blue = "BLUE",
    } else Unknown
}

/// `Thing`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Thing {
    /// `urgent`.
    pub urgent: bool,
    /// `copies`.
    pub copies: i64,
    /// `colour`.
    pub colour: Colour,
    /// `note`.
    pub note: Option<String>,
}

rt::object! {
    Thing {
        urgent = "urgent", may,
        copies = "copies", must,
        colour = "colour", must,
        note = "note", some,
    }
}

impl Thing {
    /// Starts to build a [`Thing`].
    pub fn builder() -> ThingBuilder {
        ThingBuilder {
            rest: ThingBuilderRest {
                urgent: false,
                copies: 1,
                colour: "BLUE".into(),
                note: None,
            },
        }
    }
}

/// Builds a [`Thing`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct ThingBuilder {
    rest: ThingBuilderRest,
}

#[derive(Debug)]
struct ThingBuilderRest {
    urgent: bool,
    copies: i64,
    colour: Colour,
    note: Option<String>,
}

impl ThingBuilder {
    /// urgent
    pub fn urgent(mut self, urgent: impl Into<bool>) -> Self {
        self.rest.urgent = urgent.into();
        self
    }

    /// copies
    pub fn copies(mut self, copies: i64) -> Self {
        self.rest.copies = copies;
        self
    }

    /// colour
    pub fn colour(mut self, colour: impl Into<Colour>) -> Self {
        self.rest.colour = colour.into();
        self
    }

    /// note
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.rest.note = Some(note.into());
        self
    }

    /// The finished [`Thing`]; it compiles when every required field has been set.
    pub fn build(self) -> Thing
    {
        Thing {
            urgent: self.rest.urgent,
            copies: self.rest.copies,
            colour: self.rest.colour,
            note: self.rest.note,
        }
    }
}

impl rt::Checked for Thing {}
