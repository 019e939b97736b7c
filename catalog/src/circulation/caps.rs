//! The constitution's caps on lending and booking: a refusal names the rule that it follows.

use super::Denial;
use crate::fold::Node;
use crate::record::{Rule, RuleAbout};

/// The strictest rule that limits something, with its limit: one without a unit speaks of all.
pub fn strictest<'n>(
    node: &'n Node,
    about: RuleAbout,
    unit: Option<&str>,
) -> Option<(i64, &'n Rule)> {
    let rules = node.documents.constitution.iter().flat_map(|rules| &rules.rules);
    let of_unit = |rule: &&Rule| rule.unit.is_none() || rule.unit.as_deref() == unit;
    let applies = rules.filter(|rule| rule.about == about).filter(of_unit);
    let limits = applies.filter_map(|rule| Some((rule.at_most?, rule)));
    limits.min_by_key(|(most, rule)| (*most, &rule.id))
}

/// Why it would be too much by the rules; none if they allow it or say nothing.
pub(super) fn against(node: &Node, about: RuleAbout, would_be: usize) -> Option<Denial> {
    let (at_most, rule) = strictest(node, about, None)?;
    let would_be = i64::try_from(would_be).unwrap_or(i64::MAX);
    (would_be > at_most).then(|| Denial::Rule {
        rule: rule.id.as_str().into(),
        clause: rule.clause.as_str().into(),
        about,
        most: at_most,
        appeal: rule.appeal.as_deref().map(Into::into),
    })
}
