//! What a node records in view of another's records: notes that it takes in, refuses, gives back, and
//! the stop when two notes bear one number. It comes to nothing once it was done.

use std::collections::{BTreeMap, BTreeSet};

use catalog::event::{ClearingBack, ClearingFreeze, ClearingTake, Kind};
use catalog::fold::Node;
use catalog::ids::{Handle, Slug};
use jiff::civil::Date;
use ledger::account::{MemberName, NodeName};
use ledger::amount::Amount;
use ledger::clearing::note::{Answer, Note, NoteHash};
use ledger::clearing::pair::Arrival;
use ledger::entry::{Entry, EntryId};

use super::{Side, me, note, refusal_word, sides};

/// What this node should record now, having read the other's records.
pub fn next_steps(
    ours: &Node,
    theirs: &Node,
    today: Date,
    has_account: impl Fn(&MemberName) -> bool,
) -> Vec<Kind> {
    let steps = || {
        let (me, other) = (me(ours)?, me(theirs)?);
        let peer: Slug = other.as_str().parse().ok()?;
        let here: Slug = me.as_str().parse().ok()?;
        let (our_sides, their_sides) = (sides(ours), sides(theirs));
        let side = our_sides.get(&peer)?;
        let back = their_sides.get(&here);
        let mut steps = give_back(side, back, &peer, today);
        steps.extend(take_in(theirs, side, (&me, &other, &peer), today, has_account));
        Some(steps)
    };
    steps().unwrap_or_default()
}

/// Our notes that the other refused, or did not take in before they expired.
fn give_back(side: &Side, back: Option<&Side>, peer: &Slug, today: Date) -> Vec<Kind> {
    let Some(back) = back else { return Vec::new() };
    let taken = u64::try_from(back.taken.len()).unwrap_or(u64::MAX);
    let mut steps = Vec::new();
    for sent in side.sent.iter().filter(|sent| !sent.is_back) {
        let hash = sent.note.hash();
        let answer = back.taken.iter().find(|a| a.seq == sent.note.seq && a.hash == hash);
        let why = match answer {
            Some(answer) => answer.refused.map(refusal_word),
            // That the other side has not come so far is in its own signed records.
            None if today > sent.note.expires && taken < sent.note.seq => Some("expired".into()),
            None => None,
        };
        if let Some(why) = why {
            steps.push(ClearingBack { to: peer.clone(), seq: sent.note.seq, why }.into());
        }
    }
    steps
}

/// Their notes that come next, until one is missing or two have one number.
fn take_in(
    theirs: &Node,
    side: &Side,
    (me, other, peer): (&NodeName, &NodeName, &Slug),
    today: Date,
    has_account: impl Fn(&MemberName) -> bool,
) -> Vec<Kind> {
    let mut notes: BTreeMap<u64, Vec<Note>> = BTreeMap::new();
    for recorded in &theirs.state.civic {
        let Kind::ClearingSend(sent) = &*recorded.what else { continue };
        let Ok(note) = note(other, sent) else { continue };
        let known = notes.entry(note.seq).or_default();
        if note.to == *me && !known.contains(&note) {
            known.push(note);
        }
    }
    if side.frozen_at.is_some() {
        return Vec::new();
    }
    let Some(mut pair) = side.pair(me, other) else { return Vec::new() };
    let mut steps = Vec::new();
    for (seq, same) in notes {
        let taken = side.taken.iter().find(|answer| answer.seq == seq);
        let mut hashes: BTreeSet<NoteHash> = same.iter().map(Note::hash).collect();
        hashes.extend(taken.map(|answer| answer.hash));
        if hashes.len() > 1 {
            let hashes = hashes.iter().map(|hash| hash.to_string().into()).collect();
            steps.push(ClearingFreeze { peer: peer.clone(), seq, hashes, settled: false }.into());
            break;
        }
        let Some(note) = same.first() else { continue };
        match pair.receive(note, EntryId::new("new"), today, &has_account) {
            Arrival::Applied { entry, answer } => {
                steps.push(taken_event(peer, note, &answer, Some(&entry)));
            }
            Arrival::Refused(answer) => steps.push(taken_event(peer, note, &answer, None)),
            Arrival::Known(_) => {}
            Arrival::Frozen => {
                let hashes = vec![note.hash().to_string().into()];
                steps.push(
                    ClearingFreeze { peer: peer.clone(), seq, hashes, settled: false }.into(),
                );
                break;
            }
            Arrival::Early { .. } | Arrival::Misdirected => break,
        }
    }
    steps
}

fn taken_event(peer: &Slug, note: &Note, answer: &Answer, entry: Option<&Entry>) -> Kind {
    let gained =
        entry.and_then(|entry| entry.postings.iter().find(|posting| posting.delta > Amount::ZERO));
    let payee = note.payee.as_str().to_lowercase().parse();
    ClearingTake {
        from: peer.clone(),
        seq: note.seq,
        hash: answer.hash.to_string().into(),
        payee: payee.unwrap_or_else(|_| Handle::from(peer.clone())),
        amount: gained.map_or(0, |posting| posting.delta.minor()),
        unit: gained.map_or_else(|| note.unit.to_string(), |p| p.unit.to_string()).into(),
        memo: note.memo.clone(),
        refused: answer.refused.map(refusal_word),
    }
    .into()
}
