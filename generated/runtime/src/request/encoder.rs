//! From an operation's parameters to the parts of a request.

mod part_headers;

use std::borrow::Cow;
use std::ops::Range;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use part_headers::PartHeader;
use serde_json::value::RawValue;

use crate::request::multipart::{Multipart, NotParts};
use crate::request::{Form, ToForm};
use crate::wire::styled::{Parts, Style};
use crate::wire::{ToParameter, ToParameterList, Violations, plain_json, styled};

/// Everything but the unreserved characters of RFC 3986, so that no value can end its segment, its parameter or the path.
pub(crate) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What no value of a cookie holds (RFC 6265, section 4.1.1), and so everything else goes as it is: servers do not unescape.
const NO_COOKIE_OCTET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'%')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// Headers that the client itself decides.
const RESERVED: [HeaderName; 6] = [
    header::AUTHORIZATION,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::HOST,
    header::TRANSFER_ENCODING,
    header::EXPECT,
];

/// Writes a request: the path, the query, the headers and the body.
///
/// What cannot be written is recorded as a violation, so that it is reported with all others and nothing is sent.
#[derive(Default)]
pub struct Encoder {
    path: String,
    query: String,
    cookies: String,
    headers: HeaderMap,
    body: Option<EncodedBody>,
    /// Until the parts are written.
    part_headers: Vec<PartHeader>,
    violations: Violations,
    longest: Option<(String, usize)>,
}

/// How many bytes of a parameter are long, so that it is remembered in case the URL becomes too long.
const LONG: usize = 1024;

/// How many headers a caller can set.
const MOST_HEADERS: usize = 256;

/// Room for any usual path, so that it need not be moved while it is written.
const USUAL_PATH: usize = 64;

/// How long a body of JSON is at most, as a rule.
const USUAL_BODY: usize = 256;

/// The parts of a request, ready to be sent.
pub(crate) struct Encoded {
    /// Escaped, from the first `/` on.
    pub(crate) path: String,
    /// Escaped, and without the `?`; empty if there is none.
    pub(crate) query: String,
    /// Those that the operation or the caller set, most often none: the others are added when the request is sent, so that
    /// there is one map for an attempt, and nothing to copy.
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<EncodedBody>,
    /// The name of the longest part of the URL, if any is long.
    pub(crate) longest: Option<String>,
}

/// A body and what it is.
pub(crate) struct EncodedBody {
    pub(crate) data: Bytes,
    pub(crate) media_type: HeaderValue,
    /// Whether the client has written the parts, and the boundary between them.
    has_parts: bool,
}

impl EncodedBody {
    /// Whether the body has parts that nobody can tell apart.
    fn lacks_boundary(&self) -> bool {
        let media_type = self.media_type.as_bytes().to_ascii_lowercase();
        let boundary = b"boundary=";
        media_type.starts_with(b"multipart/")
            && !media_type
                .windows(boundary.len())
                .any(|some| some == boundary)
    }
}

impl Encoder {
    /// An empty request.
    pub fn new() -> Self {
        Self {
            path: String::with_capacity(USUAL_PATH),
            ..Self::default()
        }
    }

    /// Sets the path as it stands in the specification, with the names of parameters in braces. Their values follow, in any order.
    pub fn template(&mut self, path: &str) {
        path.clone_into(&mut self.path);
    }

    /// Puts a value into the path, escaped, in place of its name.
    ///
    /// An empty value, `.` and `..` are violations: a URL parser drops such a segment even when it is escaped, and the
    /// request would go elsewhere.
    pub fn path<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let text = value.to_parameter().unwrap_or_default();
        self.segment(name, &escaped(&text));
    }

    /// Puts a value of several parts into the path; the same is a violation as in [`path`](Self::path).
    pub fn path_styled<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        exploded: bool,
    ) {
        let text = self
            .written(name, value)
            .and_then(|value| styled::text(name, &value, style, exploded, escaped));
        self.segment(name, &text.unwrap_or_default());
    }

    /// Puts a value into the path as JSON.
    pub fn path_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(json) = self.written(name, value) {
            self.segment(name, &escaped(json.get()));
        }
    }

    /// Appends a parameter to the query, unless its value is absent.
    pub fn query<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(text) = value.to_parameter() {
            self.push_query(name, &text);
        }
    }

    /// Appends a parameter to the query once for each item: `tag=a&tag=b`.
    pub fn query_list<T: ToParameterList + ?Sized>(&mut self, name: &str, values: &T) {
        for text in values.to_parameter_list() {
            self.push_query(name, &text);
        }
    }

    /// Appends a value of several parts to the query, unless it is absent.
    pub fn query_styled<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        exploded: bool,
    ) {
        let value = self.written(name, value);
        for pair in value
            .iter()
            .flat_map(|value| styled::pairs(name, value, style, exploded))
        {
            self.push_pair(name, &pair);
        }
    }

    /// Appends a value to the query as JSON, unless it is absent.
    pub fn query_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(json) = self.present(name, value) {
            self.query(name, json.get());
        }
    }

    /// Sets a cookie, unless its value is absent.
    pub fn cookie<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(text) = value.to_parameter() {
            self.push_cookie(name, &styled::Pair::new(name, text.into_owned()));
        }
    }

    /// Sets one or several cookies to a value of several parts, unless it is absent.
    pub fn cookie_styled<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        exploded: bool,
    ) {
        let value = self.written(name, value);
        for pair in value
            .iter()
            .flat_map(|value| styled::pairs(name, value, style, exploded))
        {
            self.push_cookie(name, &pair);
        }
    }

    /// Sets a cookie to a value as JSON, unless it is absent. What no cookie can hold of it, such as a quotation mark, is escaped.
    pub fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(json) = self.present(name, value) {
            let json = utf8_percent_encode(json.get(), NO_COOKIE_OCTET).to_string();
            self.cookie(name, &json);
        }
    }

    /// Sets a header to a value of several parts, unless it is absent.
    pub fn header_styled<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        style: Style,
        exploded: bool,
    ) {
        let value = self.written(name, value);
        let text =
            value.and_then(|value| styled::text(name, &value, style, exploded, str::to_owned));
        self.header(name, &text);
    }

    /// Sets a header to a value as JSON, unless it is absent.
    pub fn header_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let json = self.present(name, value);
        self.header(name, &json.map(|json| json.get().to_owned()));
    }

    /// Sets a header, unless its value is absent.
    pub fn header<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let Some(text) = value.to_parameter() else {
            return;
        };
        let header = HeaderName::from_bytes(name.as_bytes());
        let text = is_visible(&text).then(|| HeaderValue::from_str(&text));
        self.violations.field(name, |at| match (header, text) {
            (Ok(header), _) if RESERVED.contains(&header) => {
                at.violation("is a header that the client sets itself", "leave it out");
            }
            (Ok(header), Some(Ok(mut text))) => {
                text.set_sensitive(true);
                // One of the HTTP library's own maps panics from some number on.
                if self.headers.len() >= MOST_HEADERS {
                    at.violation("is one header too many", "send fewer than 256");
                } else {
                    self.headers.insert(header, text);
                }
            }
            (Err(_), _) => at.violation("is no name of a header", "use letters, digits and dashes"),
            (_, None | Some(Err(_))) => not_visible(at),
        });
    }

    /// Sets the body, as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        let mut json = Vec::with_capacity(USUAL_BODY);
        match plain_json::write(body, &mut json) {
            Ok(()) => self.body(json, media_type),
            // The reason may repeat a value, so it is not kept.
            Err(_) => self.violations.field("body", |at| {
                at.violation("cannot be written as JSON", "use text keys in its maps");
            }),
        }
    }

    /// Sets the body, as a form.
    pub fn form<T: ToForm + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        let mut form = Form::new();
        body.to_form(&mut form);
        self.body(form.into_text(), media_type);
    }

    /// Sets the body, as a form of which some fields have a style of their own, and whether they are exploded. A list among
    /// the others repeats its name, and what else has several parts is written as JSON; `null` is left out.
    pub fn form_styled<T: Serialize + ?Sized>(
        &mut self,
        media_type: &'static str,
        body: &T,
        styles: &[(&str, Style, bool)],
    ) {
        let Some(value) = self.written("body", body) else {
            return;
        };
        let mut form = Form::new();
        if let Parts::Object(members) = Parts::of(&value) {
            for (name, value) in members {
                let pairs = match styles.iter().find(|(styled, ..)| *styled == name) {
                    Some((_, style, exploded)) => styled::pairs(&name, value, *style, *exploded),
                    None => styled::form_pairs(&name, value),
                };
                for pair in pairs {
                    form.pair(&pair);
                }
            }
        }
        self.body(form.into_text(), media_type);
    }

    /// Sets the body, as several parts: one for each member of an object, and for each item of a list in it. `types` lists
    /// the media types that the specification allows for a member. The media type is one of `multipart`, without a boundary.
    pub fn multipart<T: Serialize + ?Sized>(
        &mut self,
        media_type: &'static str,
        body: &T,
        types: &[(&str, &str)],
    ) {
        let mut form = match Multipart::of(body, types) {
            Ok(form) => form,
            Err(reason) => {
                let (rule, advice) = match reason {
                    NotParts::Unwritable => {
                        ("cannot be written as JSON", "use text keys in its maps")
                    }
                    NotParts::NoObject => ("must be an object", "give each part a name"),
                };
                return self
                    .violations
                    .field("body", |at| at.violation(rule, advice));
            }
        };
        self.give_headers(&mut form);
        let (media_type, data) = form.into_body(media_type);
        self.body(data, "multipart/form-data");
        if let (Some(body), Ok(media_type)) = (&mut self.body, HeaderValue::try_from(media_type)) {
            body.media_type = media_type;
            body.has_parts = true;
        }
    }

    /// Sets the body, as a text.
    pub fn text<T: ToParameter + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        let text = body.to_parameter().unwrap_or_default().into_owned();
        self.body(text, media_type);
    }

    /// Sets the body, as it is.
    pub fn bytes(&mut self, media_type: &'static str, body: &Bytes) {
        self.body(body.clone(), media_type);
    }

    /// Writes a value in a way that no other method knows.
    pub fn by<T: ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
        write: impl FnOnce(&mut Self, &'static str, &T),
    ) {
        write(self, name, value);
    }

    /// Calls the body what the caller calls it: a media type that is no range.
    pub(crate) fn content_type(&mut self, media_type: &str) {
        let value = HeaderValue::from_str(media_type);
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let is_concrete = essence.split('/').filter(|part| !part.is_empty()).count() == 2
            && !essence.contains(['*', ',', ' ']);
        let (rule, advice) = match (&mut self.body, value) {
            (None, _) => ("is given for a request without a body", "leave it out"),
            (Some(body), _) if body.has_parts => (
                "cannot be changed: the client writes the parts of this body and their boundary",
                "leave it out",
            ),
            (Some(body), Ok(value)) if is_concrete => {
                body.media_type = value;
                return;
            }
            _ => ("must be a media type", "write it like image/png"),
        };
        self.violations
            .field("content_type", |at| at.violation(rule, advice));
    }

    /// Asks for what the caller asks for.
    pub(crate) fn accept_only(&mut self, media_types: &str) {
        match HeaderValue::from_str(media_types) {
            Ok(value) if media_types.contains('/') => {
                self.headers.insert(header::ACCEPT, value);
            }
            _ => self.violations.field("accept", |at| {
                at.violation(
                    "must be one or several media types",
                    "write it like text/csv",
                );
            }),
        }
    }

    /// Asks for an answer of these media types.
    pub fn accept(&mut self, media_types: &'static str) {
        self.headers
            .insert(header::ACCEPT, HeaderValue::from_static(media_types));
    }

    fn body(&mut self, body: impl Into<Bytes>, media_type: &'static str) {
        self.body = Some(EncodedBody {
            data: body.into(),
            media_type: HeaderValue::from_static(media_type),
            has_parts: false,
        });
    }

    /// Records a violation of something that is not a parameter.
    pub(crate) fn violations(&mut self) -> &mut Violations {
        &mut self.violations
    }

    /// The parts, or everything that is wrong: first what the operation's own check found.
    pub(crate) fn finish(mut self, mut checked: Violations) -> Result<Encoded, Violations> {
        if !self.cookies.is_empty() {
            let mut cookies = std::mem::take(&mut self.cookies);
            // A parameter may be the header itself.
            let given = self.headers.get(header::COOKIE);
            if let Some(given) = given.and_then(|given| given.to_str().ok()) {
                cookies = format!("{given}; {cookies}");
            }
            self.header("Cookie", &cookies);
        }
        if self.body.as_ref().is_some_and(EncodedBody::lacks_boundary)
            && !self.headers.contains_key(header::CONTENT_TYPE)
        {
            self.violations.field("content_type", |at| {
                at.violation(
                    "must name the boundary of the parts",
                    "give it with `content_type`, like multipart/mixed; boundary=x",
                );
            });
        }
        self.idle_headers();
        checked.append(self.violations);
        if !checked.is_empty() {
            return Err(checked);
        }
        Ok(Encoded {
            path: self.path,
            query: self.query,
            headers: self.headers,
            body: self.body,
            longest: self.longest.map(|(name, _)| name),
        })
    }

    /// The same request once more, as it was before it was finished.
    pub(crate) fn again(encoded: Encoded) -> Self {
        Self {
            path: encoded.path,
            query: encoded.query,
            headers: encoded.headers,
            body: encoded.body,
            longest: encoded.longest.map(|name| (name, LONG)),
            ..Self::default()
        }
    }

    fn push_query(&mut self, name: &str, value: &str) {
        let pair = styled::Pair::new(name, value.to_owned());
        self.push_pair(name, &pair);
    }

    /// Adds a cookie, or a violation of the parameter `name`.
    fn push_cookie(&mut self, name: &str, pair: &styled::Pair) {
        if !pair.texts.iter().all(|text| is_cookie_value(text)) {
            return self.violations.field(name, |at| {
                at.violation(
                    "has a character that a cookie cannot carry",
                    "use visible ASCII characters, but no space, quotation mark, comma, semicolon or backslash",
                );
            });
        }
        if !self.cookies.is_empty() {
            self.cookies.push_str("; ");
        }
        self.cookies.extend(cookie_name(&pair.name));
        self.cookies.push('=');
        self.cookies
            .push_str(&pair.texts.join(&pair.delimiter.to_string()));
    }

    fn push_pair(&mut self, name: &str, pair: &styled::Pair) {
        let before = self.query.len();
        append(&mut self.query, pair);
        self.measure(name, self.query.len() - before);
    }

    /// Remembers the longest part of the URL.
    fn measure(&mut self, name: &str, length: usize) {
        let longest = self.longest.as_ref().map_or(LONG, |(_, longest)| *longest);
        if length > longest {
            self.longest = Some((name.to_owned(), length));
        }
    }

    fn segment(&mut self, name: &str, text: &str) {
        self.measure(name, text.len());
        if matches!(text, "" | "." | "..") {
            self.violations.field(name, |at| {
                at.violation("must not be empty, `.` or `..`", "it is a part of the path");
            });
        }
        if let Some(place) = self.place(name) {
            self.path.replace_range(place, text);
        }
    }

    /// Where the path has the name of a parameter, with its braces. A value that is there already has no braces: they are escaped.
    fn place(&self, name: &str) -> Option<Range<usize>> {
        let mut from = 0;
        while let Some(opened) = self.path[from..].find('{').map(|at| from + at) {
            let closed = opened + self.path[opened..].find('}')?;
            if self.path[opened + 1..closed] == *name {
                return Some(opened..closed + 1);
            }
            from = closed + 1;
        }
        None
    }

    /// A value as JSON, unless it is absent.
    fn present<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<Box<RawValue>> {
        self.written(name, value)
            .filter(|json| json.get() != "null")
    }

    /// A value as JSON, or a violation. The reason may repeat a value, so it is not kept.
    fn written<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<Box<RawValue>> {
        let written = plain_json::raw(value);
        if written.is_err() {
            self.violations.field(name, |at| {
                at.violation("cannot be written as JSON", "use text keys in its maps");
            });
        }
        written.ok()
    }
}

/// Whether a header can have a value: visible ASCII, spaces and tabs.
fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t'))
}

fn not_visible(at: &mut Violations) {
    at.violation(
        "has a character that a header cannot carry",
        "use visible ASCII characters, and no line break",
    );
}

fn escaped(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, ESCAPED)).into_owned()
}

/// Whether a text can be the value of a cookie as it is (RFC 6265, section 4.1.1).
pub(crate) fn is_cookie_value(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// The name of a cookie, in which everything is escaped that could end it.
pub(crate) fn cookie_name(name: &str) -> impl Iterator<Item = &str> {
    utf8_percent_encode(name, ESCAPED)
}

/// Appends a name and its value, escaped, behind what is there.
fn append(to: &mut String, pair: &styled::Pair) {
    if !to.is_empty() {
        to.push('&');
    }
    to.extend(utf8_percent_encode(&pair.name, ESCAPED));
    to.push('=');
    for (number, text) in pair.texts.iter().enumerate() {
        if number > 0 {
            match pair.delimiter {
                ',' => to.push(','),
                ' ' => to.push_str("%20"),
                _ => to.push_str("%7C"),
            }
        }
        to.extend(utf8_percent_encode(text, ESCAPED));
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder")
            .field("violations", &self.violations)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
