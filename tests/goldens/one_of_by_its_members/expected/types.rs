//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct File keeps unreadable {
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some FileType = "type";
        pub size: must rt::Amount = "size";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum FileType {
        File = "file",
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Folder keeps unreadable {
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some FolderType = "type";
        pub mail: some i64 = "mail";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum FolderType {
        Folder = "folder",
        BoxValue = "box",
    } else Unknown
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Found {
    /// `User`.
    User(Box<User>),
    /// `Folder`.
    Folder(Box<Folder>),
    /// `File`.
    File(Box<File>),
    /// What is none of these, as it was sent.
    Unknown(rt::RawJson),
}

rt::one_of! {
    Found {
        User(object User) [has "mail" is Text],
        Folder(object Folder) [has "mail" is Number],
        File(object File) [has "type" = "file"] [closed],
    } else Unknown
}

rt::object! {
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct User keeps unreadable {
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some UserType = "type";
        pub mail: some String = "mail";
    }
}

rt::open_enum! {
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum UserType {
        User = "user",
        Owner = "owner",
    } else Unknown
}
