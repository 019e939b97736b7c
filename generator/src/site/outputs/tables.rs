//! The lists as tables (CSV, RFC 4180) beside their pages, for those who calculate.

use super::super::{BuildError, Output, Pages};
use super::records::{self, TitleLine};

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (reading, d) = (pages.reading(), &pages.build.node.documents);
    let titles = d.titles.values().map(|title| {
        let line = TitleLine::new(&reading, title);
        let state = &line.card.state;
        vec![
            line.card.slug.clone(),
            line.card.name.clone(),
            line.card.summary.clone(),
            line.kind,
            line.categories.join(" "),
            state.status.name.to_owned(),
            state.available.to_string(),
            state.total.to_string(),
            line.card.place.clone().unwrap_or_default(),
            line.codes.join(" "),
            line.card.href.clone(),
        ]
    });
    let head = [
        "slug",
        "name",
        "summary",
        "kind",
        "categories",
        "status",
        "available",
        "units",
        "place",
        "codes",
        "page",
    ];
    table("catalog/index.csv", &head, titles, out)?;
    let places = records::place_lines(pages).into_iter().map(|line| {
        let none = Option::unwrap_or_default;
        let count = line.titles.len().to_string();
        vec![line.slug, line.name, line.kind, none(line.parent), none(line.code), count, line.href]
    });
    let head = ["slug", "name", "kind", "parent", "code", "titles", "page"];
    table("places/index.csv", &head, places, out)?;
    let designs = d.designs.values().map(|design| {
        let line = records::design(pages, design);
        let minutes = line.build_minutes.map(|n| n.to_string()).unwrap_or_default();
        vec![
            line.slug,
            line.name,
            line.function,
            line.version.unwrap_or_default(),
            line.license.unwrap_or_default(),
            minutes,
            line.tools.join(" "),
            line.href,
        ]
    });
    let head = ["slug", "name", "function", "version", "license", "build_minutes", "tools", "page"];
    table("designs/index.csv", &head, designs, out)?;
    let events = d.events.values().map(|event| {
        let line = records::event(pages, event);
        vec![
            line.slug,
            line.name,
            line.starts.unwrap_or_default(),
            line.ends.unwrap_or_default(),
            line.place.unwrap_or_default(),
            line.cancelled.to_string(),
            line.href,
        ]
    });
    let head = ["slug", "name", "starts", "ends", "place", "cancelled", "page"];
    table("events/index.csv", &head, events, out)?;
    let proposals = records::proposals(pages).map(|proposal| {
        let line = records::proposal(pages, proposal);
        vec![
            line.slug,
            line.name,
            line.state,
            line.method.unwrap_or_default(),
            line.proposed_on.unwrap_or_default(),
            line.closes_at.unwrap_or_default(),
            line.href,
        ]
    });
    let head = ["slug", "name", "state", "method", "proposed_on", "closes_at", "page"];
    table("governance/index.csv", &head, proposals, out)
}

/// Writes a table; none for a list without rows.
fn table(
    path: &str,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    let mut text = line(head.iter().copied());
    for row in rows {
        text.push_str(&line(row.iter().map(String::as_str)));
    }
    out.file(path, text)
}

fn line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let cells: Vec<String> = cells.map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell. What a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV
/// injection): a name in a record must not run anything.
fn cell(text: &str) -> String {
    let text = match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let row = line(["a", "1,5", "say \"hi\"", "=1+1", "two\nlines"].into_iter());
        assert_eq!(row, "a,\"1,5\",\"say \"\"hi\"\"\",'=1+1,\"two\nlines\"\r\n");
    }
}
