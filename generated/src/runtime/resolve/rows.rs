//! Looking for a payment among the rows of a list.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::clock::GatewayClock;
use super::look::{Candidate, Look, Seen};
use super::{Doubt, Found, Sought};
use crate::runtime::error::PageProblem;
use crate::runtime::{Answer, Call, Error, Paged, Pages, Response};

/// How the rows of a list tell a payment.
pub struct Rows<O: Paged, R> {
    /// How long before the attempt the payment may have begun, by the clock of the gateway; none if that is not known, and all
    /// rows are searched.
    pub before: Option<Duration>,
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
            .checked_sub(rows.before.unwrap_or_default())
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let search = Search {
            list,
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

impl<O: Paged<Output: Sync>, R> Search<O, R> {
    async fn forwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Seen::nothing();
        let mut pages = self.pages(self.from);
        let mut window: Option<Window> = None;
        while let Some(page) = pages.next_response().await {
            let (page, answer) = page?.into_parts();
            let window = match window {
                Some(window) => window,
                None => {
                    let first = *window.insert(Window::new(self.from, &answer));
                    if first.clock.differs() {
                        // The gateway took the time that it was asked for by its own clock.
                        pages = self.pages(first.from);
                        continue;
                    }
                    first
                }
            };
            self.look_at(page, window, &mut seen);
        }
        seen.doubts
            .extend(window.and_then(|window| window.doubt(self.rows.before)));
        Ok(seen)
    }

    async fn backwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Seen::nothing();
        let (first, answer) = self.page(1).await?.into_parts();
        let window = Window::new(self.from, &answer);
        seen.doubt(window.doubt(self.rows.before));
        let mut number = O::last(&first);
        let mut read = 1;
        while number > 1 {
            if read >= self.max_pages {
                let allowed = self.max_pages;
                let problem = PageProblem::TooMany { allowed };
                return Err(Error::pagination(O::SPEC, problem, None));
            }
            let page = self.page(number).await?.into_value();
            read += 1;
            if self.look_at(page, window, &mut seen) {
                return Ok(seen);
            }
            number -= 1;
        }
        self.look_at(first, window, &mut seen);
        Ok(seen)
    }

    /// The whole list from a time on, by the gateway's clock.
    fn pages(&self, from: SystemTime) -> Pages<O> {
        let narrow = self.rows.narrow;
        let list = self.list.again().with(|list| narrow(list, from));
        list.pages().max_pages(self.max_pages)
    }

    async fn page(&self, number: i64) -> Result<Response<O::Output>, Error> {
        let list = self.list.again().with(|mut list| {
            list.set_page(number);
            list
        });
        match list.pages().next_response().await {
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
    fn look_at(&self, page: O::Output, window: Window, seen: &mut Seen<R>) -> bool {
        let (mut older, mut newer) = (false, false);
        for row in O::into_items(page) {
            let began = (self.rows.began)(&row);
            let is_older = began.is_some_and(|began| began < window.from);
            older |= is_older;
            newer |= began.is_some() && !is_older;
            if (self.rows.matches)(&row, &self.reference) {
                let found = (self.rows.found)(row);
                seen.candidates.push(Candidate { found, is_older });
            }
        }
        older && !newer
    }
}

/// From when on a payment may have begun, by the gateway's clock.
#[derive(Clone, Copy)]
struct Window {
    from: SystemTime,
    clock: GatewayClock,
}

impl Window {
    fn new(from: SystemTime, answer: &Answer) -> Self {
        let clock = GatewayClock::of(answer);
        let from = clock.corrected(from);
        Self { from, clock }
    }

    /// Why nothing found in it is not nothing there. A list that is not searched by time needs no clock.
    fn doubt(self, before: Option<Duration>) -> Option<Doubt> {
        before.and_then(|_| self.clock.doubt())
    }
}
