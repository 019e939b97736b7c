//! Changes for people to read.

use std::fmt::Write;

use super::{Change, ChangeKind};

/// The lines that go (`-`) and come (`+`), with a line of context around each run of them.
pub fn lines(before: &str, after: &str) -> String {
    let old: Vec<&str> = before.lines().collect();
    let new: Vec<&str> = after.lines().collect();
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(start..).unwrap_or(&[]), new.get(start..).unwrap_or(&[]));
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let gone = old_rest.get(..old_rest.len() - end).unwrap_or(&[]);
    let come = new_rest.get(..new_rest.len() - end).unwrap_or(&[]);
    let mut out = String::new();
    for (mark, line) in common_steps(gone, come) {
        // Writing to a text cannot fail.
        _ = writeln!(out, "{mark} {line}");
    }
    out
}

/// The longest common lines stay (unmarked and left out unless they stand between two changes).
fn common_steps<'t>(gone: &[&'t str], come: &[&'t str]) -> Vec<(char, &'t str)> {
    // The table below has one cell for each pair of lines.
    const MOST: usize = 4_000_000;
    if gone.len().saturating_mul(come.len()) > MOST {
        return gone.iter().map(|l| ('-', *l)).chain(come.iter().map(|l| ('+', *l))).collect();
    }
    let width = come.len() + 1;
    let mut best = vec![0u32; (gone.len() + 1) * width];
    for i in (0..gone.len()).rev() {
        for j in (0..come.len()).rev() {
            best[i * width + j] = if gone[i] == come[j] {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < gone.len() || j < come.len() {
        if i < gone.len() && j < come.len() && gone[i] == come[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == come.len()
            || i < gone.len() && best[(i + 1) * width + j] >= best[i * width + j + 1]
        {
            out.push(('-', gone[i]));
            i += 1;
        } else {
            out.push(('+', come[j]));
            j += 1;
        }
    }
    out
}

pub(super) fn of_change(change: &Change) -> String {
    let after = String::from_utf8_lossy(&change.after);
    let head = match change.kind {
        ChangeKind::Created => format!("new file {}\n", change.path),
        ChangeKind::Updated => format!("changed {}\n", change.path),
    };
    if change.after.contains(&0) {
        return format!("{head}  {} bytes\n\n", change.after.len());
    }
    let before = change.before.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    format!("{head}{}\n", lines(&before, &after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_change_are_shown() {
        assert_eq!(lines("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n"), "- b\n+ B\n+ e\n");
        assert_eq!(lines("", "a\n"), "+ a\n");
        assert_eq!(lines("a\n", "a\n"), "");
    }
}
