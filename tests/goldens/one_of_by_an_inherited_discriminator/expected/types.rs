//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Film`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Film keeps unreadable {
        /// `#kind`.
        pub kind: must String = "#kind";
        /// `title`.
        pub title: some String = "title";
        /// `seconds`.
        pub seconds: some i64 = "seconds";
        /// `width`.
        pub width: some i64 = "width";
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

rt::object! {
    /// `MediumBase`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct MediumBase keeps unreadable {
        /// `#kind`.
        pub kind: must String = "#kind";
        /// `title`.
        pub title: some String = "title";
    }
}

rt::object! {
    /// `Moving`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Moving keeps unreadable {
        /// `#kind`.
        pub kind: must String = "#kind";
        /// `title`.
        pub title: some String = "title";
        /// `seconds`.
        pub seconds: some i64 = "seconds";
    }
}

rt::object! {
    /// `Photo`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Photo keeps unreadable {
        /// `#kind`.
        pub kind: must String = "#kind";
        /// `title`.
        pub title: some String = "title";
        /// `width`.
        pub width: some i64 = "width";
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
