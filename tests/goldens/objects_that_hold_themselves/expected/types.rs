//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Desk`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Desk builds DeskBuilder(DeskBuilderRest)[] {
        /// `of`.
        pub of: maybe Person = "of", set(into), where(check);
    }
}

rt::object! {
    /// `Person`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person
        builds PersonBuilder(PersonBuilderRest)[
            name: String,
        ] {
        /// `name`.
        pub name: must String = "name", set(I0 into);
        /// `boss`.
        pub boss: some Box<Person> = "boss", set(into), where(check);
        /// `desk`.
        pub desk: some Box<Desk> = "desk", set(into), where(check);
    }
}
