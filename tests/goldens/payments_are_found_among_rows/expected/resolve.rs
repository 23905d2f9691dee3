//! What became of a payment, as Example reports it by the merchant's reference.

use ::malipo_runtime::rt;
use super::{client::Client, operations, types};

/// What Example has of a payment that was found by its reference: one of the responses that show it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "there is one for each lost answer")]
#[non_exhaustive]
pub enum Record {
    /// Payment
    Payment(types::Payment),
}

impl rt::Resolvable for operations::Pay {
    type Client = Client;
}

impl Client {
    /// Finds out what became of a payment of the operation `O` that got no response: by your own reference of it,
    /// and the time shortly before it was sent. Keep both before you send; the request itself is not needed.
    ///
    /// After an error, [`Error::resolve`](rt::Error::resolve) does the same, and knows both. Not found does not
    /// prove that the payment was not executed.
    pub fn resolve<O: rt::Resolvable<Client = Self>>(
        &self,
        reference: impl Into<String>,
        attempted_at: ::std::time::SystemTime,
    ) -> rt::Resolve<Self> {
        rt::Resolve::reference::<O>(self, reference, attempted_at)
    }
}

impl rt::Resolves for Client {
    type Record = Record;

    fn looks(
        &self,
        operation: &rt::OperationSpec,
        sought: &rt::resolve::Sought,
    ) -> Vec<rt::resolve::Look<Record>> {
        match *operation {
            <operations::Pay as rt::Operation>::SPEC => {
                Vec::from([
                    sought
                        .by_rows(
                            self.list_payments(),
                            rt::resolve::Rows {
                                before: Some(::core::time::Duration::from_secs(300)),
                                order: rt::resolve::Order::LastToFirst,
                                narrow: |list, start| match rt::resolve::local_time(
                                    start,
                                    -210,
                                ) {
                                    Some(start) => list.from(start),
                                    None => list,
                                },
                                reference: |row| Some(row.r#ref.as_str()),
                                id: |row| row.key.as_deref(),
                                fits: |row| {
                                    !matches!(row.kind.as_ref(), Some(types::PaymentKind::In))
                                },
                                began: |row| {
                                    row
                                        .begun
                                        .value()
                                        .and_then(|told| rt::resolve::moment(told, -210))
                                },
                                found: |row| rt::Found::new(
                                    match &row.state {
                                        types::State::Open => rt::Settlement::Pending,
                                        types::State::Done => rt::Settlement::Succeeded,
                                        _ => rt::Settlement::Unknown,
                                    },
                                    Record::Payment(row),
                                ),
                            },
                        ),
                ])
            }
            _ => Vec::new(),
        }
    }
}
