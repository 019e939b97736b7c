//! Denials, destinations and due dates in the reader's language; English from the rules themselves
//! where nobody has translated yet.

use catalog::circulation::{Denial, Destination};
use catalog::event::Due;
use catalog::fold::Matter;
use generator::view::{Reading, words};
use themes::Argument;

use crate::app::App;

/// The sentence of a denial.
pub(crate) fn denial(app: &App, reading: &Reading<'_>, denial: &Denial) -> String {
    let key = denial.key();
    let known = app.renderer.strings().own_text(reading.lang, &key).is_some();
    if reading.lang.starts_with("en") || !known {
        // The rules write days as files do.
        let data = denial.data();
        let days = data.iter().filter_map(|(_, value)| Some((value, date_in(reading, value)?)));
        return days.fold(denial.sentence(), |says, (value, day)| says.replace(value, &day));
    }
    let data = denial.data();
    let args: Vec<(&str, Argument)> = data
        .iter()
        .map(|(name, value)| {
            let value = date_in(reading, value).unwrap_or_else(|| value.clone());
            (*name, number_or_words(&value))
        })
        .collect();
    reading.text(&key, &args)
}

/// All sentences of several denials.
pub(crate) fn denials(app: &App, reading: &Reading<'_>, all: &[Denial]) -> String {
    let sentences: Vec<_> = all.iter().map(|one| denial(app, reading, one)).collect();
    sentences.join(" ")
}

fn number_or_words(value: &str) -> Argument {
    value.parse().map_or_else(|_| words(value), Argument::Number)
}

fn date_in(reading: &Reading<'_>, value: &str) -> Option<String> {
    let due: Due = value.parse().ok()?;
    Some(self::due(reading, due))
}

/// What is the matter with an exception.
pub(crate) fn matter(reading: &Reading<'_>, matter: &Matter) -> String {
    if let Matter::ClonedDevice { event } | Matter::NotHere { what: event } = matter {
        let number =
            [("n", words(event.seq.to_string())), ("device", words(event.device.to_string()))];
        let event = reading.text("s-event-number", &number);
        return reading.text(&matter.key(), &[("event", words(event))]);
    }
    let data = matter.data();
    let args: Vec<(&str, Argument)> =
        data.iter().map(|(name, value)| (*name, words(value.as_str()))).collect();
    reading.text(&matter.key(), &args)
}

/// `Tuesday 19 May`, with the time for loans by the hour.
pub(crate) fn due(reading: &Reading<'_>, due: Due) -> String {
    let calendar = reading.calendar();
    let date = if due.date == reading.today {
        reading.word("k-today")
    } else {
        calendar.weekday_short(due.date)
    };
    match due.time {
        Some(time) => format!("{date}, {}", calendar.time(time)),
        None => date,
    }
}

/// Where to put a thing, said aloud.
pub(crate) fn destination(reading: &Reading<'_>, to: &Destination, place: &str) -> String {
    let calendar = reading.calendar();
    let mut args = vec![("place", words(place))];
    match to {
        Destination::HoldShelf { until, .. } => {
            args.push(("until", words(calendar.weekday_short(*until))));
        }
        Destination::Reserved { from, .. } => {
            args.push(("from", words(calendar.weekday_short(from.date()))));
        }
        Destination::SetAside { to, .. } => args.push(("node", words(to.to_string()))),
        Destination::Care { plan, .. } => args.push(("plan", words(plan.to_string()))),
        _ => {}
    }
    reading.text(to.key(), &args)
}
