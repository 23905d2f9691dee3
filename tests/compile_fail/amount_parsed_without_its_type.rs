//! The compiler cannot infer what a string is parsed as; the error says which type to write.
use malipo::zengapay::types::CollectionRequest;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let _ = CollectionRequest::builder().amount("1500.50".parse()?);
    Ok(())
}
