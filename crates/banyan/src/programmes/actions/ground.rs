//! What a draft is read against when it is adopted: the tree of its day, the territory that it speaks of, and what is recorded
//! there already.

use banyan_core::access::Sharing;
use banyan_core::unit::{Gazetteer, Level, Network, Place, Tree, UnitId, UnitNo};
use banyan_core::words::fold_words;

use super::adoption::{Setting, document_of};
use super::document::{DirectiveDocument, DirectiveRecord};
use crate::directives::{self, Draft};

/// A draft over the network of its day.
pub(in crate::programmes) struct Ground<'a> {
    draft: &'a Draft,
    network: &'a Network,
    tree: &'a Tree,
    gazetteer: Gazetteer<'a>,
    /// The territory of which the draft speaks, where it speaks of one; else it is the country's.
    within: Option<UnitNo>,
    territory: String,
    country: String,
}

impl<'a> Ground<'a> {
    pub(in crate::programmes) fn of(
        draft: &'a Draft,
        network: &'a Network,
        tree: &'a Tree,
    ) -> Ground<'a> {
        let within = directives::territory(network, tree, draft);
        let version = within.and_then(|no| network.version_on(no, tree.day(), None));
        let country = country_code(network, tree);
        let territory = version.map_or_else(|| country.clone(), |version| version.code.clone());
        let gazetteer = Gazetteer::of(network, tree);
        Ground { draft, network, tree, gazetteer, within, territory, country }
    }

    fn own(&self) -> Option<UnitNo> {
        self.within.or_else(|| self.tree.root().map(|root| root.unit))
    }

    /// The unit that the programme will belong to: who adopts it needs a role there.
    pub(in crate::programmes) fn unit(&self) -> Option<UnitId> {
        self.own().and_then(|no| self.network.unit(no)).map(|unit| unit.id.clone())
    }

    /// The draft's document under a code, with its names read in the tree of its day.
    pub(in crate::programmes) fn document(
        &self,
        code: &str,
        sharing: Sharing,
    ) -> DirectiveDocument {
        let setting = Setting {
            code,
            territory: &self.territory,
            unit: &self.territory,
            country: &self.country,
            sharing: sharing.key(),
            lead: &|words| self.named(words).and_then(|no| self.code_of(no)),
        };
        document_of(self.draft, &setting)
    }

    /// Whether a directive is the one that the draft was made of: of the same number in the same territory. Each unit numbers its
    /// documents for itself, and anew every year: what is known to be of another year, or of issuers of which neither lies in the
    /// other, is another document.
    pub(in crate::programmes) fn tells_of(&self, other: &DirectiveRecord) -> bool {
        let number = fold_words(&self.draft.number);
        let years = self.draft.day().zip(other.day());
        !number.is_empty()
            && number == fold_words(&other.number)
            && self.bearer(&other.territory, other) == self.own()
            && years.is_none_or(|(own, other)| own.year() == other.year())
            && !self.issued_apart(other)
    }

    /// The unit that bore a code on a directive's day, or on the first known day where that is later.
    fn bearer(&self, code: &str, directive: &DirectiveRecord) -> Option<UnitNo> {
        let first = self.network.territories_known_from()?;
        let day = directive.day().unwrap_or(self.tree.day());
        let on = |day| self.network.unit_on(code, day, None);
        on(day).or_else(|| on(day.max(first)))
    }

    /// Whether the draft's issuer and that of another directive are two units of which neither lies in the other.
    fn issued_apart(&self, other: &DirectiveRecord) -> bool {
        let borne = Some(&other.issuer).filter(|code| !code.is_empty());
        let borne = borne.and_then(|code| self.bearer(code, other));
        let text = other.issuer_name.text();
        let issuer = borne.or_else(|| text.pairs().find_map(|(_, words)| self.named(words)));
        let pair = self.named(&self.draft.issuer).zip(issuer);
        let places =
            pair.and_then(|(own, other)| Some((self.tree.place(own)?, self.tree.place(other)?)));
        let holds = |outer: &Place, own: &Place| (outer.first..=outer.last).contains(&own.first);
        places.is_some_and(|(own, other)| !holds(own, other) && !holds(other, own))
    }

    /// The codes that the draft may be adopted under, the first one to be taken first; the last is the draft's alone.
    ///
    /// What is shared with those above is called by its number and its unit, and by its year where the unit has had that number. All
    /// who may adopt at the unit see what is called so; what they might not see bears a code that says nothing of it.
    pub(in crate::programmes) fn codes(&self, sharing: Sharing) -> Vec<String> {
        let number = fold_words(&self.draft.number).join("-").to_uppercase();
        let tail: String = self.draft.id.chars().rev().take(6).collect();
        let whole = format!("T-{}", self.draft.id.to_uppercase());
        let known = matches!(sharing, Sharing::Upward | Sharing::Public);
        if number.is_empty() || !known {
            return vec![format!("T-{}", tail.to_uppercase()), whole];
        }
        // A point, which no folded number has: no other document comes to the same code.
        let own = format!("{number}.{}", self.territory);
        let year = self.draft.day().map(|day| format!("{own}.{}", day.year()));
        let mut codes = vec![own.clone()];
        codes.extend(year);
        codes.extend([format!("{own}.{}", tail.to_uppercase()), whole]);
        codes
    }

    /// The one unit that words name on the tree's day. Every province has a department of that name: only namesakes that lie within
    /// the draft's territory as the unit does leave it open who is meant, and then none is chosen. Nor is one that had ended
    /// by then: the words stay, and responsibility is missing.
    fn named(&self, words: &str) -> Option<UnitNo> {
        let found = self.gazetteer.resolve(words, self.within).filter(|found| found.open)?;
        let territory = self.within.and_then(|no| self.tree.place(no));
        let inside = |no: UnitNo| {
            territory
                .zip(self.tree.place(no))
                .is_some_and(|(outer, own)| outer.first <= own.first && own.last <= outer.last)
        };
        let alike = |no: &&UnitNo| inside(**no) == inside(found.unit);
        found.namesakes.iter().find(alike).is_none().then_some(found.unit)
    }

    fn code_of(&self, no: UnitNo) -> Option<String> {
        self.network.version_on(no, self.tree.day(), None).map(|version| version.code.clone())
    }
}

fn country_code(network: &Network, tree: &Tree) -> String {
    let root = tree.root().filter(|root| root.level == Level::Central);
    root.and_then(|root| network.version_on(root.unit, tree.day(), None))
        .map_or_else(String::new, |version| version.code.clone())
}
