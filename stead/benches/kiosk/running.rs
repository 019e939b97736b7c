//! `stead kiosk` as a program of its own, and what the system says of it.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use camino::Utf8Path;

use crate::http::Http;

pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // As a service manager ends it: with its last commit.
        let id = self.child.id().to_string();
        drop(Command::new("kill").args(["-TERM", &id]).status());
        drop(self.child.wait());
    }
}

impl Running {
    /// Starts it, and comes back when it says where it listens.
    pub(crate) fn start(folder: &Utf8Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stead"))
            .args(["-C", folder.as_str(), "kiosk", "--bind", "127.0.0.1:0"])
            .args(["--name", "none", "--near", "none"])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().expect("an address");
        let address = address.trim_end_matches('/').parse().unwrap();
        Self { child, address }
    }

    /// Waits until the site is made and the processor has nothing more to do for it.
    pub(crate) fn until_quiet(&self) {
        let mut http = Http::to(self.address);
        let mut before = Duration::ZERO;
        loop {
            std::thread::sleep(Duration::from_secs(2));
            http.get("/healthz");
            let cpu = self.cpu();
            let idle = cpu.saturating_sub(before) < Duration::from_millis(100);
            if idle && http.text().contains("\"site\":true") {
                return;
            }
            before = cpu;
        }
    }

    /// How many events it has recorded since it started.
    pub(crate) fn recorded(&self) -> usize {
        let mut http = Http::to(self.address);
        http.get("/healthz");
        let text = http.text();
        let rest = text.split("\"events\":").nth(1).unwrap();
        rest.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap()
    }

    /// CPU time so far, user and system, all threads: the sum that `/proc/<id>/schedstat` of each
    /// thread has in nanoseconds would forget threads that have ended, so ticks of 10 ms it is.
    pub(crate) fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Resident memory now and at its peak, in MB.
    pub(crate) fn memory(&self) -> (u64, u64) {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap();
        let field = |name: &str| -> u64 {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        (field("VmRSS:") / 1024, field("VmHWM:") / 1024)
    }
}
