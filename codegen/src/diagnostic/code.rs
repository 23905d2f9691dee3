//! The rules, each with its code.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// The rule that a [`Diagnostic`](super::Diagnostic) reports a breach of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The rule in words, as one or more sentences.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+).trim_ascii_start(),)+
                }
            }

            /// The code as it is printed, such as `M0101`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

codes! {
    /// The text is neither YAML nor JSON.
    Syntax = "M0101",
    /// The document has no content.
    Empty = "M0102",
    /// A mapping has the same key twice.
    DuplicateKey = "M0103",
    /// YAML that has no meaning in an OpenAPI document: a tag, a merge key, a number that is not finite.
    UnsupportedYaml = "M0104",
    /// The document is not an OpenAPI 3.0 document.
    Version = "M0105",
    /// A value has another type, or is another word, than OpenAPI asks for.
    WrongType = "M0106",
    /// A key that OpenAPI demands is missing.
    MissingKey = "M0107",
    /// A key that OpenAPI 3.0 does not know.
    UnknownKey = "M0108",
    /// Something sloppy was mended.
    Mended = "M0109",

    /// An `x-malipo-` key that does not exist.
    UnknownExtension = "M0201",
    /// An `x-malipo-` key where it has no meaning.
    MisplacedExtension = "M0202",
    /// An `x-malipo-` key whose value has another form than documented.
    ExtensionForm = "M0203",
    /// An `x-malipo-` key that names something which does not exist.
    ExtensionTarget = "M0204",
    /// A fact that every operation of a gateway must state is missing.
    MissingFact = "M0205",

    /// A `$ref`, a value of a discriminator or the name of a security scheme that leads nowhere.
    UnresolvedReference = "M0301",
    /// A `$ref` chain or an inlined schema that leads back to itself.
    CyclicReference = "M0302",
    /// Two operations share an `operationId`.
    DuplicateOperationId = "M0303",
    /// An operation has no `operationId`.
    MissingOperationId = "M0304",
    /// A path template and its declared path parameters, or another path template, disagree.
    PathParameter = "M0305",
    /// The same parameter is declared twice.
    DuplicateParameter = "M0306",
    /// An operation declares no answer.
    NoResponses = "M0307",
    /// A status code that is none.
    StatusCode = "M0308",
    /// Two things would get the same name in Rust.
    NameCollision = "M0309",
    /// A name from which no Rust name can be made.
    Unnameable = "M0310",
    /// An entry of `required` or `encoding` that no property answers to.
    RequiredUnknown = "M0311",
    /// Constraints that no value, or not the default, can meet.
    Contradiction = "M0312",
    /// Options of a `oneOf` or an `anyOf` that nothing tells apart.
    AmbiguousOptions = "M0313",
    /// An example that is no value of its schema; looked for only where examples are read.
    Example = "M0314",

    /// `not`, which is not checked; or a schema with a `discriminator` whose kinds are not listed.
    UnsupportedComposition = "M0401",
    /// A media type that is not sent, or not received.
    UnsupportedMediaType = "M0402",
    /// A parameter location, style or form.
    UnsupportedParameter = "M0403",
    /// A security scheme other than a bearer token, whether given or got by client credentials.
    UnsupportedSecurity = "M0404",
    /// A schema form: an enum without a value, keywords of another type, a default that cannot be sent.
    UnsupportedSchema = "M0405",
    /// A constraint that the client does not check before sending.
    UncheckedConstraint = "M0406",
    /// A part of OpenAPI that the client does not follow: callbacks, servers of one operation.
    UnsupportedPart = "M0407",
    /// A form that is not an object of plain values.
    UnsupportedForm = "M0408",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
