//! Running the matrix: a gateway for each cell, several cells at a time.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use malipo_sandbox::{Ledger, ReceivedRequest, Sandbox, Zamupay};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::elsewhere::{Elsewhere, another_certificate};
use super::{Cell, Connection, Gateway, Measured, Operation, Policy, Reported, Trouble};

/// How many cells run at a time.
const AT_A_TIME: usize = 16;

/// The time for a call that only time can end.
const SHORT: Duration = Duration::from_millis(750);

/// The time for every other call. None needs it.
const LONG: Duration = Duration::from_secs(20);

/// How much longer than its time a call may take on a machine that is busy.
const SLACK: Duration = Duration::from_secs(5);

/// How often a cell is set up again whose connection was not the one that it is about.
const SETUPS: u32 = 6;

/// A client of both gateways, as the matrix uses it.
pub trait Caller: Send + Sync + 'static {
    /// What holds its connections.
    type Client: Send + Sync;

    /// A client without connections, and with a token where one is needed.
    fn client(&self, setting: &Setting) -> impl Future<Output = Self::Client> + Send;

    /// Reads something, so that a connection is there.
    fn read(&self, client: &Self::Client) -> impl Future<Output = ()> + Send;

    /// Pays once, under this reference.
    fn pay(
        &self,
        client: &Self::Client,
        operation: &Operation,
        reference: &str,
    ) -> impl Future<Output = Reported> + Send;
}

/// What a client is given.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Whose client it is.
    pub gateway: Gateway,
    /// Where to send calls.
    pub base_url: String,
    /// Where to ask for tokens (a form, POST), where the gateway has such a place.
    pub token_url: String,
    /// The client id; of no use where there is a token from the start.
    pub client_id: String,
    /// Its secret, or the token itself.
    pub secret: String,
    /// How eager it shall be.
    pub policy: Policy,
    /// Whether a payment shall go on a connection that is there, where the client would otherwise make a new one.
    pub reuse: bool,
    /// How long a call may take.
    pub timeout: Duration,
    /// The certificate (PEM) that it trusts, and no other that matters.
    pub certificate: Option<String>,
}

/// Puts a caller through every cell of these operations that can exist.
///
/// # Errors
///
/// When a cell could not be set up as it should be.
pub async fn run<C: Caller>(caller: C, operations: &[Operation]) -> Result<Vec<Measured>, String> {
    let cells = Cell::all(operations);
    run_cells(caller, cells.into_iter().filter(Cell::exists).collect()).await
}

/// Puts a caller through these cells; the results are in their order.
///
/// # Errors
///
/// When a cell could not be set up as it should be.
pub async fn run_cells<C: Caller>(caller: C, cells: Vec<Cell>) -> Result<Vec<Measured>, String> {
    let caller = Arc::new(caller);
    let turns = Arc::new(Semaphore::new(AT_A_TIME));
    let mut running = JoinSet::new();
    for (number, cell) in cells.into_iter().enumerate() {
        let (caller, turns) = (Arc::clone(&caller), Arc::clone(&turns));
        running.spawn(async move {
            let _turn = turns.acquire().await;
            (number, measure(&*caller, cell).await)
        });
    }
    let mut all = Vec::new();
    while let Some(ended) = running.join_next().await {
        let (number, measured) = ended.map_err(|error| error.to_string())?;
        all.push((number, measured?));
    }
    all.sort_by_key(|(number, _)| *number);
    Ok(all.into_iter().map(|(_, measured)| measured).collect())
}

async fn measure<C: Caller>(caller: &C, cell: Cell) -> Result<Measured, String> {
    let mut why = String::new();
    for setup in 1..=SETUPS {
        match attempt(caller, &cell, setup).await {
            Ok(measured) => return Ok(measured),
            Err(problem) => why = problem,
        }
    }
    Err(format!("{cell:?} cannot be set up: {why}"))
}

async fn attempt<C: Caller>(caller: &C, cell: &Cell, setup: u32) -> Result<Measured, String> {
    match cell.operation.gateway {
        Gateway::Zamupay => {
            let sandbox = Zamupay::start().await.map_err(|e| e.to_string())?;
            let credentials = (sandbox.client_id().to_owned(), sandbox.client_secret());
            let setting = setting(cell, sandbox.base_url(), credentials.0, credentials.1);
            in_gateway(caller, cell, setup, setting, sandbox).await
        }
        Gateway::Zengapay => {
            let sandbox = Sandbox::start().await.map_err(|e| e.to_string())?;
            let setting = setting(cell, sandbox.base_url(), String::new(), sandbox.token());
            in_gateway(caller, cell, setup, setting, sandbox).await
        }
    }
}

fn setting(cell: &Cell, base_url: &str, client_id: String, secret: &str) -> Setting {
    Setting {
        gateway: cell.operation.gateway,
        base_url: base_url.to_owned(),
        token_url: format!("{base_url}/connect/token"),
        client_id,
        secret: secret.to_owned(),
        policy: cell.policy,
        reuse: cell.connection != Connection::Fresh,
        timeout: if cell.trouble.lasts() { SHORT } else { LONG },
        certificate: None,
    }
}

/// What a gateway knows of the payments so far.
type Books = (Ledger, Vec<ReceivedRequest>);

async fn in_gateway<C: Caller, G: malipo_sandbox::Gateway>(
    caller: &C,
    cell: &Cell,
    setup: u32,
    mut setting: Setting,
    sandbox: Sandbox<G>,
) -> Result<Measured, String> {
    let elsewhere = elsewhere(cell).await.map_err(|error| error.to_string())?;
    if let Some(elsewhere) = &elsewhere {
        setting.base_url = with_origin(&setting.base_url, elsewhere.origin());
        setting.certificate = Some(another_certificate().map_err(|error| error.to_string())?);
    }
    let client = caller.client(&setting).await;
    let mut warm = None;
    if cell.connection != Connection::Fresh {
        caller.read(&client).await;
        warm = sandbox.requests().last().map(|request| request.connection);
        // The connection goes back into the pool in a task of its own.
        sleep(Duration::from_millis(5) * setup).await;
    }
    if cell.connection == Connection::Stale {
        sandbox.close_idle_connections();
        until(|| sandbox.open_connections() == 0).await?;
    }
    sandbox.stop_failing();
    if let Some(plan) = cell.trouble.plan(&cell.operation.id) {
        let taken = sandbox.fail(plan);
        assert!(taken.is_ok(), "{taken:?}");
    }
    let begun = sandbox.requests().len();
    let reference = "payment-17";
    let gone = cell.trouble == Trouble::Refused && cell.connection == Connection::Stale;
    let (mut books, mut sandbox) = (None, Some(sandbox));
    if gone {
        books = sandbox.take().as_ref().map(books_of);
        refuses(&setting.base_url).await?;
    }

    let paying = caller.pay(&client, &cell.operation, reference);
    let reported = timeout(setting.timeout + SLACK, paying).await.ok();
    // What was sent late, by whatever was left running, counts too.
    sleep(Duration::from_millis(10)).await;

    let (ledger, all) = books
        .or_else(|| sandbox.as_ref().map(books_of))
        .ok_or("there is no gateway")?;
    let since = all.get(begun..).unwrap_or_default();
    let received: Vec<_> = since
        .iter()
        .filter(|request| request.operation.as_deref() == Some(cell.operation.id.as_str()))
        .cloned()
        .collect();
    let measured = Measured::new(
        cell.clone(),
        ledger.executions(reference),
        since.len(),
        &received,
        elsewhere.is_some_and(|elsewhere| elsewhere.has_heard()),
        reported,
    );
    as_meant(cell, warm, &received, &measured)?;
    Ok(measured)
}

fn books_of<G: malipo_sandbox::Gateway>(sandbox: &Sandbox<G>) -> Books {
    (sandbox.ledger(), sandbox.requests())
}

/// Whether the payment has met what it should, on the connection on which it should.
fn as_meant(
    cell: &Cell,
    warm: Option<usize>,
    received: &[ReceivedRequest],
    measured: &Measured,
) -> Result<(), String> {
    let Some(fault) = cell.trouble.fault() else {
        return match received {
            [] => Ok(()),
            _ => Err("the payment has reached the gateway".to_owned()),
        };
    };
    let first = received.first().ok_or("the payment never came")?;
    if first.fault != Some(fault) {
        return Err(format!("it met {:?}", first.fault));
    }
    if cell.trouble.is_after() == Some(true) && measured.executed == 0 {
        return Err(format!("it was not executed: {first:?}"));
    }
    let reused = warm == Some(first.connection);
    if reused != (cell.connection == Connection::Reused) {
        return Err(format!(
            "it came on connection {}, and the read on {warm:?}",
            first.connection
        ));
    }
    Ok(())
}

async fn elsewhere(cell: &Cell) -> io::Result<Option<Elsewhere>> {
    Ok(Some(match cell.trouble {
        Trouble::Refused if cell.connection == Connection::Fresh => Elsewhere::refusing()?,
        Trouble::UntrustedCertificate => Elsewhere::untrusted().await?,
        Trouble::UnknownHost => Elsewhere::unknown(),
        Trouble::SilentHandshake => Elsewhere::silent().await?,
        _ => return Ok(None),
    }))
}

/// The same path at another place.
fn with_origin(base_url: &str, origin: &str) -> String {
    let path = base_url.splitn(4, '/').nth(3).unwrap_or_default();
    format!("{origin}/{path}").trim_end_matches('/').to_owned()
}

/// Waits until nobody listens there any more.
async fn refuses(base_url: &str) -> Result<(), String> {
    let address = base_url.split('/').nth(2).unwrap_or_default();
    for _ in 0..5_000 {
        if TcpStream::connect(address).await.is_err() {
            return Ok(());
        }
        sleep(Duration::from_millis(1)).await;
    }
    Err(format!("somebody still listens at {address}"))
}

async fn until(mut holds: impl FnMut() -> bool) -> Result<(), String> {
    for _ in 0..5_000 {
        if holds() {
            return Ok(());
        }
        sleep(Duration::from_millis(1)).await;
    }
    Err("the client keeps a connection that the gateway has closed".to_owned())
}
