//! A recipient of mobile money is none of a bank.
use malipo::zamupay::types::{BankLine, MobileRecipient};

fn main() {
    let recipient = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000001")
        .mccmnc("63902")
        .ccy(404)
        .build();
    let _ = BankLine::builder().recipient(recipient);
}
