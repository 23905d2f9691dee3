//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

rt::object! {
    /// `File`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct File keeps unreadable {
        /// `type`.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some FileType = "type";
        /// `size`.
        pub size: must rt::Amount = "size";
    }
}

rt::open_enum! {
    /// `FileType`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum FileType {
        File = "file",
    } else Unknown
}

rt::object! {
    /// `Folder`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Folder keeps unreadable {
        /// `type`.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some FolderType = "type";
        /// `mail`.
        pub mail: some i64 = "mail";
    }
}

rt::open_enum! {
    /// `FolderType`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum FolderType {
        Folder = "folder",
        BoxValue = "box",
    } else Unknown
}

/// `Found`.
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
    /// `User`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct User keeps unreadable {
        /// `type`.
        ///
        /// `type` is a keyword of Rust: write `.r#type`.
        pub r#type: some UserType = "type";
        /// `mail`.
        pub mail: some String = "mail";
    }
}

rt::open_enum! {
    /// `UserType`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum UserType {
        User = "user",
        Owner = "owner",
    } else Unknown
}
