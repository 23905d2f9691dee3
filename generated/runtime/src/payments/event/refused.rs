//! Why an event is refused, and how to respond.

use std::fmt;

use crate::wire::Undecodable;

/// An event that is refused: it should be signed and is not, or its body is not what it should be.
///
/// Respond with [`answer_status`](Self::answer_status) and an empty body. Nothing of the event is kept in here, and nothing of
/// it is shown by `Display` and `Debug`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub(crate) Reason);

#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "webhooks"),
    allow(dead_code, reason = "without them, nothing is signed")
)]
pub(crate) enum Reason {
    TooLarge {
        limit: usize,
    },
    Unsigned {
        header: &'static str,
    },
    SignedTwice {
        header: &'static str,
    },
    Malformed {
        header: &'static str,
    },
    Forged {
        header: &'static str,
    },
    /// The signature is not over the whole body, and the values that it might be over cannot be joined.
    Neither {
        header: &'static str,
        path: &'static str,
        problem: Problem,
    },
    Value {
        path: &'static str,
        problem: Problem,
    },
    Body(Undecodable),
}

/// Why a body has no text at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "webhooks"),
    allow(dead_code, reason = "without them, nothing is signed")
)]
pub(crate) enum Problem {
    /// There is nothing at the path.
    Missing,
    /// There is more than one value at the path: which of them was signed?
    Repeated,
    /// There is null.
    Null,
    /// There is neither a string nor a number.
    NoScalar,
    /// There is a string of nothing but spaces, where something must be named.
    Blank,
    /// There is something else than what is called so.
    Form(&'static str),
}

impl Refused {
    /// The HTTP status to respond with: 401 for a signature that is missing or wrong, 413 for a body that is too large, 400
    /// for a body of another shape.
    pub const fn answer_status(&self) -> u16 {
        match self.0 {
            Reason::TooLarge { .. } => 413,
            Reason::Unsigned { .. }
            | Reason::SignedTwice { .. }
            | Reason::Malformed { .. }
            | Reason::Forged { .. }
            | Reason::Neither { .. } => 401,
            Reason::Value { .. } | Reason::Body(_) => 400,
        }
    }

    /// Whether there is no signature at all: perhaps no secret is set in the gateway's dashboard.
    pub const fn is_unsigned(&self) -> bool {
        matches!(self.0, Reason::Unsigned { .. })
    }

    /// Whether there is a signature, and it is not one that any of the secrets makes for this body.
    pub const fn is_bad_signature(&self) -> bool {
        matches!(
            self.0,
            Reason::SignedTwice { .. }
                | Reason::Malformed { .. }
                | Reason::Forged { .. }
                | Reason::Neither { .. }
        )
    }

    /// Whether the body is not one of an event: not JSON, or of another shape.
    pub const fn is_bad_body(&self) -> bool {
        matches!(self.0, Reason::Value { .. } | Reason::Body(_))
    }

    /// Whether the body is larger than the receiver allows.
    pub const fn is_too_large(&self) -> bool {
        matches!(self.0, Reason::TooLarge { .. })
    }

    /// Returns the path of the value that is missing, repeated, empty, of another form, or neither a string nor a number, such
    /// as `data.msisdn`, where that is the reason.
    pub const fn field(&self) -> Option<&'static str> {
        match self.0 {
            Reason::Value { path, .. } | Reason::Neither { path, .. } => Some(path),
            _ => None,
        }
    }
}

impl From<Undecodable> for Refused {
    fn from(reason: Undecodable) -> Self {
        Self(Reason::Body(reason))
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the event was refused, because ")?;
        match &self.0 {
            Reason::TooLarge { limit } => {
                write!(f, "its body is larger than the {limit} bytes allowed")
            }
            Reason::Unsigned { header } => write!(
                f,
                "it has no header {header}: set the secret in the gateway's dashboard, and pass the headers on as they came"
            ),
            Reason::SignedTwice { header } => {
                write!(f, "it has the header {header} more than once")
            }
            Reason::Malformed { header } => write!(
                f,
                "its header {header} is not 64 digits of hexadecimal in lower case"
            ),
            Reason::Forged { header } => write!(
                f,
                "its header {header} fits none of the secrets: the event is not genuine, the secret is another, the body was changed on its way, or the gateway does not sign what this receiver verifies"
            ),
            Reason::Neither {
                header,
                path,
                problem,
            } => {
                write!(
                    f,
                    "its header {header} does not fit the whole body with any of the secrets, and the signed values cannot be joined: "
                )?;
                problem_at(f, path, problem)
            }
            Reason::Value { path, problem } => problem_at(f, path, problem),
            Reason::Body(reason) => fmt::Display::fmt(reason, f),
        }
    }
}

fn problem_at(f: &mut fmt::Formatter<'_>, path: &str, problem: &Problem) -> fmt::Result {
    match problem {
        Problem::Missing => write!(f, "its body has no `{path}`"),
        Problem::Repeated => write!(
            f,
            "its body has more than one `{path}`, and it is not known which of them counts"
        ),
        Problem::Null => write!(f, "`{path}` is null, and neither a string nor a number"),
        Problem::NoScalar => write!(f, "`{path}` is neither a string nor a number"),
        Problem::Blank => write!(f, "`{path}` is empty"),
        Problem::Form(form) => write!(f, "`{path}` is not {form}"),
    }
}

impl std::error::Error for Refused {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0 {
            Reason::Body(reason) => Some(reason),
            _ => None,
        }
    }
}
