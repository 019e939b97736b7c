//! Which address phones on the same network can open.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// The address to open for a socket: a kiosk that listens everywhere is reached at this computer's
/// own address.
pub(crate) fn url_of(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() { own_address() } else { address.ip() };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

/// This computer's address on its network. Nothing is sent: the system only says which of its own
/// addresses it would use.
pub(crate) fn own_address() -> IpAddr {
    let asked = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        // TEST-NET-1 (RFC 5737): an address that nobody has.
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    asked.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_for_phones_is_never_the_unspecified_one() {
        let url = |text: &str| url_of(text.parse().unwrap());
        assert_eq!(url("127.0.0.1:8080"), "http://127.0.0.1:8080");
        assert!(!url("0.0.0.0:8080").contains("0.0.0.0"));
    }
}
