//! Webhooks, as a test sends them: at once, late, again and in another order.

use super::{Gateway, Sandbox};
use crate::{Delivery, Error, WebhookEvent, Webhooks};

impl<G: Gateway> Sandbox<G> {
    /// From now on, sends an event for every payment that is settled; at ZamuPay for every payment order, as its dashboard
    /// sets it. ZamuPay posts everything else to the address in the request, without this.
    ///
    /// It is delivered at once, in the background and after those before it; so it may come before the answer to the
    /// request that made the payment. It is delivered once, whatever the receiver answers:
    /// [`deliver_webhook`](Self::deliver_webhook) repeats it.
    ///
    /// Nothing is posted to another machine unless [`Builder::allow_remote_webhooks`](crate::Builder::allow_remote_webhooks)
    /// was called. Events that find a thousand before them are held back.
    pub fn send_webhooks(&self, webhooks: Webhooks) {
        self.simulation
            .state()
            .gateway
            .books_mut()
            .outbox
            .send_to(webhooks);
    }

    /// From now on, holds events back until [`release_webhooks`](Self::release_webhooks), which makes them late, or until
    /// [`deliver_webhook`](Self::deliver_webhook), which chooses their order.
    pub fn hold_webhooks(&self) {
        self.simulation.state().gateway.books_mut().outbox.hold();
    }

    /// From now on, delivers events at once, and first of all those that were held back, in their order.
    pub fn release_webhooks(&self) {
        self.simulation.state().gateway.books_mut().outbox.release();
    }

    /// Delivers one event: for the first time, if it was held back, or else again, byte for byte.
    ///
    /// It goes to the address that was set last, or to that of the request that it belongs to.
    ///
    /// # Errors
    ///
    /// If there is no event with this [number](WebhookEvent::number).
    pub fn deliver_webhook(&self, number: usize) -> Result<(), Error> {
        self.simulation
            .state()
            .gateway
            .books_mut()
            .outbox
            .deliver(number)
    }

    /// The events so far, delivered or held back; the last 10,000, or as many as
    /// [`Builder::keep_records`](crate::Builder::keep_records) says.
    #[must_use]
    pub fn webhook_events(&self) -> Vec<WebhookEvent> {
        self.simulation.state().gateway.books_mut().outbox.events()
    }

    /// The deliveries so far; as many of the last as of events are kept. It waits for those that are under way; each of them takes
    /// [`patience`](Webhooks::patience) at most.
    pub async fn webhook_deliveries(&self) -> Vec<Delivery> {
        let begun = self.simulation.state().gateway.books_mut().outbox.begun();
        self.courier.done(begun, 0).await
    }

    /// Waits until there are more deliveries than were seen, and gives the new ones. How many were seen is the
    /// [number](Delivery::number) of the last.
    pub async fn webhook_deliveries_after(&self, seen: usize) -> Vec<Delivery> {
        self.courier.done(seen.saturating_add(1), seen).await
    }
}
