//! The tokens that are kept, and their renewal: one request at a time, before the old token ends.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::HeaderValue;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use super::credentials::TokenRequest;
use super::grant::{Grant, ask};
use crate::error::NoToken;

/// How much life a token shall have left: this or a tenth of its life, whichever is more, and never more than half of it.
const MARGIN: Duration = Duration::from_secs(60);

/// By how much of it the margin is widened at most, at random, so that the processes of one caller do not renew together.
const JITTER: f64 = 0.2;

/// How long a failed early renewal is left alone.
const PAUSE: Duration = Duration::from_secs(10);

/// How long a call that must not run twice waits for a new token while the old one would still do, and at most half of its own time.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long a request for a token may take, within the client's time for a whole call.
const LONGEST: Duration = Duration::from_secs(60);

/// The tokens of clients that are built from it, shared among all that have the same token URL, client id, client secret and
/// scope.
///
/// A client has a cache of its own, which its clones share, so a program that builds one client and clones it needs none of
/// this. It is for programs that build several clients for one account, or one for each request: they ask for one token
/// together. Clones are the same cache.
///
/// ```
/// use malipo_runtime::{ClientBuilder, ClientCredentials, Gateway, TokenCache};
///
/// fn build<G: Gateway>(tokens: &TokenCache, secret: &str) -> Result<G, malipo_runtime::Error> {
///     ClientBuilder::new("https://api.example.com")
///         .client_credentials(ClientCredentials::new("shop-17", secret).token_url("/connect/token"))
///         .token_cache(tokens)
///         .build()
/// }
/// ```
///
/// It is kept in memory alone, and `Debug` shows none of it. What has expired and belongs to no client any more is forgotten
/// when the next client is built.
#[derive(Clone, Default)]
pub struct TokenCache(Arc<Mutex<Vec<Arc<Tokens>>>>);

impl TokenCache {
    pub(crate) fn tokens(&self, request: TokenRequest) -> Arc<Tokens> {
        let mut all = lock(&self.0);
        all.retain(|tokens| Arc::strong_count(tokens) > 1 || tokens.is_alive());
        if let Some(known) = all.iter().find(|tokens| tokens.request == request) {
            return known.clone();
        }
        let tokens = Arc::new(Tokens {
            request,
            state: Mutex::default(),
            #[cfg(test)]
            skipped: Mutex::default(),
        });
        all.push(tokens.clone());
        tokens
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").finish_non_exhaustive()
    }
}

/// The way to a token endpoint: that of the calls.
#[derive(Clone)]
pub(crate) struct Way {
    pub(crate) http: reqwest::Client,
    pub(crate) timeout: Duration,
}

/// The tokens of one client id at one token URL for one scope.
pub(crate) struct Tokens {
    request: TokenRequest,
    state: Mutex<State>,
    #[cfg(test)]
    skipped: Mutex<Duration>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// The request that is on its way, and when it began.
    renewal: Option<(Renewal, Instant)>,
    /// No early renewal begins before.
    pause_until: Option<Instant>,
    granted: u64,
}

/// A token in use. It is told from others by its number: a gateway may grant the same text twice.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) header: HeaderValue,
    pub(crate) number: u64,
    renew_at: Instant,
    pays_until: Instant,
    ends_at: Instant,
}

type Outcome = Result<Token, Arc<NoToken>>;
type Renewal = watch::Receiver<Option<Outcome>>;

/// What a call does for a token.
enum Plan {
    /// Takes this one.
    Use(Token),
    /// Gives this one time, although the old token has not ended.
    Prefer(Renewal),
    /// Waits for this one.
    Wait(Renewal),
}

impl Token {
    fn new(grant: Grant, number: u64, asked_at: Instant) -> Self {
        let Grant { header, life } = grant;
        let half = life / 2;
        let margin = MARGIN.max(life / 10).min(half);
        Self {
            header,
            number,
            renew_at: asked_at
                + life.saturating_sub(margin.mul_f64(1.0 + JITTER * fastrand::f64())),
            pays_until: asked_at + (life - MARGIN.min(half)),
            ends_at: asked_at + life,
        }
    }
}

impl Tokens {
    /// The token for a call that has so much time left.
    pub(crate) async fn token(
        self: &Arc<Self>,
        way: &Way,
        moves_money: bool,
        time: Duration,
    ) -> Outcome {
        let started = Instant::now();
        match self.plan(way, moves_money) {
            Plan::Use(token) => return Ok(token),
            Plan::Prefer(renewal) => {
                if let Ok(token) = outcome(renewal, PATIENCE.min(time / 2)).await {
                    return Ok(token);
                }
            }
            Plan::Wait(renewal) => match outcome(renewal, time).await {
                // The runtime need not be that of this call.
                Err(reason) if matches!(*reason, NoToken::Stopped) => {}
                outcome => return outcome,
            },
        }
        // The old token, or another request if that has ended meanwhile.
        match self.plan(way, false) {
            Plan::Use(token) => Ok(token),
            Plan::Prefer(renewal) | Plan::Wait(renewal) => {
                outcome(renewal, time.saturating_sub(started.elapsed())).await
            }
        }
    }

    /// Forgets a token that the gateway did not accept, unless another has taken its place.
    pub(crate) fn invalidate(&self, number: u64) {
        let mut state = lock(&self.state);
        if state
            .token
            .as_ref()
            .is_some_and(|token| token.number == number)
        {
            state.token = None;
        }
    }

    fn plan(self: &Arc<Self>, way: &Way, moves_money: bool) -> Plan {
        let now = self.now();
        let mut state = lock(&self.state);
        let Some(token) = state.token.clone().filter(|token| now < token.ends_at) else {
            return Plan::Wait(self.renewal(&mut state, way, now));
        };
        let pausing = state.pause_until.is_some_and(|end| now < end);
        if now < token.renew_at || (pausing && state.renewal.is_none()) {
            return Plan::Use(token);
        }
        let renewal = self.renewal(&mut state, way, now);
        if moves_money && now >= token.pays_until {
            Plan::Prefer(renewal)
        } else {
            Plan::Use(token)
        }
    }

    /// The request that is on its way, or a new one.
    ///
    /// It runs in a task of its own, so that it goes on when the call that began it is dropped or no longer polled, and so
    /// that calls need not wait for an early renewal. (The HTTP library below needs the same runtime for its connections.)
    fn renewal(
        self: &Arc<Self>,
        state: &mut MutexGuard<'_, State>,
        way: &Way,
        now: Instant,
    ) -> Renewal {
        // Of no use is one whose task is gone without an outcome, or overdue: its runtime may have ended, or stand still.
        let useful = |(renewal, began): &(Renewal, Instant)| {
            renewal.has_changed().is_ok() && now < *began + LONGEST
        };
        if let Some((renewal, _)) = state.renewal.clone().filter(useful) {
            return renewal;
        }
        let (sender, receiver) = watch::channel(None);
        state.renewal = Some((receiver.clone(), now));
        let (tokens, way) = (self.clone(), way.clone());
        let task = async move {
            let granted = ask(&way.http, &tokens.request, way.timeout.min(LONGEST)).await;
            sender.send_replace(Some(tokens.settle(granted, now)));
        };
        tokio::spawn(
            task.instrument(tracing::info_span!(parent: None, "malipo.token"))
                .with_current_subscriber(),
        );
        receiver
    }

    fn settle(&self, granted: Result<Grant, NoToken>, asked_at: Instant) -> Outcome {
        match granted {
            Ok(grant) => {
                tracing::debug!(life_s = grant.life.as_secs(), "a token was granted");
                let mut state = lock(&self.state);
                state.granted += 1;
                let token = Token::new(grant, state.granted, asked_at);
                state.token = Some(token.clone());
                state.renewal = None;
                state.pause_until = None;
                Ok(token)
            }
            Err(reason) => {
                tracing::warn!(%reason, "no token was granted");
                let mut state = lock(&self.state);
                state.renewal = None;
                state.pause_until = Some(self.now() + PAUSE);
                Err(Arc::new(reason))
            }
        }
    }

    fn is_alive(&self) -> bool {
        let now = self.now();
        let state = lock(&self.state);
        state.renewal.is_some()
            || state
                .token
                .as_ref()
                .is_some_and(|token| now < token.ends_at)
    }

    fn now(&self) -> Instant {
        let now = Instant::now();
        #[cfg(test)]
        let now = now + *lock(&self.skipped);
        now
    }
}

/// How a request ends, if it does in so much time.
async fn outcome(mut renewal: Renewal, time: Duration) -> Outcome {
    match timeout(time, renewal.wait_for(Option::is_some)).await {
        Err(_) => Err(Arc::new(NoToken::Late)),
        Ok(ended) => ended
            .ok()
            .and_then(|ended| ended.clone())
            .unwrap_or_else(|| Err(Arc::new(NoToken::Stopped))),
    }
}

/// Nothing that is done under these locks leaves a value half changed.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
impl TokenCache {
    /// Puts the clock forward, instead of sleeping.
    pub(crate) fn skip(&self, time: Duration) {
        for tokens in lock(&self.0).iter() {
            *lock(&tokens.skipped) += time;
        }
    }

    pub(crate) fn is_renewing(&self) -> bool {
        let all = lock(&self.0);
        all.iter()
            .any(|tokens| lock(&tokens.state).renewal.is_some())
    }

    pub(crate) fn len(&self) -> usize {
        lock(&self.0).len()
    }
}
