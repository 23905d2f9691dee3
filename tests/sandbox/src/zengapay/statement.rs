//! Everything that was entered, charges included.

use serde::Serialize;

use super::rows::{Row, page_of};
use super::{Zengapay, ok};
use crate::contract::Call;
use crate::exchange::Reply;

/// The default that the vendor's page documents; its sample has 25.
const PER_PAGE: usize = 15;

pub(super) fn get(zengapay: &Zengapay, call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer<P> {
        code: u16,
        status: &'static str,
        statement: P,
    }
    ok(&Answer {
        code: 200,
        status: "OK",
        statement: page_of(
            zengapay,
            call,
            |_| true,
            Row::of_statement,
            PER_PAGE,
            "/account/statement",
        ),
    })
}
