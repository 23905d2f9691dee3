//! A transfer to nobody cannot be built.
use malipo::zengapay::types::TransferRequest;

fn main() {
    let _ = TransferRequest::builder()
        .amount(500)
        .external_reference("order-17")
        .narration("To nobody")
        .build();
}
