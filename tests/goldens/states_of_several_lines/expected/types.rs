//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    /// `Code`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Code {
        Success = "0",
        Duplicate = "9",
    } else Unknown
}

rt::object! {
    /// `Line`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Line keeps unreadable {
        /// `number`.
        pub number: some String = "number";
        /// `reference`.
        pub reference: some String = "reference";
        /// `outcome`.
        pub outcome: some Outcome = "outcome";
    }
}

rt::object! {
    /// `Order`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        /// `lines`.
        pub lines: some Vec<Line> = "lines" [list];
    }
}

rt::object! {
    /// `Outcome`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Outcome keeps unreadable {
        /// `state`.
        pub state: must State = "state";
        /// `code`.
        pub code: some Code = "code";
        /// `reason`.
        pub reason: some rt::Sensitive<String> = "reason";
    }
}

rt::open_integer_enum! {
    /// `State`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Completed = 4,
        Failed = 6,
        Rejected = 7,
    } else Unknown
}
