//! The calls, made by Malipo: as its users make them, with everything at its default.

use malipo::dec;
use malipo::runtime::{ClientBuilder, ClientCredentials};
use malipo::zengapay::Client;
use malipo::zengapay::types::{TransactionStatus, TransferRequest};

use crate::{Access, Error, Kind, server};

/// Makes so many calls, one after another.
pub(crate) async fn calls(
    base: &str,
    kind: Kind,
    access: Access,
    number: u32,
) -> Result<(), Error> {
    let builder = ClientBuilder::<Client>::new(base);
    let client = match access {
        Access::Token => builder.bearer(server::TOKEN),
        Access::Credentials => builder.client_credentials(
            ClientCredentials::new(server::CLIENT_ID, server::CLIENT_SECRET)
                .token_url(server::TOKEN_PATH),
        ),
    }
    .build()?;
    for _ in 0..number {
        match kind {
            Kind::Payment => pay(&client).await?,
            Kind::Read => read(&client).await?,
        }
    }
    Ok(())
}

async fn pay(client: &Client) -> Result<(), Error> {
    let request = TransferRequest::builder()
        .to_msisdn(server::MSISDN.parse()?)
        .amount(dec!(186600.50))
        .external_reference(server::EXTERNAL_REFERENCE)
        .narration(server::NARRATION)
        .build();
    let accepted = client.create_transfer(request).await?;
    server::expect(accepted.transaction_reference == server::REFERENCE)
}

async fn read(client: &Client) -> Result<(), Error> {
    let answer = client.get_transfer(server::REFERENCE).await?;
    let data = &answer.data;
    server::expect(data.transaction_status == TransactionStatus::Succeeded)?;
    server::expect(data.amount.is_some_and(|amount| amount == dec!(186600.50)))
}
