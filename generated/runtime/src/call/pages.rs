//! Walking a list that comes in pages, page by page or item by item.

mod items;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::call::{Call, CallFuture, Operation};
use crate::error::{Error, PageProblem};
use crate::wire::Response;
pub use items::Items;

/// How many pages are read unless the caller says otherwise.
const MAX_PAGES: usize = 1_000;

/// An operation whose answer is one page of a list.
///
/// The generator implements it, from `x-malipo-pages` in the specification.
pub trait Paged: Operation + Clone {
    /// One row.
    type Item: Send + 'static;

    /// The number of the page that is asked for, if one is.
    fn page(&self) -> Option<i64>;

    /// Asks for this page, and leaves everything else as it is.
    fn set_page(&mut self, page: i64);

    /// The number of the page that came, if it can be read.
    fn current(output: &Self::Output) -> Option<i64>;

    /// The number of the last page of the list, as this page reports it, if it can be read.
    fn last(output: &Self::Output) -> Option<i64>;

    /// How many rows there are on all pages, as this page announces it.
    fn total(output: &Self::Output) -> Announced {
        let _ = output;
        Announced::Undeclared
    }

    /// The numbers of the first and the last row of the page, counted over all pages.
    fn rows(output: &Self::Output) -> Numbered {
        let _ = output;
        Numbered::Absent
    }

    /// Returns true if the page names a page after it, or has something unreadable in that place.
    fn names_next(output: &Self::Output) -> bool {
        let _ = output;
        false
    }

    /// How many rows of the page could not be read; they are not among its items.
    fn unreadable_rows(output: &Self::Output) -> usize;

    /// The rows of the page.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// A number of rows that a page announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    /// The specification knows of no such number.
    Undeclared,
    /// It is absent, or cannot be read.
    Unreadable,
    /// So many.
    Rows(i64),
}

/// The numbers of the first and the last row of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// The page has neither.
    Absent,
    /// One of them cannot be read, or is there without the other.
    Unreadable,
    /// From the first to the last.
    Rows(i64, i64),
}

impl Numbered {
    /// Takes the numbers, as far as they could be read.
    pub const fn of(first: Option<i64>, last: Option<i64>, one_is_unreadable: bool) -> Self {
        match (first, last) {
            (Some(first), Some(last)) => Self::Rows(first, last),
            (None, None) if !one_is_unreadable => Self::Absent,
            _ => Self::Unreadable,
        }
    }
}

impl Announced {
    /// Takes the number, if it could be read.
    pub fn of(number: Option<i64>) -> Self {
        number.map_or(Self::Unreadable, Self::Rows)
    }
}

/// Returns true if another page follows after this one; none if the page does not say which one it is, or which is the last.
///
/// `asked` is the page that was asked for, and `last` the last page as the page before reported it.
pub(crate) fn follows<O: Paged>(
    page: &O::Output,
    asked: i64,
    last: &mut i64,
) -> Result<Option<bool>, PageProblem> {
    let (current, end) = (O::current(page), O::last(page));
    if let Some(got) = current
        && got != asked
    {
        return Err(PageProblem::Another { asked, got });
    }
    // A list without rows has one empty page, whatever number its last page is said to have.
    let Some(end) = end.map(|end| if end == 0 { 1 } else { end }) else {
        return Ok(None);
    };
    if end < asked || end < *last {
        return Err(PageProblem::Shrunk {
            page: asked,
            last: end,
        });
    }
    *last = end;
    Ok(current.map(|_| asked < end))
}

impl<O: Paged> Call<O> {
    /// Reads the list page by page, from the page set on the call, or else the first, to the last.
    pub fn pages(self) -> Pages<O> {
        let page = self.operation().page().unwrap_or(1);
        Pages {
            call: self,
            page,
            last: 1,
            read: 0,
            max_pages: MAX_PAGES,
            state: State::Ready,
        }
    }

    /// Reads the list item by item, from the page set on the call, or else the first, to the last.
    pub fn items(self) -> Items<O> {
        Items::new(self.pages())
    }
}

/// The pages of a list, as a [`Stream`]. Each is asked for when it is wanted.
///
/// ```
/// use malipo_runtime::{Call, Paged};
///
/// async fn count<O: Paged>(list: Call<O>) -> Result<usize, malipo_runtime::Error> {
///     let mut pages = list.pages();
///     let mut items = 0;
///     while let Some(page) = pages.next().await {
///         items += O::into_items(page?).len();
///     }
///     Ok(items)
/// }
/// ```
///
/// Every page is asked for by its number, with all other parameters of the call as they are. Addresses of other pages that
/// a gateway puts into its answer are not followed: they may have lost the filters, or lead elsewhere.
///
/// The stream ends after the last page, and after an error. The error is [one of pages](Error::is_pagination) when
///
/// - another page comes than the one asked for, so that the walk would repeat itself,
/// - the list is said to end before the page that came, or earlier than the page before said: rows moved to pages that were
///   read already, and would be missing,
/// - the response is not a page, or has no page number or no last page,
/// - there are more than 1,000 pages (or [another limit](Self::max_pages)).
///
/// A page has a row that cannot be read neither among its items nor as an error: its `unreadable` members have it as it came.
/// [`Items`] reports it.
///
/// Rows that the gateway adds or removes meanwhile may shift without a change in the number of pages: the same row may come on
/// two pages, or on none.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<O: Paged> {
    call: Call<O>,
    page: i64,
    last: i64,
    read: usize,
    max_pages: usize,
    state: State<O::Output>,
}

enum State<T> {
    Ready,
    Asking(CallFuture<Response<T>>),
    Ended,
}

// The future inside is boxed, and nothing else is ever pinned.
impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Pages<O> {
    /// Reads this many pages at most; a list that has more is an error after the last of them.
    pub const fn max_pages(mut self, pages: usize) -> Self {
        self.max_pages = pages;
        self
    }

    /// The number of the page that is asked for now or next. After an error, a new walk may begin there.
    pub const fn page(&self) -> i64 {
        self.page
    }

    /// The next page, or none after the last one or an error.
    ///
    /// It may be dropped and called again without losing a page.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn ask(&self) -> Result<CallFuture<Response<O::Output>>, Error> {
        if self.read >= self.max_pages {
            let allowed = self.max_pages;
            return Err(Error::pagination(
                O::SPEC,
                PageProblem::TooMany { allowed },
                None,
            ));
        }
        let page = self.page;
        let call = self.call.again().with(|mut operation| {
            operation.set_page(page);
            operation
        });
        Ok(Box::pin(call.run()))
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Output, Error>>> {
        let this = &mut *self;
        loop {
            let answered = match &mut this.state {
                State::Ended => return Poll::Ready(None),
                State::Ready => match this.ask() {
                    Ok(asking) => {
                        this.state = State::Asking(asking);
                        continue;
                    }
                    Err(error) => Err(error),
                },
                State::Asking(asking) => ready!(asking.as_mut().poll(context)),
            };
            // Whatever came, it ends here, unless another page follows.
            this.state = State::Ended;
            let response = match answered {
                Ok(response) => response,
                Err(error) => return Poll::Ready(Some(Err(error.on_page(this.page)))),
            };
            let page = this.page;
            let follows = follows::<O>(response.value(), page, &mut this.last);
            return Poll::Ready(Some(match follows {
                Err(problem) => {
                    let answer = response.answer().clone();
                    Err(Error::pagination(O::SPEC, problem, Some(answer)))
                }
                Ok(None) => {
                    let answer = response.answer().clone();
                    let problem = PageProblem::Unnumbered { page };
                    Err(Error::pagination(O::SPEC, problem, Some(answer)))
                }
                Ok(Some(more)) => {
                    this.read += 1;
                    if more {
                        this.page += 1;
                        this.state = State::Ready;
                    }
                    Ok(response.into_value())
                }
            }));
        }
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .field("page", &self.page)
            .field("max_pages", &self.max_pages)
            .finish_non_exhaustive()
    }
}
