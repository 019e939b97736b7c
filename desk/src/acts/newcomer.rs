//! Somebody new, who may be a member already.

use crate::members::MembersError;
use crate::{Desk, Member, NewMember};

/// So many people who may be the same are shown.
const MOST: usize = 5;

impl Desk {
    /// Who has the same name, or the same contact: perhaps they are a member already.
    pub fn alike(&self, new: &NewMember) -> Result<Vec<Member>, MembersError> {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (name, contact) = (plain(&new.name), new.contact.as_deref().map(plain));
        let mut all = self.members().list()?;
        all.retain(|member| {
            let same_contact = contact.is_some() && member.contact.as_deref().map(plain) == contact;
            plain(&member.name) == name || same_contact
        });
        all.truncate(MOST);
        Ok(all)
    }
}
