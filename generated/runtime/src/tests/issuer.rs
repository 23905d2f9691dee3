//! A gateway with a token endpoint, on a real socket, under the control of a test.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::gateway::client::Client;
use super::server::read_request;
use crate::auth::{ClientCredentials, TokenCache};
use crate::call::ClientBuilder;
use crate::http::Retries;

/// What every call of the gateway is answered with, when it has shown a token that is valid.
const FOUND: &str = r#"{"code":202,"status":"accepted","transactionReference":"t-1"}"#;

/// A gateway that grants tokens `tok-4711-1`, `tok-4711-2`, …, of which the last one is valid.
pub(super) struct Issuer {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    open: watch::Sender<bool>,
}

/// What the gateway does, and what it has seen.
pub(super) struct Script {
    /// `expires_in` as it stands in the JSON; left out if it is empty.
    pub(super) expires_in: String,
    /// Answers a request for a token with this status line, headers and body in place of a token.
    pub(super) no_token: Option<(&'static str, &'static str, String)>,
    /// The number of the token that calls are accepted with.
    pub(super) valid: usize,
    /// Answers calls that show a valid token with this status.
    pub(super) status: &'static str,
    /// The requests for a token.
    pub(super) asked: Vec<String>,
    /// The calls, without the line of the token, and the number of the token.
    pub(super) calls: Vec<(String, usize)>,
}

impl Issuer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(Script {
            expires_in: "3600".to_owned(),
            no_token: None,
            valid: 0,
            status: "200 OK",
            asked: Vec::new(),
            calls: Vec::new(),
        }));
        let (open, gate) = watch::channel(true);
        let shared = script.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, shared.clone(), gate.clone()));
            }
        });
        Self {
            address,
            script,
            open,
        }
    }

    pub(super) fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap()
    }

    /// Answers no request for a token until it is let through.
    pub(super) fn hold(&self) {
        self.open.send_replace(false);
    }

    pub(super) fn let_through(&self) {
        self.open.send_replace(true);
    }

    /// Waits until so many tokens were asked for.
    pub(super) async fn was_asked(&self, times: usize) {
        for _ in 0..2000 {
            if self.asked() == times {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("{} requests for a token, not {times}", self.asked());
    }

    /// How many tokens were asked for.
    pub(super) fn asked(&self) -> usize {
        self.script().asked.len()
    }

    /// The numbers of the tokens that the calls have shown, in their order.
    pub(super) fn shown(&self) -> Vec<usize> {
        let script = self.script();
        script.calls.iter().map(|(_, token)| *token).collect()
    }

    /// Makes the token that was granted last worthless, as if it had been withdrawn.
    pub(super) fn withdraw(&self) {
        self.script().valid = usize::MAX;
    }

    pub(super) fn refuse_tokens(&self, status: &'static str, body: impl Into<String>) {
        self.script().no_token = Some((status, "", body.into()));
    }

    pub(super) fn grant_tokens(&self) {
        self.script().no_token = None;
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        // What is counted here is tokens, and not what a policy makes of a failure.
        ClientBuilder::new(self.url("/v1"))
            .client_credentials(credentials())
            .retries(Retries::none())
    }

    pub(super) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// A client, and the cache by which its clock can be put forward.
    pub(super) fn timed(&self) -> (Client, TokenCache) {
        let cache = TokenCache::default();
        let client = self.builder().token_cache(&cache).build().unwrap();
        (client, cache)
    }
}

pub(super) fn credentials() -> ClientCredentials {
    ClientCredentials::new("shop-4712", "secret-4711")
        .token_url("/token")
        .scope("pay")
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>, mut gate: watch::Receiver<bool>) {
    while let Some(request) = read_request(&mut stream).await {
        let (first, _) = request.split_once(" HTTP/1.1").unwrap();
        let answer = if first.ends_with("/token") {
            script.lock().unwrap().asked.push(request);
            if gate.wait_for(|open| *open).await.is_err() {
                return;
            }
            script.lock().unwrap().grant()
        } else {
            script.lock().unwrap().answer(&request)
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}

impl Script {
    fn grant(&mut self) -> String {
        if let Some((status, headers, body)) = &self.no_token {
            return http(status, headers, body);
        }
        self.valid = self.asked.len();
        let life = match self.expires_in.as_str() {
            "" => String::new(),
            told => format!(r#","expires_in":{told}"#),
        };
        let body = format!(
            r#"{{"access_token":"tok-4711-{}","token_type":"Bearer"{life}}}"#,
            self.valid
        );
        http("200 OK", "", &body)
    }

    fn answer(&mut self, request: &str) -> String {
        let shown = |line: &&str| line.starts_with("authorization: ");
        let token = request.lines().find(shown).map_or(0, |line| {
            let number = line.strip_prefix("authorization: Bearer tok-4711-");
            number.unwrap().parse().unwrap()
        });
        let others: Vec<_> = request.lines().filter(|line| !shown(line)).collect();
        self.calls.push((others.join("\n"), token));
        if token == self.valid {
            return http(self.status, "", FOUND);
        }
        let body = r#"{"code":401,"status":"Unauthorized","message":"no, Amina"}"#;
        http("401 Unauthorized", "", body)
    }
}

fn http(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}")
}
