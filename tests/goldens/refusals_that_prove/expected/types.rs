//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Accepted`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Accepted keeps unreadable {
        /// `id`.
        pub id: must String = "id";
        /// `orderId`.
        pub order_id: some String = "orderId";
        /// `code`.
        pub code: some String = "code";
    }
}

rt::object! {
    /// `Payment`.
    #[derive(Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Payment
        builds PaymentBuilder(PaymentBuilderRest)[
            order_id: String,
        ] {
        /// `orderId`.
        pub order_id: must String = "orderId", set(I0 into), where(reference);
    }
}

rt::object! {
    /// `Wrong`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Wrong keeps unreadable {
        /// `code`.
        pub code: some i64 = "code";
        /// `orderId`.
        pub order_id: some String = "orderId";
    }
}
