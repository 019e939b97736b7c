//! Remotes over SSH and HTTPS, and kiosks that find each other.

use std::net::{Ipv4Addr, UdpSocket};
use std::path::Path;
use std::time::Duration;

use crate::env::Env;
use crate::web::Kiosk;

/// Plays `ssh` for a server called `git.example`: what it is asked to run is run here, by the real git.
const SSH: &str = r#"#!/bin/sh
while [ "${1#-}" != "$1" ]; do
  case "$1" in -o|-p) shift 2 ;; *) shift ;; esac
done
host=$1; shift
case "$host" in
  git@git.example) exec sh -c "$*" ;;
  stranger.example) echo "Host key verification failed." >&2; exit 255 ;;
  locked.example) echo "locked.example: Permission denied (publickey)." >&2; exit 255 ;;
  *) echo "ssh: Could not resolve hostname $host: Name or service not known" >&2; exit 255 ;;
esac
"#;

/// A node, a copy of it that is a device, and a bare repository for both; SSH is played.
fn with_ssh() -> Env {
    let env = Env::with_node();
    env.write("ssh", SSH);
    let file = env.path("ssh");
    env.command("chmod").args(["+x", file.as_str()]).status().unwrap();
    env.set("GIT_SSH_COMMAND", file.as_str()).set("GIT_SSH_VARIANT", "ssh");
    env.git(&format!("init --bare -q -b main {}", env.path("hub.git"))).ok();
    env
}

/// A second device joins from a hub, in the folder `copy`, and sends one event there.
fn a_copy_joins_and_sends(env: &Env, from: &str) {
    let invitation = env.node("device invite --json").ok().field("invitation");
    let join =
        env.stead(&format!("device join copy --from {from} --invitation {invitation} --json"));
    env.node(&format!("device invite {}", join.ok().field("request"))).ok();
    env.node("sync").ok();
    env.on("copy", "sync").ok();
    env.on("copy", "unit found drill").ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["sent"], 1, "{news}");
}

fn head(env: &Env, folder: &str) -> String {
    env.git(&format!("-C {} rev-parse main", env.path(folder))).ok().out
}

/// OpenSSH's own server, for as long as this is held.
struct Sshd(std::process::Child);

impl Sshd {
    /// Starts one that knows one key, and tells the real `ssh` of it. None where it is not installed.
    #[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
    fn start(env: &Env, port: u16) -> Option<Self> {
        let program = Path::new("/usr/sbin/sshd");
        if !program.exists() {
            println!("skipped: openssh-server is not installed");
            return None;
        }
        for key in ["host", "user"] {
            let (file, said) = (env.path(key), format!("a {key}"));
            let args = ["-q", "-t", "ed25519", "-N", "", "-C", &said, "-f", file.as_str()];
            assert!(env.command("ssh-keygen").args(args).status().unwrap().success());
        }
        let [host, user] = ["host", "user"].map(|key| env.path(key));
        env.write(
            "sshd",
            &format!(
                "ListenAddress 127.0.0.1:{port}\nHostKey {host}\nAuthorizedKeysFile {user}.pub\n\
                 PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n\
                 PermitRootLogin prohibit-password\n"
            ),
        );
        env.write(
            "ssh",
            &format!(
                "Host 127.0.0.1\n  Port {port}\n  IdentityFile {user}\n  IdentitiesOnly yes\n  \
                 UserKnownHostsFile {}\n",
                env.path("known")
            ),
        );
        let said = format!("[127.0.0.1]:{port} {}", env.read("host.pub"));
        env.write("known", &said);
        // Where it runs as root it asks for this folder; elsewhere nobody may make it and nobody asks.
        drop(fs_err::create_dir_all("/run/sshd"));
        let mut started = std::process::Command::new(program);
        started.args(["-D", "-e", "-f", env.path("sshd").as_str()]);
        let log = fs_err::File::create(env.path("sshd.log")).unwrap();
        let child = started.stderr(std::fs::File::from(log)).spawn().unwrap();
        let here = Self(child);
        for _ in 0..100 {
            if std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
                return Some(here);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("sshd did not start: {}", env.read("sshd.log"));
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn two_devices_meet_at_a_hub_behind_a_real_ssh_server_and_a_changed_host_key_stops_them() {
    let env = Env::with_node();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let Some(_sshd) = Sshd::start(&env, port) else { return };
    env.set("GIT_SSH_COMMAND", &format!("ssh -F {}", env.path("ssh")));
    let hub = env.path("hub.git");
    env.git(&format!("init --bare -q -b main {hub}")).ok();
    let from = format!("ssh://127.0.0.1:{port}{hub}");
    env.node(&format!("remote add hub {from}")).ok();
    env.node("sync hub").ok();
    a_copy_joins_and_sends(&env, &from);
    env.node("sync").ok();
    assert_eq!(head(&env, "copy"), head(&env, "node"));
    env.git(&format!("clone -q {from} {}", env.path("plain"))).ok();
    // Another machine under the same name.
    env.write("known", &format!("[127.0.0.1]:{port} {}", env.read("user.pub")));
    env.on("copy", "unit lost drill").ok();
    let refused = env.on("copy", "sync").told();
    assert!(refused.contains("server's key"), "{refused}");
    assert_ne!(head(&env, "copy"), head(&env, "hub.git"));
}

#[test]
fn two_devices_of_a_node_meet_at_a_hub_over_ssh() {
    let env = with_ssh();
    env.node("member add --name 'Sam Rivera'").ok();
    let hub = env.path("hub.git");
    env.node(&format!("remote add hub ssh://git@git.example:2222{hub}")).ok();
    env.node("sync hub").ok();
    assert_eq!(head(&env, "hub.git"), head(&env, "node"));
    a_copy_joins_and_sends(&env, &format!("git@git.example:{hub}"));
    env.node("unit move drill shelf-a").ok();
    let news = env.node("sync --json").ok().json();
    assert_eq!((&news["peers"][0]["received"], &news["peers"][0]["sent"]), (&1.into(), &1.into()));
    env.on("copy", "sync").ok();
    assert_eq!(head(&env, "copy"), head(&env, "node"));
    let members = env.on("copy", "member list --json").ok().out;
    assert!(members.contains("Sam Rivera"), "{members}");
    env.node("verify").ok();
    // Nothing of the exchange stays behind.
    let refs = env.git("for-each-ref --format=%(refname)").ok().out;
    assert_eq!(refs, "refs/heads/main\nrefs/stead/private\n");
    assert_eq!(fs_err::read_dir(env.path("node/.stead/tmp")).unwrap().count(), 0);
}

#[test]
fn a_node_is_followed_over_ssh_and_hostile_history_from_there_is_kept_aside() {
    let env = with_ssh();
    env.stead("init other --name Pine --timezone UTC").ok();
    let from = env.path("other");
    let followed = env.node(&format!("follow git@git.example:{from} --name pine --json")).ok();
    let key = followed.json()["peers"][0]["node"].as_str().unwrap().to_owned();
    // Who is followed is asked at once.
    let commits =
        env.git(&format!("-C {} rev-list --count refs/nodes/{key}/main", env.path("node")));
    assert_eq!(commits.ok().out.trim(), "1");
    let news = env.node("sync pine --json").ok().json();
    assert_eq!(news["peers"][0]["received_commits"], 0, "{news}");
    env.write("other/pages/x.md", "x\n");
    let other = |line: &str| env.git(&format!("-C {} {line}", env.path("other"))).ok();
    other("add -A");
    other("-c user.name=M -c user.email=m@example.org commit -q --no-gpg-sign -m unsigned");
    let news = env.node("sync pine --json").ok().json();
    assert_eq!(news["peers"][0]["quarantined"][0]["why"], "nobody signed it", "{news}");
}

#[test]
fn fault_28_a_server_that_does_not_let_us_in_says_what_to_do_and_the_others_go_on() {
    let env = with_ssh();
    let told = |name: &str, address: &str| {
        env.node(&format!("remote add {name} {address}")).ok();
        let run = env.node(&format!("sync {name}"));
        assert_eq!(run.status, 4, "{}", run.told());
        run.err
    };
    let new = told("new", "stranger.example:oak.git");
    assert!(new.contains("server's key") && new.contains("`ssh stranger.example`"), "{new}");
    let locked = told("locked", "ssh://locked.example/oak.git");
    assert!(locked.contains("SSH key") && locked.contains("ssh-add"), "{locked}");
    let none = told("none", &format!("git@git.example:{}", env.path("nothing.git")));
    assert!(none.contains("no repository there") && none.contains("git init --bare"), "{none}");
    let away = told("away", "nowhere.example:oak.git");
    assert!(away.contains("does not answer") && away.contains("everything else goes on"), "{away}");
    // Nobody listens at port 1.
    let web = told("web", "https://127.0.0.1:1/oak.git");
    assert!(web.contains("does not answer"), "{web}");
    env.node(&format!("remote add hub ssh://git@git.example{}", env.path("hub.git"))).ok();
    let all = env.node("sync --json");
    assert_eq!(all.status, 0, "{}", all.told());
    assert_eq!(head(&env, "hub.git"), head(&env, "node"));
}

#[test]
fn attack_47_a_remotes_address_cannot_run_anything() {
    let env = with_ssh();
    for address in
        ["ext::touch%20x", "ssh://-oProxyCommand=touch/x", "git://h/x", "https://me:pw@h/x"]
    {
        let run = env.node(&format!("remote add bad {address}"));
        assert_eq!(run.status, 1, "{address}: {}", run.told());
    }
    // One that something else wrote into the configuration.
    env.git("config remote.bad.url 'ext::touch x'").ok();
    assert_eq!(env.node("sync bad").status, 1);
    assert!(!env.path("node/x").exists() && !env.path("x").exists());
}

#[test]
fn a_device_exchanges_with_a_kiosk_over_https_once_its_certificate_is_trusted() {
    let env = Env::with_node();
    env.node("member add --name 'Sam Rivera'").ok();
    env.git(&format!("clone -q {} {}", env.path("node"), env.path("copy"))).ok();
    let join = env.on("copy", "device join --json").ok();
    env.node(&format!("device invite {} '{}'", join.field("device"), join.field("key"))).ok();
    let kiosk = Kiosk::open_on(&env, "node", "--tls");
    assert!(kiosk.url.starts_with("https://"), "{}", kiosk.url);
    env.on("copy", "remote remove origin").ok();
    env.on("copy", &format!("remote add kiosk {}", kiosk.url)).ok();
    let refused = env.on("copy", "sync");
    assert_eq!(refused.status, 4, "{}", refused.told());
    assert!(refused.err.contains("vouches for its certificate"), "{}", refused.err);
    assert!(refused.err.contains("sslCAInfo"), "{}", refused.err);
    env.set("GIT_SSL_CAINFO", env.path("node/.stead/tls/certificate.pem").as_str());
    env.on("copy", "sync").ok();
    env.on("copy", "unit found drill").ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["sent"], 1, "{news}");
    assert_eq!(head(&env, "node"), head(&env, "copy"));
    let members = env.on("copy", "member list --json").ok().out;
    assert!(members.contains("Sam Rivera"), "{members}");
}

/// Whether a datagram to everybody on this computer comes back.
fn has_multicast() -> bool {
    let (group, home) = (Ipv4Addr::new(224, 0, 0, 251), Ipv4Addr::LOCALHOST);
    let heard = || {
        let ear = UdpSocket::bind(("0.0.0.0", 0))?;
        ear.join_multicast_v4(&group, &home)?;
        ear.set_read_timeout(Some(Duration::from_millis(500)))?;
        let mouth = UdpSocket::bind((home, 0))?;
        mouth.send_to(b"?", (group, ear.local_addr()?.port()))?;
        ear.recv(&mut [0; 8])
    };
    heard().is_ok()
}

#[test]
fn two_kiosks_of_one_node_find_each_other_and_exchange_by_themselves() {
    if !has_multicast() {
        println!("skipped: this computer has no multicast");
        return;
    }
    let env = Env::with_node_of_its_own();
    env.node("member add --name 'Sam Rivera'").ok();
    env.git(&format!("clone -q {} {}", env.path("node"), env.path("copy"))).ok();
    let join = env.on("copy", "device join --json").ok();
    env.node(&format!("device invite {} '{}'", join.field("device"), join.field("key"))).ok();
    env.on("copy", "sync").ok();
    env.on("copy", "remote remove origin").ok();
    env.node("unit found drill").ok();
    env.on("copy", "unit move drill shelf-a").ok();
    // A node that nobody here follows is left alone.
    env.stead("init other --name Pine --timezone UTC").ok();
    let kiosks = ["node", "copy", "other"]
        .map(|folder| Kiosk::open_on(&env, folder, "--near this-computer"));
    let one = || head(&env, "node") == head(&env, "copy");
    let members = || env.on("copy", "member list --json").out.contains("Sam Rivera");
    let mut tries = 0..300;
    while !(one() && members()) && tries.next().is_some() {
        std::thread::sleep(Duration::from_millis(300));
    }
    drop(kiosks);
    assert!(one(), "both have both events");
    assert!(members(), "and the members");
    for folder in ["node", "copy"] {
        assert_eq!(env.on(folder, "log --json").ok().json().as_array().unwrap().len(), 2);
        let refs = env.git(&format!("-C {} for-each-ref", env.path(folder))).ok().out;
        assert!(!refs.contains("refs/nodes") && !refs.contains("incoming"), "{refs}");
    }
}
