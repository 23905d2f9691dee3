//! A proxy that sends every payment twice, and gives the caller the response to the second.

use std::io;
use std::time::Duration;

use malipo::Resolution;
use malipo_sandbox::{Sandbox, Zamupay};
use malipo_tests::faults::{Gateway, Policy, Setting};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::faults::client::{Client, pay, zamupay_client};

const REFERENCE: &str = "payment-17";

/// Starts the proxy before a gateway; it ends with the set.
async fn doubling(gateway: String) -> io::Result<(String, JoinSet<()>)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}", listener.local_addr()?);
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut serving = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let gateway = gateway.clone();
            serving.spawn(async move {
                // A client may close the connection early.
                let _gone = serve(stream, &gateway).await;
            });
        }
    });
    Ok((address, tasks))
}

async fn serve(mut client: TcpStream, gateway: &str) -> io::Result<()> {
    let request = message(&mut client).await?;
    let mut response = forward(gateway, &request).await?;
    if request.starts_with(b"POST /v1/express-deposit") {
        response = forward(gateway, &request).await?;
    }
    client.write_all(&response).await?;
    client.shutdown().await
}

/// Sends a request on a connection of its own, and reads what comes back.
async fn forward(gateway: &str, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(gateway).await?;
    stream.write_all(request).await?;
    message(&mut stream).await
}

/// Reads a request or a response whose head announces its length.
async fn message(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).to_lowercase();
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text[..end].lines().find_map(|line| {
                let length = line.strip_prefix("content-length:")?;
                length.trim().parse::<usize>().ok()
            });
            if read.len() >= end + 4 + length.unwrap_or(0) {
                return Ok(read);
            }
        }
        let mut bytes = [0; 4096];
        match stream.read(&mut bytes).await? {
            0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            count => read.extend_from_slice(&bytes[..count]),
        }
    }
}

#[tokio::test]
async fn fault_a_payment_that_a_proxy_sends_twice_is_not_called_refused_by_the_second_response() {
    let sandbox: Sandbox<Zamupay> = Zamupay::builder().real_time().start().await.unwrap();
    let gateway = sandbox.base_url().split('/').nth(2).unwrap().to_owned();
    let (base_url, _proxy) = doubling(gateway).await.unwrap();
    let setting = Setting {
        gateway: Gateway::Zamupay,
        token_url: format!("{base_url}/connect/token"),
        base_url,
        client_id: sandbox.client_id().to_owned(),
        secret: sandbox.client_secret().to_owned(),
        policy: Policy::Default,
        timeout: Duration::from_secs(20),
        certificate: None,
        reuse: false,
    };
    let client = Client::Zamupay(zamupay_client(&setting).await);
    let error = pay(&client, "createExpressDeposit", REFERENCE)
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(400));
    assert!(error.api_error().is_some(), "the gateway says why");
    assert_eq!(sandbox.ledger().executions(REFERENCE), 1);
    assert!(error.may_have_moved_money(), "{error}");

    let Client::Zamupay(client) = client else {
        unreachable!()
    };
    let became = error.resolve(&client).await.unwrap();
    assert!(matches!(became, Resolution::Executed(_)));
}
