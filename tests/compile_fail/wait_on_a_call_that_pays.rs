//! Only a call that reads a payment can be waited on, and the message lists all of them.
use std::time::Duration;

use malipo::zengapay::{Client, types::TransferRequest};

fn wait(client: Client, payout: TransferRequest, limit: Duration) {
    let _ = client.create_transfer(payout).wait(limit);
}

fn main() {}
