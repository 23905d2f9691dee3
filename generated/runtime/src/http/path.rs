//! Which paths can be joined to a base URL.

/// Whether a path stays under the base URL that it is joined to.
pub(crate) fn check_path(path: &str) -> Result<(), &'static str> {
    if !path.starts_with('/') {
        return Err("must begin with a slash");
    }
    if path.contains(['?', '#']) {
        return Err("must hold no `?` and no `#`");
    }
    if path.contains(|character: char| {
        character.is_whitespace() || character.is_control() || character == '\\'
    }) {
        return Err("must hold no space, control character or backslash");
    }
    // A URL parser takes an escaped dot for a dot.
    let dots = |segment: &str| {
        matches!(
            &*segment.to_ascii_lowercase().replace("%2e", "."),
            "." | ".."
        )
    };
    if path.split('/').any(dots) {
        return Err("must hold no segment `.` or `..`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_could_leave_the_base_is_refused() {
        for path in [
            "",
            "contacts",
            "https://evil.example/",
            "/a?b",
            "/a#b",
            "/../account",
            "/a/./b",
            "/a/%2E%2e/b",
            "/a/.%2e",
            "/a b",
            "/a\\..\\b",
            "/a\nb",
        ] {
            assert!(check_path(path).is_err(), "{path}");
        }
        for path in [
            "/",
            "/contacts",
            "/contacts/42",
            "/a/...",
            "/a/..b",
            "/a/%2Fb",
            "//evil.example/x",
        ] {
            assert!(check_path(path).is_ok(), "{path}");
        }
    }
}
