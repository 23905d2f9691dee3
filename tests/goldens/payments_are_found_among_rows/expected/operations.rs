//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::list_payments`](super::Client::list_payments) sends: `GET /payments`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListPayments {
    pub page: Option<i64>,
    pub from: Option<rt::LocalDateTime>,
}

impl ListPayments {
    /// Sets `page`.
    pub fn page(mut self, page: i64) -> Self {
        self.page = Some(page);
        self
    }

    /// Sets `from`.
    pub fn from(mut self, from: rt::LocalDateTime) -> Self {
        self.from = Some(from);
        self
    }
}

impl rt::Operation for ListPayments {
    type Output = types::List;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listPayments",
        method: rt::Method::Get,
        path: "/payments",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/payments");
        request.query("page", &self.page);
        request.query("from", &self.from);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
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

/// The request that [`Client::pay`](super::Client::pay) sends: `POST /payments`.
#[derive(Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct Pay {
    /// The request body.
    pub body: types::Request,
}

impl rt::Operation for Pay {
    type Output = ();
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "pay",
        method: rt::Method::Post,
        path: "/payments",
        effect: rt::Effect::MovesMoney,
        authenticated: false,
    };
    const HAS_LOOKUP: bool = true;

    #[inline]
    fn check(&self, at: &mut rt::Violations) {
        at.field("body", |at| rt::Checked::check(&self.body, at));
    }

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/payments");
        request.json(&self.body);
    }

    #[inline]
    fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        Ok(())
    }

    fn reference(&self) -> Option<&str> {
        Some(&self.body.r#ref)
    }

    #[inline]
    fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
        wanted.part(self, |operation| operation.body)
    }
}
