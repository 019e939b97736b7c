//! What a command has to say: the same in JSON and in words.

use serde_json::Value;

/// The outcome of a command that did what it was asked to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    json: Value,
    text: String,
    problem: bool,
}

impl Answer {
    /// The same thing for programs and for people. The text may be empty.
    pub(crate) fn new(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), problem: false }
    }

    /// An answer of words alone, for commands whose data is text (completions, manual pages).
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { json: Value::String(text.clone()), text, problem: false }
    }

    /// Nothing is left to say: the command has spoken while it ran.
    pub(crate) fn spoken() -> Self {
        Self { json: Value::Null, text: String::new(), problem: false }
    }

    /// The answer says that something is wrong: the exit status is 1.
    pub(crate) fn with_problem(self, problem: bool) -> Self {
        Self { problem, ..self }
    }

    pub(crate) fn json(&self) -> &Value {
        &self.json
    }

    pub(crate) fn words(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_problem(&self) -> bool {
        self.problem
    }
}
