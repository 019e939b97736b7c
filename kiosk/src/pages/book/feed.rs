//! What is booked, for the calendar of a phone or a computer: when and what, never by whom.

use catalog::fold::{Reservation, ReservationState};
use catalog::ids::Slug;
use desk::Desk;
use generator::ical::{Entry, calendar};
use generator::view::{Reading, words as text};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// Everything that is booked.
pub(crate) fn booked(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let all = desk.node().state.reservations.values().filter(|booking| booking.is_open());
    let name = desk.node().documents.node.name.in_lang(&visit.lang).to_owned();
    Ok(file("booked.ics", &desk, &reading, &name, all))
}

/// What is booked of one title.
pub(crate) fn booked_of(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let slug: Slug = visit.param("slug")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let title = desk.node().documents.titles.get(&slug).ok_or(Failure::NotFound)?;
    let name = title.name.in_lang(&visit.lang).to_owned();
    let all = desk.node().state.reservations_of(&slug);
    Ok(file(&format!("{slug}.ics"), &desk, &reading, &name, all))
}

fn file<'n>(
    file: &str,
    desk: &Desk,
    reading: &Reading<'_>,
    name: &str,
    bookings: impl Iterator<Item = &'n Reservation>,
) -> Reply {
    let node = &desk.node().documents.node.id;
    let entries: Vec<_> = bookings
        .filter_map(|booking| {
            let title = reading.node.documents.titles.get(booking.title.as_ref()?)?;
            let what = title.name.in_lang(reading.lang);
            let what = match booking.qty {
                1 => what.to_owned(),
                n => format!("{n} × {what}"),
            };
            Some(Entry {
                uid: format!("{}@{node}", booking.id),
                starts: booking.from.timestamp(),
                ends: Some(booking.to.timestamp()),
                summary: reading.text("b-ics", &[("what", text(what))]),
                tentative: booking.state == ReservationState::Requested,
                ..Entry::default()
            })
        })
        .collect();
    let bytes = calendar(name, desk.now(), &entries).into_bytes();
    Reply::File { name: file.to_owned(), kind: "text/calendar; charset=utf-8", bytes }
}
