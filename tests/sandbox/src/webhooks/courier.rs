//! Carries events to their receiver, one after the other, and notes what became of each.

use std::pin::pin;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use super::{Delivery, WebhookEvent, Webhooks};

/// How much of an answer is read, in bytes; all of it is thrown away.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// An event that is to be delivered.
#[derive(Debug)]
pub(crate) struct Job {
    pub(super) event: WebhookEvent,
    /// Where to and how; the address and the reason if nothing can be posted there.
    pub(super) to: Result<Webhooks, (String, String)>,
}

/// The task that delivers; it ends when this is dropped, with the delivery that is under way.
#[derive(Debug)]
pub(crate) struct Courier {
    task: AbortHandle,
    done: watch::Receiver<Vec<Delivery>>,
}

impl Courier {
    /// Starts it, and gives the queue that it delivers from.
    pub(crate) fn start() -> (Self, mpsc::UnboundedSender<Job>) {
        let (queue, jobs) = mpsc::unbounded_channel();
        let (record, done) = watch::channel(Vec::new());
        let task = tokio::spawn(deliver(jobs, record)).abort_handle();
        (Self { task, done }, queue)
    }

    /// Waits until so many deliveries are done, and gives all that are.
    pub(crate) async fn done(&self, number: usize) -> Vec<Delivery> {
        let mut done = self.done.clone();
        // It fails only when the task has ended, and then there is nothing more to wait for.
        let _ended = done.wait_for(|done| done.len() >= number).await.is_err();
        done.borrow().clone()
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn deliver(mut jobs: mpsc::UnboundedReceiver<Job>, record: watch::Sender<Vec<Delivery>>) {
    while let Some(Job { event, to }) = jobs.recv().await {
        let (url, answer) = match to {
            Ok(webhooks) => {
                let answer = match timeout(webhooks.patience, post(&event, &webhooks)).await {
                    Ok(answer) => answer,
                    Err(_) => Err(format!("no whole answer within {:?}", webhooks.patience)),
                };
                (webhooks.target.url, answer)
            }
            Err((url, reason)) => (url, Err(reason)),
        };
        record.send_modify(|done| {
            done.push(Delivery {
                number: done.len() + 1,
                event,
                url,
                answer,
            });
        });
    }
}

/// The status of the answer. A redirect is not followed.
async fn post(event: &WebhookEvent, webhooks: &Webhooks) -> Result<u16, String> {
    let target = &webhooks.target;
    let mut request = Request::post(&target.path_and_query)
        .header(HOST, &target.authority)
        .header(CONNECTION, "close");
    for (name, value) in &event.headers {
        request = request.header(name, value);
    }
    let request = request
        .body(Full::new(Bytes::from(event.body.clone())))
        .map_err(|error| format!("the event cannot be written: {error}"))?;

    let stream = TcpStream::connect((target.host.as_str(), target.port))
        .await
        .map_err(|error| format!("no connection to {}: {error}", target.authority))?;
    let broken = |error: hyper::Error| format!("the connection broke before the answer: {error}");
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let mut exchange = pin!(async {
        let response = sender.send_request(request).await.map_err(broken)?;
        let status = response.status().as_u16();
        // Read to its end, so that the receiver does not see a broken connection.
        let _content = Limited::new(response.into_body(), LONGEST_ANSWER)
            .collect()
            .await;
        Ok(status)
    });
    tokio::select! {
        answer = &mut exchange => answer,
        // What it failed of, or what it still had to give, comes out of the exchange.
        _ended = connection => exchange.await,
    }
}
