//! What every simulated gateway has in common: route, authorise, check, answer, remember.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use malipo_codegen::ir::Operation;

use crate::clock::{Clock, DateHeader};
use crate::contract::{
    Breach, Call, Contract, Route, accepts, answer_type, check_answer, check_request, pairs,
    read_body,
};
use crate::exchange::{Incoming, Reply};
use crate::fault::{Execution, Faults};
use crate::host::Misdirected;
use crate::recent::Recent;
use crate::record::{headers_of, redacted_body, redacted_head};
use crate::simulated::{Refusal, Simulated};
use crate::{Fault, Moment, ReceivedRequest, Violation};

/// A gateway behind its contract, with its clock and its records; one lock, so that a request is carried out whole.
#[derive(Debug)]
pub(crate) struct Simulation<G> {
    contract: &'static Contract,
    state: Mutex<State<G>>,
}

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State<G> {
    pub(crate) gateway: G,
    pub(crate) clock: Clock,
    pub(crate) date_header: DateHeader,
    pub(crate) throttle: Throttle,
    pub(crate) faults: Faults,
    pub(crate) requests: Recent<ReceivedRequest>,
    pub(crate) violations: Recent<Violation>,
    pub(crate) unfit_answers: Recent<String>,
    /// How often each operation was called.
    pub(crate) calls: BTreeMap<String, usize>,
}

impl<G: Simulated> State<G> {
    /// Sets the time, and lets everything happen that is due then.
    pub(crate) fn set_time(&mut self, moment: Moment) {
        self.clock.set(moment);
        self.gateway.time_passes(moment);
    }

    /// Answers a request that is not for this machine. It meets no fault and moves no time: somebody else drives it.
    fn turn_away(&mut self, incoming: Incoming, misdirected: Misdirected) -> Reply {
        let Misdirected { status, what } = misdirected;
        let head = redacted_head(&incoming.raw);
        let number = self.requests.total() + 1;
        self.violations.push(Violation {
            request: number,
            call: format!("{} {}", incoming.method, incoming.path),
            at: "header.host".to_owned(),
            rule: "host".to_owned(),
            what: what.clone(),
        });
        self.requests.push(ReceivedRequest {
            number,
            received: self.clock.now(),
            method: incoming.method,
            path: incoming.path,
            query: incoming.query,
            headers: headers_of(&head),
            body: redacted_body(incoming.body.unwrap_or_default(), G::SECRETS),
            head,
            operation: None,
            connection: incoming.connection,
            fault: None,
            carried_out: false,
            status,
        });
        Reply {
            headers: vec![
                ("content-type", "text/plain; charset=utf-8".to_owned()),
                ("x-content-type-options", "nosniff".to_owned()),
            ],
            body: format!("{what}\n"),
            outside_contract: true,
            ..Reply::empty(status)
        }
    }
}

/// The requests that are refused because there were too many.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Throttle {
    /// How many more are refused.
    pub(crate) requests: usize,
    /// How long a refusal asks to wait.
    pub(crate) retry_after: Option<Duration>,
}

impl Throttle {
    /// The refusal of the request that has just come in, if it is one too many.
    fn refuse(
        &mut self,
        gateway: &impl Simulated,
        operation: Option<&Operation>,
        now: Moment,
    ) -> Option<Reply> {
        self.requests = self.requests.checked_sub(1)?;
        let mut reply = gateway.refuse(operation, &Refusal::TooManyRequests, now);
        if let Some(pause) = self.retry_after {
            reply.headers.push(retry_after(pause));
        }
        Some(reply)
    }
}

/// The longest pause that a response asks for, in seconds: what every cache and client has to be able to read.
const LONGEST_PAUSE: u64 = 1 << 31;

/// The header that asks to wait. It has whole seconds, and a shorter pause would not be kept.
fn retry_after(pause: Duration) -> (&'static str, String) {
    let seconds = pause.as_secs().min(LONGEST_PAUSE);
    let seconds = (seconds + u64::from(pause.subsec_nanos() > 0)).min(LONGEST_PAUSE);
    ("retry-after", seconds.to_string())
}

/// A breach of the specification: where, rule, what.
type Wrong = (String, &'static str, String);

/// What became of a request.
struct Outcome<'a> {
    operation: Option<&'a Operation>,
    reply: Reply,
    violations: Vec<Wrong>,
}

impl<G: Simulated> Simulation<G> {
    /// Keeps the last so many records of each kind.
    pub(crate) fn new(contract: &'static Contract, gateway: G, clock: Clock, kept: usize) -> Self {
        Self {
            contract,
            state: Mutex::new(State {
                gateway,
                clock,
                date_header: DateHeader::default(),
                throttle: Throttle::default(),
                faults: Faults::default(),
                requests: Recent::new(kept),
                violations: Recent::new(kept),
                unfit_answers: Recent::new(kept),
                calls: BTreeMap::new(),
            }),
        }
    }

    pub(crate) fn contract(&self) -> &'static Contract {
        self.contract
    }

    /// Everything as it is now, after what has become due.
    pub(crate) fn state(&self) -> MutexGuard<'_, State<G>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = state.clock.now();
        state.gateway.time_passes(now);
        state
    }

    /// Answers one request and remembers it; or gives the fault that breaks its connection off.
    pub(crate) fn serve(self: &Arc<Self>, incoming: Incoming) -> Result<Reply, Fault> {
        let mut state = self.state();
        if let Err(misdirected) = incoming.host.clone() {
            return Ok(state.turn_away(incoming, misdirected));
        }
        let now = state.clock.tick();
        state.gateway.time_passes(now);
        let operation = match self.contract.route(&incoming.method, &incoming.path) {
            Route::Operation { operation, .. } => Some(operation),
            Route::OtherMethods(_) | Route::NoSuchPath => None,
        };
        if let Some(operation) = operation {
            *state.calls.entry(operation.id.clone()).or_default() += 1;
        }
        let number = state.requests.total() + 1;
        let head = redacted_head(&incoming.raw);
        let headers = headers_of(&head);
        let agent = headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("user-agent"))
            .map(|(_, value)| value.as_str());
        let plan = state
            .faults
            .take(operation.map(|operation| operation.id.as_str()), agent);
        let answered = match &plan {
            None => Ok(self.deal_with(&mut state, &incoming, number, now)),
            Some(plan) => {
                match plan.execution {
                    Execution::Never => {}
                    Execution::Before => {
                        self.deal_with(&mut state, &incoming, number, now);
                    }
                    Execution::After(pause) => self.deal_with_later(&incoming, number, pause),
                }
                let reply = match plan.fault {
                    Fault::Unauthorised => {
                        Some(state.gateway.refuse(operation, &Refusal::Unauthorised, now))
                    }
                    fault => fault.reply(&incoming),
                };
                let asked = plan.retry_after.map(retry_after);
                let reply = reply.map(|mut reply| {
                    reply.headers.extend(asked);
                    reply
                });
                reply.ok_or(plan.fault)
            }
        };
        let answered = answered.map(|mut reply| {
            let date = state.date_header.at(now);
            reply.headers.extend(date.map(|date| ("date", date)));
            reply
        });
        state.requests.push(ReceivedRequest {
            number,
            received: now,
            method: incoming.method,
            path: incoming.path,
            query: incoming.query,
            headers,
            body: redacted_body(incoming.body.unwrap_or_default(), G::SECRETS),
            head,
            operation: operation.map(|operation| operation.id.clone()),
            connection: incoming.connection,
            fault: plan.as_ref().map(|plan| plan.fault),
            carried_out: plan.is_none_or(|plan| plan.execution == Execution::Before),
            status: answered.as_ref().map_or(0, |reply| reply.status),
        });
        answered
    }

    /// Deals with a request that was told of a fault already, and notes in its record that it was carried out after all.
    fn deal_with_later(self: &Arc<Self>, incoming: &Incoming, number: usize, pause: Duration) {
        let (simulation, incoming) = (Arc::clone(self), incoming.clone());
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            let mut state = simulation.state();
            let now = state.clock.now();
            simulation.deal_with(&mut state, &incoming, number, now);
            if let Some(request) = state.requests.get_mut(number) {
                request.carried_out = true;
            }
        });
    }

    /// The answer to a request, after what was wrong with the request was noted.
    fn deal_with(
        &self,
        state: &mut State<G>,
        incoming: &Incoming,
        number: usize,
        now: Moment,
    ) -> Reply {
        // Tests see the redacted head; the gateway has to see the credentials.
        let sent_headers = headers_of(&String::from_utf8_lossy(&incoming.raw));
        let Outcome {
            operation,
            reply,
            violations,
        } = self.carry_out(state, incoming, sent_headers, now);
        if let Some(operation) = operation.filter(|_| !reply.outside_contract) {
            let unfit = check_answer(self.contract.api(), operation, reply.status, &reply.body);
            unfit
                .into_iter()
                .for_each(|unfit| state.unfit_answers.push(unfit));
        }
        let call = format!("{} {}", incoming.method, incoming.path);
        for (at, rule, what) in violations {
            state.violations.push(Violation {
                request: number,
                call: call.clone(),
                at,
                rule: rule.to_owned(),
                what,
            });
        }
        reply
    }

    fn carry_out(
        &self,
        state: &mut State<G>,
        incoming: &Incoming,
        headers: Vec<(String, String)>,
        now: Moment,
    ) -> Outcome<'static> {
        let contract = self.contract;
        let State {
            gateway, throttle, ..
        } = state;
        let route = contract.route(&incoming.method, &incoming.path);
        // Every request counts, whatever it wants and whoever sends it.
        let operation = match route {
            Route::Operation { operation, .. } => Some(operation),
            Route::OtherMethods(_) | Route::NoSuchPath => None,
        };
        if let Some(reply) = throttle.refuse(gateway, operation, now) {
            return Outcome {
                operation,
                reply,
                violations: Vec::new(),
            };
        }
        let (operation, path) = match route {
            Route::Operation { operation, path } => (operation, path),
            Route::OtherMethods(methods) => {
                let allowed = methods.into_iter().collect::<Vec<_>>().join(", ");
                let mut reply = gateway.refuse(None, &Refusal::OtherMethods, now);
                reply.headers.push(("allow", allowed.clone()));
                let what = format!("the path takes {allowed} only");
                return Outcome::refused(None, reply, ("path".to_owned(), "method", what));
            }
            Route::NoSuchPath => {
                let reply = gateway.refuse(None, &Refusal::NoSuchPath, now);
                let what = format!(
                    "the specification has no such path below {}",
                    contract.base_path()
                );
                return Outcome::refused(None, reply, ("path".to_owned(), "path", what));
            }
        };
        let header = |name: &str| {
            headers
                .iter()
                .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.as_str())
        };

        if operation.authenticated && !gateway.is_authorised(header("authorization"), now) {
            let reply = gateway.refuse(Some(operation), &Refusal::Unauthorised, now);
            // A wrong token is an ordinary mistake; none at all is a client that does not follow the specification.
            return match header("authorization") {
                Some(_) => Outcome::new(operation, reply),
                None => {
                    let what = format!("{} needs credentials", operation.id);
                    Outcome::refused(
                        Some(operation),
                        reply,
                        ("header.authorization".to_owned(), "required", what),
                    )
                }
            };
        }
        if !gateway.admits(&operation.id, incoming.peer) {
            let refusal = Refusal::NotAllowed {
                peer: incoming.peer,
                path: &operation.path,
            };
            return Outcome::new(operation, gateway.refuse(Some(operation), &refusal, now));
        }
        let answers = answer_type(operation);
        if header("accept").is_some_and(|accepted| !accepts(accepted, answers)) {
            let reply = gateway.refuse(Some(operation), &Refusal::NotAcceptable, now);
            let what = format!("the gateway answers in {answers} only");
            return Outcome::refused(
                Some(operation),
                reply,
                ("header.accept".to_owned(), "type", what),
            );
        }
        let body = match read_body(contract, operation, &incoming.body, header("content-type")) {
            Ok(body) => body,
            Err((at, what)) => {
                let reply = gateway.refuse(Some(operation), &Refusal::Unreadable(&what), now);
                return Outcome::refused(Some(operation), reply, (at.to_owned(), "type", what));
            }
        };
        let (body, value) = body.unzip();
        let call = Call {
            path,
            query: pairs(&incoming.query),
            headers,
            body,
        };
        let breaches = check_request(contract.api(), operation, &call, value.as_ref());
        if !breaches.is_empty() {
            let reply = gateway.refuse(Some(operation), &Refusal::Unfit(&breaches), now);
            return Outcome::unfit(operation, reply, breaches);
        }
        let mut reply = gateway
            .answer(&operation.id, &call, now)
            .unwrap_or_else(|| {
                gateway.refuse(Some(operation), &Refusal::NotSimulated(&operation.id), now)
            });
        let breach = reply.breach.take().map(|breach| *breach);
        Outcome::unfit(operation, reply, breach)
    }
}

impl<'a> Outcome<'a> {
    fn new(operation: &'a Operation, reply: Reply) -> Self {
        Self {
            operation: Some(operation),
            reply,
            violations: Vec::new(),
        }
    }

    fn unfit(
        operation: &'a Operation,
        reply: Reply,
        breaches: impl IntoIterator<Item = Breach>,
    ) -> Self {
        let violations = breaches.into_iter().map(|breach| {
            let at = match breach.field.as_str() {
                "" => breach.part.to_string(),
                field => format!("{}.{field}", breach.part),
            };
            (at, breach.rule, breach.what)
        });
        Self {
            operation: Some(operation),
            reply,
            violations: violations.collect(),
        }
    }

    fn refused(operation: Option<&'a Operation>, reply: Reply, violation: Wrong) -> Self {
        Self {
            operation,
            reply,
            violations: vec![violation],
        }
    }
}
