//! The wallets, one for each currency of which a document or an integrator shows the number.

/// By their letters, as deposits, airtime and bills name them.
pub(super) const NAMES: [&str; 4] = ["KES", "UGX", "TZS", "RWF"];

/// By their numbers in ISO 4217, as payouts and balances name them; in the order of the names.
const NUMBERS: [&str; 4] = ["404", "800", "834", "646"];

/// The wallet of a currency that is named by its letters or by its number.
pub(super) fn wallet(currency: &str) -> Option<&'static str> {
    NAMES
        .into_iter()
        .zip(NUMBERS)
        .find(|(name, number)| *name == currency || *number == currency)
        .map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_is_found_by_letters_and_by_number() {
        assert_eq!(wallet("404"), Some("KES"));
        assert_eq!(wallet("UGX"), Some("UGX"));
        assert_eq!(wallet("978"), None);
        assert_eq!(wallet(""), None);
    }
}
