//! Operations as data: what the generator says of each, and what the runtime asks of it.

mod declared;

use std::any::{Any, TypeId};

use crate::auth::Scheme;
#[cfg(feature = "payments")]
use crate::call::Lookups;
#[cfg(feature = "payments")]
use crate::error::{Acceptance, RefusalProof};
use crate::error::{Error, Kept, Refusal};
use crate::request::{Effect, Encoder, GivenBack, OperationSpec, Wanted};
use crate::wire::{Answer, Undecodable, Violations};

pub use declared::operation;

/// One operation of a gateway with its parameters: a value that can be checked, encoded and sent.
///
/// The generator implements it; nothing else has to.
pub trait Operation: Send + Sync + 'static {
    /// What a success gives.
    type Output: Send + 'static;
    /// What the gateway documents as its refusals.
    type Refusal: Refusal;
    /// What is fixed about the operation.
    const SPEC: OperationSpec;
    /// The credentials of a call that carries any: the first of these alternatives of which the client holds all. It must hold
    /// all of one, which may be empty.
    const SECURITY: &'static [&'static [Scheme]] = &[&[Scheme::Token]];
    /// The address that the specification gives the operation, where it is another than the client's: one of
    /// [`Gateway::SERVERS`](crate::Gateway::SERVERS).
    const SERVER: Option<&'static str> = None;
    /// The responses that prove that a call did nothing. Without it, no response proves that.
    #[cfg(feature = "payments")]
    const PROOF: Option<RefusalProof> = None;
    /// What a success must have and must not say, where a payment is accepted.
    #[cfg(feature = "payments")]
    const ACCEPTANCE: Option<Acceptance> = None;
    /// Whether a payment of it can be looked up by its reference: whether the operation is
    /// [`Resolvable`](crate::Resolvable).
    #[cfg(feature = "payments")]
    const HAS_LOOKUP: bool = false;

    /// Records what is wrong with the parameters, before anything is sent.
    fn check(&self, at: &mut Violations) {
        let _ = at;
    }

    /// Writes the request.
    fn encode(&self, request: &mut Encoder);

    /// Reads a successful answer.
    ///
    /// # Errors
    ///
    /// When the body does not have the documented shape.
    fn decode(answer: &Answer) -> Result<Self::Output, Undecodable>;

    /// What this call does at the gateway: what [`SPEC`](Self::SPEC) says, or less.
    fn effect(&self) -> Effect {
        Self::SPEC.effect
    }

    /// The request body, if it has the type that its caller [wants back](crate::Error::into_request); else the operation again.
    ///
    /// # Errors
    ///
    /// The operation, when it has no body of that type.
    fn give_back(self, wanted: Wanted) -> GivenBack<Self>
    where
        Self: Sized,
    {
        let _ = wanted;
        Err(self)
    }

    /// Records a violation if a look-up of this payment could not be sent with its reference.
    #[cfg(feature = "payments")]
    fn check_lookups(&self, reference: &str, at: &mut Lookups<'_>) {
        let _ = (reference, at);
    }

    /// The caller's own references of the lines of the payment, where a look-up shows them.
    #[cfg(feature = "payments")]
    fn lines(&self) -> Vec<String> {
        Vec::new()
    }

    /// The caller's own reference, by which the gateway can be asked about this request.
    fn reference(&self) -> Option<&str> {
        None
    }
}

impl<O: Operation> Kept for O {
    fn give(self: Box<Self>, wanted: TypeId) -> Result<Box<dyn Any>, Box<dyn Kept>> {
        if wanted == TypeId::of::<O>() {
            return Ok(self);
        }
        match self.give_back(Wanted(wanted)) {
            Ok(body) => Ok(body),
            Err(operation) => Err(Box::new(operation)),
        }
    }
}

impl Error {
    /// The documented error body, as the type that the operation gives it.
    ///
    /// It is also there where it proves nothing, as for a documented 5xx: ask
    /// [`may_have_been_executed`](Self::may_have_been_executed) what it means.
    pub fn refusal<O: Operation>(&self) -> Option<&O::Refusal> {
        self.refusal_read()?.downcast_ref()
    }
}
