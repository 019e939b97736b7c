//! Member cards: twelve random symbols and a check symbol after `/C/`. The text on a card is a key,
//! so it is stored only as a hash, shown once, and never written to a log.

use std::fmt;
use std::str::FromStr;

use catalog::code::{check_symbol, symbol, value_of};

use crate::edge::{NoRandomness, Randomness, draw};

const SYMBOLS: usize = 13;

/// The secret of a card: 60 random bits.
#[derive(Clone, PartialEq, Eq)]
pub struct Card([u8; SYMBOLS]);

/// The text is not a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Not thirteen symbols.
    #[error("a card has 13 symbols")]
    Length,
    /// One symbol was misread.
    #[error("one symbol of the card was misread; please scan it again")]
    Check,
}

impl Card {
    /// A new card.
    pub fn draw(random: &mut (dyn Randomness + 'static)) -> Result<Self, NoRandomness> {
        let bytes: [u8; SYMBOLS] = draw(random)?;
        let mut symbols = bytes.map(|byte| byte & 31);
        symbols[SYMBOLS - 1] = check_symbol(&symbols[..SYMBOLS - 1]);
        Ok(Self(symbols))
    }

    /// Reads what a scanner or a hand delivers: bare, with hyphens, or as the end of an address.
    pub fn from_scan(text: &str) -> Result<Self, CardError> {
        let text = text.trim().trim_end_matches('/');
        text.rsplit(['/', '=', '#']).next().unwrap_or(text).parse()
    }

    /// The symbols without hyphens, as they stand after `/C/`.
    pub fn compact(&self) -> String {
        self.0.iter().map(|&value| symbol(value)).collect()
    }
}

impl FromStr for Card {
    type Err = CardError;
    fn from_str(text: &str) -> Result<Self, CardError> {
        let mut symbols = [0; SYMBOLS];
        let mut found = 0;
        for c in text.chars().filter(|c| !matches!(c, '-' | ' ')) {
            let slot = symbols.get_mut(found).ok_or(CardError::Length)?;
            *slot = value_of(c).ok_or(CardError::Length)?;
            found += 1;
        }
        if found != SYMBOLS {
            return Err(CardError::Length);
        }
        let (payload, check) = symbols.split_at(SYMBOLS - 1);
        if check != [check_symbol(payload)] {
            return Err(CardError::Check);
        }
        Ok(Self(symbols))
    }
}

/// For the member's own eyes only: `4T7K-9QX2-M0BR-W`.
impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.compact();
        write!(f, "{}-{}-{}-{}", &text[..4], &text[4..8], &text[8..12], &text[12..])
    }
}

impl fmt::Debug for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Card(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edge::SeededRandomness;

    #[test]
    fn a_card_is_read_as_it_is_printed_from_any_host() {
        let card = Card::draw(&mut SeededRandomness::new("card")).unwrap();
        for text in [
            card.to_string(),
            card.compact().to_lowercase(),
            format!("http://KIOSK.LOCAL/C/{}", card.compact()),
            format!("  {} /", card.compact()),
        ] {
            assert_eq!(Card::from_scan(&text), Ok(card.clone()), "{text}");
        }
        assert_eq!(format!("{card:?}"), "Card(…)");
    }

    #[test]
    fn a_unit_code_is_not_a_card() {
        assert_eq!(Card::from_scan("7K3-QP2J"), Err(CardError::Length));
    }

    proptest! {
        #[test]
        fn one_wrong_symbol_is_caught(seed in "[a-z]{8}", at in 0usize..13, by in 1u8..32) {
            let mut card = Card::draw(&mut SeededRandomness::new(&seed)).unwrap();
            card.0[at] ^= by;
            prop_assert_eq!(Card::from_scan(&card.compact()), Err(CardError::Check));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC*") {
            let read = Card::from_scan(&text);
            prop_assert!(read.is_ok() || read.is_err());
        }
    }
}
