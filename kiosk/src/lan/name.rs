//! `<name>.local`: the kiosk answers for its name by multicast DNS (RFC 6762).
//!
//! Android asks from a port of its own and takes only an answer that is sent to it alone (section
//! 6.7); the library does that. Where the name is taken, the kiosk becomes `<name>-2.local` and says
//! so on its screen.

use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use mdns_sd::{DaemonEvent, ServiceDaemon, ServiceInfo};

/// A name in `.local`, without its end: letters, digits and hyphens (RFC 1123).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanName(String);

/// The text is not a name for the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name for the network has letters, digits and hyphens, 63 at most, like `oak`")]
pub struct NameError;

impl FromStr for LanName {
    type Err = NameError;
    fn from_str(text: &str) -> Result<Self, NameError> {
        let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
        let name = text.strip_suffix(".local").unwrap_or(&text);
        let fits = (1..=63).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !name.starts_with('-')
            && !name.ends_with('-');
        if fits { Ok(Self(name.to_owned())) } else { Err(NameError) }
    }
}

impl fmt::Display for LanName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.local", self.0)
    }
}

/// The name is announced for as long as this lives.
pub(crate) struct Announced {
    daemon: ServiceDaemon,
    host: Arc<Mutex<String>>,
}

impl fmt::Debug for Announced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Announced").field("host", &self.host()).finish_non_exhaustive()
    }
}

impl Announced {
    /// Announces a web site under this name, on all networks of this computer as they come and go.
    pub(crate) fn new(name: &LanName, title: &str, port: u16) -> Result<Self, mdns_sd::Error> {
        let daemon = ServiceDaemon::new()?;
        let host = format!("{name}.");
        // An instance's name may have 63 bytes (RFC 6763, section 4.1.1).
        let title: String =
            title.chars().filter(|c| !c.is_control() && *c != '.').take(15).collect();
        let instance = if title.is_empty() { name.0.clone() } else { title };
        let service = ServiceInfo::new(
            "_http._tcp.local.",
            &instance,
            &host,
            "",
            port,
            &[("path", "/")][..],
        )?
        .enable_addr_auto();
        let monitor = daemon.monitor()?;
        daemon.register(service)?;
        let host = Arc::new(Mutex::new(name.to_string()));
        let known = Arc::clone(&host);
        let hear = move || {
            while let Ok(event) = monitor.recv() {
                if let DaemonEvent::NameChange(change) = event
                    && change.new_name.ends_with(".local.")
                    && !change.new_name.contains("._tcp.")
                {
                    let new = change.new_name.trim_end_matches('.').to_owned();
                    *known.lock().unwrap_or_else(PoisonError::into_inner) = new;
                }
            }
        };
        if let Err(error) = std::thread::Builder::new().name("name".into()).spawn(hear) {
            tracing::warn!(%error, "a change of the name would not be noticed");
        }
        Ok(Self { daemon, host })
    }

    /// The name that the kiosk has now.
    pub(crate) fn host(&self) -> String {
        self.host.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        // Says goodbye, so that phones forget the address at once.
        if let Ok(ended) = self.daemon.shutdown() {
            let _ = ended.recv_timeout(std::time::Duration::from_secs(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, UdpSocket};
    use std::time::{Duration, Instant};

    use super::*;

    const GROUP: (Ipv4Addr, u16) = (Ipv4Addr::new(224, 0, 0, 251), 5353);
    const A: u16 = 1;
    const AAAA: u16 = 28;
    /// Asks for an answer to the asker alone (RFC 6762, section 5.4), as Android does.
    const QU: u16 = 0x8000;

    /// A query as another program writes it: a header, and a question for each kind.
    fn query(name: &str, kinds: &[u16], class: u16) -> Vec<u8> {
        let mut bytes =
            vec![0x12, 0x34, 0, 0, 0, u8::try_from(kinds.len()).unwrap(), 0, 0, 0, 0, 0, 0];
        for kind in kinds {
            for label in name.split('.') {
                bytes.push(u8::try_from(label.len()).unwrap());
                bytes.extend_from_slice(label.as_bytes());
            }
            bytes.push(0);
            bytes.extend_from_slice(&kind.to_be_bytes());
            bytes.extend_from_slice(&class.to_be_bytes());
        }
        bytes
    }

    /// Asks again and again until an answer names an address of this computer, or time is over.
    fn answered(socket: &UdpSocket, query: &[u8], name: &str, own: Ipv4Addr) -> bool {
        let begun = Instant::now();
        let (label, mut buffer) = (name.split('.').next().unwrap().as_bytes(), [0; 4096]);
        while begun.elapsed() < Duration::from_secs(8) {
            drop(socket.send_to(query, GROUP));
            while let Ok((length, _)) = socket.recv_from(&mut buffer) {
                let answer = &buffer[..length];
                let is_answer = answer.get(2).is_some_and(|flags| flags & 0x80 != 0);
                let names =
                    answer.windows(label.len()).any(|part| part.eq_ignore_ascii_case(label));
                let address = answer.windows(4).any(|part| part == own.octets());
                if is_answer && names && address {
                    return true;
                }
            }
        }
        false
    }

    #[test]
    fn the_network_is_answered_what_phones_ask_for_the_kiosks_name() {
        let std::net::IpAddr::V4(own) = crate::address::own_address() else { return };
        let socket = UdpSocket::bind((own, 0)).unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
        if own.is_loopback() || socket.send_to(b"", GROUP).is_err() {
            println!("skipped: this computer has no network that carries multicast");
            return;
        }
        let name: LanName = format!("oak-{}", std::process::id()).parse().unwrap();
        let _announced = Announced::new(&name, "Oak Street", 8080).unwrap();
        let name = name.to_string();
        for (what, query) in [
            ("one question", query(&name, &[A], 1)),
            ("as Android asks", query(&name, &[A, AAAA], 1 | QU)),
            ("in capitals, as labels write it", query(&name.to_uppercase(), &[A], 1 | QU)),
            ("in capitals, to everybody", query(&name.to_uppercase(), &[AAAA, A], 1)),
        ] {
            assert!(answered(&socket, &query, &name, own), "{what}");
        }
    }

    #[test]
    fn a_name_for_the_network_is_a_host_name() {
        let name = |text: &str| text.parse::<LanName>().map(|name| name.to_string());
        assert_eq!(name("Oak").as_deref(), Ok("oak.local"));
        assert_eq!(name("oak-street.local.").as_deref(), Ok("oak-street.local"));
        for bad in ["", "oak street", "-oak", "oak.example", "eiche_7", "ü", &"a".repeat(64)] {
            assert_eq!(name(bad), Err(NameError), "{bad}");
        }
    }
}
