//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Film`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Film {
    /// `#kind`.
    pub kind: String,
    /// `title`.
    pub title: Option<String>,
    /// `seconds`.
    pub seconds: Option<i64>,
    /// `width`.
    pub width: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Film keeps unreadable {
        kind = "#kind", must,
        title = "title", some,
        seconds = "seconds", some,
        width = "width", some,
    }
}

/// `Medium`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Medium {
    /// `MediumBase`.
    Medium(Box<MediumBase>),
    /// `Film`.
    Film(Box<Film>),
    /// `Moving`.
    Moving(Box<Moving>),
    /// `Photo`.
    Photo(Box<Photo>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Medium by "#kind" {
        Medium(object MediumBase) [tag "Medium"],
        Film(object Film) [tag "m/film"],
        Moving(object Moving) [tag "Moving"],
        Photo(object Photo) [tag "m/photo"],
    } else Unknown
}

/// `MediumBase`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MediumBase {
    /// `#kind`.
    pub kind: String,
    /// `title`.
    pub title: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    MediumBase keeps unreadable {
        kind = "#kind", must,
        title = "title", some,
    }
}

/// `Moving`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Moving {
    /// `#kind`.
    pub kind: String,
    /// `title`.
    pub title: Option<String>,
    /// `seconds`.
    pub seconds: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Moving keeps unreadable {
        kind = "#kind", must,
        title = "title", some,
        seconds = "seconds", some,
    }
}

/// `Photo`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Photo {
    /// `#kind`.
    pub kind: String,
    /// `title`.
    pub title: Option<String>,
    /// `width`.
    pub width: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Photo keeps unreadable {
        kind = "#kind", must,
        title = "title", some,
        width = "width", some,
    }
}

/// `Post`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Post {
    /// `Photo`.
    Photo(Box<Photo>),
    /// `Film`.
    Film(Box<Film>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Post by "#kind" {
        Photo(object Photo) [tag "m/photo"],
        Film(object Film) [tag "m/film"],
    } else Unknown
}
