//! Weighing one part of a workbook as it is unpacked, before any parser sees it.

/// A tag or a text longer than this holds no cell that Excel could have written (32,767 characters, all escaped).
const MOST_TOKEN_BYTES: usize = 512 * 1024;
/// The shared strings announce their number at the very beginning.
const HEAD_BYTES: usize = 4096;
/// The parser sets aside room for as many strings as are announced, so the number must be believable.
const MOST_ANNOUNCED: u64 = 1_000_000;

/// What one part was found to hold so far.
#[derive(Debug, Default)]
pub(super) struct Gauge {
    /// Unpacked bytes.
    pub(super) bytes: u64,
    /// Opening brackets, closing tags among them.
    pub(super) brackets: u64,
    /// Length of the tag or text under way.
    token: usize,
    longest: usize,
    head: Vec<u8>,
}

impl Gauge {
    /// Takes the next bytes.
    pub(super) fn take(&mut self, chunk: &[u8]) {
        self.bytes += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let room = HEAD_BYTES.saturating_sub(self.head.len());
        self.head.extend(chunk.iter().take(room));
        let mut pieces = chunk.split(|byte| *byte == b'<');
        if let Some(first) = pieces.next() {
            self.token += first.len();
        }
        for piece in pieces {
            self.longest = self.longest.max(self.token);
            self.brackets += 1;
            self.token = piece.len();
        }
    }

    /// Whether a tag together with the text after it is longer than any cell.
    pub(super) fn has_long_token(&self) -> bool {
        self.longest.max(self.token) > MOST_TOKEN_BYTES
    }

    /// Whether the part announces more strings than it can hold.
    pub(super) fn announces_too_much(&self) -> bool {
        let name = b"uniqueCount";
        let found = self.head.windows(name.len()).position(|window| window == name);
        let Some(rest) = found.and_then(|at| self.head.get(at + name.len()..)) else { return false };
        let digits: Vec<u8> = rest
            .iter()
            .copied()
            .skip_while(|byte| !byte.is_ascii_digit() && *byte != b'>')
            .take_while(u8::is_ascii_digit)
            .collect();
        let number = String::from_utf8(digits).unwrap_or_default();
        !number.is_empty() && number.parse::<u64>().map_or(true, |number| number > MOST_ANNOUNCED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gauge(text: &str) -> Gauge {
        let mut gauge = Gauge::default();
        for chunk in text.as_bytes().chunks(7) {
            gauge.take(chunk);
        }
        gauge
    }

    #[test]
    fn brackets_are_counted_across_chunks() {
        assert_eq!(gauge("<row><c r=\"A1\"/><c r=\"B1\"/></row>").brackets, 4);
    }

    #[test]
    fn an_unbelievable_number_of_strings_is_seen() {
        assert!(gauge("<sst count=\"1\" uniqueCount=\"99999999999999999999\">").announces_too_much());
        assert!(gauge("<sst uniqueCount = '1000001'>").announces_too_much());
        assert!(!gauge("<sst uniqueCount=\"1000000\">").announces_too_much());
        assert!(!gauge("<sst>5</sst>").announces_too_much());
    }

    #[test]
    fn a_text_longer_than_any_cell_is_seen() {
        assert!(gauge(&format!("<t>{}</t>", " ".repeat(MOST_TOKEN_BYTES))).has_long_token());
        assert!(!gauge(&"<t>测试</t>".repeat(100_000)).has_long_token());
    }
}
