//! Media types, such as `application/json; charset=utf-8`.

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Media {
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`, of a struct of plain values that writes itself; requests only.
    Form,
    /// The same of anything else.
    StyledForm,
    /// As `multipart/form-data` or another type of `multipart`, of an object; requests only.
    Multipart,
    /// As a text, whatever is in it.
    Text,
    /// As bytes.
    Bytes,
}

/// Returns a media type without its parameters, in lower case.
#[must_use]
pub fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or(media_type);
    essence.trim().to_ascii_lowercase()
}

/// Returns whether it stands for several types, such as `image/*`.
#[must_use]
pub fn is_range(media_type: &str) -> bool {
    essence(media_type).contains('*')
}

/// Returns whether it is a type of `multipart`, whose body has parts.
#[must_use]
pub fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}
