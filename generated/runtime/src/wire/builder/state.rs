//! The state of a builder in its type: a pair of the first required field and the rest, each set or not.

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
pub trait Given<Field, T> {
    /// The value that was set.
    fn take(self) -> T;
}

impl<Field, T> Given<Field, T> for Set<T> {
    fn take(self) -> T {
        self.0
    }
}

/// Held by a state in which every required field has been set.
pub trait Complete<Fields, T> {
    /// The values that were set.
    fn take(self) -> T;
}

impl Complete<(), ()> for () {
    fn take(self) {}
}

impl<First, Rest, Field, Fields, T, Ts> Complete<(Field, Fields), (T, Ts)> for (First, Rest)
where
    First: Given<Field, T>,
    Rest: Complete<Fields, Ts>,
{
    fn take(self) -> (T, Ts) {
        (self.0.take(), self.1.take())
    }
}

/// The numbers of required fields.
pub mod at {
    /// The first.
    #[derive(Debug)]
    pub enum I0 {}

    /// The one after another.
    #[derive(Debug)]
    pub struct After<Before>(std::marker::PhantomData<Before>);

    macro_rules! numbers {
        ($first:ident) => {};
        ($before:ident $next:ident $($more:ident)*) => {
            #[doc = concat!("The one after [`", stringify!($before), "`].")]
            pub type $next = After<$before>;
            numbers!($next $($more)*);
        };
    }

    numbers!(
        I0 I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11 I12 I13 I14 I15 I16 I17 I18 I19 I20 I21 I22 I23 I24 I25 I26 I27 I28 I29 I30 I31
        I32 I33 I34 I35 I36 I37 I38 I39 I40 I41 I42 I43 I44 I45 I46 I47 I48 I49 I50 I51 I52 I53 I54 I55 I56 I57 I58 I59 I60 I61
        I62 I63
    );
}

/// A state whose required field with this number can be set.
pub trait PutAt<At, T> {
    /// The state in which it is set.
    type With;

    /// Sets it.
    fn put(self, value: T) -> Self::With;
}

impl<T, First, Rest> PutAt<at::I0, T> for (First, Rest) {
    type With = (Set<T>, Rest);

    fn put(self, value: T) -> Self::With {
        (Set(value), self.1)
    }
}

impl<T, First, Rest, Before> PutAt<at::After<Before>, T> for (First, Rest)
where
    Rest: PutAt<Before, T>,
{
    type With = (First, Rest::With);

    fn put(self, value: T) -> Self::With {
        (self.0, self.1.put(value))
    }
}

/// A state whose required choice with this number has not been made.
pub trait ChooseAt<At, T> {
    /// The state in which it is made.
    type With;

    /// Makes it.
    fn choose(self, value: T) -> Self::With;
}

/// Held by the state of a choice that has not been made: after one of its methods, none can be called.
pub trait NotYetChosen {}

impl NotYetChosen for Unset {}

impl<T, First: NotYetChosen, Rest> ChooseAt<at::I0, T> for (First, Rest) {
    type With = (Set<T>, Rest);

    fn choose(self, value: T) -> Self::With {
        (Set(value), self.1)
    }
}

impl<T, First, Rest, Before> ChooseAt<at::After<Before>, T> for (First, Rest)
where
    Rest: ChooseAt<Before, T>,
{
    type With = (First, Rest::With);

    fn choose(self, value: T) -> Self::With {
        (self.0, self.1.choose(value))
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

/// A state whose required list with this number can take items.
pub trait AddAt<At, T> {
    /// The state in which it has items.
    type With;

    /// Adds items to it.
    fn add<I: Into<T>>(self, items: impl IntoIterator<Item = I>) -> Self::With;
}

impl<T, First: List<T>, Rest> AddAt<at::I0, T> for (First, Rest) {
    type With = (Set<Vec<T>>, Rest);

    fn add<I: Into<T>>(self, items: impl IntoIterator<Item = I>) -> Self::With {
        (self.0.add(items), self.1)
    }
}

impl<T, First, Rest, Before> AddAt<at::After<Before>, T> for (First, Rest)
where
    Rest: AddAt<Before, T>,
{
    type With = (First, Rest::With);

    fn add<I: Into<T>>(self, items: impl IntoIterator<Item = I>) -> Self::With {
        (self.0, self.1.add(items))
    }
}

/// Adds items to an optional list.
pub fn add<T>(list: &mut Option<Vec<T>>, items: impl IntoIterator<Item = impl Into<T>>) {
    let list = list.get_or_insert_default();
    list.extend(items.into_iter().map(Into::into));
}
