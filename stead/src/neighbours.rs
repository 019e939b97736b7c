//! When the kiosks nearby are asked.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use kiosk::Neighbour;

/// How often one is asked: it costs a request that says "nothing new".
const EVERY: SignedDuration = SignedDuration::from_secs(30);

/// The kiosks nearby, and when each was asked last.
#[derive(Debug, Default)]
pub(crate) struct Met {
    asked: BTreeMap<String, (Neighbour, Timestamp)>,
}

impl Met {
    /// Those who are to be asked now, with our names for them. Who is no longer heard of is forgotten,
    /// and asked at once when it comes back or has another address.
    pub(crate) fn due(&mut self, near: &[Neighbour], now: Timestamp) -> Vec<(String, Neighbour)> {
        self.asked.retain(|_, (known, _)| near.contains(known));
        let mut due = Vec::new();
        for neighbour in near {
            let name = name_of(neighbour);
            let asked = self.asked.get(&name).map(|(_, at)| *at);
            // A clock that went back does not make it wait for ever.
            if asked.is_none_or(|asked| now.duration_since(asked).abs() >= EVERY) {
                self.asked.insert(name.clone(), (neighbour.clone(), now));
                due.push((name, neighbour.clone()));
            }
        }
        due
    }

    /// Our names for those who are here.
    pub(crate) fn names(&self) -> Vec<String> {
        self.asked.keys().cloned().collect()
    }
}

/// Fit for a ref: what stands in an announcement was checked to be letters and digits.
fn name_of(neighbour: &Neighbour) -> String {
    let node: String = neighbour.node.chars().take(8).collect();
    format!("near-{}-{node}", neighbour.device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neighbour_is_asked_at_once_then_now_and_then_and_again_when_it_moved() {
        let at = |seconds| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds);
        let neighbour = |port: u16| Neighbour {
            node: "a".repeat(40),
            device: "kb".into(),
            url: format!("http://192.168.1.20:{port}"),
        };
        let mut met = Met::default();
        let mut asked = |near: &[Neighbour], seconds| met.due(near, at(seconds)).len();
        let (here, moved) = (neighbour(8080), neighbour(8081));
        assert_eq!(asked(std::slice::from_ref(&here), 0), 1);
        assert_eq!(asked(std::slice::from_ref(&here), 10), 0);
        assert_eq!(asked(std::slice::from_ref(&here), 30), 1);
        assert_eq!(asked(&[moved], 31), 1);
        assert_eq!(asked(&[], 32), 0);
        assert_eq!(met.names(), Vec::<String>::new());
    }
}
