//! Operations of Example: each a value that a client sends.

use ::malipo_runtime::rt;
use super::types;

rt::operation! {
    /// The request that [`Client::list_orders`](super::Client::list_orders) sends: `GET /orders`.
    #[derive(Clone, Debug)]
    pub struct ListOrders: "listOrders" {
    }
    Get "/orders", Reads -> () | ListOrdersRefused, nothing;
}

/// What the gateway documents as a refusal, by status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListOrdersRefused {
    /// The call was refused.
    ClientError(types::Listed),
    /// The call was refused.
    ClientErrorMapped(types::Mapped),
    /// The call was refused.
    ClientErrorReasoned(types::Reasoned),
    /// The call was refused.
    ClientErrorPlain(types::Plain),
    /// The call was refused.
    ClientErrorOther(types::Other),
}

impl rt::Refusal for ListOrdersRefused {
    #[inline]
    fn decode(answer: &rt::Answer) -> Option<Self> {
        match answer.status() {
            400..=499 => {
                answer
                    .json()
                    .map(Self::ClientError)
                    .ok()
                    .or_else(|| answer.json().map(Self::ClientErrorMapped).ok())
                    .or_else(|| answer.json().map(Self::ClientErrorReasoned).ok())
                    .or_else(|| answer.json().map(Self::ClientErrorPlain).ok())
                    .or_else(|| answer.json().map(Self::ClientErrorOther).ok())
            }
            _ => None,
        }
    }

    #[inline]
    fn describe(&self) -> rt::ApiError {
        match self {
            Self::ClientError(body) => {
                rt::ApiError::new()
                    .status(&body.status)
                    .id("requestId", &body.request_id)
                    .id("orderId", &body.order_id)
                    .field_list(
                        &body.errors,
                        |error| &error.field,
                        |error| &error.message,
                    )
            }
            Self::ClientErrorMapped(body) => {
                rt::ApiError::new()
                    .fields(&body.errors)
                    .message(&body.title)
                    .code(&body.status)
                    .trace(&body.trace_id)
            }
            Self::ClientErrorReasoned(body) => rt::ApiError::new().message(&body.reason),
            Self::ClientErrorPlain(body) => {
                rt::ApiError::new()
                    .id("lineId", &body.line_id)
                    .message(&body.error_message)
            }
            Self::ClientErrorOther(body) => {
                rt::ApiError::new()
                    .id("id", &body.id)
                    .status(&body.status)
                    .message(&body.message)
            }
        }
    }
}
