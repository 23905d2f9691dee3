//! The payments behind `cargo xtask demo`: a program of its own, since it needs the generated client.

mod inbox;
mod page;
mod proof;
mod zamupay;
mod zengapay;

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    println!("Malipo: money in and money out, through the generated clients");
    match tell().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nerror: the demo did not end as it should: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn tell() -> proof::Outcome<()> {
    zengapay::tell().await?;
    zamupay::tell().await
}
