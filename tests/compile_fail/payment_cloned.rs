//! The request of a payment is not copied, so that the same one is not sent twice by accident.
async fn twice(client: malipo::zengapay::Client, request: malipo::zengapay::types::TransferRequest) {
    let _ = client.create_transfer(request.clone()).await;
    let _ = client.create_transfer(request).await;
}

fn main() {}
