//! A strip of dots: where things lie on two scales, without a name.

use std::collections::BTreeMap;

use super::{Chart, escape, label, units};

/// What the two scales are called, each at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scales {
    /// Along the foot.
    pub across: String,
    /// Upwards.
    pub up: String,
}

/// Dots at `(across, up)`, both from zero; dots that would cover each other become one larger dot. What is
/// read aloud and stands in the table is given, because hundreds of dots are no table.
pub fn strip(dots: &[(f64, f64)], scales: &Scales, rows: Vec<(String, String)>) -> Chart {
    let most = |of: fn(&(f64, f64)) -> f64| dots.iter().map(of).fold(1.0, f64::max);
    let (wide, high) = (most(|dot| dot.0), most(|dot| dot.1));
    let mut cells: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (across, up) in dots {
        *cells.entry((cell(across / wide * 48.0), cell(up / high * 14.0))).or_default() += 1;
    }
    let mut inner =
        String::from("<line class=\"g\" x1=\"0\" x2=\"400\" y1=\"150.5\" y2=\"150.5\"/>");
    for ((across, up), count) in &cells {
        let radius = 3.0 + f64::from(*count).sqrt();
        inner.push_str(&format!(
            "<circle class=\"bar\" fill-opacity=\".55\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            units(8.0 + 8.0 * f64::from(*across)),
            units(144.0 - 8.5 * f64::from(*up)),
            units(radius.min(9.0))
        ));
    }
    for step in ticks(wide) {
        let x = (8.0 + 384.0 * f64::from(step) / wide).min(394.0);
        inner.push_str(&label(&units(x), "168", &step.to_string()));
    }
    inner.push_str(&format!(
        "<text x=\"400\" y=\"186\" text-anchor=\"end\">{}</text><text x=\"0\" y=\"12\">{}</text>",
        escape(&scales.across),
        escape(&scales.up)
    ));
    let each: Vec<String> = rows.iter().map(|(name, shown)| format!("{name} {shown}")).collect();
    let text = escape(&each.join("; ")).into_owned();
    let svg =
        format!("<svg viewBox=\"0 0 400 190\" role=\"img\" aria-label=\"{text}\">{inner}</svg>");
    Chart { svg, rows }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 48")]
fn cell(at: f64) -> u32 {
    at.max(0.0).round() as u32
}

/// Whole numbers along the foot, at most seven of them.
fn ticks(most: f64) -> Vec<u32> {
    let most = cell(most.floor());
    let step = most.div_ceil(6).max(1);
    (0..=most).step_by(usize::try_from(step).unwrap_or(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(dots: &[(f64, f64)]) -> Chart {
        let scales = Scales { across: "years".into(), up: "<loans>".into() };
        strip(dots, &scales, vec![("under 1".into(), "3".into())])
    }

    #[test]
    fn dots_that_cover_each_other_are_one_larger_dot() {
        let chart = drawn(&[(1.0, 5.0), (1.01, 5.0), (9.0, 0.0)]);
        assert_eq!(chart.svg.matches("<circle").count(), 2, "{}", chart.svg);
        assert!(chart.svg.contains("r=\"4.4\"") && chart.svg.contains("r=\"4\""), "{}", chart.svg);
        assert!(chart.svg.contains("aria-label=\"under 1 3\"") && chart.svg.contains("&lt;loans"));
    }

    #[test]
    fn no_number_is_ever_not_a_number() {
        for dots in [&[][..], &[(0.0, 0.0)], &[(40.0, 900.0)]] {
            let svg = drawn(dots).svg;
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }

    #[test]
    fn the_foot_has_few_whole_numbers() {
        assert_eq!(ticks(3.4), [0, 1, 2, 3]);
        assert_eq!(ticks(30.0), [0, 5, 10, 15, 20, 25, 30]);
        assert_eq!(ticks(0.2), [0]);
    }
}
