//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment
        builds PaymentBuilder(PaymentBuilderRest)[
            order_id: String,
        ] {
        /// Named `orderId` in the document.
        pub order_id: must String = "orderId", set(I0 into), where(reference);
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct State keeps unreadable {
        pub status: must Status = "status";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Status {
        Open = "OPEN",
        Done = "DONE",
        Failed = "FAILED",
    } else Unknown
}
