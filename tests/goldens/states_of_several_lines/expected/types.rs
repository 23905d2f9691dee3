//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Code {
        Success = "0",
        Duplicate = "9",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Line keeps unreadable {
        pub number: some String = "number";
        pub reference: some String = "reference";
        pub outcome: some Outcome = "outcome";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Order keeps unreadable {
        pub lines: some Vec<Line> = "lines" [list];
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Outcome keeps unreadable {
        pub state: must State = "state";
        pub code: some Code = "code";
        pub reason: some rt::Sensitive<String> = "reason";
    }
}

rt::open_integer_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum State {
        Completed = 4,
        Failed = 6,
        Rejected = 7,
    } else Unknown
}
