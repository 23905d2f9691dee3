//! What a cell of the matrix is.

use std::fmt;

use malipo_codegen::ir::EffectKind;

use super::{Trouble, troubles};

/// A gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gateway {
    /// ZamuPay.
    Zamupay,
    /// ZENGAPAY.
    Zengapay,
}

impl Gateway {
    const ALL: [Self; 2] = [Self::Zamupay, Self::Zengapay];

    /// The name of its specification.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zamupay => "zamupay",
            Self::Zengapay => "zengapay",
        }
    }
}

/// An operation that moves money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Whose it is.
    pub gateway: Gateway,
    /// Its name in the specification.
    pub id: String,
}

/// Every operation that moves money, as the specifications declare it.
///
/// # Errors
///
/// When a specification cannot be read.
pub fn operations() -> Result<Vec<Operation>, String> {
    let mut all = Vec::new();
    for gateway in Gateway::ALL {
        let moving = crate::specification(gateway.name())?
            .operations
            .into_iter()
            .filter(|operation| operation.effect.kind == EffectKind::MovesMoney);
        all.extend(moving.map(|operation| Operation {
            gateway,
            id: operation.id,
        }));
    }
    Ok(all)
}

/// The connection on which a payment is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// There was none.
    Fresh,
    /// One on which a read was answered before.
    Reused,
    /// There was one, and the gateway has closed it while it was idle.
    Stale,
}

impl Connection {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Fresh, Self::Reused, Self::Stale];
}

impl fmt::Display for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Fresh => "fresh",
            Self::Reused => "reused",
            Self::Stale => "stale",
        })
    }
}

/// How eager a client is to make a call again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// As it is built by default.
    Default,
    /// As often and as soon as it can be told to.
    Eager,
}

impl Policy {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Default, Self::Eager];
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Default => "default",
            Self::Eager => "retries on",
        })
    }
}

/// One payment of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What is called.
    pub operation: Operation,
    /// What goes wrong.
    pub trouble: Trouble,
    /// On which connection.
    pub connection: Connection,
    /// How eager the client is.
    pub policy: Policy,
}

impl Cell {
    /// Whether there can be such a payment.
    #[must_use]
    pub fn exists(&self) -> bool {
        match self.trouble {
            Trouble::Before(_) | Trouble::After(_) | Trouble::UnauthorisedAlways => true,
            // How a body is read depends neither on the connection nor on what came before.
            Trouble::Says(said) => {
                said.is_of(&self.operation) && self.connection == Connection::Fresh
            }
            // On a connection that is there, nothing is connected; one may have been there before.
            Trouble::Refused => self.connection != Connection::Reused,
            // And of these there never was one.
            Trouble::UntrustedCertificate | Trouble::UnknownHost | Trouble::SilentHandshake => {
                self.connection == Connection::Fresh
            }
        }
    }

    /// All of these operations, those included that cannot exist.
    #[must_use]
    pub fn all(operations: &[Operation]) -> Vec<Self> {
        let mut all = Vec::new();
        for operation in operations {
            for trouble in troubles() {
                for connection in Connection::ALL {
                    all.extend(Policy::ALL.map(|policy| Self {
                        operation: operation.clone(),
                        trouble,
                        connection,
                        policy,
                    }));
                }
            }
        }
        all
    }
}
