//! Why a remote could not be reached, from what git and ssh say on standard error.

/// Why a remote could not be reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no git program.
    #[error("the program `git` is not installed, and only it reaches such an address")]
    NoGit,
    /// SSH does not know the server, or it shows another key than before.
    #[error("this computer does not know the server's key, or the key has changed")]
    HostKey,
    /// SSH is not let in.
    #[error("the server does not let this computer's SSH key in")]
    SshKey,
    /// It wants a name and a password.
    #[error("it asks for a name and a password or token")]
    Login,
    /// Its certificate is not trusted.
    #[error("nobody whom this computer trusts vouches for its certificate")]
    Certificate,
    /// The name leads nowhere, or there is no network.
    #[error("the server does not answer")]
    Away,
    /// There is a server, and nothing at that path.
    #[error("the server has no repository there")]
    NoRepository,
    /// It began and did not end.
    #[error("it did not answer in time")]
    Slow,
    /// More than a node's history can be.
    #[error("it sends more than a node's history can be")]
    TooMuch,
    /// Anything else, in git's own words.
    #[error("{0}")]
    Other(String),
}

/// What git and ssh say in each case (git 2.30 to 2.47, OpenSSH 8 to 10, curl with OpenSSL and `GnuTLS`).
const SAYINGS: [(&str, Trouble); 19] = [
    ("host key verification failed", Trouble::HostKey),
    ("remote host identification has changed", Trouble::HostKey),
    ("permission denied (", Trouble::SshKey),
    ("too many authentication failures", Trouble::SshKey),
    ("authentication failed", Trouble::Login),
    ("could not read username", Trouble::Login),
    ("could not read password", Trouble::Login),
    ("error: 401", Trouble::Login),
    ("error: 403", Trouble::Login),
    ("certificate", Trouble::Certificate),
    ("could not resolve host", Trouble::Away),
    ("connection refused", Trouble::Away),
    ("connection timed out", Trouble::Away),
    ("no route to host", Trouble::Away),
    ("network is unreachable", Trouble::Away),
    ("couldn't connect to server", Trouble::Away),
    ("does not appear to be a git repository", Trouble::NoRepository),
    ("not found", Trouble::NoRepository),
    ("operation too slow", Trouble::Slow),
];

impl Trouble {
    /// Reads it from what was said.
    pub(super) fn of(said: &str) -> Self {
        let lower = said.to_lowercase();
        let known = SAYINGS.iter().find(|(saying, _)| lower.contains(saying));
        known.map_or_else(|| Self::Other(nearest(said)), |(_, trouble)| trouble.clone())
    }

    /// What to do next about an address.
    pub(crate) fn hint(&self, url: &str) -> String {
        match self {
            Self::NoGit => {
                "install it (`sudo apt install git`); a folder or a stick does without".into()
            }
            Self::HostKey => format!(
                "run `ssh {}` once by hand, compare the fingerprint with what the server's keeper \
                 tells you, and say yes",
                server_of(url)
            ),
            Self::SshKey => {
                "give the server's keeper your `~/.ssh/id_ed25519.pub` (`ssh-keygen -t \
                             ed25519` makes one); a key with a passphrase needs `ssh-add` first"
                    .into()
            }
            Self::Login => format!(
                "run `git ls-remote {url}` once by hand; `git config --global credential.helper \
                 store` before it keeps what you type"
            ),
            Self::Certificate => format!(
                "if the server is your own: `git config --global http.{url}.sslCAInfo <its \
                 certificate>` trusts that one"
            ),
            Self::NoRepository => {
                "make an empty one there (`git init --bare -b main`), or look for a \
                                   slip in the address"
                    .into()
            }
            Self::Away | Self::Slow | Self::TooMuch | Self::Other(_) => {
                "everything else goes on; the exchange is caught up next time".into()
            }
        }
    }
}

/// The line that says most: git's last `fatal:` or `error:`, else the last line of all.
fn nearest(said: &str) -> String {
    let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = |line: &&str| line.starts_with("fatal:") || line.starts_with("error:");
    let all: Vec<_> = lines.collect();
    let line =
        all.iter().copied().rfind(told).or(all.last().copied()).unwrap_or("git said nothing");
    let line = line.trim_start_matches("fatal:").trim_start_matches("error:").trim();
    let shown = line.chars().filter(|c| !c.is_control()).take(200);
    shown.collect()
}

/// `git@host` of an address, as ssh takes it.
fn server_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_is_understood() {
        let cases = [
            (
                "Host key verification failed.\nfatal: Could not read from remote repository.",
                Trouble::HostKey,
            ),
            (
                "git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.",
                Trouble::SshKey,
            ),
            (
                "fatal: could not read Username for 'https://x': terminal prompts disabled",
                Trouble::Login,
            ),
            (
                "fatal: unable to access 'https://x/': SSL certificate problem: self-signed certificate",
                Trouble::Certificate,
            ),
            (
                "fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none",
                Trouble::Certificate,
            ),
            ("fatal: unable to access 'https://x/': Could not resolve host: x", Trouble::Away),
            (
                "ssh: connect to host x port 22: Connection refused\nfatal: Could not read",
                Trouble::Away,
            ),
            ("fatal: repository 'https://x/' not found", Trouble::NoRepository),
            ("fatal: '/x' does not appear to be a git repository", Trouble::NoRepository),
            ("hint: x\nfatal: the moon is full\n", Trouble::Other("the moon is full".into())),
            ("", Trouble::Other("git said nothing".into())),
        ];
        for (said, trouble) in cases {
            assert_eq!(Trouble::of(said), trouble, "{said}");
        }
    }

    #[test]
    fn a_hint_names_the_server_and_not_the_path() {
        let hint = Trouble::HostKey.hint("ssh://git@git.example:2222/srv/oak.git");
        assert!(hint.contains("`ssh git@git.example`"), "{hint}");
        let hint = Trouble::HostKey.hint("git@git.example:oak.git");
        assert!(hint.contains("`ssh git@git.example`"), "{hint}");
    }
}
