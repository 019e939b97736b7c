//! Payments between nodes that see each other seldom.
//!
//! Two nodes agree on how much each may owe the other ([`pair::Trust`]). A payment is posted in the
//! payer's book at once and travels as a numbered [`note::Note`] that chains to the one before; the
//! other node applies it, or refuses it, when it arrives, and answers. Nobody writes in the other's
//! book, and what arrives twice or out of order changes nothing.
//!
//! In a node's own book the account `peer:<other>` above zero means: we owe them, their members
//! earned from ours. Debts that go round in a circle are cleared together ([`circle`]).
//!
//! Signatures are checked by whoever carries the notes; this module checks what they say.

pub mod circle;
pub mod note;
pub mod pair;

#[cfg(test)]
mod tests;
