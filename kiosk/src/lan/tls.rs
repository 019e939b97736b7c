//! TLS with a certificate that the kiosk makes itself.
//!
//! For a steward's own machine: the connection is encrypted and a page may use the camera, but nobody
//! vouches for the certificate, so each browser warns once, and phones of members should never be
//! asked to look past that. The fingerprint is printed, so that it can be compared.

use std::sync::Arc;

use camino::Utf8Path;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};

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

/// A certificate, ready to be used.
#[derive(Clone)]
pub(crate) struct Tls {
    pub(crate) acceptor: TlsAcceptor,
    /// SHA-256 of the certificate, as browsers show it.
    pub(crate) fingerprint: String,
}

impl Tls {
    /// The certificate of this folder; made for these names when there is none.
    pub(crate) fn of(folder: &Utf8Path, names: &[String]) -> Result<Self, TlsError> {
        let (cert, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        if !cert.is_file() || !key.is_file() {
            make(folder, names)?;
        }
        let damaged = |why: &dyn std::fmt::Display| TlsError::Damaged {
            folder: folder.to_owned(),
            why: why.to_string(),
        };
        let pem = fs_err::read(&cert)?;
        let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let certificates = certificates.map_err(|error| damaged(&error))?;
        let first = certificates.first().ok_or_else(|| damaged(&"it is empty"))?;
        let fingerprint = fingerprint(first);
        let secret = fs_err::read(&key)?;
        let secret = PrivateKeyDer::from_pem_slice(&secret).map_err(|error| damaged(&error))?;
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(certificates, secret)?;
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), fingerprint })
    }
}

fn make(folder: &Utf8Path, names: &[String]) -> Result<(), TlsError> {
    let made = rcgen::generate_simple_self_signed(names)?;
    fs_err::create_dir_all(folder)?;
    write_private(&folder.join("key.pem"), made.signing_key.serialize_pem().as_bytes())?;
    fs_err::write(folder.join("certificate.pem"), made.cert.pem())?;
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

    #[test]
    fn a_certificate_is_made_once_and_its_key_is_for_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Utf8Path::from_path(folder.path()).unwrap().join("tls");
        let names = ["localhost".to_owned(), "oak.local".to_owned(), "192.168.1.20".to_owned()];
        let first = Tls::of(&folder, &names).unwrap();
        let again = Tls::of(&folder, &names).unwrap();
        assert_eq!(first.fingerprint, again.fingerprint);
        assert_eq!(first.fingerprint.len(), 32 * 3 - 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs_err::metadata(folder.join("key.pem")).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
        fs_err::write(folder.join("certificate.pem"), "nothing").unwrap();
        assert!(matches!(Tls::of(&folder, &names), Err(TlsError::Damaged { .. })));
    }
}
