//! The lowest layer: functions that need no document.

pub(crate) mod media_type;
pub(crate) mod pattern;
pub(crate) mod pointer;
pub(crate) mod regex;
pub(crate) mod stack;
pub(crate) mod text;
pub(crate) mod url;
