//! Booking ahead: four weeks at a glance, then from when and until when.

use catalog::circulation::Calendar;
use catalog::event::Wanted;
use catalog::ids::Slug;
use desk::{BookingAct, By, Desk};
use generator::view::{CardView, Reading};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::{Value, json};

use super::{find, shell};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{Flash, FlashTone, Session};
use crate::visit::Visit;

/// Days that the calendar shows.
const DAYS: usize = 28;

/// What can be booked.
pub(crate) fn list(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::to("/kiosk/find?book=1"))
}

/// The calendar and the form.
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let slug: Slug = visit.param("slug")?;
    let desk = app.desk();
    page(app, visit, session, &desk, &slug, None)
}

fn page(
    app: &App,
    visit: &Visit,
    session: &Session,
    desk: &Desk,
    slug: &Slug,
    problem: Option<&str>,
) -> Result<Reply, Failure> {
    let reading = app.reading(desk, &visit.lang);
    let title = desk.node().documents.titles.get(slug).ok_or(Failure::NotFound)?;
    let status = match problem {
        Some(_) => axum::http::StatusCode::CONFLICT,
        None => axum::http::StatusCode::OK,
    };
    let today = desk.today();
    let asked =
        |name: &str| visit.form.get(name).or_else(|| visit.query.get(name)).map(str::to_owned);
    let from = asked("from").unwrap_or_else(|| today.to_string());
    let to = asked("to").unwrap_or_else(|| today.tomorrow().unwrap_or(today).to_string());
    Ok(Reply::page(
        "kiosk/book.html",
        json!({
            "card": CardView::new(&reading, title),
            "bookable": title.reservation_policy.is_some(),
            "days": days(desk, &reading, title),
            "from": from,
            "to": to,
            "from_time": asked("from_time").unwrap_or_else(|| "10:00".into()),
            "to_time": asked("to_time").unwrap_or_else(|| "18:00".into()),
            "today": today.to_string(),
            "problem": problem,
            "signed_in": session.member.is_some(),
            "slug": slug,
        }),
    )
    .with_status(status))
}

/// Each of the coming days: how many are free at the worst moment, and whether the door is open.
fn days(desk: &Desk, reading: &Reading<'_>, title: &catalog::record::Title) -> Vec<Value> {
    let line = find::timeline(desk, title);
    let calendar = Calendar::of(&desk.node().documents.node);
    let dates = std::iter::successors(Some(desk.today()), |day| day.tomorrow().ok()).take(DAYS);
    dates
        .map(|date| {
            let start = calendar.moment(date.to_datetime(Time::midnight())).max(desk.now());
            let free = line.least_free(start, calendar.end_of_day(date)).max(0);
            json!({
                "date": date.to_string(),
                "day": date.day(),
                "month": reading.calendar().month_abbreviated(date.month()),
                "weekday": reading.calendar().weekday_abbreviated(date.weekday()),
                "column": date.weekday().to_monday_one_offset(),
                "free": free,
                "open": calendar.is_open_on(date),
            })
        })
        .collect()
}

/// Books.
pub(crate) fn book(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    let slug: Slug = visit.param("slug")?;
    let mut desk = app.desk();
    let from = moment(&desk, visit.form.read("from")?, visit.form.get("from_time"))?;
    let to = moment(&desk, visit.form.read("to")?, visit.form.get("to_time"))?;
    let by = if session.steward { By::Steward(number) } else { By::Member(number) };
    let wanted = Wanted::Title(slug.clone());
    let qty = visit.form.get("qty").and_then(|n| n.parse().ok()).unwrap_or(1_u32).clamp(1, 500);
    let act = BookingAct { wanted, qty, member: number, by, from, to };
    match desk.book(&act) {
        Ok(receipt) => {
            let reading = app.reading(&desk, &visit.lang);
            let key = if receipt.granted { "k-booked" } else { "k-booking-asked" };
            let (tone, text) = (FlashTone::Yes, reading.word(key));
            session.flash = Some(Flash { tone, text, undo: Some(receipt.event) });
            Ok(Reply::to("/kiosk/me"))
        }
        Err(refusal @ desk::Refusal::Denied(_)) => {
            let reading = app.reading(&desk, &visit.lang);
            let problem = shell::sentence(app, &reading, &refusal);
            session.say(FlashTone::Look, "");
            page(app, visit, session, &desk, &slug, Some(&problem))
        }
        Err(other) => Err(other.into()),
    }
}

fn moment(desk: &Desk, date: Date, time: Option<&str>) -> Result<Timestamp, Failure> {
    let time: Time = time.unwrap_or("10:00").parse().map_err(|_| Failure::BadForm("time"))?;
    Ok(Calendar::of(&desk.node().documents.node).moment(date.to_datetime(time)))
}
