//! The relaxed welcome on the kiosk's own Wi-Fi.
//!
//! A phone that joins a network asks an address on the internet whether it is there. Without an
//! internet the name server of the kiosk's network answers everything with the kiosk, so the question
//! comes here. The first answer leads to a page that says where one is; after one tap the same phone
//! hears what it wants to hear, keeps the Wi-Fi, and reaches the kiosk instead of its mobile data.
//! Devices are forgotten after an hour without a question.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};

/// How long a device is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);
/// More than a hotspot takes.
const MOST: usize = 2_000;

/// What a system expects when it asks whether the internet is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) body: &'static str,
}

/// The questions of Android, iOS and macOS, Windows, Firefox, GNOME and KDE.
pub(crate) fn expected(path: &str) -> Option<Expected> {
    let said = |kind, body| Some(Expected { status: StatusCode::OK, kind, body });
    match path {
        "/generate_204" | "/gen_204" | "/mobile/status.php" => {
            Some(Expected { status: StatusCode::NO_CONTENT, kind: "text/plain", body: "" })
        }
        "/hotspot-detect.html" | "/library/test/success.html" => said(
            "text/html",
            "<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>",
        ),
        "/connecttest.txt" => said("text/plain", "Microsoft Connect Test"),
        "/ncsi.txt" => said("text/plain", "Microsoft NCSI"),
        "/success.txt" => said("text/plain", "success\n"),
        "/canonical.html" => said(
            "text/html",
            "<meta http-equiv=\"refresh\" content=\"0;url=https://support.mozilla.org/kb/captive-portal\"/>",
        ),
        "/check_network_status.txt" | "/nm" => said("text/plain", "NetworkManager is online\n"),
        _ => None,
    }
}

/// The devices that have tapped “OK”.
#[derive(Debug, Default)]
pub(crate) struct Welcomed(Mutex<HashMap<IpAddr, Timestamp>>);

impl Welcomed {
    /// Somebody has tapped.
    pub(crate) fn welcome(&self, who: IpAddr, now: Timestamp) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, seen| is_recent(*seen, now));
        if known.len() < MOST {
            known.insert(who, now);
        }
    }

    /// Whether this device has tapped, not long ago. Asking counts as being there.
    pub(crate) fn knows(&self, who: IpAddr, now: Timestamp) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get_mut(&who) {
            Some(seen) if is_recent(*seen, now) => {
                *seen = now;
                true
            }
            _ => false,
        }
    }
}

fn is_recent(seen: Timestamp, now: Timestamp) -> bool {
    now.duration_since(seen).abs() < REMEMBERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_remembered_for_an_hour_after_its_last_question() {
        let welcomed = Welcomed::default();
        let who: IpAddr = "10.42.0.7".parse().unwrap();
        let at =
            |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(1_000_000 + minutes);
        assert!(!welcomed.knows(who, at(0)));
        welcomed.welcome(who, at(0));
        assert!(welcomed.knows(who, at(50)));
        assert!(welcomed.knows(who, at(100)), "the question before kept it");
        assert!(!welcomed.knows(who, at(161)));
        assert!(!welcomed.knows("10.42.0.8".parse().unwrap(), at(1)));
    }

    #[test]
    fn every_system_hears_what_it_expects() {
        assert_eq!(expected("/generate_204").unwrap().status, StatusCode::NO_CONTENT);
        assert!(expected("/hotspot-detect.html").unwrap().body.contains("Success"));
        assert_eq!(expected("/connecttest.txt").unwrap().body, "Microsoft Connect Test");
        assert_eq!(expected("/kiosk"), None);
    }
}
