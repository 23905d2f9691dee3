//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddAnythingRequest
        builds AddAnythingRequestBuilder(AddAnythingRequestBuilderRest)[
            name: String,
        ] {
        pub name: must String = "name", set(I0 into);
    } and pub additional_properties: rt::RawJson
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddBatchRequest
        builds AddBatchRequestBuilder(AddBatchRequestBuilderRest)[
            line: Line,
        ] {
        pub line: must Line = "line", set(I0 into), where(check);
        pub note: some String = "note", set(into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddNoteRequest builds AddNoteRequestBuilder(AddNoteRequestBuilderRest)[] {
        pub done: some AddNoteRequestDone = "done", set(into), where(check);
        pub marks: some Vec<AddNoteRequestMarksItem> = "marks" [list],
            set(each AddNoteRequestMarksItem),
            where(check);
        pub people: some Vec<::std::collections::BTreeMap<String, String>> = "people" [list],
            set(each ::std::collections::BTreeMap<String, String>);
        pub lines: some Vec<Line> = "lines" [list], set(each Line), where(check);
    } and pub additional_properties: i64
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddNoteRequestDone {
    /// `Boolean`.
    Boolean(bool),
    /// `Number`.
    Number(rt::Number),
}

rt::one_of! {
    AddNoteRequestDone {
        Boolean(own bool) [is Boolean],
        Number(own rt::Number) [is Number],
    }
}

impl rt::Checked for AddNoteRequestDone {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Boolean(_) => {}
            Self::Number(value) => rt::Checked::check(value, at),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddNoteRequestMarksItem {
    /// `Text`.
    Text(String),
    /// `Integer`.
    Integer(i64),
}

rt::one_of! {
    AddNoteRequestMarksItem {
        Text(own String) [is Text],
        Integer(own i64) [is Number],
    }
}

impl rt::Checked for AddNoteRequestMarksItem {}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPlaceRequest builds AddPlaceRequestBuilder(AddPlaceRequestBuilderRest)[] {
        pub at: some AddPlaceRequestAt = "at", set(into), where(check);
        pub tags: some Vec<String> = "tags" [list], set(each String);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddPlaceRequestAt
        builds AddPlaceRequestAtBuilder(AddPlaceRequestAtBuilderRest)[] {
        pub x: some i64 = "x", set(exact);
        pub y: some String = "y", set(into);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddScanRequest builds AddScanRequestBuilder(AddScanRequestBuilderRest)[] {
        pub pages: some Vec<AddScanRequestPagesItem> = "pages" [list],
            set(each AddScanRequestPagesItem),
            where(check);
        pub cover: some AddScanRequestCover = "cover", set(into), where(check);
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddScanRequestCover {
    /// `Bytes`.
    Bytes(rt::File),
    /// `AddScanRequestCoverOption2`.
    Option2(Box<AddScanRequestCoverOption2>),
}

rt::one_of! {
    AddScanRequestCover {
        Bytes(own rt::File) [is Text],
        Option2(object AddScanRequestCoverOption2),
    }
}

impl rt::Checked for AddScanRequestCover {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Bytes(_) => {}
            Self::Option2(value) => rt::Checked::check(value, at),
        }
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct AddScanRequestCoverOption2
        builds AddScanRequestCoverOption2Builder(AddScanRequestCoverOption2BuilderRest)[
            url: String,
        ] {
        pub url: must String = "url", set(I0 into);
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum AddScanRequestPagesItem {
    /// `File`.
    File(rt::File),
    /// `Integer`.
    Integer(i64),
}

rt::one_of! {
    AddScanRequestPagesItem {
        File(own rt::File) [is Text],
        Integer(own i64) [is Number],
    }
}

impl rt::Checked for AddScanRequestPagesItem {}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Count builds CountBuilder(CountBuilderRest)[] {
        pub big: maybe i64 = "big", set(into);
        pub all: some Vec<i64> = "all" [list], set(each_exact i64);
        pub whole: some u64 = "whole",
            set(exact),
            where(minimum("0"), maximum("18446744073709551615"));
        pub shape: some Shape = "shape", set(into), where(check);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Flat
        builds FlatBuilder(FlatBuilderRest)[
            is: String,
        ] {
        pub is: must String = "is", set(I0 into);
        pub sides: some i64 = "sides", set(exact);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Line keeps unreadable builds LineBuilder(LineBuilderRest)[] {
        pub size: some i64 = "size", set(exact);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Round
        builds RoundBuilder(RoundBuilderRest)[
            is: String,
        ] {
        pub is: must String = "is", set(I0 into);
        pub radius: some i64 = "radius", set(exact);
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// `Round`.
    Round(Box<Round>),
    /// `Flat`.
    Flat(Box<Flat>),
}

rt::one_of! {
    Shape by "is" {
        Round(object Round) [tag "r"],
        Flat(object Flat) [tag "Flat"],
    }
}

impl rt::Checked for Shape {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        match self {
            Self::Round(value) => {
                at.discriminator("is", &value.is, &["r"]);
                rt::Checked::check(value, at);
            }
            Self::Flat(value) => {
                at.discriminator("is", &value.is, &["Flat"]);
                rt::Checked::check(value, at);
            }
        }
    }
}
