//! Kiosks on one network find each other (DNS-SD, RFC 6763): each announces `_stead._tcp` and listens
//! for the others. What is announced is public already: the node's identity and the device's name.
//!
//! What is heard is only a hint where to ask. It may come from anybody, so it names no host but an
//! address of the local network, and whoever exchanges checks everything that comes.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mdns_sd::{IfKind, Receiver, ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};

use crate::guard::is_private;

const SERVICE: &str = "_stead._tcp.local.";
/// Nobody has more kiosks on one network; more is noise or an attack.
const MOST: usize = 64;

/// Where kiosks look for each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Nearby {
    /// On all networks of this computer, where the kiosk listens for others.
    #[default]
    Network,
    /// Among the kiosks of this computer: for trying out.
    ThisComputer,
    /// Nowhere.
    Nowhere,
}

/// What a kiosk tells the network of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The node's identity.
    pub node: String,
    /// The device's name.
    pub device: String,
}

/// Another kiosk on the same network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The node that it says it is of.
    pub node: String,
    /// The device that it says it is.
    pub device: String,
    /// Where to ask.
    pub url: String,
}

/// The kiosk is announced, and others are listened for, for as long as this lives.
pub(crate) struct Near {
    daemon: ServiceDaemon,
    found: Found,
}

type Found = Arc<Mutex<BTreeMap<String, Neighbour>>>;

impl std::fmt::Debug for Near {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Near").finish_non_exhaustive()
    }
}

impl Near {
    pub(crate) fn new(
        own: &Announcement,
        port: u16,
        nearby: Nearby,
    ) -> Result<Self, mdns_sd::Error> {
        let daemon = ServiceDaemon::new()?;
        Self::with(daemon, own, port, nearby)
    }

    fn with(
        daemon: ServiceDaemon,
        own: &Announcement,
        port: u16,
        nearby: Nearby,
    ) -> Result<Self, mdns_sd::Error> {
        if nearby == Nearby::ThisComputer {
            daemon.disable_interface(IfKind::All)?;
            daemon.enable_interface(IfKind::LoopbackV4)?;
        } else {
            daemon.disable_interface(vec![IfKind::LoopbackV4, IfKind::LoopbackV6])?;
        }
        let events = daemon.browse(SERVICE)?;
        daemon.register(service(own, port, nearby)?)?;
        let found = Found::default();
        let (known, own) = (Arc::clone(&found), own.clone());
        let hear = move || listen(&events, &known, &own, nearby);
        if let Err(error) = std::thread::Builder::new().name("near".into()).spawn(hear) {
            tracing::warn!(%error, "kiosks nearby would not be noticed");
        }
        Ok(Self { daemon, found })
    }

    /// The kiosks that were heard of and did not say goodbye.
    pub(crate) fn found(&self) -> Vec<Neighbour> {
        held(&self.found).values().cloned().collect()
    }
}

impl Drop for Near {
    fn drop(&mut self) {
        if let Ok(ended) = self.daemon.shutdown() {
            let _ = ended.recv_timeout(std::time::Duration::from_secs(1));
        }
    }
}

fn held(found: &Found) -> MutexGuard<'_, BTreeMap<String, Neighbour>> {
    found.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A device writes for one node only, so the two together are a name that nobody else has.
fn service(own: &Announcement, port: u16, nearby: Nearby) -> Result<ServiceInfo, mdns_sd::Error> {
    let node: String = own.node.chars().take(8).collect();
    let instance = format!("{}-{node}", own.device);
    let host = format!("stead-{instance}.local.");
    let words = [("v", "1"), ("node", own.node.as_str()), ("device", own.device.as_str())];
    let address = if nearby == Nearby::ThisComputer { "127.0.0.1" } else { "" };
    let info = ServiceInfo::new(SERVICE, &instance, &host, address, port, &words[..])?;
    Ok(if address.is_empty() { info.enable_addr_auto() } else { info })
}

fn listen(events: &Receiver<ServiceEvent>, found: &Found, own: &Announcement, nearby: Nearby) {
    while let Ok(event) = events.recv() {
        match event {
            ServiceEvent::ServiceResolved(service) => {
                let heard = Heard::of(&service);
                let neighbour = heard.neighbour(own, nearby);
                let mut found = held(found);
                match neighbour {
                    Some(neighbour) if found.len() < MOST || found.contains_key(heard.name) => {
                        found.insert(heard.name.to_owned(), neighbour);
                    }
                    _ => drop(found.remove(heard.name)),
                }
            }
            ServiceEvent::ServiceRemoved(_, name) => drop(held(found).remove(&name)),
            _ => {}
        }
    }
}

/// An announcement as it was heard, before anything of it is believed.
struct Heard<'a> {
    name: &'a str,
    version: Option<&'a str>,
    node: Option<&'a str>,
    device: Option<&'a str>,
    addresses: Vec<IpAddr>,
    port: u16,
}

impl<'a> Heard<'a> {
    fn of(service: &'a ResolvedService) -> Self {
        let word = |key| service.get_property_val_str(key);
        Self {
            name: &service.fullname,
            version: word("v"),
            node: word("node"),
            device: word("device"),
            addresses: service.addresses.iter().map(mdns_sd::ScopedIp::to_ip_addr).collect(),
            port: service.port,
        }
    }

    /// Another kiosk that can be asked. None for ourselves, and for what no kiosk would say.
    fn neighbour(&self, own: &Announcement, nearby: Nearby) -> Option<Neighbour> {
        let hex = |text: &&str| text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let name = |text: &&str| {
            (2..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        let (node, device) = (self.node.filter(hex)?, self.device.filter(name)?);
        let ours = node == own.node && device == own.device;
        if self.version != Some("1") || ours || self.port == 0 {
            return None;
        }
        let here = nearby == Nearby::ThisComputer;
        let mut addresses: Vec<_> = self
            .addresses
            .iter()
            .filter(|ip| is_private(**ip) && ip.is_loopback() == here && !needs_scope(**ip))
            .collect();
        // IPv4 first: home routers know it.
        addresses.sort();
        let url = format!("http://{}", SocketAddr::new(**addresses.first()?, self.port));
        Some(Neighbour { node: node.to_owned(), device: device.to_owned(), url })
    }
}

/// `fe80::…` is reached only with the name of a network card, which no address in a URL has.
fn needs_scope(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V6(v6) if (v6.segments()[0] & 0xffc0) == 0xfe80)
}

#[cfg(test)]
mod tests {
    use std::net::UdpSocket;
    use std::time::Duration;

    use super::*;

    fn own() -> Announcement {
        Announcement { node: "a".repeat(40), device: "ka".into() }
    }

    fn heard<'a>(node: &'a str, addresses: &[&str]) -> Heard<'a> {
        let addresses = addresses.iter().map(|text| text.parse().unwrap()).collect();
        let (version, device) = (Some("1"), Some("kb"));
        Heard { name: "kb", version, node: Some(node), device, addresses, port: 8080 }
    }

    fn url(heard: &Heard<'_>) -> Option<String> {
        heard.neighbour(&own(), Nearby::Network).map(|neighbour| neighbour.url)
    }

    #[test]
    fn a_kiosk_is_asked_at_its_address_on_the_local_network() {
        let node = "b".repeat(40);
        let both = heard(&node, &["fd00::7", "192.168.1.20", "fe80::1"]);
        assert_eq!(url(&both).as_deref(), Some("http://192.168.1.20:8080"));
        assert_eq!(url(&heard(&node, &["fd00::7"])).as_deref(), Some("http://[fd00::7]:8080"));
    }

    #[test]
    fn what_no_kiosk_would_say_leads_nowhere() {
        let node = "b".repeat(40);
        for addresses in [&["8.8.8.8"][..], &["127.0.0.1"], &["fe80::1"], &[]] {
            assert_eq!(url(&heard(&node, addresses)), None, "{addresses:?}");
        }
        let at_home = &["192.168.1.20"][..];
        for node in ["", "main", "../../x", &"g".repeat(40)] {
            assert_eq!(url(&heard(node, at_home)), None, "{node}");
        }
        let mut odd = heard(&node, at_home);
        odd.device = Some("k b");
        assert_eq!(url(&odd), None);
        odd = heard(&node, at_home);
        odd.version = Some("2");
        assert_eq!(url(&odd), None);
        let mut ourselves = heard(&own().node, at_home).neighbour(&own(), Nearby::Network);
        assert!(ourselves.is_some(), "another device of the node");
        let us = Heard { device: Some("ka"), ..heard(&node, at_home) };
        ourselves = Heard { node: Some(&own().node), ..us }.neighbour(&own(), Nearby::Network);
        assert_eq!(ourselves, None);
    }

    /// A datagram to everybody on this computer comes back.
    pub(crate) fn has_multicast() -> bool {
        let group = std::net::Ipv4Addr::new(224, 0, 0, 251);
        let home = std::net::Ipv4Addr::LOCALHOST;
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
    fn two_kiosks_of_this_computer_hear_of_each_other() {
        if !has_multicast() {
            println!("skipped: this computer has no multicast");
            return;
        }
        // A port of their own, so that nothing else on this computer answers.
        let port = UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let kiosk = |device: &str, http| {
            let own = Announcement { node: "c".repeat(40), device: device.into() };
            let daemon = ServiceDaemon::new_with_port(port).unwrap();
            Near::with(daemon, &own, http, Nearby::ThisComputer).unwrap()
        };
        let (a, b) = (kiosk("ka", 8081), kiosk("kb", 8082));
        let sees = |near: &Near, port| {
            near.found().iter().any(|n| n.url == format!("http://127.0.0.1:{port}"))
        };
        for _ in 0..300 {
            if sees(&a, 8082) && sees(&b, 8081) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{:?} {:?}", a.found(), b.found());
    }
}
