//! Types of what Example sends and receives.

use ::malipo_runtime::rt;

/// `File`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct File {
    /// `type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<FileType>,
    /// `size`.
    pub size: rt::Amount,
    unreadable: rt::Unreadable,
}

rt::object! {
    File keeps unreadable {
        r#type = "type", some,
        size = "size", must,
    }
}

/// `FileType`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileType {
    /// `file`.
    File,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    FileType {
        File = "file",
    } else Unknown
}

/// `Folder`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Folder {
    /// `type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<FolderType>,
    /// `mail`.
    pub mail: Option<i64>,
    unreadable: rt::Unreadable,
}

rt::object! {
    Folder keeps unreadable {
        r#type = "type", some,
        mail = "mail", some,
    }
}

/// `FolderType`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FolderType {
    /// `folder`.
    Folder,
    /// `box`.
    BoxValue,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    FolderType {
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

/// `User`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct User {
    /// `type`.
    ///
    /// `type` is a keyword of Rust: write `.r#type`.
    pub r#type: Option<UserType>,
    /// `mail`.
    pub mail: Option<String>,
    unreadable: rt::Unreadable,
}

rt::object! {
    User keeps unreadable {
        r#type = "type", some,
        mail = "mail", some,
    }
}

/// `UserType`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UserType {
    /// `user`.
    User,
    /// `owner`.
    Owner,
    /// A value that was not known when this was generated, as it was sent.
    Unknown(String),
}

rt::open_enum! {
    UserType {
        User = "user",
        Owner = "owner",
    } else Unknown
}
