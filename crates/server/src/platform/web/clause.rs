//! How a clause of 66号文 is written on a page: `二(三)¶3` is 「二（三）第3款」.

use super::language::Language;

/// A clause in words.
pub fn clause(mark: &str, language: Language) -> String {
    if language == Language::English {
        return mark.to_owned();
    }
    let mark = mark.replace('(', "（").replace(')', "）");
    match mark.split_once('¶') {
        Some((article, paragraph)) => format!("{article}第{paragraph}款"),
        None => mark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_written_as_officials_write_it() {
        assert_eq!(clause("二(三)¶3", Language::Chinese), "二（三）第3款");
        assert_eq!(clause("二（二）¶1", Language::Chinese), "二（二）第1款");
        assert_eq!(clause("三(一)", Language::Chinese), "三（一）");
        assert_eq!(clause("二(三)¶3", Language::English), "二(三)¶3");
    }
}
