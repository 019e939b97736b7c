//! A folder, a clock that is set by hand, and the program.

use std::cell::{Cell, RefCell};
use std::process::{Command, Output, Stdio};

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::Value;

/// A home of its own: nothing of the machine's account, git settings or clock reaches the program.
pub(crate) struct Env {
    folder: tempfile::TempDir,
    now: RefCell<String>,
    runs: Cell<u32>,
    vars: RefCell<Vec<(&'static str, String)>>,
}

/// What came of one command.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Env {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            now: RefCell::new("2026-11-21T10:00:00Z".into()),
            runs: Cell::new(0),
            vars: RefCell::default(),
        }
    }

    /// A home with a node in it: a drill, a shelf, opening hours none.
    pub(crate) fn with_node() -> Self {
        Self::new().furnished()
    }

    /// The same, with an identity that no other run of the tests on this computer has: kiosks that look
    /// for each other would find those too.
    pub(crate) fn with_node_of_its_own() -> Self {
        let (env, run) = (Self::new(), std::process::id());
        let (minute, second) = (run / 60 % 60, run % 60);
        env.at(&format!("2026-11-21T10:{minute:02}:{second:02}Z"));
        env.furnished()
    }

    fn furnished(self) -> Self {
        let env = self;
        env.stead("init node --name Oak --timezone UTC").ok();
        env.write("node/places/shelf-a.toml", "name = \"Shelf A\"\nkind = \"shelf\"\n");
        env.write(
            "node/catalog/dr/drill.md",
            "+++\nname = \"Cordless drill\"\n\n[[units]]\ncode = \"7K3-QP2J\"\nhome_place = \"shelf-a\"\n+++\n\nTwo gears.\n",
        );
        env.node("commit -m furnish").ok();
        env
    }

    pub(crate) fn root(&self) -> &Utf8Path {
        Utf8Path::from_path(self.folder.path()).unwrap()
    }

    pub(crate) fn path(&self, inner: &str) -> Utf8PathBuf {
        self.root().join(inner)
    }

    pub(crate) fn write(&self, inner: &str, text: &str) {
        let path = self.path(inner);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, inner: &str) -> String {
        fs_err::read_to_string(self.path(inner)).unwrap()
    }

    /// Sets the clock.
    pub(crate) fn at(&self, now: &str) -> &Self {
        now.clone_into(&mut self.now.borrow_mut());
        self
    }

    /// Sets a variable for every program from now on.
    pub(crate) fn set(&self, name: &'static str, value: &str) -> &Self {
        self.vars.borrow_mut().push((name, value.to_owned()));
        self
    }

    /// Runs the program in the home folder. Words are split at spaces; `'…'` keeps them together.
    pub(crate) fn stead(&self, line: &str) -> Run {
        self.run(&split(line))
    }

    /// Runs the program on the node in `node/`.
    pub(crate) fn node(&self, line: &str) -> Run {
        self.on("node", line)
    }

    /// Runs the program on the node in this folder.
    pub(crate) fn on(&self, folder: &str, line: &str) -> Run {
        let mut words = vec!["-C".to_owned(), self.path(folder).into_string()];
        words.extend(split(line));
        self.run(&words)
    }

    pub(crate) fn run(&self, words: &[String]) -> Run {
        let output = self.command(env!("CARGO_BIN_EXE_stead")).args(words).output().unwrap();
        self.run_of(&output)
    }

    /// Starts the program on the node and lets it run.
    pub(crate) fn start(&self, line: &str) -> std::process::Child {
        self.start_on("node", line)
    }

    /// Starts the program on the node in this folder and lets it run.
    pub(crate) fn start_on(&self, folder: &str, line: &str) -> std::process::Child {
        let mut command = self.command(env!("CARGO_BIN_EXE_stead"));
        command.arg("-C").arg(self.path(folder)).args(split(line));
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null());
        command.spawn().unwrap()
    }

    /// Stock git in the node.
    pub(crate) fn git(&self, line: &str) -> Run {
        let output = self.command("git").current_dir(self.path("node")).args(split(line)).output();
        self.run_of(&output.unwrap())
    }

    pub(crate) fn command(&self, program: &str) -> Command {
        self.runs.set(self.runs.get() + 1);
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.root())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.path("no-git-config"))
            .env("TZ", "UTC")
            .env("STEAD_NOW", self.now.borrow().as_str())
            .env("STEAD_SEED", format!("run {}", self.runs.get()))
            .envs(self.vars.borrow().iter().cloned())
            .stdin(Stdio::null())
            .current_dir(self.root());
        command
    }

    fn run_of(&self, output: &Output) -> Run {
        let text =
            |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(self.root().as_str(), "[home]");
        let seeded = "warning: STEAD_SEED is set: every secret made now can be guessed\n";
        Run {
            status: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr).replace(seeded, ""),
        }
    }
}

impl Run {
    /// The run must have gone well.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.status, 0, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|e| panic!("{e}\n{}\n{}", self.out, self.err))
    }

    /// A field of the JSON, as text.
    #[track_caller]
    pub(crate) fn field(&self, name: &str) -> String {
        match &self.json()[name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// The status and what a person reads, for a snapshot.
    pub(crate) fn told(&self) -> String {
        format!("status {}\n{}{}", self.status, self.out, self.err)
    }
}

fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
