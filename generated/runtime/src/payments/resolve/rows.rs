//! Looking for a payment among the rows of a list.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::clock::{GatewayClock, TOLERANCE};
use super::look::{Candidate, Look, ReferenceOf, Seen};
use super::{Doubt, Found, Sought};
use crate::call::pages::{Numbered, follows};
use crate::call::{Announced, Call, Paged};
use crate::error::{Error, PageProblem};
use crate::wire::Answer;
use crate::wire::reference::{are_same, are_similar, bare, guid, may_be_shown_as};

/// How the rows of a list show a payment.
pub struct Rows<O: Paged, R> {
    /// How long before the attempt the payment may have begun, by the clock of the gateway; none if that is not known, and all
    /// rows are searched.
    pub before: Option<Duration>,
    /// In which order the pages are read.
    pub order: Order,
    /// Asks for the rows of this time and later alone, where the gateway offers that.
    pub narrow: fn(O, SystemTime) -> O,
    /// The merchant's reference in a row, if it can be read.
    pub reference: ReferenceOf<O::Item>,
    /// The gateway's own identifier of a row's payment, if it can be read.
    pub id: fn(&O::Item) -> Option<&str>,
    /// Whether a row may be a payment of the kind that is looked for.
    pub fits: fn(&O::Item) -> bool,
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
    /// at its end. If the rows that were read do not rise that way, all pages are read.
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
        let now = SystemTime::now();
        // No payment began before 1970, or will begin in the future.
        let attempted_at = self.attempted_at.clamp(SystemTime::UNIX_EPOCH, now);
        let from = attempted_at
            .checked_sub(rows.before.unwrap_or_default())
            .unwrap_or(SystemTime::UNIX_EPOCH)
            .max(SystemTime::UNIX_EPOCH);
        let is_in_future = self
            .attempted_at
            .duration_since(now)
            .is_ok_and(|by| by > TOLERANCE);
        let search = Search {
            list,
            rows,
            from,
            attempted_at,
            is_in_future,
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
    attempted_at: SystemTime,
    /// Whether the caller's time of the attempt is a later one than now.
    is_in_future: bool,
    reference: String,
    max_pages: usize,
}

impl<O: Paged<Output: Sync>, R> Search<O, R> {
    async fn forwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Seen::nothing();
        let mut from = self.from;
        let (mut page, window) = self.first(from).await?;
        if window.clock.differs() {
            // The gateway took the time that it was asked for by its own clock.
            from = window.from;
            page = self.first(from).await?.0;
        }
        self.doubt_the_time(window, &mut seen);
        let (mut number, mut last) = (1, 1);
        let mut rows = 0;
        loop {
            let total = O::total(&page);
            let follows = self.follows(&page, number, &mut last, &mut seen)?;
            rows += self.look_at(page, window, &mut seen).rows;
            if !follows {
                seen.doubt(miscounted(total, rows));
                return Ok(seen);
            }
            number += 1;
            if usize::try_from(number).is_ok_and(|number| number > self.max_pages) {
                return Err(self.too_many());
            }
            page = self.page(from, number).await?.0;
        }
    }

    async fn backwards(self) -> Result<Seen<R>, Error> {
        let mut seen = Seen::nothing();
        let (first, window) = self.first(self.from).await?;
        self.doubt_the_time(window, &mut seen);
        let mut last = 1;
        self.follows(&first, 1, &mut last, &mut seen)?;
        let total = O::total(&first);
        // It counts only if the reading comes to it.
        let mut at_first = Seen::nothing();
        let first = self.look_at(first, window, &mut at_first);
        if last == 1 {
            seen.add(at_first);
            seen.doubt(miscounted(total, first.rows));
            return Ok(seen);
        }
        let (newest, mut read) = (last, 1);
        let mut end = self
            .to_the_end(newest, &mut last, &mut read, window, &mut seen)
            .await?;
        let (mut oldest_behind, mut rises) = (end.seen.oldest, end.rises);
        let mut all_are_older = end.seen.all_are_older;
        let (mut number, mut rows, mut grew) = (newest, 0, false);
        let is_complete = loop {
            // Only where the rows rise are those before these older as well.
            if all_are_older && rises && are_in_order(first.newest, oldest_behind) {
                break false;
            }
            number -= 1;
            if number <= 1 {
                break true;
            }
            let page = self.next(number, &mut read).await?;
            self.follows(&page, number, &mut last, &mut seen)?;
            grew |= last > end.last || end.is_exceeded_by(O::total(&page));
            let looked = self.look_at(page, window, &mut seen);
            rises &= are_in_order(looked.newest, oldest_behind);
            oldest_behind = looked.oldest.or(oldest_behind);
            all_are_older = looked.all_are_older;
            rows += looked.rows;
        };
        if grew {
            // The rows that came meanwhile stand behind those that were read first.
            end = self
                .to_the_end(newest, &mut last, &mut read, window, &mut seen)
                .await?;
        }
        if is_complete {
            seen.add(at_first);
            seen.doubt(miscounted(end.total, end.seen.rows + rows + first.rows));
        }
        Ok(seen)
    }

    /// Reads on from a page to the last one, also where the list grows in the meantime.
    async fn to_the_end(
        &self,
        from: i64,
        last: &mut i64,
        read: &mut usize,
        window: Window,
        seen: &mut Seen<R>,
    ) -> Result<End, Error> {
        let mut end = End::before(from);
        loop {
            let page = self.next(end.last, read).await?;
            let follows = self.follows(&page, end.last, last, seen)?;
            end.total = O::total(&page);
            if !follows {
                seen.doubt(unfinished(end.total, O::rows(&page)));
            }
            let looked = self.look_at(page, window, seen);
            end.add(&looked);
            if !follows {
                return Ok(end);
            }
            if end.last - from >= GROWTH {
                seen.doubt(Some(Doubt::NextPage));
                return Ok(end);
            }
            end.last += 1;
        }
    }

    /// The page with this number, unless so many pages were read that it would be one too many.
    async fn next(&self, number: i64, read: &mut usize) -> Result<O::Output, Error> {
        if *read >= self.max_pages {
            return Err(self.too_many());
        }
        *read += 1;
        Ok(self.page(self.from, number).await?.0)
    }

    /// The first page from a time on, with what it says of the gateway's clock.
    async fn first(&self, from: SystemTime) -> Result<(O::Output, Window), Error> {
        let (page, answer) = self.page(from, 1).await?;
        Ok((page, Window::new(self.from, self.attempted_at, &answer)))
    }

    /// Why nothing found in a time is not nothing there. A list that is not searched by time needs no clock.
    fn doubt_the_time(&self, window: Window, seen: &mut Seen<R>) {
        if self.rows.before.is_some() {
            seen.doubt(window.clock.doubt());
            seen.doubt(self.is_in_future.then_some(Doubt::AttemptInFuture));
        }
    }

    async fn page(&self, from: SystemTime, number: i64) -> Result<(O::Output, Answer), Error> {
        let narrow = self.rows.narrow;
        let list = self.list.again().with(|list| {
            let mut list = narrow(list, from);
            list.set_page(number);
            list
        });
        match list.look().await {
            Ok(response) => Ok(response.into_parts()),
            Err(error) => Err(error.on_page(number)),
        }
    }

    /// Whether another page follows. What cannot be read leaves it open whether there are more.
    fn follows(
        &self,
        page: &O::Output,
        number: i64,
        last: &mut i64,
        seen: &mut Seen<R>,
    ) -> Result<bool, Error> {
        match follows::<O>(page, number, last) {
            Ok(Some(follows)) => {
                let another = !follows && O::names_next(page);
                seen.doubt(another.then_some(Doubt::NextPage));
                Ok(follows)
            }
            Ok(None) => {
                seen.doubt(Some(Doubt::UnreadableCount));
                Ok(O::last(page).is_some_and(|last| number < last))
            }
            Err(problem) => Err(Error::pagination(O::SPEC, problem, None)),
        }
    }

    fn too_many(&self) -> Error {
        let allowed = self.max_pages;
        Error::pagination(O::SPEC, PageProblem::TooMany { allowed }, None)
    }

    /// Keeps what may be the payment.
    fn look_at(&self, page: O::Output, window: Window, seen: &mut Seen<R>) -> PageSeen {
        let unreadable = O::unreadable_rows(&page);
        let numbered = O::rows(&page);
        let has_no_page = O::last(&page) == Some(0);
        let items = O::into_items(page);
        let rows = items.len() + unreadable;
        if unreadable > 0 {
            seen.doubt(Some(Doubt::UnreadableRows));
        }
        seen.doubt(match numbered {
            Numbered::Absent => None,
            Numbered::Unreadable => Some(Doubt::UnreadableCount),
            Numbered::Rows(first, last) => {
                (count(first, last) != Some(rows)).then_some(Doubt::CountsDiffer)
            }
        });
        seen.doubt((has_no_page && rows > 0).then_some(Doubt::CountsDiffer));
        let (mut oldest, mut newest) = (None, None);
        let mut all_are_older = rows > 0 && unreadable == 0;
        for row in items {
            let began = (self.rows.began)(&row);
            let is_older = began.is_some_and(|began| began < window.from);
            all_are_older &= is_older;
            oldest = oldest.into_iter().chain(began).min();
            newest = began.max(newest);
            if !(self.rows.fits)(&row) {
                continue;
            }
            match (self.rows.reference)(&row) {
                Some(reference) if are_same(reference, &self.reference) => {
                    let id = (self.rows.id)(&row).filter(|id| !bare(id).is_empty());
                    let id = id.map(|id| guid(id).unwrap_or_else(|| id.to_owned()));
                    let found = (self.rows.found)(row);
                    let doubt_if_failed = window.doubt_of_failed(began);
                    seen.candidates.push(Candidate {
                        found,
                        id,
                        is_older,
                        lines_differ: false,
                        doubt_if_failed,
                    });
                }
                _ if is_older => {}
                Some(other)
                    if are_similar(other, &self.reference)
                        || may_be_shown_as(&self.reference, other) =>
                {
                    seen.doubt(Some(Doubt::SimilarReference));
                }
                // A boolean, which is read as this text, is nobody's reference.
                Some(other) if !matches!(bare(other), "" | "true" | "false") => {}
                // Nobody can say whose it is.
                _ => seen.doubt(Some(Doubt::UnreadableRows)),
            }
        }
        PageSeen {
            rows,
            oldest,
            newest,
            all_are_older,
        }
    }
}

/// What was seen of a page.
struct PageSeen {
    /// How many rows it has, with those that could not be read.
    rows: usize,
    /// When the oldest of its rows began, as far as they say so.
    oldest: Option<SystemTime>,
    /// When the newest of them began.
    newest: Option<SystemTime>,
    /// Whether there are rows, all with a readable time, and all older than the payment can be.
    all_are_older: bool,
}

/// By how many pages a list may grow while it is read. A list that grows faster has no end.
const GROWTH: i64 = 16;

/// What was seen of the end of a list: its last page, and those that came after it in the meantime.
struct End {
    seen: PageSeen,
    /// The number of the last page that was read.
    last: i64,
    /// How many rows the list has, as that page says.
    total: Announced,
    /// Whether the rows of each page are older than those of the next.
    rises: bool,
}

impl End {
    const fn before(page: i64) -> Self {
        Self {
            seen: PageSeen {
                rows: 0,
                oldest: None,
                newest: None,
                all_are_older: true,
            },
            last: page,
            total: Announced::Undeclared,
            rises: true,
        }
    }

    fn add(&mut self, page: &PageSeen) {
        self.rises &= are_in_order(self.seen.newest, page.oldest);
        self.seen.rows += page.rows;
        self.seen.oldest = self.seen.oldest.into_iter().chain(page.oldest).min();
        self.seen.newest = self.seen.newest.max(page.newest);
        self.seen.all_are_older &= page.all_are_older;
    }

    /// Whether another page says that there are more rows.
    fn is_exceeded_by(&self, total: Announced) -> bool {
        matches!((total, self.total), (Announced::Rows(total), Announced::Rows(known)) if total > known)
    }
}

/// Returns true unless it is known that the one comes after the other.
fn are_in_order(one: Option<SystemTime>, other: Option<SystemTime>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one <= other)
}

/// How many rows there are from one number to another.
fn count(first: i64, last: i64) -> Option<usize> {
    let count = last.checked_sub(first)?.checked_add(1)?;
    usize::try_from(count).ok()
}

/// Why a list of which so many rows came may have others.
fn miscounted(total: Announced, rows: usize) -> Option<Doubt> {
    match total {
        Announced::Undeclared => None,
        Announced::Unreadable => Some(Doubt::UnreadableCount),
        Announced::Rows(total) => {
            (usize::try_from(total) != Ok(rows)).then_some(Doubt::CountsDiffer)
        }
    }
}

/// Why what is called the last page of a list may not be it.
fn unfinished(total: Announced, numbered: Numbered) -> Option<Doubt> {
    match (total, numbered) {
        (Announced::Unreadable, _) => Some(Doubt::UnreadableCount),
        (Announced::Rows(total), Numbered::Rows(_, last)) => {
            (total != last).then_some(Doubt::CountsDiffer)
        }
        _ => None,
    }
}

/// From when on a payment may have begun, by the gateway's clock.
#[derive(Clone, Copy)]
struct Window {
    from: SystemTime,
    attempted_at: SystemTime,
    /// When the page came.
    now: SystemTime,
    clock: GatewayClock,
}

impl Window {
    fn new(from: SystemTime, attempted_at: SystemTime, answer: &Answer) -> Self {
        let clock = GatewayClock::of(answer);
        Self {
            from: clock.corrected(from),
            attempted_at: clock.corrected(attempted_at),
            now: clock.corrected(SystemTime::now()),
            clock,
        }
    }

    /// Why a failed row that began then may be another attempt, and so does not say how this one ended.
    fn doubt_of_failed(self, began: Option<SystemTime>) -> Option<Doubt> {
        let is_after = |one: SystemTime, other: SystemTime| {
            one.duration_since(other).is_ok_and(|by| by > TOLERANCE)
        };
        match began {
            Some(began) if is_after(began, self.now) => Some(Doubt::StartUnknown),
            Some(began) if is_after(self.attempted_at, began) => Some(Doubt::Older),
            Some(_) => None,
            None => Some(Doubt::StartUnknown),
        }
    }
}
