//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Part builds PartBuilder(PartBuilderRest)[] {
        pub name: some String = "name", set(into);
    }
}

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment
        builds PaymentBuilder(PaymentBuilderRest)[
            id: String,
        ] {
        pub id: must String = "id", set(I0 into), where(reference);
        pub part: some Part = "part", set(into), where(check);
    }
}
