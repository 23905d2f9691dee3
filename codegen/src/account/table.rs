//! What becomes of the keywords of an object, by what the object was read as.
//!
//! Exceptions are diagnostics and [`Marks::drops`](super::Marks::drops): this table says what holds without them.

use super::As;
use crate::diagnostic::Code;

/// What becomes of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The output has it. What is below it is accounted for by itself.
    Represented,
    /// The output has it, with all below.
    Complete,
    /// It says nothing of what is sent or received.
    Documentation,
    /// It is a regular expression: the output has it if it can be translated, and this rule says that it cannot.
    Pattern(Code),
    /// It is ignored, with all below, and this rule says so.
    Ignored(Code),
}

use Role::{Complete, Documentation, Ignored, Pattern, Represented};

type Row = (&'static str, Role);

const DESCRIPTION: &[Row] = &[
    ("summary", Documentation),
    ("description", Documentation),
    ("deprecated", Documentation),
    ("externalDocs", Documentation),
    ("tags", Documentation),
];

const EXAMPLES: &[Row] = &[("example", Documentation), ("examples", Documentation)];

/// What any schema may say.
const SCHEMA: &[Row] = &[
    ("type", Complete),
    ("format", Complete),
    ("nullable", Complete),
    ("default", Complete),
    ("readOnly", Complete),
    ("writeOnly", Complete),
    ("description", Documentation),
    ("title", Documentation),
    ("example", Documentation),
    ("externalDocs", Documentation),
    ("deprecated", Documentation),
    // It is about bodies in XML, each of which is opaque.
    ("xml", Documentation),
];

/// How schemas are put together, which comes before what they become.
const COMPOSITION: &[Row] = &[
    ("allOf", Represented),
    ("oneOf", Represented),
    ("anyOf", Represented),
    ("discriminator", Complete),
    ("not", Ignored(Code::UncheckedNot)),
];

const LENGTHS: &[Row] = &[("minLength", Complete), ("maxLength", Complete)];
const PATTERN: &[Row] = &[("pattern", Pattern(Code::UncheckedPattern))];
const UNCHECKED_STRING: &[Row] = &[
    ("pattern", Ignored(Code::UncheckedPattern)),
    ("minLength", Ignored(Code::UncheckedConstraint)),
    ("maxLength", Ignored(Code::UncheckedConstraint)),
];
const RANGE: &[Row] = &[
    ("minimum", Complete),
    ("maximum", Complete),
    ("exclusiveMinimum", Complete),
    ("exclusiveMaximum", Complete),
    ("multipleOf", Complete),
];
const ITEMS: &[Row] = &[
    ("items", Represented),
    ("minItems", Complete),
    ("maxItems", Complete),
    ("uniqueItems", Complete),
];
const COUNTS: &[Row] = &[("minProperties", Complete), ("maxProperties", Complete)];
const MEMBERS: &[Row] = &[
    ("properties", Represented),
    ("required", Complete),
    ("additionalProperties", Represented),
];
const VALUES: &[Row] = &[("enum", Complete)];
const UNCHECKED_VALUES: &[Row] = &[("enum", Ignored(Code::UncheckedConstraint))];

/// What is said of values of a type says nothing of values of another type.
const OF_STRINGS: &[Row] = &[
    ("minLength", Documentation),
    ("maxLength", Documentation),
    ("pattern", Documentation),
];
const OF_NUMBERS: &[Row] = &[
    ("minimum", Documentation),
    ("maximum", Documentation),
    ("exclusiveMinimum", Documentation),
    ("exclusiveMaximum", Documentation),
    ("multipleOf", Documentation),
];
const OF_LISTS: &[Row] = &[
    ("items", Documentation),
    ("minItems", Documentation),
    ("maxItems", Documentation),
    ("uniqueItems", Documentation),
];
const OF_OBJECTS: &[Row] = &[
    ("properties", Documentation),
    ("required", Documentation),
    ("additionalProperties", Documentation),
    ("minProperties", Documentation),
    ("maxProperties", Documentation),
];

impl As {
    /// Returns what becomes of a keyword; `None` if nobody who reads such an object accounts for it.
    pub(crate) fn role(self, key: &str) -> Option<Role> {
        if key.starts_with("x-") {
            return Some(Documentation);
        }
        let first = key.bytes().next();
        let mut rows = self.rows().iter().flat_map(|rows| rows.iter());
        rows.find(|(name, _)| {
            name.len() == key.len() && name.bytes().next() == first && *name == key
        })
        .map(|(_, role)| *role)
    }

    /// Returns whether all below it is accounted for with it.
    pub(crate) const fn is_all_below(self) -> bool {
        matches!(self, Self::Restated)
    }

    const fn rows(self) -> &'static [&'static [Row]] {
        match self {
            // Its operations and what they share are looked at with each operation.
            Self::PathItem => &[
                DESCRIPTION,
                &[
                    ("parameters", Complete),
                    ("servers", Complete),
                    ("get", Complete),
                    ("put", Complete),
                    ("post", Complete),
                    ("delete", Complete),
                    ("options", Complete),
                    ("head", Complete),
                    ("patch", Complete),
                    ("trace", Complete),
                ],
            ],
            Self::Operation => &[
                DESCRIPTION,
                &[
                    ("operationId", Complete),
                    ("parameters", Represented),
                    ("requestBody", Represented),
                    ("responses", Represented),
                    ("callbacks", Ignored(Code::Callbacks)),
                    ("security", Represented),
                    ("servers", Represented),
                ],
            ],
            Self::Parameter => &[
                DESCRIPTION,
                EXAMPLES,
                &[
                    ("name", Complete),
                    ("in", Complete),
                    ("required", Complete),
                    ("style", Complete),
                    ("explode", Complete),
                    ("schema", Represented),
                    ("content", Represented),
                    // Where they make a difference, a diagnostic or a mark says so.
                    ("allowEmptyValue", Complete),
                    ("allowReserved", Complete),
                ],
            ],
            Self::RequestBody => &[
                DESCRIPTION,
                &[("content", Represented), ("required", Complete)],
            ],
            // OpenAPI has encodings in forms only.
            Self::Media => &[
                EXAMPLES,
                &[("schema", Represented), ("encoding", Documentation)],
            ],
            Self::Form => &[
                EXAMPLES,
                &[("schema", Represented), ("encoding", Represented)],
            ],
            Self::FormField => &[&[
                ("style", Complete),
                ("explode", Complete),
                ("contentType", Ignored(Code::UnusedEncoding)),
                ("allowReserved", Ignored(Code::AllowReserved)),
                // OpenAPI has headers in multipart forms only.
                ("headers", Documentation),
            ]],
            Self::FormPart => &[&[
                ("contentType", Complete),
                ("headers", Represented),
                // OpenAPI has these in URL-encoded forms only.
                ("style", Documentation),
                ("explode", Documentation),
                ("allowReserved", Documentation),
            ]],
            Self::Response => &[
                DESCRIPTION,
                &[
                    ("content", Represented),
                    // A mark says where they are not read.
                    ("headers", Complete),
                    // It relates calls to each other, and is no part of one.
                    ("links", Documentation),
                ],
            ],
            Self::SecurityScheme => &[
                DESCRIPTION,
                &[
                    ("type", Complete),
                    ("scheme", Complete),
                    ("name", Complete),
                    ("in", Complete),
                    ("bearerFormat", Documentation),
                    // How a token is obtained. A call carries it, whatever the flow.
                    ("flows", Documentation),
                    ("openIdConnectUrl", Documentation),
                ],
            ],
            Self::Server => &[
                DESCRIPTION,
                &[("url", Complete), ("variables", Represented)],
            ],
            // The caller may give any other URL.
            Self::ServerVariable => &[
                DESCRIPTION,
                &[("default", Complete), ("enum", Documentation)],
            ],

            Self::Merged => &[
                SCHEMA,
                COMPOSITION,
                LENGTHS,
                PATTERN,
                RANGE,
                ITEMS,
                MEMBERS,
                COUNTS,
                VALUES,
            ],
            Self::Alias => &[
                SCHEMA,
                COMPOSITION,
                VALUES,
                OF_STRINGS,
                OF_NUMBERS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            Self::Opaque => &[
                SCHEMA,
                COMPOSITION,
                UNCHECKED_STRING,
                OF_NUMBERS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            Self::String => &[
                SCHEMA,
                COMPOSITION,
                LENGTHS,
                PATTERN,
                OF_NUMBERS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            // A diagnostic says which values are not checked.
            Self::Number => &[
                SCHEMA,
                COMPOSITION,
                RANGE,
                VALUES,
                OF_STRINGS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            Self::Boolean => &[
                SCHEMA,
                COMPOSITION,
                VALUES,
                OF_STRINGS,
                OF_NUMBERS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            // A mark says where constraints exclude a value.
            Self::Enum => &[
                SCHEMA,
                COMPOSITION,
                VALUES,
                LENGTHS,
                PATTERN,
                RANGE,
                OF_LISTS,
                OF_OBJECTS,
            ],
            Self::List => &[
                SCHEMA,
                COMPOSITION,
                ITEMS,
                UNCHECKED_VALUES,
                OF_STRINGS,
                OF_NUMBERS,
                OF_OBJECTS,
            ],
            Self::Map | Self::Struct => &[
                SCHEMA,
                COMPOSITION,
                MEMBERS,
                COUNTS,
                UNCHECKED_VALUES,
                OF_STRINGS,
                OF_NUMBERS,
                OF_LISTS,
            ],
            // What stands beside the options is merged into each.
            Self::OneOf => &[
                SCHEMA,
                COMPOSITION,
                LENGTHS,
                PATTERN,
                RANGE,
                ITEMS,
                MEMBERS,
                COUNTS,
                VALUES,
            ],
            // A diagnostic says which constraints are not checked.
            Self::Any => &[
                SCHEMA,
                COMPOSITION,
                VALUES,
                OF_STRINGS,
                OF_NUMBERS,
                OF_LISTS,
                OF_OBJECTS,
            ],
            // Its plain form says the same, or a diagnostic says that it does not.
            Self::Kind => &[
                SCHEMA,
                RANGE,
                OF_LISTS,
                OF_OBJECTS,
                &[
                    ("not", Ignored(Code::UncheckedNot)),
                    ("discriminator", Documentation),
                    ("pattern", Complete),
                    ("minLength", Complete),
                    ("maxLength", Complete),
                    ("enum", Complete),
                    ("allOf", Complete),
                    ("oneOf", Complete),
                    ("anyOf", Complete),
                ],
            ],
            Self::Restated => &[],
        }
    }
}
