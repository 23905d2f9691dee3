//! A transfer goes to a phone number or to a contact, never to both.
use malipo::zengapay::types::TransferRequest;

fn main() {
    let msisdn: malipo::Msisdn = "256770000015".parse().unwrap();
    let _ = TransferRequest::builder().to_msisdn(msisdn).to_contact("9aa3bc79");
}
