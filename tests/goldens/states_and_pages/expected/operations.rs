//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

/// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    pub id: String,
}

impl rt::Operation for GetThing {
    type Output = types::Answer;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "getThing",
        method: rt::Method::Get,
        path: "/things/{id}",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}

impl rt::Settles for GetThing {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        match output.data.as_ref().and_then(|value| value.state.as_ref()) {
            Some(types::State::Open) => rt::Settlement::Pending,
            Some(types::State::Done) => rt::Settlement::Succeeded,
            _ => rt::Settlement::Unknown,
        }
    }
}

/// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    pub page: Option<i32>,
}

impl ListThings {
    /// Sets `page`.
    pub fn page(mut self, page: impl Into<i32>) -> Self {
        self.page = Some(page.into());
        self
    }
}

impl rt::Operation for ListThings {
    type Output = types::List;
    type Refusal = rt::NoRefusal;

    const SPEC: rt::OperationSpec = rt::OperationSpec {
        id: "listThings",
        method: rt::Method::Get,
        path: "/things",
        effect: rt::Effect::Reads,
        authenticated: false,
    };

    #[inline]
    fn encode(&self, request: &mut rt::Encoder) {
        request.literal("/things");
        request.query("page", &self.page);
    }

    #[inline]
    fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
        answer.json()
    }
}

impl rt::Paged for ListThings {
    type Item = types::Thing;

    fn page(&self) -> Option<i64> {
        self.page.map(i64::from)
    }

    fn set_page(&mut self, page: i64) {
        self.page = Some(i32::try_from(page).unwrap_or(i32::MAX));
    }

    fn current(output: &Self::Output) -> Option<i64> {
        Some(i64::from(output.page.current))
    }

    fn last(output: &Self::Output) -> Option<i64> {
        output.page.last.as_ref().copied()
    }

    fn total(output: &Self::Output) -> rt::Announced {
        rt::Announced::of(output.page.total.as_ref().copied().map(i64::from))
    }

    fn rows(output: &Self::Output) -> rt::Numbered {
        rt::Numbered::of(
            output.page.from.value().copied(),
            output.page.to.value().copied(),
            output.unreadable().has("page") || output.page.unreadable().has("from")
                || output.unreadable().has("page") || output.page.unreadable().has("to"),
        )
    }

    fn names_next(output: &Self::Output) -> bool {
        output
            .page
            .next
            .value()
            .map(String::as_str)
            .is_some_and(|address| !address.trim().is_empty())
            || output.unreadable().has("page") || output.page.unreadable().has("next")
    }

    fn unreadable_rows(output: &Self::Output) -> usize {
        output.page.unreadable().items_of("rows")
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.page.rows
    }
}
