//! The site of a large node, made for its kiosk by another process of this program.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use camino::{Utf8Path, Utf8PathBuf};
use jiff::Timestamp;
use kiosk::SiteMaker;
use serde_json::Value;

const TICK: Duration = Duration::from_millis(100);

/// Runs `stead build` for the node in a folder.
pub(crate) struct SiteProcess {
    root: Utf8PathBuf,
}

impl SiteProcess {
    pub(crate) fn new(root: &Utf8Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl SiteMaker for SiteProcess {
    fn make(&self, folder: &Utf8Path, now: Timestamp, over: &AtomicBool) -> Result<bool, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let mut command = Command::new(program);
        command
            .args(["--json", "--quiet", "-C", self.root.as_str()])
            .args(["build", "--keep-going", "--at-the-kiosk", "--out", folder.as_str()])
            .args(["--as-of", &now.to_string()])
            // One core at most: the other ones are for the people at the desk.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let child = command.spawn().map_err(|error| error.to_string())?;
        let said = wait(Held(child), over)?;
        let told: Value = serde_json::from_slice(&said).unwrap_or_default();
        match (told["written"].as_u64(), told["removed"].as_u64()) {
            (Some(written), Some(removed)) => Ok(written + removed > 0),
            _ => Err(format!("`stead build` said: {}", String::from_utf8_lossy(&said).trim())),
        }
    }
}

/// A process that does not outlive what holds it.
struct Held(Child);

impl Drop for Held {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What the process said when it ended.
fn wait(mut held: Held, over: &AtomicBool) -> Result<Vec<u8>, String> {
    // Read beside: a long answer would fill the pipe, and the process would wait for us.
    let out = held.0.stdout.take();
    let reader = std::thread::spawn(move || {
        let mut said = Vec::new();
        out.map_or(Ok(0), |mut out| out.read_to_end(&mut said)).map(|_| said)
    });
    while held.0.try_wait().map_err(|error| error.to_string())?.is_none() {
        if over.load(Ordering::Relaxed) {
            return Err("the kiosk ends".into());
        }
        std::thread::sleep(TICK);
    }
    let said = reader.join().map_err(|_| "its answer was lost".to_owned())?;
    said.map_err(|error| error.to_string())
}
