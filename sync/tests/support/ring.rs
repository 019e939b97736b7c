//! Devices of one node without a hub.

use sync::{Exchange, Repo};

use super::{Scratch, append, at, author, commit_all, key, node};

/// Devices of one node that take from each other, without a hub.
pub(crate) struct Ring {
    pub(crate) scratch: Scratch,
    pub(crate) repos: Vec<Repo>,
}

pub(crate) const NAMES: [&str; 5] = ["ka", "kb", "kc", "kd", "ke"];

impl Ring {
    pub(crate) fn new(devices: usize) -> Self {
        let scratch = Scratch::new();
        let (first, _) = node(&scratch.path("ka"), "ka");
        for name in &NAMES[1..devices] {
            first.add_device(key(name).device(), key(name).public(), &author(), at(1)).unwrap();
        }
        let from = first.folder().to_owned();
        let mut repos = vec![first];
        for name in &NAMES[1..devices] {
            let joined = Repo::join(from.as_str(), &scratch.path(name), Some(&key(name)), None);
            repos.push(joined.unwrap().0);
        }
        for repo in &repos {
            for name in &NAMES[..devices] {
                let other = scratch.path(name);
                if other != repo.folder() {
                    repo.add_remote(name, other.as_str()).unwrap();
                }
            }
        }
        Self { scratch, repos }
    }

    /// One takes from another.
    pub(crate) fn take(&self, who: usize, from: usize) -> Exchange {
        let news = self.repos[who].exchange(NAMES[from]).unwrap();
        assert_eq!(news.quarantined, []);
        news
    }

    pub(crate) fn event(&self, who: usize, minute: u32) {
        append(&self.repos[who], NAMES[who], 1, "loan");
        commit_all(&self.repos[who], minute);
    }

    pub(crate) fn brand(&self, who: usize, brand: &str, minute: u32) {
        let file = "catalog/dr/drill.md";
        let text = fs_err::read_to_string(self.repos[who].folder().join(file)).unwrap();
        let lines = text.lines().map(|line| {
            if line.starts_with("brand") { format!("brand = \"{brand}\"") } else { line.to_owned() }
        });
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        self.repos[who].write(file, text.as_bytes()).unwrap();
        commit_all(&self.repos[who], minute);
    }

    pub(crate) fn heads(&self) -> Vec<sync::CommitId> {
        self.repos.iter().map(|repo| repo.head().unwrap()).collect()
    }

    /// Around the ring, each taking from the next and nobody giving: the slowest way there is. After as
    /// many steps as there are devices everybody has everything, after as many again the same merge.
    pub(crate) fn around(&self) {
        let count = self.repos.len();
        for _ in 0..2 * count {
            for who in 0..count {
                self.take(who, (who + 1) % count);
            }
        }
    }

    #[track_caller]
    pub(crate) fn at_one(&self) {
        let heads = self.heads();
        assert!(heads.iter().all(|head| *head == heads[0]), "{heads:?}");
        for repo in &self.repos {
            assert_eq!(repo.pending().unwrap(), []);
            assert_eq!(repo.verify().unwrap(), []);
        }
    }
}
