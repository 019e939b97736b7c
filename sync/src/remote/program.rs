//! Remotes over SSH and HTTPS, through the machine's own `git`.
//!
//! It is what brings a person's SSH keys and agent, the host keys they have checked, their credential
//! helpers, proxies and certificates; a second implementation of those would be worse kept. It is used
//! as a carrier and nothing else: it works in a bare repository that is thrown away, sees our objects
//! as alternates, and what it fetched is measured and comes through the same doors as anything else. It
//! never asks a person, runs no hook and reads no configuration of a node's folder.

use std::collections::BTreeSet;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use git2::{Oid, Repository};

use super::trouble::Trouble;
use super::{Heads, MAX_BYTES, Remote, is_race};
use crate::error::{Doing, Error};
use crate::packscan;
use crate::receive::NotSent;
use crate::repo::{MAIN, Repo, find_ref};
use crate::stock;
use crate::talk::Pushed;

const WHAT: &str = "exchanging through the git program";
/// Asking what there is takes no longer than this.
const ASKING: Duration = Duration::from_secs(90);
/// A whole history over a slow line. One that stands still is given up long before.
const CARRYING: Duration = Duration::from_hours(1);
/// The most that is read of what git prints: a list of a hundred thousand nodes fits.
const MAX_WORDS: u64 = 16 << 20;
/// The memory that git and what it starts may fill, in KiB: a small pack can unfold to gigabytes.
const MEMORY: u64 = 1 << 20;

/// Settings for each run, stronger than any file's.
const SETTINGS: [(&str, &str); 15] = [
    ("core.hooksPath", "/dev/null"),
    ("core.fsync", "none"),
    ("core.alternateRefsPrefixes", "refs/none"),
    ("credential.interactive", "false"),
    ("fetch.unpackLimit", "1"),
    ("transfer.unpackLimit", "1"),
    ("fetch.recurseSubmodules", "false"),
    ("fetch.writeCommitGraph", "false"),
    ("http.lowSpeedLimit", "100"),
    ("http.lowSpeedTime", "60"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("push.gpgSign", "false"),
    ("push.followTags", "false"),
    ("push.recurseSubmodules", "no"),
];

/// The git program, about to speak with a remote.
pub(super) struct Program<'a> {
    pub remote: &'a Remote,
    /// A header that proves this device to a kiosk.
    pub proof: Option<&'a str>,
}

/// What git said.
struct Said {
    good: bool,
    out: Vec<u8>,
    err: String,
}

impl Program<'_> {
    /// The refs of the other side that fit these patterns.
    fn refs(&self, folder: &Utf8Path, patterns: &[&str]) -> Result<Vec<(String, Oid)>, Error> {
        let mut words = vec!["ls-remote", "--quiet", "--", &self.remote.url];
        words.extend(patterns);
        let said = self.run(folder, &words, ASKING)?;
        if !said.good {
            return Err(self.failed(&said.err));
        }
        let text = String::from_utf8_lossy(&said.out);
        let line = |line: &str| {
            let (id, name) = line.split_once('\t')?;
            Some((name.to_owned(), Oid::from_str(id).ok()?))
        };
        Ok(text.lines().filter_map(line).collect())
    }

    /// Fetches these refs into a repository of its own. False where the other side has none of that name.
    pub(super) fn fetch(&self, into: &Utf8Path, specs: &[String]) -> Result<bool, Error> {
        let mut words = vec![
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-recurse-submodules",
            "--",
            &self.remote.url,
        ];
        words.extend(specs.iter().map(String::as_str));
        let said = self.run(into, &words, CARRYING)?;
        if said.good {
            return self.measure(into).map(|()| true);
        }
        if said.err.contains("couldn't find remote ref") {
            return Ok(false);
        }
        Err(self.failed(&said.err))
    }

    /// Pushes commits to refs of the other side.
    fn push(&self, from: &Utf8Path, specs: &[String]) -> Result<Pushed, Error> {
        let mut words =
            vec!["push", "--porcelain", "--no-verify", "--no-signed", "--", &self.remote.url];
        words.extend(specs.iter().map(String::as_str));
        let said = self.run(from, &words, CARRYING)?;
        let text = String::from_utf8_lossy(&said.out);
        if let Some(why) = text.lines().find_map(refusal) {
            return Ok(match why {
                why if why.contains("checked out") => Pushed::No(NotSent::WorkingCopy),
                why if is_race(&why) => Pushed::TooLate,
                why => Pushed::No(NotSent::Refused(why)),
            });
        }
        if said.good {
            return Ok(Pushed::Done);
        }
        Ok(Pushed::No(NotSent::Refused(Trouble::of(&said.err).to_string())))
    }

    fn failed(&self, said: &str) -> Error {
        self.trouble(Trouble::of(said))
    }

    fn trouble(&self, why: Trouble) -> Error {
        let Remote { name, url, .. } = self.remote;
        Error::NotReached { name: name.clone(), url: url.clone(), why }
    }

    /// Measures what git has fetched, before anything of ours opens it.
    fn measure(&self, folder: &Utf8Path) -> Result<(), Error> {
        let (mut size, limits) = (0, packscan::Limits::default());
        for pack in packs(folder)? {
            size += fs::metadata(&pack)?.len();
            let stream = std::io::BufReader::with_capacity(64 << 10, fs::File::open(&pack)?);
            if size > MAX_BYTES as u64 || packscan::measure(stream, &limits).is_err() {
                return Err(self.trouble(Trouble::TooMuch));
            }
        }
        Ok(())
    }

    fn run(&self, folder: &Utf8Path, words: &[&str], limit: Duration) -> Result<Said, Error> {
        let mut command = limited();
        command.arg("--git-dir").arg(folder).args(words);
        self.set_up(&mut command);
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(self.trouble(Trouble::NoGit));
            }
            Err(error) => return Err(error.into()),
        };
        let heard = listen(&mut child)?;
        match heard.wait(limit) {
            Ok((out, err)) => {
                let status = child.wait()?;
                // What a shell says of a program that is not there.
                if status.code() == Some(127) {
                    return Err(self.trouble(Trouble::NoGit));
                }
                Ok(Said { good: status.success(), out, err })
            }
            Err(why) => {
                child.kill()?;
                child.wait()?;
                Err(self.trouble(why))
            }
        }
    }

    fn set_up(&self, command: &mut Command) {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        stock::alone(command);
        let header = self.proof.map(|proof| ("http.extraHeader", proof));
        let settings = SETTINGS.into_iter().chain(header);
        let before = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|n| n.parse::<usize>().ok());
        let mut count = before.unwrap_or(0);
        for (name, value) in settings {
            command.env(format!("GIT_CONFIG_KEY_{count}"), name);
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
        command
            .env("GIT_CONFIG_COUNT", count.to_string())
            .env("GIT_ALLOW_PROTOCOL", "https:ssh")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_ASKPASS", "")
            .env("SSH_ASKPASS_REQUIRE", "never")
            .env("LC_ALL", "C");
        let chosen =
            ["GIT_SSH_COMMAND", "GIT_SSH"].iter().any(|name| std::env::var_os(name).is_some());
        let configured = git2::Config::open_default()
            .and_then(|config| config.get_string("core.sshcommand"))
            .is_ok();
        if !chosen && !configured {
            command.env("GIT_SSH_COMMAND", SSH);
        }
    }
}

/// Nobody is there to be asked, and a server that hangs is given up.
const SSH: &str = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=15 \
                   -o ServerAliveCountMax=4";

/// Git, in a shell that limits its memory and the files that it writes, where there is one.
fn limited() -> Command {
    if !cfg!(unix) {
        return Command::new("git");
    }
    let mut command = Command::new("sh");
    let blocks = MAX_BYTES / 512;
    let script =
        format!("ulimit -d {MEMORY} 2>/dev/null; ulimit -f {blocks} 2>/dev/null; exec git \"$@\"");
    command.arg("-c").arg(script).arg("git");
    command
}

/// Why a push of `main`, or else of another ref, was refused, from a line of `--porcelain`.
fn refusal(line: &str) -> Option<String> {
    let rest = line.strip_prefix("!\t")?;
    let summary = rest.split_once('\t').map_or(rest, |(_, summary)| summary);
    let why = summary.split_once('(').map_or(summary, |(_, why)| why.trim_end_matches(')'));
    Some(why.to_owned())
}

/// What a program prints, read beside it.
struct Heard {
    out: Receiver<Vec<u8>>,
    err: Receiver<Vec<u8>>,
}

fn listen(child: &mut Child) -> Result<Heard, Error> {
    let out = child.stdout.take().map(|pipe| read(pipe, MAX_WORDS));
    let err = child.stderr.take().map(|pipe| read(pipe, MAX_WORDS));
    let none = || std::io::Error::other("a program without output");
    Ok(Heard { out: out.ok_or_else(none)?, err: err.ok_or_else(none)? })
}

fn read(pipe: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = pipe.take(most + 1).read_to_end(&mut bytes);
        drop(read.map(|_| sender.send(bytes)));
    });
    receiver
}

impl Heard {
    fn wait(&self, limit: Duration) -> Result<(Vec<u8>, String), Trouble> {
        let start = Instant::now();
        let one = |from: &Receiver<Vec<u8>>| {
            let bytes =
                from.recv_timeout(limit.saturating_sub(start.elapsed())).map_err(|error| {
                    match error {
                        RecvTimeoutError::Timeout => Trouble::Slow,
                        RecvTimeoutError::Disconnected => {
                            Trouble::Other("git could not be heard".into())
                        }
                    }
                })?;
            if bytes.len() as u64 > MAX_WORDS { Err(Trouble::TooMuch) } else { Ok(bytes) }
        };
        let out = one(&self.out)?;
        Ok((out, String::from_utf8_lossy(&one(&self.err)?).into_owned()))
    }
}

fn packs(folder: &Utf8Path) -> Result<Vec<Utf8PathBuf>, Error> {
    let folder = folder.join("objects/pack");
    let mut found = Vec::new();
    for entry in folder.read_dir_utf8()? {
        let path = entry?.into_path();
        if path.extension() == Some("pack") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

impl Repo {
    /// What the other side has, brought here under `refs/incoming/<name>/`.
    pub(super) fn fetch_by_program(
        &self,
        remote: &Remote,
        proof: Option<&str>,
    ) -> Result<Heads, Error> {
        let (program, scratch) = (Program { remote, proof }, self.beside()?);
        let folder = folder_of(&scratch)?;
        let followed = self.following()?;
        let mut heads = Heads::default();
        for (name, id) in program.refs(folder, &[MAIN, "refs/nodes/*/main"])? {
            heads.note(&name, id, &followed);
        }
        let incoming = heads.incoming(&remote.name);
        let ours = self.git().odb().doing(WHAT)?;
        if incoming.iter().any(|(id, _)| !ours.exists(*id)) {
            program.fetch(folder, &heads.refspecs(&remote.name))?;
            for pack in packs(folder)? {
                let mut writer = ours.packwriter().doing(WHAT)?;
                std::io::copy(&mut fs::File::open(&pack)?, &mut writer)?;
                writer.commit().doing(WHAT)?;
            }
            ours.refresh().doing(WHAT)?;
            // The other side may have moved on since it was asked.
            heads.refresh(&Repository::open_bare(folder).doing(WHAT)?, &remote.name)?;
        }
        for (id, name) in heads.incoming(&remote.name) {
            self.set_ref(&name, id)?;
        }
        Ok(heads)
    }

    /// Pushes refs of ours, `<ours>:<theirs>`.
    pub(super) fn push_by_program(
        &self,
        remote: &Remote,
        specs: &[String],
        proof: Option<&str>,
    ) -> Result<Pushed, Error> {
        let scratch = self.beside()?;
        let mut named = Vec::new();
        for spec in specs {
            let (ours, theirs) = spec.split_once(':').unwrap_or((spec, spec));
            // The private records are replaced, not continued; anything else only goes forward.
            let (force, ours) = ours.strip_prefix('+').map_or(("", ours), |ours| ("+", ours));
            if let Some(id) = find_ref(self.git(), ours)? {
                named.push(format!("{force}{id}:{theirs}"));
            }
        }
        Program { remote, proof }.push(folder_of(&scratch)?, &named)
    }

    /// An empty repository beside ours that reads our objects and leads nowhere.
    fn beside(&self) -> Result<tempfile::TempDir, Error> {
        let scratch = tempfile::tempdir_in(self.scratch()?)?;
        let folder = folder_of(&scratch)?;
        Repository::init_bare(folder).doing(WHAT)?;
        let objects = self.git().path().join("objects").canonicalize()?;
        fs::write(folder.join("objects/info/alternates"), format!("{}\n", objects.display()))?;
        // What we have already, so that it is not sent again.
        let mut known = BTreeSet::new();
        for reference in self.git().references_glob("refs/nodes/*/main").doing(WHAT)?.flatten() {
            known.extend(reference.target());
        }
        known.extend(self.main()?);
        let lines = known.iter().map(|id| format!("{id} refs/known/{id}\n"));
        fs::write(folder.join("packed-refs"), lines.collect::<String>())?;
        Ok(scratch)
    }
}

pub(super) fn folder_of(scratch: &tempfile::TempDir) -> Result<&Utf8Path, Error> {
    let none = || std::io::Error::other("the folder's name is not text");
    Ok(Utf8Path::from_path(scratch.path()).ok_or_else(none)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_ref_is_told_with_the_servers_reason() {
        let line = "!\trefs/heads/main:refs/heads/main\t[rejected] (fetch first)";
        assert_eq!(refusal(line).as_deref(), Some("fetch first"));
        assert!(is_race(&refusal(line).unwrap()));
        assert_eq!(refusal("*\tx:refs/heads/main\t[new branch]"), None);
        assert_eq!(refusal("Done"), None);
    }

    #[test]
    fn a_program_that_hangs_is_given_up() {
        let mut child = Command::new("sleep")
            .arg("60")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let heard = listen(&mut child).unwrap();
        assert_eq!(heard.wait(Duration::from_millis(20)), Err(Trouble::Slow));
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
