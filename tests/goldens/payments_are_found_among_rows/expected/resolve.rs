//! What became of a payment, as Example tells it by the merchant's reference.

use super::{client::Client, operations, types};

/// What Example has of a payment that was found by its reference: one of the answers that tell it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Record {
    /// Payment
    Payment(types::Payment),
}

impl ::malipo::runtime::Resolvable for operations::Pay {
    type Client = Client;
}

impl Client {
    /// Finds out what became of a payment of the operation `O` whose answer was lost: by your own reference of it,
    /// and the time shortly before it was sent. Both must have been kept before that; the request itself need not.
    ///
    /// After an error, [`Error::resolve`](::malipo::runtime::Error::resolve) does the same, and knows both. Not found
    /// is not the same as not executed.
    pub fn resolve<O: ::malipo::runtime::Resolvable<Client = Self>>(
        &self,
        reference: impl Into<String>,
        attempted_at: ::std::time::SystemTime,
    ) -> ::malipo::runtime::Resolve<Self> {
        ::malipo::runtime::Resolve::reference::<O>(self, reference, attempted_at)
    }
}

impl ::malipo::runtime::Resolves for Client {
    type Record = Record;
    fn looks(
        &self,
        operation: &::malipo::runtime::OperationSpec,
        sought: &::malipo::runtime::resolve::Sought,
    ) -> Vec<::malipo::runtime::resolve::Look<Record>> {
        match *operation {
            <operations::Pay as ::malipo::runtime::Operation>::SPEC => {
                Vec::from([
                    sought
                        .by_rows(
                            self.list_payments(),
                            ::malipo::runtime::resolve::Rows {
                                before: ::core::time::Duration::from_secs(300),
                                order: ::malipo::runtime::resolve::Order::LastToFirst,
                                narrow: |list, start| match ::malipo::runtime::resolve::local_time(
                                    start,
                                    -210,
                                ) {
                                    Some(start) => list.from(start),
                                    None => list,
                                },
                                matches: |row, reference| {
                                    row.r#ref == *reference
                                        && !matches!(
                                            row.kind.as_ref(), Some(types::PaymentKind::In)
                                        )
                                },
                                began: |row| {
                                    row
                                        .begun
                                        .value()
                                        .and_then(|told| ::malipo::runtime::resolve::moment(
                                            told,
                                            -210,
                                        ))
                                },
                                found: |row| ::malipo::runtime::Found::new(
                                    match &row.state {
                                        types::State::Open => ::malipo::runtime::Settlement::Pending,
                                        types::State::Done => {
                                            ::malipo::runtime::Settlement::Succeeded
                                        }
                                        _ => ::malipo::runtime::Settlement::Unknown,
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
