//! Chance from the operating system, for what nobody may guess. The one caller of `getrandom`.

use data_encoding::{BASE64URL_NOPAD, Encoding, Specification};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What cannot be guessed, as it stands in a cookie or a link: 256 bits. Only its hash is stored.
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn new() -> Self {
        Self(BASE64URL_NOPAD.encode(&bytes::<32>()))
    }

    /// As it stands in a cookie or a link.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

impl Default for Token {
    fn default() -> Self {
        Self::new()
    }
}

/// The secret of a second factor: 160 bits, as RFC 4226 recommends.
pub fn secret() -> [u8; 20] {
    bytes()
}

/// SHA-256 of a token. A token has 256 bits of chance, so it needs no salt.
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Whether a text has the form of a token: whoever sends one back may have made it up.
pub fn is_token(text: &str) -> bool {
    BASE64URL_NOPAD.decode(text.as_bytes()).is_ok_and(|bytes| bytes.len() == 32)
}

/// Crockford's alphabet: no I, L, O or U, so that nothing is misread.
static CROCKFORD: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().expect("32 symbols that differ")
});

/// A code of eight characters (40 bits) that somebody types from a letter.
pub fn code() -> String {
    CROCKFORD.encode(&bytes::<5>())
}

/// What was typed, as a code: capital letters, without spaces and hyphens, O as 0, I and L as 1.
pub fn typed_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "this is the one caller")]
fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system has chance to give");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_being_typed() {
        let code = code();
        assert_eq!(code.len(), 8);
        assert_eq!(typed_code(&format!(" {}-{} ", &code[..4].to_lowercase(), &code[4..])), code);
        assert_eq!(typed_code("oIl0"), "0110");
    }
}
