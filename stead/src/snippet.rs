//! A problem of a file as people see it: the line, underlined, with what helps.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use camino::Utf8Path;
use catalog::document::{Problem, Severity};

/// Draws one problem.
pub(crate) fn render(problem: &Problem, color: bool) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str()).id(problem.code);
    let mut group = Group::with_title(title);
    group = if problem.excerpt.text.is_empty() {
        let origin = Origin::path(problem.file.as_str());
        group.element(origin.line(problem.line).char_column(problem.column))
    } else {
        let mark = problem.excerpt.mark.clone();
        group.element(
            Snippet::source(problem.excerpt.text.as_str())
                .line_start(problem.line)
                .path(problem.file.as_str())
                .annotation(AnnotationKind::Primary.span(mark)),
        )
    };
    if let Some(hint) = &problem.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// Draws one line of a text, underlined, with what is wrong in it.
pub(crate) fn line(file: &Utf8Path, line: usize, text: &str, message: &str) -> String {
    let group = Group::with_title(Level::ERROR.primary_title(message));
    let found = line.checked_sub(1).and_then(|at| text.lines().nth(at)).unwrap_or_default();
    let start = found.len() - found.trim_start().len();
    let group = if found.is_empty() {
        group.element(Origin::path(file.as_str()).line(line))
    } else {
        let mark = AnnotationKind::Primary.span(start..found.trim_end().len());
        group.element(Snippet::source(found).line_start(line).path(file.as_str()).annotation(mark))
    };
    Renderer::plain().render(&[group])
}

#[cfg(test)]
mod tests {
    use catalog::document::Finding;
    use catalog::document::problem::locate;

    use super::*;

    #[test]
    fn the_offending_text_is_underlined_and_the_hint_stands_below() {
        let text = "name = \"Drill\"\nlifecycle = \"actve\"\n";
        let start = text.find("\"actve\"").unwrap();
        let finding = Finding::error("unknown-word", start..start + 7, "`actve` is no lifecycle")
            .hint("did you mean `active`?");
        let problem = locate("catalog/dr/drill.md".into(), text, vec![finding]).remove(0);
        insta::assert_snapshot!(render(&problem, false), @r#"
        error[unknown-word]: `actve` is no lifecycle
         --> catalog/dr/drill.md:2:13
          |
        2 | lifecycle = "actve"
          |             ^^^^^^^
          |
          = help: did you mean `active`?
        "#);
    }

    #[test]
    fn a_line_of_a_template_is_underlined() {
        let told = line("theme/templates/x.html".into(), 2, "a\n  {{ b | c }}\n", "no filter");
        insta::assert_snapshot!(told, @r#"
        error: no filter
         --> theme/templates/x.html:2:3
          |
        2 |   {{ b | c }}
          |   ^^^^^^^^^^^
        "#);
        let gone = line("theme/templates/x.html".into(), 9, "a\n", "no filter");
        assert!(gone.contains("x.html:9"), "{gone}");
    }
}
