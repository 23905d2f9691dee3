//! Which credentials an operation needs.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::account::As;
use crate::diagnostic::Code;
use crate::ground::pointer;
use crate::ir;
use crate::lower::Lowering;
use crate::schema::{Credential, Operation, Requirement};

/// What the client makes of a security scheme.
enum Found {
    Scheme(ir::Scheme),
    Unsupported,
    /// An error of the document is about it.
    Faulty,
}

impl Lowering<'_> {
    /// The ways to authenticate that the document declares.
    pub(in crate::lower) fn security_schemes(&mut self) -> Vec<ir::SecurityScheme> {
        let section = &self.document.security_schemes;
        let mut schemes = Vec::new();
        for (scheme, reference) in section.components() {
            let at = pointer::step("/components/securitySchemes", scheme);
            let Some((found, at)) = self.resolve(reference, section, &at) else {
                continue;
            };
            if self.is_unused(&at) {
                continue;
            }
            self.account.read(&at, As::SecurityScheme);
            let credential = match &found.credential {
                Credential::Key { location, name } => ir::Credential::Key(ir::ApiKey {
                    scheme: scheme.clone(),
                    place: *location,
                    name: name.clone(),
                }),
                Credential::Http { scheme } => http(scheme),
                Credential::OAuth2 => ir::Credential::OAuth2,
                Credential::OpenIdConnect => ir::Credential::OpenIdConnect,
            };
            schemes.push(ir::SecurityScheme {
                name: scheme.clone(),
                credential,
                docs: found.description.clone().unwrap_or_default(),
            });
        }
        schemes
    }

    /// The alternatives of which a call needs one; empty for none.
    pub(super) fn security(
        &mut self,
        operation: &Operation,
        at: &str,
    ) -> Option<Arc<[Vec<ir::Scheme>]>> {
        let document = self.document;
        match (&operation.security, &document.security) {
            (Some(own), _) => self.alternatives(own, pointer::step(at, "security")),
            (None, Some(root)) => {
                // It is the same list for all.
                if self.root_security.is_none() {
                    self.root_security = self.alternatives(root, "/security".to_owned());
                }
                self.root_security.clone()
            }
            (None, None) => {
                if !self.sources.is_empty() {
                    self.report.error(
                        Code::MissingCredentials,
                        at,
                        "the operation and the document declare no `security`",
                        "add `security` to the root of the document, or `security: []` to an operation without credentials",
                    );
                }
                Some(Arc::default())
            }
        }
    }

    fn alternatives(
        &mut self,
        requirements: &[Requirement],
        at: String,
    ) -> Option<Arc<[Vec<ir::Scheme>]>> {
        let mut alternatives: Vec<Vec<ir::Scheme>> = Vec::new();
        let mut known = BTreeSet::new();
        let mut unsupported = false;
        let mut faulty = false;
        if self.has_undeclared(requirements, &at) {
            return None;
        }
        for (number, requirement) in requirements.iter().enumerate() {
            let at = format!("{at}/{number}");
            if self.without.is_unused(&at) {
                continue;
            }
            let mut schemes = Vec::new();
            let mut supported = true;
            let mut is_unsupported = false;
            for name in requirement {
                match self.scheme(name)? {
                    Found::Scheme(scheme) => schemes.push(scheme),
                    Found::Unsupported => (supported, is_unsupported) = (false, true),
                    Found::Faulty => (supported, faulty) = (false, true),
                }
            }
            schemes.dedup();
            unsupported |= is_unsupported;
            // A faulty scheme counts as its fault.
            if is_unsupported {
                self.account.drops(&at, Code::UnsupportedSecurity);
            }
            // An empty alternative says that none are needed. Those that the client holds are sent all the same.
            if supported && known.insert(schemes.clone()) {
                alternatives.push(schemes);
            }
        }
        if alternatives.iter().all(Vec::is_empty) {
            alternatives.clear();
        }
        // A faulty alternative might be supported, and its fault was reported.
        if alternatives.is_empty() && unsupported && !faulty {
            self.report.warning(
                Code::UnsupportedSecurity,
                &at,
                "no alternative is supported, so the call carries no credentials",
                "send them with `headers` of the client's builder",
            );
        }
        Some(alternatives.into())
    }

    /// Reports the schemes that are not declared. Returns whether there are any.
    fn has_undeclared(&mut self, requirements: &[Requirement], at: &str) -> bool {
        let declared = &self.document.security_schemes;
        let mut has_any = false;
        for (number, requirement) in requirements.iter().enumerate() {
            let unknown = requirement
                .iter()
                .filter(|name| declared.component(name).is_none());
            for name in unknown {
                has_any = true;
                self.report.error(
                    Code::UnknownSecurityScheme,
                    &pointer::step(&format!("{at}/{number}"), name),
                    format!("undeclared security scheme `{name}`"),
                    "declare it under `components.securitySchemes` of this document",
                );
            }
        }
        has_any
    }

    /// Returns what the client makes of a scheme; `None` if there is no such scheme.
    fn scheme(&mut self, name: &str) -> Option<Found> {
        let section = &self.document.security_schemes;
        let scheme = section.component(name)?;
        let at = pointer::step("/components/securitySchemes", name);
        let (scheme, at) = self.resolve(scheme, section, &at)?;
        if self.is_unused(&at) {
            return Some(Found::Faulty);
        }
        let found = match &scheme.credential {
            Credential::Http { scheme } if scheme.eq_ignore_ascii_case("bearer") => {
                Some(ir::Scheme::Token)
            }
            Credential::Http { scheme } if scheme.eq_ignore_ascii_case("basic") => {
                Some(ir::Scheme::Basic)
            }
            Credential::Http { .. } => None,
            // Whatever the flow: what a call carries is the token that comes of it.
            Credential::OAuth2 | Credential::OpenIdConnect => Some(ir::Scheme::Token),
            Credential::Key { .. } => Some(ir::Scheme::Key(name.to_owned())),
        };
        Some(found.map_or(Found::Unsupported, Found::Scheme))
    }
}

fn http(scheme: &str) -> ir::Credential {
    match scheme.to_ascii_lowercase().as_str() {
        "bearer" => ir::Credential::Bearer,
        "basic" => ir::Credential::Basic,
        _ => ir::Credential::Unsupported(scheme.to_owned()),
    }
}
