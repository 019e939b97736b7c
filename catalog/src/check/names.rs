//! Names that lead somewhere: each category, place, policy, training, title, design, proposal and
//! person that a document names is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::Code;
use crate::ids::{CategoryPath, Handle, PolicyName, Slug};
use crate::record::{
    Contents, Design, DocumentKind, Documents, Happening, Minutes, NodeConfig, Place, Proposal,
    Title, TitleKind, UNKNOWN_PLACE, Unit,
};

use super::Raised;
use super::spot::Spot;

pub(super) fn check(documents: &Documents, raised: &mut Raised) {
    let mut names = Names { d: documents, raised, codes: codes(documents) };
    names.node(&documents.node);
    documents.titles.values().for_each(|title| names.title(title));
    documents.places.values().for_each(|place| names.place(place));
    documents.designs.values().for_each(|design| names.design(design));
    documents.proposals.values().for_each(|proposal| names.proposal(proposal));
    documents.minutes.values().for_each(|minutes| names.minutes(minutes));
    documents.events.values().for_each(|event| names.event(event));
    names.place_cycles();
}

fn codes(documents: &Documents) -> BTreeSet<Code> {
    documents.titles.values().flat_map(|title| title.units.iter().map(|unit| unit.code)).collect()
}

/// How a node that has none of a sort gets its first.
fn first_of(what: &str, name: &str) -> Option<String> {
    let table = match what {
        "category" => "categories",
        "policy" => "policies",
        "reservation policy" => "reservation_policies",
        "training" => "trainings",
        "place" => {
            return Some(format!("this node has no places yet: `stead new place \"{name}\"`"));
        }
        _ => return None,
    };
    let name = if name.contains('/') { format!("\"{name}\"") } else { name.to_owned() };
    Some(format!("`node.toml` has none yet; add `[{table}.{name}]` to it"))
}

struct Names<'d, 'r> {
    d: &'d Documents,
    raised: &'r mut Raised,
    codes: BTreeSet<Code>,
}

impl Names<'_, '_> {
    /// One name that has to be in a map.
    fn must<K: Ord + AsRef<str>, V>(
        &mut self,
        map: &BTreeMap<K, V>,
        (what, code): (&str, &'static str),
        name: &K,
        spot: impl FnOnce() -> Spot,
    ) {
        if map.contains_key(name) {
            return;
        }
        let name = name.as_ref();
        let hint = if map.is_empty() {
            first_of(what, name)
        } else {
            self.raised.suggest(name, map.keys().map(AsRef::as_ref))
        };
        let message = format!("there is no {what} `{name}`");
        self.raised.error(spot(), code, message).hint = hint;
    }

    fn category(&mut self, path: &CategoryPath, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.node.categories, ("category", "unknown-category"), path, spot);
    }

    fn policy(&mut self, name: &PolicyName, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.node.policies, ("policy", "unknown-policy"), name, spot);
    }

    fn training(&mut self, name: &Slug, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.node.trainings, ("training", "unknown-training"), name, spot);
    }

    fn at_place(&mut self, name: &Slug, spot: impl FnOnce() -> Spot) {
        if name.as_str() != UNKNOWN_PLACE {
            self.must(&self.d.places, ("place", "unknown-place"), name, spot);
        }
    }

    fn of_title(&mut self, name: &Slug, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.titles, ("title", "unknown-title"), name, spot);
    }

    fn of_design(&mut self, name: &Slug, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.designs, ("design", "unknown-design"), name, spot);
    }

    fn of_proposal(&mut self, name: &Slug, spot: impl FnOnce() -> Spot) {
        self.must(&self.d.proposals, ("proposal", "unknown-proposal"), name, spot);
    }

    /// People have a profile only if they asked for one, so this is no more than a hint.
    fn person(&mut self, handle: &Handle, spot: impl FnOnce() -> Spot) {
        if self.d.people.contains_key(handle.as_str()) {
            return;
        }
        let hint = self.raised.suggest(handle.as_str(), self.d.people.keys().map(Slug::as_str));
        let message = format!("`{handle}` has no public profile, so the name is not a link");
        self.raised.warning(spot(), "no-profile", message).hint = hint;
    }

    fn node(&mut self, node: &NodeConfig) {
        if let Some(name) = &node.default_policy {
            self.policy(name, || Spot::node().key("default_policy"));
        }
        for handle in &node.stewards {
            self.person(handle, || Spot::node().key("stewards").is(handle));
        }
        for path in node.categories.keys() {
            let wider = path.as_str().rsplit_once('/').map(|(wider, _)| wider);
            let Some(wider) = wider.and_then(|wider| wider.parse::<CategoryPath>().ok()) else {
                continue;
            };
            if !node.categories.contains_key(&wider) {
                let message = format!("the wider category `{wider}` has no name of its own");
                let hint = format!("add `[categories.{wider}]` with a `name`");
                let spot = Spot::node().key("categories").key(path.as_str());
                self.raised.warning(spot, "unnamed-category", message).hint = Some(hint);
            }
        }
        if !node.label_base.ends_with(['/', '=', '#']) {
            let message = "the code on a label comes right after this, with nothing between";
            let hint = format!("end it with `/`: `{}/`", node.label_base);
            let spot = Spot::node().key("label_base");
            self.raised.warning(spot, "label-base", message.into()).hint = Some(hint);
        }
    }

    fn title(&mut self, title: &Title) {
        let at = || Spot::of(DocumentKind::Title, &title.slug);
        for path in &title.categories {
            self.category(path, || at().key("categories").is(path));
        }
        if let Some(name) = &title.policy {
            self.policy(name, || at().key("policy"));
        }
        if let Some(name) = &title.reservation_policy {
            let what = ("reservation policy", "unknown-policy");
            let policies = &self.d.node.reservation_policies;
            self.must(policies, what, name, || at().key("reservation_policy"));
        }
        for name in &title.requires_authorisation {
            self.training(name, || at().key("requires_authorisation").is(name));
        }
        for name in &title.compatible_with {
            self.of_title(name, || at().key("compatible_with").is(name));
        }
        for name in &title.designs {
            self.of_design(name, || at().key("designs").is(name));
        }
        title.contents.iter().for_each(|line| self.contents(title, line));
        title.units.iter().for_each(|unit| self.unit(title, unit));
        if !title.contents.is_empty() && title.kind != TitleKind::Kit {
            let message = "only a title of the kind `kit` has `contents`".to_owned();
            self.raised.warning(at().key("contents"), "contents-without-kit", message);
        }
    }

    fn unit(&mut self, title: &Title, unit: &Unit) {
        let at = || Spot::of(DocumentKind::Title, &title.slug).unit(unit.code, 0);
        self.at_place(&unit.home_place, || at().key("home_place"));
        if let Some(name) = &unit.policy_override {
            self.policy(name, || at().key("policy_override"));
        }
    }

    fn contents(&mut self, title: &Title, line: &Contents) {
        let at = || Spot::of(DocumentKind::Title, &title.slug).key("contents");
        match line {
            Contents::Title(slug, _) if *slug == title.slug => {
                let message = format!("`{slug}` cannot be a part of itself");
                self.raised.error(at().with("title", slug), "kit-in-itself", message);
            }
            Contents::Title(slug, _) => {
                self.of_title(slug, || at().with("title", slug).key("title"));
            }
            Contents::Unit(code) if title.units.iter().any(|unit| unit.code == *code) => {
                let message = format!("`{code}` is the kit's own label");
                self.raised.error(at().with("unit", code), "kit-in-itself", message);
            }
            Contents::Unit(code) if !self.codes.contains(code) => {
                let message = format!("there is no unit `{code}`");
                let spot = at().with("unit", code).key("unit");
                self.raised.error(spot, "unknown-unit", message);
            }
            Contents::Unit(_) => {}
        }
    }

    fn place(&mut self, place: &Place) {
        if let Some(parent) = &place.parent {
            let at = || Spot::of(DocumentKind::Place, &place.slug).key("parent");
            self.must(&self.d.places, ("place", "unknown-place"), parent, at);
        }
    }

    fn design(&mut self, design: &Design) {
        let at = || Spot::of(DocumentKind::Design, &design.slug).key("commonstead");
        for path in &design.categories {
            self.category(path, || at().key("categories").is(path));
        }
        for name in &design.tools {
            self.of_title(name, || at().key("tools").is(name));
        }
        for origin in &design.derived_from {
            // Designs of other nodes are named by their address.
            if let Ok(name) = origin.parse::<Slug>() {
                self.of_design(&name, || at().key("derived_from").is(origin));
            }
        }
    }

    fn proposal(&mut self, proposal: &Proposal) {
        let at = || Spot::of(DocumentKind::Proposal, &proposal.slug);
        for handle in &proposal.proposed_by {
            self.person(handle, || at().key("proposed_by").is(handle));
        }
        match &proposal.supersedes {
            Some(other) if *other == proposal.slug => {
                let message = "a proposal cannot take its own place".to_owned();
                self.raised.error(at().key("supersedes"), "supersedes-itself", message);
            }
            Some(other) => self.of_proposal(other, || at().key("supersedes")),
            None => {}
        }
        let Some(constitution) = &self.d.constitution else { return };
        for clause in &proposal.changes {
            if !constitution.body.base.contains(&format!("{{#{clause}}}")) {
                let message = format!("the constitution has no clause `{clause}`");
                let hint = format!("clauses are headings with `{{#{clause}}}` at their end");
                let spot = at().key("changes").is(clause);
                self.raised.warning(spot, "unknown-clause", message).hint = Some(hint);
            }
        }
    }

    fn minutes(&mut self, minutes: &Minutes) {
        for name in &minutes.decisions {
            let at = || Spot::of(DocumentKind::Minutes, &minutes.slug).key("decisions").is(name);
            self.of_proposal(name, at);
        }
    }

    fn event(&mut self, event: &Happening) {
        let at = || Spot::of(DocumentKind::Event, &event.slug);
        if let Some(place) = &event.place {
            self.at_place(place, || at().key("place"));
        }
        if let Some(training) = &event.training {
            self.training(training, || at().key("training"));
        }
    }

    /// Places that stand in themselves: each ring of places is told once.
    fn place_cycles(&mut self) {
        let mut settled: BTreeSet<&Slug> = BTreeSet::new();
        for start in self.d.places.keys() {
            let mut way: Vec<&Slug> = Vec::new();
            let mut on_way: BTreeSet<&Slug> = BTreeSet::new();
            let mut next = Some(start);
            while let Some(slug) = next.filter(|slug| !settled.contains(slug)) {
                if !on_way.insert(slug) {
                    let ring: Vec<_> = way.iter().skip_while(|other| **other != slug).collect();
                    let names: Vec<_> = ring.iter().map(|slug| format!("`{slug}`")).collect();
                    let message =
                        format!("{} is in itself: {} → `{slug}`", names[0], names.join(" → "));
                    let spot = Spot::of(DocumentKind::Place, slug).key("parent");
                    self.raised.error(spot, "place-in-itself", message);
                    break;
                }
                way.push(slug);
                next = self.d.places.get(slug).and_then(|place| place.parent.as_ref());
            }
            settled.extend(way);
        }
    }
}
