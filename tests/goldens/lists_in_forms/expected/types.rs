//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Form builds FormBuilder(FormBuilderRest)[] {
        pub csv: some Vec<String> = "csv" [list], set(each String);
        pub piped: some Vec<String> = "piped" [list], set(each String);
        pub rate: some f64 = "rate", set(into), where(check);
    }
}
