//! Standard output for data, standard error for talk.

use std::io::{self, IsTerminal as _, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::args::{ColorChoice, Globals};
use crate::report::Report;

/// Where words go, and how they look.
pub(crate) struct Console {
    json: bool,
    quiet: bool,
    color: bool,
    out: Box<dyn Write + Send>,
    err: Box<dyn Write + Send>,
}

impl Console {
    pub(crate) fn new(globals: &Globals) -> Self {
        let color = match globals.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                io::stderr().is_terminal() && !unwanted
            }
        };
        Self { json: globals.json, quiet: globals.quiet, color, ..Self::plain() }
    }

    /// No colour and no options: for what is said before the arguments are known.
    pub(crate) fn plain() -> Self {
        Self {
            json: false,
            quiet: false,
            color: false,
            out: Box::new(io::stdout()),
            err: Box::new(io::stderr()),
        }
    }

    /// Says nothing to anybody.
    pub(crate) fn silent() -> Self {
        Self { quiet: true, out: Box::new(io::sink()), err: Box::new(io::sink()), ..Self::plain() }
    }

    pub(crate) fn wants_json(&self) -> bool {
        self.json
    }

    pub(crate) fn has_color(&self) -> bool {
        self.color
    }

    /// Prints what a command has to say. Whoever reads us may have stopped reading (`| head`).
    pub(crate) fn answer(&mut self, answer: &Answer) -> Result<(), Report> {
        let text = if !self.json {
            answer.words().to_owned()
        } else if answer.json().is_null() {
            String::new()
        } else {
            format!("{:#}", answer.json())
        };
        self.data(&text)
    }

    /// Prints text to standard output, ended by a line end.
    pub(crate) fn data(&mut self, text: &str) -> Result<(), Report> {
        if text.is_empty() {
            return Ok(());
        }
        let end = if text.ends_with('\n') { "" } else { "\n" };
        let written = write!(self.out, "{text}{end}").and_then(|()| self.out.flush());
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Report::io("the answer could not be written", &error))
            }
            _ => Ok(()),
        }
    }

    /// Tells something to a person; silent with `-q`.
    pub(crate) fn say(&mut self, text: &str) {
        if !self.quiet {
            self.talk(text);
        }
    }

    /// Tells something that must not be missed, `-q` or not.
    pub(crate) fn warn(&mut self, text: &str) {
        let mark = self.paint("warning:", "1;33");
        self.talk(&format!("{mark} {text}"));
    }

    /// Tells something as it is, `-q` or not.
    pub(crate) fn tell(&mut self, text: &str) {
        self.talk(text);
    }

    fn talk(&mut self, text: &str) {
        // Nobody is left to be told that talking failed.
        drop(writeln!(self.err, "{text}"));
    }

    /// Tells what went wrong; with `--json` also as a document on standard output.
    pub(crate) fn report(&mut self, report: &Report) {
        let mut text = format!("{} {}", self.paint("error:", "1;31"), report.message);
        for cause in &report.causes {
            text.push_str("\n  ");
            text.push_str(cause);
        }
        if !report.hints.is_empty() {
            text.push('\n');
        }
        for hint in &report.hints {
            text.push_str(&format!("\n{} {hint}", self.paint("hint:", "1;36")));
        }
        self.talk(&text);
        if self.json {
            // The error is told already; a second one about telling it helps nobody.
            drop(self.data(&format!("{:#}", json_of(report))));
        }
    }

    /// Something that can be told from any thread, for what goes on while a command runs.
    pub(crate) fn aside(&self) -> Aside {
        Aside { quiet: self.quiet || self.json }
    }

    fn paint(&self, text: &str, style: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    /// A line that shows that something goes on, on a terminal only.
    pub(crate) fn progress(&self, words: &'static str) -> ProgressBar {
        let visible = !self.quiet && !self.json && io::stderr().is_terminal();
        let bar = ProgressBar::new_spinner();
        bar.set_draw_target(if visible {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        });
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message(words);
        if visible {
            bar.enable_steady_tick(std::time::Duration::from_millis(120));
        }
        bar
    }
}

fn json_of(report: &Report) -> Value {
    json!({ "error": {
        "code": report.code,
        "message": report.message,
        "causes": report.causes,
        "hints": report.hints,
    }})
}

/// Tells people what goes on in the background of a long command.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Aside {
    quiet: bool,
}

impl Aside {
    /// What must be heard, whatever else is not.
    pub(crate) fn loud() -> Self {
        Self { quiet: false }
    }

    pub(crate) fn say(self, text: &str) {
        if !self.quiet {
            // Nobody is left to be told that talking failed.
            drop(writeln!(io::stderr(), "{text}"));
        }
    }
}
