//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::get_order`](super::Client::get_order) sends: `GET /orders/{id}`.
    #[derive(Clone, Debug)]
    pub struct GetOrder: "getOrder" {
        pub id: must String = path "id";
    }
    Get "/orders/{id}", Reads -> types::Order, json;
}

impl types::Order {
    /// Lists the lines, each with its settlement, your reference of it, and the gateway's reason.
    ///
    /// It judges each line as `wait` judges the whole. Lines that could not be read are not listed:
    /// `unreadable()` has them.
    pub fn lines(&self) -> Vec<rt::SettledLine<'_, types::Line>> {
        let output = self;
        output
            .lines
            .as_ref()
            .into_iter()
            .flatten()
            .map(|line| {
                let settlement = GetOrder::of_line(line);
                rt::SettledLine::new(
                    line,
                    settlement,
                    line.reference.as_deref(),
                    line
                        .outcome
                        .as_ref()
                        .and_then(|value| value.reason.as_ref())
                        .map(|text| text.expose().as_str()),
                )
            })
            .collect()
    }
}

impl GetOrder {
    fn of_line(line: &types::Line) -> rt::Settlement {
        match line.outcome.as_ref().map(|value| &value.state) {
            Some(types::State::Completed) => rt::Settlement::Succeeded,
            Some(
                types::State::Failed | types::State::Rejected,
            ) if matches!(
                line.outcome.as_ref().and_then(| value | value.code.as_ref()),
                Some(types::Code::Duplicate)
            ) => rt::Settlement::Duplicate,
            Some(types::State::Failed | types::State::Rejected) => rt::Settlement::Failed,
            _ => rt::Settlement::Unknown,
        }
    }
}

impl rt::Settles for GetOrder {
    fn settlement(output: &Self::Output) -> rt::Settlement {
        rt::Settlement::of_lines(
            output
                .lines
                .as_ref()
                .into_iter()
                .flatten()
                .map(|line| (line.number.as_deref(), Self::of_line(line)))
                .chain(
                    (output.unreadable().has("lines"))
                        .then_some((None, rt::Settlement::Unknown)),
                ),
        )
    }

    fn line_references(output: &Self::Output) -> Option<Vec<&str>> {
        Some(
            output
                .lines
                .as_ref()
                .into_iter()
                .flatten()
                .filter_map(|line| line.number.as_deref())
                .collect(),
        )
    }
}
