//! Charts as inline SVG: no library, colours from the theme, every number also readable as text.
//!
//! The view box is about 400 units wide and texts are 14 units, so that they stay readable on a phone.

mod stacks;
mod strip;

use std::borrow::Cow;

use serde::Serialize;

pub use stacks::{Stack, stacks};
pub use strip::{Scales, strip};

/// A chart with the table that says the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The `<svg>` element.
    pub svg: String,
    /// Label and value, in the chart's order.
    pub rows: Vec<(String, String)>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The short label below or beside it.
    pub label: String,
    /// The label in the table, where the short one is not enough.
    pub name: String,
    /// Its value, at or above zero.
    pub value: f64,
    /// The value as people read it.
    pub shown: String,
}

/// Escapes text for HTML and SVG, in elements and in quoted attributes.
pub fn escape(text: &str) -> Cow<'_, str> {
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !text.bytes().any(special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

/// A length in the view box with at most one digit after the point.
fn units(n: f64) -> String {
    let text = format!("{n:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

fn top(bars: &[Bar]) -> f64 {
    bars.iter().map(|bar| bar.value).fold(1.0, f64::max)
}

fn rows(bars: &[Bar]) -> Vec<(String, String)> {
    bars.iter().map(|bar| (bar.name.clone(), bar.shown.clone())).collect()
}

fn description(bars: &[Bar]) -> String {
    let each: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, bar.shown)).collect();
    escape(&each.join("; ")).into_owned()
}

/// Upright bars, one for each month: the highest and the last one carry their numbers.
pub fn months(bars: &[Bar]) -> Chart {
    let (highest, last) = (top(bars), bars.len().saturating_sub(1));
    let peak = bars.iter().position(|bar| bar.value >= highest);
    let mut inner = String::from("<line x1=\"0\" x2=\"420\" y1=\"110.5\" y2=\"110.5\"/>");
    for (at, bar) in bars.iter().enumerate() {
        let x = 4.0 + 35.0 * f64::from(u32::try_from(at).unwrap_or(0));
        let height = 90.0 * bar.value / highest;
        let (left, middle) = (units(x), units(x + 13.5));
        let class = if at == last { " class=\"h\"" } else { "" };
        let (y, h) = (units(110.0 - height), units(height));
        if bar.value > 0.0 {
            inner.push_str(&format!(
                "<rect x=\"{left}\" y=\"{y}\" width=\"27\" height=\"{h}\" rx=\"3\"{class}/>"
            ));
        } else {
            // A month without anything is a month too, not a hole.
            inner.push_str(&label(&middle, "105", &bar.shown));
        }
        inner.push_str(&label(&middle, "126", &bar.label));
        if bar.value > 0.0 && (at == last || Some(at) == peak) {
            inner.push_str(&label(&middle, &units(105.0 - height), &bar.shown));
        }
    }
    let text = description(bars);
    let svg = format!(
        "<svg class=\"bars\" viewBox=\"0 0 420 130\" role=\"img\" aria-label=\"{text}\">{inner}</svg>"
    );
    Chart { svg, rows: rows(bars) }
}

fn label(x: &str, y: &str, text: &str) -> String {
    format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{}</text>", escape(text))
}

/// Letters of a name beside a lying bar.
const LABEL: usize = 26;

/// Lying bars, sorted by the caller, the first one marked.
pub fn ranking(bars: &[Bar]) -> Chart {
    let highest = top(bars);
    let mut inner = String::new();
    let longest = |text: fn(&Bar) -> &str, most: usize| {
        let count = bars.iter().map(|bar| text(bar).chars().count().min(most)).max();
        f64::from(u32::try_from(count.unwrap_or(0)).unwrap_or(0))
    };
    // A letter of 14 units is about seven wide, a bold one eight.
    let left = 7.2 * longest(|bar| &bar.label, LABEL + 1) + 2.0;
    let room = 404.0 - left - (8.0 * longest(|bar| &bar.shown, 12)).max(46.0);
    for (at, bar) in bars.iter().enumerate() {
        let y = 28 * at;
        let width = room * bar.value / highest;
        let fill = if at == 0 { "top" } else { "bar" };
        inner.push_str(&format!(
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><rect class=\"{fill}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\" rx=\"3\"/><text class=\"v\" x=\"{}\" y=\"{}\">{}</text>",
            units(left), y + 17, escape(&shorten(&bar.label, LABEL)), units(left + 10.0), y + 3, units(width.max(2.0)), units(left + 16.0 + width.max(2.0)), y + 18, escape(&bar.shown),
        ));
    }
    let (height, text) = (28 * bars.len(), description(bars));
    let svg = format!(
        "<svg viewBox=\"0 0 420 {height}\" role=\"img\" aria-label=\"{text}\">{inner}</svg>"
    );
    Chart { svg, rows: rows(bars) }
}

fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text).trim_end()),
        None => text.to_owned(),
    }
}

/// Values above and below nothing, in the order given (least first): nameless, so without labels; the
/// first and the last carry their numbers. `limit` is how far below nothing one may go; it is drawn where
/// it does not press the bars flat.
pub fn balances(values: &[Bar], limit: Option<&(f64, String)>) -> Chart {
    let high = values.iter().map(|bar| bar.value).fold(0.0, f64::max);
    let low = values.iter().map(|bar| bar.value).fold(0.0, f64::min);
    let limit = limit.filter(|(at, _)| *at < 0.0 && -at <= 3.0 * (high - low));
    let low = limit.map_or(low, |(at, _)| low.min(*at));
    let scale = 118.0 / (high - low).max(1.0);
    let zero = 22.0 + high * scale;
    let count = f64::from(u32::try_from(values.len().max(1)).unwrap_or(1));
    let width = (400.0 / count).min(44.0);
    let mut inner = String::new();
    for (at, bar) in values.iter().enumerate() {
        let x = width * f64::from(u32::try_from(at).unwrap_or(0)) + 1.0;
        let height = (bar.value.abs() * scale).max(1.0);
        let (y, class) =
            if bar.value < 0.0 { (zero, " class=\"neg\"") } else { (zero - height, "") };
        let (x, y, w, h) = (units(x), units(y), units((width - 2.0).max(1.0)), units(height));
        inner.push_str(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{class}/>"));
    }
    let at = units(zero);
    inner.push_str(&format!("<line x1=\"0\" x2=\"400\" y1=\"{at}\" y2=\"{at}\"/>"));
    if let Some((value, words)) = limit {
        let y = zero - value * scale;
        inner.push_str(&format!(
            "<line x1=\"0\" x2=\"400\" y1=\"{0}\" y2=\"{0}\" stroke-dasharray=\"4 4\"/><text x=\"400\" y=\"{1}\" text-anchor=\"end\">{2}</text>",
            units(y), units(y - 6.0), escape(words)
        ));
    }
    let first = values.first().map(|bar| (bar, 0.0, "start"));
    let last = values.last().map(|bar| (bar, width * count, "end"));
    for (bar, x, anchor) in first.into_iter().chain(last) {
        let top = zero - bar.value.max(0.0) * scale - 7.0;
        // Below its bar it would stand in the line of the limit.
        let is_below = bar.value < 0.0 && limit.is_none();
        let y = if is_below { zero - bar.value * scale + 18.0 } else { top };
        inner.push_str(&format!(
            "<text class=\"v\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            units(x),
            units(y),
            escape(&bar.shown)
        ));
    }
    let text = description(values);
    let svg = format!(
        "<svg class=\"balances\" viewBox=\"0 0 400 162\" role=\"img\" aria-label=\"{text}\">{inner}</svg>"
    );
    Chart { svg, rows: rows(values) }
}

/// A line over months with an optional goal; the lowest and the last point carry their numbers.
pub fn line(points: &[Bar], goal: Option<&(f64, String)>) -> Chart {
    let low =
        points.iter().map(|p| p.value).chain(goal.iter().map(|g| g.0)).fold(f64::MAX, f64::min);
    let high =
        points.iter().map(|p| p.value).chain(goal.iter().map(|g| g.0)).fold(f64::MIN, f64::max);
    let span = (high - low).max(1.0);
    let y = |value: f64| 30.0 + 86.0 * (high - value) / span;
    let step = 366.0 / f64::from(u32::try_from(points.len().max(2) - 1).unwrap_or(1));
    let x = |at: usize| 14.0 + step * f64::from(u32::try_from(at).unwrap_or(0));
    let mut inner = String::new();
    // The last point has its number above it, and so it is not told below as the lowest.
    let lowest = points.iter().enumerate().min_by(|a, b| a.1.value.total_cmp(&b.1.value));
    let lowest = lowest.filter(|(at, _)| at + 1 < points.len());
    let last = points.iter().enumerate().next_back();
    if let Some((value, words)) = goal {
        let curve = points.iter().map(|p| y(p.value)).enumerate();
        let numbers = lowest.map(|(at, p)| (at, y(p.value) + LOWEST));
        let numbers = numbers.into_iter().chain(last.map(|(at, p)| (at, y(p.value) + LAST)));
        let taken: Vec<_> = curve.chain(numbers.map(|(at, y)| (at, y - MIDDLE))).collect();
        let (left, above) = roomiest(&taken, points.len(), y(*value));
        let (x, anchor) = if left { ("0", "start") } else { ("400", "end") };
        let at = units(y(*value));
        let text_y = if above { y(*value) - 7.0 } else { y(*value) + 18.0 };
        inner.push_str(&format!(
            "<line class=\"g\" x1=\"0\" x2=\"400\" y1=\"{at}\" y2=\"{at}\" stroke-dasharray=\"4 4\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            units(text_y), escape(words)
        ));
    }
    let path: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(at, p)| format!("{},{}", units(x(at)), units(y(p.value))))
        .collect();
    inner.push_str(&format!("<polyline class=\"ln\" points=\"{}\"/>", path.join(" ")));
    if let Some((at, point)) = lowest {
        inner.push_str(&mark("low", x(at), y(point.value), y(point.value) + LOWEST, &point.shown));
    }
    if let Some((at, point)) = last {
        inner.push_str(&mark("last", x(at), y(point.value), y(point.value) + LAST, &point.shown));
    }
    for (at, point) in points.iter().enumerate() {
        inner.push_str(&label(&units(x(at)), "162", &point.label));
    }
    let text = description(points);
    let svg =
        format!("<svg viewBox=\"0 0 400 166\" role=\"img\" aria-label=\"{text}\">{inner}</svg>");
    Chart { svg, rows: rows(points) }
}

/// What came together month by month, as a filled line from nothing; the last point carries the sum.
pub fn area(points: &[Bar]) -> Chart {
    let highest = top(points);
    let step = 384.0 / f64::from(u32::try_from(points.len().max(2) - 1).unwrap_or(1));
    let at = |at: usize, value: f64| {
        let x = 8.0 + step * f64::from(u32::try_from(at).unwrap_or(0));
        (x, 140.0 - 106.0 * value.max(0.0) / highest)
    };
    let corner = |(x, y): (f64, f64)| format!("{},{}", units(x), units(y));
    let line: Vec<_> = points.iter().enumerate().map(|(n, p)| corner(at(n, p.value))).collect();
    let line = line.join(" ");
    let end = units(at(points.len().saturating_sub(1), 0.0).0);
    let mut inner = format!(
        "<polygon class=\"bar\" fill-opacity=\".25\" points=\"8,140 {line} {end},140\"/><polyline class=\"ln\" points=\"{line}\"/>"
    );
    if let Some((n, point)) = points.iter().enumerate().next_back() {
        let (x, y) = at(n, point.value);
        inner.push_str(&format!(
            "<circle class=\"last\" cx=\"{}\" cy=\"{}\" r=\"5\"/><text class=\"v\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            units(x), units(y), units(x + 6.0), units(y - 12.0), escape(&point.shown)
        ));
    }
    for (n, point) in points.iter().enumerate() {
        inner.push_str(&label(&units(at(n, 0.0).0), "160", &point.label));
    }
    let text = description(points);
    let svg =
        format!("<svg viewBox=\"0 0 400 164\" role=\"img\" aria-label=\"{text}\">{inner}</svg>");
    Chart { svg, rows: rows(points) }
}

/// From a point down to the foot of its number, for the lowest and the last one.
const LOWEST: f64 = 21.0;
const LAST: f64 = -12.0;
/// From the foot of a text up to its middle.
const MIDDLE: f64 = 5.0;

/// Where the words of a goal line stay clear of the curve and its numbers: at its start or its end, above
/// it or below it. `(is at the start, is above)`. What is taken is told by the point and by its height.
fn roomiest(taken: &[(usize, f64)], points: usize, goal: f64) -> (bool, bool) {
    let third = points.div_ceil(3);
    let clear = |left: bool, above: bool| {
        let within = if left { 0..third } else { points - third..points };
        let words = if above { goal - 12.0 } else { goal + 13.0 };
        let near = taken.iter().filter(|(at, _)| within.contains(at));
        near.map(|(_, y)| (y - words).abs()).fold(f64::MAX, f64::min)
    };
    // In doubt at the end and above, where one looks for it.
    let all = [(false, true), (true, true), (false, false), (true, false)];
    let enough = all.into_iter().find(|(left, above)| clear(*left, *above) > 16.0);
    let best = all.into_iter().max_by(|a, b| clear(a.0, a.1).total_cmp(&clear(b.0, b.1)));
    enough.or(best).unwrap_or((false, true))
}

fn mark(class: &str, x: f64, y: f64, text_y: f64, shown: &str) -> String {
    format!(
        "<circle class=\"{class}\" cx=\"{0}\" cy=\"{1}\" r=\"5\"/><text class=\"v\" x=\"{0}\" y=\"{2}\" text-anchor=\"middle\">{3}</text>",
        units(x),
        units(y),
        units(text_y),
        escape(shown)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[f64]) -> Vec<Bar> {
        let bar = |value: &f64| Bar {
            label: "M".into(),
            name: "May".into(),
            value: *value,
            shown: value.to_string(),
        };
        values.iter().map(bar).collect()
    }

    #[test]
    fn every_value_is_in_the_description_and_in_the_table() {
        let chart = months(&bars(&[3.0, 6.0, 0.0]));
        assert!(chart.svg.contains("aria-label=\"May 3; May 6; May 0\""), "{}", chart.svg);
        assert_eq!(chart.svg.matches("<rect").count(), 2, "no bar is drawn for nothing");
        assert!(chart.svg.contains(">0</text>"), "but the nothing is told: {}", chart.svg);
        assert_eq!(chart.rows.len(), 3);
    }

    #[test]
    fn no_number_is_ever_not_a_number() {
        for values in [&[][..], &[0.0], &[0.0, 0.0], &[95.0], &[95.0, 95.0]] {
            for chart in [
                months(&bars(values)),
                ranking(&bars(values)),
                balances(&bars(values), None),
                balances(&bars(values), Some(&(-40.0, "limit".into()))),
                area(&bars(values)),
                line(&bars(values), Some(&(95.0, "goal".into()))),
            ] {
                assert!(!chart.svg.contains("NaN") && !chart.svg.contains("inf"), "{}", chart.svg);
            }
        }
    }

    #[test]
    fn the_words_of_a_goal_keep_clear_of_the_curve() {
        let of = |heights: [f64; 3]| {
            roomiest(&heights.into_iter().enumerate().collect::<Vec<_>>(), 3, 30.0)
        };
        assert_eq!(of([100.0, 90.0, 110.0]), (false, true), "nothing is near");
        assert_eq!(of([100.0, 60.0, 20.0]), (true, true), "it ends where the words would be");
        assert_eq!(of([18.0, 60.0, 18.0]), (false, false), "both ends are above the goal");
        assert_eq!(roomiest(&[], 0, 30.0), (false, true));
    }

    #[test]
    fn the_words_of_a_goal_keep_clear_of_the_number_of_the_last_point() {
        for values in [[91.0, 88.0, 90.0, 86.0, 92.0, 94.0], [80.0, 91.0, 93.0, 89.0, 90.0, 94.0]] {
            let svg = line(&bars(&values), Some(&(95.0, "goal 95%".into()))).svg;
            let foot = |text: &str| {
                let before = svg.split(&format!(">{text}</text>")).next().unwrap();
                let y = before.rsplit(" y=\"").next().unwrap().split('"').next().unwrap();
                let is_at_end = before.ends_with("text-anchor=\"end\"");
                (y.parse::<f64>().unwrap(), is_at_end)
            };
            let ((goal, is_at_end), (last, _)) = (foot("goal 95%"), foot("94"));
            assert!(!is_at_end || (goal - last).abs() > 16.0, "{svg}");
        }
    }

    #[test]
    fn a_limit_is_drawn_where_it_does_not_press_the_bars_flat() {
        let values = bars(&[-7.0, 2.0, 5.0]);
        let near = balances(&values, Some(&(-10.0, "limit −10".into()))).svg;
        assert!(near.contains("limit −10") && near.contains("stroke-dasharray"), "{near}");
        assert!(!balances(&values, Some(&(-100.0, "limit".into()))).svg.contains("limit"));
    }

    #[test]
    fn an_area_grows_from_the_foot_and_carries_its_sum() {
        let svg = area(&bars(&[1.0, 4.0, 10.0])).svg;
        assert!(svg.contains("points=\"8,140 8,129.4 200,97.6 392,34 392,140\""), "{svg}");
        assert!(svg.contains(">10</text>"), "{svg}");
    }

    #[test]
    fn labels_are_escaped() {
        let bar = Bar { label: "<b>".into(), name: "\"x".into(), value: 1.0, shown: "1".into() };
        let chart = ranking(&[bar]);
        assert!(chart.svg.contains("&lt;b&gt;") && chart.svg.contains("&quot;x"), "{}", chart.svg);
    }
}
