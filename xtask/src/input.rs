//! Documents from the disk.

use std::fs;
use std::io;
use std::path::Path;

use malipo_codegen::{Input, Others, Text};

/// A document that is shown under a name, and with it the files that it refers to: these are read when the generator asks for
/// them, from the folder of the document on.
///
/// # Errors
///
/// If the document cannot be read.
pub fn read(path: &Path, name: impl Into<String>) -> io::Result<Input> {
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let others =
        Others::new(move |file| text(&folder.join(file)).map_err(|error| error.to_string()));
    Ok(Input {
        others,
        ..Input::new(name, text(path)?)
    })
}

/// The generator tells where a byte is no text.
fn text(path: &Path) -> io::Result<Text> {
    // Something else, such as a device, may never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    Ok(fs::read(path)?.into())
}
