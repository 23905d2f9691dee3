//! What builders stand on: a required field that was not set is an error of compilation which names it.

mod state;

pub use state::{AddAt, ChooseAt, Complete, Given, List, PutAt, Set, Unset, add, at};

/// Gives a struct of a request its builder, and the check before it is sent. `object` calls it.
///
/// `builds NameBuilder(NameBuilderRest)[field: Type]` lists the required fields. A field has a method by its `set`:
///
/// - `set(I0 into)` sets the required field number 0, and `set(into)` an optional one, from what converts into its type;
/// - `exact` takes the type itself, and `amount` an [`IntoAmount`](super::IntoAmount);
/// - `each Type` and `each_exact Type` add items to a list;
/// - `or default;` before one of these is what an optional field is until it is set.
///
/// Three kinds of field have no method: one with `only` one value, one that is `chosen` by the choice after `from`, and one that is
/// `asked`. The fields that are asked are those of a struct, which `builder()` takes; its name stands in place of the list.
///
/// `where` has the rules that are checked, methods of [`Violations`](super::Violations); `check` asks the value itself.
///
/// ```
/// use malipo_runtime::rt;
///
/// rt::object! {
///     #[derive(Debug)]
///     pub struct Contact builds ContactBuilder(ContactBuilderRest)[name: String] {
///         /// The name.
///         pub name: must String = "name", set(I0 into), where(max_length(40));
///         /// What else there is to say.
///         pub note: some String = "note", set(into);
///     }
/// }
///
/// let contact = Contact::builder().note("new").name("Amina").build();
/// assert_eq!(serde_json::to_string(&contact)?, r#"{"name":"Amina","note":"new"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_builder {
    // A struct that is only received has no builder.
    ([] $($declared:tt)*) => {};

    // The required fields, as pairs of the first and the rest: their state at first (a type, and its value), names, types, pattern.
    (@unset) => { () };
    (@unset $first:ident $($more:ident)*) => {
        ($crate::rt::Unset, $crate::rt::builder!(@unset $($more)*))
    };
    (@names) => { () };
    (@names $first:ident $($more:ident)*) => { (required::$first, $crate::rt::builder!(@names $($more)*)) };
    (@types) => { () };
    (@types [$first:ty] $([$more:ty])*) => { ($first, $crate::rt::builder!(@types $([$more])*)) };
    (@pattern) => { () };
    (@pattern $first:ident $($more:ident)*) => { ($first, $crate::rt::builder!(@pattern $($more)*)) };

    // What the builder holds for a field that is not required.
    (@rest $presence:ident [$ty:ty] (into)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] (exact)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] (amount)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] (each $item:ty)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] (each_exact $item:ty)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] (or $first:expr; $($by:tt)+)) => { $crate::rt::object!(@type $presence $ty) };
    (@rest $presence:ident [$ty:ty] ($($other:tt)*)) => { () };

    // What that is until it is set.
    (@first $presence:ident (or $first:expr; $($by:tt)+)) => { $first };
    (@first maybe ($by:ident)) => { $crate::rt::Maybe::Absent };
    (@first maybe (each $item:ty)) => { $crate::rt::Maybe::Absent };
    (@first $presence:ident (into)) => { ::core::option::Option::None };
    (@first $presence:ident (exact)) => { ::core::option::Option::None };
    (@first $presence:ident (amount)) => { ::core::option::Option::None };
    (@first $presence:ident (each $item:ty)) => { ::core::option::Option::None };
    (@first $presence:ident (each_exact $item:ty)) => { ::core::option::Option::None };
    (@first $presence:ident ($($other:tt)*)) => { () };

    // The method that sets a field.
    (@set $builder:ident $attrs:tt $field:ident $presence:ident [$ty:ty] (or $first:expr; $($by:tt)+)) => {
        $crate::rt::builder!(@set $builder $attrs $field $presence [$ty] ($($by)+));
    };
    (@set $builder:ident $attrs:tt $field:ident $presence:ident [$ty:ty] (only $only:expr)) => {};
    (@set $builder:ident $attrs:tt $field:ident $presence:ident [$ty:ty] (chosen)) => {};
    (@set $builder:ident $attrs:tt $field:ident $presence:ident [$ty:ty] (asked)) => {};
    (@set $builder:ident [$($attr:tt)*] $field:ident maybe [$ty:ty] ($by:ident)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$crate::rt::Maybe<$ty>>) -> Self {
            self.rest.$field = $field.into();
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] (into)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            self.rest.$field = $crate::rt::builder!(@some $presence $field.into());
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] (exact)) => {
        $($attr)*
        pub fn $field(mut self, $field: $ty) -> Self {
            self.rest.$field = $crate::rt::builder!(@some $presence $field);
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] (amount)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl $crate::rt::IntoAmount) -> Self {
            self.rest.$field =
                $crate::rt::builder!(@some $presence $crate::rt::IntoAmount::into_amount($field));
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] (each $item:ty)) => {
        $($attr)*
        #[doc = "\n\nEach call adds to the list."]
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$item>>,
        ) -> Self {
            $crate::rt::builder!(@add $presence self.rest.$field, $field);
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] (each_exact $item:ty)) => {
        $($attr)*
        #[doc = "\n\nEach call adds to the list."]
        pub fn $field(mut self, $field: impl ::core::iter::IntoIterator<Item = $item>) -> Self {
            $crate::rt::builder!(@add $presence self.rest.$field, $field);
            self
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] ($at:ident into)) => {
        $($attr)*
        pub fn $field(
            self,
            $field: impl ::core::convert::Into<$crate::rt::object!(@type $presence $ty)>,
        ) -> $builder<__S::With>
        where
            __S: $crate::rt::PutAt<$crate::rt::at::$at, $crate::rt::object!(@type $presence $ty)>,
        {
            $builder { given: self.given.put($field.into()), rest: self.rest }
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] ($at:ident exact)) => {
        $($attr)*
        pub fn $field(self, $field: $crate::rt::object!(@type $presence $ty)) -> $builder<__S::With>
        where
            __S: $crate::rt::PutAt<$crate::rt::at::$at, $crate::rt::object!(@type $presence $ty)>,
        {
            $builder { given: self.given.put($field), rest: self.rest }
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] ($at:ident amount)) => {
        $($attr)*
        pub fn $field(self, $field: impl $crate::rt::IntoAmount) -> $builder<__S::With>
        where
            __S: $crate::rt::PutAt<$crate::rt::at::$at, $ty>,
        {
            $builder { given: self.given.put($crate::rt::IntoAmount::into_amount($field)), rest: self.rest }
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] ($at:ident each $item:ty)) => {
        $($attr)*
        #[doc = "\n\nEach call adds to the list."]
        pub fn $field(
            self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$item>>,
        ) -> $builder<__S::With>
        where
            __S: $crate::rt::AddAt<$crate::rt::at::$at, $item>,
        {
            $builder { given: self.given.add($field), rest: self.rest }
        }
    };
    (@set $builder:ident [$($attr:tt)*] $field:ident $presence:ident [$ty:ty] ($at:ident each_exact $item:ty)) => {
        $($attr)*
        #[doc = "\n\nEach call adds to the list."]
        pub fn $field(self, $field: impl ::core::iter::IntoIterator<Item = $item>) -> $builder<__S::With>
        where
            __S: $crate::rt::AddAt<$crate::rt::at::$at, $item>,
        {
            $builder { given: self.given.add($field), rest: self.rest }
        }
    };
    (@some some $value:expr) => { ::core::option::Option::Some($value) };
    (@some null $value:expr) => { ::core::option::Option::Some($value) };
    (@some $presence:ident $value:expr) => { $value };
    (@add some $list:expr, $items:expr) => { $crate::rt::add(&mut $list, $items) };
    (@add null $list:expr, $items:expr) => { $crate::rt::add(&mut $list, $items) };
    (@add $presence:ident $list:expr, $items:expr) => {
        $list.extend($items.into_iter().map(::core::convert::Into::into))
    };

    // What a field of the finished struct is.
    (@take $self:ident $field:ident (only $only:expr)) => { $only };
    (@take $self:ident $field:ident (chosen)) => { $field };
    (@take $self:ident $field:ident (asked)) => { $self.given.$field };
    (@take $self:ident $field:ident (each $item:ty)) => { $self.rest.$field };
    (@take $self:ident $field:ident (each_exact $item:ty)) => { $self.rest.$field };
    (@take $self:ident $field:ident ($at:ident $by:ident)) => { $field };
    (@take $self:ident $field:ident ($at:ident each $item:ty)) => { $field };
    (@take $self:ident $field:ident ($at:ident each_exact $item:ty)) => { $field };
    (@take $self:ident $field:ident $optional:tt) => { $self.rest.$field };

    // The methods that begin and end the builder: of required fields that are set one by one, and of those given at once.
    (
        @ends $vis:vis $struct:ident $builder:ident $rest:tt [$($slot:ident: $slot_ty:ty),* $(,)?]
        $(($decided:ident($choice:ident: $($chosen:ident),*)))?;
        $($field:ident $set:tt)*;
        $($others:ident)?; $($unreadable:ident)?
    ) => {
        impl $struct {
            #[doc = concat!("Starts to build a [`", stringify!($struct), "`].")]
            $vis fn builder() -> $builder {
                $builder { given: $crate::rt::builder!(@unset $($slot)*), rest: $rest }
            }
        }

        const _: () = {
            #[allow(non_camel_case_types, unreachable_pub, reason = "the markers bear the names of fields")]
            mod required {
                $(pub enum $slot {})*
            }

            impl<__S> $builder<__S> {
                #[doc = concat!(
                    "The finished [`", stringify!($struct), "`]; it compiles when every required field has been set."
                )]
                $vis fn build(self) -> $struct
                where
                    __S: $crate::rt::Complete<
                        $crate::rt::builder!(@names $($slot)*),
                        $crate::rt::builder!(@types $([$slot_ty])*),
                    >,
                {
                    let $crate::rt::builder!(@pattern $($slot)*) = self.given.take();
                    $(let ($($chosen,)*) = $choice::fields($decided);)?
                    $struct {
                        $($field: $crate::rt::builder!(@take self $field $set),)*
                        $($others: self.rest.$others,)?
                        $($unreadable: ::core::default::Default::default(),)?
                    }
                }
            }
        };
    };
    (
        @ends $vis:vis $struct:ident $builder:ident $rest:tt $required:ident
        $(($decided:ident($choice:ident: $($chosen:ident),*)))?;
        $($field:ident $set:tt)*;
        $($others:ident)?; $($unreadable:ident)?
    ) => {
        impl $struct {
            #[doc = concat!("Starts to build a [`", stringify!($struct), "`].")]
            $vis fn builder(required: $required) -> $builder {
                $builder { given: required, rest: $rest }
            }
        }

        impl $builder {
            #[doc = concat!("The finished [`", stringify!($struct), "`].")]
            $vis fn build(self) -> $struct {
                $(let ($($chosen,)*) = $choice::fields(self.given.$decided);)?
                $struct {
                    $($field: $crate::rt::builder!(@take self $field $set),)*
                    $($others: self.rest.$others,)?
                    $($unreadable: ::core::default::Default::default(),)?
                }
            }
        }
    };
    (@state [$($slot:ident: $slot_ty:ty),* $(,)?]) => { $crate::rt::builder!(@unset $($slot)*) };
    (@state $required:ident) => { $required };

    // A rule that is checked.
    (@check $at:ident $name:literal, $value:expr) => {};
    (@check $at:ident $name:literal, $value:expr, ($($rule:ident $(($($arg:tt)*))?),+ $(,)?)) => {
        $at.field($name, |at| {
            $($crate::rt::builder!(@rule at $value, $rule $(($($arg)*))?);)+
        });
    };
    (@rule $at:ident $value:expr, check) => { $crate::rt::Checked::check($value, $at) };
    (@rule $at:ident $value:expr, $rule:ident) => { $at.$rule($value) };
    (@rule $at:ident $value:expr, $rule:ident ($($arg:tt)*)) => { $at.$rule($value, $($arg)*) };

    (
        [$builder:ident($rest:ident) $required:tt $(from $choice:tt)?]
        $vis:vis $struct:ident {$(
            [$($attr:tt)*] $field:ident: $presence:ident [$ty:ty] = $name:literal, set $set:tt $(where $rules:tt)?;
        )*}
        {$($others:ident: [$others_ty:ty])?} {$($unreadable:ident)?}
        $(where $whole:expr)?
    ) => {
        #[doc = concat!("Builds a [`", stringify!($struct), "`]: each required field once, then `build()`.")]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build()` is called"]
        $vis struct $builder<__S = $crate::rt::builder!(@state $required)> {
            given: __S,
            rest: $rest,
        }

        #[allow(dead_code, reason = "of what is required, nothing is held here")]
        #[derive(Debug)]
        struct $rest {
            $($field: $crate::rt::builder!(@rest $presence [$ty] $set),)*
            $($others: ::std::collections::BTreeMap<::std::string::String, $others_ty>,)?
        }

        #[allow(unreachable_pub, reason = "the struct may be private")]
        impl<__S> $builder<__S> {
            $($crate::rt::builder!(@set $builder [$($attr)*] $field $presence [$ty] $set);)*
            $(
                /// The other properties, by their names.
                pub fn $others(
                    mut self,
                    $others: impl ::core::iter::IntoIterator<Item = (::std::string::String, $others_ty)>,
                ) -> Self {
                    self.rest.$others = $others.into_iter().collect();
                    self
                }
            )?
        }

        $crate::rt::builder! {
            @ends $vis $struct $builder {
                $rest {
                    $($field: $crate::rt::builder!(@first $presence $set),)*
                    $($others: ::std::collections::BTreeMap::new(),)?
                }
            }
            $required $($choice)?;
            $($field $set)*;
            $($others)?; $($unreadable)?
        }

        impl $crate::rt::Checked for $struct {
            #[inline]
            fn check(&self, at: &mut $crate::rt::Violations) {
                let _ = &at;
                $(
                    let whole: fn(&Self, &mut $crate::rt::Violations) = $whole;
                    whole(self, at);
                )?
                $($crate::rt::builder!(@check at $name, &self.$field $(, $rules)?);)*
                $($crate::rt::Checked::check(&self.$others, at);)?
            }
        }
    };
}

pub use crate::__malipo_builder as builder;
