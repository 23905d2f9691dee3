//! One case: callers of one gateway, at the same time, from its start to the judgement.

use std::cell::Cell;
use std::panic::resume_unwind;
use std::rc::Rc;

use malipo_sandbox::Sandbox;
use tokio::net::TcpSocket;
use tokio::task::{LocalSet, spawn_local};

use crate::simulation::caller::{Caller, Manners};
use crate::simulation::crash::Crash;
use crate::simulation::journal::Journal;
use crate::simulation::judge::{Judgement, judge};
use crate::simulation::merchant::{Merchant, Order, client, names};
use crate::simulation::plan::{LATEST, PATIENT, PaymentPlan, Plan, Question};

/// What outlives a crash.
struct World<M: Merchant> {
    sandbox: Sandbox<M>,
    journal: Journal,
    plan: Plan,
    manners: Manners,
    /// An address at which nobody listens.
    nowhere: String,
    /// How many callers were started, the first of each and those after a crash.
    lives: Cell<usize>,
    crashes: Cell<usize>,
    /// Those after which the gateway had the payment of the caller already.
    crashes_after_execution: Cell<usize>,
}

/// Counts, and gives the number with this one.
fn one_more(count: &Cell<usize>) -> usize {
    count.set(count.get() + 1);
    count.get()
}

/// What a caller calls this payment.
fn reference(caller: usize, payment: usize) -> String {
    format!("caller-{caller}-payment-{payment}")
}

/// Plays a plan, and judges what came of it.
///
/// One thread has all of it, gateway and callers, so that little hangs on how threads are scheduled.
pub(crate) fn play<M: Merchant>(plan: Plan, manners: Manners) -> Judgement {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    LocalSet::new().block_on(&runtime, async {
        // Bound, so that nobody else gets the port, and not listened on.
        let unheard = TcpSocket::new_v4().expect("a socket");
        unheard.bind(([127, 0, 0, 1], 0).into()).expect("a port");
        let nowhere = format!("http://{}", unheard.local_addr().expect("its address"));
        let world = Rc::new(World {
            sandbox: M::start().await.expect("the gateway starts"),
            journal: Journal::default(),
            plan,
            manners,
            nowhere,
            lives: Cell::new(0),
            crashes: Cell::new(0),
            crashes_after_execution: Cell::new(0),
        });
        let callers: Vec<_> = (0..world.plan.callers.len())
            .map(|number| spawn_local(live(Rc::clone(&world), number)))
            .collect();
        for caller in callers {
            if let Err(ended) = caller.await {
                resume_unwind(ended.into_panic());
            }
        }
        // What was kept on its way has arrived by then.
        tokio::time::sleep(LATEST).await;
        world.judged()
    })
}

/// The whole life of a caller, with all its restarts.
async fn live<M: Merchant>(world: Rc<World<M>>, number: usize) {
    let plan = &world.plan.callers[number];
    let (mut agent, mut caller) = world.caller(plan.repeats);
    let mut has_token = false;
    for (place, payment) in plan.payments.iter().enumerate() {
        if payment.stale {
            world.sandbox.close_idle_connections();
        }
        if payment.without_token {
            M::end_tokens(&world.sandbox);
        }
        world.let_fail(&agent, payment, !has_token);
        has_token = true;
        caller.limit = payment.patience();
        if payment.unreachable > 0 {
            let nowhere = M::builder(&world.sandbox);
            caller.cut_off = Some(client(nowhere, &world.nowhere, &agent, plan.repeats));
        }

        let reference = reference(number, place);
        let order = Order {
            reference: &reference,
            plan: payment,
        };
        let mut crashes = payment
            .trouble
            .iter()
            .flat_map(|trouble| &trouble.crashes)
            .peekable();
        let crash = crashes.peek().map(|(crash, _)| *crash);
        let mut done = Crash::end(crash, caller.pay(&order)).await;
        while done.is_none() {
            world.note_crash(&reference);
            (agent, caller) = world.caller(plan.repeats);
            caller.limit = payment.patience();
            if let Some((_, asked)) = crashes.next() {
                world.let_questions_fail(&agent, payment, asked);
            }
            let crash = crashes.peek().map(|(crash, _)| *crash);
            done = Crash::end(crash, caller.recover(&reference)).await;
        }
    }
}

impl<M: Merchant> World<M> {
    /// A caller that was just started, and the user agent by which faults find it.
    fn caller(&self, repeats: bool) -> (String, Caller<'_, M>) {
        let agent = format!("life-{}", one_more(&self.lives));
        let builder = M::builder(&self.sandbox);
        let caller = Caller {
            client: client(builder, self.sandbox.base_url(), &agent, repeats),
            cut_off: None,
            journal: &self.journal,
            manners: self.manners,
            tries: if repeats { 2 } else { 1 },
            limit: PATIENT,
        };
        (agent, caller)
    }

    fn note_crash(&self, reference: &str) {
        one_more(&self.crashes);
        if self.sandbox.ledger().executions(reference) > 0 {
            one_more(&self.crashes_after_execution);
        }
    }

    fn let_fail(&self, agent: &str, payment: &PaymentPlan, needs_token: bool) {
        let Some(trouble) = &payment.trouble else {
            return;
        };
        if let Some(fault) = trouble.token.filter(|_| needs_token)
            && let Some(operation) = M::TOKEN_OPERATION
        {
            let plan = fault.before_execution().of(operation);
            self.sandbox.fail(plan.of_agent(agent)).unwrap();
        }
        if let Some((fault, when)) = trouble.sent {
            let (operation, _) = names(payment.what);
            self.sandbox
                .fail(when.of(fault).of(operation).of_agent(agent))
                .unwrap();
        }
        self.let_questions_fail(agent, payment, &trouble.asked);
    }

    fn let_questions_fail(&self, agent: &str, payment: &PaymentPlan, asked: &[Question]) {
        let (_, ways) = names(payment.what);
        for question in asked {
            let way = match question.last_way {
                true => ways.last(),
                false => ways.first(),
            };
            if let Some(way) = way {
                let plan = question.fault.before_execution().of(*way);
                self.sandbox.fail(plan.of_agent(agent)).unwrap();
            }
        }
    }

    fn judged(&self) -> Judgement {
        let planned = self
            .plan
            .callers
            .iter()
            .enumerate()
            .flat_map(|(number, caller)| {
                let payments = caller.payments.iter().enumerate();
                payments.map(move |(place, payment)| (reference(number, place), payment))
            })
            .collect();
        let mut judgement = judge(&planned, &self.journal.read(), &self.sandbox);
        judgement.tally.crashes = self.crashes.get();
        judgement.tally.crashes_after_execution = self.crashes_after_execution.get();
        judgement
    }
}
