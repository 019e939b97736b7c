//! The first screen: scan, or one of four tiles.

use catalog::fold::LoanState;
use generator::qr;
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// A code that is on no label, for the drawing of one.
const EXAMPLE: &str = "http://KIOSK.LOCAL/I/7K3QP2J";

/// The bare address leads to the kiosk.
pub(crate) fn start(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::to("/kiosk"))
}

/// Home. Who is signed in sees their own list instead.
pub(crate) fn home(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    if session.member.is_some() || !session.lines.is_empty() {
        return Ok(Reply::to("/kiosk/basket"));
    }
    // Whoever goes home begins anew.
    session.then = None;
    let desk = app.desk();
    let documents = &desk.node().documents;
    let label =
        qr::symbol(EXAMPLE).map(|symbol| json!({ "size": symbol.size, "path": symbol.path }));
    let address = app.address();
    let phone = address.as_deref().and_then(|address| {
        let symbol = qr::symbol(address)?;
        Some(json!({ "address": address, "size": symbol.size, "path": symbol.path }))
    });
    Ok(Reply::page(
        "kiosk/home.html",
        json!({
            "label": label,
            "phone": phone,
            "counted": counted(app, &desk, visit),
            "designs": documents.designs.len(),
            "bye": visit.query.has("bye"),
            "today": today(app, &desk, visit),
        }),
    ))
}

/// `400 titles · 567 things`, as the site says it.
fn counted(app: &App, desk: &desk::Desk, visit: &Visit) -> String {
    let reading = app.reading(desk, &visit.lang);
    let titles = &desk.node().documents.titles;
    let things = titles.values().map(|title| generator::view::things_of(&reading, title)).sum();
    reading.titles_and_things(titles.len(), things)
}

/// Counts only: a shared screen names nobody.
fn today(app: &App, desk: &desk::Desk, visit: &Visit) -> Value {
    let (node, date) = (desk.node(), desk.today());
    let reading = app.reading(desk, &visit.lang);
    let due = node.state.open_loans().filter(|loan| desk.due(loan).date == date).count();
    let back = node.state.loans.values().filter(|loan| match loan.state {
        LoanState::Closed { at, .. } => at.date() == date,
        _ => false,
    });
    let soon = node.documents.events.values().filter(|event| !event.cancelled);
    let soon = soon.filter_map(|event| event.starts.as_ref().map(|starts| (starts, event)));
    let next = soon.filter(|(starts, _)| starts.timestamp() >= visit.now).min_by_key(|(s, _)| *s);
    let next = next.map(|(starts, event)| {
        let calendar = reading.calendar();
        json!({
            "name": event.name.in_lang(&visit.lang),
            "when": format!("{}, {}", calendar.weekday_short(starts.date()), calendar.time(starts.time())),
        })
    });
    let newest =
        node.documents.titles.values().filter(|title| title.added.is_some_and(|d| d <= date));
    let newest = newest.max_by_key(|title| title.added).map(|title| {
        let card = generator::view::CardView::new(&reading, title);
        json!({ "name": card.name, "slug": card.slug, "place": card.place })
    });
    json!({ "due": due, "back": back.count(), "next": next, "newest": newest })
}

/// Who can help, and how scanning works.
pub(crate) fn help(app: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let desk = app.desk();
    let node = &desk.node().documents.node;
    Ok(Reply::page(
        "kiosk/help.html",
        json!({ "phone": node.phone, "email": node.email, "address": node.address,
                "app_address": app.address() }),
    ))
}
