//! Cards to begin a conversation with: a few of them for each two, always the same for both.

use crate::{kit::lang::Lang, web::words::Words};
use uuid::Uuid;

/// So many cards there are: `talk-card-1` and on.
pub const ALL: u8 = 12;
/// So many each two get.
const EACH: usize = 4;

/// The numbers of the cards of these two: different ones, one from each quarter of the stack.
pub fn of(introduction: Uuid) -> [u8; EACH] {
    let bytes = introduction.as_bytes();
    let step = ALL / EACH as u8;
    // From easy to begin with, to what one would like to do together.
    std::array::from_fn(|n| n as u8 * step + bytes[n] % step + 1)
}

/// A card as one of the two reads it: in their language, and below it in the other, for the one they talk with.
pub fn said(card: u8, reader: Lang) -> [(Lang, String); 2] {
    [reader, reader.other()].map(|lang| (lang, Words::of(lang).t(format!("talk-card-{card}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_get_four_different_cards_and_always_the_same() {
        for number in 0..500_u128 {
            let id = Uuid::from_u128(number.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_0c4b_1f2d_3a55));
            let cards = of(id);
            assert!(cards.windows(2).all(|w| w[0] < w[1]) && cards[0] >= 1 && cards[3] <= ALL, "{cards:?}");
            assert_eq!(cards, of(id));
        }
    }

    #[test]
    fn every_card_is_written_in_both_languages() {
        for lang in [Lang::En, Lang::Nl] {
            assert!((1..=ALL).all(|n| Words::of(lang).has(&format!("talk-card-{n}"))), "{lang}");
        }
    }
}
