//! What generated builders stand on: a required field that was not set is an error of compilation which names it.

/// The state of a required field that has not been set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unset;

/// The state of a required field that has been set.
#[derive(Clone, Copy, Debug, Default)]
pub struct Set<T>(pub T);

/// Held by the state of a required field once the field has been set.
///
/// `Field` is a marker type whose name is the field's, so that the compiler can say which one is missing.
#[diagnostic::on_unimplemented(
    message = "a required field has not been set: `{Field}`",
    label = "`{Field}` has not been set",
    note = "call the builder's method of that name, or one of those joined by `_or_`, before `.build()`"
)]
pub trait Given<Field> {
    /// The type of the field.
    type Value;

    /// The value that was set.
    fn take(self) -> Self::Value;
}

impl<Field, T> Given<Field> for Set<T> {
    type Value = T;

    fn take(self) -> T {
        self.0
    }
}
