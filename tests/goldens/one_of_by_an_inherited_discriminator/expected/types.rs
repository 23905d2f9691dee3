//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Film keeps unreadable {
        /// Named `#kind` in the document.
        pub kind: must String = "#kind";
        pub title: some String = "title";
        pub seconds: some i64 = "seconds";
        pub width: some i64 = "width";
    }
}

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

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct MediumBase keeps unreadable {
        /// Named `#kind` in the document.
        pub kind: must String = "#kind";
        pub title: some String = "title";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Moving keeps unreadable {
        /// Named `#kind` in the document.
        pub kind: must String = "#kind";
        pub title: some String = "title";
        pub seconds: some i64 = "seconds";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Photo keeps unreadable {
        /// Named `#kind` in the document.
        pub kind: must String = "#kind";
        pub title: some String = "title";
        pub width: some i64 = "width";
    }
}

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
