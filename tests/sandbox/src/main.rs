//! The simulator as a program: `malipo-sandbox [PORT] [--webhook URL [--secret SECRET]]`.

use std::io::BufRead;
use std::process::ExitCode;
use std::thread;

use malipo_sandbox::{
    Delivery, Error, Ledger, Payment, PaymentKind, Sandbox, WebhookEvent, Webhooks, grouped,
};
use tokio::sync::mpsc;

const USAGE: &str = "usage: malipo-sandbox [PORT] [--webhook URL [--secret SECRET]]

Starts a simulated ZENGAPAY on 127.0.0.1, on PORT or else on a free port, until Ctrl-C.
It moves no money and remembers nothing.

  --webhook URL      posts an event to URL, which begins with http://, when a payment is settled
  --secret SECRET    signs the events with SECRET";

const COMMANDS: &str = "Type:
  approve REFERENCE    the subscriber approves a pending collection
  decline REFERENCE    the subscriber declines it
  approve              show the collections that are pending
  ledger               show what was paid
  events               show the webhook events, delivered or held back
  deliver NUMBER       deliver an event: again, or now if it was held back
  hold                 from now on, hold events back
  release              deliver what was held back, and from now on all at once
REFERENCE is a transactionReference, or your own external_reference if one pending collection has it.
Ctrl-C stops it.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprintln!("error: {problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let builder = Sandbox::builder().real_time().port(arguments.port);
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
    if let Some(webhooks) = arguments.webhooks {
        let signed = if arguments.signed {
            "signed"
        } else {
            "unsigned"
        };
        println!("\nIt posts {signed} events to {}.", webhooks.url());
        sandbox.send_webhooks(webhooks);
    }
    println!("\n{COMMANDS}\n");

    let mut lines = typed_lines();
    let mut delivered = 0;
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
            deliveries = sandbox.webhook_deliveries_after(delivered) => {
                delivered += deliveries.len();
                deliveries.iter().for_each(tell_delivery);
            }
        }
    }
}

/// What the program was started with.
struct Arguments {
    port: u16,
    webhooks: Option<Webhooks>,
    signed: bool,
}

impl Arguments {
    /// The arguments, or nothing if help is wanted.
    fn read(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let (mut port, mut url, mut secret) = (None, None, None);
        while let Some(argument) = given.next() {
            let slot = match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--webhook" => &mut url,
                "--secret" => &mut secret,
                _ if argument.starts_with('-') => {
                    return Err(format!("there is no option {argument}"));
                }
                _ if port.is_some() => return Err("give one port or none".to_owned()),
                _ => {
                    let number = argument.parse().map_err(|_| {
                        format!("\"{argument}\" is not a port; give a number from 0 to 65535")
                    })?;
                    port = Some(number);
                    continue;
                }
            };
            let value = given.next().filter(|value| !value.is_empty());
            let value = value.ok_or_else(|| format!("{argument} needs a value"))?;
            if slot.replace(value).is_some() {
                return Err(format!("{argument} is given twice"));
            }
        }
        let signed = secret.is_some();
        let webhooks = match (url, secret) {
            (None, None) => None,
            (None, Some(_)) => return Err("--secret needs --webhook".to_owned()),
            (Some(url), secret) => {
                let webhooks = Webhooks::to(url).map_err(|error| error.to_string())?;
                Some(match secret {
                    Some(secret) => webhooks.secret(secret),
                    None => webhooks,
                })
            }
        };
        Ok(Some(Self {
            port: port.unwrap_or_default(),
            webhooks,
            signed,
        }))
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
        ("events", "") => tell_events(&sandbox.webhook_events()),
        ("hold", "") => {
            sandbox.hold_webhooks();
            println!("events are held back");
        }
        ("release", "") => {
            sandbox.release_webhooks();
            println!("events are delivered at once");
        }
        ("deliver", number) if !number.is_empty() => match number.parse() {
            // What became of it is told when it is known.
            Ok(number) => {
                if let Err(error) = sandbox.deliver_webhook(number) {
                    println!("{error}");
                }
            }
            Err(_) => println!("\"{number}\" is not the number of an event; `events` shows them"),
        },
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

fn tell_events(events: &[WebhookEvent]) {
    if events.is_empty() {
        println!("there is no event");
        return;
    }
    for event in events {
        println!(
            "{:>3}  {:<18}  {}",
            event.number, event.kind, event.reference
        );
    }
}

fn tell_delivery(delivery: &Delivery) {
    println!("{delivery}");
    for (name, value) in &delivery.event.headers {
        println!("  {name}: {value}");
    }
    println!("  {}", delivery.event.body);
}
