//! When the door is open, as data for the page: whether it is open *now* is found out when the page is
//! read, because a site is read at other hours than it was made at.

use jiff::civil::Time;

use super::Build;
use crate::view::{Reading, words};

/// The hours, the closed days ahead and the sentences, as JSON; none for a node without hours.
pub(super) fn data(build: &Build<'_>, reading: &Reading<'_>) -> Option<String> {
    let node = &build.node.documents.node;
    if node.opening_hours.is_empty() {
        return None;
    }
    let calendar = reading.calendar();
    let minute = |time: Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let hours: Vec<_> = node
        .opening_hours
        .iter()
        .map(|open| {
            let day = open.day as usize + 1;
            let shown = (calendar.time(open.from), calendar.time(open.to));
            (day, minute(open.from), minute(open.to), shown.0, shown.1)
        })
        .collect();
    let ahead = node.closures.iter().filter(|closure| closure.to >= reading.today);
    let closed: Vec<_> =
        ahead.map(|closure| (closure.from.to_string(), closure.to.to_string())).collect();
    let say = |key: &str| reading.text(key, &[("time", words("{time}")), ("day", words("{day}"))]);
    let data = serde_json::json!({
        "zone": node.timezone,
        "hours": hours,
        "closed": closed,
        "words": {
            "until": say("open-until"), "today": say("opens-today"), "tomorrow": say("opens-tomorrow"),
            "on": say("opens-on"),
        },
    });
    Some(data.to_string())
}
