//! What a change does to a text, line by line, with a little around it.

use serde::Serialize;

/// Lines around a change that are shown.
const AROUND: usize = 2;
/// Longer texts are compared by their common beginning and end alone.
const MOST: usize = 2_000;

/// A line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    /// `same`, `out`, `in`, or `gap` where unchanged lines are left out.
    kind: &'static str,
    text: String,
}

/// The lines that change, with a few of those around them.
pub(super) fn lines(old: &str, new: &str) -> Vec<Line> {
    let (old, new): (Vec<_>, Vec<_>) = (old.lines().collect(), new.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[start.min(old.len())..], &new[start.min(new.len())..]);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (middle_old, middle_new) =
        (&old_rest[..old_rest.len() - end], &new_rest[..new_rest.len() - end]);
    let mut all: Vec<Line> = old[..start].iter().map(|text| line("same", text)).collect();
    all.extend(middle(middle_old, middle_new));
    all.extend(old_rest[old_rest.len() - end..].iter().map(|text| line("same", text)));
    shorten(all)
}

fn line(kind: &'static str, text: &str) -> Line {
    Line { kind, text: text.to_owned() }
}

/// Longest common subsequence; whole blocks where the texts are too long for a table.
fn middle(old: &[&str], new: &[&str]) -> Vec<Line> {
    if old.len().saturating_mul(new.len()) > MOST * MOST {
        let out = old.iter().map(|text| line("out", text));
        return out.chain(new.iter().map(|text| line("in", text))).collect();
    }
    let mut best = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            best[i][j] = if old[i] == new[j] {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut all) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            all.push(line("same", old[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && best[i + 1][j] >= best[i][j + 1]) {
            all.push(line("out", old[i]));
            i += 1;
        } else {
            all.push(line("in", new[j]));
            j += 1;
        }
    }
    all
}

fn shorten(all: Vec<Line>) -> Vec<Line> {
    let changed: Vec<usize> =
        all.iter().enumerate().filter(|(_, line)| line.kind != "same").map(|(at, _)| at).collect();
    let near = |at: usize| changed.iter().any(|c| c.abs_diff(at) <= AROUND);
    let mut short: Vec<Line> = Vec::new();
    for (at, line) in all.into_iter().enumerate() {
        if near(at) {
            short.push(line);
        } else if short.last().is_some_and(|last| last.kind != "gap") {
            short.push(Line { kind: "gap", text: String::new() });
        }
    }
    if short.last().is_some_and(|last| last.kind == "gap") {
        short.pop();
    }
    short
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn shown(old: &str, new: &str) -> String {
        let kinds = lines(old, new).into_iter().map(|line| match line.kind {
            "same" => format!(" {}", line.text),
            "out" => format!("-{}", line.text),
            "in" => format!("+{}", line.text),
            _ => "…".to_owned(),
        });
        kinds.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_change_is_shown_with_two_lines_around_it() {
        assert_eq!(shown("a\nb\nc\nd\ne\nf\ng", "a\nb\nc\nD\ne\nf\ng"), " b\n c\n-d\n+D\n e\n f");
        assert_eq!(shown("a\nb", "a\nb"), "");
        assert_eq!(shown("", "a"), "+a");
    }

    #[test]
    fn two_changes_that_are_far_apart_have_a_gap_between_them() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9";
        let new = "one\n2\n3\n4\n5\n6\n7\n8\nnine";
        assert_eq!(shown(old, new), "-1\n+one\n 2\n 3\n…\n 7\n 8\n-9\n+nine");
    }
}
