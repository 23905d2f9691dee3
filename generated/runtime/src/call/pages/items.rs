//! The rows of a list, whichever page they are on.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::{Paged, Pages};
use crate::error::{Error, PageProblem};

/// The items of a list, as a [`Stream`], in the order of the gateway.
///
/// ```
/// use malipo_runtime::{Call, Paged};
///
/// async fn first<O: Paged>(list: Call<O>) -> Result<Option<O::Item>, malipo_runtime::Error> {
///     list.items().next().await.transpose()
/// }
/// ```
///
/// It stands on [`Pages`], with the same rules. The items of the pages before an error come before it.
///
/// Items that cannot be read are reported, as an [error of pages](Error::is_pagination), behind the other items of their page.
/// After this error alone, the walk can go on to the next page.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    items: IntoIter<O::Item>,
    /// How many rows of the page could not be read, until that is reported.
    unreadable: usize,
}

// No part of it is ever pinned.
impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
            unreadable: 0,
        }
    }

    /// Reads this many pages at most; a list that has more is an error after the items of the last of them.
    pub const fn max_pages(mut self, pages: usize) -> Self {
        self.pages.max_pages = pages;
        self
    }

    /// The number of the page that is asked for now or next. After an error, a new walk may begin there.
    pub const fn page(&self) -> i64 {
        self.pages.page()
    }

    /// The next item, or none after the last one or an error.
    ///
    /// It may be dropped and called again without losing an item.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All items that are left, in memory.
    ///
    /// # Errors
    ///
    /// The first error of the walk. The items before it are lost: use [`next`](Self::next) to keep them.
    pub async fn all(mut self) -> Result<Vec<O::Item>, Error> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.unreadable > 0 {
                let rows = std::mem::take(&mut self.unreadable);
                let problem = PageProblem::Unreadable { rows };
                return Poll::Ready(Some(Err(Error::pagination(O::SPEC, problem, None))));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => {
                    self.unreadable = O::unreadable_rows(&page);
                    self.items = O::into_items(page).into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("items_left_of_page", &self.items.len())
            .finish()
    }
}
