//! An event in a sentence, for `log` and for receipts. English; the site and the kiosk have their own
//! words in every language.

use catalog::code::Code;
use catalog::event::{Event, Kind, TrusteeStage, Wanted};
use catalog::fold::Node;
use catalog::ids::{EventId, HoldId, LoanId, ReservationId, Sealed, TicketId};

/// The unit's code and its title's name.
pub(crate) fn named(node: &Node, code: Code) -> String {
    match node.unit(code) {
        Some(view) => format!("{code} {}", view.title.name),
        None => code.to_string(),
    }
}

/// What happened, in a sentence.
pub(crate) fn sentence(node: &Node, event: &Event) -> String {
    circulation(node, &event.kind)
        .or_else(|| stock_taking(node, &event.kind))
        .or_else(|| decisions(&event.kind))
        .or_else(|| deciding(&event.kind))
        .or_else(|| owing(&event.kind))
        .or_else(|| promising(&event.kind))
        .unwrap_or_else(|| format!("{} (from a newer version)", event.kind.name()))
}

fn circulation(node: &Node, kind: &Kind) -> Option<String> {
    let thing = |code: Code| named(node, code);
    let of_loan = |loan: &LoanId| match node.state.loans.get(loan) {
        Some(found) => named(node, found.unit),
        None => format!("loan {loan}"),
    };
    let of_hold = |hold: &HoldId| match node.state.holds.get(hold) {
        Some(found) => wanted(node, &found.wanted),
        None => format!("hold {hold}"),
    };
    let of_booking = |id: &ReservationId| match node.state.reservations.get(id) {
        Some(found) => wanted(node, &found.wanted),
        None => format!("booking {id}"),
    };
    Some(match kind {
        Kind::LoanOut(p) => format!("{} went out, due {}", thing(p.unit), p.due),
        Kind::LoanRenew(p) => format!("{} was renewed, due {}", of_loan(&p.loan), p.due),
        Kind::LoanIn(p) => format!("{} came back", thing(p.unit)),
        Kind::LoanLost(p) => format!("{} was given up as lost", of_loan(&p.loan)),
        Kind::LoanClaimedReturned(p) => {
            format!("{} was returned, says the borrower", of_loan(&p.loan))
        }
        Kind::LoanFound(p) => format!("{} was found", of_loan(&p.loan)),
        Kind::LoanWrittenOff(p) => format!("{} was given up for good", of_loan(&p.loan)),
        Kind::Undo(p) => format!("{} was taken back", p.of),
        Kind::HoldPlace(p) => format!("somebody waits for {}", wanted(node, &p.wanted)),
        Kind::HoldReady(p) => {
            format!("{} waits on the hold shelf until {}", thing(p.unit), p.until)
        }
        Kind::HoldCancel(p) => format!("nobody waits for {} any more", of_hold(&p.hold)),
        Kind::HoldSuspend(p) => format!("the hold for {} rests", of_hold(&p.hold)),
        Kind::HoldResume(p) => format!("the hold for {} goes on", of_hold(&p.hold)),
        Kind::HoldExpire(p) => format!("the hold for {} was not picked up", of_hold(&p.hold)),
        Kind::ReservationRequest(p) => format!(
            "{} was {} from {} to {}",
            wanted(node, &p.wanted),
            if p.granted { "booked" } else { "asked for" },
            p.from.local(),
            p.to.local()
        ),
        Kind::ReservationApprove(p) => {
            format!("the booking of {} was granted", of_booking(&p.reservation))
        }
        Kind::ReservationReject(p) => {
            format!("the booking of {} was not granted", of_booking(&p.reservation))
        }
        Kind::ReservationAlloc(p) => format!("{} was set aside for a booking", thing(p.unit)),
        Kind::ReservationCancel(p) => {
            format!("the booking of {} was taken back", of_booking(&p.reservation))
        }
        Kind::ReservationNoShow(p) => {
            format!("the booking of {} was not picked up", of_booking(&p.reservation))
        }
        Kind::ReservationClose(p) => {
            format!("the booking of {} is over", of_booking(&p.reservation))
        }
        _ => return None,
    })
}

fn stock_taking(node: &Node, kind: &Kind) -> Option<String> {
    let thing = |code: Code| named(node, code);
    let of_ticket = |ticket: &TicketId| match node.state.tickets.get(ticket) {
        Some(found) => named(node, found.unit),
        None => format!("repair {ticket}"),
    };
    Some(match kind {
        Kind::UnitMove(p) => format!("{} was moved to {}", thing(p.unit), p.place),
        Kind::UnitSeen(p) => format!("{} was seen at {}", thing(p.unit), p.place),
        Kind::UnitCondition(p) => format!("{} is {}", thing(p.unit), word(&p.condition)),
        Kind::UnitLifecycle(p) => format!("{} is {}", thing(p.unit), word(&p.to)),
        Kind::UnitLabel(p) => match p.code {
            Some(code) => format!("{} has the label {code} ({})", thing(p.unit), word(&p.action)),
            None => format!("the label of {} was looked at ({})", thing(p.unit), word(&p.action)),
        },
        Kind::StockDelta(p) => {
            format!("{} changed by {:+} ({})", thing(p.unit), p.delta, word(&p.reason))
        }
        Kind::StockCount(p) => format!("{} was counted: {}", thing(p.unit), p.counted),
        Kind::TransitSend(p) => format!("{} is on its way to {}", thing(p.unit), p.to),
        Kind::TransitReceive(p) => format!("{} arrived at {}", thing(p.unit), p.place),
        Kind::CareDone(p) => format!("{} was looked after: {}", thing(p.unit), p.plan),
        Kind::TicketOpen(p) => format!("{} needs mending: {}", thing(p.unit), p.note),
        Kind::TicketNote(p) => format!("{}: {}", of_ticket(&p.ticket), p.note),
        Kind::TicketClose(p) => {
            format!("the repair of {} is over ({})", of_ticket(&p.ticket), word(&p.outcome))
        }
        Kind::CountOpen(p) => format!("a stocktake of {} began", p.place),
        Kind::CountScan(p) => match p.unit {
            Some(unit) => format!("{} was counted at {}", thing(unit), p.place),
            None => format!("`{}` was scanned at {} and is no unit", p.scanned, p.place),
        },
        Kind::CountClose(p) => format!("a stocktake ended, {} missing", p.missing.len()),
        _ => return None,
    })
}

fn decisions(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::SignupAdd(p) => format!("somebody took a place in {}", p.event),
        Kind::SignupCancel(p) => format!("the place {} is free again", p.signup),
        Kind::AuthGrant(p) => format!("somebody passed the training {}", p.training),
        Kind::AuthRevoke(p) => format!("the training {} no longer counts", p.grant),
        Kind::LedgerPost(p) => format!("{} in {}", p.entry, p.unit),
        Kind::BallotCast(p) => format!("@{} voted on {}", p.voter, p.proposal),
        Kind::DelegationSet(p) => match &p.trustee {
            Some(trustee) => format!("@{} lets @{trustee} vote on {}", p.truster, p.scope),
            None => format!("@{} votes on {} again", p.truster, p.scope),
        },
        Kind::ClockCorrection(p) => {
            format!("the clock of {} was off by {} seconds", p.device, p.offset)
        }
        Kind::ReconcileResolve(p) => format!("{} was settled: {}", p.exception, p.choose),
        _ => return None,
    })
}

fn deciding(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::ProposalSay(p) => {
            format!("@{} on {} ({}): {}", p.by, p.proposal, word(&p.remark), p.text)
        }
        Kind::ProposalAnswer(p) => {
            let what = if p.accepted { "taken up" } else { "not taken up" };
            format!("{} was {what}", p.to)
        }
        Kind::ProposalCall(p) => {
            format!("the vote on {} was called, {} on the roll", p.proposal, p.roll.len())
        }
        Kind::ProposalResult(p) => {
            let so_far = if p.provisional { " so far" } else { "" };
            format!("{} was counted{so_far}: {}", p.proposal, p.verdict)
        }
        Kind::TrusteeStep(p) => {
            let what = match p.step {
                TrusteeStage::Open => "opened the sum of",
                _ => "helped to make the key of",
            };
            format!("the trustee @{} {what} {}", p.by, p.proposal)
        }
        Kind::ObjectionRule(p) => format!(
            "the objection of @{} to {} was looked at, {} to {}: {}",
            p.objector, p.proposal, p.not_qualified, p.qualified, p.reason
        ),
        Kind::LotCall(p) => {
            format!("the list of the lot {} was frozen, {} names", p.lot, p.list.len())
        }
        Kind::LotCommit(p) => format!("@{} committed to a secret for the lot {}", p.by, p.lot),
        Kind::LotReveal(p) => format!("@{} revealed the secret for the lot {}", p.by, p.lot),
        Kind::LotSeed(p) => format!("the lot {} has its seed: {}", p.lot, p.seed),
        Kind::AppealOpen(p) => format!("@{} appealed against {}: {}", p.by, p.about, p.text),
        Kind::AppealAnswer(p) => {
            let what = if p.upheld { "upheld" } else { "not upheld" };
            format!("the appeal {} was {what}", p.appeal)
        }
        _ => return None,
    })
}

fn owing(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::LedgerOffer(p) => {
            format!("@{} asks {} for {} {} to {}", p.by, p.from, p.amount, p.unit, p.to)
        }
        Kind::LedgerRefuse(p) => format!("the offer {} was turned down", p.offer),
        Kind::ClearingTrust(p) => format!(
            "agreed with {}: they owe at most {}, we owe at most {} {}",
            p.peer, p.they_owe_at_most, p.we_owe_at_most, p.our_unit
        ),
        Kind::ClearingSend(p) => format!(
            "@{} pays @{} at {}: {} {} (note {})",
            p.payer, p.payee, p.to, p.amount, p.unit, p.seq
        ),
        Kind::ClearingTake(p) => match &p.refused {
            None => {
                format!("note {} of {} paid @{} {} {}", p.seq, p.from, p.payee, p.amount, p.unit)
            }
            Some(why) => format!("note {} of {} was refused: {why}", p.seq, p.from),
        },
        Kind::ClearingBack(p) => format!("note {} to {} came back: {}", p.seq, p.to, p.why),
        Kind::ClearingFreeze(p) if p.settled => format!("payments with {} go on", p.peer),
        Kind::ClearingFreeze(p) => format!("payments with {} stopped at note {}", p.peer, p.seq),
        Kind::ClearingCircle(p) => {
            format!("agreed to clear the circle {} by {} {}", p.circle, p.amount, p.unit)
        }
        Kind::ClearingClear(p) => format!("the circle {} was cleared", p.circle),
        Kind::MonthSeal(p) => format!("the books of {} in {} were sealed", p.month, p.unit),
        _ => return None,
    })
}

fn promising(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::VouchGive(p) => format!("@{} vouches for @{}: {}", p.by, p.of, p.what),
        Kind::VouchWithdraw(p) => format!("the vouch {} was withdrawn", p.vouch),
        Kind::DisputeOpen(p) => format!("a dispute began: {}", p.summary),
        Kind::DisputeStep(p) => format!("the dispute {} went on: {}", p.dispute, p.step),
        Kind::RightGrant(p) => format!("@{} has {} from {}", p.holder, p.what, p.from),
        Kind::RightAsk(p) => format!("@{} asks about {}: {}", p.by, p.right, p.text),
        Kind::RightAnswer(p) => {
            let what = if p.granted { "granted" } else { "not granted" };
            format!("{} was {what}", p.ask)
        }
        Kind::RightRelease(p) => format!("{} was given back", p.right),
        _ => return None,
    })
}

fn wanted(node: &Node, wanted: &Wanted) -> String {
    match wanted {
        Wanted::Unit(code) => named(node, *code),
        Wanted::Title(slug) => node
            .documents
            .titles
            .get(slug)
            .map_or_else(|| slug.to_string(), |title| title.name.to_string()),
    }
}

/// The word that a file has for a value.
pub(crate) fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word.replace('_', " "),
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// The unit that an event is about, if it is about one.
pub(crate) fn unit_of(node: &Node, kind: &Kind) -> Option<Code> {
    Some(match kind {
        Kind::LoanOut(p) => p.unit,
        Kind::LoanIn(p) => p.unit,
        Kind::LoanRenew(p) => node.state.loans.get(&p.loan)?.unit,
        Kind::LoanLost(p)
        | Kind::LoanClaimedReturned(p)
        | Kind::LoanFound(p)
        | Kind::LoanWrittenOff(p) => node.state.loans.get(&p.loan)?.unit,
        Kind::HoldReady(p) => p.unit,
        Kind::HoldPlace(p) => return of_wanted(&p.wanted),
        Kind::ReservationRequest(p) => return of_wanted(&p.wanted),
        Kind::ReservationAlloc(p) => p.unit,
        Kind::UnitMove(p) | Kind::UnitSeen(p) | Kind::TransitReceive(p) => p.unit,
        Kind::UnitCondition(p) => p.unit,
        Kind::UnitLifecycle(p) => p.unit,
        Kind::UnitLabel(p) => p.unit,
        Kind::StockDelta(p) => p.unit,
        Kind::StockCount(p) => p.unit,
        Kind::TransitSend(p) => p.unit,
        Kind::TicketOpen(p) => p.unit,
        Kind::CareDone(p) => p.unit,
        Kind::TicketNote(p) => node.state.tickets.get(&p.ticket)?.unit,
        Kind::TicketClose(p) => node.state.tickets.get(&p.ticket)?.unit,
        Kind::CountScan(p) => return p.unit,
        _ => return None,
    })
}

fn of_wanted(wanted: &Wanted) -> Option<Code> {
    match wanted {
        Wanted::Unit(code) => Some(*code),
        Wanted::Title(_) => None,
    }
}

/// The sealed reference to the member whom an event is about: its own, or that of what it names.
pub(crate) fn patron_of<'n>(node: &'n Node, event: &'n Event) -> Option<&'n Sealed> {
    let state = &node.state;
    let of_loan = |loan: &LoanId| state.loans.get(loan).map(|loan| &loan.patron);
    let of_hold = |hold: &HoldId| state.holds.get(hold).map(|hold| &hold.patron);
    let of_booking = |id: &ReservationId| state.reservations.get(id).map(|r| &r.patron);
    match &event.kind {
        Kind::LoanOut(p) => Some(&p.patron),
        Kind::HoldPlace(p) => Some(&p.patron),
        Kind::ReservationRequest(p) => Some(&p.patron),
        Kind::AuthGrant(p) => Some(&p.patron),
        Kind::SignupAdd(p) => Some(&p.patron),
        Kind::SignupCancel(p) => state.signups.get(&p.signup).map(|signup| &signup.patron),
        Kind::LoanRenew(p) => of_loan(&p.loan),
        Kind::LoanIn(p) => {
            let loan = p.loan.or_else(|| ended_by(node, event.id));
            loan.as_ref().and_then(of_loan)
        }
        Kind::LoanLost(p)
        | Kind::LoanClaimedReturned(p)
        | Kind::LoanFound(p)
        | Kind::LoanWrittenOff(p) => of_loan(&p.loan),
        Kind::HoldReady(p) => of_hold(&p.hold),
        Kind::HoldCancel(p) | Kind::HoldSuspend(p) | Kind::HoldResume(p) | Kind::HoldExpire(p) => {
            of_hold(&p.hold)
        }
        Kind::ReservationApprove(p)
        | Kind::ReservationReject(p)
        | Kind::ReservationCancel(p)
        | Kind::ReservationNoShow(p)
        | Kind::ReservationClose(p) => of_booking(&p.reservation),
        Kind::AuthRevoke(p) => state.grants.get(&p.grant).map(|grant| &grant.patron),
        _ => None,
    }
}

fn ended_by(node: &Node, event: EventId) -> Option<LoanId> {
    let ended = |loan: &&catalog::fold::Loan| matches!(loan.state, catalog::fold::LoanState::Closed { by, .. } if by == event);
    node.state.loans.values().find(ended).map(|loan| loan.id)
}
