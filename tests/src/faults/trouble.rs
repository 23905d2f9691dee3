//! What goes wrong.

use malipo_sandbox::{Fault, FaultPlan};

use super::said::{BODIES, Said, Says};

/// What goes wrong with a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The first request meets this fault before it is carried out.
    Before(Fault),
    /// The first request meets this fault after it was carried out.
    After(Fault),
    /// Every request is refused with 401 by the gateway.
    UnauthorisedAlways,
    /// Nobody listens.
    Refused,
    /// Nobody vouches for the certificate.
    UntrustedCertificate,
    /// The host has no address.
    UnknownHost,
    /// The connection is accepted, and the TLS handshake gets no answer.
    SilentHandshake,
    /// The first request gets this response: before it is carried out if it is a refusal of the gateway's own, and after that
    /// if it is anything else.
    Says(&'static Said),
}

/// What may come before and after execution.
const FAULTS: [Fault; 18] = [
    Fault::Close,
    Fault::Reset,
    Fault::HalfHead,
    Fault::HalfBody,
    Fault::Hang,
    Fault::BrokenJson,
    Fault::Html,
    Fault::Status(301),
    Fault::Status(302),
    Fault::Status(307),
    Fault::Status(308),
    Fault::Status(408),
    Fault::Status(409),
    Fault::Status(429),
    Fault::Status(500),
    Fault::Status(502),
    Fault::Status(503),
    Fault::Status(504),
];

/// Everything that goes wrong, in the order of the table.
#[must_use]
pub fn troubles() -> Vec<Trouble> {
    let mut all: Vec<_> = FAULTS
        .into_iter()
        .flat_map(|fault| [Trouble::Before(fault), Trouble::After(fault)])
        .collect();
    all.extend([
        Trouble::Before(Fault::Unauthorised),
        Trouble::UnauthorisedAlways,
        Trouble::Refused,
        Trouble::UntrustedCertificate,
        Trouble::UnknownHost,
        Trouble::SilentHandshake,
    ]);
    all.extend(BODIES.iter().map(Trouble::Says));
    all
}

impl Trouble {
    /// The fault of the embedded gateway, if it is one.
    #[must_use]
    pub fn fault(self) -> Option<Fault> {
        match self {
            Self::Before(fault) | Self::After(fault) => Some(fault),
            Self::UnauthorisedAlways => Some(Fault::Unauthorised),
            Self::Says(said) => Some(said.fault()),
            Self::Refused
            | Self::UntrustedCertificate
            | Self::UnknownHost
            | Self::SilentHandshake => None,
        }
    }

    /// How the embedded gateway is told to fail, if it is.
    #[must_use]
    pub fn plan(self, operation: &str) -> Option<FaultPlan> {
        let plan = match self {
            Self::Before(fault) => fault.before_execution(),
            Self::After(fault) => fault.after_execution(),
            Self::UnauthorisedAlways => Fault::Unauthorised.before_execution().always(),
            Self::Says(said) if said.says == Says::Refusal => said.fault().before_execution(),
            Self::Says(said) => said.fault().after_execution(),
            _ => return None,
        };
        Some(plan.of(operation))
    }

    /// Whether only time ends it.
    #[must_use]
    pub fn lasts(self) -> bool {
        self.fault() == Some(Fault::Hang) || self == Self::SilentHandshake
    }

    /// What it is, without when it comes.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Before(Fault::Unauthorised) => "401, once".to_owned(),
            Self::UnauthorisedAlways => "401, always".to_owned(),
            Self::Refused => "connection refused".to_owned(),
            Self::UntrustedCertificate => "TLS failure".to_owned(),
            Self::UnknownHost => "DNS failure".to_owned(),
            Self::SilentHandshake => "timeout in the handshake".to_owned(),
            Self::Says(said) => said.says.name().to_owned(),
            Self::Before(fault) | Self::After(fault) => match fault {
                Fault::Close => "close before the reply".to_owned(),
                Fault::Reset => "reset".to_owned(),
                Fault::HalfHead => "half a head".to_owned(),
                Fault::HalfBody => "half a body".to_owned(),
                Fault::Hang => "hang".to_owned(),
                Fault::BrokenJson => "broken JSON".to_owned(),
                Fault::Html => "HTML".to_owned(),
                Fault::Status(status) => status.to_string(),
                other => format!("{other:?}"),
            },
        }
    }

    /// Which one of several of the same name it is.
    #[must_use]
    pub fn detail(self) -> Option<String> {
        match self {
            Self::Says(said) => Some(format!("{}, {}", said.status, said.what)),
            _ => None,
        }
    }

    /// What the response with a body is, if it is one.
    #[must_use]
    pub fn says(self) -> Option<Says> {
        match self {
            Self::Says(said) => Some(said.says),
            _ => None,
        }
    }

    /// Whether it comes after execution; none where nothing can be executed before it.
    #[must_use]
    pub fn is_after(self) -> Option<bool> {
        match self {
            Self::Before(Fault::Unauthorised) => None,
            Self::Before(_) => Some(false),
            Self::After(_) => Some(true),
            Self::Says(said) => Some(said.says != Says::Refusal),
            _ => None,
        }
    }
}
