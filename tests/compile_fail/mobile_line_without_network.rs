//! A mobile payout whose network is not named cannot be built.
use malipo::zamupay::types::MobileRecipient;

fn main() {
    let _ = MobileRecipient::builder()
        .name("Amina")
        .primary_account_number("+254710000001")
        .ccy(404)
        .build();
}
