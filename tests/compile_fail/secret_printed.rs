//! What is marked as sensitive cannot be printed by accident.
use malipo::Sensitive;

fn main() {
    let name: Sensitive<String> = Sensitive::from("Denis Ojok");
    println!("{name}");
}
