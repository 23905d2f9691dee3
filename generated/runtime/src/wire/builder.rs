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

/// The state of a required list: without items yet, or with some.
pub trait List<T> {
    /// Adds items to the list.
    fn add<I: Into<T>>(self, items: impl IntoIterator<Item = I>) -> Set<Vec<T>>;
}

impl<T> List<T> for Unset {
    fn add<I: Into<T>>(self, items: impl IntoIterator<Item = I>) -> Set<Vec<T>> {
        Set(Vec::new()).add(items)
    }
}

impl<T> List<T> for Set<Vec<T>> {
    fn add<I: Into<T>>(mut self, items: impl IntoIterator<Item = I>) -> Self {
        self.0.extend(items.into_iter().map(Into::into));
        self
    }
}

/// Adds items to an optional list.
pub fn add<T>(list: &mut Option<Vec<T>>, items: impl IntoIterator<Item = impl Into<T>>) {
    let list = list.get_or_insert_default();
    list.extend(items.into_iter().map(Into::into));
}
