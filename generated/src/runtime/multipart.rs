//! Bodies of several parts: `multipart/form-data` (RFC 7578), with files.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::styled::{Parts, form_pairs};
use super::{Maybe, Sensitive, ToParameter, ToParameterList, random};

/// A file that is sent as a part of a form.
///
/// `Debug` shows its size, and neither its name nor what is in it.
///
/// ```
/// use malipo::runtime::File;
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
    /// A file called `file`. What is in it is what the specification says of its part, or any bytes.
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

/// JSON has no files; where a specification uses one object for both, a file is its text there.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&String::from_utf8_lossy(&self.content))
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

/// Something that holds files: none, one or several.
pub trait ToFiles {
    /// The files.
    fn to_files(&self) -> Vec<&File>;
}

impl ToFiles for File {
    fn to_files(&self) -> Vec<&File> {
        vec![self]
    }
}

impl<T: ToFiles> ToFiles for Vec<T> {
    fn to_files(&self) -> Vec<&File> {
        self.iter().flat_map(T::to_files).collect()
    }
}

impl<T: ToFiles> ToFiles for Option<T> {
    fn to_files(&self) -> Vec<&File> {
        self.iter().flat_map(T::to_files).collect()
    }
}

impl<T: ToFiles> ToFiles for Maybe<T> {
    fn to_files(&self) -> Vec<&File> {
        self.value().map(T::to_files).unwrap_or_default()
    }
}

impl<T: ToFiles> ToFiles for Sensitive<T> {
    fn to_files(&self) -> Vec<&File> {
        self.expose().to_files()
    }
}

/// A form of several parts that is being written, in the order of the specification.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<Part>,
    /// What the part that is written next is.
    next_type: Option<&'static str>,
}

struct Part {
    head: String,
    content: Bytes,
}

impl Multipart {
    /// A form without a part.
    pub const fn new() -> Self {
        Self {
            parts: Vec::new(),
            next_type: None,
        }
    }

    /// What the value is that is appended next. A file that says it itself is that.
    pub const fn typed(&mut self, media_type: &'static str) -> &mut Self {
        self.next_type = Some(media_type);
        self
    }

    /// Appends a plain value, unless it is absent.
    pub fn field<T: ToParameter + ?Sized>(&mut self, name: &str, value: &T) {
        let media_type = self.next_type.take();
        if let Some(text) = value.to_parameter() {
            self.part(name, None, media_type, text.into_owned().into());
        }
    }

    /// Appends a part of the same name for each item of a list.
    pub fn list<T: ToParameterList + ?Sized>(&mut self, name: &str, values: &T) {
        let media_type = self.next_type.take();
        for text in values.to_parameter_list() {
            self.part(name, None, media_type, text.into_owned().into());
        }
    }

    /// Appends a part of the same name for each file that is there.
    pub fn file<T: ToFiles + ?Sized>(&mut self, name: &str, files: &T) {
        let usual = self.next_type.take().unwrap_or("application/octet-stream");
        for file in files.to_files() {
            let media_type = file.media_type.as_deref().unwrap_or(usual);
            self.part(
                name,
                Some(&file.name),
                Some(media_type),
                file.content.clone(),
            );
        }
    }

    /// Appends a value as JSON, unless it is absent. What cannot be written as JSON is left out as well.
    pub fn json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let media_type = self.next_type.take().unwrap_or("application/json");
        let json = serde_json::value::to_raw_value(value);
        if let Some(json) = json.ok().filter(|json| json.get() != "null") {
            let json = Bytes::from(json.get().to_owned());
            self.part(name, None, Some(media_type), json);
        }
    }

    /// Appends each member of an object: a list of plain values repeats its name, and what has parts of its own is JSON.
    pub fn members<T: Serialize + ?Sized>(&mut self, value: &T) {
        let Ok(value) = serde_json::value::to_raw_value(value) else {
            return;
        };
        if let Parts::Object(members) = Parts::of(&value) {
            for (name, value) in members {
                for pair in form_pairs(&name, value) {
                    self.part(&name, None, None, pair.texts.concat().into());
                }
            }
        }
    }

    fn part(&mut self, name: &str, file: Option<&str>, media_type: Option<&str>, content: Bytes) {
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file) = file {
            head = format!("{head}; filename=\"{}\"", quoted(file));
        }
        if let Some(media_type) = media_type {
            head = format!("{head}\r\nContent-Type: {}", one_line(media_type));
        }
        self.parts.push(Part { head, content });
    }

    /// The boundary, and the body that it parts. It is drawn until no part holds it.
    pub(crate) fn into_body(self) -> (String, Bytes) {
        let boundary = loop {
            let boundary = format!("malipo-{:016x}{:016x}", random::bits(), random::bits());
            let line = boundary.as_bytes();
            let holds = |part: &Part| part.content.windows(line.len()).any(|some| some == line);
            if !self.parts.iter().any(holds) {
                break boundary;
            }
        };
        let mut body = Vec::new();
        for part in &self.parts {
            body.extend_from_slice(format!("--{boundary}\r\n{}\r\n\r\n", part.head).as_bytes());
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        (boundary, body.into())
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Multipart({} parts)", self.parts.len())
    }
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
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Multipart)) -> String {
        let mut form = Multipart::new();
        write(&mut form);
        let (boundary, body) = form.into_body();
        String::from_utf8_lossy(&body).replace(&boundary, "B")
    }

    #[test]
    fn each_part_says_what_it_is() {
        let body = written(|form| {
            form.field("purpose", "identity");
            form.field("absent", &None::<String>);
            form.list("tag", &vec![1_i64, 2]);
            form.file(
                "file",
                &Some(
                    File::new("%PDF")
                        .named("a.pdf")
                        .media_type("application/pdf"),
                ),
            );
            form.file("none", &Vec::<File>::new());
            form.json("meta", &std::collections::BTreeMap::from([("a", 1)]));
            form.json("nothing", &None::<String>);
            form.typed("image/png").file("none", &None::<File>);
            form.typed("image/png")
                .file("face", &File::new("1").named("a.png"));
            form.typed("image/png")
                .file("hand", &File::new("2").media_type("image/jpeg"));
            form.typed("text/html").field("note", "<p>");
            form.field("last", "3");
        });
        let part = |head: &str, content: &str| {
            format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
        };
        let expected = [
            part("name=\"purpose\"", "identity"),
            part("name=\"tag\"", "1"),
            part("name=\"tag\"", "2"),
            part(
                "name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf",
                "%PDF",
            ),
            part(
                "name=\"meta\"\r\nContent-Type: application/json",
                r#"{"a":1}"#,
            ),
            part(
                "name=\"face\"; filename=\"a.png\"\r\nContent-Type: image/png",
                "1",
            ),
            part(
                "name=\"hand\"; filename=\"file\"\r\nContent-Type: image/jpeg",
                "2",
            ),
            part("name=\"note\"\r\nContent-Type: text/html", "<p>"),
            part("name=\"last\"", "3"),
        ];
        assert_eq!(body, expected.concat() + "--B--\r\n");
    }

    #[test]
    fn no_name_can_end_its_header_and_debug_shows_no_content() {
        let file = File::new("secret")
            .named("a\"\r\nX: 1")
            .media_type("text/plain\r\nY: 1");
        assert_eq!(format!("{file:?}"), "File(6 bytes)");
        let body = written(|form| form.file("f\"\n", &file));
        assert!(
            body.contains("name=\"f%22%0A\"; filename=\"a%22%0D%0AX: 1\""),
            "{body}"
        );
        assert!(body.contains("Content-Type: text/plainY: 1\r\n"), "{body}");
    }

    #[test]
    fn the_members_of_any_object_are_parts() {
        let value: serde_json::Value =
            serde_json::from_str(r#"{"a":["x","y"],"b":{"c":1}}"#).unwrap();
        let body = written(|form| form.members(&value));
        assert_eq!(body.matches("name=\"a\"").count(), 2);
        assert!(body.contains("name=\"b\"\r\n\r\n{\"c\":1}\r\n"), "{body}");
    }
}
