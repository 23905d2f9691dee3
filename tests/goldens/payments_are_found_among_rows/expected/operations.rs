//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_payments`](super::Client::list_payments) sends: `GET /payments`.
    #[derive(Clone, Debug)]
    pub struct ListPayments: "listPayments" {
        pub page: some i64 = query "page", set(exact);
        pub from: some rt::LocalDateTime = query "from", set(exact);
    }
    Get "/payments", Reads -> types::List, json;
}

impl ListPayments {
    fn of_line(line: &types::Payment) -> rt::Settlement {
        match &line.state {
            types::State::Open => rt::Settlement::Pending,
            types::State::Done => rt::Settlement::Succeeded,
            _ => rt::Settlement::Unknown,
        }
    }
}

impl rt::Settles for ListPayments {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        rt::Settlement::of_all(
            output
                .rows
                .iter()
                .map(Self::of_line)
                .chain(
                    (output.unreadable().has("rows")).then_some(rt::Settlement::Unknown),
                ),
        )
    }
}

impl rt::Paged for ListPayments {
    type Item = types::Payment;

    fn page(&self) -> Option<i64> {
        self.page
    }

    fn set_page(&mut self, page: i64) {
        self.page = Some(page);
    }

    fn current(output: &Self::Output) -> Option<i64> {
        Some(output.current)
    }

    fn last(output: &Self::Output) -> Option<i64> {
        Some(output.last)
    }

    fn unreadable_rows(output: &Self::Output) -> usize {
        output.unreadable().items_of("rows")
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.rows
    }
}

rt::operation! {
    /// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
    #[derive(Debug)]
    pub struct Pay: "pay" {
        /// The request body.
        pub body: must types::Request = json "application/json", where body(check);
    }
    Post "/payments", MovesMoney -> (), nothing;

    const HAS_LOOKUP: bool = true;

    fn reference(&self) -> Option<&str> {
        Some(&self.body.r#ref)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
