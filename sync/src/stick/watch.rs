//! Noticing that a drive was put in: from the kernel's list of mounts (`proc_pid_mountinfo(5)`), by pure
//! functions. Who reads the list, and how often, is the caller's.

use std::collections::{BTreeMap, BTreeSet};

use camino::{Utf8Path, Utf8PathBuf};

/// File systems that sticks and cards have; not those of the computer itself.
const KINDS: [&str; 5] = ["vfat", "exfat", "msdos", "fuseblk", "ntfs3"];
/// Where desktops and udisks put drives, whatever their file system.
const PLACES: [&str; 3] = ["/media/", "/run/media/", "/mnt/"];
/// The computer's own, which are FAT too.
const OWN: [&str; 3] = ["/boot", "/efi", "/firmware"];

/// The folders of the drives that a list of mounts names, in its own order of names.
pub fn drives(mountinfo: &str) -> BTreeSet<Utf8PathBuf> {
    mountinfo.lines().filter_map(drive).collect()
}

/// `36 35 98:0 /root /mount/point options … - type source options`
fn drive(line: &str) -> Option<Utf8PathBuf> {
    let (before, after) = line.split_once(" - ")?;
    let mut fields = before.split(' ');
    let (root, point) = (fields.nth(3)?, fields.next()?);
    let kind = after.split(' ').next()?;
    let point = unescaped(point)?;
    let own = OWN.iter().any(|own| point == *own || point.starts_with(&format!("{own}/")));
    let removable = KINDS.contains(&kind) || PLACES.iter().any(|place| point.starts_with(place));
    let virtual_one =
        matches!(kind, "tmpfs" | "overlay" | "proc" | "sysfs" | "autofs" | "nfs" | "nfs4" | "cifs");
    (root == "/" && removable && !own && !virtual_one).then(|| point.into())
}

/// Spaces, tabs, line ends and backslashes are written as three octal digits.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        if byte == b'\\' {
            let digits = std::str::from_utf8(after.get(..3)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 8).ok()?);
            rest = after.get(3..)?;
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// How the visit of a drive stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// It was put in and is not looked at yet.
    Noticed,
    /// It carries something of a node that is known here, or was welcomed: the exchange goes on.
    Exchanging,
    /// It may be taken out.
    Finished,
    /// It carries news of strangers alone. Nothing of it was taken over.
    Unknown,
    /// It could not be read or written; putting it in again tries again.
    Failed,
    /// It carries nothing of ours and was left alone.
    Ignored,
}

/// The drives that are in, and how far each is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drives(BTreeMap<Utf8PathBuf, Visit>);

impl Drives {
    /// Takes over which drives are in now. Gives back those that wait for an exchange.
    pub fn seen(&mut self, now: &BTreeSet<Utf8PathBuf>) -> Vec<Utf8PathBuf> {
        self.0.retain(|drive, _| now.contains(drive));
        for drive in now {
            self.0.entry(drive.clone()).or_insert(Visit::Noticed);
        }
        let waiting = self.0.iter().filter(|(_, visit)| **visit == Visit::Noticed);
        waiting.map(|(drive, _)| drive.clone()).collect()
    }

    /// Notes how far a visit is. A drive that was pulled out meanwhile is not brought back.
    pub fn note(&mut self, drive: &Utf8Path, visit: Visit) {
        if let Some(known) = self.0.get_mut(drive) {
            *known = visit;
        }
    }

    /// A steward says that a drive may be exchanged with.
    pub fn welcome(&mut self, drive: &Utf8Path) {
        if let Some(visit) = self.0.get_mut(drive).filter(|visit| **visit != Visit::Exchanging) {
            *visit = Visit::Noticed;
        }
    }

    /// The drives that are in.
    pub fn all(&self) -> impl Iterator<Item = (&Utf8Path, Visit)> {
        self.0.iter().map(|(drive, visit)| (drive.as_path(), *visit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MOUNTS: &str = "\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
25 22 8:1 / /boot/firmware rw,relatime shared:2 - vfat /dev/sda1 rw
30 22 0:5 / /proc rw - proc proc rw
41 22 8:17 / /media/kiosk/MIRA\\040STICK rw,nosuid,nodev shared:9 - vfat /dev/sdb1 rw
42 22 8:33 / /mnt/card rw - ext4 /dev/sdc1 rw
43 22 8:49 /sub /mnt/bind rw - ext4 /dev/sdd1 rw
44 22 0:40 / /mnt/scratch rw - tmpfs tmpfs rw
45 22 8:50 / /somewhere ro - exfat /dev/sde1 ro
nonsense
";

    #[test]
    fn sticks_and_cards_are_found_and_the_computers_own_disks_are_not() {
        let found: Vec<_> = drives(MOUNTS).into_iter().map(Utf8PathBuf::into_string).collect();
        assert_eq!(found, ["/media/kiosk/MIRA STICK", "/mnt/card", "/somewhere"]);
    }

    #[test]
    fn a_drive_is_exchanged_with_once_until_it_is_put_in_again() {
        let (mut drives, stick) = (Drives::default(), Utf8PathBuf::from("/media/a"));
        let now = BTreeSet::from([stick.clone()]);
        assert_eq!(drives.seen(&now), std::slice::from_ref(&stick));
        drives.note(&stick, Visit::Exchanging);
        assert!(drives.seen(&now).is_empty());
        drives.note(&stick, Visit::Finished);
        assert!(drives.seen(&now).is_empty());
        drives.seen(&BTreeSet::new());
        drives.note(&stick, Visit::Finished);
        assert_eq!(drives.all().count(), 0, "a pulled drive is not brought back");
        assert_eq!(drives.seen(&now), std::slice::from_ref(&stick));
        drives.note(&stick, Visit::Unknown);
        drives.welcome(&stick);
        assert_eq!(drives.seen(&now), [stick]);
    }

    proptest! {
        #[test]
        fn no_list_of_mounts_makes_it_panic(text in "[ -~\\\\\\n]{0,200}") {
            drives(&text);
        }
    }
}
