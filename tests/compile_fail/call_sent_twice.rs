//! A call is made once.
async fn twice(client: malipo::zengapay::Client, request: malipo::zengapay::types::TransferRequest) {
    let call = client.create_transfer(request);
    let _ = call.await;
    let _ = call.await;
}

fn main() {}
