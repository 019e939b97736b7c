//! Answering a push: who it is by, what it wants to move, and the same checks as for anything that
//! comes from outside (gitprotocol-pack(5); certificates as in git-receive-pack(1)).

use git2::Oid;

use super::pktline::{self, Packet};
use super::{Ask, Body, Reply, is_fresh};
use crate::error::Error;
use crate::key::{PublicKey, Purpose};
use crate::private::PRIVATE_REF;
use crate::repo::{MAIN, Repo, find_ref};
use crate::{Exchange, NodeId, packscan};

/// The most refs that one push may move.
const MAX_COMMANDS: usize = 256;

/// A ref to be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Order {
    old: Oid,
    new: Oid,
    name: String,
}

impl Order {
    fn read(text: &str) -> Option<Self> {
        let (old, rest) = text.split_once(' ')?;
        let (new, name) = rest.split_once(' ')?;
        let id = |hex: &str| Oid::from_str(hex).ok().filter(|_| hex.len() == 40);
        Some(Self { old: id(old)?, new: id(new)?, name: name.to_owned() })
    }
}

/// A push as it was asked for.
#[derive(Debug, Default)]
struct Push<'a> {
    orders: Vec<Order>,
    certificate: Option<Certificate>,
    reports: bool,
    pack: &'a [u8],
}

/// What a signed push signs.
#[derive(Debug, Default)]
struct Certificate {
    text: String,
    nonce: String,
    signature: String,
}

#[cfg(any(test, feature = "any-bytes"))]
pub(super) fn read_any(bytes: &[u8]) {
    if let Some(push) = Push::read(bytes) {
        assert!(push.orders.len() <= MAX_COMMANDS && push.pack.len() <= bytes.len());
    }
}

impl<'a> Push<'a> {
    fn read(mut body: &'a [u8]) -> Option<Self> {
        let mut push = Self::default();
        let mut signed = false;
        while let Packet::Line(line) = pktline::next(&mut body)? {
            let text = std::str::from_utf8(line).ok()?;
            if let Some(certificate) = push.certificate.as_mut().filter(|_| signed) {
                if text.trim_end() == "push-cert-end" {
                    signed = false;
                } else {
                    certificate.line(text, &mut push.orders)?;
                }
                continue;
            }
            let (text, abilities) = text.split_once('\0').unwrap_or((text, ""));
            push.reports |= abilities.split_whitespace().any(|ability| ability == "report-status");
            if text.trim_end() == "push-cert" {
                push.certificate = Some(Certificate::default());
                signed = true;
            } else {
                push.orders.push(Order::read(text.trim_end_matches('\n'))?);
            }
            if push.orders.len() > MAX_COMMANDS {
                return None;
            }
        }
        push.pack = body;
        Some(push)
    }
}

impl Certificate {
    fn line(&mut self, line: &str, orders: &mut Vec<Order>) -> Option<()> {
        if !self.signature.is_empty() || line.starts_with("-----BEGIN") {
            self.signature += line;
            return Some(());
        }
        self.text += line;
        let plain = line.trim_end_matches('\n');
        if let Some(nonce) = plain.strip_prefix("nonce ") {
            nonce.clone_into(&mut self.nonce);
        } else if let Some(order) = Order::read(plain) {
            orders.push(order);
        }
        (orders.len() <= MAX_COMMANDS).then_some(())
    }
}

impl Repo {
    pub(super) fn receive_pack(
        &self,
        body: &[u8],
        device: Option<PublicKey>,
        ask: &Ask,
    ) -> Result<Reply, Error> {
        let Some(push) = Push::read(body) else {
            return Ok(Reply::refused(400, "the push cannot be read"));
        };
        let device = match (device, &push.certificate) {
            (Some(key), _) => Some(key),
            (None, Some(certificate)) => self.signer_of(certificate, ask)?,
            (None, None) => None,
        };
        if device.is_none() {
            return Ok(Reply::refused(
                403,
                "only the node's own devices push here: see `git push --signed`",
            ));
        }
        if let Err(why) = self.store(push.pack) {
            return Ok(report(&push, &format!("unpack {why}"), &[], None));
        }
        let mut news = Exchange::default();
        let mut outcomes = Vec::new();
        for order in &push.orders {
            outcomes.push(self.obey(order, &mut news)?);
        }
        Ok(report(&push, "unpack ok", &outcomes, Some(news)))
    }

    fn signer_of(&self, certificate: &Certificate, ask: &Ask) -> Result<Option<PublicKey>, Error> {
        let Some(key) = PublicKey::of_signature(certificate.signature.as_bytes()) else {
            return Ok(None);
        };
        let (text, signature) = (certificate.text.as_bytes(), &certificate.signature);
        let known = self.signers()?.standing().any(|signer| signer.key == key);
        let signed = known && key.verifies(Purpose::Commit, text, signature);
        Ok(Some(key).filter(|_| signed && is_fresh(&certificate.nonce, &ask.secret, ask.now)))
    }

    /// Puts a push's objects where nothing refers to them yet.
    fn store(&self, pack: &[u8]) -> Result<(), String> {
        if pack.is_empty() {
            return Ok(());
        }
        packscan::measure(pack, &packscan::Limits::default()).map_err(|error| error.to_string())?;
        let git = |error: git2::Error| error.message().to_owned();
        let odb = self.git().odb().map_err(git)?;
        let mut writer = odb.packwriter().map_err(git)?;
        std::io::Write::write_all(&mut writer, pack).map_err(|error| error.to_string())?;
        writer.commit().map_err(git)?;
        drop(writer);
        odb.refresh().map_err(git)
    }

    /// Moves one ref, after the checks. An error in words is for the other side.
    fn obey(&self, order: &Order, news: &mut Exchange) -> Result<Result<(), String>, Error> {
        let now = find_ref(self.git(), &order.name)?.unwrap_or(Oid::ZERO_SHA1);
        if order.new.is_zero() {
            return Ok(Err("nothing is deleted here".into()));
        }
        if order.name != PRIVATE_REF && now != order.old {
            return Ok(Err("fetch first".into()));
        }
        let before = news.quarantined.len();
        let node =
            order.name.strip_prefix("refs/nodes/").and_then(|rest| rest.strip_suffix("/main"));
        if order.name == MAIN {
            self.take_in(order.new, "a push", true, news)?;
        } else if order.name == PRIVATE_REF {
            return self.take_box(order.new);
        } else if let Some(node) = node.and_then(|id| id.parse::<NodeId>().ok()) {
            if !self.following()?.contains(&node) {
                return Ok(Err("this node is not followed here".into()));
            }
            self.take_in_node(node, order.new, "a push", news)?;
        } else {
            return Ok(Err("only `main` and followed nodes are taken".into()));
        }
        let why = news.quarantined.get(before).map(|kept| kept.why.clone());
        Ok(why.map_or(Ok(()), Err))
    }
}

/// The answer as the other side wants it.
fn report(
    push: &Push<'_>,
    unpack: &str,
    outcomes: &[Result<(), String>],
    news: Option<Exchange>,
) -> Reply {
    let mut out = Vec::new();
    if push.reports {
        pktline::line(&mut out, format!("{unpack}\n").as_bytes());
        for (at, order) in push.orders.iter().enumerate() {
            let line = match outcomes.get(at) {
                Some(Ok(())) => format!("ok {}\n", order.name),
                Some(Err(why)) => format!("ng {} {}\n", order.name, why.replace('\n', " ")),
                None => format!("ng {} {unpack}\n", order.name),
            };
            pktline::line(&mut out, line.as_bytes());
        }
        pktline::flush(&mut out);
    }
    let kind = "application/x-git-receive-pack-result".to_owned();
    Reply { news, ..Reply::new(kind, Body::Whole(out)) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_signed_push_is_read_line_by_line() {
        let (a, b) = ("1".repeat(40), "2".repeat(40));
        let mut body = Vec::new();
        pktline::line(&mut body, b"push-cert\0report-status agent=git/2\n");
        let signed = format!(
            "certificate version 0.1\npusher k 1 +0000\nnonce 12-ab\n\n{a} {b} refs/heads/main\n"
        );
        for line in signed.split_inclusive('\n') {
            pktline::line(&mut body, line.as_bytes());
        }
        for line in ["-----BEGIN SSH SIGNATURE-----\n", "AAAA\n", "push-cert-end\n"] {
            pktline::line(&mut body, line.as_bytes());
        }
        pktline::flush(&mut body);
        body.extend_from_slice(b"PACK");
        let push = Push::read(&body).unwrap();
        let certificate = push.certificate.as_ref().unwrap();
        assert_eq!(
            (certificate.text.as_str(), certificate.nonce.as_str()),
            (signed.as_str(), "12-ab")
        );
        assert_eq!(push.orders.len(), 1);
        assert_eq!((push.orders[0].name.as_str(), push.pack), ("refs/heads/main", &b"PACK"[..]));
        assert!(push.reports && certificate.signature.ends_with("AAAA\n"));
    }

    proptest! {
        #[test]
        fn no_push_makes_it_panic(lines in proptest::collection::vec("(push-cert|nonce |push-cert-end)?[0-9a-f \\x00]{0,90}", 0..6)) {
            let mut body = Vec::new();
            for text in &lines {
                pktline::line(&mut body, text.as_bytes());
            }
            pktline::flush(&mut body);
            drop(Push::read(&body));
        }
    }
}
