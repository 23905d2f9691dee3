//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Accepted keeps unreadable {
        pub id: must String = "id";
        /// Named `orderId` in the document.
        pub order_id: some String = "orderId";
        pub code: some String = "code";
    }
}

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
    pub struct Wrong keeps unreadable {
        pub code: some i64 = "code";
        /// Named `orderId` in the document.
        pub order_id: some String = "orderId";
    }
}
