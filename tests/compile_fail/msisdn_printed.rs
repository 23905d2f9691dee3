//! A phone number cannot be printed by accident.
fn main() {
    let msisdn: malipo::Msisdn = "256770000015".parse().unwrap();
    println!("{msisdn}");
}
