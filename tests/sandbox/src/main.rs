//! The simulator as a program: `malipo-sandbox [PORT]`.

use std::io::BufRead;
use std::process::ExitCode;
use std::thread;

use malipo_sandbox::{Error, Ledger, Payment, PaymentKind, Sandbox, grouped};
use tokio::sync::mpsc;

const USAGE: &str = "usage: malipo-sandbox [PORT]

Starts a simulated ZENGAPAY on 127.0.0.1, on PORT or else on a free port, until Ctrl-C.
It moves no money and remembers nothing.";

const COMMANDS: &str = "Type:
  approve REFERENCE    the subscriber approves a pending collection
  decline REFERENCE    the subscriber declines it
  approve              show the collections that are pending
  ledger               show what was paid
REFERENCE is a transactionReference, or your own external_reference if one pending collection has it.
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
    // A merchant's reference may hold spaces.
    let (command, reference) = line
        .split_once(char::is_whitespace)
        .map_or((line, ""), |(command, rest)| (command, rest.trim_start()));
    match (command, reference) {
        ("", _) => {}
        ("approve" | "decline", "") => tell_pending(&sandbox.ledger()),
        ("approve", reference) => tell(sandbox.approve(reference)),
        ("decline", reference) => tell(sandbox.decline(reference)),
        ("ledger", "") => println!("{}", sandbox.ledger()),
        _ => println!("\"{line}\" is not a command. {COMMANDS}"),
    }
}

fn tell_pending(ledger: &Ledger) {
    let pending: Vec<_> = ledger
        .pending()
        .filter(|payment| payment.kind == PaymentKind::Collection)
        .collect();
    if pending.is_empty() {
        println!("no collection is pending");
        return;
    }
    println!(
        "{:<36} {:>18}  external_reference",
        "transactionReference", "amount"
    );
    for payment in pending {
        println!(
            "{:<36} {:>18}  {}",
            payment.reference,
            grouped(payment.amount),
            payment.external_reference
        );
    }
}

fn tell(settled: Result<Payment, Error>) {
    match settled {
        Ok(payment) => println!("{} {}", payment.reference, payment.status),
        Err(error) => println!("{error}"),
    }
}
