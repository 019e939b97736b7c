//! Sociocratic consent: a proposal is adopted unless a reasoned objection stands at the close.
//!
//! An objection is withdrawn by its author casting another ballot. It is set aside by a ruling of
//! the process that the rules name, which must give reasons.

use super::Working;
use crate::choice::Choice;
use crate::outcome::{Count, Objection, Verdict, Votes};
use crate::sentence::{Fact, Sentence};

pub(super) fn count(mut working: Working<'_>) -> Count {
    let (counts, sentence) = counts(&working);
    let consenting = counts.first().map_or(0, |line| line.votes);
    working.sheet().counts = counts;
    working.add(sentence);
    if working.weight() == 0 {
        working.say("nobody-voted", []);
        return working.finish(Verdict::NoQuorum);
    }
    if !working.approval_is_met(None, consenting) {
        return working.finish(Verdict::NoQuorum);
    }
    let standing = hear_objections(&mut working);
    if standing == 0 {
        working.say("consent-given", []);
        return working.finish(Verdict::Adopted);
    }
    working.say("consent-blocked", [("objections", standing.into())]);
    working.finish(Verdict::Blocked)
}

pub(super) fn counts(working: &Working<'_>) -> (Vec<Votes>, Sentence) {
    let (mut consent, mut aside, mut object, mut abstain) = (0, 0, 0, 0);
    for cast in working.casts() {
        match cast.choice {
            Choice::Consent => consent += cast.weight,
            Choice::StandAside => aside += cast.weight,
            Choice::Object(_) => object += cast.weight,
            _ => abstain += cast.weight,
        }
    }
    let lines =
        [("consent", consent), ("stand_aside", aside), ("object", object), ("abstain", abstain)];
    let facts = [("consent", consent.into()), ("aside", aside.into()), ("abstain", abstain.into())];
    let counts = lines.map(|(of, votes)| Votes { of: of.into(), votes }).into();
    (counts, Sentence::new("consent-counts", facts))
}

/// Writes every objection down and returns how many stand.
fn hear_objections(working: &mut Working<'_>) -> u64 {
    let mut standing = 0;
    for cast in working.casts() {
        let Choice::Object(reason) = &cast.choice else { continue };
        let member = cast.voter.clone();
        let ruling = working
            .terms
            .rulings
            .iter()
            .find(|ruling| member.as_ref().is_some_and(|member| *member == ruling.objector));
        let stands = !ruling.is_some_and(crate::decision::Ruling::sets_aside);
        let who = ("member", Fact::from(member.as_ref().map_or("?", |m| m.as_str())));
        if let Some(ruling) = ruling {
            let numbers = [
                who.clone(),
                ("yes", ruling.not_qualified.into()),
                ("no", ruling.qualified.into()),
            ];
            if stands {
                working.say("objection-upheld", numbers);
            } else {
                let [who, yes, no] = numbers;
                let why = ("reason", Fact::from(&*ruling.reason));
                working.say("objection-set-aside", [who, yes, no, why]);
            }
        }
        if stands {
            standing += 1;
            working.say("objection-stands", [who, ("reason", Fact::from(&**reason))]);
        }
        working.sheet().objections.push(Objection { member, reason: reason.clone(), stands });
    }
    standing
}
