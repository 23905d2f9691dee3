//! A date and time that was calculated is converted; the error says how.
use malipo::zengapay::Client;

fn list(client: Client) {
    let until = jiff::civil::date(2026, 1, 31).at(23, 59, 59, 0);
    let _ = client.list_transfers().with(|list| list.end(until));
}

fn main() {}
