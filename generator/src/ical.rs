//! iCalendar (RFC 5545): what the calendars of phones and computers subscribe to.

use jiff::Timestamp;

/// One thing that happens at a time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// Its name for good, the same in each version of the file.
    pub uid: String,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Option<Timestamp>,
    /// What it is.
    pub summary: String,
    /// A sentence about it.
    pub description: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// Its page.
    pub url: Option<String>,
    /// It will not happen.
    pub cancelled: bool,
    /// It is not settled yet.
    pub tentative: bool,
}

/// A calendar of this name with these entries, made at this moment.
pub fn calendar(name: &str, made: Timestamp, entries: &[Entry]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Commonstead//Site//EN".to_owned(),
        format!("X-WR-CALNAME:{}", text(name)),
    ];
    for entry in entries {
        event(entry, made, &mut lines);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| fold(line)).collect()
}

fn event(entry: &Entry, made: Timestamp, lines: &mut Vec<String>) {
    let utc = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    lines.push("BEGIN:VEVENT".to_owned());
    lines.push(format!("UID:{}", entry.uid));
    lines.push(format!("DTSTAMP:{}", utc(made)));
    lines.push(format!("DTSTART:{}", utc(entry.starts)));
    lines.extend(entry.ends.map(|ends| format!("DTEND:{}", utc(ends))));
    lines.push(format!("SUMMARY:{}", text(&entry.summary)));
    lines.extend(entry.description.as_deref().map(|one| format!("DESCRIPTION:{}", text(one))));
    lines.extend(entry.location.as_deref().map(|one| format!("LOCATION:{}", text(one))));
    lines.extend(entry.url.as_deref().map(|one| format!("URL:{one}")));
    let status = match entry {
        Entry { cancelled: true, .. } => "CANCELLED",
        Entry { tentative: true, .. } => "TENTATIVE",
        _ => "CONFIRMED",
    };
    lines.push(format!("STATUS:{status}"));
    lines.push("END:VEVENT".to_owned());
}

/// A text value (RFC 5545 §3.3.11).
fn text(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    escaped.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Lines are at most 75 octets long (RFC 5545 §3.1) and end in CR LF.
fn fold(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_lines_are_folded_between_characters() {
        let folded = fold(&format!("SUMMARY:{}", "é".repeat(60)));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(60)));
        assert_eq!(text("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
