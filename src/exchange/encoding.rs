//! The bytes of a sheet as text: what LibreOffice, Excel and people's own programs write.

use super::fault::{Expected, Fault, Faults};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// How a workbook begins: a zip (xlsx, ods) or an old Excel file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// UTF-8, with or without a byte order mark; UTF-16 with one; otherwise Windows-1252.
///
/// # Errors
/// What was expected instead of a workbook, of bytes that are no text, or of two encodings in one file.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Faults> {
    if WORKBOOKS.iter().any(|w| bytes.starts_with(w)) {
        return Err(wrong(1, "no-workbook"));
    }
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(utf8(rest).map_err(|at| wrong(line(rest, at), "utf-8"))?),
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0,
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        _ => match utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            // Letters of UTF-8 beside bytes that are none: as Windows-1252 they would become other letters, unseen.
            Err(at) if has_letters_of_utf8(bytes) => return Err(wrong(line(bytes, at), "utf-8")),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        },
    };
    if let Some(at) = text.find('\0') {
        return Err(wrong(line(text.as_bytes(), at), "text-file"));
    }
    // Lines that end with CR alone.
    Ok(if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text })
}

fn wrong(line: u64, expected: &'static str) -> Faults {
    Faults(vec![Fault::new(line, None, "", Expected::this(expected))])
}

/// Or where it stops being UTF-8.
fn utf8(bytes: &[u8]) -> Result<&str, usize> {
    std::str::from_utf8(bytes).map_err(|e| e.valid_up_to())
}

fn has_letters_of_utf8(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

fn line(bytes: &[u8], at: usize) -> u64 {
    1 + bytes[..at].iter().filter(|b| **b == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_office_programs_write_is_read() {
        let utf16 = |order: fn(u16) -> [u8; 2]| "\u{feff}café €".encode_utf16().flat_map(order).collect::<Vec<u8>>();
        for bytes in [
            "café €".as_bytes().to_vec(),
            "\u{feff}café €".as_bytes().to_vec(),
            b"caf\xe9 \x80".to_vec(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
        ] {
            assert_eq!(text(&bytes).expect("text"), "café €", "{bytes:?}");
        }
        assert_eq!(text(b"a\rb").expect("text"), "a\nb");
    }

    #[test]
    fn what_is_no_sheet_is_told_apart() {
        for (bytes, says) in [
            (&b"PK\x03\x04..."[..], "line 1: expected a sheet saved as CSV"),
            (b"\xd0\xcf\x11\xe0\xa1", "line 1: expected a sheet saved as CSV"),
            (b"id,kind\n\0", "line 2: expected a text file"),
            (b"\xef\xbb\xbfa\n\n\xff", "line 3: expected text in UTF-8"),
            ("caf\u{e9}\n\u{e9}".as_bytes(), ""),
            (b"caf\xc3\xa9\ncaf\xe9", "line 2: expected text in UTF-8"),
        ] {
            let found = text(bytes).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
            assert!(found.starts_with(says) && found.is_empty() == says.is_empty(), "{bytes:?}: {found}");
        }
    }
}
