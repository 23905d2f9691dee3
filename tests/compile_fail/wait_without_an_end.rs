//! Only what the documents call final is waited for: the states of bills and deposits are not among it.
use std::time::Duration;

fn wait(client: malipo::zamupay::Client, limit: Duration) {
    let _ = client.get_bill_request("bill-17").wait(limit);
    let _ = client.get_express_deposit("deposit-17").wait(limit);
}

fn main() {}
