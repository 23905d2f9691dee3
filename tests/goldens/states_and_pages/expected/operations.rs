//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_thing`](super::Client::get_thing) sends: `GET /things/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetThing: "getThing" {
        pub id: must String = path "id";
    }
    Get "/things/{id}", Reads -> types::Answer, json;
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

rt::operation! {
    /// The request that [`Client::list_things`](super::Client::list_things) sends: `GET /things`.
    #[derive(Clone, Debug)]
    pub struct ListThings: "listThings" {
        pub page: some i32 = query "page", set(into);
    }
    Get "/things", Reads -> types::List, json;
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
