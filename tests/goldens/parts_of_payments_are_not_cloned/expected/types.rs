//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Part`.
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Part builds PartBuilder(PartBuilderRest)[] {
        /// `name`.
        pub name: some String = "name", set(into);
    }
}

rt::object! {
    /// `Payment`.
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment
        builds PaymentBuilder(PaymentBuilderRest)[
            id: String,
        ] {
        /// `id`.
        pub id: must String = "id", set(I0 into), where(reference);
        /// `part`.
        pub part: some Part = "part", set(into), where(check);
    }
}
