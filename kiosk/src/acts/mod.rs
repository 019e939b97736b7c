//! What people do in their public name: pay, ask, confirm, vote, delegate. The rules are those of the
//! books and of the vote; the screens and the API both act through here.

pub(crate) mod credits;
pub(crate) mod leaving;
pub(crate) mod votes;
