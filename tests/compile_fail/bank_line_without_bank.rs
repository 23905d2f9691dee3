//! A payout to a bank that is not named cannot be built.
use malipo::zamupay::types::BankRecipient;

fn main() {
    let _ = BankRecipient::builder()
        .name("Amina")
        .primary_account_number("0122000000")
        .ccy(404)
        .build();
}
