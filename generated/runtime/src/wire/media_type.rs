//! Media types of responses, compared with those of the specification.

/// A media type, such as `application/json; charset=utf-8`.
#[derive(Clone, Copy)]
pub(crate) struct MediaType<'t> {
    kind: &'t str,
    subtype: &'t str,
    parameters: &'t str,
}

impl<'t> MediaType<'t> {
    /// Reads one; `None` if it has no slash.
    pub(crate) fn new(text: &'t str) -> Option<Self> {
        let (essence, parameters) = text.split_once(';').unwrap_or((text, ""));
        let (kind, subtype) = essence.trim().split_once('/')?;
        Some(Self {
            kind,
            subtype,
            parameters,
        })
    }

    /// Whether it is JSON, of whatever name.
    pub(crate) fn is_json(self) -> bool {
        let suffix = self.subtype.rsplit('+').next().unwrap_or(self.subtype);
        suffix.eq_ignore_ascii_case("json")
    }

    /// Whether its charset is another than UTF-8. ASCII is a part of that.
    pub(crate) fn has_other_charset(self) -> bool {
        let mut parameters = self.parameters.split(';');
        let charset = parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"'))
        });
        let known = ["utf-8", "utf8", "us-ascii", "ascii"];
        charset.is_some_and(|charset| !known.iter().any(|name| name.eq_ignore_ascii_case(charset)))
    }

    /// The parameters that say what the body means: the name in lower case and the value without quotes. Not `charset`, which
    /// servers add and leave out as they like.
    fn parameters(self) -> impl Iterator<Item = (String, &'t str)> {
        self.parameters.split(';').filter_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let name = name.trim().to_ascii_lowercase();
            let counts = name != "charset" && name != "q";
            counts.then(|| (name, value.trim().trim_matches('"')))
        })
    }

    /// How near it is to one that the specification lists: 0 if it is another.
    pub(crate) fn fits(self, listed: &str) -> usize {
        let Some(listed) = MediaType::new(listed) else {
            return 0;
        };
        let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        if same(self.kind, listed.kind) && same(self.subtype, listed.subtype) {
            let mut found: Vec<_> = self.parameters().collect();
            let mut expected: Vec<_> = listed.parameters().collect();
            found.sort();
            expected.sort();
            let contradicts = expected.iter().any(|(name, value)| {
                let other = found.iter().find(|(found, _)| found == name);
                other.is_some_and(|(_, found)| found != value)
            });
            return match () {
                () if found == expected => 6,
                () if contradicts => 3,
                () => 5,
            };
        }
        match () {
            () if self.is_json() && listed.is_json() => 4,
            () if same(self.kind, listed.kind) && listed.subtype == "*" => 2,
            () if listed.kind == "*" => 1,
            () => 0,
        }
    }
}
