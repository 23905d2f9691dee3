//! The lines of a ZamuPay payment order, where one value stands for several spellings of the gateway.

use crate::zamupay::types::{AccountTransaction, PaymentTransaction};

/// A line to a bank or a business takes a [`PaymentTransaction`] as well: both hold the same, and differ in how one name is
/// spelled on the wire.
impl From<PaymentTransaction> for AccountTransaction {
    fn from(transaction: PaymentTransaction) -> Self {
        // Every field is named, so that one which is added to the specification does not compile until it is here.
        let PaymentTransaction {
            route_id,
            channel_type,
            customer_account_no,
            amount,
            reference,
            system_trace_audit_number,
            account_no,
        } = transaction;
        Self {
            route_id,
            channel_type,
            customer_account_no,
            amount,
            reference,
            system_trace_audit_number,
            account_no,
        }
    }
}
