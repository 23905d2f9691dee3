//! The payments behind `cargo xtask demo`: a program of its own, since it needs the generated client.

mod inbox;
mod page;
mod story;

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match story::tell().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nerror: the demo did not end as it should: {problem}");
            ExitCode::FAILURE
        }
    }
}
