//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `Payment`.
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

/// Card
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaymentCard {
    /// `amount`.
    pub amount: rt::Amount,
    /// `card`.
    pub card: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    PaymentCard keeps unreadable {
        amount = "amount", must,
        card = "card", must,
    }
}

/// `PaymentPhone`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PaymentPhone {
    /// `amount`.
    pub amount: rt::Amount,
    /// `phone`.
    pub phone: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    PaymentPhone keeps unreadable {
        amount = "amount", must,
        phone = "phone", must,
    }
}

/// `Phone`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Phone {
    /// `phone`.
    pub phone: String,
    unreadable: rt::Unreadable,
}

rt::object! {
    Phone keeps unreadable {
        phone = "phone", must,
    }
}
