//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `Form`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Form builds FormBuilder(FormBuilderRest)[] {
        /// `csv`.
        pub csv: some Vec<String> = "csv" [list], set(each String);
        /// `piped`.
        pub piped: some Vec<String> = "piped" [list], set(each String);
        /// `rate`.
        pub rate: some f64 = "rate", set(into), where(check);
    }
}
