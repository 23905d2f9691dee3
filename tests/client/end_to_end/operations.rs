//! One test for each operation, named after it: the same answer that the gateway's ledger and contacts give.

use malipo::Decimal;
use malipo::zengapay::types::{
    ContactRequest, ContactType, CurrencyCode, EntryDesignation, TransactionStatus, TransferRequest,
};
use malipo_sandbox::{Fate, PaymentKind, PaymentStatus, Sandbox, Which};
use serde::Deserialize;

use super::{assert_contract, collection, gateway, mtn, transfer};

/// What is known of a contact in an answer.
#[derive(Debug, Deserialize, PartialEq)]
struct Known {
    uuid: String,
}

fn contact(phone: &str) -> ContactRequest {
    ContactRequest::builder()
        .first_name("Denis")
        .last_name("Ojok")
        .phone(phone.parse().unwrap())
        .r#type(ContactType::Beneficiary)
        .build()
}

/// The one payment that was made.
fn only_payment(sandbox: &Sandbox) -> malipo_sandbox::Payment {
    let ledger = sandbox.ledger();
    assert_eq!(ledger.payments().len(), 1);
    ledger.payments()[0].clone()
}

operations! { "zengapay";
    createCollection => create_collection_asks_a_subscriber_for_money: |sandbox, client| {
        let accepted = client
            .create_collection(collection("in-1", 700))
            .await
            .unwrap();
        let asked = only_payment(&sandbox);
        assert_eq!(asked.reference, accepted.transaction_reference);
        assert_eq!(
            (asked.kind, asked.status, asked.amount),
            (PaymentKind::Collection, PaymentStatus::Pending, Decimal::from(700))
        );
        assert_eq!(asked.msisdn.as_deref(), Some(mtn().as_digits()));
    }

    getCollection => get_collection_tells_every_state: |sandbox, client| {
        for (fate, status) in [
            (Fate::LeavePending, TransactionStatus::Pending),
            (Fate::Indeterminate, TransactionStatus::Indeterminate),
            (Fate::Decline, TransactionStatus::Failed),
            (Fate::Approve, TransactionStatus::Succeeded),
        ] {
            sandbox.decide(Which::Next, fate);
            let accepted = client
                .create_collection(collection("in-1", 700))
                .await
                .unwrap();
            let read = client
                .get_collection(&accepted.transaction_reference)
                .await
                .unwrap()
                .data;
            assert_eq!(read.transaction_status, status);
            assert_eq!(read.transaction_reference, accepted.transaction_reference);
        }
    }

    listCollections => list_collections_lists_them_oldest_first_and_heeds_filters: |sandbox, client| {
        sandbox.decide(Which::NextCollection, Fate::Indeterminate);
        for reference in ["in-1", "in-2", "in-3"] {
            client
                .create_collection(collection(reference, 700))
                .await
                .unwrap();
        }
        client.create_transfer(transfer("out-1", 700)).await.unwrap();
        let all = client.list_collections().items().all().await.unwrap();
        let references: Vec<_> = all
            .iter()
            .filter_map(|row| row.transaction_external_reference.as_deref())
            .collect();
        assert_eq!(references, ["in-1", "in-2", "in-3"]);
        let unclear = client
            .list_collections()
            .with(|query| query.status(TransactionStatus::Indeterminate))
            .await
            .unwrap()
            .collections
            .data;
        assert_eq!(unclear.len(), 1);
        assert_eq!(
            unclear[0].transaction_external_reference.as_deref(),
            Some("in-1")
        );
    }

    createTransfer => create_transfer_pays_a_number: |sandbox, client| {
        let accepted = client.create_transfer(transfer("out-1", 700)).await.unwrap();
        let paid = only_payment(&sandbox);
        assert_eq!(paid.reference, accepted.transaction_reference);
        assert_eq!(
            (paid.kind, paid.status, paid.amount),
            (PaymentKind::Transfer, PaymentStatus::Succeeded, Decimal::from(700))
        );
        assert_eq!(paid.msisdn.as_deref(), Some(mtn().as_digits()));
    }

    createTransfer => create_transfer_pays_a_contact: |sandbox, client| {
        let saved = client.create_contact(contact("256750000019")).await.unwrap();
        let request = TransferRequest::builder()
            .to_contact(saved.uuid)
            .amount(1_500)
            .external_reference("out-1")
            .narration("Payout")
            .build();
        let accepted = client.create_transfer(request).await.unwrap();
        let paid = only_payment(&sandbox);
        assert_eq!(paid.reference, accepted.transaction_reference);
        assert_eq!(paid.msisdn.as_deref(), Some("256750000019"));
        assert_eq!(paid.status, PaymentStatus::Succeeded);
    }

    getTransfer => get_transfer_tells_every_state: |sandbox, client| {
        for (fate, status) in [
            (Fate::LeavePending, TransactionStatus::Pending),
            (Fate::Indeterminate, TransactionStatus::Indeterminate),
            (Fate::Decline, TransactionStatus::Failed),
            (Fate::Approve, TransactionStatus::Succeeded),
        ] {
            sandbox.decide(Which::Next, fate);
            let accepted = client.create_transfer(transfer("out-1", 700)).await.unwrap();
            let read = client
                .get_transfer(&accepted.transaction_reference)
                .await
                .unwrap()
                .data;
            assert_eq!(read.transaction_status, status);
        }
    }

    listTransfers => list_transfers_lists_them_oldest_first_page_by_page: |sandbox, client| {
        for amount in 1..=5 {
            client
                .create_transfer(transfer("out", amount))
                .await
                .unwrap();
        }
        client.create_collection(collection("in-1", 700)).await.unwrap();
        let all = client
            .list_transfers()
            .with(|query| query.per_page(2))
            .items()
            .all()
            .await
            .unwrap();
        let amounts: Vec<_> = all
            .iter()
            .map(|row| row.amount.as_ref().unwrap().value())
            .collect();
        assert_eq!(amounts, [1, 2, 3, 4, 5].map(Decimal::from));
        assert_eq!(sandbox.requests().len(), 6 + 3);
    }

    getAccount => get_account_tells_the_owner_and_the_total: |sandbox, client| {
        client.create_transfer(transfer("out-1", 1)).await.unwrap();
        let summary = client.get_account().await.unwrap().data;
        assert_eq!(summary.account.len(), 1);
        let owner = &summary.account[0];
        assert_eq!(owner.category.as_deref(), Some("Business"));
        assert!(owner.name.is_some() && owner.number.is_some() && owner.created.is_some());
        assert_eq!(summary.balance.available.unwrap().value(), sandbox.ledger().total());
        assert_eq!(summary.balance.available.unwrap().value(), Decimal::from(1_999_999));
    }

    getAccountBalance => get_account_balance_tells_each_wallet: |sandbox, client| {
        client.create_transfer(transfer("out-1", 1)).await.unwrap();
        let balances = client.get_account_balance().await.unwrap().data;
        let ledger = sandbox.ledger();
        assert_eq!(balances.balance.available.unwrap().value(), ledger.total());
        for wallet in &balances.balances {
            let code = wallet.currency_code.as_ref().unwrap().to_string();
            assert_eq!(wallet.available.map(|held| held.value()), ledger.balance(&code));
        }
        assert_eq!(balances.balances.len(), 2);
    }

    getAccountStatement => get_account_statement_lists_payments_and_charges_and_heeds_filters: |sandbox, client| {
        sandbox.decide(Which::Collections, Fate::Approve);
        client
            .create_collection(collection("in-1", 10_000))
            .await
            .unwrap();
        client.create_transfer(transfer("out-1", 2_000)).await.unwrap();
        let rows = client.get_account_statement().items().all().await.unwrap();
        let amounts: Vec<_> = rows
            .iter()
            .map(|row| row.amount.as_ref().unwrap().value())
            .collect();
        assert_eq!(amounts, [10_000, 200, 2_000].map(Decimal::from));
        let balance = rows[2].balance_after_transaction.as_ref().unwrap().value();
        assert_eq!(Some(balance), sandbox.ledger().balance("UGX-MTNMM"));
        let charges = client
            .get_account_statement()
            .with(|query| {
                query
                    .designation(EntryDesignation::Charges)
                    .currency_code(CurrencyCode::UgxMtnmm)
            })
            .await
            .unwrap()
            .statement
            .data;
        assert_eq!(charges.len(), 1);
        assert_eq!(charges[0].amount.as_ref().unwrap().value(), Decimal::from(200));
    }

    listNetworks => list_networks_lists_both: |_sandbox, client| {
        let networks = client.list_networks().await.unwrap().networks.data;
        assert_eq!(networks.len(), 2);
        assert!(networks.iter().all(|network| network.id.is_some()));
    }

    getNetwork => get_network_reads_one: |_sandbox, client| {
        let second = client.get_network(2).await.unwrap().network;
        assert_eq!(
            second.network_name.as_deref(),
            Some("Airtel Uganda Limited")
        );
    }

    createContact => create_contact_saves_a_person: |sandbox, client| {
        let created = client.create_contact(contact("256750000019")).await.unwrap();
        assert_eq!(created.code, Some(201));
        let contacts = sandbox.contacts();
        assert_eq!(contacts.len(), 1);
        assert_eq!(contacts[0].uuid, created.uuid);
        assert_eq!(contacts[0].phone, "256750000019");
        let person = contacts[0].person.as_ref().unwrap();
        assert_eq!(
            (person.first_name.as_str(), person.contact_type.as_str()),
            ("Denis", "Beneficiary")
        );
    }

    listContacts => list_contacts_gives_what_came: |sandbox, client| {
        let saved = client.create_contact(contact("256750000019")).await.unwrap();
        // Paying a new number makes a contact too.
        client.create_transfer(transfer("out-1", 700)).await.unwrap();
        let response = client.list_contacts().with_response().await.unwrap();
        assert!(response.headers().contains_key("x-malipo-sandbox"));
        let listed: Vec<Known> = response.into_value().parse().unwrap();
        let known: Vec<_> = sandbox
            .contacts()
            .into_iter()
            .map(|contact| Known { uuid: contact.uuid })
            .collect();
        assert_eq!(listed, known);
        assert_eq!((listed.len(), &listed[0].uuid), (2, &saved.uuid));
    }

    getContact => get_contact_gives_what_came: |_sandbox, client| {
        let saved = client.create_contact(contact("256750000019")).await.unwrap();
        let read = client.get_contact(&saved.uuid).await.unwrap();
        assert_eq!(read.parse::<Known>().unwrap().uuid, saved.uuid);
    }
}
