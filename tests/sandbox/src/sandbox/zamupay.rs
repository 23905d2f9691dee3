//! What a test can do with a simulated ZamuPay only.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Builder, Sandbox};
use crate::{Error, TokenAnswer, Zamupay};

impl Zamupay {
    /// Starts a simulator on a free port of 127.0.0.1, with a million in each wallet.
    ///
    /// # Errors
    ///
    /// If nothing can be listened on, or if the specification in this crate does not hold.
    pub async fn start() -> Result<Sandbox<Self>, Error> {
        Self::builder().start().await
    }

    /// Starts describing a simulator.
    pub fn builder() -> Builder<Self> {
        Builder::default()
    }
}

impl Sandbox<Zamupay> {
    /// The client id to give to a client.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.settings.client_id
    }

    /// The client secret to give to a client.
    #[must_use]
    pub fn client_secret(&self) -> &str {
        &self.settings.client_secret
    }

    /// How many tokens were asked for so far, by either of the two ways and whatever came of it.
    #[must_use]
    pub fn token_requests(&self) -> usize {
        let state = self.simulation.state();
        ["requestToken", "requestTokenAsJson"]
            .iter()
            .filter_map(|operation| state.calls.get(*operation))
            .sum()
    }

    /// From now on, what the token endpoints answer to good credentials.
    pub fn answer_token_requests(&self, answer: TokenAnswer) {
        self.simulation.state().gateway.tokens.answer = answer;
    }

    /// How long the tokens that are given from now on really live, by the simulator's clock; an hour at first.
    pub fn token_life(&self, life: Duration) {
        self.simulation.state().gateway.tokens.life = life;
    }

    /// Every token that was given so far stops being good, as if its time were up: calls with it get 401.
    pub fn expire_tokens(&self) {
        self.simulation.state().gateway.tokens.expire();
    }

    /// From now on, which operations the merchant has no permission for, by their `operationId`, such as
    /// `createPaymentOrder`: calls of them get 403.
    ///
    /// # Errors
    ///
    /// If the gateway has no operation of one of these names; then nothing changes.
    pub fn forbid<'a>(&self, operations: impl IntoIterator<Item = &'a str>) -> Result<(), Error> {
        let mut forbidden = BTreeSet::new();
        for operation in operations {
            self.simulation.contract().knows(operation)?;
            forbidden.insert(operation.to_owned());
        }
        self.simulation.state().gateway.forbidden = forbidden;
        Ok(())
    }
}

impl Builder<Zamupay> {
    /// The client id and the client secret for which tokens are given.
    pub fn credentials(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.settings.client_id = id.into();
        self.settings.client_secret = secret.into();
        self
    }
}
