//! A gateway written by hand exactly as the generator writes one.

#[expect(non_camel_case_types, reason = "the markers bear the names of fields")]
pub(super) mod types {
    use ::malipo_runtime::rt;

    #[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
    #[serde(crate = "::malipo_runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct Accepted {
        pub code: i64,
        pub status: String,
        #[serde(rename = "transactionReference")]
        pub transaction_reference: String,
    }

    #[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
    #[serde(crate = "::malipo_runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct Transaction {
        #[serde(rename = "transactionReference")]
        pub transaction_reference: String,
        #[serde(rename = "transactionStatus")]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub transaction_status: Option<TransactionStatus>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub amount: Option<rt::Amount>,
        #[serde(default)]
        pub msisdn: Option<rt::Lenient<rt::Msisdn>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<rt::Sensitive<String>>,
        #[serde(default, skip_serializing_if = "rt::Maybe::is_absent")]
        pub narration: rt::Maybe<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub extra: Option<rt::RawJson>,
    }

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub(crate) enum TransactionStatus {
        Pending,
        Failed,
        Unknown(String),
    }
    ::malipo_runtime::rt::open_enum! { TransactionStatus { Pending = "PENDING", Failed = "FAILED" } else Unknown }

    #[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
    #[serde(crate = "::malipo_runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct ErrorEnvelope {
        pub code: Option<i64>,
        pub status: Option<String>,
        pub message: rt::Sensitive<String>,
    }

    pub(crate) type FieldErrors = std::collections::BTreeMap<String, Vec<String>>;

    #[derive(Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
    #[serde(crate = "::malipo_runtime::serde")]
    pub(crate) struct CollectionRequest {
        pub msisdn: rt::Msisdn,
        #[serde(with = "::malipo_runtime::rt::amount::number")]
        pub amount: rt::Amount,
        pub external_reference: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub narration: Option<String>,
    }

    impl CollectionRequest {
        pub(crate) fn builder() -> CollectionRequestBuilder {
            CollectionRequestBuilder {
                given: (rt::Unset, rt::Unset, rt::Unset),
                rest: CollectionRequestBuilderRest { narration: None },
            }
        }
    }

    pub(crate) struct CollectionRequestBuilder<S0 = rt::Unset, S1 = rt::Unset, S2 = rt::Unset> {
        given: (S0, S1, S2),
        rest: CollectionRequestBuilderRest,
    }

    struct CollectionRequestBuilderRest {
        narration: Option<String>,
    }

    impl<S0, S1, S2> CollectionRequestBuilder<S0, S1, S2> {
        pub(crate) fn msisdn(
            self,
            msisdn: rt::Msisdn,
        ) -> CollectionRequestBuilder<rt::Set<rt::Msisdn>, S1, S2> {
            let set = rt::Set(msisdn);
            let (_, s1, s2) = self.given;
            CollectionRequestBuilder {
                given: (set, s1, s2),
                rest: self.rest,
            }
        }

        pub(crate) fn amount(
            self,
            amount: impl Into<rt::Amount>,
        ) -> CollectionRequestBuilder<S0, rt::Set<rt::Amount>, S2> {
            let set = rt::Set(amount.into());
            let (s0, _, s2) = self.given;
            CollectionRequestBuilder {
                given: (s0, set, s2),
                rest: self.rest,
            }
        }

        pub(crate) fn external_reference(
            self,
            external_reference: impl Into<String>,
        ) -> CollectionRequestBuilder<S0, S1, rt::Set<String>> {
            let set = rt::Set(external_reference.into());
            let (s0, s1, _) = self.given;
            CollectionRequestBuilder {
                given: (s0, s1, set),
                rest: self.rest,
            }
        }

        pub(crate) fn narration(mut self, narration: impl Into<String>) -> Self {
            self.rest.narration = Some(narration.into());
            self
        }

        pub(crate) fn build(self) -> CollectionRequest
        where
            S0: rt::Given<required::msisdn, Value = rt::Msisdn>,
            S1: rt::Given<required::amount, Value = rt::Amount>,
            S2: rt::Given<required::external_reference, Value = String>,
        {
            let (msisdn, amount, external_reference) = self.given;
            CollectionRequest {
                msisdn: msisdn.take(),
                amount: amount.take(),
                external_reference: external_reference.take(),
                narration: self.rest.narration,
            }
        }
    }

    pub(crate) mod required {
        pub(crate) enum msisdn {}
        pub(crate) enum amount {}
        pub(crate) enum external_reference {}
    }

    impl rt::Checked for CollectionRequest {
        fn check(&self, at: &mut rt::Violations) {
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
    use ::malipo_runtime::rt;

    use super::types;

    #[derive(Debug)]
    pub(crate) struct CreateCollection {
        pub body: types::CollectionRequest,
    }

    impl rt::Operation for CreateCollection {
        type Output = types::Accepted;
        type Refusal = Refused;

        const SPEC: rt::OperationSpec = rt::OperationSpec {
            id: "createCollection",
            method: rt::Method::Post,
            path: "/collections",
            effect: rt::Effect::MovesMoney,
            authenticated: true,
        };
        const HAS_LOOKUP: bool = true;
        const PROOF: Option<rt::RefusalProof> = Some(rt::RefusalProof {
            shapes: &[
                rt::ProvingShape {
                    statuses: &[401, 422],
                    body: rt::ProvingBody::Object(&[
                        rt::ProvingMember {
                            name: "code",
                            required: true,
                            value: rt::ProvingValue::HttpStatus,
                        },
                        rt::ProvingMember {
                            name: "status",
                            required: false,
                            value: rt::ProvingValue::Status,
                        },
                        rt::ProvingMember {
                            name: "message",
                            required: true,
                            value: rt::ProvingValue::Message,
                        },
                    ]),
                },
                rt::ProvingShape {
                    statuses: &[422],
                    body: rt::ProvingBody::RequestFields(&[
                        "msisdn",
                        "amount",
                        "external_reference",
                        "narration",
                    ]),
                },
            ],
            identifiers: &["external_reference"],
            duplicates: &["duplicate"],
            says: &["failed"],
        });
        const ACCEPTANCE: Option<rt::Acceptance> = Some(rt::Acceptance {
            has: &["transactionReference"],
            unset: &[],
            reference: None,
            contradicts: &[
                rt::Contradiction::new("code", &["4XX"]),
                rt::Contradiction::new("status", &["failed"]),
            ],
            lacks: &[],
        });

        fn check(&self, at: &mut rt::Violations) {
            at.field("body", |at| rt::Checked::check(&self.body, at));
        }

        fn encode(&self, request: &mut rt::Encoder) {
            request.literal("/collections");
            request.json(&self.body);
        }

        fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
            answer.json()
        }

        fn reference(&self) -> Option<&str> {
            Some(&self.body.external_reference)
        }

        fn give_back(self, wanted: rt::Wanted) -> rt::GivenBack<Self> {
            wanted.part(self, |operation| operation.body)
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

    impl rt::Operation for GetCollection {
        type Output = types::Transaction;
        type Refusal = Refused;

        const SPEC: rt::OperationSpec = rt::OperationSpec {
            id: "getCollection",
            method: rt::Method::Get,
            path: "/collections/{transactionReference}",
            effect: rt::Effect::Reads,
            authenticated: true,
        };

        fn encode(&self, request: &mut rt::Encoder) {
            request.literal("/collections/");
            request.path_parameter("transactionReference", &self.transaction_reference);
            request.query("since", &self.since);
            request.query_list("field", &self.fields);
        }

        fn decode(answer: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
            answer.json()
        }
    }

    /// Documented to be open to all, without a refusal.
    #[derive(Clone, Debug)]
    pub(crate) struct Ping;

    impl rt::Operation for Ping {
        type Output = ();
        type Refusal = rt::NoRefusal;

        const SPEC: rt::OperationSpec = rt::OperationSpec {
            id: "ping",
            method: rt::Method::Get,
            path: "/ping",
            effect: rt::Effect::Reads,
            authenticated: false,
        };

        fn encode(&self, request: &mut rt::Encoder) {
            request.literal("/ping");
        }

        fn decode(_: &rt::Answer) -> Result<Self::Output, rt::Undecodable> {
            Ok(())
        }
    }

    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub(crate) enum Refused {
        Unauthorized(types::ErrorEnvelope),
        UnprocessableEntity(rt::Sensitive<types::FieldErrors>),
        UnprocessableEntityErrorEnvelope(types::ErrorEnvelope),
        InternalServerError(types::ErrorEnvelope),
    }

    impl rt::Refusal for Refused {
        fn decode(answer: &rt::Answer) -> Option<Self> {
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

        fn describe(&self) -> rt::ApiError {
            match self {
                Self::UnprocessableEntity(body) => rt::ApiError::new().fields(body),
                Self::Unauthorized(body)
                | Self::UnprocessableEntityErrorEnvelope(body)
                | Self::InternalServerError(body) => rt::ApiError::new()
                    .code(&body.code)
                    .status(&body.status)
                    .message(&body.message),
            }
        }
    }
}

pub(super) mod client {
    use ::malipo_runtime::rt;

    use super::{operations, types};

    #[derive(Clone, Debug)]
    pub(crate) struct Client {
        runtime: rt::Client,
    }

    impl rt::Gateway for Client {
        const TITLE: &'static str = "TEST";

        fn from_runtime(runtime: rt::Client) -> Self {
            Self { runtime }
        }

        fn runtime(&self) -> &rt::Client {
            &self.runtime
        }
    }

    impl Client {
        pub(crate) fn request(&self, method: rt::Method, path: impl Into<String>) -> rt::RawCall {
            rt::RawCall::new(&self.runtime, method, path)
        }

        pub(crate) fn create_collection(
            &self,
            body: types::CollectionRequest,
        ) -> rt::Call<operations::CreateCollection> {
            rt::Call::new(&self.runtime, operations::CreateCollection { body })
        }

        pub(crate) fn get_collection(
            &self,
            transaction_reference: impl Into<String>,
        ) -> rt::Call<operations::GetCollection> {
            rt::Call::new(
                &self.runtime,
                operations::GetCollection {
                    transaction_reference: transaction_reference.into(),
                    fields: None,
                    since: None,
                },
            )
        }

        pub(crate) fn ping(&self) -> rt::Call<operations::Ping> {
            rt::Call::new(&self.runtime, operations::Ping)
        }
    }
}
