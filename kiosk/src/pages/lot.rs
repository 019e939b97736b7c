//! Stock that is counted: some taken, some brought, so many are here. A number and one press; nobody
//! is asked for more.

use catalog::code::Code;
use catalog::event::StockReason;
use catalog::fold::Matter;
use catalog::ids::CountId;
use desk::{By, Desk, Refusal};
use generator::view::{StockView, words as text};

use super::basket::name_of;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// More than any shelf holds.
const MOST: i32 = 1_000_000;

/// Takes, brings or counts.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    let by = if session.steward { By::Steward(number) } else { By::Member(number) };
    let unit: Code = visit.form.read("unit")?;
    let n = visit.form.get("n").and_then(|text| text.parse::<i32>().ok());
    let n = n.filter(|n| (0..=MOST).contains(n));
    let mut desk = app.desk();
    let unit = desk.view(unit)?.unit.code;
    let key = match (visit.form.get("do"), n) {
        (Some("take"), Some(n @ 1..)) => {
            desk.stock_change(unit, -n, StockReason::Consume, by)?;
            Some("lot-taken")
        }
        (Some("bring"), Some(n @ 1..)) => {
            desk.stock_change(unit, n, StockReason::Restock, by)?;
            Some("lot-brought")
        }
        (Some("count"), Some(n)) => {
            count(&mut desk, unit, n.unsigned_abs(), by)?;
            Some("lot-counted")
        }
        (Some("take" | "bring" | "count"), _) => None,
        _ => return Err(Failure::BadForm("do")),
    };
    let taking = visit.form.get("count").and_then(|id| id.parse::<CountId>().ok());
    let taking = taking.filter(|_| session.steward);
    if let Some(id) = taking.filter(|_| key.is_some()) {
        // Whoever counts a lot has seen it.
        desk.count_scan(id, &unit.compact(), session.place.as_ref(), by)?;
    }
    let reading = app.reading(&desk, &visit.lang);
    let view = desk.view(unit)?;
    let stock = StockView::of(&reading, view.unit);
    let left = stock.map_or_else(String::new, |stock| format!("{} {}", stock.level, stock.measure));
    let args = [("name", text(name_of(&reading, unit))), ("left", text(left.trim()))];
    match key {
        Some(key) => session.say(FlashTone::Yes, reading.text(key, &args)),
        None => session.say(FlashTone::Look, reading.word("lot-no-number")),
    }
    Ok(Reply::to(match taking {
        Some(id) => format!("/kiosk/steward/stocktake/{id}"),
        None => format!("/I/{}", unit.compact()),
    }))
}

/// Somebody counted a lot. Where a steward did, what said that the number cannot be is settled.
fn count(desk: &mut Desk, unit: Code, n: u32, by: By) -> Result<(), Refusal> {
    desk.stock_count(unit, n, by)?;
    let open = desk.node().state.exceptions.values().filter(|one| one.resolved.is_none());
    let of_it =
        |matter: &Matter| matches!(matter, Matter::StockBelowZero { unit: of, .. } if *of == unit);
    let settled: Vec<_> = open.filter(|one| of_it(&one.matter)).map(|one| one.id).collect();
    for exception in settled.into_iter().filter(|_| by.is_steward()) {
        desk.resolve(exception, "noted", None, by)?;
    }
    Ok(())
}
