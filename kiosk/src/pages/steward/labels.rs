//! Labels that wait for a printer: chosen, laid out on sheets, and gone from the list once printed.

use catalog::code::Code;
use generator::qr;
use serde_json::{Value, json};

use super::steward;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// The most blank labels of one sheet run.
const MOST: usize = 210;

/// The list, and blank codes on demand.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let rows = views(app, &desk, visit, &desk.labels_to_print());
    let start = visit.query.get("start").and_then(|n| n.parse().ok()).unwrap_or(1_usize);
    let start = start.clamp(1, 21);
    Ok(Reply::page(
        "kiosk/labels.html",
        json!({ "labels": rows, "start": start, "skip": (1..start).collect::<Vec<_>>() }),
    ))
}

fn views(app: &App, desk: &desk::Desk, visit: &Visit, codes: &[Code]) -> Vec<Value> {
    let node = &desk.node().documents.node;
    let reading = app.reading(desk, &visit.lang);
    let views = codes.iter().map(|code| {
        let address = format!("{}{}", node.label_base, code.compact());
        let symbol = qr::symbol(&address);
        json!({
            "code": code.to_string(),
            "name": desk.node().unit(*code).map(|_| super::super::basket::name_of(&reading, *code)),
            "size": symbol.as_ref().map(|symbol| symbol.size),
            "path": symbol.map(|symbol| symbol.path),
        })
    });
    views.collect()
}

/// More blank ones, or: these are printed.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let mut desk = app.desk();
    match visit.form.get("do") {
        Some("printed") => {
            let all = desk.labels_to_print();
            desk.labels_printed(&all)?;
        }
        Some("blank") => {
            let number: usize = visit.form.read("number")?;
            for _ in 0..number.min(MOST) {
                let code = desk.fresh_code()?;
                desk.queue_labels(&[code])?;
            }
        }
        _ => return Err(Failure::BadForm("do")),
    }
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(Reply::to("/kiosk/steward/labels"))
}
