//! Packing what leads to some commits and not to others: gitformat-pack(5).
//!
//! The machine's own git does it where there is one: it takes over the differences that its packs hold
//! already, where libgit2 looks for each of them anew, which costs ten times as much. Without git it
//! is libgit2 that packs; either reads the other's.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use git2::{Oid, Repository, Sort};

use crate::error::{Doing, Error};
use crate::stock;

const WHAT: &str = "packing the history";

/// What a pack is to hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packed<'a> {
    /// Everything that leads to these commits…
    pub wanted: &'a [Oid],
    /// …and not to these, which the reader has whole.
    pub known: &'a [Oid],
    /// Whether objects may be told as differences from what the reader has.
    pub thin: bool,
}

impl Packed<'_> {
    /// Writes the pack. What was written before an error is no pack.
    pub(crate) fn write(&self, git: &Repository, out: &mut dyn Write) -> Result<(), Error> {
        if self.by_program(git, out)? { Ok(()) } else { self.by_library(git, out) }
    }

    /// False where git is not there or does not begin: then nothing was written.
    fn by_program(&self, git: &Repository, out: &mut dyn Write) -> Result<bool, Error> {
        let Ok(mut child) = self.command(git).spawn() else { return Ok(false) };
        // It says nothing before it was told everything, so neither waits for the other.
        let told = self.tell(&mut child);
        let written = if told.is_ok() { copy(&mut child, out) } else { Ok(0) };
        if written.is_err() {
            drop(child.kill());
        }
        let good = child.wait()?.success();
        match written? {
            0 => Ok(false),
            _ if good => Ok(true),
            _ => Err(Error::Git {
                doing: WHAT,
                source: git2::Error::from_str("git stopped before the pack was whole"),
            }),
        }
    }

    fn command(&self, git: &Repository) -> Command {
        let mut command = Command::new("git");
        // One thread, so that the same history gives the same bytes; the memory is that of a small board.
        let settings = ["pack.threads=1", "pack.windowMemory=64m", "pack.deltaCacheSize=32m"];
        for setting in settings {
            command.args(["-c", setting]);
        }
        command.arg("--git-dir").arg(git.path());
        command.args(["pack-objects", "--revs", "--stdout", "--quiet", "--delta-base-offset"]);
        if self.thin {
            command.arg("--thin");
        }
        stock::at_home(&mut command);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    fn tell(&self, child: &mut Child) -> std::io::Result<()> {
        let lines = self.wanted.iter().map(|id| format!("{id}\n"));
        let lines = lines.chain(self.known.iter().map(|id| format!("^{id}\n")));
        let text: String = lines.collect();
        // Dropped at the end: that is how git knows that there is no more.
        child.stdin.take().map_or(Ok(()), |mut pipe| pipe.write_all(text.as_bytes()))
    }

    fn by_library(&self, git: &Repository, out: &mut dyn Write) -> Result<(), Error> {
        let mut walk = git.revwalk().doing(WHAT)?;
        walk.set_sorting(Sort::TOPOLOGICAL).doing(WHAT)?;
        self.wanted.iter().try_for_each(|&id| walk.push(id)).doing(WHAT)?;
        self.known.iter().try_for_each(|&id| walk.hide(id)).doing(WHAT)?;
        let mut builder = git.packbuilder().doing(WHAT)?;
        builder.set_threads(1);
        builder.insert_walk(&mut walk).doing(WHAT)?;
        let mut failed = None;
        let packed = builder.foreach(|bytes| {
            failed = out.write_all(bytes).err();
            failed.is_none()
        });
        match failed {
            Some(error) => Err(error.into()),
            None => packed.doing(WHAT),
        }
    }
}

/// Passes on what git prints, and says how much it was. The writer's errors end it; that git can no
/// longer be heard shows in how it ends.
fn copy(child: &mut Child, out: &mut dyn Write) -> std::io::Result<u64> {
    let (mut block, mut all) = (vec![0; 64 << 10], 0);
    let Some(pipe) = child.stdout.as_mut() else { return Ok(0) };
    loop {
        let read = match pipe.read(&mut block) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) | Ok(0) => return Ok(all),
            Ok(read) => read,
        };
        out.write_all(block.get(..read).unwrap_or_default())?;
        all += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use git2::Signature;

    use super::*;

    /// Commits of a file that grows, oldest first.
    fn history(folder: &std::path::Path, commits: usize) -> (Repository, Vec<Oid>) {
        let git = Repository::init_bare(folder).unwrap();
        let who = Signature::new("x", "x@example.org", &git2::Time::new(0, 0)).unwrap();
        let (mut text, mut made): (String, Vec<Oid>) = (String::new(), Vec::new());
        for n in 0..commits {
            writeln!(text, "line {n}: {}", "x".repeat(60 + n)).unwrap();
            let blob = git.blob(text.as_bytes()).unwrap();
            let mut tree = git.treebuilder(None).unwrap();
            tree.insert("feed.jsonl", blob, 0o100_644).unwrap();
            let tree = git.find_tree(tree.write().unwrap()).unwrap();
            let parent = made.last().map(|&id| git.find_commit(id).unwrap());
            let parents: Vec<_> = parent.iter().collect();
            made.push(git.commit(None, &who, &who, "more", &tree, &parents).unwrap());
        }
        (git, made)
    }

    /// The objects that a repository has after it took in some packs.
    fn unpacked(folder: &std::path::Path, packs: &[&[u8]]) -> BTreeSet<Oid> {
        let git = Repository::init_bare(folder).unwrap();
        let odb = git.odb().unwrap();
        for pack in packs {
            let mut writer = odb.packwriter().unwrap();
            writer.write_all(pack).unwrap();
            writer.commit().unwrap();
            odb.refresh().unwrap();
        }
        let mut found = BTreeSet::new();
        let each = odb.foreach(|id| {
            found.insert(*id);
            // A thin pack brings its bases along, so that one object stands in both packs; false would
            // end the walk at it.
            true
        });
        each.unwrap();
        found
    }

    #[test]
    fn both_ways_of_packing_hold_the_same_objects() {
        let scratch = tempfile::tempdir().unwrap();
        let (git, made) = history(&scratch.path().join("a"), 9);
        let (first, last) = (made[4], made[8]);
        let packs = |thin| {
            let lower = Packed { wanted: &[first], known: &[], thin };
            let upper = Packed { wanted: &[last], known: &[first], thin };
            [lower, upper].map(|packed| {
                let (mut program, mut library) = (Vec::new(), Vec::new());
                assert!(packed.by_program(&git, &mut program).unwrap(), "git is installed");
                packed.by_library(&git, &mut library).unwrap();
                (program, library)
            })
        };
        for (at, thin) in [false, true].into_iter().enumerate() {
            let [lower, upper] = packs(thin);
            let path = |name: &str| scratch.path().join(format!("{name}{at}"));
            let program = unpacked(&path("program"), &[&lower.0, &upper.0]);
            assert_eq!(program, unpacked(&path("library"), &[&lower.1, &upper.1]));
            assert_eq!(program.len(), 27);
        }
    }

    #[test]
    fn a_history_that_git_cannot_read_is_left_to_the_library_and_its_error() {
        let scratch = tempfile::tempdir().unwrap();
        let (git, _) = history(&scratch.path().join("a"), 1);
        let packed = Packed { wanted: &[Oid::ZERO_SHA1], known: &[], thin: false };
        let mut out = Vec::new();
        assert!(!packed.by_program(&git, &mut out).unwrap());
        assert!(out.is_empty());
        assert!(packed.write(&git, &mut out).is_err());
    }

    #[test]
    fn attack_47_a_repository_that_lacks_something_cannot_run_a_program_to_bring_it() {
        let scratch = tempfile::tempdir().unwrap();
        let (git, made) = history(&scratch.path().join("a"), 2);
        let marker = scratch.path().join("was-run");
        let mut config = git.config().unwrap();
        for (name, value) in [
            ("core.repositoryformatversion", "1".to_owned()),
            ("extensions.partialclone", "evil".to_owned()),
            ("remote.evil.promisor", "true".to_owned()),
            ("remote.evil.url", format!("ext::touch {}", marker.display())),
            ("protocol.ext.allow", "always".to_owned()),
        ] {
            config.set_str(name, &value).unwrap();
        }
        let tree = git.find_commit(made[1]).unwrap().tree().unwrap();
        let blob = tree.get(0).unwrap().id().to_string();
        let (folder, name) = blob.split_at(2);
        fs_err::remove_file(git.path().join("objects").join(folder).join(name)).unwrap();
        let packed = Packed { wanted: &made, known: &[], thin: false };
        drop(packed.by_program(&git, &mut Vec::new()));
        assert!(!marker.exists());
    }

    #[test]
    fn a_full_disk_ends_the_packing_with_its_error() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let scratch = tempfile::tempdir().unwrap();
        let (git, made) = history(&scratch.path().join("a"), 2);
        let packed = Packed { wanted: &made, known: &[], thin: false };
        for way in [
            Packed::by_program(&packed, &git, &mut Full).err(),
            packed.by_library(&git, &mut Full).err(),
        ] {
            assert!(
                matches!(way, Some(Error::Io(error)) if error.kind() == std::io::ErrorKind::StorageFull)
            );
        }
    }
}
