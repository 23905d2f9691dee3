//! Responses with a body: the gateways' own refusals, and what others say in their place.
//!
//! The bodies are written by hand, from the pages and samples of the gateways and from what proxies and frameworks send by
//! default; none is derived from a specification. The payment of the matrix has the reference `payment-17`.

use malipo_sandbox::Fault;

use super::{Gateway, Operation};

/// A response with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub says: Says,
    /// To which operations; to all that move money, if there is none.
    of: &'static [&'static str],
    /// The HTTP status.
    pub status: u16,
    /// Whose body it is, in a few words.
    pub what: &'static str,
    media_type: &'static str,
    body: &'static str,
}

/// What a response with a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// The gateway refuses the payment in its documented words, and not as a duplicate.
    Refusal,
    /// A proxy or a framework speaks.
    Foreign,
    /// It accepts the payment, and the status does not.
    Acceptance,
    /// It is the gateway's error, and the status is none under which the documents show it.
    Unlisted,
    /// It contradicts itself, or is about another payment.
    Contradiction,
    /// A proxy has sent the payment twice, and the second is refused as a duplicate.
    Duplicate,
    /// A proxy has sent the payment twice, and the second is refused for another reason. That is assumed not to happen.
    Assumption,
}

impl Says {
    /// What it is, for the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refusal => "the gateway's own refusal",
            Self::Foreign => "a body of a proxy or a framework",
            Self::Acceptance => "an accepted payment under another status",
            Self::Unlisted => "the gateway's error under a status not listed",
            Self::Contradiction => "an error or success that contradicts itself",
            Self::Duplicate => "sent twice by a proxy, refused as a duplicate",
            Self::Assumption => "assumed not to happen: sent twice by a proxy, then a genuine 429",
        }
    }
}

impl Said {
    /// Whether it is a response to this operation.
    #[must_use]
    pub fn is_of(&self, operation: &Operation) -> bool {
        self.of.is_empty() || self.of.contains(&operation.id.as_str())
    }

    /// The fault of the embedded gateway.
    #[must_use]
    pub const fn fault(&self) -> Fault {
        Fault::Body {
            status: self.status,
            media_type: self.media_type,
            body: self.body,
        }
    }

    /// The body.
    #[must_use]
    pub const fn body(&self) -> &'static str {
        self.body
    }
}

const JSON: &str = "application/json";
const HTML: &str = "text/html";
const PLAIN: &str = "text/plain; charset=utf-8";
const PROBLEM: &str = "application/problem+json; charset=utf-8";

/// The operations of one gateway.
const ZENGAPAY: &[&str] = &["createCollection", "createTransfer"];
const ZAMUPAY: &[&str] = &[
    "createPaymentOrder",
    "createExpressDeposit",
    "createCheckoutOrder",
    "purchaseAirtime",
    "submitBillRequest",
];
const ORDER: &[&str] = &["createPaymentOrder"];
const DEPOSIT: &[&str] = &["createExpressDeposit"];
const CHECKOUT: &[&str] = &["createCheckoutOrder"];
/// Those whose errors ZamuPay shows.
const SHOWN: &[&str] = &["createPaymentOrder", "createExpressDeposit"];
/// Those whose acceptance ZamuPay shows.
const ACCEPTED: &[&str] = &[
    "createPaymentOrder",
    "createExpressDeposit",
    "purchaseAirtime",
    "submitBillRequest",
];

const fn said(
    says: Says,
    of: &'static [&'static str],
    status: u16,
    what: &'static str,
    media_type: &'static str,
    body: &'static str,
) -> Said {
    Said {
        says,
        of,
        status,
        what,
        media_type,
        body,
    }
}

/// Every response with a body, in the order of the table.
#[rustfmt::skip]
pub static BODIES: &[Said] = &[
    // The gateways' own refusals.
    said(Says::Refusal, ZENGAPAY, 401, "wrong key", JSON, r#"{"code":401,"status":"Unauthorized","message":"The API KEY you supplied is either INVALID or API access has been DISABLED because your account is unverified. If this error persists, please contact support@zengapay.com"}"#),
    said(Says::Refusal, ZENGAPAY, 403, "address not whitelisted", JSON, r#"{"code":403,"status":"Forbidden","message":"Connection refused from unauthorized IP: 192.0.2.7,  This IP is NOT unauthorized to access the /collections endpoint on your account."}"#),
    said(Says::Refusal, ZENGAPAY, 429, "too many requests", JSON, r#"{"code":429,"status":"error","message":"429 Too Many Requests"}"#),
    said(Says::Refusal, ZENGAPAY, 422, "invalid fields", JSON, r#"{"msisdn":["The msisdn field is required."],"amount":["The amount must be a number.","The amount must be at least 500."]}"#),
    said(Says::Refusal, ZENGAPAY, 422, "envelope", JSON, r#"{"code":422,"status":"Unprocessable Entity","message":"The wallet does not hold enough."}"#),
    said(Says::Refusal, ZENGAPAY, 400, "invalid request", JSON, r#"{"code":400,"status":"Bad Request","message":"The request is invalid. It was not accepted, and nothing is pending."}"#),
    said(Says::Refusal, ZENGAPAY, 401, "negated word", JSON, r#"{"code":401,"status":"Not Authorized","message":"m"}"#),
    said(Says::Refusal, ZENGAPAY, 405, "method not allowed", JSON, r#"{"code":405,"status":"Method Not Allowed","message":"m"}"#),
    said(Says::Refusal, ZENGAPAY, 406, "code in quotes", JSON, r#"{"code":"406","status":"Not Acceptable","message":"Ask for JSON."}"#),
    said(Says::Refusal, ORDER, 400, "missing remitter", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","timestamp":"2022-02-11T10:13:11.2483928Z","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","errors":[{"field":"PaymentOrderLines[0].Remitter","message":"The Remitter field is required."}]}"#),
    said(Says::Refusal, DEPOSIT, 400, "invalid amount", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","timestamp":"2022-02-11T10:13:11.2483928Z","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","errors":[{"field":"Amount","message":"The Amount field is required."},{"field":"PhoneNumber","message":"The PhoneNumber field is required."}]}"#),
    said(Says::Refusal, SHOWN, 400, "a missing reference of a line", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"PaymentOrderLines[0].Transaction.Reference","message":"The Reference field is required."}]}"#),
    said(Says::Refusal, SHOWN, 400, "without status and identifiers", JSON, r#"{"appDomainName":"TEST","timestamp":"2022-02-11T10:13:11.2483928Z","errors":[{"field":"$","message":"The body cannot be read."}]}"#),

    // Proxies and frameworks.
    said(Says::Foreign, &[], 404, "nginx", HTML, "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n"),
    said(Says::Foreign, &[], 413, "nginx, too large", HTML, "<html><head><title>413 Request Entity Too Large</title></head><body><center><h1>413 Request Entity Too Large</h1></center></body></html>"),
    said(Says::Foreign, &[], 404, "Kubernetes ingress", PLAIN, "default backend - 404"),
    said(Says::Foreign, &[], 403, "Kubernetes", JSON, r#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \"system:anonymous\" cannot post path","reason":"Forbidden","details":{},"code":403}"#),
    said(Says::Foreign, &[], 404, "Kong, no route", JSON, r#"{"message":"no Route matched with those values"}"#),
    said(Says::Foreign, &[], 401, "Kong, no key", JSON, r#"{"message":"No API key found in request"}"#),
    said(Says::Foreign, &[], 429, "Kong, rate", JSON, r#"{"message":"API rate limit exceeded"}"#),
    said(Says::Foreign, &[], 403, "AWS", JSON, r#"{"message":"Forbidden"}"#),
    said(Says::Foreign, &[], 401, "Azure", JSON, r#"{"statusCode":401,"message":"Access denied due to missing subscription key."}"#),
    said(Says::Foreign, &[], 403, "Google", JSON, r#"{"error":{"code":403,"message":"Forbidden","status":"PERMISSION_DENIED"}}"#),
    said(Says::Foreign, &[], 404, "Spring", JSON, r#"{"timestamp":"2026-01-01T00:00:00Z","status":404,"error":"Not Found","path":"/collections"}"#),
    said(Says::Foreign, &[], 400, "Apigee", JSON, r#"{"fault":{"faultstring":"Invalid request","detail":{"errorcode":"policy.Invalid"}}}"#),
    said(Says::Foreign, &[], 403, "Cloudflare", HTML, "<!DOCTYPE html><title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1>"),
    said(Says::Foreign, &[], 429, "plain text", PLAIN, "Too Many Requests"),
    said(Says::Foreign, &[], 401, "nothing", JSON, ""),
    said(Says::Foreign, &[], 400, "an empty object", JSON, "{}"),
    said(Says::Foreign, &[], 422, "Laravel", JSON, r#"{"message":"The given data was invalid.","errors":{"msisdn":["The msisdn field is required."]}}"#),
    said(Says::Foreign, &[], 401, "Laravel", JSON, r#"{"message":"Unauthenticated."}"#),
    said(Says::Foreign, &[], 400, "ASP.NET", PROBLEM, r#"{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"One or more validation errors occurred.","status":400,"errors":{"Amount":["The Amount field is required."]},"traceId":"00-03529608f740804d9e7bf8210d6e1cb9-df15d6e73e04804c-00"}"#),
    said(Says::Foreign, &[], 404, "ASP.NET", PROBLEM, r#"{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.5","title":"Not Found","status":404}"#),
    said(Says::Foreign, SHOWN, 400, "reason", JSON, r#"{"appDomainName":"LIVE","timestamp":"2022-02-11T10:13:11.2483928Z","reason":"Invalid account"}"#),
    said(Says::Foreign, SHOWN, 400, "validation", JSON, r#"{"systemTraceAuditNumber":"payment-17","errorMessage":"Invalid account"}"#),
    said(Says::Foreign, SHOWN, 400, "not found", JSON, r#"{"id":"payment-17","idType":"OriginatorConversationId","message":"Record not found"}"#),

    // The payment was accepted, and the status does not say so.
    said(Says::Acceptance, ZENGAPAY, 400, "accepted", JSON, r#"{"code":202,"status":"accepted","message":"Transaction Initiated","transactionReference":"f7e4f9c8-6f3b-5a40-9d62-0f8c9d3f3c11"}"#),
    said(Says::Acceptance, ZENGAPAY, 422, "accepted, with the code of the status", JSON, r#"{"code":422,"status":"Unprocessable Entity","message":"m","transactionReference":"f7e4f9c8-6f3b-5a40-9d62-0f8c9d3f3c11"}"#),
    said(Says::Acceptance, ZENGAPAY, 403, "a transaction", JSON, r#"{"code":403,"status":"Forbidden","message":"m","data":{"transactionReference":"f7e4f9c8","transactionStatus":"PENDING"}}"#),
    said(Says::Acceptance, ZAMUPAY, 400, "accepted", JSON, r#"{"message":{"appDomainName":"LIVE","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","remarks":"order submission accepted","timestamp":"2022-02-11T10:13:11.2483928Z"}}"#),
    said(Says::Acceptance, SHOWN, 400, "accepted, with errors", JSON, r#"{"appDomainName":"LIVE","errors":[{"field":"Amount","message":"m"}],"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab"}}"#),

    // The gateway's errors under statuses with which they are not documented.
    said(Says::Unlisted, ZENGAPAY, 402, "envelope", JSON, r#"{"code":402,"status":"Payment Required","message":"m"}"#),
    said(Says::Unlisted, ZENGAPAY, 408, "envelope", JSON, r#"{"code":408,"status":"Request Timeout","message":"m"}"#),
    said(Says::Unlisted, ZENGAPAY, 409, "envelope", JSON, r#"{"code":409,"status":"Conflict","message":"m"}"#),
    said(Says::Unlisted, ZENGAPAY, 499, "envelope", JSON, r#"{"code":499,"status":"Client Closed Request","message":"m"}"#),
    said(Says::Unlisted, ZENGAPAY, 500, "envelope", JSON, r#"{"code":500,"status":"error","message":"m"}"#),
    said(Says::Unlisted, ZENGAPAY, 400, "invalid fields", JSON, r#"{"msisdn":["The msisdn field is required."]}"#),
    said(Says::Unlisted, SHOWN, 409, "fields", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Unlisted, SHOWN, 404, "fields", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Unlisted, ZAMUPAY, 410, "message", JSON, r#"{"message":"gone"}"#),
    said(Says::Unlisted, ZAMUPAY, 421, "title", PROBLEM, r#"{"title":"Misdirected Request","status":421}"#),
    said(Says::Unlisted, ZAMUPAY, 423, "errors", JSON, r#"{"errors":[{"field":"Amount","message":"locked"}]}"#),
    said(Says::Unlisted, ZAMUPAY, 424, "message", JSON, r#"{"message":"failed dependency"}"#),
    said(Says::Unlisted, ZAMUPAY, 425, "title", PROBLEM, r#"{"title":"Too Early","status":425}"#),
    said(Says::Unlisted, ZAMUPAY, 444, "message", JSON, r#"{"message":"no response"}"#),
    said(Says::Unlisted, ZAMUPAY, 451, "message", JSON, r#"{"message":"unavailable"}"#),
    said(Says::Unlisted, ZAMUPAY, 460, "title", PROBLEM, r#"{"title":"Client closed the connection","status":460}"#),
    said(Says::Unlisted, ZAMUPAY, 494, "message", JSON, r#"{"message":"request header too large"}"#),
    said(Says::Unlisted, ZAMUPAY, 499, "reason", JSON, r#"{"reason":"client closed request"}"#),

    // What contradicts itself.
    said(Says::Contradiction, ZENGAPAY, 403, "another code", JSON, r#"{"code":401,"status":"Unauthorized","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 400, "a status of success", JSON, r#"{"code":400,"status":"accepted","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 400, "a word of no list", JSON, r#"{"code":400,"status":"Under Process","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 403, "a word of no list", JSON, r#"{"code":403,"status":"network error","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 400, "a number as status", JSON, r#"{"code":400,"status":"1","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 429, "two codes", JSON, r#"{"code":202,"code":429,"status":"error","message":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 422, "fields beside a status", JSON, r#"{"msisdn":["required"],"status":["accepted"]}"#),
    said(Says::Contradiction, ZENGAPAY, 422, "nothing in a field", JSON, r#"{"msisdn":[]}"#),
    said(Says::Contradiction, ZENGAPAY, 401, "more after the end", JSON, r#"{"code":401,"status":"Unauthorized","message":"m"}{"code":202}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a code of failure", JSON, r#"{"code":422,"status":"accepted","message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a status of failure", JSON, r#"{"code":202,"status":"failed","message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a word of failure as code", JSON, r#"{"code":"failed","status":"accepted","message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "an empty reference", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":""}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a code of no success", JSON, r#"{"code":-1,"status":"accepted","message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 200, "an empty status", JSON, r#"{"code":202,"status":"","message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a failed transaction", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":"f7e4f9c8","transactionStatus":"FAILED"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a failed transaction inside", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":"f7e4f9c8","data":{"transactionStatus":"FAILED"}}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "errors", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":"f7e4f9c8","errors":{"msisdn":["m"]}}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "an error", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":"f7e4f9c8","error":"m"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a status in a list", JSON, r#"{"code":202,"status":["failed"],"message":"m","transactionReference":"f7e4f9c8"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a reference of zeros", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":"00000000-0000-0000-0000-000000000000"}"#),
    said(Says::Contradiction, ZENGAPAY, 202, "a number as reference", JSON, r#"{"code":202,"status":"accepted","message":"m","transactionReference":17}"#),
    said(Says::Contradiction, SHOWN, 400, "a status of success", JSON, r#"{"appDomainName":"LIVE","status":"Accepted","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Contradiction, SHOWN, 400, "a word of no list", JSON, r#"{"appDomainName":"LIVE","status":"Under Process","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Contradiction, SHOWN, 400, "no errors", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[]}"#),
    said(Says::Contradiction, SHOWN, 400, "another reference", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","originatorConversationId":"payment-18","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Contradiction, ACCEPTED, 200, "an empty identifier", JSON, r#"{"message":{"appDomainName":"LIVE","systemConversationId":"","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "another reference", JSON, r#"{"message":{"appDomainName":"LIVE","systemConversationId":"16780000","originatorConversationId":"payment-18"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "a status of failure", JSON, r#"{"status":"BadRequest","message":{"appDomainName":"LIVE","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, SHOWN, 200, "a result of failure inside", JSON, r#"{"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","resultCode":"1"}}"#),
    said(Says::Contradiction, SHOWN, 200, "a failed transaction", JSON, r#"{"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","transactionStatus":6}}"#),
    said(Says::Contradiction, CHECKOUT, 200, "an error", JSON, r#"{"error":"m"}"#),
    said(Says::Contradiction, CHECKOUT, 200, "a status of failure", JSON, r#"{"status":"BadRequest"}"#),
    said(Says::Contradiction, CHECKOUT, 200, "errors", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","originatorConversationId":"payment-17","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Contradiction, ACCEPTED, 202, "errors", JSON, r#"{"errors":[{"field":"Amount","message":"m"}],"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "an ASP.NET error", JSON, r#"{"title":"m","Status":400,"Errors":{"Amount":["m"]},"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "a reason", JSON, r#"{"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","reason":"Invalid account"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "a code of failure inside", JSON, r#"{"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","statusCode":500}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "a foreign code of failure", JSON, r#"{"code":500,"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "no success", JSON, r#"{"success":false,"message":{"systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, ACCEPTED, 202, "no success inside", JSON, r#"{"message":{"Success":"false","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, ACCEPTED, 200, "nothing", JSON, "{}"),
    said(Says::Contradiction, CHECKOUT, 200, "a foreign code of failure", JSON, r#"{"code":500,"message":"m"}"#),
    said(Says::Contradiction, CHECKOUT, 200, "no success", JSON, r#"{"success":false}"#),
    said(Says::Contradiction, CHECKOUT, 200, "nothing", JSON, "{}"),
    said(Says::Contradiction, CHECKOUT, 200, "nothing in it", JSON, r#"{"message":{"checkoutUrl":null,"id":""},"lines":[]}"#),
    said(Says::Contradiction, ACCEPTED, 200, "an identifier of zeros", JSON, r#"{"message":{"systemConversationId":"00000000-0000-0000-0000-000000000000","originatorConversationId":"payment-17"}}"#),
    said(Says::Contradiction, SHOWN, 400, "an empty status", JSON, r#"{"appDomainName":"LIVE","status":"","errors":[{"field":"Amount","message":"m"}]}"#),
    said(Says::Contradiction, SHOWN, 400, "a blank status", JSON, r#"{"appDomainName":"LIVE","status":" ","errors":[{"field":"Amount","message":"m"}]}"#),

    // A proxy has sent it twice.
    said(Says::Duplicate, SHOWN, 400, "a field that says duplicate", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"Duplicate","message":"m"}]}"#),
    said(Says::Duplicate, SHOWN, 400, "a field that says exists", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"TransactionExists","message":"m"}]}"#),
    said(Says::Duplicate, SHOWN, 400, "a field of another spelling", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"OriginatorConverstionId","message":"m"}]}"#),
    said(Says::Duplicate, SHOWN, 400, "another reference", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"PaymentOrderLines[0].Transaction.Reference","message":"Use another reference."}]}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "reuse", JSON, r#"{"code":400,"status":"failed","message":"Reusing a reference is not allowed"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "uniqueness", JSON, r#"{"code":400,"status":"failed","message":"Uniqueness violation"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "conflict", JSON, r#"{"code":400,"status":"failed","message":"Conflict"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "misspelled", JSON, r#"{"code":400,"status":"failed","message":"Dublicate transaction"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "completed", JSON, r#"{"code":400,"status":"failed","message":"Transaction has been completed"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "ongoing", JSON, r#"{"code":400,"status":"failed","message":"Transaction ongoing"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "one request", JSON, r#"{"code":400,"status":"failed","message":"Only one request per reference"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "recently", JSON, r#"{"code":400,"status":"failed","message":"Sent recently"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "collision", JSON, r#"{"code":400,"status":"failed","message":"Key collision"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "concurrent", JSON, r#"{"code":400,"status":"failed","message":"Concurrent request"}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "used", JSON, r#"{"code":400,"status":"failed","message":"Reference used"}"#),
    said(Says::Duplicate, SHOWN, 400, "a field with blanks", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"Originator Conversation Id","message":"not valid"}]}"#),
    said(Says::Duplicate, SHOWN, 400, "a trace number with blanks", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","errors":[{"field":"System Trace Audit Number","message":"not valid"}]}"#),
    said(Says::Duplicate, ZENGAPAY, 422, "field", JSON, r#"{"external_reference":["The external reference has been used."]}"#),
    said(Says::Duplicate, ZENGAPAY, 422, "envelope", JSON, r#"{"code":422,"status":"Unprocessable Entity","message":"The external_reference has already been taken."}"#),
    said(Says::Duplicate, ZENGAPAY, 400, "envelope", JSON, r#"{"code":400,"status":"Bad Request","message":"Duplicate transaction"}"#),
    said(Says::Duplicate, ZENGAPAY, 409, "envelope", JSON, r#"{"code":409,"status":"Conflict","message":"Duplicate transaction"}"#),
    said(Says::Duplicate, SHOWN, 400, "the deposit's sample", JSON, r#"{"appDomainName":"LIVE","timestamp":"2022-02-11T10:13:11.2483928Z","systemConversationId":"16780000-a97d-3024-98a9-08d9ed471bab","originatorConversationId":"payment-17","errors":[{"field":"OriginatorConversationId","message":"duplicate originator conversation id 'payment-17'"}]}"#),
    said(Says::Duplicate, ORDER, 400, "trace number", JSON, r#"{"appDomainName":"LIVE","status":"BadRequest","originatorConversationId":"payment-17","errors":[{"field":"PaymentOrderLines[0].Transaction.SystemTraceAuditNumber","message":"It must differ."}]}"#),

    // What is assumed not to happen.
    said(Says::Assumption, ZENGAPAY, 429, "envelope", JSON, r#"{"code":429,"status":"error","message":"429 Too Many Requests"}"#),
];

/// Whether a gateway's operations are all known here.
#[must_use]
pub fn knows(operation: &Operation) -> bool {
    let of = match operation.gateway {
        Gateway::Zengapay => ZENGAPAY,
        Gateway::Zamupay => ZAMUPAY,
    };
    of.contains(&operation.id.as_str())
}
