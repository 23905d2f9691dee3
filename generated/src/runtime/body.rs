//! The body of a request, which knows whether anybody has begun to send it, and can be withdrawn as long as nobody has.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Nobody has asked for the body yet.
const WAITING: u8 = 0;
/// The body was handed over to be sent.
const BEGUN: u8 = 1;
/// The body will never be handed over.
const WITHDRAWN: u8 = 2;

/// A body of known length that records its first poll.
///
/// hyper writes the head of a request into a buffer and polls the body before it flushes that buffer. So as long as the body
/// has not been polled, no server has a complete request: that holds for a connection that hangs in its TLS handshake, for
/// one that was never made, and for a pooled one that turned out to be closed.
pub(crate) struct WatchedBody {
    data: Option<Bytes>,
    state: Arc<AtomicU8>,
}

/// The other end of a [`WatchedBody`]. When it is dropped, a body that was not begun never will be.
pub(crate) struct BodyWatch {
    state: Arc<AtomicU8>,
}

impl BodyWatch {
    /// Makes sure that the body is not sent from now on. False when it was begun before.
    ///
    /// The connection runs in a task of its own. Had it only been asked whether the body was begun, it could begin right after
    /// the answer; so asking and forbidding are one step.
    pub(crate) fn withdraw(&self) -> bool {
        let before =
            self.state
                .compare_exchange(WAITING, WITHDRAWN, Ordering::AcqRel, Ordering::Acquire);
        before != Err(BEGUN)
    }
}

impl Drop for BodyWatch {
    fn drop(&mut self) {
        self.withdraw();
    }
}

impl WatchedBody {
    pub(crate) fn new(data: Bytes) -> (Self, BodyWatch) {
        let state = Arc::new(AtomicU8::new(WAITING));
        let body = Self {
            data: Some(data),
            state: state.clone(),
        };
        (body, BodyWatch { state })
    }
}

impl Body for WatchedBody {
    type Data = Bytes;
    type Error = Withdrawn;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Withdrawn>>> {
        let begin =
            self.state
                .compare_exchange(WAITING, BEGUN, Ordering::AcqRel, Ordering::Acquire);
        if begin == Err(WITHDRAWN) {
            return Poll::Ready(Some(Err(Withdrawn)));
        }
        Poll::Ready(self.data.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        // An exact size is sent as Content-Length; without one, hyper would send chunks.
        SizeHint::with_exact(self.data.as_ref().map_or(0, |data| data.len() as u64))
    }
}

/// The body was withdrawn before it was begun.
#[derive(Debug)]
pub(crate) struct Withdrawn;

impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the call had ended before its body was sent")
    }
}

impl std::error::Error for Withdrawn {}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(body: &mut WatchedBody) -> Option<Result<Bytes, Withdrawn>> {
        let mut context = Context::from_waker(std::task::Waker::noop());
        match Pin::new(body).poll_frame(&mut context) {
            Poll::Ready(frame) => frame.map(|frame| frame.map(|frame| frame.into_data().unwrap())),
            Poll::Pending => panic!("the data is there at once"),
        }
    }

    #[test]
    fn a_body_that_was_begun_cannot_be_withdrawn() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        assert_eq!(body.size_hint().exact(), Some(3));
        assert_eq!(poll(&mut body).unwrap().unwrap(), "abc");
        assert!(!watch.withdraw() && !watch.withdraw());
        assert!(body.is_end_stream() && poll(&mut body).is_none());
    }

    #[test]
    fn a_body_that_was_withdrawn_is_never_sent() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        assert!(watch.withdraw() && watch.withdraw());
        assert!(poll(&mut body).unwrap().is_err());
    }

    #[test]
    fn dropping_the_call_withdraws_its_body() {
        let (mut body, watch) = WatchedBody::new(Bytes::from_static(b"abc"));
        drop(watch);
        assert!(poll(&mut body).unwrap().is_err());
    }
}
