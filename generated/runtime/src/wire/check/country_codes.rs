//! The country codes of E.164.

/// The codes that countries and global services have, as ranges. No code begins with another one.
#[rustfmt::skip]
const ASSIGNED: [(u16, u16); 50] = [
    (1, 1), (7, 7),
    (20, 20), (27, 27), (211, 213), (216, 216), (218, 218), (220, 258), (260, 269), (290, 291), (297, 299),
    (30, 34), (36, 36), (39, 39), (350, 359), (370, 383), (385, 387), (389, 389),
    (40, 41), (43, 49), (420, 421), (423, 423),
    (51, 58), (500, 509), (590, 599),
    (60, 66), (670, 670), (672, 683), (685, 692),
    (81, 82), (84, 84), (86, 86), (800, 800), (808, 808), (850, 850), (852, 853), (855, 856), (870, 870),
    (878, 878), (880, 883), (886, 886), (888, 888),
    (90, 95), (98, 98), (960, 968), (970, 977), (979, 979), (992, 996), (998, 998),
    // Reserved for Kazakhstan.
    (997, 997),
];

/// One bit for each number of three digits: whether it is a code. Every payment looks here.
const IS_ASSIGNED: [u64; 16] = {
    let mut bits = [0; 16];
    let mut ranges: &[(u16, u16)] = &ASSIGNED;
    while let [(first, last), rest @ ..] = ranges {
        let mut code = *first;
        while code <= *last {
            bits[code as usize / 64] |= 1 << (code % 64);
            code += 1;
        }
        ranges = rest;
    }
    bits
};

/// Countries in which numbers of subscribers begin with a 0 after the country code, as in Italy.
const NUMBERS_WITH_ZERO: [&str; 10] = [
    "39", "225", "226", "229", "241", "242", "247", "378", "379", "992",
];

/// Returns the country code with which a number begins, or `None` if no country has such a code.
pub(super) fn of(digits: &str) -> Option<&str> {
    if digits.starts_with('0') {
        return None;
    }
    let mut number = 0;
    (1..=3).zip(digits.bytes()).find_map(|(length, digit)| {
        number = number * 10 + usize::from(digit.saturating_sub(b'0'));
        let bits = IS_ASSIGNED.get(number / 64)?;
        (bits >> (number % 64) & 1 == 1).then(|| digits.get(..length))?
    })
}

/// Returns true if numbers of subscribers can begin with a 0 after this country code.
pub(super) fn has_numbers_with_zero(code: &str) -> bool {
    NUMBERS_WITH_ZERO.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_begins_with_another_one() {
        for (first, last) in ASSIGNED {
            for code in first..=last {
                let code = code.to_string();
                assert_eq!(of(&format!("{code}00")), Some(code.as_str()));
            }
        }
    }

    #[test]
    fn spare_codes_belong_to_nobody() {
        for spare in [
            "0", "210", "259", "28", "292", "384", "671", "801", "83", "857", "89", "999",
        ] {
            assert_eq!(of(&format!("{spare}770000017")), None, "{spare}");
        }
    }
}
