//! Upright bars in parts, one bar a month.

use super::{Chart, escape, label, units};

/// One bar with its parts, from the foot up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    /// The short label below it.
    pub label: String,
    /// The label in the table.
    pub name: String,
    /// As many values as there are parts.
    pub parts: Vec<u32>,
    /// All of them as people read them.
    pub shown: String,
}

/// How the parts are drawn, from the foot up.
const STYLES: [&str; 3] = ["bar", "top", "low"];

fn style(part: usize) -> &'static str {
    STYLES.get(part).copied().unwrap_or("bar")
}

/// One bar a month, each in at most three parts, of a style each, and `legend`
/// says what they are, each with its sum.
pub fn stacks(bars: &[Stack], legend: &[String]) -> Chart {
    let sum = |bar: &Stack| bar.parts.iter().sum::<u32>();
    let highest = f64::from(bars.iter().map(sum).max().unwrap_or(0).max(1));
    let mut inner =
        String::from("<line class=\"g\" x1=\"0\" x2=\"420\" y1=\"118.5\" y2=\"118.5\"/>");
    for (at, bar) in bars.iter().enumerate() {
        let x = 4.0 + 35.0 * f64::from(u32::try_from(at).unwrap_or(0));
        let mut foot = 118.0;
        for (part, value) in bar.parts.iter().enumerate().filter(|(_, value)| **value > 0) {
            let height = 90.0 * f64::from(*value) / highest;
            foot -= height;
            // A line of the ground between the parts tells them apart without their colours.
            let drawn = (height - 1.0).max(1.0);
            inner.push_str(&format!(
                "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"27\" height=\"{}\"/>",
                style(part),
                units(x),
                units(foot),
                units(drawn)
            ));
        }
        let middle = units(x + 13.5);
        inner.push_str(&label(&middle, &units(foot - 5.0), &sum(bar).to_string()));
        inner.push_str(&label(&middle, "135", &bar.label));
    }
    // One below the other: three of them side by side are too wide in some languages.
    for (part, words) in legend.iter().enumerate() {
        let y = 150 + 20 * part;
        inner.push_str(&format!(
            "<rect class=\"{}\" x=\"4\" y=\"{y}\" width=\"13\" height=\"13\"/><text x=\"26\" y=\"{}\">{}</text>",
            style(part),
            y + 12,
            escape(words)
        ));
    }
    let rows: Vec<(String, String)> =
        bars.iter().map(|bar| (bar.name.clone(), bar.shown.clone())).collect();
    let each: Vec<String> = rows.iter().map(|(name, shown)| format!("{name} {shown}")).collect();
    let (text, height) = (escape(&each.join("; ")).into_owned(), 148 + 20 * legend.len());
    let svg = format!(
        "<svg class=\"stacks\" viewBox=\"0 0 424 {height}\" role=\"img\" aria-label=\"{text}\">{inner}</svg>"
    );
    Chart { svg, rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stack(parts: &[u32]) -> Stack {
        Stack {
            label: "M".into(),
            name: "May".into(),
            parts: parts.to_vec(),
            shown: format!("{parts:?}"),
        }
    }

    #[test]
    fn parts_stand_on_each_other_and_those_of_nothing_are_not_drawn() {
        let chart = stacks(&[stack(&[2, 0, 1]), stack(&[0, 0, 0])], &["a".into(), "<b>".into()]);
        assert_eq!(chart.svg.matches("<rect").count(), 2 + 2, "{}", chart.svg);
        assert!(chart.svg.contains("class=\"low\"") && !chart.svg.contains("class=\"top\" x=\"39"));
        assert!(chart.svg.contains("&lt;b&gt;") && !chart.svg.contains("NaN"));
        assert_eq!(chart.rows[0], ("May".to_owned(), "[2, 0, 1]".to_owned()));
    }
}
