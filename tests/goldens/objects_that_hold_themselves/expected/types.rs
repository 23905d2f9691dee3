//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Desk builds DeskBuilder(DeskBuilderRest)[] {
        pub of: maybe Person = "of", set(into), where(check);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Person
        builds PersonBuilder(PersonBuilderRest)[
            name: String,
        ] {
        pub name: must String = "name", set(I0 into);
        pub boss: some Box<Person> = "boss", set(into), where(check);
        pub desk: some Box<Desk> = "desk", set(into), where(check);
    }
}
