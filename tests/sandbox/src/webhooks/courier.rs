//! Carries events to their receiver, one after the other, and notes what became of each.

use std::net::SocketAddr;
use std::pin::pin;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::Request;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use tokio::time::timeout;

use super::{Delivery, WebhookEvent, Webhooks};
use crate::host::is_loopback;
use crate::recent::Recent;

/// How much of an answer is read, in bytes; all of it is thrown away.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// How many deliveries may wait for those before them.
const QUEUE: usize = 1_000;

/// An event that is to be delivered.
#[derive(Debug)]
pub(crate) struct Job {
    pub(super) event: WebhookEvent,
    /// Where to and how; the address and the reason if nothing can be posted there.
    pub(super) to: Result<Webhooks, (String, String)>,
    /// Whether it may go to another machine.
    pub(super) remote: bool,
}

/// The task that delivers; it ends when this is dropped, with the delivery that is under way.
#[derive(Debug)]
pub(crate) struct Courier {
    task: AbortHandle,
    done: watch::Receiver<Recent<Delivery>>,
}

impl Courier {
    /// Starts it, and gives the queue that it delivers from. It keeps the last so many deliveries.
    pub(crate) fn start(kept: usize) -> (Self, mpsc::Sender<Job>) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (record, done) = watch::channel(Recent::new(kept));
        let task = tokio::spawn(deliver(jobs, record)).abort_handle();
        (Self { task, done }, queue)
    }

    /// Waits until so many deliveries are done, and gives all that are but the first that were seen.
    pub(crate) async fn done(&self, number: usize, seen: usize) -> Vec<Delivery> {
        let mut done = self.done.clone();
        // It fails only when the task has ended, and then there is nothing more to wait for.
        let _ended = done.wait_for(|done| done.total() >= number).await.is_err();
        let done = done.borrow();
        done.after(seen).cloned().collect()
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn deliver(mut jobs: mpsc::Receiver<Job>, record: watch::Sender<Recent<Delivery>>) {
    while let Some(Job { event, to, remote }) = jobs.recv().await {
        let (url, answer) = match to {
            Ok(webhooks) => {
                let answer = match timeout(webhooks.patience, post(&event, &webhooks, remote)).await
                {
                    Ok(answer) => answer,
                    Err(_) => Err(format!("no whole answer within {:?}", webhooks.patience)),
                };
                (webhooks.target.url, answer)
            }
            Err((url, reason)) => (url, Err(reason)),
        };
        record.send_modify(|done| {
            done.push(Delivery {
                number: done.total() + 1,
                event,
                url,
                answer,
            });
        });
    }
}

/// The status of the answer. A redirect is not followed.
async fn post(event: &WebhookEvent, webhooks: &Webhooks, remote: bool) -> Result<u16, String> {
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

    let unconnected = |error| format!("no connection to {}: {error}", target.authority);
    let found = lookup_host((target.host.as_str(), target.port)).await;
    // Whatever a resolver makes of a name such as `localhost`.
    let addresses: Vec<SocketAddr> = found
        .map_err(unconnected)?
        .filter(|address| remote || is_loopback(address.ip()))
        .collect();
    let stream = TcpStream::connect(addresses.as_slice())
        .await
        .map_err(unconnected)?;
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
