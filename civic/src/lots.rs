//! Seeds of lots, from what was recorded before and after a list was frozen.

use std::collections::BTreeMap;

use catalog::event::{Kind, LotCall, SeedSource};
use catalog::fold::Node;
use catalog::ids::Slug;
use catalog::record::Proposal;
use governance::keys::MemberKey;
use governance::lot::{RevealError, Secret, Seed, from_reveals, list_hash};

/// Why a lot has no seed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSeed {
    /// No list was frozen for it.
    #[error("no list was frozen for this lot")]
    NoList,
    /// The dice were not thrown, or not before two witnesses.
    #[error("the dice must be thrown before at least two witnesses")]
    NoWitnesses,
    /// The seed has not come yet.
    #[error("its seed has not come yet")]
    NotYet,
    /// Commitments came after the list was frozen, or secrets do not fit.
    #[error(transparent)]
    Reveals(#[from] RevealError),
    /// A commitment or a secret is not 64 hexadecimal digits.
    #[error("`{0}` has recorded something that is not 64 hexadecimal digits")]
    NotHex(Box<str>),
}

/// The seed of a proposal's lot: named in its file, or that of the lot that bears its name.
pub fn seed_of(node: &Node, proposal: &Proposal) -> Option<Seed> {
    let named = proposal.terms.seed.as_deref().and_then(|text| text.parse().ok());
    named.or_else(|| seed(node, &proposal.slug).ok())
}

/// The list of a lot as it was frozen, and where its seed comes from.
pub fn call<'n>(node: &'n Node, lot: &Slug) -> Option<&'n LotCall> {
    node.state.civic.iter().find_map(|recorded| match &*recorded.what {
        Kind::LotCall(call) if call.lot == *lot => Some(&**call),
        _ => None,
    })
}

/// The seed of a lot.
pub fn seed(node: &Node, lot: &Slug) -> Result<Seed, NoSeed> {
    let call = call(node, lot).ok_or(NoSeed::NoList)?;
    match call.source {
        SeedSource::Dice => dice(node, lot),
        SeedSource::Reveals => reveals(node, lot, call),
        SeedSource::Drand => beacon(node, lot, call),
    }
}

fn dice(node: &Node, lot: &Slug) -> Result<Seed, NoSeed> {
    let thrown = node.state.civic.iter().find_map(|recorded| match &*recorded.what {
        Kind::LotSeed(seed) if seed.lot == *lot => Some(seed),
        _ => None,
    });
    let thrown = thrown.ok_or(NoSeed::NotYet)?;
    let witnesses: std::collections::BTreeSet<_> = thrown.witnesses.iter().collect();
    if witnesses.len() < 2 {
        return Err(NoSeed::NoWitnesses);
    }
    thrown.seed.parse().map_err(|_| NoSeed::NotYet)
}

/// A beacon's signature is a seed as it stands; whoever records it checks it against the beacon's
/// public key, and anybody can again.
fn beacon(node: &Node, lot: &Slug, call: &LotCall) -> Result<Seed, NoSeed> {
    let round = call.round.ok_or(NoSeed::NotYet)?;
    let found = node.state.civic.iter().find_map(|recorded| match &*recorded.what {
        Kind::LotSeed(seed) if seed.lot == *lot => Some(&seed.seed),
        _ => None,
    });
    let signature = found.ok_or(NoSeed::NotYet)?;
    format!("drand round {round}: {signature}").parse().map_err(|_| NoSeed::NotYet)
}

/// Commitments count until the list is frozen, secrets after it.
fn reveals(node: &Node, lot: &Slug, call: &LotCall) -> Result<Seed, NoSeed> {
    let (mut commitments, mut secrets) = (BTreeMap::new(), BTreeMap::new());
    let mut is_frozen = false;
    for recorded in &node.state.civic {
        match &*recorded.what {
            Kind::LotCall(other) if other.lot == *lot => is_frozen = true,
            Kind::LotCommit(commit) if commit.lot == *lot && !is_frozen => {
                commitments
                    .insert(key(commit.by.as_str())?, bytes(&commit.by, &commit.commitment)?);
            }
            Kind::LotReveal(reveal) if reveal.lot == *lot && is_frozen => {
                secrets.insert(key(reveal.by.as_str())?, bytes(&reveal.by, &reveal.secret)?);
            }
            _ => {}
        }
    }
    let list = list_hash(call.list.iter().map(AsRef::<str>::as_ref));
    Ok(from_reveals(&list, &commitments, &secrets)?)
}

fn key(text: &str) -> Result<MemberKey, NoSeed> {
    text.parse().map_err(|_| NoSeed::NotHex(text.into()))
}

fn bytes(by: &catalog::ids::Handle, text: &str) -> Result<Secret, NoSeed> {
    let wrong = || NoSeed::NotHex(by.as_str().into());
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64).ok_or_else(wrong)?;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair.iter().fold(0, |byte, digit| byte << 4 | digit);
    }
    Ok(bytes)
}
