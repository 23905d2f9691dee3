//! Which events there are, and which of them are on their way.

use tokio::sync::mpsc::Sender;
use tokio::sync::mpsc::error::TrySendError;

use super::courier::Job;
use super::{Address, WebhookEvent, Webhooks};
use crate::Error;
use crate::recent::{Recent, Record};

/// An event as a gateway writes it, before it has a number.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) kind: &'static str,
    pub(crate) reference: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// The events of one gateway. It only queues: a courier carries them, so that nothing waits for a receiver.
#[derive(Debug)]
pub(crate) struct Outbox {
    webhooks: Option<Webhooks>,
    /// Whether other machines are posted to.
    remote: bool,
    holding: bool,
    events: Recent<Addressed>,
    /// Numbers of the events that were held back and never delivered, in order.
    held: Vec<usize>,
    begun: usize,
    queue: Sender<Job>,
}

/// An event, and where it goes.
#[derive(Clone, Debug)]
struct Addressed {
    event: WebhookEvent,
    address: Address,
}

impl Record for Addressed {
    fn bytes(&self) -> usize {
        self.event.bytes()
    }
}

impl Outbox {
    /// Keeps the last so many events.
    pub(crate) fn new(queue: Sender<Job>, kept: usize, remote: bool) -> Self {
        Self {
            webhooks: None,
            remote,
            holding: false,
            events: Recent::new(kept),
            held: Vec::new(),
            begun: 0,
            queue,
        }
    }

    pub(crate) fn send_to(&mut self, webhooks: Webhooks) {
        self.webhooks = Some(webhooks);
    }

    /// Delivers an event, or holds it back; makes none if there is no address.
    pub(crate) fn announce(&mut self, write: impl FnOnce(&Webhooks) -> Option<Draft>) {
        if let Some(draft) = self.webhooks.as_ref().and_then(write) {
            self.add(draft, Address::Set);
        }
    }

    /// Delivers an event to the address in a request, or holds it back.
    pub(crate) fn announce_to(&mut self, url: &str, draft: Draft) {
        self.add(draft, Address::in_request(url, self.remote));
    }

    fn add(&mut self, draft: Draft, address: Address) {
        let event = WebhookEvent {
            number: self.events.total() + 1,
            kind: draft.kind.to_owned(),
            reference: draft.reference,
            headers: draft.headers,
            body: draft.body,
        };
        let addressed = Addressed { event, address };
        self.events.push(addressed.clone());
        // What is no longer kept cannot be delivered any more.
        self.held.retain(|held| self.events.get(*held).is_some());
        if self.holding {
            self.held.push(addressed.event.number);
        } else {
            self.queue(addressed);
        }
    }

    pub(crate) fn hold(&mut self) {
        self.holding = true;
    }

    /// Holds nothing back from now on, and delivers what was.
    pub(crate) fn release(&mut self) {
        self.holding = false;
        for number in std::mem::take(&mut self.held) {
            // A number is held only if there is such an event.
            let _delivered = self.deliver(number);
        }
    }

    /// Delivers one event, for the first time or again.
    pub(crate) fn deliver(&mut self, number: usize) -> Result<(), Error> {
        let addressed = self.events.get(number).cloned();
        let addressed = addressed.ok_or(Error::UnknownEvent {
            number,
            events: self.events.total(),
        })?;
        self.held.retain(|held| *held != number);
        self.queue(addressed);
        Ok(())
    }

    pub(crate) fn events(&self) -> Vec<WebhookEvent> {
        let events = self.events.after(0);
        events.map(|addressed| addressed.event.clone()).collect()
    }

    /// How many deliveries were begun.
    pub(crate) fn begun(&self) -> usize {
        self.begun
    }

    fn queue(&mut self, Addressed { event, address }: Addressed) {
        let to = match address {
            Address::Set => self.webhooks.clone().map(|to| to.allowed(self.remote)),
            Address::Own(webhooks) => Some(Ok(webhooks)),
            Address::Unreachable { url, reason } => Some(Err((url, reason))),
        };
        if let Some(to) = to {
            let remote = self.remote;
            match self.queue.try_send(Job { event, to, remote }) {
                Ok(()) => self.begun += 1,
                Err(TrySendError::Full(job)) => self.held.push(job.event.number),
                // The courier ends with the sandbox, and then nobody waits for deliveries.
                Err(TrySendError::Closed(_)) => {}
            }
        }
    }
}
