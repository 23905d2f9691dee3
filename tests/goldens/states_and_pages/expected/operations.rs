//! Operations of Example: each a value that a client sends.

use super::types;

/// Reads one thing.
///
/// `GET /things/{id}`
///
/// The state is in `data.state`: pending while `OPEN`; succeeded with `DONE`; failed with nothing. Any
/// other value is not final. `wait` on the call asks until it is.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct GetThing {
    /// `id`.
    pub id: String,
}

impl ::malipo::runtime::Operation for GetThing {
    type Output = types::Answer;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "getThing",
        method: ::malipo::runtime::Method::Get,
        path: "/things/{id}",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things/");
        request.path_parameter("id", &self.id);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}

impl ::malipo::runtime::Settles for GetThing {
    fn settlement(output: &Self::Output) -> ::malipo::runtime::Settlement {
        match output.data.as_ref().and_then(|value| value.state.as_ref()) {
            Some(types::State::Open) => ::malipo::runtime::Settlement::Pending,
            Some(types::State::Done) => ::malipo::runtime::Settlement::Succeeded,
            _ => ::malipo::runtime::Settlement::Unknown,
        }
    }
}

/// Lists things.
///
/// `GET /things`
///
/// The answer is one page of a list. `items` and `pages` on the call read all of it.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until a client sends it"]
pub struct ListThings {
    /// `page`.
    pub page: Option<i32>,
}

impl ListThings {
    /// page
    pub fn page(mut self, page: impl Into<i32>) -> Self {
        self.page = Some(page.into());
        self
    }
}

impl ::malipo::runtime::Operation for ListThings {
    type Output = types::List;
    type Refusal = ::malipo::runtime::NoRefusal;
    const SPEC: ::malipo::runtime::OperationSpec = ::malipo::runtime::OperationSpec {
        id: "listThings",
        method: ::malipo::runtime::Method::Get,
        path: "/things",
        effect: ::malipo::runtime::Effect::Reads,
        authenticated: false,
    };
    fn encode(&self, request: &mut ::malipo::runtime::Encoder) {
        request.literal("/things");
        request.query("page", &self.page);
    }
    fn decode(
        answer: &::malipo::runtime::Answer,
    ) -> Result<Self::Output, ::malipo::runtime::Undecodable> {
        answer.json()
    }
}

impl ::malipo::runtime::Paged for ListThings {
    type Item = types::Thing;
    fn page(&self) -> Option<i64> {
        self.page.map(i64::from)
    }
    fn set_page(&mut self, page: i64) {
        self.page = Some(i32::try_from(page).unwrap_or(i32::MAX));
    }
    fn current(output: &Self::Output) -> i64 {
        i64::from(output.page.current)
    }
    fn last(output: &Self::Output) -> i64 {
        output.page.last
    }
    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.page.rows
    }
}
