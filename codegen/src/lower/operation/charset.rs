//! Media types with another charset than the client writes and reads.

/// Whether a media type is a range that does not contain `application/octet-stream`, nor plain text.
pub(super) fn is_narrow_range(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let (kind, subtype) = essence.trim().split_once('/').unwrap_or_default();
    match subtype {
        "*" => !["*", "application", "text"].contains(&kind),
        // HTTP has no range of a suffix, such as `application/*+json`.
        subtype => subtype.contains('*'),
    }
}

/// Returns the parameter that gives a media type a charset other than UTF-8.
pub(super) fn other_charset(media_type: &str) -> Option<&str> {
    let mut parameters = media_type.split(';').skip(1).map(str::trim);
    parameters.find(|parameter| {
        charset(parameter).is_some_and(|charset| {
            let names = ["utf-8", "utf8"];
            !names.iter().any(|name| charset.eq_ignore_ascii_case(name))
        })
    })
}

/// Returns a media type without its charset.
pub(super) fn without_charset(media_type: &str) -> String {
    let parts = media_type.split(';');
    let kept: Vec<&str> = parts.filter(|part| charset(part).is_none()).collect();
    kept.join(";")
}

/// The value of a parameter, if it is a charset.
fn charset(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    let is_charset = name.trim().eq_ignore_ascii_case("charset");
    is_charset.then(|| value.trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charset_other_than_utf_8_is_found_and_taken_out() {
        let latin = "text/plain;version=1; Charset=\"ISO-8859-1\"";
        assert_eq!(other_charset(latin), Some("Charset=\"ISO-8859-1\""));
        assert_eq!(without_charset(latin), "text/plain;version=1");
        for plain in [
            "text/plain",
            "text/plain; charset=UTF-8",
            "text/plain; set=a",
        ] {
            assert_eq!(other_charset(plain), None, "{plain}");
        }
    }
}
