//! Claim: what would lose money or leak a secret does not compile, and the compiler says why in plain words.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[test]
fn what_must_not_compile_does_not() {
    trybuild::TestCases::new().compile_fail("compile_fail/*.rs");
}
