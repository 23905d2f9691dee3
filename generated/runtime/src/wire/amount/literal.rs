//! `dec!`: a decimal written in the source, read by the compiler.
//!
//! `rust_decimal` has such a macro in a procedural macro crate of its own; this one costs no dependency.

use rust_decimal::Decimal;

/// A [`Decimal`](crate::Decimal) from a literal, checked when the program is compiled.
///
/// ```
/// use malipo_runtime::dec;
///
/// assert_eq!(dec!(256600).to_string(), "256600");
/// assert_eq!(dec!(-1_500.50).to_string(), "-1500.50");
/// ```
///
/// What is no exact decimal does not compile:
///
/// ```compile_fail
/// malipo_runtime::dec!(1.5e3);
/// ```
#[macro_export]
macro_rules! dec {
    (- $literal:literal) => {
        const { $crate::rt::amount::decimal_literal(::core::concat!("-", ::core::stringify!($literal))) }
    };
    ($literal:literal) => {
        const { $crate::rt::amount::decimal_literal(::core::stringify!($literal)) }
    };
}

/// Reads the text of a literal; called by [`dec!`](crate::dec) while the program is compiled.
///
/// # Panics
///
/// When the text is no decimal, which in a constant is an error of compilation.
#[doc(hidden)]
#[allow(
    clippy::panic,
    reason = "it is evaluated by the compiler, where a panic is the error message"
)]
pub const fn decimal_literal(text: &str) -> Decimal {
    let bytes = text.as_bytes();
    let mut coefficient: u128 = 0;
    let mut places: u32 = 0;
    let mut digits: u32 = 0;
    let mut after_point = false;
    let mut negative = false;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'-' if at == 0 => negative = true,
            b'_' => {}
            b'.' if !after_point => after_point = true,
            digit @ b'0'..=b'9' => {
                coefficient = coefficient * 10 + (digit - b'0') as u128;
                digits += 1;
                places += after_point as u32;
                if coefficient >= 1 << 96 || digits > 35 {
                    panic!("this decimal has more digits than can be held exactly");
                }
            }
            _ => panic!(
                "a decimal is written as digits with at most one point, such as 1500 or 1500.50"
            ),
        }
        at += 1;
    }
    if digits == 0 || places > Decimal::MAX_SCALE {
        panic!("this decimal has no digits, or more than 28 after the point");
    }
    Decimal::from_parts(
        coefficient as u32,
        (coefficient >> 32) as u32,
        (coefficient >> 64) as u32,
        negative,
        places,
    )
}
