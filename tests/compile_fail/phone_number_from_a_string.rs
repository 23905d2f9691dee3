//! A string can fail to be a phone number, so it is parsed first; the error names the type.
use malipo::zengapay::types::CollectionRequest;

fn main() {
    let _ = CollectionRequest::builder().msisdn("256770000017");
}
