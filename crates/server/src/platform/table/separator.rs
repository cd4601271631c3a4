//! Finding out which character separates the values, and whether every quotation mark is closed.

use super::refusal::TableRefusal;

/// In the order of preference where a header has as many of one as of another.
const SEPARATORS: [char; 4] = [',', '\t', ';', '；'];

/// The separator of which the first line that holds something has most, outside quotation marks.
pub(super) fn find(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut quoted = false;
    for character in header.chars() {
        match character {
            '"' => quoted = !quoted,
            other if !quoted => {
                for (count, separator) in counts.iter_mut().zip(SEPARATORS) {
                    *count += usize::from(separator == other);
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    let found = SEPARATORS.into_iter().zip(counts).find(|(_, count)| *count == most);
    found.map_or(',', |(separator, _)| separator)
}

/// The text with `plain` for each `separator` outside quotation marks; also how many there are. Quotation marks count
/// only at the beginning of a value, as the CSV reader has it.
pub(super) fn replace(text: &str, separator: char, plain: char) -> Result<(String, usize), TableRefusal> {
    let mut replaced = String::with_capacity(text.len());
    let (mut count, mut line, mut opened_on) = (0, 1_u32, None);
    let mut value_begins = true;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        line += u32::from(character == '\n');
        if opened_on.is_some() {
            if character == '"' {
                if characters.peek() == Some(&'"') {
                    characters.next();
                    replaced.push('"');
                } else {
                    opened_on = None;
                }
            }
            replaced.push(character);
            continue;
        }
        if character == separator {
            count += 1;
            replaced.push(plain);
            value_begins = true;
            continue;
        }
        if character == '"' && value_begins {
            opened_on = Some(line);
        }
        value_begins = character == '\n' || character == '\r';
        replaced.push(character);
    }
    opened_on.map_or(Ok((replaced, count)), |line| Err(TableRefusal::UnclosedQuote { line }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_shows_the_separator() {
        assert_eq!(find("甲,乙,丙\n1;2;3;4;5"), ',');
        assert_eq!(find("\n甲\t乙\n"), '\t');
        assert_eq!(find("甲；乙；丙"), '；');
        assert_eq!(find("\"甲,乙,丙\";丁;戊"), ';');
        assert_eq!(find("只有一列"), ',');
    }

    #[test]
    fn separators_inside_quotation_marks_are_text() {
        assert_eq!(replace("甲；\"乙；\"\"丙\"；丁", '；', '\u{1F}').unwrap().0, "甲\u{1F}\"乙；\"\"丙\"\u{1F}丁");
        assert_eq!(replace("5\"管,6\"管", ',', ',').unwrap().1, 1);
    }

    #[test]
    fn an_open_quotation_mark_is_named() {
        assert_eq!(replace("a,b\nc,\"d\ne", ',', ','), Err(TableRefusal::UnclosedQuote { line: 2 }));
    }
}
