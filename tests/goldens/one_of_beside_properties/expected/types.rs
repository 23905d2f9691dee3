//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Payment {
    /// Card
    Card(Box<PaymentCard>),
    /// `PaymentPhone`.
    Phone(Box<PaymentPhone>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Payment {
        Card(object PaymentCard),
        Phone(object PaymentPhone),
    } else Unknown
}

rt::object! {
    /// Card
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct PaymentCard keeps unreadable {
        pub amount: must rt::Amount = "amount";
        pub card: must String = "card";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct PaymentPhone keeps unreadable {
        pub amount: must rt::Amount = "amount";
        pub phone: must String = "phone";
    }
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Phone keeps unreadable {
        pub phone: must String = "phone";
    }
}
