//! One test for each operation, named after it: the client is told what the gateway's ledger says.

use std::time::Duration;

use malipo::runtime::Outcome;
use malipo::zamupay::types::{
    AccountNumberValidationRequest, AccountType, AccountValidationRequest, AirtimePurchaseRequest,
    AirtimeRecipient, BillNumberRequest, BillRequest, BillState, BillStatusCode, CallbackFormat,
    CheckoutItem, CheckoutOrderRequest, JsonTokenRequest, PaymentLinkRequest, PaymentLinkUpdate,
    QueryBill, RejectionStatus, ResultCode, TokenRequest, TransactionStatus, ValidateBill,
};
use malipo::zamupay::{Client, Environment};
use malipo::{Decimal, dec};
use malipo_sandbox::{PaymentKind, PaymentStatus, ZamupaySandbox};
use serde_json::Value;

use super::{Receiver, bill, deposit, gateway, leave_payouts_pending, only_payment, payout};
use crate::end_to_end::assert_contract;

/// Nobody reads what is posted there.
const NOWHERE: &str = "http://127.0.0.1:9/callback";

const MINUTE: Duration = Duration::from_secs(60);

fn checkout(reference: &str) -> CheckoutOrderRequest {
    CheckoutOrderRequest::builder()
        .originator_conversation_id(reference)
        .checkout_currency_code(404)
        .checkout_currency_name("KES")
        .checkout_callback_url(NOWHERE)
        .checkout_request_lines(
            [("Black Shirt", dec!(2500.5)), ("Blue Shirt", dec!(2200))]
                .map(|(name, price)| CheckoutItem::builder().name(name).price(price).build()),
        )
        .build()
}

fn account(trace_number: &str, number: &str) -> AccountNumberValidationRequest {
    AccountNumberValidationRequest::builder()
        .r#type(AccountType::Mobile)
        .system_trace_audit_number(trace_number)
        .primary_account_number(number)
        .institution_code("63902")
        .call_back_url(NOWHERE)
        .call_back_format(CallbackFormat::Json)
        .ccy("KES")
        .country_code("KE")
        .build()
}

fn person(trace_number: &str, national_id: &str) -> AccountValidationRequest {
    AccountValidationRequest::builder()
        .route_id("90d7e7a0-2a12-ec11-aaa1-c7e0fb8016f8")
        .kyc_request_first_name("Test")
        .kyc_request_middle_name("")
        .kyc_request_last_name("Person")
        .kyc_request_national_id(national_id)
        .kyc_request_report_reason(1)
        .system_trace_audit_number(trace_number)
        .country("KE")
        .ccy(404)
        .build()
}

fn link() -> PaymentLinkRequest {
    PaymentLinkRequest::builder()
        .short_code("172989")
        .description("Order 1")
        .amount(dec!(100.5))
        .currency("KES")
        .build()
}

/// A token from one of the token operations opens the others, for a client that was given nothing else.
async fn assert_opens(sandbox: &ZamupaySandbox, token: &str) {
    let client = Client::builder(Environment::Sandbox, "-", "-")
        .base_url(sandbox.base_url())
        .bearer(token)
        .build()
        .unwrap();
    let asked = sandbox.token_requests();
    client.get_balance(404).await.unwrap();
    assert_eq!(sandbox.token_requests(), asked);
}

fn kes(sandbox: &ZamupaySandbox) -> Decimal {
    sandbox.ledger().balance("KES").unwrap()
}

operations! { "zamupay";
    requestToken => request_token_gives_a_token_that_opens_the_others: |sandbox, client| {
        let request = TokenRequest::builder()
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret())
            .scope("PyPay_api")
            .build();
        let token = client.request_token(request).await.unwrap();
        assert_eq!(token.expires_in, Some(3600));
        assert_eq!(sandbox.token_requests(), 1, "none is needed to ask for one");
        assert_opens(&sandbox, token.access_token.expose()).await;
    }

    requestTokenAsJson => request_token_as_json_gives_a_token_that_opens_the_others: |sandbox, client| {
        let request = JsonTokenRequest::builder()
            .client_id(sandbox.client_id())
            .client_secret(sandbox.client_secret())
            .build();
        let token = client.request_token_as_json(request).await.unwrap();
        assert_eq!(sandbox.token_requests(), 1);
        assert_opens(&sandbox, token.access_token.expose()).await;
    }

    listTransactionRoutes => list_transaction_routes_names_their_channels: |_sandbox, client| {
        let routes = client.list_transaction_routes().await.unwrap().routes;
        let channels: Vec<_> = routes
            .iter()
            .map(|route| {
                let channel = &route.channel_types.as_ref().unwrap()[0];
                (route.category_description.as_deref().unwrap(), channel.channel_type)
            })
            .collect();
        assert_eq!(channels.len(), 5);
        assert!(channels.contains(&("Mobile Money", 20)), "{channels:?}");
        assert!(channels.contains(&("Bank Transfer", 3)), "{channels:?}");
    }

    checkHealth => check_health_needs_no_token: |sandbox, client| {
        assert_eq!(client.check_health().await.unwrap(), "Healthy");
        assert_eq!(sandbox.token_requests(), 0);
    }

    createPaymentOrder => create_payment_order_pays_once: |sandbox, client| {
        let before = kes(&sandbox);
        let accepted = client
            .create_payment_order(payout("out-1", dec!(1500.50)))
            .await
            .unwrap()
            .message;
        assert_eq!(accepted.originator_conversation_id.as_deref(), Some("out-1"));
        let payment = only_payment(&sandbox);
        assert_eq!(
            (payment.kind, payment.status, payment.amount),
            (PaymentKind::Transfer, PaymentStatus::Succeeded, dec!(1500.50))
        );
        assert_eq!(payment.msisdn.as_deref(), Some("254710000002"));
        assert_eq!(before - kes(&sandbox), dec!(1500.50));
        assert_eq!(sandbox.ledger().executions("out-1"), 1);
    }

    getPaymentOrder => get_payment_order_tells_how_each_line_ended: |sandbox, client| {
        leave_payouts_pending(&sandbox);
        client.create_payment_order(payout("out-1", 700)).await.unwrap();
        let error = client
            .get_payment_order("out-1")
            .wait(Duration::from_millis(40))
            .first_pause(Duration::from_millis(5))
            .await
            .unwrap_err();
        assert!(error.is_unsettled(), "{error}");
        let paid = sandbox.approve("out-1").unwrap();

        let settled = client.get_payment_order("out-1").wait(MINUTE).await.unwrap();
        assert_eq!(settled.outcome, Outcome::Succeeded);
        let lines = settled.value.order_lines.unwrap();
        let outcome = lines[0].transaction_outcome.as_ref().unwrap();
        assert_eq!(outcome.transaction_status, Some(TransactionStatus::Completed));
        assert_eq!(outcome.result_code.value(), Some(&ResultCode::Success));
        assert_eq!(outcome.payment_amount, Some(700.into()));
        assert_eq!(outcome.tracking_number.value(), paid.network_reference.as_ref());
    }

    rejectPaymentOrder => reject_payment_order_stops_what_is_pending: |sandbox, client| {
        leave_payouts_pending(&sandbox);
        let before = kes(&sandbox);
        client.create_payment_order(payout("out-1", 700)).await.unwrap();
        let lines = client.reject_payment_order("out-1").await.unwrap().payment_orderlines;
        assert_eq!(lines[0].transaction_status, Some(RejectionStatus::CalledRejected));
        assert_eq!(lines[0].result_code.value(), None);
        assert_eq!(sandbox.ledger().executions("out-1"), 0);
        assert_eq!(kes(&sandbox), before);
    }

    createExpressDeposit => create_express_deposit_is_credited_when_the_payer_approves: |sandbox, client| {
        let receiver = Receiver::start().await;
        let before = kes(&sandbox);
        client
            .create_express_deposit(deposit("in-1", dec!(250.55), &receiver.url()))
            .await
            .unwrap();
        let payment = only_payment(&sandbox);
        assert_eq!(
            (payment.kind, payment.status),
            (PaymentKind::Collection, PaymentStatus::Pending)
        );
        assert_eq!(kes(&sandbox), before);
        sandbox.approve("in-1").unwrap();
        assert_eq!(kes(&sandbox) - before, dec!(250.55));
        assert_eq!(sandbox.ledger().executions("in-1"), 1);
    }

    getExpressDeposit => get_express_deposit_tells_the_receipt: |sandbox, client| {
        client.create_express_deposit(deposit("in-1", 10, NOWHERE)).await.unwrap();
        let waiting = client.get_express_deposit("in-1").await.unwrap();
        assert!(waiting.mpesa_receipt_number.is_null());
        let paid = sandbox.approve("in-1").unwrap();
        let ended = client.get_express_deposit("in-1").await.unwrap();
        assert_eq!(ended.mpesa_receipt_number.value(), paid.network_reference.as_ref());
        assert_eq!(ended.originator_conversation_id.value().unwrap(), "in-1");
    }

    createPaymentLink => create_payment_link_gives_what_came: |_sandbox, client| {
        let response = client.create_payment_link(link()).with_response().await.unwrap();
        assert!(response.headers().contains_key("x-malipo-sandbox"));
        let answer: Value = response.into_value().parse().unwrap();
        assert_eq!(answer["description"], "Order 1");
    }

    getPaymentLink => get_payment_link_gives_what_came: |_sandbox, client| {
        let made: Value = client.create_payment_link(link()).await.unwrap().parse().unwrap();
        let id = made["id"].as_str().unwrap();
        let read: Value = client.get_payment_link(id).await.unwrap().parse().unwrap();
        assert_eq!(read, made);
    }

    updatePaymentLink => update_payment_link_changes_what_is_named: |sandbox, client| {
        let made: Value = client.create_payment_link(link()).await.unwrap().parse().unwrap();
        let id = made["id"].as_str().unwrap();
        let update = PaymentLinkUpdate::builder().id(id).description("Order 2").build();
        client.update_payment_link(update).await.unwrap();
        let read: Value = client.get_payment_link(id).await.unwrap().parse().unwrap();
        assert_eq!((&read["description"], &read["shortCode"]), (&"Order 2".into(), &made["shortCode"]));
        assert!(sandbox.ledger().payments().is_empty(), "a link moves no money");
    }

    createCheckoutOrder => create_checkout_order_asks_for_the_sum_of_its_items: |sandbox, client| {
        let response = client
            .create_checkout_order(checkout("card-1"))
            .with_response()
            .await
            .unwrap();
        assert!(response.headers().contains_key("x-malipo-sandbox"));
        let payment = only_payment(&sandbox);
        assert_eq!(
            (payment.kind, payment.status, payment.amount),
            (PaymentKind::Collection, PaymentStatus::Pending, dec!(4700.5))
        );
        sandbox.approve("card-1").unwrap();
        assert_eq!(sandbox.ledger().executions("card-1"), 1);
    }

    getCheckoutOrder => get_checkout_order_tells_how_it_ended: |sandbox, client| {
        for (reference, approved, outcome) in
            [("card-1", true, Outcome::Succeeded), ("card-2", false, Outcome::Failed)]
        {
            client.create_checkout_order(checkout(reference)).await.unwrap();
            let open = client.get_checkout_order(reference).await.unwrap();
            assert_eq!(open.checkout_outcome.value(), None);
            if approved {
                sandbox.approve(reference).unwrap();
            } else {
                sandbox.decline(reference).unwrap();
            }
            let settled = client.get_checkout_order(reference).wait(MINUTE).await.unwrap();
            assert_eq!(settled.outcome, outcome);
            assert_eq!(sandbox.ledger().executions(reference), usize::from(approved));
        }
    }

    validateAccountNumber => validate_account_number_is_accepted_and_moves_no_money: |sandbox, client| {
        let accepted = client
            .validate_account_number(account("v-1", "+254710000004"))
            .await
            .unwrap();
        assert_eq!(accepted.system_trace_audit_number.as_deref(), Some("v-1"));
        assert!(sandbox.ledger().payments().is_empty());
    }

    getAccountNumberValidation => get_account_number_validation_tells_whose_it_is: |_sandbox, client| {
        for (trace_number, number, outcome) in [
            ("v-1", "+254710000004", Outcome::Succeeded),
            ("v-2", "+254710900002", Outcome::Failed),
        ] {
            client.validate_account_number(account(trace_number, number)).await.unwrap();
            let settled = client
                .get_account_number_validation(trace_number)
                .wait(MINUTE)
                .await
                .unwrap();
            assert_eq!(settled.outcome, outcome);
            let whose = settled.value.transaction_credit_party.into_value();
            assert_eq!(whose.is_some(), outcome == Outcome::Succeeded);
        }
    }

    validateAccount => validate_account_is_accepted: |_sandbox, client| {
        let accepted = client.validate_account(person("p-1", "20000000")).await.unwrap();
        assert_eq!(accepted.system_trace_audit_number.as_deref(), Some("p-1"));
    }

    getAccountValidation => get_account_validation_tells_what_was_found_out: |_sandbox, client| {
        for (trace_number, national_id, status) in [("p-1", "20000000", 4), ("p-2", "20900002", 6)] {
            client.validate_account(person(trace_number, national_id)).await.unwrap();
            let read = client.get_account_validation(trace_number).await.unwrap();
            let record = read.kyc_record_dto.value().unwrap();
            assert_eq!(record.status.value().unwrap().value(), Some(&status));
            assert_eq!(record.kyc_request_national_id.value().unwrap().expose(), national_id);
        }
    }

    purchaseAirtime => purchase_airtime_pays_each_recipient: |sandbox, client| {
        let recipients = [("254700000007", dec!(99)), ("254700000008", dec!(50.5))].map(
            |(phone, amount)| {
                AirtimeRecipient::builder()
                    .currency_code("KES")
                    .phone_number(phone.parse().unwrap())
                    .amount(amount)
                    .name("Test Person")
                    .build()
            },
        );
        let before = kes(&sandbox);
        let request = AirtimePurchaseRequest::builder()
            .originator_conversation_id("air-1")
            .callback_url(NOWHERE)
            .recipients(recipients)
            .build();
        client.purchase_airtime(request).await.unwrap();
        assert_eq!(sandbox.ledger().executions("air-1"), 2);
        assert_eq!(before - kes(&sandbox), dec!(149.5));
    }

    getBalance => get_balance_is_that_of_the_ledger: |sandbox, client| {
        client.create_payment_order(payout("out-1", dec!(0.01))).await.unwrap();
        let told = client.get_balance(404).await.unwrap().balance.unwrap();
        assert_eq!(told.value(), kes(&sandbox));
        assert_eq!(told.value(), dec!(999999.99));
    }

    getCharges => get_charges_are_those_of_a_route: |_sandbox, client| {
        let routes = client.list_transaction_routes().await.unwrap().routes;
        let charged = routes[0].transaction_type_id.as_deref().unwrap();
        let charges = client.get_charges(charged).await.unwrap();
        assert_eq!(charges.currency_name.as_deref(), Some("KES"));
        assert_eq!(charges.graduated_scale_list.unwrap().len(), 1);
        let error = client.get_charges("no-such-type").await.unwrap_err();
        assert!(!error.may_have_moved_money(), "{error}");
    }

    submitBillRequest => submit_bill_request_asks_validates_and_pays: |sandbox, client| {
        let submit = async |request: BillRequest| {
            client.submit_bill_request(request).await.unwrap().message
        };
        let query = QueryBill::builder().of_service_code("KE-GOTV").account_number("1111111").build();
        let owed = submit(query.into()).await;
        assert_eq!(owed.status_code.value(), Some(&BillStatusCode::Available));
        assert_eq!(owed.due_amount.value().unwrap().value(), Some(&1074.into()));
        let validate =
            ValidateBill::builder().of_service_code("KE-GOTV").account_number("1111111").build();
        let valid = submit(validate.into()).await;
        assert_eq!(valid.active.value(), Some(&BillState::Valid));
        assert!(sandbox.ledger().payments().is_empty(), "neither moves money");

        let accepted = submit(bill("bill-1", "1111111", dec!(15.5), NOWHERE).into()).await;
        assert_eq!(accepted.status_code.value(), Some(&BillStatusCode::Accepted));
        let due = accepted.due_amount.value().unwrap();
        assert_eq!(due.value(), None, "-1 stands for what is not known");
        assert_eq!(only_payment(&sandbox).amount, dec!(15.5));
        assert_eq!(sandbox.ledger().executions("bill-1"), 1);
    }

    getBillRequest => get_bill_request_tells_the_receipt: |sandbox, client| {
        client.submit_bill_request(bill("bill-1", "1111111", 15, NOWHERE)).await.unwrap();
        let read = client.get_bill_request("bill-1").await.unwrap();
        assert_eq!(read.status, Some(TransactionStatus::Completed));
        let receipt = read.receipt_number.value().unwrap();
        assert_eq!(receipt.value(), only_payment(&sandbox).network_reference.as_ref());
        assert_eq!(read.due_amount.value().unwrap().value(), None);
    }

    listBillServices => list_bill_services_gives_what_came: |_sandbox, client| {
        let response = client.list_bill_services().with_response().await.unwrap();
        assert!(response.headers().contains_key("x-malipo-sandbox"));
        let services: Vec<Value> = response.into_value().parse().unwrap();
        assert_eq!(services[0]["serviceCategoryDescription"], "ELECTRICITY");
    }

    createBillNumber => create_bill_number_tells_whose_the_account_is: |_sandbox, client| {
        let request =
            BillNumberRequest::builder().of_service_code("KE-GOTV").account_number("1000000063").build();
        let saved = client.create_bill_number(request).await.unwrap().message;
        assert!(saved.customer_name.value().is_some());
    }

    getBillNumber => get_bill_number_reads_what_was_saved: |_sandbox, client| {
        let request =
            BillNumberRequest::builder().of_service_id(1).account_number("1000000063").build();
        client.create_bill_number(request).await.unwrap();
        let read = client.get_bill_number("1", "1000000063").await.unwrap();
        assert_eq!(read.account_number.value().unwrap().expose(), "1000000063");
        assert_eq!(read.enabled, Some(true));
    }
}
