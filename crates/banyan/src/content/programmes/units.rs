//! The codes that a document names, read in the network on the directive's day, or on the first known day where that is later.

use std::collections::BTreeSet;

use banyan_core::programme::ScopeLevel;
use banyan_core::unit::{Level, Network, UnitNo};
use banyan_core::words::Day;

use super::Check;
use crate::programmes::{DirectiveDocument, ScopeRecord};

pub(super) fn check(document: &DirectiveDocument, network: &Network, check: &mut Check) {
    let Some(first) = network.territories_known_from() else { return };
    let day = document.directive.day().unwrap_or(first);
    let kinds = kinds(network);
    let mut codes = Codes { network, day, first, kinds: &kinds, check };
    let head = &document.directive;
    codes.unit("directive", &head.code, "issuer", &head.issuer);
    codes.unit("directive", &head.code, "territory", &head.territory);
    if let Some(own) = &document.programme {
        codes.unit("programme", &own.code, "unit", &own.unit);
    }
    for own in &document.target {
        codes.scope("target", &own.code, &own.scope);
    }
    for own in &document.task {
        for lead in &own.lead {
            codes.unit("task", &own.code, "lead", lead);
        }
        for other in &own.co_operating {
            codes.unit("task", &own.code, "co_operating", other);
        }
        if let Some(scope) = &own.scope {
            codes.scope("task", &own.code, scope);
        }
    }
    for own in &document.baseline {
        codes.unit("baseline", &own.code, "territory", &own.territory);
    }
}

/// The words of the network for kinds of unit.
fn kinds(network: &Network) -> BTreeSet<&str> {
    let versions = network.numbers().flat_map(|no| network.versions(no));
    versions.map(|version| version.kind.as_str()).collect()
}

struct Codes<'a> {
    network: &'a Network,
    day: Day,
    first: Day,
    kinds: &'a BTreeSet<&'a str>,
    check: &'a mut Check,
}

impl Codes<'_> {
    fn find(&self, code: &str) -> Option<UnitNo> {
        let on = |day| self.network.unit_on(code, day, None);
        on(self.day).or_else(|| on(self.day.max(self.first)))
    }

    /// A code that is left out is not wrong.
    fn unit(&mut self, kind: &str, code: &str, field: &str, named: &str) {
        if named.is_empty() || self.find(named).is_some() {
            return;
        }
        let day = self.day.max(self.first);
        let ever = if self.network.bearers(named).is_empty() {
            "no unit ever bore it"
        } else {
            "units bore it on other days"
        };
        self.check.say(
            kind,
            code,
            format!("no unit bears the code `{named}` of `{field}` on {day}; {ever}"),
        );
    }

    fn scope(&mut self, kind: &str, code: &str, scope: &ScopeRecord) {
        self.unit(kind, code, "scope.within", &scope.within);
        let country = self.find(&scope.within).is_none_or(|no| {
            let version = self.network.version_on(no, self.day.max(self.first), None);
            version
                .is_some_and(|version| version.level == Level::Central && version.parent.is_none())
        });
        if scope.levels().contains(&ScopeLevel::National) && !country {
            let within = &scope.within;
            self.check.say(
                kind,
                code,
                format!("the level national needs the country, and `{within}` is not the country"),
            );
        }
        for own in scope.kinds.iter().filter(|own| !self.kinds.contains(own.as_str())) {
            self.check.say(kind, code, format!("no unit of the network is of the kind `{own}`"));
        }
    }
}
