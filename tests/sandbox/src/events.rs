//! Events as the program prints them: what others have sent may be long.

use malipo_sandbox::{Delivery, WebhookEvent, printable};

/// How many bytes of one text of an event are printed.
const SHOWN: usize = 2 * 1024;

/// All events, a line each.
pub(crate) fn listed(events: &[WebhookEvent]) -> String {
    if events.is_empty() {
        return "there is no event".to_owned();
    }
    let lines: Vec<_> = events
        .iter()
        .map(|event| {
            format!(
                "{:>3}  {:<18}  {}",
                event.number,
                event.kind,
                excerpt(&event.reference)
            )
        })
        .collect();
    lines.join("\n")
}

/// What was posted, and what became of it.
pub(crate) fn delivered(delivery: &Delivery) -> String {
    let event = &delivery.event;
    let mut lines = vec![delivery.to_string()];
    let headers = event.headers.iter();
    lines.extend(headers.map(|(name, value)| format!("  {name}: {}", excerpt(value))));
    lines.push(format!("  {}", excerpt(&event.body)));
    lines.join("\n")
}

/// The beginning of a text, and how much of it is left out.
fn excerpt(text: &str) -> String {
    let end = (0..=SHOWN.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    let (beginning, rest) = text.split_at(end.unwrap_or_default());
    match rest.len() {
        0 => printable(beginning).into_owned(),
        left => format!("{} … ({left} bytes more)", printable(beginning)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_told_to_be_longer() {
        let short = "x".repeat(SHOWN);
        assert_eq!(excerpt(&short), short);
        assert_eq!(
            excerpt(&format!("{short}yyy")),
            format!("{short} … (3 bytes more)")
        );
        let umlauts = format!("x{}", "ü".repeat(SHOWN));
        assert!(excerpt(&umlauts).ends_with(&format!("ü … ({} bytes more)", SHOWN + 2)));
    }
}
