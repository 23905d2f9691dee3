//! How phone numbers and times are written.

use crate::ir::MsisdnWire;

pub(super) fn is_msisdn(text: &str, wire: MsisdnWire) -> bool {
    let digits = match wire {
        MsisdnWire::Digits => text,
        MsisdnWire::Plus => text.strip_prefix('+').unwrap_or_default(),
    };
    (8..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_local_date_time(text: &str) -> bool {
    has_form(text, "0000-00-00 00:00:00")
}

/// Whether a text is like a form in which `0` stands for any digit.
fn has_form(text: &str, form: &str) -> bool {
    text.len() == form.len()
        && text
            .bytes()
            .zip(form.bytes())
            .all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
}

/// The forms that a client reads; whether there is such a day is not asked.
pub(super) fn is_date_time(text: &str) -> bool {
    if has_form(text, "00000000000000") {
        return true;
    }
    let Some((start, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=9).contains(&digits) {
                return false;
            }
            &fraction[digits..]
        }
        None => rest,
    };
    let offset = matches!(rest, "" | "Z") || has_form(rest, "+00:00") || has_form(rest, "-00:00");
    offset && (has_form(start, "0000-00-00T00:00:00") || is_local_date_time(start))
}
