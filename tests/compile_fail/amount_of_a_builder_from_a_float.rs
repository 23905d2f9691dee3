//! Neither a float nor a string is an amount; the error says what is.
use malipo::zengapay::types::CollectionRequest;

fn main() {
    let _ = CollectionRequest::builder().amount(1500.50);
    let _ = CollectionRequest::builder().amount("1500.50");
}
