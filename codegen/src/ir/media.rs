//! Media types, such as `application/json; charset=utf-8`.

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
