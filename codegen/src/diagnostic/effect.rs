//! What a rule takes from the operations that need the part it is about.

use super::Code;

/// What a breach of a rule takes from an operation that needs the part that the rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// Nothing: what is malformed was understood, or no value on the wire is another one.
    Nothing,
    /// A part of what is sent, or a check before sending. What is received is read leniently, so it lacks nothing.
    Sending,
    /// A part of what is received.
    Receiving,
    /// A part of both, or nobody knows of which.
    Both,
}

impl Effect {
    /// Returns whether a request that reaches the part lacks something.
    pub(crate) const fn is_of_requests(self) -> bool {
        matches!(self, Self::Sending | Self::Both)
    }

    /// Returns whether a response that reaches the part lacks something.
    pub(crate) const fn is_of_responses(self) -> bool {
        matches!(self, Self::Receiving | Self::Both)
    }
}

impl Code {
    /// Returns what a warning of this rule takes, or what the account ignores by it. An error takes both, whatever its rule.
    pub(crate) const fn effect(self) -> Effect {
        match self {
            Self::HalfCharacter
            | Self::Key
            | Self::NotFinite
            | Self::MissingKey
            | Self::LaterVersion
            | Self::Constant
            | Self::KeyBesideReference
            | Self::NumberForString
            | Self::StringForBoolean
            | Self::IgnoredProse
            | Self::EmptyValue
            | Self::NullMember
            | Self::ForeignType
            | Self::NoPaths
            | Self::OperationReference
            | Self::MemberTwice
            | Self::OperationTwice
            | Self::ResponseElsewhere
            | Self::MissingOperationId
            | Self::NoResponses
            | Self::NoSuccess
            | Self::SamePath
            | Self::UndeclaredPathParameter
            | Self::MisnamedPathParameter
            | Self::OptionalPathParameter
            | Self::ServerDefault
            | Self::IgnoredHeader
            | Self::NoItems
            | Self::NoType
            // The caller gives the address.
            | Self::RelativeServer
            | Self::EnumTwice
            | Self::DiscriminatorProperty
            | Self::OptionTwice
            | Self::AllOfItself
            | Self::NullDefault
            | Self::DefaultType
            | Self::DefaultBesideConstant
            | Self::UnlistedDefault
            | Self::Bounds
            | Self::EndlessValue
            | Self::Example
            | Self::ForeignKeywords
            | Self::PathFragment
            | Self::PathQuery
            | Self::EncodedPath
            | Self::StrayEncoding
            | Self::Version
            | Self::RequiredDefault
            | Self::Unnameable
            | Self::NameCollision
            | Self::AllowEmptyValue
            | Self::ComponentName
            | Self::ExclusiveKeys
            | Self::DuplicateTag
            | Self::UnknownOperation
            | Self::UnneededScopes
            | Self::InvalidEmail
            | Self::CallbackOperationId
            | Self::RequiredNames
            // Whoever builds the client gives the address.
            | Self::UnencryptedServer => Effect::Nothing,
            Self::UncheckedPattern
            | Self::UncheckedConstraint
            | Self::UncheckedNot
            | Self::MixedEnum
            | Self::UnsignedEnum
            | Self::LargeBound
            | Self::AllowReserved
            | Self::ParameterMediaType
            | Self::FormWithoutFields
            | Self::FormNull
            | Self::FormNotObject
            | Self::PartHeaders
            | Self::EmptyParameter
            | Self::UnusedEncoding
            | Self::UnusedPathParameter
            | Self::StringParameter
            | Self::OptionsTogether
            | Self::MediaRange
            | Self::BooleanRequired
            | Self::ItemsOfSeveral
            | Self::NestedValue
            | Self::ExplodedStyle
            | Self::ClientHeader
            | Self::InvalidPattern
            | Self::KindPattern => Effect::Sending,
            Self::DiscriminatorTwice | Self::AmbiguousOptions | Self::ResponseHeader => {
                Effect::Receiving
            }
            Self::DuplicateKey
            | Self::MergeKey
            | Self::YamlTag
            | Self::UnknownKey
            | Self::Charset
            | Self::MediaTypeName
            | Self::ReferenceCycle
            | Self::UnresolvedFile
            | Self::MappingTarget
            | Self::UnknownSecurityScheme
            | Self::RequiredUnknown
            | Self::AllOfTypes
            | Self::AllOfProperty
            | Self::UnsupportedSchema
            | Self::EmptyEnum
            | Self::SubtypeMembers
            | Self::UnsupportedParameter
            | Self::UnusedMediaType
            | Self::OpaqueBody
            | Self::UnsendablePath
            | Self::HeaderName
            | Self::UnsupportedSecurity
            | Self::UnusedServer
            | Self::UnsupportedServer
            | Self::IgnoredNull
            | Self::EnumType
            | Self::WideInteger
            | Self::DiscriminatorType
            | Self::Callbacks => Effect::Both,
            // Errors, and nothing else.
            Self::Syntax
            | Self::Empty
            | Self::NotUtf8
            | Self::SeveralDocuments
            | Self::TooDeep
            | Self::ReadAndWriteOnly
            | Self::TooLarge
            | Self::WrongType
            | Self::UnknownWord
            | Self::EmptyName
            | Self::StatusCode
            | Self::SchemaAndContent
            | Self::ContentCount
            | Self::StyleBesideContent
            | Self::StyleLocation
            | Self::StyleOfList
            | Self::UnresolvedReference
            | Self::InvalidReference
            | Self::ReferenceKind
            | Self::UnknownServerVariable
            | Self::DuplicateOperationId
            | Self::DuplicateParameter
            | Self::DuplicateHeader
            | Self::PathStart
            | Self::PathTemplate
            | Self::UnknownEncoding
            | Self::ControlCharacter
            | Self::InvalidUrl
            | Self::MultipleOf
            | Self::ConnectionHeader
            | Self::AliasTaken
            | Self::ModuleTwice
            | Self::ChoiceMethodTwice
            | Self::ModuleName
            | Self::EnvironmentVariable
            | Self::VariantName
            | Self::EventName
            | Self::UnknownExtension
            | Self::MisplacedExtension
            | Self::ExtensionForm
            | Self::UnknownName
            | Self::UnknownPath
            | Self::TargetType
            | Self::TargetEffect
            | Self::NoSingleSuccess
            | Self::EnvironmentUrl
            | Self::EnvironmentTwice
            | Self::KindForm
            | Self::WireWithoutKind
            | Self::UnsetType
            | Self::UnsetTwice
            | Self::EssentialProperty
            | Self::PlainForm
            | Self::ChoiceProperty
            | Self::ChoiceConstant
            | Self::Word
            | Self::ResponseOnly
            | Self::ErrorRole
            | Self::CountryCode
            | Self::StringAmount
            | Self::MissingSource
            | Self::MissingDescription
            | Self::MissingEffect
            | Self::GetThatWrites
            | Self::MissingReference
            | Self::ReferenceProperty
            | Self::OptionEffect
            | Self::MissingCredentials
            | Self::MissingProofs
            | Self::EventUnsigned
            | Self::ConfirmationMissing
            | Self::ReferencePerForm
            | Self::ReferenceNotSigned
            | Self::ReferenceNotCompared
            | Self::SignedForm
            | Self::UnsignedForm
            | Self::ClaimWithoutState
            | Self::ConfirmOperation
            | Self::ConfirmResponse
            | Self::PageItems
            | Self::PageParameter
            | Self::NotFoundStatus
            | Self::LookupStates
            | Self::LookupInputs
            | Self::LookupPages
            | Self::ProofIdentifier
            | Self::ProofStatus
            | Self::ProofMember
            | Self::SuccessProperty
            | Self::AcceptanceOfRead
            | Self::StatusMeaning
            | Self::ConclusiveCodes
            | Self::PaymentLines
            | Self::LinesTwice
            | Self::ForeignName => Effect::Both,
        }
    }
}
