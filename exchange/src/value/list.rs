//! Lists and paths in one cell.

/// The parts of a list. `;`, `|` and line ends separate; a comma does so only where nothing else
/// does, because names have commas.
pub fn list(text: &str) -> Vec<String> {
    let strong = text.contains([';', '|', '\n']);
    let parts = text.split(move |c| if strong { matches!(c, ';' | '|' | '\n') } else { c == ',' });
    tidy(parts)
}

/// The steps of a path from the widest to the narrowest: `/`, `//`, `>`, `›`, `»` or `\`.
/// Separators inside brackets belong to a name.
pub fn path(text: &str) -> Vec<String> {
    let mut depth = 0usize;
    let mut steps = vec![String::new()];
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(c, '/' | '>' | '›' | '»' | '\\') {
            steps.push(String::new());
        } else if let Some(step) = steps.last_mut() {
            step.push(c);
        }
    }
    tidy(steps.iter().map(String::as_str))
}

/// A list of paths.
pub fn paths(text: &str) -> Vec<Vec<String>> {
    list(text).iter().map(|one| path(one)).filter(|p| !p.is_empty()).collect()
}

fn tidy<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in parts.map(|p| p.split_whitespace().collect::<Vec<_>>().join(" ")) {
        if !part.is_empty() && !out.contains(&part) {
            out.push(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_separates_only_where_nothing_stronger_does() {
        assert_eq!(list("wood, metal"), ["wood", "metal"]);
        assert_eq!(list("Botsford, Boyle; Berge "), ["Botsford, Boyle", "Berge"]);
        assert_eq!(list("a.jpg|"), ["a.jpg"]);
        assert!(list(" ; ").is_empty());
    }

    #[test]
    fn a_path_has_its_steps_in_order_and_brackets_keep_theirs() {
        for text in ["Home / Bedroom / Desk", "Home//Bedroom//Desk", "Home > Bedroom>Desk"] {
            assert_eq!(path(text), ["Home", "Bedroom", "Desk"], "{text}");
        }
        assert_eq!(path("General (bench/floor)"), ["General (bench/floor)"]);
        assert_eq!(paths("Tools//Drills; Garden"), [vec!["Tools", "Drills"], vec!["Garden"]]);
    }
}
