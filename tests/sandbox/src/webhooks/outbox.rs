//! Which events there are, and which of them are on their way.

use tokio::sync::mpsc::UnboundedSender;

use super::courier::Job;
use super::{Address, WebhookEvent, Webhooks};
use crate::Error;

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
    holding: bool,
    events: Vec<WebhookEvent>,
    /// Where each of them goes.
    addresses: Vec<Address>,
    /// Numbers of the events that were held back and never delivered, in order.
    held: Vec<usize>,
    begun: usize,
    queue: UnboundedSender<Job>,
}

impl Outbox {
    pub(crate) fn new(queue: UnboundedSender<Job>) -> Self {
        Self {
            webhooks: None,
            holding: false,
            events: Vec::new(),
            addresses: Vec::new(),
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
        self.add(draft, Address::in_request(url));
    }

    fn add(&mut self, draft: Draft, address: Address) {
        let event = WebhookEvent {
            number: self.events.len() + 1,
            kind: draft.kind.to_owned(),
            reference: draft.reference,
            headers: draft.headers,
            body: draft.body,
        };
        self.events.push(event.clone());
        self.addresses.push(address.clone());
        if self.holding {
            self.held.push(event.number);
        } else {
            self.queue(event, address);
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
        let (event, address) = number
            .checked_sub(1)
            .and_then(|place| self.events.get(place).zip(self.addresses.get(place)))
            .map(|(event, address)| (event.clone(), address.clone()))
            .ok_or(Error::UnknownEvent {
                number,
                events: self.events.len(),
            })?;
        self.held.retain(|held| *held != number);
        self.queue(event, address);
        Ok(())
    }

    pub(crate) fn events(&self) -> &[WebhookEvent] {
        &self.events
    }

    /// How many deliveries were begun.
    pub(crate) fn begun(&self) -> usize {
        self.begun
    }

    fn queue(&mut self, event: WebhookEvent, address: Address) {
        let to = match address {
            Address::Set => self.webhooks.clone().map(Ok),
            Address::Own(webhooks) => Some(Ok(webhooks)),
            Address::Unreachable { url, reason } => Some(Err((url, reason))),
        };
        if let Some(to) = to {
            self.begun += 1;
            // The courier ends with the sandbox, and then nobody waits for deliveries.
            let _ended = self.queue.send(Job { event, to });
        }
    }
}
