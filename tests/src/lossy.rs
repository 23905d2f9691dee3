//! A way to a gateway on which the answer to the first payment is lost: the gateway has carried it out, and the connection
//! breaks before the caller hears of it.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// The way; it ends when it is dropped.
#[derive(Debug)]
pub struct Lossy {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Lossy {
    /// Leads to a gateway whose base URL is `http://host:port/…`.
    ///
    /// # Errors
    ///
    /// When no port can be had, or the address has another form.
    pub async fn to(base_url: &str) -> io::Result<Self> {
        let gateway = base_url
            .strip_prefix("http://")
            .and_then(|rest| rest.split('/').next())
            .and_then(|host| host.parse::<SocketAddr>().ok())
            .ok_or_else(|| io::Error::other("the gateway's address is not http://host:port"))?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let lost = Arc::new(AtomicBool::new(false));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(lead(stream, gateway, Arc::clone(&lost)));
            }
        });
        Ok(Self { address, task })
    }

    /// The same base URL by this way.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }
}

impl Drop for Lossy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn lead(mut caller: TcpStream, gateway: SocketAddr, lost: Arc<AtomicBool>) -> io::Result<()> {
    let mut to_gateway = TcpStream::connect(gateway).await?;
    let mut start = [0; 4];
    caller.read_exact(&mut start).await?;
    to_gateway.write_all(&start).await?;
    if &start != b"POST" || lost.swap(true, Ordering::SeqCst) {
        copy_bidirectional(&mut caller, &mut to_gateway).await?;
        return Ok(());
    }
    let (mut from_caller, _) = caller.split();
    let (mut from_gateway, mut gateway) = to_gateway.split();
    let mut answer = [0; 1];
    tokio::select! {
        end = tokio::io::copy(&mut from_caller, &mut gateway) => { end?; }
        // It answers, so it has done what it was asked for. Nobody hears it.
        end = from_gateway.read_exact(&mut answer) => { end?; }
    }
    Ok(())
}
