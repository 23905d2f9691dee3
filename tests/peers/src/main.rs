//! Other HTTP clients in Malipo's fault matrix: the same payments, faults and judge, with requests written by hand.
//!
//! `cargo xtask bench faults` runs it. Each client is as its documents show it first, with all of its defaults.

use std::error::Error;

use malipo_tests::faults::{
    Caller, Cell, Gateway, Measured, Operation, Policy, Reported, Setting, Trouble, last_line,
    operations, requests, run_cells, summary, troubles,
};
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest_middleware::{ClientBuilder, ClientWithMiddleware};
use reqwest_retry::RetryTransientMiddleware;
use reqwest_retry::policies::ExponentialBackoff;
use serde_json::Value;

/// Why a call failed; nobody here asks further.
type Failed = Box<dyn Error + Send + Sync>;

/// A way to send a request that was built by hand.
trait Way: Send + Sync + 'static {
    fn new() -> Self;

    fn send(
        &self,
        request: reqwest::Request,
    ) -> impl Future<Output = Result<reqwest::Response, Failed>> + Send;
}

/// reqwest itself.
struct Plain(reqwest::Client);

impl Way for Plain {
    fn new() -> Self {
        Self(reqwest::Client::new())
    }

    async fn send(&self, request: reqwest::Request) -> Result<reqwest::Response, Failed> {
        Ok(self.0.execute(request).await?)
    }
}

/// reqwest behind reqwest-middleware and reqwest-retry: three retries, and all else as it comes.
struct Retrying(ClientWithMiddleware);

impl Way for Retrying {
    fn new() -> Self {
        let policy = ExponentialBackoff::builder().build_with_max_retries(3);
        let retry = RetryTransientMiddleware::new_with_policy(policy);
        Self(
            ClientBuilder::new(reqwest::Client::new())
                .with(retry)
                .build(),
        )
    }

    async fn send(&self, request: reqwest::Request) -> Result<reqwest::Response, Failed> {
        Ok(self.0.execute(request).await?)
    }
}

/// A caller that writes its requests by hand.
struct ByHand<W>(std::marker::PhantomData<fn() -> W>);

/// A client of a gateway, and its token.
struct Client<W> {
    way: W,
    /// Only builds requests.
    builder: reqwest::Client,
    setting: Setting,
    token: String,
}

impl<W: Way> Client<W> {
    async fn read(&self) -> Result<Value, Failed> {
        let path = requests::something_to_read(self.setting.gateway);
        let url = format!("{}{path}", self.setting.base_url);
        let request = self.builder.get(url).bearer_auth(&self.token);
        let answer = self
            .way
            .send(request.header(ACCEPT, "application/json").build()?);
        Ok(answer.await?.error_for_status()?.json().await?)
    }

    async fn pay(&self, operation: &str, reference: &str) -> Result<Value, Failed> {
        let payment = requests::payment(operation, reference).ok_or("no such payment is known")?;
        let url = format!("{}{}", self.setting.base_url, payment.path);
        let request = self
            .builder
            .post(url)
            .bearer_auth(&self.token)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .body(payment.body)
            .build()?;
        let answer = self.way.send(request).await?;
        Ok(answer.error_for_status()?.json().await?)
    }
}

async fn token(setting: &Setting) -> Result<String, Failed> {
    if setting.gateway == Gateway::Zengapay {
        return Ok(setting.secret.clone());
    }
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", &setting.client_id),
        ("client_secret", &setting.secret),
        ("scope", "PyPay_api"),
    ];
    let asking = reqwest::Client::new().post(&setting.token_url).form(&form);
    let answer: Value = asking.send().await?.error_for_status()?.json().await?;
    let token = answer["access_token"].as_str().ok_or("no token came")?;
    Ok(token.to_owned())
}

impl<W: Way> Caller for ByHand<W> {
    type Client = Client<W>;

    async fn client(&self, setting: &Setting) -> Client<W> {
        Client {
            way: W::new(),
            builder: reqwest::Client::new(),
            setting: setting.clone(),
            // Without one, every payment is refused, and the matrix says that its cells cannot be set up.
            token: token(setting).await.unwrap_or_default(),
        }
    }

    async fn read(&self, client: &Client<W>) {
        // If it fails, there is no connection, which the matrix sees as well.
        let _failed = client.read().await;
    }

    async fn pay(&self, client: &Client<W>, operation: &Operation, reference: &str) -> Reported {
        match client.pay(&operation.id, reference).await {
            Ok(_) => Reported::Accepted,
            Err(_) => Reported::Failed {
                phase: None,
                may_have_moved_money: None,
            },
        }
    }
}

async fn measure<W: Way>(name: &str, policy: Policy) -> Result<(), String> {
    let cells = Cell::all(&operations()?);
    let mine = cells
        .into_iter()
        // What a body proves is a question to Malipo; others do not say what a failure means for money.
        .filter(|cell| cell.exists() && cell.policy == policy && cell.trouble.says().is_none());
    let all = run_cells(ByHand::<W>(std::marker::PhantomData), mine.collect()).await?;
    let after: Vec<_> = troubles()
        .into_iter()
        .filter(|trouble| matches!(trouble, Trouble::After(_)))
        .collect();
    let under = |wanted: fn(&Measured) -> bool| {
        let all = all.iter().filter(|one| wanted(one));
        let mut names: Vec<_> = all.map(|one| one.cell.trouble.name()).collect();
        names.sort();
        names.dedup();
        names
    };
    let twice = under(Measured::is_executed_twice);
    println!("## {name}\n\n{}\n{}", summary(&all), last_line(&all));
    println!(
        "executed twice under {} of {} faults: {}",
        twice.len(),
        after.len(),
        twice.join(", ")
    );
    let unbounded = under(Measured::is_unbounded);
    println!("without an end under: {}\n", unbounded.join(", "));
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), String> {
    measure::<Plain>("reqwest", Policy::Default).await?;
    measure::<Retrying>("reqwest-middleware with reqwest-retry", Policy::Eager).await
}
