//! What people do beside the desk's own acts: pay, ask, confirm, vote, delegate and vouch in their public
//! name; lend between nodes; follow others; register things. The screens and the API both act through
//! here, so that no rule is written twice.

pub(crate) mod between;
pub(crate) mod credits;
pub(crate) mod devices;
pub(crate) mod following;
pub(crate) mod house;
pub(crate) mod leaving;
pub(crate) mod own;
pub(crate) mod things;
pub(crate) mod votes;
