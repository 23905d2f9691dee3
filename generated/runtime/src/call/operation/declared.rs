//! Declarations of operations: how generated code writes one.

/// Declares an operation: its struct, the methods that set what is optional, and [`Operation`](super::Operation) for it.
///
/// The string after the name is the `operationId`. A line of the struct is a parameter, or the `body`: its field, `must` if it has to
/// be given or `some` if not, its type, and the method of [`Encoder`](crate::rt::Encoder) that writes it, with the name of the
/// parameter or the media type of the body. A `const` line has no field: the method writes a constant.
///
/// - `set(into)` makes a method that sets the field from what converts into its type; `exact` takes the type itself, `amount` an
///   [`IntoAmount`](crate::rt::IntoAmount), and `list Type` and `list_exact Type` the items of a list.
/// - `where` has the rules that are checked, as in [`object`](crate::rt::object), and `where body` those of the body.
///
/// The line after the struct has the HTTP method, the path, the [`Effect`](crate::rt::Effect), the word `authenticated` if the
/// call carries credentials, the types of a success and of the documented refusals, and the method of
/// [`Answer`](crate::rt::Answer) that reads a success. Further items of the trait follow it.
///
/// ```
/// use malipo_runtime::rt;
///
/// rt::operation! {
///     /// Returns the lines of an order.
///     #[derive(Clone, Debug)]
///     pub struct ListLines: "listLines" {
///         /// The order.
///         pub order: must String = path "order", where(max_length(20));
///         /// How many lines to return.
///         pub limit: some i64 = query "limit", set(exact), where(minimum("1"));
///         const header "Api-Version" = "2";
///     }
///     Get "/orders/{order}/lines", Reads, authenticated -> Vec<String>, json;
/// }
///
/// let lines = ListLines { order: "A 1".to_owned(), limit: None }.limit(5);
/// assert_eq!((lines.order.as_str(), lines.limit), ("A 1", Some(5)));
/// assert_eq!(<ListLines as rt::Operation>::SPEC.path, "/orders/{order}/lines");
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! __malipo_operation {
    // The method that sets a field.
    (@set $attrs:tt $field:ident [$($ty:ty)?]) => {};
    (@set [$($attr:tt)*] $field:ident [$ty:ty] (into)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl ::core::convert::Into<$ty>) -> Self {
            self.$field = ::core::option::Option::Some($field.into());
            self
        }
    };
    (@set [$($attr:tt)*] $field:ident [$ty:ty] (exact)) => {
        $($attr)*
        pub fn $field(mut self, $field: $ty) -> Self {
            self.$field = ::core::option::Option::Some($field);
            self
        }
    };
    (@set [$($attr:tt)*] $field:ident [$ty:ty] (amount)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl $crate::rt::IntoAmount) -> Self {
            self.$field = ::core::option::Option::Some($crate::rt::IntoAmount::into_amount($field));
            self
        }
    };
    (@set [$($attr:tt)*] $field:ident [$ty:ty] (list $item:ty)) => {
        $($attr)*
        pub fn $field(
            mut self,
            $field: impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<$item>>,
        ) -> Self {
            let items = $field.into_iter().map(::core::convert::Into::into);
            self.$field = ::core::option::Option::Some(items.collect());
            self
        }
    };
    (@set [$($attr:tt)*] $field:ident [$ty:ty] (list_exact $item:ty)) => {
        $($attr)*
        pub fn $field(mut self, $field: impl ::core::iter::IntoIterator<Item = $item>) -> Self {
            self.$field = ::core::option::Option::Some($field.into_iter().collect());
            self
        }
    };

    (@authenticated) => { false };
    (@authenticated authenticated) => { true };
    (@refusal) => { $crate::rt::NoRefusal };
    (@refusal $refusal:ty) => { $refusal };

    (
        $(#[$attr:meta])*
        $vis:vis struct $struct:ident: $id:literal {$(
            $(
                $(#[$field_attr:meta])*
                pub $field:ident $(: must $must:ty =)? $(: some $some:ty =)?
                    $method:ident $wire:literal $(($($argument:expr),* $(,)?))?
                    $(, set $set:tt)? $(, where ($($rules:tt)*))? $(, where body ($($body_rules:tt)*))?
            )?
            $(
                const $fixed:ident $($fixed_wire:literal)? $(($($fixed_argument:expr),*))? = $value:expr
            )?
            ;
        )*}
        $http:ident $path:literal, $effect:ident $(, $authenticated:ident)?
            -> $output:ty $(| $refusal:ty)? $(, $read:ident)?;
        $($item:tt)*
    ) => {
        $(#[$attr])*
        #[must_use = "an operation does nothing until a client sends it"]
        $vis struct $struct {$($(
            $(#[$field_attr])*
            pub $field: $($must)? $(::core::option::Option<$some>)?,
        )?)*}

        #[allow(unreachable_pub, reason = "the operation may be private")]
        impl $struct {
            $($($crate::rt::operation!(@set [$(#[$field_attr])*] $field [$($some)?] $($set)?);)?)*
        }

        // Such functions are `inline`, so that of a large API only what somebody calls is compiled to machine code.
        impl $crate::rt::Operation for $struct {
            type Output = $output;
            type Refusal = $crate::rt::operation!(@refusal $($refusal)?);

            const SPEC: $crate::rt::OperationSpec = $crate::rt::OperationSpec {
                id: $id,
                method: $crate::rt::Method::$http,
                path: $path,
                effect: $crate::rt::Effect::$effect,
                authenticated: $crate::rt::operation!(@authenticated $($authenticated)?),
            };

            #[inline]
            fn check(&self, at: &mut $crate::rt::Violations) {
                let _ = &at;
                $($(
                    $($crate::rt::builder!(@check at $wire, &self.$field, ($($rules)*));)?
                    $($crate::rt::builder!(@check at "body", &self.$field, ($($body_rules)*));)?
                )?)*
            }

            #[inline]
            fn encode(&self, request: &mut $crate::rt::Encoder) {
                request.template($path);
                $(
                    $(request.$method($wire, &self.$field $($(, $argument)*)?);)?
                    $(request.$fixed($($fixed_wire,)? $value $($(, $fixed_argument)*)?);)?
                )*
            }

            $(
                #[inline]
                fn decode(answer: &$crate::rt::Answer) -> ::core::result::Result<$output, $crate::rt::Undecodable> {
                    answer.$read()
                }
            )?

            $($item)*
        }
    };
}

pub use crate::__malipo_operation as operation;
