//! The lines of a ZamuPay payment order: one transaction fits each kind of line.

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

#[cfg(test)]
mod tests {
    use crate::Settlement;
    use crate::zamupay::types::PaymentOrder;

    #[test]
    fn the_lines_of_an_order_are_listed_with_settlement_reference_and_reason() {
        let order = r#"{"originatorConversationId":"o","orderLines":[
            {"transaction":{"reference":"wages-1"},"transactionOutcome":{"transactionStatus":4,"resultCode":"0"}},
            {"transaction":{"reference":"wages-2"},"transactionOutcome":
                {"transactionStatus":6,"resultCode":"1","resultCodeDescription":"Amina has no account"}},
            {"transaction":{"reference":"wages-3"},"transactionOutcome":{"transactionStatus":6,"resultCode":"8"}},
            {}]}"#;
        let order: PaymentOrder = serde_json::from_str(order).unwrap();
        let lines = order.lines();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.reference, line.settlement, line.reason))
            .collect();
        assert_eq!(
            told,
            [
                (Some("wages-1"), Settlement::Succeeded, None),
                (
                    Some("wages-2"),
                    Settlement::Failed,
                    Some("Amina has no account")
                ),
                (Some("wages-3"), Settlement::Inconclusive, None),
                (None, Settlement::Unknown, None),
            ]
        );
        assert!(!format!("{lines:?}").contains("Amina"));
    }
}
