//! Names on the wire to names in Rust.

use heck::{ToSnakeCase, ToUpperCamelCase};
use indexmap::IndexMap;

/// Words that cannot be an identifier, or would hide what generated code relies on.
const RESERVED_TYPES: &[&str] = &[
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "Clone",
    "Debug",
    "From",
    "Into",
    "PartialEq",
    "Eq",
    "Hash",
];

/// Methods that every generated client has.
pub(crate) const CLIENT_METHODS: &[&str] = &[
    "builder",
    "from_env",
    "from_runtime",
    "runtime",
    "request",
    "resolve",
    "clone",
];

/// The name of a type or a variant: `UGX-MTNMM` becomes `UgxMtnmm`.
pub(crate) fn type_name(wire: &str) -> Option<String> {
    let name = leading_letter(plain(wire).to_upper_camel_case(), 'N')?;
    Some(if RESERVED_TYPES.contains(&name.as_str()) {
        format!("{name}Value")
    } else {
        name
    })
}

/// A type must not be called like a type parameter of a builder: `S0` becomes `S0Value`.
pub(crate) fn beside_type_parameters(name: String) -> String {
    let digits = name.strip_prefix('S').unwrap_or_default();
    match !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{name}Value"),
        false => name,
    }
}

/// The name of a field, a parameter or a method: `transactionReference` becomes `transaction_reference`.
pub(crate) fn field_name(wire: &str) -> Option<String> {
    let name = leading_letter(plain(wire).to_snake_case(), 'n')?;
    Some(match name.as_str() {
        // These four cannot be raw identifiers.
        "self" | "super" | "crate" | "_" => format!("{name}_"),
        word if is_keyword(word) => format!("r#{name}"),
        _ => name,
    })
}

/// Whether a word means something else in Rust, in any edition up to 2024, or is kept for the future.
pub(crate) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 53] = [
        "Self", "_", "abstract", "as", "async", "await", "become", "box", "break", "const",
        "continue", "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for",
        "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
        "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
        "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while",
        "yield",
    ];
    KEYWORDS.binary_search(&word).is_ok()
}

/// Symbols between words are separators; a sign in front of a number is said in words.
fn plain(wire: &str) -> String {
    let mut words = String::with_capacity(wire.len());
    if let Some(rest) = wire.strip_prefix('-')
        && rest.starts_with(|c: char| c.is_ascii_digit())
    {
        words.push_str("minus");
    }
    for character in wire.chars() {
        words.push(match character.is_ascii_alphanumeric() {
            true => character,
            false => ' ',
        });
    }
    words
}

/// The same with every sign and every letter beyond ASCII said in words, for names that differ in nothing else or have
/// nothing else: `>=` becomes `greater equal`.
pub(crate) fn spelled(wire: &str) -> String {
    let mut words = String::new();
    for character in wire.chars() {
        if character.is_ascii_alphanumeric() {
            words.push(character);
            continue;
        }
        words.push(' ');
        match sign(character) {
            Some(word) => words.push_str(word),
            None if character.is_alphanumeric() => {
                words.push_str(&format!("u{:x}", u32::from(character)));
            }
            None => {}
        }
        words.push(' ');
    }
    words
}

const fn sign(character: char) -> Option<&'static str> {
    Some(match character {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '?' => "question",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '@' => "at",
        '#' => "hash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '_' => "underscore",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '(' => "open",
        ')' => "close",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        ' ' => "space",
        _ => return None,
    })
}

fn leading_letter(name: String, prefix: char) -> Option<String> {
    match name.chars().next() {
        None => None,
        Some(first) if first.is_ascii_digit() => Some(format!("{prefix}{name}")),
        Some(_) => Some(name),
    }
}

/// The names already given in one scope, each with the wire name that has it.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: IndexMap<String, String>,
}

impl Scope {
    /// Takes a name, or tells which wire name has it.
    pub(crate) fn take(&mut self, rust: &str, wire: &str) -> Result<(), String> {
        match self.taken.get(rust) {
            Some(owner) => Err(owner.clone()),
            None => {
                self.taken.insert(rust.to_owned(), wire.to_owned());
                Ok(())
            }
        }
    }

    /// The wire name that has a name.
    pub(crate) fn owner(&self, rust: &str) -> Option<&str> {
        self.taken.get(rust).map(String::as_str)
    }

    /// Takes a name that is free: one of these, the first with a number at last. Names are only made until one is free.
    pub(crate) fn take_near(
        &mut self,
        names: impl IntoIterator<Item = String>,
        wire: &str,
    ) -> Option<String> {
        let mut names = names.into_iter();
        let first = names.next()?;
        if self.take(&first, wire).is_ok() {
            return Some(first);
        }
        if let Some(free) = names.find(|name| self.take(name, wire).is_ok()) {
            return Some(free);
        }
        numbered(&first).find(|name| self.take(name, wire).is_ok())
    }

    /// Takes the first of the names that is free.
    pub(crate) fn take_first<'a>(
        &mut self,
        names: impl IntoIterator<Item = &'a str>,
        wire: &str,
    ) -> Option<&'a str> {
        names.into_iter().find(|name| self.take(name, wire).is_ok())
    }
}

/// Returns an identifier without the mark of a raw one.
pub(crate) fn without_mark(identifier: &str) -> &str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

/// A name with a number behind it: 2 and whatever comes after.
pub(crate) fn numbered(name: &str) -> impl Iterator<Item = String> {
    // A line at the end parts a name from a word of Rust, as the number does; two lines in a row are no snake case.
    let name = without_mark(name).trim_end_matches('_');
    // Where words are parted by a line, so is the number; and one number from another.
    let line = match name.ends_with(|c: char| c.is_ascii_digit())
        || name.starts_with(|c: char| c.is_ascii_lowercase())
    {
        true => "_",
        false => "",
    };
    (2_usize..).map(move |number| format!("{name}{line}{number}"))
}

/// The variant that stands for an HTTP status.
pub(crate) fn status_variant(status: crate::ir::Status) -> String {
    use crate::ir::Status;
    match status {
        Status::Default => "Other".to_owned(),
        Status::Range(2) => "Success".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(first) => format!("Status{first}xx"),
        Status::Code(code) => match reason(code) {
            Some(reason) => reason.to_owned(),
            None => format!("Status{code}"),
        },
    }
}

const fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritative",
        204 => "NoContent",
        206 => "PartialContent",
        304 => "NotModified",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "PayloadTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableEntity",
        423 => "Locked",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_of_rust_takes_for_a_keyword_is_one_here() {
        let words = "abstract as async await become box break const continue crate do dyn else enum \
                     extern false final fn for if impl in let loop macro match mod move mut override \
                     priv pub ref return self Self static struct super trait true try type typeof \
                     union unsafe unsized use virtual where while yield _ auto default raw safe a";
        for word in words.split_whitespace() {
            let taken = syn::parse_str::<syn::Ident>(word).is_err();
            assert_eq!(is_keyword(word), taken, "{word}");
        }
        assert!(is_keyword("gen"), "reserved by the edition of 2024");
    }

    #[test]
    fn wire_names_become_the_names_a_person_would_choose() {
        for (wire, ty, field) in [
            (
                "transactionReference",
                "TransactionReference",
                "transaction_reference",
            ),
            (
                "MNOTransactionReferenceId",
                "MnoTransactionReferenceId",
                "mno_transaction_reference_id",
            ),
            ("UGX-MTNMM", "UgxMtnmm", "ugx_mtnmm"),
            ("first_page_url", "FirstPageUrl", "first_page_url"),
            ("type", "Type", "r#type"),
            ("gen", "Gen", "r#gen"),
            ("self", "SelfValue", "self_"),
            ("2fa", "N2fa", "n2fa"),
            ("-1", "Minus1", "minus_1"),
            (
                "collection.success",
                "CollectionSuccess",
                "collection_success",
            ),
        ] {
            assert_eq!(type_name(wire).as_deref(), Some(ty));
            assert_eq!(field_name(wire).as_deref(), Some(field));
        }
    }

    #[test]
    fn signs_are_said_in_words_where_nothing_else_is_left() {
        let name = |wire: &str| type_name(&spelled(wire));
        assert_eq!(name(">=").as_deref(), Some("GreaterEqual"));
        assert_eq!(name("Etc/GMT-0").as_deref(), Some("EtcSlashGmtMinus0"));
        assert_eq!(name("\u{e9}").as_deref(), Some("Ue9"));
        let mut scope = Scope::default();
        let mut take = |name: &str| scope.take_near([name.to_owned()], name);
        let taken: Vec<_> = ["A", "A", "A1", "A1", "r#type", "r#type"]
            .into_iter()
            .filter_map(&mut take)
            .collect();
        assert_eq!(taken, ["A", "A2", "A1", "A1_2", "r#type", "type_2"]);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number_and_never_two_lines() {
        for (one, other, names) in [
            ("self", "Self", ["self_", "self_2"]),
            ("crate", "Crate", ["crate_", "crate_2"]),
            ("super", "SUPER", ["super_", "super_2"]),
            ("type", "Type", ["r#type", "type_2"]),
            ("line1", "line_1", ["line1", "line_1"]),
            ("lineItem", "line_item", ["line_item", "line_item_2"]),
        ] {
            let mut scope = Scope::default();
            let taken = [one, other].map(|wire| scope.take_near(field_name(wire), wire));
            assert_eq!(taken.each_ref().map(Option::as_deref), names.map(Some));
        }
    }

    #[test]
    fn a_name_without_letters_or_digits_is_no_name() {
        assert_eq!(type_name("***"), None);
        assert_eq!(field_name(""), None);
    }
}
