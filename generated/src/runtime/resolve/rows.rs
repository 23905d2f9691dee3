//! Looking for a payment among the rows of a list.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::look::{Candidate, Look, Seen};
use super::{Found, Sought};
use crate::runtime::error::PageProblem;
use crate::runtime::{Call, Error, Paged};

/// How the rows of a list tell a payment.
pub struct Rows<O: Paged, R> {
    /// How long before the attempt the payment may have begun, by the clock of the gateway.
    pub before: Duration,
    /// In which order the pages are read.
    pub order: Order,
    /// Asks for the rows of this time and later alone, where the gateway offers that.
    pub narrow: fn(O, SystemTime) -> O,
    /// Whether a row has this reference, and may be a payment of the kind that is looked for.
    pub matches: fn(&O::Item, &str) -> bool,
    /// When the row began, where that is known.
    pub began: fn(&O::Item) -> Option<SystemTime>,
    /// What a row says of the payment.
    pub found: fn(O::Item) -> Found<R>,
}

/// In which order the pages of a list are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// All of them, from the first to the last.
    FirstToLast,
    /// From the last one back, until all rows of a page are older than the payment can be: for a list whose newest rows are
    /// at its end.
    LastToFirst,
}

impl<O: Paged, R> fmt::Debug for Rows<O, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("before", &self.before)
            .field("order", &self.order)
            .finish_non_exhaustive()
    }
}

impl Sought {
    /// Reads a list, and looks for rows with the reference.
    pub fn by_rows<O, R>(&self, list: Call<O>, rows: Rows<O, R>) -> Look<R>
    where
        O: Paged<Output: Sync>,
        R: Send + 'static,
    {
        let from = self
            .attempted_at
            .checked_sub(rows.before)
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let narrow = rows.narrow;
        let search = Search {
            list: list.with(|operation| narrow(operation, from)),
            rows,
            from,
            reference: self.reference.clone(),
            max_pages: self.max_pages,
        };
        Look::new(from, async move {
            match search.rows.order {
                Order::FirstToLast => search.forwards().await,
                Order::LastToFirst => search.backwards().await,
            }
        })
    }
}

struct Search<O: Paged, R> {
    list: Call<O>,
    rows: Rows<O, R>,
    from: SystemTime,
    reference: String,
    max_pages: usize,
}

impl<O: Paged, R> Search<O, R> {
    async fn forwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Vec::new();
        let mut pages = self.list.again().pages().max_pages(self.max_pages);
        while let Some(page) = pages.next().await {
            self.look_at(page?, &mut seen);
        }
        Ok(seen)
    }

    async fn backwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Vec::new();
        let first = self.page(1).await?;
        let mut number = O::last(&first);
        let mut first = Some(first);
        let mut read = 1;
        while number > 1 {
            if read >= self.max_pages {
                let allowed = self.max_pages;
                let problem = PageProblem::TooMany { allowed };
                return Err(Error::pagination(O::SPEC, problem, None));
            }
            let page = self.page(number).await?;
            read += 1;
            if self.look_at(page, &mut seen) {
                return Ok(seen);
            }
            number -= 1;
        }
        if let Some(first) = first.take() {
            self.look_at(first, &mut seen);
        }
        Ok(seen)
    }

    async fn page(&self, number: i64) -> Result<O::Output, Error> {
        let list = self.list.again().with(|mut list| {
            list.set_page(number);
            list
        });
        match list.pages().next().await {
            Some(page) => page,
            // A walk begins with a page or an error.
            None => Err(Error::pagination(
                O::SPEC,
                PageProblem::TooMany { allowed: 0 },
                None,
            )),
        }
    }

    /// Keeps what may be the payment. Whether all rows that tell their time are older than it can be, and one of them does.
    fn look_at(&self, page: O::Output, seen: &mut Seen<R>) -> bool {
        let (mut older, mut newer) = (false, false);
        for row in O::into_items(page) {
            let began = (self.rows.began)(&row);
            let is_older = began.is_some_and(|began| began < self.from);
            older |= is_older;
            newer |= began.is_some() && !is_older;
            if (self.rows.matches)(&row, &self.reference) {
                let found = (self.rows.found)(row);
                seen.push(Candidate { found, is_older });
            }
        }
        older && !newer
    }
}
