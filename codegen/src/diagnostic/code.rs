//! The rules, each with its code.

use std::fmt;

/// The table of the rules: a heading with code and title, an explanation, and an example for each.
const TABLE: &str = include_str!("codes.md");

macro_rules! codes {
    ($($name:ident = $code:literal: $title:literal,)+) => {
        /// The rule that a [`Diagnostic`](super::Diagnostic) reports a breach of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`: ", $title, ".")] $name,)+
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns the code as it is printed, such as `M0101`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// Returns the rule's title, such as `unresolved reference`.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }
        }
    };
}

codes! {
    // Reading the document.
    Syntax = "M0101": "the text is neither YAML nor JSON",
    Empty = "M0102": "the document has no content",
    NotUtf8 = "M0103": "the document is not UTF-8",
    SeveralDocuments = "M0104": "more than one YAML document",
    TooDeep = "M0105": "the document is nested too deeply",
    TooLarge = "M0106": "document that is too large",
    Key = "M0107": "a key that cannot be used",
    HalfCharacter = "M0108": "half of a character",
    DuplicateKey = "M0109": "duplicate key",
    MergeKey = "M0110": "YAML merge key",
    YamlTag = "M0111": "YAML tag",
    NotFinite = "M0112": "a number that JSON does not have",
    Version = "M0113": "unsupported version",

    // Shape of the document.
    WrongType = "M0201": "value of the wrong type",
    UnknownWord = "M0202": "unknown word",
    MissingKey = "M0203": "missing key",
    UnknownKey = "M0204": "unknown key",
    LaterVersion = "M0205": "key of a later OpenAPI version",
    KeyBesideReference = "M0206": "key beside `$ref`",
    NumberForString = "M0207": "number or boolean where a string is expected",
    StringForBoolean = "M0208": "string where a boolean is expected",
    IgnoredProse = "M0209": "description that is no string",
    EmptyValue = "M0210": "empty value where a list or an object is expected",
    NullMember = "M0211": "key without a value",
    BooleanRequired = "M0212": "`required: true` on a schema",
    ForeignType = "M0213": "type name of another language",
    NoPaths = "M0214": "document without `paths`",
    EmptyName = "M0215": "empty name",
    StatusCode = "M0216": "invalid status code",
    MediaTypeName = "M0217": "invalid media type",
    SchemaAndContent = "M0218": "both `schema` and `content`",
    ContentCount = "M0219": "parameter with several media types",
    StyleBesideContent = "M0220": "style beside `content`",
    StyleLocation = "M0221": "style that this location does not have",
    StyleOfList = "M0222": "list style for a value that is no list",
    AllowEmptyValue = "M0223": "`allowEmptyValue` outside of a query",
    ComponentName = "M0224": "component name with invalid characters",
    ExclusiveKeys = "M0225": "keys that exclude each other",
    DuplicateTag = "M0226": "duplicate tag",
    Constant = "M0227": "constant of JSON Schema",
    ExplodedStyle = "M0228": "`explode` that a style does not have",
    StrayEncoding = "M0229": "encoding outside of a form",

    // References.
    UnresolvedReference = "M0301": "unresolved reference",
    InvalidReference = "M0302": "invalid reference",
    ReferenceKind = "M0303": "reference to an object of another kind",
    ReferenceCycle = "M0304": "reference cycle",
    UnresolvedFile = "M0305": "reference to a file that is not read",
    OperationReference = "M0308": "operation that is a reference",
    MemberTwice = "M0309": "key beside `$ref` and in its target",
    OperationTwice = "M0310": "operation under two paths",
    ResponseElsewhere = "M0311": "reference to a response inside another part",
    MappingTarget = "M0312": "unresolved value of a discriminator",
    UnknownSecurityScheme = "M0313": "undeclared security scheme",
    UnknownServerVariable = "M0314": "undeclared server variable",
    UnknownOperation = "M0315": "link to an unknown operation",
    UnneededScopes = "M0316": "scopes of a scheme that has none",

    // Operations.
    DuplicateOperationId = "M0401": "duplicate operationId",
    MissingOperationId = "M0402": "missing operationId",
    NoResponses = "M0403": "operation without responses",
    NoSuccess = "M0404": "operation without a success response",
    DuplicateParameter = "M0405": "duplicate parameter",
    SamePath = "M0406": "two paths that cannot be told apart",
    PathStart = "M0407": "path without a leading slash",
    PathTemplate = "M0408": "malformed path template",
    UndeclaredPathParameter = "M0409": "undeclared path parameter",
    UnusedPathParameter = "M0410": "path parameter that is not in the path",
    MisnamedPathParameter = "M0411": "path parameter with another name than in the path",
    OptionalPathParameter = "M0412": "optional path parameter",
    ServerDefault = "M0413": "default of a server variable that is not among its values",
    UnknownEncoding = "M0414": "encoding of an unknown property",
    IgnoredHeader = "M0415": "header parameter that OpenAPI ignores",
    ControlCharacter = "M0416": "name with a control character",
    InvalidUrl = "M0417": "invalid URL",
    InvalidEmail = "M0418": "invalid e-mail address",
    DuplicateHeader = "M0419": "duplicate header of a response",
    CallbackOperationId = "M0420": "operationId that a callback repeats",

    // Schemas.
    RequiredUnknown = "M0501": "required property that is not declared",
    NoItems = "M0502": "array without `items`",
    NoType = "M0503": "keywords without a type",
    EnumType = "M0504": "enum values of another type",
    EnumTwice = "M0505": "duplicate enum value",
    OptionTwice = "M0506": "duplicate option",
    ItemsOfSeveral = "M0507": "several schemas under `items` without a type",
    AllOfItself = "M0508": "schema that includes itself",
    AllOfTypes = "M0509": "parts of an `allOf` with different types",
    AllOfProperty = "M0510": "property with different types in an `allOf`",
    NullDefault = "M0511": "default of null for a value that cannot be null",
    DefaultType = "M0512": "default that does not fit its schema",
    DefaultBesideConstant = "M0513": "default beside a constant",
    Bounds = "M0514": "bounds that no value meets",
    MultipleOf = "M0515": "step that is not positive",
    EndlessValue = "M0516": "type without a finite value",
    ReadAndWriteOnly = "M0517": "property that is read-only and write-only",
    DiscriminatorTwice = "M0518": "discriminator value of two options",
    UnlistedDefault = "M0519": "default that the `enum` does not list",
    AmbiguousOptions = "M0520": "options that cannot be told apart",
    Example = "M0521": "example that does not fit its schema",
    RequiredNames = "M0522": "list of required properties that is empty or repeats one",
    InvalidPattern = "M0523": "pattern that is no regular expression",
    DiscriminatorProperty = "M0524": "option without the property of its discriminator",
    DiscriminatorType = "M0525": "discriminator that cannot have its values",

    // What the client does not support.
    UncheckedPattern = "M0601": "pattern that is not checked",
    UncheckedConstraint = "M0602": "constraint that is not checked",
    UncheckedNot = "M0603": "`not` that is not checked",
    MixedEnum = "M0604": "enum of several types",
    UnsignedEnum = "M0605": "enum of large integers",
    LargeBound = "M0606": "bound that is too large",
    ForeignKeywords = "M0607": "keywords of another type",
    UnsupportedSchema = "M0608": "unsupported schema",
    EmptyEnum = "M0609": "enum without values",
    SubtypeMembers = "M0610": "subtype members that are lost",
    UnsupportedParameter = "M0613": "unsupported parameter",
    AllowReserved = "M0614": "`allowReserved` that is ignored",
    ParameterMediaType = "M0615": "parameter in an unsupported media type",
    UnusedMediaType = "M0616": "media type that is not used",
    OpaqueBody = "M0617": "body that is not decoded",
    FormWithoutFields = "M0618": "form without fields",
    FormNull = "M0619": "null in a form",
    FormNotObject = "M0620": "form that is no object",
    PartHeaders = "M0621": "headers of a form part",
    UnsendablePath = "M0622": "path that cannot be sent",
    PathFragment = "M0623": "fragment in a path",
    PathQuery = "M0624": "query in a path",
    HeaderName = "M0625": "invalid header name",
    UnsupportedSecurity = "M0626": "unsupported security",
    Callbacks = "M0627": "callbacks that are ignored",
    RequiredDefault = "M0628": "unsupported default of a required property",
    ResponseHeader = "M0629": "response header that is not read as documented",
    EmptyParameter = "M0630": "empty value that cannot be sent",
    UnusedEncoding = "M0631": "encoding that is not used",
    UnusedServer = "M0632": "server that is not used",
    StringParameter = "M0633": "parameter that is sent as a string",
    IgnoredNull = "M0634": "`null` that cannot be sent or read",
    OptionsTogether = "M0635": "options of an `anyOf` that one value can have together",
    ConnectionHeader = "M0636": "API key in a header of the connection",
    UnsupportedServer = "M0637": "server that the client cannot send to",
    UnencryptedServer = "M0638": "server without encryption",
    Charset = "M0641": "charset other than UTF-8",
    MediaRange = "M0642": "media range that the caller must narrow",
    NestedValue = "M0643": "nested value that OpenAPI does not say how to write",
    ClientHeader = "M0644": "header that the client decides on",
    RelativeServer = "M0645": "server without a host",
    WideInteger = "M0646": "integer beyond those that the client has",
    EncodedPath = "M0647": "path that is not percent-encoded",

    // Names in Rust.
    Unnameable = "M0701": "name without letters or digits",
    NameCollision = "M0702": "duplicate name in Rust",
    AliasTaken = "M0703": "alias that names another property",
    ModuleTwice = "M0704": "two documents with the same module",
    ChoiceMethodTwice = "M0705": "builder method that exists twice",
    ModuleName = "M0706": "invalid module name",
    EnvironmentVariable = "M0707": "invalid prefix of environment variables",
    VariantName = "M0708": "invalid variant name",
    EventName = "M0709": "event without a name of its own",

    // `x-malipo-` keys.
    UnknownExtension = "M0801": "unknown `x-malipo-` key",
    MisplacedExtension = "M0802": "misplaced `x-malipo-` key",
    ExtensionForm = "M0803": "malformed value of an `x-malipo-` key",
    UnknownName = "M0804": "unknown name",
    UnknownPath = "M0805": "unresolved property path",
    TargetType = "M0806": "property of an unsuitable type",
    TargetEffect = "M0807": "operation of an unsuitable effect",
    NoSingleSuccess = "M0808": "operation without a single success schema",
    EnvironmentUrl = "M0809": "unsuitable base URL of an environment",
    EnvironmentTwice = "M0810": "duplicate environment",
    KindForm = "M0811": "kind that does not fit its schema",
    KindPattern = "M0812": "pattern of another kind",
    WireWithoutKind = "M0813": "wire form without a kind",
    UnsetType = "M0814": "unset value of an unsuitable type",
    UnsetTwice = "M0815": "duplicate unset value",
    EssentialProperty = "M0816": "essential property that may be absent",
    PlainForm = "M0817": "plain OpenAPI that differs from its key",
    ChoiceProperty = "M0818": "option that does not send a required property",
    ChoiceConstant = "M0819": "constant that cannot be sent",
    Word = "M0820": "malformed word",
    ResponseOnly = "M0821": "response type in a request",
    ErrorRole = "M0822": "error part of an unsuitable type",
    CountryCode = "M0823": "unassigned country code",
    StringAmount = "M0824": "amount that is sent as a string",

    // Facts about payments.
    MissingSource = "M0901": "missing source",
    MissingDescription = "M0902": "missing description",
    MissingEffect = "M0903": "missing effect",
    GetThatWrites = "M0904": "GET that writes",
    MissingReference = "M0905": "payment without a reference",
    ReferenceProperty = "M0906": "unsuitable reference property",
    OptionEffect = "M0907": "option that does as much as the operation",
    MissingCredentials = "M0908": "missing security requirement",
    MissingProofs = "M0909": "missing proofs of a refusal",
    EventUnsigned = "M0910": "events without a signature",
    ConfirmationMissing = "M0911": "event without a reference",
    ReferencePerForm = "M0912": "variant of a callback without a reference",
    ReferenceNotSigned = "M0913": "reference that is not signed",
    ReferenceNotCompared = "M0914": "reference that is not compared",
    SignedForm = "M0915": "signed value without an entry in `forms`",
    UnsignedForm = "M0916": "entry in `forms` for a value that is not signed",
    ClaimWithoutState = "M0917": "claim that cannot be compared",
    ConfirmOperation = "M0918": "operation that cannot confirm an event",
    ConfirmResponse = "M0919": "operations that confirm with different responses",
    PageItems = "M0920": "page whose items may be absent",
    PageParameter = "M0921": "unsuitable page parameter",
    NotFoundStatus = "M0922": "missing body without a status of its own",
    LookupStates = "M0923": "rows whose state is unknown",
    LookupInputs = "M0924": "look-up that needs other inputs",
    LookupPages = "M0925": "look-up of rows without pages",
    ProofIdentifier = "M0926": "reference missing among identifiers",
    ProofStatus = "M0927": "proof without a suitable status",
    ProofMember = "M0928": "proof by an unsuitable member",
    SuccessProperty = "M0929": "failure sign that a success has",
    AcceptanceOfRead = "M0930": "proof of acceptance for a read",
    StatusMeaning = "M0931": "status value without one meaning",
    ConclusiveCodes = "M0932": "failed value without conclusive codes",
    PaymentLines = "M0933": "lines outside of the list of the status",
    LinesTwice = "M0934": "duplicate declaration of lines",
    ForeignName = "M0935": "foreign member that the document names",
}

impl Code {
    /// Returns the code that is printed as a string, such as `M0101`.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|code| code.as_str() == text).copied()
    }

    /// Returns what the rule demands and why, as one or more sentences of Markdown.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        let (explanation, _) = self.section();
        explanation.trim()
    }

    /// Returns an example that breaks the rule: a document, or the part of one that matters.
    #[must_use]
    pub fn example(self) -> &'static str {
        self.fenced().1
    }

    /// Returns the example as a whole document: with `openapi`, `info` and `paths` where it is only a part of one.
    #[must_use]
    pub fn example_document(self) -> String {
        const ROOT: [&str; 3] = [
            "openapi: 3.0.3\n",
            "info: { title: Example, version: '1' }\n",
            "paths: {}\n",
        ];
        let (language, example) = self.fenced();
        let is_whole = language == "text";
        let is_there = |line: &str| {
            let key = line.split_inclusive(':').next().unwrap_or_default();
            example.lines().any(|line| line.starts_with(key))
        };
        let missing = ROOT.iter().filter(|line| !is_whole && !is_there(line));
        let mut document: String = missing.copied().collect();
        document.push_str(example);
        document
    }

    /// Returns the language of the example's fence, and the example.
    fn fenced(self) -> (&'static str, &'static str) {
        let (_, fenced) = self.section();
        let (language, example) = fenced.split_once('\n').unwrap_or_default();
        let example = example.split_once("```").map_or("", |(example, _)| example);
        (language, example)
    }

    /// Returns the explanation, and the example with its fence behind it.
    fn section(self) -> (&'static str, &'static str) {
        // Behind the title stands what a breach is: an error, a warning or counted.
        let heading = format!("\n### {self}: {} (", self.title());
        let section = TABLE.split_once(heading.as_str());
        let section = section.and_then(|(_, section)| section.split_once('\n'));
        let section = section.map_or("", |(_, section)| section);
        let end = section.find("\n##").unwrap_or(section.len());
        let section = section.get(..end).unwrap_or(section);
        section.split_once("```").unwrap_or((section, ""))
    }

    /// Returns whether an error of this rule can be survived: the faulty part is left out, and the rest means what it says. What
    /// nobody can read cannot, nor can facts of ours about money.
    pub(crate) fn is_survivable(self) -> bool {
        match self {
            Self::HalfCharacter
            | Self::Key
            | Self::DuplicateKey
            | Self::MergeKey
            | Self::YamlTag
            | Self::NotFinite => true,
            Self::ModuleTwice => false,
            code => ("M02".."M08").contains(&code.as_str()),
        }
    }

    /// Returns whether this rule is about facts that `x-malipo-` keys state.
    pub(crate) fn judges_facts(self) -> bool {
        self.as_str() >= "M08"
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
