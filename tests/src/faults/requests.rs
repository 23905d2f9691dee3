//! The payments as they are on the wire, for callers that write their requests by hand.

use super::Gateway;

/// A request that makes a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path below the base URL; the method is POST.
    pub path: &'static str,
    /// The body, as JSON.
    pub body: String,
}

/// The payment that an operation makes; none for an operation that is not known here.
#[must_use]
pub fn payment(operation: &str, reference: &str) -> Option<Request> {
    let (path, body) = match operation {
        "createCollection" => (
            "/collections",
            r#"{"msisdn":"256770000017","amount":500,"external_reference":"REFERENCE","narration":"Test"}"#,
        ),
        "createTransfer" => (
            "/transfers",
            r#"{"msisdn":"256770000017","amount":500,"external_reference":"REFERENCE","narration":"Test","use_contact":false}"#,
        ),
        "createPaymentOrder" => (
            "/v1/payment-order/new-order",
            r#"{"originatorConversationId":"REFERENCE","paymentNotes":"Test","paymentOrderLines":[{"recipient":{"name":"A Person","primaryAccountNumber":"+254710000002","mccmnc":"63902","ccy":404},"transaction":{"routeId":"90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8","channelType":1,"amount":500,"reference":"REFERENCE","systemTraceAuditNumber":"REFERENCE"}}]}"#,
        ),
        "createExpressDeposit" => (
            "/v1/express-deposit",
            r#"{"ShortCode":"172989","Amount":500,"PhoneNumber":"254710000001","TransactionDesc":"Test","OriginatorConversationId":"REFERENCE","CallBackUrl":"https://merchant.example.com/callback"}"#,
        ),
        "createCheckoutOrder" => (
            "/v1/checkout-order/new-order",
            r#"{"originatorConversationId":"REFERENCE","checkoutCurrencyCode":404,"checkoutCurrencyName":"KES","checkoutCallbackUrl":"https://merchant.example.com/callback","checkoutRequestLines":[{"name":"Shirt","price":500}]}"#,
        ),
        "purchaseAirtime" => (
            "/v1/airtime-purchase",
            r#"{"originatorConversationId":"REFERENCE","callbackURL":"https://merchant.example.com/callback","recipients":[{"currencyCode":"KES","phoneNumber":"254700000007","amount":99,"name":"A Person"}]}"#,
        ),
        "submitBillRequest" => (
            "/v1/bill-payments",
            r#"{"serviceCode":"KE-GOTV","accountNumber":"1111111","transactionType":2,"transactionDesc":"Test","originatorConversationId":"REFERENCE","msisdn":"254710000011","amount":15,"customerNames":"A Person","countryCode":"KE","currencyCode":"KES","saveBillerNumber":true,"callBackUrl":"https://merchant.example.com/callback"}"#,
        ),
        _ => return None,
    };
    Some(Request {
        path,
        body: body.replace("REFERENCE", reference),
    })
}

/// A path below the base URL that can be read with GET and moves nothing.
#[must_use]
pub fn something_to_read(gateway: Gateway) -> &'static str {
    match gateway {
        Gateway::Zamupay => "/v1/bill-services",
        Gateway::Zengapay => "/account",
    }
}
