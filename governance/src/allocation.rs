//! Sharing out places or things that there are too few of, so that anybody can check it.
//!
//! - [`serial_dictatorship`]: a lot gives the order, and each takes the first choice that is free.
//!   Nobody gains by hiding what they want, and no two would want to swap afterwards; envy remains
//!   possible, and should be said so.
//! - [`deferred_acceptance`] (Gale and Shapley 1962), where places have published priorities:
//!   nobody is passed over at a place for somebody with less priority there.
//! - [`top_trading_cycles`] (Shapley and Scarf 1974), for swapping what people hold already: nobody
//!   ends with less than they began with.

use std::collections::{BTreeMap, BTreeSet};

use crate::keys::{MemberKey, OptionKey};
use crate::lot::{Seed, ticket};

/// What each member would like, the best first. What is not named is not wanted.
pub type Preferences = BTreeMap<MemberKey, Vec<OptionKey>>;

/// Who gets what. Members who get nothing are not in it.
pub type Allocation = BTreeMap<MemberKey, OptionKey>;

/// The order that the seed gives to the members.
pub fn lot_order<'a>(
    seed: &Seed,
    members: impl IntoIterator<Item = &'a MemberKey>,
) -> Vec<&'a MemberKey> {
    let mut order: Vec<&MemberKey> = members.into_iter().collect();
    order.sort_by_cached_key(|member| (ticket(seed, member.as_str()), *member));
    order
}

/// Random serial dictatorship: in the order of the lot, each takes their best choice of which there
/// is still one. `stock` says how many there are of each.
pub fn serial_dictatorship(
    seed: &Seed,
    wishes: &Preferences,
    stock: &BTreeMap<OptionKey, u32>,
) -> Allocation {
    let mut stock = stock.clone();
    let mut given = Allocation::new();
    for member in lot_order(seed, wishes.keys()) {
        for wish in wishes.get(member).into_iter().flatten() {
            let Some(left) = stock.get_mut(wish).filter(|left| **left > 0) else { continue };
            *left -= 1;
            given.insert(member.clone(), wish.clone());
            break;
        }
    }
    given
}

/// Applicants ask for their best choice; a place keeps those with the most priority and turns the
/// others away, who ask for their next. `priorities` lists the applicants of a place, the first
/// with the most; who is not listed there cannot have it. `stock` says how many it takes.
pub fn deferred_acceptance(
    wishes: &Preferences,
    priorities: &BTreeMap<OptionKey, Vec<MemberKey>>,
    stock: &BTreeMap<OptionKey, u32>,
) -> Allocation {
    let mut next: BTreeMap<&MemberKey, usize> = wishes.keys().map(|member| (member, 0)).collect();
    let mut kept: BTreeMap<&OptionKey, BTreeSet<(usize, &MemberKey)>> = BTreeMap::new();
    let mut asking: Vec<&MemberKey> = wishes.keys().collect();
    while let Some(member) = asking.pop() {
        let Some(step) = next.get_mut(member) else { continue };
        let Some(wish) = wishes.get(member).and_then(|own| own.get(*step)) else { continue };
        *step += 1;
        let rank = priorities.get(wish).and_then(|list| list.iter().position(|m| m == member));
        let Some(rank) = rank else {
            asking.push(member);
            continue;
        };
        let places = kept.entry(wish).or_default();
        places.insert((rank, member));
        let room = stock.get(wish).copied().unwrap_or(0);
        if u32::try_from(places.len()).is_ok_and(|taken| taken > room) {
            asking.extend(places.pop_last().map(|(_, turned_away)| turned_away));
        }
    }
    let pairs = kept.into_iter().flat_map(|(place, members)| {
        members.into_iter().map(move |(_, member)| (member.clone(), place.clone()))
    });
    pairs.collect()
}

/// Members point at the holder of their best choice that is left; whoever stands in a circle gets
/// what they point at and leaves. `holdings` says what each brings, no two the same; who wants
/// nothing better keeps their own.
pub fn top_trading_cycles(
    wishes: &Preferences,
    holdings: &BTreeMap<MemberKey, OptionKey>,
) -> Allocation {
    let holders: BTreeMap<&OptionKey, &MemberKey> =
        holdings.iter().map(|(member, held)| (held, member)).collect();
    let mut left: BTreeSet<&MemberKey> = holders.values().copied().collect();
    let mut given = Allocation::new();
    while let Some(start) = left.first().copied() {
        let mut seen: Vec<(&MemberKey, &OptionKey)> = Vec::new();
        let mut at = start;
        let circle = loop {
            if let Some(place) = seen.iter().position(|(member, _)| *member == at) {
                break seen.split_off(place);
            }
            let Some((wish, holder)) = points_at(at, wishes, holdings, &holders, &left) else {
                break Vec::new();
            };
            seen.push((at, wish));
            at = holder;
        };
        if circle.is_empty() {
            left.remove(start);
        }
        for (member, gets) in circle {
            left.remove(member);
            given.insert(member.clone(), gets.clone());
        }
    }
    given
}

/// What a member would like best of what is left, their own holding last, and who holds it.
fn points_at<'a>(
    member: &MemberKey,
    wishes: &'a Preferences,
    holdings: &'a BTreeMap<MemberKey, OptionKey>,
    holders: &BTreeMap<&'a OptionKey, &'a MemberKey>,
    left: &BTreeSet<&MemberKey>,
) -> Option<(&'a OptionKey, &'a MemberKey)> {
    let wished = wishes.get(member).into_iter().flatten().chain(holdings.get(member));
    let mut held = wished.filter_map(|wish| Some((wish, *holders.get(wish)?)));
    held.find(|(_, holder)| left.contains(*holder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn member(name: &str) -> MemberKey {
        name.parse().unwrap()
    }

    fn wishes(list: &[(&str, &str)]) -> Preferences {
        let keys = |words: &str| words.split_whitespace().map(|w| w.parse().unwrap()).collect();
        list.iter().map(|(who, words)| (member(who), keys(words))).collect()
    }

    fn one_each(names: &[&str]) -> BTreeMap<OptionKey, u32> {
        names.iter().map(|name| (name.parse().unwrap(), 1)).collect()
    }

    fn shown(given: &Allocation) -> String {
        let pairs = given.iter().map(|(member, option)| format!("{member} {option}"));
        pairs.collect::<Vec<_>>().join(", ")
    }

    fn housing() -> Preferences {
        wishes(&[
            ("ana", "studio flat room"),
            ("ben", "studio room"),
            ("cy", "flat studio room"),
            ("dee", "studio flat"),
        ])
    }

    #[test]
    fn the_seed_of_the_lot_decides_who_chooses_first() {
        let stock = one_each(&["studio", "flat", "room"]);
        let with =
            |seed: &str| shown(&serial_dictatorship(&seed.parse().unwrap(), &housing(), &stock));
        assert_eq!(with("2026-11-21/housing/1"), "ana room, cy flat, dee studio");
        assert_eq!(with("2026-11-21/housing/0"), "ana studio, ben room, cy flat");
    }

    #[test]
    fn priorities_are_kept_where_places_have_them() {
        let list = |names: &str| names.split_whitespace().map(member).collect();
        let priorities =
            [("studio", "cy ben ana dee"), ("flat", "ana dee cy"), ("room", "ben ana cy")]
                .map(|(place, names)| (place.parse().unwrap(), list(names)))
                .into();
        let given =
            deferred_acceptance(&housing(), &priorities, &one_each(&["studio", "flat", "room"]));
        assert_eq!(shown(&given), "ana flat, ben room, cy studio");
    }

    #[test]
    fn trading_gives_everybody_something_at_least_as_good() {
        let wishes = wishes(&[("a", "h2 h3 h1"), ("b", "h1 h2 h3"), ("c", "h1 h2 h3")]);
        let holdings = [("a", "h1"), ("b", "h2"), ("c", "h3")]
            .map(|(who, what)| (member(who), what.parse().unwrap()))
            .into();
        assert_eq!(shown(&top_trading_cycles(&wishes, &holdings)), "a h2, b h1, c h3");
    }

    proptest! {
        #[test]
        fn nothing_is_given_twice_and_nobody_gets_what_they_did_not_ask_for(
            orders in prop::collection::vec(prop::collection::vec(0_u8..5, 0..5), 1..8),
        ) {
            let option = |n: u8| format!("o{n}").parse::<OptionKey>().unwrap();
            let wishes: Preferences = orders
                .iter()
                .enumerate()
                .map(|(n, own)| (member(&format!("m{n}")), own.iter().map(|o| option(*o)).collect()))
                .collect();
            let stock: BTreeMap<OptionKey, u32> = (0..5).map(|n| (option(n), 1)).collect();
            let everybody: Vec<MemberKey> = wishes.keys().cloned().collect();
            let priorities = stock.keys().map(|key| (key.clone(), everybody.clone())).collect();
            let lot = serial_dictatorship(&"s".parse().unwrap(), &wishes, &stock);
            for given in [lot, deferred_acceptance(&wishes, &priorities, &stock)] {
                let distinct: BTreeSet<&OptionKey> = given.values().collect();
                prop_assert_eq!(distinct.len(), given.len());
                prop_assert!(given.iter().all(|(who, what)| wishes[who].contains(what)));
            }
            let holdings: BTreeMap<MemberKey, OptionKey> =
                everybody.iter().cloned().zip((0..5).map(option)).collect();
            let traded = top_trading_cycles(&wishes, &holdings);
            prop_assert_eq!(traded.len(), holdings.len());
            for (who, what) in &traded {
                let rank = |o: &OptionKey| wishes[who].iter().position(|w| w == o).unwrap_or(99);
                prop_assert!(rank(what) <= rank(&holdings[who]));
            }
        }
    }
}
