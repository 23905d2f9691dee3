//! The two networks of the vendor's samples, and the simulator's own table of phone numbers.

use serde::Serialize;

use super::pages::{Paging, page};
use super::{ok, refusals};
use crate::contract::Call;
use crate::exchange::Reply;

/// The page size in the vendor's sample.
const PER_PAGE: usize = 15;

/// A mobile network and its wallet.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) service: &'static str,
    pub(crate) currency_name: &'static str,
    pub(crate) currency_code: &'static str,
    /// How the gateway calls it in the text of a charge.
    pub(crate) label: &'static str,
    /// How its phone numbers begin.
    prefixes: &'static [&'static str],
}

/// In the order of the vendor's sample.
pub(crate) static NETWORKS: [Network; 2] = [
    Network {
        id: 1,
        name: "MTN Uganda Limited",
        service: "MTN Mobile Money",
        currency_name: "Ugandan shillings (MTN Mobile Money)",
        currency_code: "UGX-MTNMM",
        label: "MTN_UGANDA",
        prefixes: &["25676", "25677", "25678", "25639"],
    },
    Network {
        id: 2,
        name: "Airtel Uganda Limited",
        service: "Airtel Money",
        currency_name: "Ugandan shillings (Airtel Money)",
        currency_code: "UGX-ATLMM",
        label: "AIRTEL_UGANDA",
        prefixes: &["25670", "25674", "25675"],
    },
];

pub(super) fn by_currency(code: &str) -> Option<&'static Network> {
    NETWORKS
        .iter()
        .find(|network| network.currency_code == code)
}

pub(super) fn by_msisdn(msisdn: &str) -> Option<&'static Network> {
    NETWORKS.iter().find(|network| {
        network
            .prefixes
            .iter()
            .any(|prefix| msisdn.starts_with(prefix))
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u64>,
    network_name: &'static str,
    service_name: &'static str,
    currency_name: &'static str,
    currency_code: &'static str,
    country: &'static str,
    country_iso2: &'static str,
}

impl View {
    fn new(network: &'static Network) -> Self {
        Self {
            id: None,
            network_name: network.name,
            service_name: network.service,
            currency_name: network.currency_name,
            currency_code: network.currency_code,
            country: "UGANDA",
            country_iso2: "UG",
        }
    }
}

pub(super) fn list(base_url: &str, call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer<P> {
        code: u16,
        status: &'static str,
        networks: P,
    }
    let rows = NETWORKS
        .iter()
        .map(|network| View {
            id: Some(network.id),
            ..View::new(network)
        })
        .collect();
    let mut networks = page(
        rows,
        Paging::of(call, PER_PAGE),
        format!("{base_url}/networks"),
    );
    // The vendor's sample of this list has none.
    networks.links = None;
    ok(&Answer {
        code: 200,
        status: "OK",
        networks,
    })
}

pub(super) fn get(call: &Call) -> Reply {
    #[derive(Serialize)]
    struct Answer {
        code: u16,
        status: &'static str,
        network: View,
    }
    let id = call.path.get("id").and_then(|id| id.parse::<u64>().ok());
    match NETWORKS.iter().find(|network| Some(network.id) == id) {
        Some(network) => ok(&Answer {
            code: 200,
            status: "OK",
            network: View::new(network),
        }),
        None => refusals::not_found("There is no such network."),
    }
}
