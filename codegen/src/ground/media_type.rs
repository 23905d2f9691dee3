//! Names of media types.

use super::text::is_token;

/// Returns whether a string is a media type, or a range of them, with any parameters (RFC 9110, section 8.3.1).
pub(crate) fn is_media_type(text: &str) -> bool {
    let mut parts = unquoted(text)
        .into_iter()
        .map(|part| part.trim_matches([' ', '\t']));
    let essence = parts.next().and_then(|essence| essence.split_once('/'));
    let is_value = |value: &str| {
        let quoted = value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'));
        is_token(value) || quoted.is_some_and(|quoted| !quoted.contains(char::is_control))
    };
    let mut parameters = parts.map(|parameter| parameter.split_once('='));
    essence.is_some_and(|(ty, subtype)| is_token(ty) && is_token(subtype))
        && parameters.all(|parameter| {
            parameter.is_some_and(|(name, value)| is_token(name) && is_value(value))
        })
}

/// The parts of a string between semicolons, of which those in quotes are none.
fn unquoted(text: &str) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let is_between = |letter: char| {
        is_quoted ^= letter == '"' && !is_escaped;
        is_escaped = letter == '\\' && is_quoted && !is_escaped;
        letter == ';' && !is_quoted
    };
    text.split(is_between).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_has_a_type_a_subtype_and_whole_parameters() {
        for media_type in [
            "image/png",
            " text/*; charset=utf-8",
            "application/a.b+json",
            "*/*",
            "a/b; c=\"d; e=\\\"f\"; g=h",
        ] {
            assert!(is_media_type(media_type), "{media_type}");
        }
        for other in [
            "",
            "png",
            "not a type",
            "not a/type",
            "text / plain",
            "a/b/c",
            "/a",
            "a/",
            "a/b\n",
            "a/b, c/d",
            "a/b; c",
            "a/b; c=",
            "a/b;;",
            "a/b; c = d",
            "a/b; c=\"d",
        ] {
            assert!(!is_media_type(other), "{other:?}");
        }
    }
}
