//! The simulator as a program: `malipo-sandbox [PORT]`.

use std::io::BufRead;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use malipo_sandbox::{Error, Fate, Ledger, Payment, Sandbox, Which, grouped};
use tokio::sync::mpsc;

const USAGE: &str = "usage: malipo-sandbox [PORT]

Starts a simulated ZENGAPAY on 127.0.0.1, on PORT or else on a free port, until Ctrl-C.
It moves no money and remembers nothing.";

const COMMANDS: &str = "Type:
  approve REFERENCE        the subscriber approves a collection, or the network carries a transfer out
  decline REFERENCE        the subscriber or the network refuses it
  indeterminate REFERENCE  nobody knows how it will end; approve and decline still work
  approve                  show the payments that are not finished
  decide FATE WHICH        what becomes of payments from now on
  throttle COUNT [SECONDS] refuse the next requests with 429, with a Retry-After if SECONDS are given
  whitelist [ADDRESS …]    allow sensitive operations from these addresses only; 127.0.0.1 is where clients come from
  ledger                   show what was paid
REFERENCE is a transactionReference, or your own external_reference if one unfinished payment has it.
FATE is approve, decline, leave-pending or indeterminate.
WHICH is next, collections, transfers, number 256…, or reference REFERENCE.
Phone numbers that end in 900001 approve at once, in 900002 decline, in 900003 stay pending, in 900004 are
indeterminate, in 900005 and 900006 are indeterminate for an hour and then approve or decline.
Ctrl-C stops it.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut builder = Sandbox::builder().real_time();
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => {}
        [help] if help == "--help" || help == "-h" => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        [port] => match port.parse() {
            Ok(port) => builder = builder.port(port),
            Err(_) => {
                eprintln!(
                    "error: \"{port}\" is not a port; give a number from 0 to 65535\n\n{USAGE}"
                );
                return ExitCode::from(2);
            }
        },
        _ => {
            eprintln!("error: too many arguments; give one port or none\n\n{USAGE}");
            return ExitCode::from(2);
        }
    }
    let sandbox = match builder.start().await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!("A simulated ZENGAPAY listens on {}.", sandbox.base_url());
    println!("\nFor malipo, set:");
    println!("  export ZENGAPAY_ENVIRONMENT=sandbox");
    println!("  export ZENGAPAY_BASE_URL={}", sandbox.base_url());
    println!("  export ZENGAPAY_TOKEN={}", sandbox.token());
    println!("\n{COMMANDS}\n");

    let mut lines = typed_lines();
    loop {
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => {
                println!("\n{}", sandbox.ledger());
                return match stopped {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => {
                        eprintln!("error: Ctrl-C cannot be waited for: {error}");
                        ExitCode::FAILURE
                    }
                };
            }
            // Nobody types when there is no terminal; Ctrl-C still works then.
            Some(line) = lines.recv() => obey(&sandbox, &line),
        }
    }
}

/// What is typed, line by line. A thread of its own: reading a terminal cannot be given up half-way.
fn typed_lines() -> mpsc::UnboundedReceiver<String> {
    let (sender, receiver) = mpsc::unbounded_channel();
    thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

fn obey(sandbox: &Sandbox, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    match answer(sandbox, line) {
        Some(said) => println!("{said}"),
        None => println!("\"{line}\" is not a command. {COMMANDS}"),
    }
}

/// Does what a line says, and gives what there is to say of it; nothing if it is not a command.
fn answer(sandbox: &Sandbox, line: &str) -> Option<String> {
    match first_word(line) {
        ("approve" | "decline" | "indeterminate", "") => Some(unsettled(&sandbox.ledger())),
        ("approve", reference) => Some(changed(sandbox.approve(reference))),
        ("decline", reference) => Some(changed(sandbox.decline(reference))),
        ("indeterminate", reference) => Some(changed(sandbox.make_indeterminate(reference))),
        ("decide", rest) => decide(sandbox, rest),
        ("throttle", rest) => throttle(sandbox, rest),
        ("whitelist", rest) => whitelist(sandbox, rest),
        ("ledger", "") => Some(sandbox.ledger().to_string()),
        _ => None,
    }
}

/// The first word, and what comes after it: a merchant's reference may hold spaces.
fn first_word(text: &str) -> (&str, &str) {
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim_start()))
}

fn decide(sandbox: &Sandbox, rest: &str) -> Option<String> {
    let (fate, which) = first_word(rest);
    let fate = [
        Fate::Approve,
        Fate::Decline,
        Fate::LeavePending,
        Fate::Indeterminate,
    ]
    .into_iter()
    .find(|known| known.to_string() == fate)?;
    let rule = match first_word(which) {
        ("next", "") => Which::Next,
        ("collections", "") => Which::Collections,
        ("transfers", "") => Which::Transfers,
        ("number", number) if !number.is_empty() => Which::Number(number.to_owned()),
        ("reference", reference) if !reference.is_empty() => Which::Reference(reference.to_owned()),
        _ => return None,
    };
    sandbox.decide(rule, fate);
    Some(format!("decided: {fate} {which}"))
}

fn throttle(sandbox: &Sandbox, rest: &str) -> Option<String> {
    let (requests, seconds) = first_word(rest);
    let requests = requests.parse().ok()?;
    let retry_after = match seconds {
        "" => None,
        seconds => Some(Duration::from_secs(seconds.parse().ok()?)),
    };
    sandbox.throttle(requests, retry_after);
    Some(format!("requests that get 429 next: {requests}"))
}

fn whitelist(sandbox: &Sandbox, rest: &str) -> Option<String> {
    let addresses: Vec<Ipv4Addr> = rest
        .split_whitespace()
        .map(|address| address.parse().ok())
        .collect::<Option<_>>()?;
    let said = format!("addresses that are whitelisted: {}", addresses.len());
    sandbox.whitelist(addresses);
    Some(said)
}

/// The payments that are not finished, as a table.
fn unsettled(ledger: &Ledger) -> String {
    let mut lines = vec![format!(
        "{:<36} {:<10} {:<13} {:>18}  external_reference",
        "transactionReference", "kind", "status", "amount"
    )];
    lines.extend(ledger.unsettled().map(|payment| {
        format!(
            "{:<36} {:<10} {:<13} {:>18}  {}",
            payment.reference,
            payment.kind,
            payment.status,
            grouped(payment.amount),
            payment.external_reference
        )
    }));
    match lines.len() {
        1 => "every payment is finished".to_owned(),
        _ => lines.join("\n"),
    }
}

fn changed(payment: Result<Payment, Error>) -> String {
    match payment {
        Ok(payment) => format!("{} {}", payment.reference, payment.status),
        Err(error) => error.to_string(),
    }
}
