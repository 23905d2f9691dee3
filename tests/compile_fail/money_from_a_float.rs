//! A float is not an amount of money.
fn main() {
    let _ = malipo::Amount::from(0.1 + 0.2);
}
