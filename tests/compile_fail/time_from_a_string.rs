//! A string can fail to be a date and time, so it is parsed first; the error names the type.
use malipo::zengapay::Client;

fn list(client: Client) {
    let _ = client.list_transfers().with(|list| list.end("2026-01-31 23:59:59"));
}

fn main() {}
