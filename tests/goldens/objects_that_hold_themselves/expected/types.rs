//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Desk`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Desk {
    /// `of`.
    pub of: rt::Maybe<Person>,
}

rt::object! {
    Desk {
        of = "of", some,
    }
}

impl Desk {
    /// Starts to build a [`Desk`].
    pub fn builder() -> DeskBuilder {
        DeskBuilder {
            rest: DeskBuilderRest {
                of: rt::Maybe::Absent,
            },
        }
    }
}

/// Builds a [`Desk`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct DeskBuilder {
    rest: DeskBuilderRest,
}

#[derive(Debug)]
struct DeskBuilderRest {
    of: rt::Maybe<Person>,
}

impl DeskBuilder {
    /// of
    pub fn of(mut self, of: impl Into<rt::Maybe<Person>>) -> Self {
        self.rest.of = of.into();
        self
    }

    /// The finished [`Desk`]; it compiles when every required field has been set.
    pub fn build(self) -> Desk
    {
        Desk {
            of: self.rest.of,
        }
    }
}

impl rt::Checked for Desk {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("of", |at| rt::Checked::check(&self.of, at));
    }
}

/// `Person`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Person {
    /// `name`.
    pub name: String,
    /// `boss`.
    pub boss: Option<Box<Person>>,
    /// `desk`.
    pub desk: Option<Box<Desk>>,
}

rt::object! {
    Person {
        name = "name", must,
        boss = "boss", some,
        desk = "desk", some,
    }
}

impl Person {
    /// Starts to build a [`Person`].
    pub fn builder() -> PersonBuilder {
        PersonBuilder {
            given: (rt::Unset,),
            rest: PersonBuilderRest {
                boss: None,
                desk: None,
            },
        }
    }
}

/// Builds a [`Person`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct PersonBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: PersonBuilderRest,
}

#[derive(Debug)]
struct PersonBuilderRest {
    boss: Option<Box<Person>>,
    desk: Option<Box<Desk>>,
}

impl<S0> PersonBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> PersonBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        PersonBuilder { given: (set,), rest: self.rest }
    }

    /// boss
    pub fn boss(mut self, boss: impl Into<Box<Person>>) -> Self {
        self.rest.boss = Some(boss.into());
        self
    }

    /// desk
    pub fn desk(mut self, desk: impl Into<Box<Desk>>) -> Self {
        self.rest.desk = Some(desk.into());
        self
    }

    /// The finished [`Person`]; it compiles when every required field has been set.
    pub fn build(self) -> Person
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        Person {
            name: name.take(),
            boss: self.rest.boss,
            desk: self.rest.desk,
        }
    }
}

impl rt::Checked for Person {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("boss", |at| rt::Checked::check(&self.boss, at));
        at.field("desk", |at| rt::Checked::check(&self.desk, at));
    }
}

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum name {}
}
