//! Nothing secret goes over the platform (A23): 「本平台为非涉密平台」. A mark of classification is refused; the words alone
//! are warned of, for 商业秘密 is a word of ordinary permits.

/// 密级 as GB/T 9704-2012, 7.2.2 writes it: the level, then ★ and the term.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];
/// Words in which a level's characters mean nothing of the kind.
const ORDINARY: [&str; 4] = ["商业秘密", "技术秘密", "国家秘密载体", "保守秘密"];

/// What a text looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Secrecy {
    /// Nothing in it looks classified.
    Clear,
    /// It has words that classified texts have; whoever sends it looks again.
    Words(Vec<&'static str>),
    /// It bears a mark of classification.
    Marked(&'static str),
}

/// Looks a text over.
pub fn secrecy_of(text: &str) -> Secrecy {
    let plain: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    for level in LEVELS {
        let marks = [format!("{level}★"), format!("密级：{level}"), format!("密级:{level}"), format!("{level}级")];
        if marks.iter().any(|mark| plain.contains(mark.as_str())) {
            return Secrecy::Marked(level);
        }
    }
    let rest = ORDINARY.iter().fold(plain, |rest, ordinary| rest.replace(ordinary, ""));
    let words: Vec<&'static str> = LEVELS.into_iter().filter(|level| rest.contains(level)).collect();
    if words.is_empty() { Secrecy::Clear } else { Secrecy::Words(words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_of_classification_is_seen_through_blanks() {
        assert_eq!(secrecy_of("机密★5年"), Secrecy::Marked("机密"));
        assert_eq!(secrecy_of("秘 密 ★ 1年\n正文"), Secrecy::Marked("秘密"));
        assert_eq!(secrecy_of("密级：绝密"), Secrecy::Marked("绝密"));
    }

    #[test]
    fn the_words_alone_are_warned_of_and_trade_secrets_are_ordinary() {
        assert_eq!(secrecy_of("涉及机密事项"), Secrecy::Words(vec!["机密"]));
        assert_eq!(secrecy_of("材料含商业秘密，请注意保管"), Secrecy::Clear);
        assert_eq!(secrecy_of("危险化学品经营许可证（新办）"), Secrecy::Clear);
    }
}
