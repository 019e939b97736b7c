//! Command cards: printed once, laid beside the scanner, and obeyed when they are scanned. Who cannot
//! touch a screen, or has gloves on, needs nothing else.

/// What a command card asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// “I'm done”.
    Done,
    /// Take the last act back.
    Undo,
    /// Keep everything longer.
    RenewAll,
    /// Bring something back.
    Return,
    /// Take stock (stewards).
    Count,
    /// A label for a new thing (stewards).
    NewLabel,
    /// What to do when nothing goes on.
    Help,
}

impl Command {
    /// All of them, in the order of the sheet.
    pub const ALL: [Self; 7] = [
        Self::Done,
        Self::Undo,
        Self::RenewAll,
        Self::Return,
        Self::Help,
        Self::Count,
        Self::NewLabel,
    ];

    /// What stands on the card, for a scanner and for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "DONE",
            Self::Undo => "UNDO",
            Self::RenewAll => "RENEW-ALL",
            Self::Return => "RETURN",
            Self::Count => "COUNT",
            Self::NewLabel => "NEW-LABEL",
            Self::Help => "HELP",
        }
    }

    /// The key of its name in the message catalogues.
    pub fn key(self) -> String {
        format!("cmd-{}", self.word().to_lowercase())
    }

    /// What the card's symbol says, at a node whose labels say this: `http://KIOSK.LOCAL/X/DONE`.
    pub fn address(self, label_base: &str) -> String {
        let base = label_base.strip_suffix("I/").unwrap_or("http://KIOSK.LOCAL/");
        format!("{base}X/{}", self.word())
    }

    /// The command with this word.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word().eq_ignore_ascii_case(word))
    }

    /// The command that a scan says, from any host.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (before, word) = text.trim_end_matches('/').rsplit_once('/')?;
        let marked = before.ends_with("/X") || before.ends_with("/x");
        marked.then(|| Self::named(word)).flatten()
    }
}
