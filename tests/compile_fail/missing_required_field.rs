//! A payment without a reference cannot be built.
use malipo::zengapay::types::CollectionRequest;

fn main() {
    let msisdn: malipo::Msisdn = "256770000015".parse().unwrap();
    let _ = CollectionRequest::builder()
        .msisdn(msisdn)
        .amount(500)
        .narration("No reference")
        .build();
}
