//! A node's history for whoever asks over the web: git's smart HTTP (gitprotocol-http(5)), without the
//! `git` program, and without sockets: requests and answers are values.
//!
//! Anybody may fetch what is public: `main` and the nodes that are followed. Only the node's own
//! devices may push, and only they are told of the private records. A device proves itself in one of
//! two ways: stock git by a signed push (`git push --signed`, `gpg.format=ssh`), this program by a
//! signature over the node's identity and the head that it was just told. What is pushed goes through
//! the same checks as anything else.

mod pktline;
mod receive;
mod upload;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use git2::Oid;
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::key::{DeviceKey, PublicKey, Purpose};
use crate::private::PRIVATE_REF;
use crate::repo::{MAIN, Repo, find_ref};
use crate::{Exchange, NodeId};

/// How a device names itself in the `Authorization` header.
const SCHEME: &str = "Commonstead ";
/// A kiosk may have recorded something since it was asked.
const RECENT: usize = 16;
/// The longest request that is read, unfolded.
const MAX_REQUEST: u64 = 512 << 20;

/// Reads any bytes as what git posts.
#[cfg(any(test, feature = "any-bytes"))]
pub(crate) fn read_any(bytes: &[u8]) {
    receive::read_any(bytes);
    upload::read_any(bytes);
}

/// What git asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// `git-upload-pack`: the other side fetches.
    Upload,
    /// `git-receive-pack`: the other side pushes.
    Receive,
}

impl Service {
    /// The service of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "git-upload-pack" => Some(Self::Upload),
            "git-receive-pack" => Some(Self::Receive),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Upload => "git-upload-pack",
            Self::Receive => "git-receive-pack",
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The service.
    pub service: Service,
    /// What was posted; none when the refs are asked for.
    pub body: Option<Vec<u8>>,
    /// Whether the body is compressed with gzip.
    pub gzip: bool,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// Seconds since 1970, by the server's own clock.
    pub now: u64,
    /// A secret of the server: what it says once is recognised later.
    pub secret: [u8; 32],
}

/// One answer.
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// Its kind.
    pub content_type: String,
    /// What is sent.
    pub body: Body,
    /// What came in by a push.
    pub news: Option<Exchange>,
}

/// What is sent back.
pub enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// A pack that is made while it is sent.
    Pack(Box<Pack>),
}

pub use upload::Pack;

impl std::fmt::Debug for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).finish_non_exhaustive()
    }
}

impl Reply {
    fn new(content_type: String, body: Body) -> Self {
        Self { status: 200, content_type, body, news: None }
    }

    fn refused(status: u16, why: &str) -> Self {
        let body = Body::Whole(format!("{why}\n").into_bytes());
        Self { status, content_type: "text/plain; charset=utf-8".into(), body, news: None }
    }
}

impl Repo {
    /// Answers one request. The repository moves into a pack that is made while it is sent.
    pub fn serve(self, ask: &Ask) -> Result<Reply, Error> {
        let device = self.proven(ask.authorization.as_deref())?;
        if ask.authorization.is_some() && device.is_none() {
            return Ok(Reply::refused(
                401,
                "this device is not one of the node's, or its word is old",
            ));
        }
        let Some(body) = ask.body.as_deref() else {
            return self.advertise(ask, device.is_some());
        };
        let unfolded;
        let body = if ask.gzip {
            let mut bytes = Vec::new();
            let reader = flate2::read::GzDecoder::new(body);
            let read = std::io::Read::read_to_end(
                &mut std::io::Read::take(reader, MAX_REQUEST),
                &mut bytes,
            );
            if read.is_err() || bytes.len() as u64 >= MAX_REQUEST {
                return Ok(Reply::refused(400, "the request cannot be read"));
            }
            unfolded = bytes;
            unfolded.as_slice()
        } else {
            body
        };
        match ask.service {
            Service::Upload => self.upload(body, device.is_some()),
            Service::Receive => self.receive_pack(body, device, ask),
        }
    }

    /// The refs that may be asked for.
    fn offered(&self, to_device: bool) -> Result<Vec<(String, Oid)>, Error> {
        let mut refs = Vec::new();
        refs.extend(self.main()?.map(|id| (MAIN.to_owned(), id)));
        for node in self.following()? {
            let name = crate::receive::node_ref(node);
            refs.extend(find_ref(self.git(), &name)?.map(|id| (name, id)));
        }
        if to_device {
            refs.extend(find_ref(self.git(), PRIVATE_REF)?.map(|id| (PRIVATE_REF.to_owned(), id)));
        }
        Ok(refs)
    }

    fn advertise(&self, ask: &Ask, to_device: bool) -> Result<Reply, Error> {
        let refs = self.offered(to_device)?;
        let agent = concat!("agent=commonstead/", env!("CARGO_PKG_VERSION"));
        let abilities = match ask.service {
            Service::Upload => format!(
                "multi_ack_detailed side-band-64k ofs-delta no-progress symref=HEAD:{MAIN} {agent}"
            ),
            Service::Receive => {
                let nonce = nonce(&ask.secret, ask.now);
                format!("report-status ofs-delta push-cert={nonce} {agent}")
            }
        };
        let mut out = Vec::new();
        let service = ask.service.name();
        pktline::line(&mut out, format!("# service={service}\n").as_bytes());
        pktline::flush(&mut out);
        let head = refs.iter().find(|(name, _)| name == MAIN && ask.service == Service::Upload);
        let head = head.map(|(_, id)| ("HEAD".to_owned(), *id));
        let mut lines: Vec<_> = head.into_iter().chain(refs).collect();
        if lines.is_empty() {
            lines.push(("capabilities^{}".into(), Oid::ZERO_SHA1));
        }
        for (at, (name, id)) in lines.iter().enumerate() {
            let abilities = if at == 0 { format!("\0{abilities}") } else { String::new() };
            pktline::line(&mut out, format!("{id} {name}{abilities}\n").as_bytes());
        }
        pktline::flush(&mut out);
        let kind = format!("application/x-{service}-advertisement");
        Ok(Reply::new(kind, Body::Whole(out)))
    }

    /// The device that an `Authorization` header proves.
    fn proven(&self, header: Option<&str>) -> Result<Option<PublicKey>, Error> {
        let Some(proof) = header.and_then(|header| header.strip_prefix(SCHEME)) else {
            return Ok(None);
        };
        let armour = BASE64.decode(proof.trim()).ok().and_then(|b| String::from_utf8(b).ok());
        let (Some(armour), Some(main)) = (armour, self.main()?) else { return Ok(None) };
        let Some(key) = PublicKey::of_signature(armour.as_bytes()) else { return Ok(None) };
        if !self.signers()?.standing().any(|signer| signer.key == key) {
            return Ok(None);
        }
        let node = self.node_id()?;
        let mut walk = self.git().revwalk().map_err(doing)?;
        walk.push(main).map_err(doing)?;
        let fits = walk
            .flatten()
            .take(RECENT)
            .any(|head| key.verifies(Purpose::Web, question(node, head).as_bytes(), &armour));
        Ok(Some(key).filter(|_| fits))
    }
}

fn doing(source: git2::Error) -> Error {
    Error::Git { doing: "checking who asks", source }
}

/// What a device signs to prove itself: only whoever was told this head just now can have signed it.
fn question(node: NodeId, head: Oid) -> String {
    format!("commonstead web\n{node}\n{head}\n")
}

/// The `Authorization` header by which a device proves itself to a node whose head is this.
pub(crate) fn proof(key: &DeviceKey, node: NodeId, head: Oid) -> Result<String, Error> {
    let armour = key.sign(Purpose::Web, question(node, head).as_bytes())?;
    Ok(format!("Authorization: {SCHEME}{}", BASE64.encode(armour)))
}

/// What a signed push has to repeat. Nothing is remembered: the time in it is proven by the secret.
fn nonce(secret: &[u8; 32], now: u64) -> String {
    let digest =
        Sha256::new().chain_update(b"push").chain_update(secret).chain_update(now.to_be_bytes());
    let hex: Vec<_> = digest.finalize().iter().take(12).map(|b| format!("{b:02x}")).collect();
    format!("{now}-{}", hex.concat())
}

/// Whether a nonce was given within the last minutes.
fn is_fresh(given: &str, secret: &[u8; 32], now: u64) -> bool {
    const LONGEST: u64 = 300;
    let at = given.split('-').next().and_then(|at| at.parse::<u64>().ok());
    at.is_some_and(|at| now.abs_diff(at) <= LONGEST && nonce(secret, at) == given)
}
