//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `AddAnythingRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddAnythingRequest {
    /// `name`.
    pub name: String,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, rt::RawJson>,
}

rt::object! {
    AddAnythingRequest {
        name = "name", must,
    }
    additional_properties, must
}

impl AddAnythingRequest {
    /// Starts to build a [`AddAnythingRequest`].
    pub fn builder() -> AddAnythingRequestBuilder {
        AddAnythingRequestBuilder {
            given: (rt::Unset,),
            rest: AddAnythingRequestBuilderRest {
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`AddAnythingRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddAnythingRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: AddAnythingRequestBuilderRest,
}

#[derive(Debug)]
struct AddAnythingRequestBuilderRest {
    additional_properties: ::std::collections::BTreeMap<String, rt::RawJson>,
}

impl<S0> AddAnythingRequestBuilder<S0> {
    /// name
    pub fn name(self, name: impl Into<String>) -> AddAnythingRequestBuilder<rt::Set<String>> {
        let set = rt::Set(name.into());
        AddAnythingRequestBuilder { given: (set,), rest: self.rest }
    }

    /// The other properties, by their names.
    pub fn additional_properties(
        mut self,
        additional_properties: impl IntoIterator<Item = (String, rt::RawJson)>,
    ) -> Self {
        self.rest.additional_properties = additional_properties.into_iter().collect();
        self
    }

    /// The finished [`AddAnythingRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddAnythingRequest
    where
        S0: rt::Given<required::name, Value = String>,
    {
        let (name,) = self.given;
        AddAnythingRequest {
            name: name.take(),
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for AddAnythingRequest {}

/// `AddBatchRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddBatchRequest {
    /// `line`.
    pub line: Line,
    /// `note`.
    pub note: Option<String>,
}

rt::object! {
    AddBatchRequest {
        line = "line", must,
        note = "note", some,
    }
}

impl AddBatchRequest {
    /// Starts to build a [`AddBatchRequest`].
    pub fn builder() -> AddBatchRequestBuilder {
        AddBatchRequestBuilder {
            given: (rt::Unset,),
            rest: AddBatchRequestBuilderRest {
                note: None,
            },
        }
    }
}

/// Builds a [`AddBatchRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddBatchRequestBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: AddBatchRequestBuilderRest,
}

#[derive(Debug)]
struct AddBatchRequestBuilderRest {
    note: Option<String>,
}

impl<S0> AddBatchRequestBuilder<S0> {
    /// line
    pub fn line(self, line: impl Into<Line>) -> AddBatchRequestBuilder<rt::Set<Line>> {
        let set = rt::Set(line.into());
        AddBatchRequestBuilder { given: (set,), rest: self.rest }
    }

    /// note
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.rest.note = Some(note.into());
        self
    }

    /// The finished [`AddBatchRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddBatchRequest
    where
        S0: rt::Given<required::line, Value = Line>,
    {
        let (line,) = self.given;
        AddBatchRequest {
            line: line.take(),
            note: self.rest.note,
        }
    }
}

impl rt::Checked for AddBatchRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("line", |at| rt::Checked::check(&self.line, at));
    }
}

/// `AddNoteRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddNoteRequest {
    /// `done`.
    pub done: Option<AddNoteRequestDone>,
    /// `marks`.
    pub marks: Option<Vec<AddNoteRequestMarksItem>>,
    /// `people`.
    pub people: Option<Vec<::std::collections::BTreeMap<String, String>>>,
    /// `lines`.
    pub lines: Option<Vec<Line>>,
    /// The other properties, by their names.
    pub additional_properties: ::std::collections::BTreeMap<String, i64>,
}

rt::object! {
    AddNoteRequest {
        done = "done", some,
        marks = "marks", some; list,
        people = "people", some; list,
        lines = "lines", some; list,
    }
    additional_properties, must
}

impl AddNoteRequest {
    /// Starts to build a [`AddNoteRequest`].
    pub fn builder() -> AddNoteRequestBuilder {
        AddNoteRequestBuilder {
            rest: AddNoteRequestBuilderRest {
                done: None,
                marks: None,
                people: None,
                lines: None,
                additional_properties: ::std::collections::BTreeMap::new(),
            },
        }
    }
}

/// Builds a [`AddNoteRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddNoteRequestBuilder {
    rest: AddNoteRequestBuilderRest,
}

#[derive(Debug)]
struct AddNoteRequestBuilderRest {
    done: Option<AddNoteRequestDone>,
    marks: Option<Vec<AddNoteRequestMarksItem>>,
    people: Option<Vec<::std::collections::BTreeMap<String, String>>>,
    lines: Option<Vec<Line>>,
    additional_properties: ::std::collections::BTreeMap<String, i64>,
}

impl AddNoteRequestBuilder {
    /// done
    pub fn done(mut self, done: impl Into<AddNoteRequestDone>) -> Self {
        self.rest.done = Some(done.into());
        self
    }

    /// marks
    ///
    /// Each call adds to the list.
    pub fn marks(
        mut self,
        marks: impl IntoIterator<Item = impl Into<AddNoteRequestMarksItem>>,
    ) -> Self {
        rt::add(&mut self.rest.marks, marks);
        self
    }

    /// people
    ///
    /// Each call adds to the list.
    pub fn people(
        mut self,
        people: impl IntoIterator<
            Item = impl Into<::std::collections::BTreeMap<String, String>>,
        >,
    ) -> Self {
        rt::add(&mut self.rest.people, people);
        self
    }

    /// lines
    ///
    /// Each call adds to the list.
    pub fn lines(mut self, lines: impl IntoIterator<Item = impl Into<Line>>) -> Self {
        rt::add(&mut self.rest.lines, lines);
        self
    }

    /// The other properties, by their names.
    pub fn additional_properties(
        mut self,
        additional_properties: impl IntoIterator<Item = (String, i64)>,
    ) -> Self {
        self.rest.additional_properties = additional_properties.into_iter().collect();
        self
    }

    /// The finished [`AddNoteRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddNoteRequest
    {
        AddNoteRequest {
            done: self.rest.done,
            marks: self.rest.marks,
            people: self.rest.people,
            lines: self.rest.lines,
            additional_properties: self.rest.additional_properties,
        }
    }
}

impl rt::Checked for AddNoteRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("done", |at| rt::Checked::check(&self.done, at));
        at.field("marks", |at| rt::Checked::check(&self.marks, at));
        at.field("lines", |at| rt::Checked::check(&self.lines, at));
    }
}

/// `AddNoteRequestDone`.
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

/// `AddNoteRequestMarksItem`.
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

/// `AddPlaceRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddPlaceRequest {
    /// `at`.
    pub at: Option<AddPlaceRequestAt>,
    /// `tags`.
    pub tags: Option<Vec<String>>,
}

rt::object! {
    AddPlaceRequest {
        at = "at", some,
        tags = "tags", some; list,
    }
}

impl AddPlaceRequest {
    /// Starts to build a [`AddPlaceRequest`].
    pub fn builder() -> AddPlaceRequestBuilder {
        AddPlaceRequestBuilder {
            rest: AddPlaceRequestBuilderRest {
                at: None,
                tags: None,
            },
        }
    }
}

/// Builds a [`AddPlaceRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddPlaceRequestBuilder {
    rest: AddPlaceRequestBuilderRest,
}

#[derive(Debug)]
struct AddPlaceRequestBuilderRest {
    at: Option<AddPlaceRequestAt>,
    tags: Option<Vec<String>>,
}

impl AddPlaceRequestBuilder {
    /// at
    pub fn at(mut self, at: impl Into<AddPlaceRequestAt>) -> Self {
        self.rest.at = Some(at.into());
        self
    }

    /// tags
    ///
    /// Each call adds to the list.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        rt::add(&mut self.rest.tags, tags);
        self
    }

    /// The finished [`AddPlaceRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddPlaceRequest
    {
        AddPlaceRequest {
            at: self.rest.at,
            tags: self.rest.tags,
        }
    }
}

impl rt::Checked for AddPlaceRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("at", |at| rt::Checked::check(&self.at, at));
    }
}

/// `AddPlaceRequestAt`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddPlaceRequestAt {
    /// `x`.
    pub x: Option<i64>,
    /// `y`.
    pub y: Option<String>,
}

rt::object! {
    AddPlaceRequestAt {
        x = "x", some,
        y = "y", some,
    }
}

impl AddPlaceRequestAt {
    /// Starts to build a [`AddPlaceRequestAt`].
    pub fn builder() -> AddPlaceRequestAtBuilder {
        AddPlaceRequestAtBuilder {
            rest: AddPlaceRequestAtBuilderRest {
                x: None,
                y: None,
            },
        }
    }
}

/// Builds a [`AddPlaceRequestAt`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddPlaceRequestAtBuilder {
    rest: AddPlaceRequestAtBuilderRest,
}

#[derive(Debug)]
struct AddPlaceRequestAtBuilderRest {
    x: Option<i64>,
    y: Option<String>,
}

impl AddPlaceRequestAtBuilder {
    /// x
    pub fn x(mut self, x: i64) -> Self {
        self.rest.x = Some(x);
        self
    }

    /// y
    pub fn y(mut self, y: impl Into<String>) -> Self {
        self.rest.y = Some(y.into());
        self
    }

    /// The finished [`AddPlaceRequestAt`]; it compiles when every required field has been set.
    pub fn build(self) -> AddPlaceRequestAt
    {
        AddPlaceRequestAt {
            x: self.rest.x,
            y: self.rest.y,
        }
    }
}

impl rt::Checked for AddPlaceRequestAt {}

/// `AddScanRequest`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddScanRequest {
    /// `pages`.
    pub pages: Option<Vec<AddScanRequestPagesItem>>,
    /// `cover`.
    pub cover: Option<AddScanRequestCover>,
}

rt::object! {
    AddScanRequest {
        pages = "pages", some; list,
        cover = "cover", some,
    }
}

impl AddScanRequest {
    /// Starts to build a [`AddScanRequest`].
    pub fn builder() -> AddScanRequestBuilder {
        AddScanRequestBuilder {
            rest: AddScanRequestBuilderRest {
                pages: None,
                cover: None,
            },
        }
    }
}

/// Builds a [`AddScanRequest`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddScanRequestBuilder {
    rest: AddScanRequestBuilderRest,
}

#[derive(Debug)]
struct AddScanRequestBuilderRest {
    pages: Option<Vec<AddScanRequestPagesItem>>,
    cover: Option<AddScanRequestCover>,
}

impl AddScanRequestBuilder {
    /// pages
    ///
    /// Each call adds to the list.
    pub fn pages(
        mut self,
        pages: impl IntoIterator<Item = impl Into<AddScanRequestPagesItem>>,
    ) -> Self {
        rt::add(&mut self.rest.pages, pages);
        self
    }

    /// cover
    pub fn cover(mut self, cover: impl Into<AddScanRequestCover>) -> Self {
        self.rest.cover = Some(cover.into());
        self
    }

    /// The finished [`AddScanRequest`]; it compiles when every required field has been set.
    pub fn build(self) -> AddScanRequest
    {
        AddScanRequest {
            pages: self.rest.pages,
            cover: self.rest.cover,
        }
    }
}

impl rt::Checked for AddScanRequest {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("pages", |at| rt::Checked::check(&self.pages, at));
        at.field("cover", |at| rt::Checked::check(&self.cover, at));
    }
}

/// `AddScanRequestCover`.
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

/// `AddScanRequestCoverOption2`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddScanRequestCoverOption2 {
    /// `url`.
    pub url: String,
}

rt::object! {
    AddScanRequestCoverOption2 {
        url = "url", must,
    }
}

impl AddScanRequestCoverOption2 {
    /// Starts to build a [`AddScanRequestCoverOption2`].
    pub fn builder() -> AddScanRequestCoverOption2Builder {
        AddScanRequestCoverOption2Builder {
            given: (rt::Unset,),
        }
    }
}

/// Builds a [`AddScanRequestCoverOption2`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct AddScanRequestCoverOption2Builder<S0 = rt::Unset> {
    given: (S0,),
}

impl<S0> AddScanRequestCoverOption2Builder<S0> {
    /// url
    pub fn url(self, url: impl Into<String>) -> AddScanRequestCoverOption2Builder<rt::Set<String>> {
        let set = rt::Set(url.into());
        AddScanRequestCoverOption2Builder { given: (set,) }
    }

    /// The finished [`AddScanRequestCoverOption2`]; it compiles when every required field has been set.
    pub fn build(self) -> AddScanRequestCoverOption2
    where
        S0: rt::Given<required::url, Value = String>,
    {
        let (url,) = self.given;
        AddScanRequestCoverOption2 {
            url: url.take(),
        }
    }
}

impl rt::Checked for AddScanRequestCoverOption2 {}

/// `AddScanRequestPagesItem`.
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

/// `Count`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Count {
    /// `big`.
    pub big: rt::Maybe<i64>,
    /// `all`.
    pub all: Option<Vec<i64>>,
    /// `whole`.
    pub whole: Option<u64>,
    /// `shape`.
    pub shape: Option<Shape>,
}

rt::object! {
    Count {
        big = "big", some,
        all = "all", some; list,
        whole = "whole", some,
        shape = "shape", some,
    }
}

impl Count {
    /// Starts to build a [`Count`].
    pub fn builder() -> CountBuilder {
        CountBuilder {
            rest: CountBuilderRest {
                big: rt::Maybe::Absent,
                all: None,
                whole: None,
                shape: None,
            },
        }
    }
}

/// Builds a [`Count`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct CountBuilder {
    rest: CountBuilderRest,
}

#[derive(Debug)]
struct CountBuilderRest {
    big: rt::Maybe<i64>,
    all: Option<Vec<i64>>,
    whole: Option<u64>,
    shape: Option<Shape>,
}

impl CountBuilder {
    /// big
    pub fn big(mut self, big: impl Into<rt::Maybe<i64>>) -> Self {
        self.rest.big = big.into();
        self
    }

    /// all
    ///
    /// Each call adds to the list.
    pub fn all(mut self, all: impl IntoIterator<Item = i64>) -> Self {
        rt::add(&mut self.rest.all, all);
        self
    }

    /// whole
    pub fn whole(mut self, whole: u64) -> Self {
        self.rest.whole = Some(whole);
        self
    }

    /// shape
    pub fn shape(mut self, shape: impl Into<Shape>) -> Self {
        self.rest.shape = Some(shape.into());
        self
    }

    /// The finished [`Count`]; it compiles when every required field has been set.
    pub fn build(self) -> Count
    {
        Count {
            big: self.rest.big,
            all: self.rest.all,
            whole: self.rest.whole,
            shape: self.rest.shape,
        }
    }
}

impl rt::Checked for Count {
    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("whole", |at| {
            at.minimum(&self.whole, "0");
            at.maximum(&self.whole, "18446744073709551615");
        });
        at.field("shape", |at| rt::Checked::check(&self.shape, at));
    }
}

/// `Flat`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Flat {
    /// `is`.
    pub is: String,
    /// `sides`.
    pub sides: Option<i64>,
}

rt::object! {
    Flat {
        is = "is", must,
        sides = "sides", some,
    }
}

impl Flat {
    /// Starts to build a [`Flat`].
    pub fn builder() -> FlatBuilder {
        FlatBuilder {
            given: (rt::Unset,),
            rest: FlatBuilderRest {
                sides: None,
            },
        }
    }
}

/// Builds a [`Flat`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct FlatBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: FlatBuilderRest,
}

#[derive(Debug)]
struct FlatBuilderRest {
    sides: Option<i64>,
}

impl<S0> FlatBuilder<S0> {
    /// is
    pub fn is(self, is: impl Into<String>) -> FlatBuilder<rt::Set<String>> {
        let set = rt::Set(is.into());
        FlatBuilder { given: (set,), rest: self.rest }
    }

    /// sides
    pub fn sides(mut self, sides: i64) -> Self {
        self.rest.sides = Some(sides);
        self
    }

    /// The finished [`Flat`]; it compiles when every required field has been set.
    pub fn build(self) -> Flat
    where
        S0: rt::Given<required::is, Value = String>,
    {
        let (is,) = self.given;
        Flat {
            is: is.take(),
            sides: self.rest.sides,
        }
    }
}

impl rt::Checked for Flat {}

/// `Line`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// `size`.
    pub size: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Line keeps unreadable {
        size = "size", some,
    }
}

impl Line {
    /// Starts to build a [`Line`].
    pub fn builder() -> LineBuilder {
        LineBuilder {
            rest: LineBuilderRest {
                size: None,
            },
        }
    }
}

/// Builds a [`Line`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct LineBuilder {
    rest: LineBuilderRest,
}

#[derive(Debug)]
struct LineBuilderRest {
    size: Option<i64>,
}

impl LineBuilder {
    /// size
    pub fn size(mut self, size: i64) -> Self {
        self.rest.size = Some(size);
        self
    }

    /// The finished [`Line`]; it compiles when every required field has been set.
    pub fn build(self) -> Line
    {
        Line {
            size: self.rest.size,
            unreadable: rt::Unreadable::default(),
        }
    }
}

impl rt::Checked for Line {}

/// `Round`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Round {
    /// `is`.
    pub is: String,
    /// `radius`.
    pub radius: Option<i64>,
}

rt::object! {
    Round {
        is = "is", must,
        radius = "radius", some,
    }
}

impl Round {
    /// Starts to build a [`Round`].
    pub fn builder() -> RoundBuilder {
        RoundBuilder {
            given: (rt::Unset,),
            rest: RoundBuilderRest {
                radius: None,
            },
        }
    }
}

/// Builds a [`Round`]: each required field once, then `build()`.
#[derive(Debug)]
#[must_use = "a builder does nothing until `build()` is called"]
pub struct RoundBuilder<S0 = rt::Unset> {
    given: (S0,),
    rest: RoundBuilderRest,
}

#[derive(Debug)]
struct RoundBuilderRest {
    radius: Option<i64>,
}

impl<S0> RoundBuilder<S0> {
    /// is
    pub fn is(self, is: impl Into<String>) -> RoundBuilder<rt::Set<String>> {
        let set = rt::Set(is.into());
        RoundBuilder { given: (set,), rest: self.rest }
    }

    /// radius
    pub fn radius(mut self, radius: i64) -> Self {
        self.rest.radius = Some(radius);
        self
    }

    /// The finished [`Round`]; it compiles when every required field has been set.
    pub fn build(self) -> Round
    where
        S0: rt::Given<required::is, Value = String>,
    {
        let (is,) = self.given;
        Round {
            is: is.take(),
            radius: self.rest.radius,
        }
    }
}

impl rt::Checked for Round {}

/// `Shape`.
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

#[doc(hidden)]
#[allow(missing_docs, non_camel_case_types)]
pub mod required {
    pub enum is {}
    pub enum line {}
    pub enum name {}
    pub enum url {}
}
