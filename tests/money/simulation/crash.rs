//! Callers that die in the middle of something.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use proptest::prelude::*;

/// When a caller dies: its future is dropped, and with it all that it knows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Crash {
    /// After it was polled so often, and others so often after that.
    Polls { polls: u8, others: u8 },
    /// After so many milliseconds.
    Millis(u64),
}

impl Crash {
    pub(crate) fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            3 => (1..12_u8, 0..6_u8).prop_map(|(polls, others)| Self::Polls { polls, others }),
            1 => (1..30_u64).prop_map(Self::Millis),
        ]
    }

    /// Lets a caller live until it has done its work, or dies: then there is nothing.
    pub(crate) async fn end<F: Future>(crash: Option<Self>, living: F) -> Option<F::Output> {
        match crash {
            None => Some(living.await),
            Some(Self::Millis(millis)) => {
                let limit = Duration::from_millis(millis);
                tokio::time::timeout(limit, living).await.ok()
            }
            Some(Self::Polls { polls, others }) => {
                let mut living = pin!(living);
                let mut polled = 0;
                let done = poll_fn(|context| {
                    polled += 1;
                    match living.as_mut().poll(context) {
                        Poll::Ready(done) => Poll::Ready(Some(done)),
                        Poll::Pending if polled >= polls => Poll::Ready(None),
                        Poll::Pending => Poll::Pending,
                    }
                })
                .await;
                if done.is_none() {
                    for _ in 0..others {
                        tokio::task::yield_now().await;
                    }
                }
                done
            }
        }
    }
}
