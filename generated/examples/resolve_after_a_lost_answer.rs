//! Finds out what became of payouts whose answers were lost: after an error, and after a restart.
//!
//! ```sh
//! cargo run --package malipo --example resolve_after_a_lost_answer
//! ```
//!
//! It runs against an embedded gateway, without a network and an account. What is marked `offline` is not needed with
//! the real one: delete it, and take the client from `Client::from_env()`.

use std::error::Error;
use std::future::IntoFuture;
use std::time::{Duration, SystemTime};

use malipo::runtime::Resolve;
use malipo::zengapay::types::TransferRequest;
use malipo::zengapay::{Client, Record, operations};
use malipo::{Resolution, dec};
use tokio::time::timeout;

/// What you keep of a payout, in your database, before a byte of it is sent. It is all that is needed to find it again.
struct Kept {
    reference: &'static str,
    attempted_at: SystemTime,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = offline::Gateway::start().await?; // offline
    let zengapay = gateway.client()?; // in real life: Client::from_env()?

    // The gateway carries it out, and the connection breaks before the answer is here.
    gateway.lose_answers(); // offline
    if let Err(error) = zengapay.create_transfer(payout("payout-17")?).await {
        println!("{error}");
        println!("payout-17: {}", became(error.resolve(&zengapay)).await?);
    }

    // The connection breaks before the gateway has it. Nobody can tell the two apart but the gateway.
    gateway.lose_requests(); // offline
    if let Err(error) = zengapay.create_transfer(payout("payout-18")?).await {
        println!("{error}");
        let search = error.resolve(&zengapay).tries(2);
        println!("payout-18: {}", became(search).await?);
    }

    // The caller gives up, or dies: there is no error, and what was kept before must do.
    gateway.hold_answers(); // offline
    let kept = Kept {
        reference: "payout-19",
        attempted_at: SystemTime::now(),
    };
    let call = zengapay.create_transfer(payout(kept.reference)?);
    if timeout(Duration::from_secs(1), call.into_future())
        .await
        .is_err()
    {
        let search =
            zengapay.resolve::<operations::CreateTransfer>(kept.reference, kept.attempted_at);
        println!("payout-19, after a restart: {}", became(search).await?);
    }

    gateway.judge() // offline
}

/// What the gateway made of a payout, in words.
async fn became(search: Resolve<Client>) -> Result<String, malipo::Error> {
    Ok(match search.await? {
        // It may be pending: then wait for it, by the gateway's own reference.
        Resolution::Executed(found) => {
            let settlement = found.settlement();
            let reference = match found.into_record() {
                Record::StatementEntry(row) => row.transaction_reference,
                Record::Transaction(transfer) => transfer.transaction_reference,
                _ => "an answer that this version does not know".to_owned(),
            };
            format!("the gateway has it, {settlement:?}, as {reference}")
        }
        // Not the same as not executed. Look again later; to pay again is for somebody who has asked the gateway.
        Resolution::NotFound { tries, .. } => format!("not found in {tries} looks"),
        // Several, or one that may be another: somebody has to look at them.
        Resolution::Unclear(candidates) => format!("unclear among {}", candidates.len()),
    })
}

fn payout(reference: &str) -> Result<TransferRequest, malipo::MsisdnError> {
    Ok(TransferRequest::builder()
        .to_msisdn("256770000017".parse()?)
        .amount(dec!(1500.50))
        .external_reference(reference)
        .narration("Refund")
        .build())
}

/// The embedded gateway, at the end of a way on which things are lost.
mod offline {
    use std::error::Error;
    use std::io;
    use std::net::SocketAddr;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU8, Ordering};

    use malipo::zengapay::{Client, Environment};
    use malipo_sandbox::Sandbox;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, copy_bidirectional};
    use tokio::net::{TcpListener, TcpStream};

    const ANSWERS_ARE_LOST: u8 = 0;
    const REQUESTS_ARE_LOST: u8 = 1;
    const ANSWERS_DO_NOT_COME: u8 = 2;

    pub(crate) struct Gateway {
        sandbox: Sandbox,
        way: SocketAddr,
        fault: Arc<AtomicU8>,
    }

    impl Gateway {
        pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
            // The time of day, so that a payout is found by when it was made.
            let sandbox = Sandbox::builder().real_time().start().await?;
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let way = listener.local_addr()?;
            let fault = Arc::new(AtomicU8::new(ANSWERS_ARE_LOST));
            let address = sandbox.base_url().replace("http://", "");
            let gateway: SocketAddr = address.split('/').next().unwrap_or_default().parse()?;
            let faults = Arc::clone(&fault);
            tokio::spawn(async move {
                while let Ok((caller, _)) = listener.accept().await {
                    tokio::spawn(lead(caller, gateway, faults.load(Ordering::SeqCst)));
                }
            });
            Ok(Self {
                sandbox,
                way,
                fault,
            })
        }

        pub(crate) fn client(&self) -> Result<Client, malipo::Error> {
            Client::builder(Environment::Sandbox, self.sandbox.token())
                .base_url(format!("http://{}/v1", self.way))
                .build()
        }

        pub(crate) fn lose_answers(&self) {
            self.fault.store(ANSWERS_ARE_LOST, Ordering::SeqCst);
        }

        pub(crate) fn lose_requests(&self) {
            self.fault.store(REQUESTS_ARE_LOST, Ordering::SeqCst);
        }

        pub(crate) fn hold_answers(&self) {
            self.fault.store(ANSWERS_DO_NOT_COME, Ordering::SeqCst);
        }

        /// What has to be true at the end.
        pub(crate) fn judge(&self) -> Result<(), Box<dyn Error>> {
            let ledger = self.sandbox.ledger();
            let executions =
                ["payout-17", "payout-18", "payout-19"].map(|payout| ledger.executions(payout));
            if executions != [1, 0, 1] {
                return Err(format!("the gateway carried them out {executions:?} times").into());
            }
            Ok(())
        }
    }

    /// Leads one request to the gateway; if it is a payment, something is lost.
    async fn lead(mut caller: TcpStream, gateway: SocketAddr, fault: u8) -> io::Result<()> {
        let mut request = vec![0; 64 * 1024];
        let length = caller.read(&mut request).await?;
        request.truncate(length);
        let is_payment = request.starts_with(b"POST");
        if is_payment && fault == REQUESTS_ARE_LOST {
            return Ok(());
        }
        // The next request comes by a connection of its own.
        let after_the_first_line = request.split_inclusive(|byte| *byte == b'\n').next();
        let headers = after_the_first_line.map_or(0, <[u8]>::len);
        request.splice(headers..headers, *b"connection: close\r\n");
        let mut gateway = TcpStream::connect(gateway).await?;
        gateway.write_all(&request).await?;
        if !is_payment {
            copy_bidirectional(&mut caller, &mut gateway).await?;
            return Ok(());
        }
        let (mut from_caller, _to_caller) = caller.split();
        let (mut from_gateway, mut to_gateway) = gateway.split();
        let mut answer = [0; 1];
        tokio::select! {
            end = copy(&mut from_caller, &mut to_gateway) => { end?; }
            // It answers, so it has carried the payment out.
            end = from_gateway.read_exact(&mut answer) => {
                end?;
                if fault == ANSWERS_DO_NOT_COME {
                    let _gone = copy(&mut from_caller, &mut to_gateway).await;
                }
            }
        }
        Ok(())
    }
}
