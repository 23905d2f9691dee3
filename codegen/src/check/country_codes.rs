//! The country codes of E.164 that countries have. Codes of global services, such as 870, are not among them.

#[rustfmt::skip]
const ASSIGNED: [(u16, u16); 43] = [
    (1, 1), (7, 7),
    (20, 20), (27, 27), (211, 213), (216, 216), (218, 218), (220, 258), (260, 269), (290, 291), (297, 299),
    (30, 34), (36, 36), (39, 39), (350, 359), (370, 383), (385, 387), (389, 389),
    (40, 41), (43, 49), (420, 421), (423, 423),
    (51, 58), (500, 509), (590, 599),
    (60, 66), (670, 670), (672, 683), (685, 692),
    (81, 82), (84, 84), (86, 86), (850, 850), (852, 853), (855, 856), (880, 880), (886, 886),
    (90, 95), (98, 98), (960, 968), (970, 977), (992, 996), (998, 998),
];

/// Returns true if a country has this code.
pub(super) fn is_assigned(code: &str) -> bool {
    let number = code.parse::<u16>();
    number.is_ok_and(|number| {
        let mut ranges = ASSIGNED.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&number))
    })
}
