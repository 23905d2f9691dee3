//! What leaves the client for ZENGAPAY.

use jiff::civil::datetime;
use malipo::zengapay::types::{CollectionRequest, ContactRequest, ContactType, TransferRequest};
use malipo::zengapay::{Client, Environment};

use super::*;

const REFERENCE: &str = "ab1df360-3191-5e8a-acd6-c65281f22e9f";

fn client(server: &Scripted) -> Client {
    Client::builder(Environment::Sandbox, TOKEN)
        .base_url(server.base_url())
        .retries(Retries::none())
        .build()
        .unwrap()
}

wire! { "zengapay";
    create_collection: |client| client.create_collection(
        CollectionRequest::builder()
            .msisdn("256770000015".parse().unwrap())
            .amount(256_600)
            .external_reference("400000")
            .narration("Credit Note - 11200390191")
            .build(),
    );
    get_collection: |client| client.get_collection(REFERENCE);
    list_collections: |client| client.list_collections();
    create_transfer: |client| client.create_transfer(
        TransferRequest::builder()
            .to_msisdn("256770000015".parse().unwrap())
            .amount(256_600)
            .external_reference("400000")
            .narration("Payout - 11200390191")
            .build(),
    );
    create_transfer_to_contact: |client| client.create_transfer(
        TransferRequest::builder()
            .to_contact("9aa3bc79-583e-4eb5-93bf-0e894b07aec9")
            .amount(1500)
            .external_reference("Your Transfer Reference")
            .narration("Your Transfer Narration")
            .build(),
    );
    get_transfer: |client| client.get_transfer(REFERENCE);
    list_transfers: |client| client.list_transfers();
    get_account: |client| client.get_account();
    get_account_balance: |client| client.get_account_balance();
    get_account_statement: |client| client.get_account_statement();
    get_account_statement_filtered: |client| client.get_account_statement().with(|query| {
        query
            .start(datetime(2020, 6, 14, 0, 0, 0, 0).into())
            .end(datetime(2020, 6, 24, 23, 59, 59, 0).into())
            .limit(5)
    });
    list_networks: |client| client.list_networks();
    get_network: |client| client.get_network(2);
    create_contact: |client| client.create_contact(
        ContactRequest::builder()
            .first_name("Denis")
            .last_name("")
            .phone("256770000017".parse().unwrap())
            .r#type(ContactType::Beneficiary)
            .build(),
    );
    list_contacts: |client| client.list_contacts();
    get_contact: |client| client.get_contact("9aa3bc79-583e-4eb5-93bf-0e894b07aec9");
}

#[test]
fn the_client_names_its_gateway() {
    assert_eq!(Client::TITLE, "ZENGAPAY");
}
