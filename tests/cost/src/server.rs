//! What answers both sides: the same bytes to each request of a kind, on connections that stay open until the
//! caller closes them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use crate::Error;

pub(crate) const TOKEN: &str = "a-token-of-a-usual-length-0123456789abcdef0123456789abcdef";
pub(crate) const CLIENT_ID: &str = "shop-17";
pub(crate) const CLIENT_SECRET: &str = "a-secret-of-a-usual-length";
pub(crate) const TOKEN_PATH: &str = "/connect/token";
pub(crate) const MSISDN: &str = "256770000017";
pub(crate) const EXTERNAL_REFERENCE: &str = "payout-11200390191";
pub(crate) const NARRATION: &str = "Payout - 11200390191";
pub(crate) const REFERENCE: &str = "48f4be7a-73b3-524d-9a98-6290b56c5f2e";

const ACCEPTED: &str = r#"{"code":202,"status":"accepted","message":"Transaction Initiated","transactionReference":"48f4be7a-73b3-524d-9a98-6290b56c5f2e"}"#;
const TRANSFER: &str = r#"{"code":200,"status":"OK","data":{"transactionSystemId":"ZPY201011098363TX","transactionReference":"48f4be7a-73b3-524d-9a98-6290b56c5f2e","transactionStatus":"SUCCEEDED","amount":186600.50,"msisdn":"256770000017","channel":"API","currencyCode":"UGX-ATLMM","currencyName":"Ugandan shillings (Airtel Money)","MNOTransactionReferenceId":"44970884037","transactionExternalReference":"payout-11200390191","transactionExternalNarrative":"Payout - 11200390191","transactionInitiationDate":"2020-10-11 12:44:04","transactionCompletionDate":"2020-10-11 12:44:09","transactionEntryGeneralType":"DEBIT","transactionEntryDesignation":"TRANSACTION","transactionEntrySpecificType":"OUTBOUND_MSISDN_DEBIT"}}"#;

/// How long an answer waits: long enough that the caller, even when it is slowed down by a counter, has always finished with
/// sending and waits. Else it would be chance whether an answer finds it waiting, and the counts would differ.
const PAUSE: Duration = Duration::from_millis(8);

/// Fails when an answer is not the one that was sent.
pub(crate) fn expect(as_sent: bool) -> Result<(), Error> {
    match as_sent {
        true => Ok(()),
        false => Err("the answer was read wrongly".into()),
    }
}

/// Prints the address, and answers until it is killed.
pub(crate) fn serve() -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    for stream in listener.incoming() {
        let stream = stream?;
        thread::spawn(move || {
            if let Err(error) = converse(&stream) {
                eprintln!("error: a connection of the bench: {error}");
            }
        });
    }
    Ok(())
}

fn converse(mut stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some((first, head)) = head(&mut reader)? {
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok())
            .unwrap_or(0);
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        let authorized = head.contains(&format!("authorization: bearer {TOKEN}"));
        let (status, body) = match first.trim_end() {
            "POST /v1/connect/token HTTP/1.1" => (
                "200 OK",
                format!(r#"{{"access_token":"{TOKEN}","expires_in":3600,"token_type":"Bearer"}}"#),
            ),
            _ if !authorized => ("401 Unauthorized", String::new()),
            "POST /v1/transfers HTTP/1.1" => ("202 Accepted", ACCEPTED.to_owned()),
            first if first.starts_with("GET /v1/transfers/") => ("200 OK", TRANSFER.to_owned()),
            _ => ("404 Not Found", String::new()),
        };
        thread::sleep(PAUSE);
        let length = body.len();
        stream.write_all(
            format!("HTTP/1.1 {status}\r\ndate: Thu, 01 Jan 2026 09:00:00 GMT\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")
                .as_bytes(),
        )?;
    }
    Ok(())
}

/// The first line, and the others in lower case; none when the caller has gone.
fn head(reader: &mut impl BufRead) -> io::Result<Option<(String, String)>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut head = String::new();
    let mut line = String::new();
    while reader.read_line(&mut line)? > 0 && line != "\r\n" {
        head.push_str(&line.to_ascii_lowercase());
        line.clear();
    }
    Ok(Some((first, head)))
}
