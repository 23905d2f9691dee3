//! What a call costs: so many of one kind, made one after another, for a counter of instructions to look at.
//!
//! `malipo-cost serve` answers on loopback, and prints its address. `malipo-cost call <malipo|raw> <payment|read>
//! <token|credentials> <number> <address>` makes the calls. Server and caller are two processes, so that only the caller is
//! counted. `cargo xtask bench cost` runs both.

mod malipo_side;
mod raw_side;
mod server;

use std::process::ExitCode;

/// Why nothing could be measured.
type Error = Box<dyn std::error::Error>;

/// What each call does.
#[derive(Clone, Copy)]
enum Kind {
    /// Pays: a POST of a typed body with an exact amount.
    Payment,
    /// Reads a payment: a GET, and an answer with many fields.
    Read,
}

/// How each call says whose it is.
#[derive(Clone, Copy)]
enum Access {
    /// With a token that stays the same.
    Token,
    /// With a token that was granted to a client id and its secret, and is kept.
    Credentials,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), Error> {
    let ["call", side, kind, access, number, address] = words else {
        return match words {
            ["serve"] => server::serve(),
            _ => Err(
                "write `serve`, or `call` with a side, a kind, an access, a number and an address"
                    .into(),
            ),
        };
    };
    let kind = match *kind {
        "payment" => Kind::Payment,
        "read" => Kind::Read,
        other => return Err(format!("`{other}` is neither `payment` nor `read`").into()),
    };
    let access = match *access {
        "token" => Access::Token,
        "credentials" => Access::Credentials,
        other => return Err(format!("`{other}` is neither `token` nor `credentials`").into()),
    };
    let number: u32 = number.parse()?;
    let base = format!("http://{address}/v1");
    // One thread: what a second one does meanwhile would not be the same each time.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    match *side {
        "malipo" => runtime.block_on(malipo_side::calls(&base, kind, access, number)),
        "raw" => runtime.block_on(raw_side::calls(&base, kind, access, number)),
        other => Err(format!("`{other}` is neither `malipo` nor `raw`").into()),
    }
}
