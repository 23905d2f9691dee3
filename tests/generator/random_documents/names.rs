//! Names and texts as nobody sane would choose them, and as everybody does.

use proptest::prelude::*;
use proptest::sample::select;

const PLAIN: &[&str] = &[
    "id",
    "name",
    "amount",
    "created_at",
    "petId",
    "pet_id",
    "PetID",
    "pet-id",
    "pet.id",
    "pet id",
    "kind",
    "value",
    "status",
    "Status",
    "items",
    "data",
    "url",
    "URL",
    "v1",
    "v2",
    "a",
    "b",
    "A",
    "aB",
    "AB",
    "a_b",
    "a-b",
];

/// What means something in Rust, in the generated code or in OpenAPI.
const TAKEN: &[&str] = &[
    "type",
    "self",
    "Self",
    "crate",
    "super",
    "async",
    "fn",
    "gen",
    "try",
    "_",
    "__",
    "r#type",
    "Option",
    "Vec",
    "String",
    "Box",
    "Result",
    "Some",
    "None",
    "Ok",
    "Err",
    "Default",
    "Clone",
    "Debug",
    "Unknown",
    "Other",
    "Error",
    "Client",
    "Body",
    "Request",
    "Response",
    "Builder",
    "build",
    "builder",
    "new",
    "with",
    "rt",
    "std",
    "core",
    "malipo",
    "malipo_runtime",
    "runtime",
    "serde",
    "body",
    "other",
    "others",
    "send",
    "clone",
    "default",
    "required",
    "properties",
    "page",
    "wait",
    "resolve",
    "types",
    "operations",
    "client",
    "into",
    "from",
    "fmt",
    "eq",
    "drop",
    "check",
    "u8",
    "i64",
    "bool",
    "str",
    "usize",
    "Environment",
    "Answer",
    "Failure",
    "Value",
    "Map",
    "Raw",
    "Maybe",
    "Date",
    "DateTime",
    "Decimal",
    "Bytes",
    "Eq",
    "Hash",
    "Copy",
    "Send",
    "Sync",
    "Drop",
    "Deserialize",
    "Serialize",
    "Iterator",
    "Call",
    "Json",
    "Text",
];

const ODD: &[&str] = &[
    "",
    " ",
    "1",
    "2nd",
    "-1",
    "+1",
    "é",
    "É",
    "日本",
    "ß",
    "İ",
    "ı",
    "ﬁ",
    "🚀",
    "***",
    "$",
    "@id",
    "@",
    "a\nb",
    "\0",
    "\u{202e}x",
    "a\"b",
    "\\",
    "{x}",
    "{}",
    "*/",
    "/*",
    "//",
    "#",
    "~1",
    "/",
    "$ref",
    "<",
    ">",
    "=",
    "≠",
    "&amp;",
    "%20",
    "1.5",
    "true",
    "null",
    "x-thing",
    "\u{feff}",
    "ª",
    "·",
    "a·b",
    "_1",
    "__a",
    "a__b",
    "a_",
    "-",
    "--",
    ".",
    "..",
];

/// Any name.
pub(crate) fn name() -> BoxedStrategy<String> {
    let known = |list: &'static [&'static str]| select(list).prop_map(str::to_owned);
    prop_oneof![
        4 => known(PLAIN),
        3 => known(TAKEN),
        2 => known(ODD),
        1 => "\\PC{1,4}",
    ]
    .boxed()
}

/// A name that a component may have.
pub(crate) fn component() -> BoxedStrategy<String> {
    let allowed = |name: &String| {
        let word = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        !name.is_empty() && name.chars().all(word)
    };
    name()
        .prop_map(move |name| {
            if allowed(&name) {
                name
            } else {
                format!("T{}", name.len())
            }
        })
        .boxed()
}

/// A name that may stand in a path between braces.
pub(crate) fn in_path() -> BoxedStrategy<String> {
    name()
        .prop_map(|name| {
            let name: String = name
                .chars()
                .filter(|c| !"{}/?#".contains(*c) && !c.is_control())
                .collect();
            if name.is_empty() {
                "p".to_owned()
            } else {
                name
            }
        })
        .boxed()
}

/// A name that a header or a cookie may have.
pub(crate) fn header() -> BoxedStrategy<String> {
    const ALL: &[&str] = &[
        "X-Request-Id",
        "x-request-id",
        "Idempotency-Key",
        "Type",
        "self",
        "X_A",
        "X.A",
        "1",
        "If-Match",
    ];
    select(ALL).prop_map(str::to_owned).boxed()
}

/// A description.
pub(crate) fn text() -> BoxedStrategy<String> {
    const ALL: &[&str] = &[
        "",
        "A pet.",
        "two\n\nparagraphs\n",
        "```\nfenced\n```",
        "```rust\nlet x: = ;\n",
        "    indented code",
        "<b>bold</b>",
        "[a link](https://a.example/x_(y))",
        "[not a link]",
        "https://a.example/>",
        "a `half",
        "*/ end",
        "# heading",
        "- a\n- b",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "a\r\nb",
        "\u{202e}x",
        "\0",
        "{braces} and \"quotes\" \\",
        "#![allow(x)]",
    ];
    prop_oneof![select(ALL).prop_map(str::to_owned), "\\PC{0,12}"].boxed()
}
