//! The program on its own, as somebody uses it who types into it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::{MTN, collection};

/// The running program; it ends with the test.
struct Program {
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}

impl Program {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_malipo-sandbox"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let _nobody_reads = sender.send(line);
            }
        });
        Self { child, lines }
    }

    /// The first line from here on that holds this text.
    fn line(&self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(20)).unwrap();
            if line.contains(text) {
                return line;
            }
        }
    }

    fn variable(&self, name: &str) -> String {
        let line = self.line(&format!("{name}="));
        line.split_once('=').unwrap().1.to_owned()
    }

    fn type_in(&self, line: &str) {
        let mut stdin = self.child.stdin.as_ref().unwrap();
        writeln!(stdin, "{line}").unwrap();
    }
}

#[test]
fn what_is_pending_is_listed_and_settled_by_the_merchants_reference() {
    let program = Program::start();
    let base_url = program.variable("ZENGAPAY_BASE_URL");
    let token = program.variable("ZENGAPAY_TOKEN");
    program.line("Ctrl-C");
    program.type_in("approve");
    program.line("no collection is pending");

    let authority = base_url.strip_prefix("http://").unwrap();
    let authority = authority.split('/').next().unwrap();
    let ask = |reference: &str| {
        let body = collection(MTN, "5000", reference);
        let request = format!(
            "POST /v1/collections HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\nauthorization: Bearer {token}\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(authority).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 202"), "{answer}");
    };
    ask("order 17");
    ask("order 18");
    ask("order 18");

    program.type_in("  decline  ");
    assert!(program.line("transactionReference").contains("amount"));
    let listed = ["order 17", "order 18", "order 18"].map(|order| program.line(order));
    let reference = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    assert!(listed[0].contains("5,000"), "{}", listed[0]);

    program.type_in("approve order 17");
    assert_eq!(
        program.line("succeeded"),
        format!("{} succeeded", reference(&listed[0]))
    );
    program.type_in("decline order 18");
    let ambiguous = program.line("2 payments under order 18 are pending");
    assert!(ambiguous.contains(&reference(&listed[1])), "{ambiguous}");
    assert!(ambiguous.contains(&reference(&listed[2])), "{ambiguous}");
    program.type_in(&format!("decline {}", reference(&listed[2])));
    program.line("failed");
    program.type_in("decline order 18");
    assert_eq!(
        program.line("failed"),
        format!("{} failed", reference(&listed[1]))
    );
    program.type_in("approve order 19");
    program.line("the ledger has no payment order 19");
    program.type_in("ledger now");
    program.line("\"ledger now\" is not a command");
}
