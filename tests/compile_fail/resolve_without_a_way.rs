//! Only payments that can be found by their reference are looked for.
async fn find(client: malipo::zengapay::Client, at: std::time::SystemTime) {
    let search = client.resolve::<malipo::zengapay::operations::CreateContact>("payout-17", at);
    let _ = search.await;
}

fn main() {}
