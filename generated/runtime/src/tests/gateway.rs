//! A gateway written by hand exactly as the generator writes one.

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

    ::malipo_runtime::rt::open_enum! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub(crate) enum TransactionStatus {
            Pending = "PENDING",
            Failed = "FAILED",
        } else Unknown
    }

    #[derive(Clone, Debug, PartialEq, rt::serde::Deserialize, rt::serde::Serialize)]
    #[serde(crate = "::malipo_runtime::serde")]
    #[non_exhaustive]
    pub(crate) struct ErrorEnvelope {
        pub code: Option<i64>,
        pub status: Option<String>,
        pub message: rt::Sensitive<String>,
    }

    pub(crate) type FieldErrors = std::collections::BTreeMap<String, Vec<String>>;

    ::malipo_runtime::rt::object! {
        #[derive(Debug, PartialEq)]
        pub(crate) struct CollectionRequest
            builds CollectionRequestBuilder(CollectionRequestBuilderRest)[
                msisdn: rt::Msisdn,
                amount: rt::Amount,
                external_reference: String,
            ] {
            pub msisdn: must rt::Msisdn = "msisdn", set(I0 exact);
            pub amount: must rt::Amount = "amount" as rt::as_number,
                set(I1 amount),
                where(above("0"), multiple_of("0.01"));
            pub external_reference: must String = "external_reference", set(I2 into), where(min_length(1));
            pub narration: some String = "narration", set(into), where(max_length(20));
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
            request.template("/collections");
            request.json("application/json", &self.body);
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
            request.template("/collections/{transactionReference}");
            request.path("transactionReference", &self.transaction_reference);
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
            request.template("/ping");
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
