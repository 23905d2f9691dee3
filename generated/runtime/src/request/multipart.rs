//! Bodies of several parts: `multipart/form-data` (RFC 7578), with files, and other types of `multipart`.
//!
//! The value is written as JSON first, so that every digit, every name on the wire and the order of the specification are
//! what they are in a body. A file stands there as a string that nobody else knows, and becomes a part of its own.

use std::cell::RefCell;
use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

use crate::request::Form;
use crate::wire::styled::{Parts, form_pairs};
use crate::wire::{plain_json, random};

/// A file that is sent as a part of a form.
///
/// Its media type is the one given with [`media_type`](Self::media_type). Without one it is the first that the specification
/// lists for its part, or `application/octet-stream` where the specification lists none or only ranges such as `image/*`.
///
/// `Debug` shows its size, and neither its name nor what is in it.
///
/// ```
/// use malipo_runtime::File;
///
/// let file = File::new("a,b\n1,2\n").named("rows.csv").media_type("text/csv");
/// assert_eq!(file.content(), "a,b\n1,2\n");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    name: String,
    media_type: Option<String>,
    content: Bytes,
}

impl File {
    /// A file called `file`.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            name: "file".to_owned(),
            media_type: None,
            content: content.into(),
        }
    }

    /// Gives it a name, such as `passport.png`.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Says what is in it, such as `image/png`.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// What is in it.
    pub const fn content(&self) -> &Bytes {
        &self.content
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({} bytes)", self.content.len())
    }
}

/// JSON has no files: inside a part that is JSON, a file is its content as a string.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Files::take(self) {
            Some(name) => serializer.serialize_str(&name),
            None => serializer.serialize_str(&String::from_utf8_lossy(&self.content)),
        }
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl de::Visitor<'_> for Reader {
            type Value = File;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<File, E> {
                Ok(File::new(text.to_owned()))
            }
        }

        deserializer.deserialize_str(Reader)
    }
}

/// The files of a form that is being written.
struct Files {
    /// Begins the strings that stand for files. Nobody can guess it, so no value of the form can pretend to be a file.
    token: String,
    files: Vec<File>,
}

thread_local! {
    static TAKEN: RefCell<Option<Files>> = const { RefCell::new(None) };
}

impl Files {
    /// Writes a value as JSON in which a string stands for each file.
    fn of<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<(Box<RawValue>, Self)> {
        let token = format!("malipo-{:016x}{:016x}-", random::bits(), random::bits());
        let outer = TAKEN.replace(Some(Self {
            token,
            files: Vec::new(),
        }));
        let written = plain_json::raw(value);
        let files = TAKEN.replace(outer).unwrap_or(Self {
            token: String::new(),
            files: Vec::new(),
        });
        Ok((written?, files))
    }

    /// Keeps a file, if a form is being written, and returns what stands for it.
    fn take(file: &File) -> Option<String> {
        TAKEN.with_borrow_mut(|taken| {
            let taken = taken.as_mut()?;
            let name = format!("{}{}", taken.token, taken.files.len());
            taken.files.push(file.clone());
            Some(name)
        })
    }

    /// The file that a string stands for.
    fn get(&self, text: &str) -> Option<&File> {
        let number = text.strip_prefix(&self.token)?;
        self.files.get(number.parse::<usize>().ok()?)
    }

    /// JSON in which each file is a string with its content.
    fn written_out(&self, json: &str) -> String {
        let mut json = json.to_owned();
        // From the last one on, since the name of the first begins the name of the eleventh.
        for (number, file) in self.files.iter().enumerate().rev() {
            let name = format!("\"{}{number}\"", self.token);
            if json.contains(&name) {
                let content = String::from_utf8_lossy(&file.content);
                json = json.replace(&name, &serde_json::Value::from(content).to_string());
            }
        }
        json
    }
}

/// Why a value cannot be written as a body of several parts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotParts {
    /// It cannot be written as JSON.
    Unwritable,
    /// It has no members.
    NoObject,
}

/// A body of several parts, one for each member of an object and for each item of a list in it.
pub(crate) struct Multipart {
    parts: Vec<Part>,
}

struct Part {
    name: String,
    head: String,
    media_type: Option<String>,
    content: Bytes,
}

/// How a part is written that is no file.
enum Coding<'t> {
    Json(&'t str),
    Form(&'t str),
    Text(&'t str),
}

impl<'t> Coding<'t> {
    fn of(media_type: &'t str) -> Self {
        let essence = media_type.split(';').next().unwrap_or(media_type).trim();
        if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Self::Form(media_type)
        } else if is_json(essence) {
            Self::Json(media_type)
        } else {
            Self::Text(media_type)
        }
    }
}

impl Multipart {
    /// The parts of an object. `types` says of which media types a member may be, as OpenAPI lists them for its name; a string
    /// or a file is of the first of them, and an object of the first that it can be written as.
    pub(crate) fn of<T: Serialize + ?Sized>(
        body: &T,
        types: &[(&str, &str)],
    ) -> Result<Self, NotParts> {
        let (value, files) = Files::of(body).map_err(|_| NotParts::Unwritable)?;
        let members = match Parts::of(&value) {
            Parts::Object(members) => members,
            Parts::Nothing => Vec::new(),
            Parts::Text(_) | Parts::List(_) => return Err(NotParts::NoObject),
        };
        let mut form = Self { parts: Vec::new() };
        for (name, value) in members {
            let listed = types.iter().find(|(part, _)| *part == name);
            let listed = listed.map_or("", |(_, listed)| *listed);
            match Parts::of(value) {
                Parts::List(items) => {
                    for item in items {
                        form.value(&name, item, listed, &files);
                    }
                }
                _ => form.value(&name, value, listed, &files),
            }
        }
        Ok(form)
    }

    /// Appends one part, unless the value is `null`.
    fn value(&mut self, name: &str, value: &RawValue, listed: &str, files: &Files) {
        let mut types = concrete(listed);
        match Parts::of(value) {
            Parts::Nothing => {}
            Parts::Text(text) => {
                let first = types.next();
                if let Some(file) = files.get(&text) {
                    let usual = first.unwrap_or("application/octet-stream");
                    let media_type = file.media_type.as_deref().unwrap_or(usual);
                    let content = file.content.clone();
                    return self.part(name, Some(&file.name), Some(media_type), content);
                }
                match first.map(Coding::of) {
                    Some(Coding::Json(media_type)) => {
                        let json = value.get().to_owned();
                        self.part(name, None, Some(media_type), json);
                    }
                    Some(Coding::Form(media_type) | Coding::Text(media_type)) => {
                        self.part(name, None, Some(media_type), text);
                    }
                    None => self.part(name, None, None, text),
                }
            }
            Parts::List(_) => self.json(name, value, "application/json", files),
            Parts::Object(members) => {
                let coding = types
                    .map(Coding::of)
                    .find(|coding| !matches!(coding, Coding::Text(_)));
                match coding {
                    Some(Coding::Form(media_type)) => {
                        let mut form = Form::new();
                        for (member, value) in members {
                            for pair in form_pairs(&member, value) {
                                form.pair(&pair);
                            }
                        }
                        self.part(name, None, Some(media_type), form.into_text());
                    }
                    Some(Coding::Json(media_type)) => self.json(name, value, media_type, files),
                    Some(Coding::Text(_)) | None => {
                        self.json(name, value, "application/json", files);
                    }
                }
            }
        }
    }

    fn json(&mut self, name: &str, value: &RawValue, media_type: &str, files: &Files) {
        let json = files.written_out(value.get());
        self.part(name, None, Some(media_type), json);
    }

    fn part(
        &mut self,
        name: &str,
        file: Option<&str>,
        media_type: Option<&str>,
        content: impl Into<Bytes>,
    ) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file) = file {
            head = format!("{head}; filename=\"{}\"", quoted(file));
        }
        self.parts.push(Part {
            name: name.to_owned(),
            head,
            media_type: media_type.map(one_line),
            content: content.into(),
        });
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|part| part.name == name)
    }

    /// Gives the parts of a name a header; its name and value are valid.
    pub(crate) fn header(&mut self, part: &str, name: &str, value: &str) {
        for part in self.parts.iter_mut().filter(|known| known.name == part) {
            part.head.push_str("\r\n");
            part.head.push_str(name);
            part.head.push_str(": ");
            part.head.push_str(value);
        }
    }

    /// The media type with its boundary, and the body that the boundary parts. It is drawn until no part holds it.
    pub(crate) fn into_body(self, media_type: &str) -> (String, Bytes) {
        let boundary = loop {
            let boundary = format!("malipo-{:016x}{:016x}", random::bits(), random::bits());
            let line = boundary.as_bytes();
            let holds = |part: &Part| part.content.windows(line.len()).any(|some| some == line);
            if !self.parts.iter().any(holds) {
                break boundary;
            }
        };
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        let is_form = essence.eq_ignore_ascii_case("multipart/form-data");
        let mut body = Vec::new();
        for part in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", part.head).as_bytes());
            // Without a type, a part of another `multipart` would be ASCII (RFC 2046, section 5.2).
            let usual = (!is_form).then_some("text/plain; charset=utf-8");
            if let Some(media_type) = part.media_type.as_deref().or(usual) {
                body.extend_from_slice(format!("Content-Type: {media_type}\r\n").as_bytes());
            }
            body.extend_from_slice(b"\r\n");
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (self.media_type(media_type, &boundary), body.into())
    }

    /// The media type of the whole: with the boundary, and for `multipart/related` with the type of the first part (RFC 2387).
    fn media_type(&self, media_type: &str, boundary: &str) -> String {
        let mut parameters = media_type.split(';').map(str::trim);
        let mut written = parameters.next().unwrap_or_default().to_owned();
        let names = |parameter: &str, name: &str| {
            let found = parameter.split('=').next().unwrap_or_default().trim();
            found.eq_ignore_ascii_case(name)
        };
        let kept = parameters.filter(|parameter| !names(parameter, "boundary"));
        let kept: Vec<&str> = kept.filter(|parameter| !parameter.is_empty()).collect();
        let is_related = written.eq_ignore_ascii_case("multipart/related");
        if is_related && !kept.iter().any(|parameter| names(parameter, "type")) {
            let first = self.parts.first().and_then(|part| part.media_type.as_ref());
            let first = first.map_or("text/plain", |first| first);
            let first = first.split(';').next().unwrap_or_default().trim();
            written.push_str(&format!("; type=\"{first}\""));
        }
        for parameter in kept {
            written.push_str(&format!("; {parameter}"));
        }
        format!("{written}; boundary={boundary}")
    }
}

/// The media types of a list, without ranges.
fn concrete(listed: &str) -> impl Iterator<Item = &str> {
    let types = listed.split(',').map(str::trim);
    types.filter(|media_type| media_type.contains('/') && !media_type.contains('*'))
}

/// Returns whether a media type without its parameters is JSON.
pub(crate) fn is_json(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    matches!(&*essence, "application/json" | "text/json") || essence.ends_with("+json")
}

/// A name in quotes, which nothing in it can end: as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn one_line(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests;
