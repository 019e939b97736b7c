//! TLS with a certificate that the kiosk makes itself.
//!
//! For a steward's own machine: the connection is encrypted and a page may use the camera, but nobody
//! vouches for the certificate, so each browser warns once, and phones of members should never be
//! asked to look past that. The fingerprint is printed, so that it can be compared.

use std::sync::{Arc, PoisonError, RwLock};

use camino::{Utf8Path, Utf8PathBuf};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

use super::validity::Certified;

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate could not be made.
    #[error("the certificate could not be made: {0}")]
    Made(#[from] rcgen::Error),
    /// The files could not be read or written.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The files do not hold a certificate and its key.
    #[error(
        "{folder} has no certificate that can be used ({why}); delete the folder to make a new one"
    )]
    Damaged {
        /// Where.
        folder: camino::Utf8PathBuf,
        /// What is wrong.
        why: String,
    },
    /// The library refused the certificate.
    #[error("the certificate cannot be used: {0}")]
    Refused(#[from] rustls::Error),
}

/// So long a certificate is good: no browser takes one that promises more than 398 days.
const LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 397);
/// So long before its end it is renewed, and so long after that stewards are told.
const BEFORE: SignedDuration = SignedDuration::from_hours(24 * 30);
/// It begins a little earlier than it is made: clocks differ.
const EARLIER: SignedDuration = SignedDuration::from_hours(24);
const OURS: &str = "Commonstead kiosk";
/// What certificates of ours were called that were good for ever.
const ONCE_OURS: &str = "rcgen self signed cert";

/// A certificate, ready to be used.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    /// SHA-256 of the certificate, as browsers show it.
    pub(crate) fingerprint: String,
    /// From when and until when it is good.
    pub(crate) since: Timestamp,
    pub(crate) until: Timestamp,
    /// The kiosk made it, and may make another.
    pub(crate) own: bool,
}

/// What stewards are to know about a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// A new one was made a short while ago, so browsers warn again.
    Renewed(Timestamp),
    /// It is somebody else's, and ends soon.
    Ends(Timestamp),
}

impl Tls {
    fn is_due(&self, now: Timestamp) -> bool {
        let left = self.until.duration_since(now);
        left < BEFORE || left > LIFETIME
    }

    pub(crate) fn notice(&self, now: Timestamp) -> Option<Notice> {
        let made = self.since + EARLIER;
        match self.own {
            true if now.duration_since(made).abs() < BEFORE => Some(Notice::Renewed(made)),
            false if self.until.duration_since(now) < BEFORE => Some(Notice::Ends(self.until)),
            _ => None,
        }
    }

    fn read(folder: &Utf8Path) -> Result<Self, TlsError> {
        let damaged = |why: &dyn std::fmt::Display| TlsError::Damaged {
            folder: folder.to_owned(),
            why: why.to_string(),
        };
        let pem = fs_err::read(folder.join(CERTIFICATE))?;
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let certificates = certificates.map_err(|error| damaged(&error))?;
        let first = certificates.first().ok_or_else(|| damaged(&"it is empty"))?;
        let fingerprint = fingerprint(first);
        let read = Certified::read(first).ok_or_else(|| damaged(&"it cannot be read"))?;
        let (since, until) = (read.since, read.until);
        let own = read.is_of(OURS) || read.is_of(ONCE_OURS);
        let secret = fs_err::read(folder.join(KEY))?;
        let secret = PrivateKeyDer::from_pem_slice(&secret).map_err(|error| damaged(&error))?;
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(certificates, secret)?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Self { acceptor, fingerprint, since, until, own })
    }
}

/// The certificate of a kiosk, renewed before it ends.
#[derive(Clone)]
pub(crate) struct TlsKeeper {
    folder: Utf8PathBuf,
    names: Vec<String>,
    current: Arc<RwLock<Tls>>,
}

impl TlsKeeper {
    /// The certificate of this folder; made for these names when there is none, or when ours ends soon.
    pub(crate) fn of(
        folder: &Utf8Path,
        names: Vec<String>,
        now: Timestamp,
    ) -> Result<Self, TlsError> {
        if !folder.join(CERTIFICATE).is_file() || !folder.join(KEY).is_file() {
            make(folder, &names, now)?;
        }
        let current = match Tls::read(folder) {
            // A power cut between the two files of a renewal.
            Err(TlsError::Refused(rustls::Error::InconsistentKeys(_))) => {
                make(folder, &names, now)?;
                Tls::read(folder)?
            }
            other => other?,
        };
        let current = Arc::new(RwLock::new(current));
        let keeper = Self { folder: folder.to_owned(), names, current };
        keeper.renew(now)?;
        Ok(keeper)
    }

    /// The certificate as it is now.
    pub(crate) fn current(&self) -> Tls {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes a new certificate where ours ends soon. Connections that are open go on.
    pub(crate) fn renew(&self, now: Timestamp) -> Result<bool, TlsError> {
        let current = self.current();
        if !current.own || !current.is_due(now) {
            return Ok(false);
        }
        make(&self.folder, &self.names, now)?;
        let fresh = Tls::read(&self.folder)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }
}

fn make(folder: &Utf8Path, names: &[String], now: Timestamp) -> Result<(), TlsError> {
    let mut params = CertificateParams::new(names)?;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, OURS);
    params.distinguished_name = subject;
    // By whole days: a certificate says no more about when the kiosk was started.
    let day = |at: Timestamp| {
        let date = TimeZone::UTC.to_datetime(at).date();
        date_time_ymd(
            date.year().into(),
            u8::try_from(date.month()).unwrap_or(1),
            u8::try_from(date.day()).unwrap_or(1),
        )
    };
    params.not_before = day(now - EARLIER);
    params.not_after = day(now + LIFETIME);
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    fs_err::create_dir_all(folder)?;
    write_private(&folder.join(KEY), key.serialize_pem().as_bytes())?;
    catalog::store::write_atomic(&folder.join(CERTIFICATE), certificate.pem().as_bytes())?;
    Ok(())
}

/// For its owner only, before anything is in it.
fn write_private(path: &Utf8Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut options = fs_err::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    fs_err::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// As browsers show it: SHA-256, in pairs.
fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(certificate.as_ref());
    let pairs: Vec<_> = hash.iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Utf8PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(dir.path()).unwrap().join("tls");
        (dir, folder)
    }

    fn names() -> Vec<String> {
        ["localhost", "oak.local", "192.168.1.20"].map(str::to_owned).to_vec()
    }

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    fn now() -> Timestamp {
        "2026-05-12T14:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_certificate_is_made_once_and_its_key_is_for_its_owner() {
        let (_dir, folder) = folder();
        let first = TlsKeeper::of(&folder, names(), now()).unwrap().current();
        let again = TlsKeeper::of(&folder, names(), now() + DAY).unwrap().current();
        assert_eq!(first.fingerprint, again.fingerprint);
        assert_eq!(first.fingerprint.len(), 32 * 3 - 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs_err::metadata(folder.join(KEY)).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        fs_err::write(folder.join(CERTIFICATE), "nothing").unwrap();
        assert!(matches!(TlsKeeper::of(&folder, names(), now()), Err(TlsError::Damaged { .. })));
    }

    #[test]
    fn a_certificate_is_renewed_before_it_ends_and_stewards_hear_of_it() {
        let (_dir, folder) = folder();
        let keeper = TlsKeeper::of(&folder, names(), now()).unwrap();
        let first = keeper.current();
        assert!(first.until.duration_since(first.since) <= DAY * 398);
        assert_eq!(first.notice(now() + DAY * 31), None);
        assert!(!keeper.renew(now() + DAY * 360).unwrap());
        let late = now() + DAY * 368;
        assert!(keeper.renew(late).unwrap());
        let second = keeper.current();
        assert_ne!(first.fingerprint, second.fingerprint);
        assert!(matches!(second.notice(late), Some(Notice::Renewed(_))));
        let after = TlsKeeper::of(&folder, names(), late + DAY).unwrap().current();
        assert_eq!(after.fingerprint, second.fingerprint);
    }

    #[test]
    fn one_that_was_good_for_ever_is_replaced_and_somebody_elses_is_left_alone() {
        let (_dir, folder) = folder();
        fs_err::create_dir_all(&folder).unwrap();
        let old = rcgen::generate_simple_self_signed(names()).unwrap();
        let put = |certificate: String, key: String| {
            fs_err::write(folder.join(CERTIFICATE), certificate).unwrap();
            fs_err::write(folder.join(KEY), key).unwrap();
        };
        put(old.cert.pem(), old.signing_key.serialize_pem());
        let replaced = TlsKeeper::of(&folder, names(), now()).unwrap().current();
        assert!(replaced.own && replaced.until < now() + DAY * 398);
        let mut params = CertificateParams::new(names()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "tools.oak.example");
        params.not_after = date_time_ymd(2026, 5, 20);
        let key = KeyPair::generate().unwrap();
        put(params.self_signed(&key).unwrap().pem(), key.serialize_pem());
        let foreign = TlsKeeper::of(&folder, names(), now()).unwrap().current();
        assert!(!foreign.own);
        assert!(matches!(foreign.notice(now()), Some(Notice::Ends(_))));
        // A power cut in the middle of a renewal: one file is new, the other old.
        put(replaced_pem(&folder), KeyPair::generate().unwrap().serialize_pem());
        assert!(TlsKeeper::of(&folder, names(), now()).unwrap().current().own);
    }

    /// A certificate of ours, without its key.
    fn replaced_pem(folder: &Utf8Path) -> String {
        make(folder, &names(), now()).unwrap();
        fs_err::read_to_string(folder.join(CERTIFICATE)).unwrap()
    }
}
