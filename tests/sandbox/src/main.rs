//! The simulator as a program: `malipo-sandbox [zengapay|zamupay] [PORT] [--webhook URL [--secret SECRET [--sign-body]]]
//! [--allow-remote-webhooks]`.

mod events;
mod gateways;

use std::io::{BufRead, Write as _};
use std::ops::RangeInclusive;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use malipo_sandbox::{
    Builder, Error, Fate, Fault, Gateway, Ledger, Payment, Sandbox, Webhooks, Which, Zamupay,
    grouped, printable,
};
use tokio::sync::mpsc;

use crate::gateways::Shown;

const USAGE: &str = "usage: malipo-sandbox [zengapay|zamupay] [PORT] [--webhook URL [--secret SECRET [--sign-body]]]
                      [--allow-remote-webhooks]

Starts a simulated ZENGAPAY, or ZamuPay, on 127.0.0.1, on PORT or else on a free port, until Ctrl-C.
It moves no money and remembers nothing, and responds only to requests for a host of this machine.

  --webhook URL      posts an event to URL, which begins with http://, when a payment is settled;
                     of ZamuPay's, payment orders: everything else goes to the address in its request
  --secret SECRET    signs the events with SECRET; ZamuPay signs nothing
  --sign-body        signs the whole body of ZENGAPAY's events, not the reference, phone number and amount, joined
  --allow-remote-webhooks
                     posts to other machines too, to URL and to the addresses in requests; without it, to this one only";

const COMMANDS: &str = "Type:
  approve REFERENCE        the subscriber approves a collection, or the network carries a transfer out
  decline REFERENCE        the subscriber or the network declines it
  indeterminate REFERENCE  nobody knows how it will end; approve and decline still work
  approve                  show the payments that are not finished
  decide FATE WHICH        what becomes of payments from now on
  throttle COUNT [SECONDS] refuse the next requests with 429, with a Retry-After if SECONDS are given, 0 to 2147483648
  fail WHEN FAULT [OPERATION]
                           what the next request meets in place of its answer
  fail never               forget all faults
  ledger                   show what was paid
  events                   show the webhook events, delivered or held back
  deliver NUMBER           deliver an event: again, or now if it was held back
  hold                     from now on, hold events back
  release                  deliver what was held back, and from now on all at once
  help                     show all commands
";

const WORDS: &str = "FATE is approve, decline, leave-pending, indeterminate or inconclusive.
WHEN is before or after the request is carried out. FAULT is close, reset, half-head, half-body, hang, broken-json,
html, unauthorised, or a status from 300 to 599 such as 503. OPERATION is the only one that meets it, such as createTransfer.
WHICH is next, collections, transfers, number 256…, or reference REFERENCE.
Phone numbers that end in 900001 approve at once, in 900002 decline, in 900003 stay pending, in 900004 are
indeterminate, in 900005 and 900006 are indeterminate for an hour and then approve or decline.
";

/// Prints lines. That nobody reads on, as behind `| head`, is no reason to stop.
macro_rules! say {
    ($($line:tt)*) => {{
        let _nobody_reads = writeln!(std::io::stdout(), "{}", shown(&format!($($line)*)));
    }};
}

/// What is printed drives no terminal, whatever a request, a receiver or an argument has brought into it. Only our own line
/// feeds are left: what others have sent has none any more when it comes here.
fn shown(lines: &str) -> String {
    let lines: Vec<_> = lines.split('\n').map(printable).collect();
    lines.join("\n")
}

/// The most seconds of a `Retry-After`, as [`Sandbox::throttle`] has it.
const LONGEST_PAUSE: u64 = 1 << 31;

/// The statuses of a fault that can be typed: those of redirects and of errors.
const STATUSES: RangeInclusive<u16> = 300..=599;

/// What can be typed.
fn commands<G: Shown>() -> String {
    format!(
        "{COMMANDS}{}{WORDS}{}\nCtrl-C stops it.",
        G::COMMANDS,
        G::INCONCLUSIVE
    )
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Arguments::read(std::env::args().skip(1)) {
        Ok(Some(arguments)) => match arguments.gateway {
            Choice::Zengapay => run(Sandbox::builder(), arguments).await,
            Choice::Zamupay => run(Zamupay::builder(), arguments).await,
        },
        Ok(None) => {
            say!("{USAGE}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("error: {}\n\n{USAGE}", printable(&problem));
            ExitCode::from(2)
        }
    }
}

async fn run<G: Gateway + Shown>(builder: Builder<G>, arguments: Arguments) -> ExitCode {
    // What a client looks up lies within the time of its own machine.
    let mut builder = builder.real_time().port(arguments.port);
    if arguments.remote {
        builder = builder.allow_remote_webhooks();
    }
    let sandbox = match builder.start().await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            eprintln!("error: {}", shown(&error.to_string()));
            return ExitCode::FAILURE;
        }
    };
    say!(
        "A simulated {} listens on {}.",
        G::TITLE,
        sandbox.base_url()
    );
    say!("\nFor malipo, set:");
    for (name, value) in G::variables(&sandbox) {
        say!("  export {name}={value}");
    }
    if let Some(webhooks) = arguments.webhooks {
        let signed = if arguments.signed {
            "signed"
        } else {
            "unsigned"
        };
        say!(
            "\nIt posts {signed} events to {}.",
            printable(webhooks.url())
        );
        sandbox.send_webhooks(webhooks);
    }
    say!("\n{}\n", commands::<G>());

    let mut lines = typed_lines();
    let mut delivered = 0;
    loop {
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => {
                say!("\n{}", sandbox.ledger());
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
                delivered = deliveries.last().map_or(delivered, |last| last.number);
                deliveries.iter().for_each(|delivery| say!("{}", events::delivered(delivery)));
            }
        }
    }
}

/// Which gateway is simulated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Zengapay,
    Zamupay,
}

/// What the program was started with.
struct Arguments {
    gateway: Choice,
    port: u16,
    webhooks: Option<Webhooks>,
    signed: bool,
    remote: bool,
}

impl Arguments {
    /// The arguments, or nothing if help is wanted.
    fn read(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let (mut gateway, mut port, mut url, mut secret) = (None, None, None, None);
        let (mut remote, mut sign_body) = (false, false);
        while let Some(argument) = given.next() {
            let slot = match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--allow-remote-webhooks" => {
                    remote = true;
                    continue;
                }
                "--webhook" => &mut url,
                "--secret" => &mut secret,
                "--sign-body" => {
                    sign_body = true;
                    continue;
                }
                "zengapay" if gateway.is_none() && port.is_none() => {
                    gateway = Some(Choice::Zengapay);
                    continue;
                }
                "zamupay" if gateway.is_none() && port.is_none() => {
                    gateway = Some(Choice::Zamupay);
                    continue;
                }
                _ if argument.starts_with('-') => {
                    return Err(format!("there is no option {argument}"));
                }
                _ if port.is_some() => return Err("give one port or none".to_owned()),
                _ => {
                    let number = argument.parse().map_err(|_| {
                        format!("\"{argument}\" is neither a gateway nor a port; give zengapay or zamupay first, and then a number from 0 to 65535")
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
        let gateway = gateway.unwrap_or(Choice::Zengapay);
        let signed = secret.is_some();
        if signed && gateway == Choice::Zamupay {
            return Err("--secret is not for zamupay, which signs nothing".to_owned());
        }
        if sign_body && !signed {
            return Err("--sign-body needs --secret".to_owned());
        }
        let webhooks = match (url, secret) {
            (None, None) => None,
            (None, Some(_)) => return Err("--secret needs --webhook".to_owned()),
            (Some(url), secret) => {
                let webhooks = Webhooks::to(url).map_err(|error| error.to_string())?;
                if !remote && !webhooks.is_local() {
                    return Err(format!(
                        "{} is another machine; give an address of this one, or --allow-remote-webhooks too",
                        webhooks.url()
                    ));
                }
                Some(match secret {
                    Some(secret) if sign_body => webhooks.secret(secret).sign_body(),
                    Some(secret) => webhooks.secret(secret),
                    None => webhooks,
                })
            }
        };
        Ok(Some(Self {
            gateway,
            port: port.unwrap_or_default(),
            webhooks,
            signed,
            remote,
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

fn obey<G: Gateway + Shown>(sandbox: &Sandbox<G>, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    match answer(sandbox, line) {
        Some(said) => say!("{said}"),
        None => say!(
            "\"{}\" is not a command; type help to see all commands",
            printable(line)
        ),
    }
}

/// Does what a line says, and gives what there is to say of it; nothing if it is not a command.
fn answer<G: Gateway + Shown>(sandbox: &Sandbox<G>, line: &str) -> Option<String> {
    match first_word(line) {
        ("approve" | "decline" | "indeterminate" | "inconclusive", "") => {
            Some(unsettled::<G>(&sandbox.ledger()))
        }
        ("approve", reference) => Some(changed(sandbox.approve(reference))),
        ("decline", reference) => Some(changed(sandbox.decline(reference))),
        ("indeterminate", reference) => Some(changed(sandbox.make_indeterminate(reference))),
        ("inconclusive", reference) => Some(changed(sandbox.fail_inconclusively(reference))),
        ("decide", rest) => decide(sandbox, rest),
        ("throttle", rest) => throttle(sandbox, rest),
        ("fail", rest) => fail(sandbox, rest),
        ("help", "") => Some(commands::<G>()),
        ("ledger", "") => Some(sandbox.ledger().to_string()),
        ("events", "") => Some(events::listed(&sandbox.webhook_events())),
        ("hold", "") => {
            sandbox.hold_webhooks();
            Some("events are held back".to_owned())
        }
        ("release", "") => {
            sandbox.release_webhooks();
            Some("events are delivered at once".to_owned())
        }
        ("deliver", number) => deliver(sandbox, number.parse().ok()?),
        (command, rest) => G::obey(sandbox, command, rest),
    }
}

/// The first word, and what comes after it: a merchant's reference may hold spaces.
fn first_word(text: &str) -> (&str, &str) {
    text.split_once(char::is_whitespace)
        .map_or((text, ""), |(word, rest)| (word, rest.trim_start()))
}

fn decide<G: Gateway>(sandbox: &Sandbox<G>, rest: &str) -> Option<String> {
    let (fate, which) = first_word(rest);
    let fate = [
        Fate::Approve,
        Fate::Decline,
        Fate::LeavePending,
        Fate::Indeterminate,
        Fate::Inconclusive,
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
    Some(format!("decided: {fate} {}", printable(which)))
}

fn throttle<G: Gateway>(sandbox: &Sandbox<G>, rest: &str) -> Option<String> {
    let (requests, seconds) = first_word(rest);
    let requests = requests.parse().ok()?;
    let retry_after = match seconds {
        "" => None,
        seconds => match seconds.parse() {
            Ok(seconds) if seconds <= LONGEST_PAUSE => Some(Duration::from_secs(seconds)),
            _ => {
                return Some(format!(
                    "\"{}\" is no Retry-After; SECONDS are a whole number from 0 to {LONGEST_PAUSE}",
                    printable(seconds)
                ));
            }
        },
    };
    sandbox.throttle(requests, retry_after);
    Some(format!("requests that get 429 next: {requests}"))
}

fn fail<G: Gateway>(sandbox: &Sandbox<G>, rest: &str) -> Option<String> {
    if rest == "never" {
        sandbox.stop_failing();
        return Some("nothing fails any more".to_owned());
    }
    let (when, what) = first_word(rest);
    let (fault, operation) = first_word(what);
    let known = [
        Fault::Close,
        Fault::Reset,
        Fault::HalfHead,
        Fault::HalfBody,
        Fault::Hang,
        Fault::BrokenJson,
        Fault::Html,
        Fault::Unauthorised,
    ]
    .into_iter()
    .find(|known| known.to_string() == fault);
    if !matches!(when, "before" | "after") {
        return None;
    }
    let fault = match (known, fault.parse::<u64>()) {
        (Some(known), _) => known,
        (None, Ok(status)) => match u16::try_from(status) {
            Ok(status) if STATUSES.contains(&status) => Fault::Status(status),
            _ => {
                return Some(format!(
                    "{status} is not the status of a fault; give one from {} to {}",
                    STATUSES.start(),
                    STATUSES.end()
                ));
            }
        },
        (None, Err(_)) => return None,
    };
    let plan = match when {
        "before" => fault.before_execution(),
        _ => fault.after_execution(),
    };
    let (plan, request) = match operation {
        "" => (plan, "the next request".to_owned()),
        operation => (
            plan.of(operation),
            format!("the next {}", printable(operation)),
        ),
    };
    Some(match sandbox.fail(plan) {
        Ok(()) => format!("{request} meets {fault} {when} it is carried out"),
        Err(error) => error.to_string(),
    })
}

/// The payments that are not finished, as a table.
fn unsettled<G: Shown>(ledger: &Ledger) -> String {
    let mut lines = vec![format!(
        "{:<36} {:<10} {:<13} {:>18}  {}",
        G::REFERENCE,
        "kind",
        "status",
        "amount",
        G::OWN_REFERENCE
    )];
    lines.extend(ledger.unsettled().map(|payment| {
        format!(
            "{:<36} {:<10} {:<13} {:>18}  {}",
            payment.reference,
            payment.kind,
            payment.status,
            grouped(payment.amount),
            payment.name()
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

/// What became of it is told when it is known.
fn deliver<G: Gateway>(sandbox: &Sandbox<G>, number: usize) -> Option<String> {
    Some(match sandbox.deliver_webhook(number) {
        Ok(()) => format!("event {number} is on its way"),
        Err(error) => error.to_string(),
    })
}
