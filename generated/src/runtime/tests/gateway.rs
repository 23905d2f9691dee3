//! A gateway written by hand exactly as the generator writes one.

#[expect(non_camel_case_types, reason = "the markers bear the names of fields")]
pub(super) mod types {
    use ::malipo::runtime as R;

    #[derive(Clone, Debug, PartialEq, R::serde::Deserialize, R::serde::Serialize)]
    #[serde(crate = "::malipo::runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct Accepted {
        pub code: i64,
        pub status: String,
        #[serde(rename = "transactionReference")]
        pub transaction_reference: String,
    }

    #[derive(Clone, Debug, PartialEq, R::serde::Deserialize, R::serde::Serialize)]
    #[serde(crate = "::malipo::runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct Transaction {
        #[serde(rename = "transactionReference")]
        pub transaction_reference: String,
        #[serde(
            rename = "transactionStatus",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        pub transaction_status: Option<TransactionStatus>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub amount: Option<R::Amount>,
        #[serde(default)]
        pub msisdn: Option<R::Lenient<R::Msisdn>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<R::Sensitive<String>>,
        #[serde(default, skip_serializing_if = "R::Maybe::is_absent")]
        pub narration: R::Maybe<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub extra: Option<R::RawJson>,
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub(crate) enum TransactionStatus {
        Pending,
        Failed,
        Unknown(String),
    }
    ::malipo::runtime::open_enum! { TransactionStatus { Pending = "PENDING", Failed = "FAILED" } else Unknown }

    #[derive(Clone, Debug, PartialEq, R::serde::Deserialize, R::serde::Serialize)]
    #[serde(crate = "::malipo::runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct ErrorEnvelope {
        pub code: Option<i64>,
        pub status: Option<String>,
        pub message: R::Sensitive<String>,
    }

    pub(crate) type FieldErrors = std::collections::BTreeMap<String, Vec<String>>;

    #[derive(Debug, PartialEq, R::serde::Deserialize, R::serde::Serialize)]
    #[serde(crate = "::malipo::runtime::serde")]
    pub(crate) struct CollectionRequest {
        pub msisdn: R::Msisdn,
        #[serde(with = "::malipo::runtime::amount::number")]
        pub amount: R::Amount,
        pub external_reference: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub narration: Option<String>,
    }

    impl CollectionRequest {
        pub(crate) fn builder() -> CollectionRequestBuilder {
            CollectionRequestBuilder {
                msisdn: R::Unset,
                amount: R::Unset,
                external_reference: R::Unset,
                narration: None,
            }
        }
    }

    pub(crate) struct CollectionRequestBuilder<S0 = R::Unset, S1 = R::Unset, S2 = R::Unset> {
        msisdn: S0,
        amount: S1,
        external_reference: S2,
        narration: Option<String>,
    }

    impl<S0, S1, S2> CollectionRequestBuilder<S0, S1, S2> {
        pub(crate) fn msisdn(
            self,
            msisdn: R::Msisdn,
        ) -> CollectionRequestBuilder<R::Set<R::Msisdn>, S1, S2> {
            CollectionRequestBuilder {
                msisdn: R::Set(msisdn),
                amount: self.amount,
                external_reference: self.external_reference,
                narration: self.narration,
            }
        }

        pub(crate) fn amount(
            self,
            amount: impl Into<R::Amount>,
        ) -> CollectionRequestBuilder<S0, R::Set<R::Amount>, S2> {
            CollectionRequestBuilder {
                msisdn: self.msisdn,
                amount: R::Set(amount.into()),
                external_reference: self.external_reference,
                narration: self.narration,
            }
        }

        pub(crate) fn external_reference(
            self,
            external_reference: impl Into<String>,
        ) -> CollectionRequestBuilder<S0, S1, R::Set<String>> {
            CollectionRequestBuilder {
                msisdn: self.msisdn,
                amount: self.amount,
                external_reference: R::Set(external_reference.into()),
                narration: self.narration,
            }
        }

        pub(crate) fn narration(mut self, narration: impl Into<String>) -> Self {
            self.narration = Some(narration.into());
            self
        }

        pub(crate) fn build(self) -> CollectionRequest
        where
            S0: R::Given<required::msisdn, Value = R::Msisdn>,
            S1: R::Given<required::amount, Value = R::Amount>,
            S2: R::Given<required::external_reference, Value = String>,
        {
            CollectionRequest {
                msisdn: self.msisdn.take(),
                amount: self.amount.take(),
                external_reference: self.external_reference.take(),
                narration: self.narration,
            }
        }
    }

    pub(crate) mod required {
        pub(crate) enum msisdn {}
        pub(crate) enum amount {}
        pub(crate) enum external_reference {}
    }

    impl R::Checked for CollectionRequest {
        fn check(&self, at: &mut R::Violations) {
            at.field("amount", |at| {
                at.above(&self.amount, "0");
                at.multiple_of(&self.amount, "0.01");
            });
            at.field("external_reference", |at| {
                at.min_length(&self.external_reference, 1)
            });
            at.field("narration", |at| at.max_length(&self.narration, 20));
        }
    }
}

pub(super) mod operations {
    use ::malipo::runtime as R;

    use super::types;

    #[derive(Debug)]
    pub(crate) struct CreateCollection {
        pub body: types::CollectionRequest,
    }

    impl R::Operation for CreateCollection {
        type Output = types::Accepted;
        type Refusal = Refused;

        const SPEC: R::OperationSpec = R::OperationSpec {
            id: "createCollection",
            method: R::Method::Post,
            path: "/collections",
            effect: R::Effect::MovesMoney,
            authenticated: true,
        };

        fn check(&self, at: &mut R::Violations) {
            at.field("body", |at| R::Checked::check(&self.body, at));
        }

        fn encode(&self, request: &mut R::Encoder) {
            request.literal("/collections");
            request.json(&self.body);
        }

        fn decode(answer: &R::Answer) -> Result<Self::Output, R::Undecodable> {
            answer.json()
        }

        fn reference(&self) -> Option<&str> {
            Some(&self.body.external_reference)
        }
    }

    #[derive(Clone, Debug)]
    pub(crate) struct GetCollection {
        pub transaction_reference: String,
        pub fields: Option<Vec<String>>,
        pub since: Option<String>,
    }

    impl GetCollection {
        pub(crate) fn since(mut self, since: impl Into<String>) -> Self {
            self.since = Some(since.into());
            self
        }

        pub(crate) fn fields(mut self, fields: impl Into<Vec<String>>) -> Self {
            self.fields = Some(fields.into());
            self
        }
    }

    impl R::Operation for GetCollection {
        type Output = types::Transaction;
        type Refusal = Refused;

        const SPEC: R::OperationSpec = R::OperationSpec {
            id: "getCollection",
            method: R::Method::Get,
            path: "/collections/{transactionReference}",
            effect: R::Effect::Reads,
            authenticated: true,
        };

        fn encode(&self, request: &mut R::Encoder) {
            request.literal("/collections/");
            request.path_parameter("transactionReference", &self.transaction_reference);
            request.query("since", &self.since);
            request.query_list("field", &self.fields);
        }

        fn decode(answer: &R::Answer) -> Result<Self::Output, R::Undecodable> {
            answer.json()
        }
    }

    /// Documented to be open to all, without a refusal.
    #[derive(Clone, Debug)]
    pub(crate) struct Ping;

    impl R::Operation for Ping {
        type Output = ();
        type Refusal = R::NoRefusal;

        const SPEC: R::OperationSpec = R::OperationSpec {
            id: "ping",
            method: R::Method::Get,
            path: "/ping",
            effect: R::Effect::Reads,
            authenticated: false,
        };

        fn encode(&self, request: &mut R::Encoder) {
            request.literal("/ping");
        }

        fn decode(_: &R::Answer) -> Result<Self::Output, R::Undecodable> {
            Ok(())
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub(crate) enum Refused {
        Unauthorized(types::ErrorEnvelope),
        UnprocessableEntity(R::Sensitive<types::FieldErrors>),
        UnprocessableEntityErrorEnvelope(types::ErrorEnvelope),
        InternalServerError(types::ErrorEnvelope),
    }

    impl R::Refusal for Refused {
        fn decode(answer: &R::Answer) -> Option<Self> {
            match answer.status() {
                401 => answer.json().map(Self::Unauthorized).ok(),
                422 => answer
                    .json()
                    .map(Self::UnprocessableEntity)
                    .ok()
                    .or_else(|| {
                        answer
                            .json()
                            .map(Self::UnprocessableEntityErrorEnvelope)
                            .ok()
                    }),
                500..=599 => answer.json().map(Self::InternalServerError).ok(),
                _ => None,
            }
        }

        fn describe(&self) -> R::ApiError {
            match self {
                Self::UnprocessableEntity(body) => R::ApiError::new().fields(body),
                Self::Unauthorized(body)
                | Self::UnprocessableEntityErrorEnvelope(body)
                | Self::InternalServerError(body) => R::ApiError::new()
                    .code(&body.code)
                    .status(&body.status)
                    .message(&body.message),
            }
        }
    }
}

pub(super) mod client {
    use ::malipo::runtime as R;

    use super::{operations, types};

    #[derive(Clone, Debug)]
    pub(crate) struct Client {
        runtime: R::Client,
    }

    impl R::Gateway for Client {
        const TITLE: &'static str = "TEST";

        fn from_runtime(runtime: R::Client) -> Self {
            Self { runtime }
        }

        fn runtime(&self) -> &R::Client {
            &self.runtime
        }
    }

    impl Client {
        pub(crate) fn request(&self, method: R::Method, path: impl Into<String>) -> R::RawCall {
            R::RawCall::new(&self.runtime, method, path)
        }

        pub(crate) fn create_collection(
            &self,
            body: types::CollectionRequest,
        ) -> R::Call<operations::CreateCollection> {
            R::Call::new(&self.runtime, operations::CreateCollection { body })
        }

        pub(crate) fn get_collection(
            &self,
            transaction_reference: impl Into<String>,
        ) -> R::Call<operations::GetCollection> {
            R::Call::new(
                &self.runtime,
                operations::GetCollection {
                    transaction_reference: transaction_reference.into(),
                    fields: None,
                    since: None,
                },
            )
        }

        pub(crate) fn ping(&self) -> R::Call<operations::Ping> {
            R::Call::new(&self.runtime, operations::Ping)
        }
    }
}
