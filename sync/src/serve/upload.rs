//! Answering a fetch: which commits both sides have, and a pack of the others
//! (gitprotocol-pack(5), protocol version 0 without state).

use std::collections::BTreeSet;
use std::io::{BufWriter, IntoInnerError, Write};

use git2::{Oid, Repository};

use super::pktline::{self, Packet};
use super::{Body, Reply};
use crate::error::Error;
use crate::pack::Packed;
use crate::repo::Repo;

/// The most commits that the other side may name.
const MAX_HAVES: usize = 100_000;

/// A pack that is made while it is sent.
pub struct Pack {
    git: Repository,
    /// What comes before the pack.
    head: Vec<u8>,
    wants: Vec<Oid>,
    common: Vec<Oid>,
    banded: bool,
}

impl Pack {
    /// Makes and sends it. The writer's errors end it: the other side is gone.
    pub fn send(&self, out: &mut dyn Write) -> Result<(), Error> {
        out.write_all(&self.head)?;
        let packed = Packed { wanted: &self.wants, known: &self.common, thin: false };
        let mut framed = BufWriter::with_capacity(BAND, Banded { out, banded: self.banded });
        packed.write(&self.git, &mut framed)?;
        framed.into_inner().map_err(IntoInnerError::into_error)?;
        if self.banded {
            out.write_all(b"0000")?;
        }
        Ok(out.flush()?)
    }
}

/// What is gathered before it is sent, in bytes: about one packet.
const BAND: usize = 64_000;

/// Puts what is sent into packets, where the other side wants packets.
struct Banded<'a> {
    out: &'a mut dyn Write,
    banded: bool,
}

impl Write for Banded<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.banded {
            self.out.write_all(bytes)?;
            return Ok(bytes.len());
        }
        let mut framed = Vec::with_capacity(bytes.len() + 16);
        pktline::band(&mut framed, 1, bytes);
        self.out.write_all(&framed)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// What the other side wants and has.
#[derive(Debug, Default)]
struct Wish {
    wants: Vec<Oid>,
    banded: bool,
    detailed: bool,
    rest: Vec<Have>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Have {
    Commit(Oid),
    Flush,
    Done,
}

#[cfg(any(test, feature = "any-bytes"))]
pub(super) fn read_any(bytes: &[u8]) {
    if let Ok(wish) = Wish::read(bytes) {
        assert!(wish.rest.len() <= MAX_HAVES && wish.wants.len() <= MAX_HAVES);
    }
}

impl Wish {
    fn read(mut body: &[u8]) -> Result<Self, &'static str> {
        let mut wish = Self::default();
        let unreadable = "the request cannot be read";
        loop {
            match pktline::next(&mut body).ok_or(unreadable)? {
                Packet::Flush => break,
                Packet::Line(line) => wish.want(pktline::text(line).ok_or(unreadable)?)?,
            }
            if wish.wants.len() > MAX_HAVES {
                return Err("the request names too many commits");
            }
        }
        while let Some(packet) = pktline::next(&mut body) {
            let Packet::Line(line) = packet else {
                wish.rest.push(Have::Flush);
                continue;
            };
            let text = pktline::text(line).ok_or(unreadable)?;
            let have = text.strip_prefix("have ").map(|hex| id(hex).map(Have::Commit));
            match have {
                Some(have) => wish.rest.push(have.ok_or(unreadable)?),
                None if text == "done" => wish.rest.push(Have::Done),
                None => return Err(unreadable),
            }
            if wish.rest.len() > MAX_HAVES {
                return Err("the request names too many commits");
            }
        }
        Ok(wish)
    }

    fn want(&mut self, text: &str) -> Result<(), &'static str> {
        let Some(rest) = text.strip_prefix("want ") else {
            return Err("only whole histories are given: leave `--depth` and `--filter` out");
        };
        let (hex, abilities) = rest.split_once(' ').unwrap_or((rest, ""));
        self.wants.push(id(hex).ok_or("the request cannot be read")?);
        let mut abilities = abilities.split(' ').peekable();
        if abilities.peek().is_some_and(|first| !first.is_empty()) {
            for ability in abilities {
                self.banded |= ability == "side-band-64k";
                self.detailed |= ability == "multi_ack_detailed";
            }
        }
        Ok(())
    }
}

fn id(hex: &str) -> Option<Oid> {
    Oid::from_str(hex).ok().filter(|_| hex.len() == 40)
}

impl Repo {
    pub(super) fn upload(self, body: &[u8], to_device: bool) -> Result<Reply, Error> {
        let kind = "application/x-git-upload-pack-result".to_owned();
        let refuse = |why: &str| {
            let mut out = Vec::new();
            pktline::line(&mut out, format!("ERR {why}\n").as_bytes());
            Ok(Reply::new(kind.clone(), Body::Whole(out)))
        };
        let wish = match Wish::read(body) {
            Ok(wish) => wish,
            Err(why) => return refuse(why),
        };
        if wish.wants.is_empty() {
            return Ok(Reply::new(kind, Body::Whole(Vec::new())));
        }
        let offered: BTreeSet<_> = self.offered(to_device)?.into_iter().map(|(_, id)| id).collect();
        // A kiosk goes on recording: what was offered a moment ago is part of what is offered now.
        for want in &wish.wants {
            let recent = || {
                self.main()
                    .ok()
                    .flatten()
                    .is_some_and(|main| self.descends(main, *want).unwrap_or(false))
            };
            if !offered.contains(want) && !recent() {
                return refuse("this is not something that is given out here");
            }
        }
        let (head, common, done) = self.agree(&wish)?;
        if !done {
            return Ok(Reply::new(kind, Body::Whole(head)));
        }
        let pack =
            Pack { git: self.into_git(), head, wants: wish.wants, common, banded: wish.banded };
        Ok(Reply::new(kind, Body::Pack(Box::new(pack))))
    }

    /// Says which of the named commits are known here, as `git upload-pack` does. Gives back what is
    /// said, what both have, and whether the pack follows.
    fn agree(&self, wish: &Wish) -> Result<(Vec<u8>, Vec<Oid>, bool), Error> {
        let (mut out, mut common) = (Vec::new(), Vec::new());
        let mut say = |text: String| pktline::line(&mut out, text.as_bytes());
        for have in &wish.rest {
            match *have {
                Have::Commit(id) if self.git().find_commit(id).is_ok() => {
                    common.push(id);
                    match (wish.detailed, common.len()) {
                        (true, _) => say(format!("ACK {id} common\n")),
                        (false, 1) => say(format!("ACK {id}\n")),
                        _ => {}
                    }
                }
                Have::Commit(_) => {}
                Have::Flush => {
                    if wish.detailed
                        && let Some(last) = common.last()
                        && self.is_enough(&wish.wants, &common)?
                    {
                        say(format!("ACK {last} ready\n"));
                    }
                    if common.is_empty() || wish.detailed {
                        say("NAK\n".into());
                    }
                    // The rest of the talk comes in another request.
                    if !wish.rest.contains(&Have::Done) {
                        return Ok((out, common, false));
                    }
                }
                Have::Done => {
                    match common.last() {
                        Some(last) if wish.detailed => say(format!("ACK {last}\n")),
                        Some(_) => {}
                        None => say("NAK\n".into()),
                    }
                    return Ok((out, common, true));
                }
            }
        }
        Ok((out, common, false))
    }

    /// Whether every wanted commit builds on one that both have.
    fn is_enough(&self, wants: &[Oid], common: &[Oid]) -> Result<bool, Error> {
        for &want in wants {
            let mut found = false;
            for &have in common.iter().rev().take(64) {
                found = want == have || self.descends(want, have)?;
                if found {
                    break;
                }
            }
            if !found {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_request_makes_it_panic(lines in proptest::collection::vec("(want |have |done|shallow )?[0-9a-f ]{0,45}", 0..6)) {
            let mut body = Vec::new();
            for text in &lines {
                pktline::line(&mut body, text.as_bytes());
            }
            pktline::flush(&mut body);
            drop(Wish::read(&body));
        }
    }

    #[test]
    fn a_part_of_a_history_is_not_given() {
        let mut body = Vec::new();
        pktline::line(&mut body, b"deepen 1\n");
        pktline::flush(&mut body);
        assert!(Wish::read(&body).unwrap_err().contains("--depth"));
    }
}
