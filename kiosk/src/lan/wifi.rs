//! The Wi-Fi that a phone joins by pointing its camera at a code.

/// A wireless network, as a QR code says it. The password is on the screen for everybody who stands
/// before it, like the one on the wall.
#[derive(Clone, PartialEq, Eq)]
pub struct Wifi {
    /// The network's name.
    pub name: String,
    /// The password; an open network has none.
    pub password: Option<String>,
}

impl std::fmt::Debug for Wifi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wifi").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Wifi {
    /// What cameras understand (the form of the Barcode Scanner; iOS 11 and Android 10 on).
    pub(crate) fn payload(&self) -> String {
        let name = escaped(&self.name);
        match &self.password {
            Some(password) => format!("WIFI:T:WPA;S:{name};P:{};;", escaped(password)),
            None => format!("WIFI:T:nopass;S:{name};;"),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | ';' | ',' | ':' | '"') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_said_as_cameras_read_it() {
        let wifi = Wifi { name: "Oak; Street".into(), password: Some("a:b\\c\"".into()) };
        assert_eq!(wifi.payload(), "WIFI:T:WPA;S:Oak\\; Street;P:a\\:b\\\\c\\\";;");
        let open = Wifi { name: "Oak".into(), password: None };
        assert_eq!(open.payload(), "WIFI:T:nopass;S:Oak;;");
        assert!(!format!("{wifi:?}").contains("a:b"));
    }
}
