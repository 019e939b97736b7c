//! What a remote's address may be, and how each kind is reached.
//!
//! Addresses come from people, from a repository's configuration and from other nodes. Git itself would
//! run programs that some of them name (`ext::sh -c …`, a host that begins with a hyphen), so only what
//! is known to be a place is let through.

/// How an address is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A folder of this computer.
    Folder,
    /// `http://`: a kiosk on the local network.
    Web,
    /// `https://` and `ssh://`: through the machine's own git.
    Program,
}

/// The way to an address, or why there is none.
pub(super) fn way(address: &str) -> Result<Way, &'static str> {
    if address.is_empty() || address.chars().any(char::is_control) {
        return Err("it is not an address");
    }
    if address.starts_with('-') {
        return Err("an address does not begin with a hyphen");
    }
    if names_a_helper(address) {
        return Err("it names a program to run, not a place");
    }
    let Some((scheme, rest)) = address.split_once("://") else {
        return short_form(address);
    };
    match scheme.to_ascii_lowercase().as_str() {
        "file" => Ok(Way::Folder),
        "http" => server(rest).map(|()| Way::Web),
        "https" | "ssh" => server(rest).map(|()| Way::Program),
        _ => Err("only folders, ssh://, https:// and http:// are exchanged with"),
    }
}

/// `<helper>::<anything>` makes git run `git-remote-<helper>`.
fn names_a_helper(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let helper = address.split_once("::").map(|(helper, _)| helper);
    helper.is_some_and(|helper| !helper.is_empty() && helper.chars().all(plain))
}

/// `user@host:path` as SSH has it, or a path.
fn short_form(address: &str) -> Result<Way, &'static str> {
    let Some((host, path)) = address.split_once(':') else { return Ok(Way::Folder) };
    let drive = host.len() == 1 && host.chars().all(|c| c.is_ascii_alphabetic());
    if drive || host.is_empty() || host.contains(['/', '\\']) {
        return Ok(Way::Folder);
    }
    if path.starts_with('-') {
        return Err("a path on a server does not begin with a hyphen");
    }
    authority(host).map(|()| Way::Program)
}

fn server(rest: &str) -> Result<(), &'static str> {
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if path.starts_with('-') {
        return Err("a path on a server does not begin with a hyphen");
    }
    authority(host)
}

fn authority(text: &str) -> Result<(), &'static str> {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    if host.is_empty() || text.contains(char::is_whitespace) || text.contains(['?', '#', '\\']) {
        return Err("it names no server");
    }
    if host.starts_with('-') || user.starts_with('-') {
        return Err("a server's name does not begin with a hyphen");
    }
    if user.contains(':') {
        return Err("a password in it would stand in a file for all to read: \
             leave it out, `git credential` keeps it");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_by_their_form() {
        for folder in ["/srv/hub.git", "hub.git", "../hub", "file:///srv/hub.git", "C:\\hub"] {
            assert_eq!(way(folder), Ok(Way::Folder), "{folder}");
        }
        for web in ["http://kiosk.local/", "http://192.168.1.20:8080", "http://[fe80::1]:8080/git"]
        {
            assert_eq!(way(web), Ok(Way::Web), "{web}");
        }
        for program in [
            "https://git.example/coop/oak.git",
            "HTTPS://git.example/oak",
            "ssh://git@git.example:2222/srv/oak.git",
            "ssh://git.example/~/oak.git",
            "git@git.example:coop/oak.git",
            "nas:oak.git",
        ] {
            assert_eq!(way(program), Ok(Way::Program), "{program}");
        }
    }

    #[test]
    fn attack_47_an_address_cannot_run_a_program_or_give_git_an_option() {
        for bad in [
            "",
            "ext::sh -c 'touch x'",
            "fd::17",
            "transport-helper::address",
            "--upload-pack=touch x",
            "-oProxyCommand=touch x",
            "ssh://-oProxyCommand=touch/x",
            "ssh://-l@host/x",
            "-oProxyCommand=x:oak.git",
            "user@-host:oak.git",
            "host:-oak.git",
            "ssh://host/-oak",
            "git://host/oak",
            "ftp://host/oak",
            "rsync://host/oak",
            "https://",
            "https:///etc/passwd",
            "https://a b/oak",
            "https://me:secret@host/oak",
            "https://host/oak\n[core]",
        ] {
            assert!(way(bad).is_err(), "{bad:?}");
        }
    }
}
