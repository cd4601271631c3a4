//! 处罚类别 of the public list as the ten kinds of 行政处罚法 第九条.

use shenguan_rules::record::PenaltyKind;

const WORDS: [(&str, PenaltyKind); 14] = [
    ("警告", PenaltyKind::Warning),
    ("通报批评", PenaltyKind::Criticism),
    ("罚款", PenaltyKind::Fine),
    ("没收", PenaltyKind::Confiscation),
    ("暂扣", PenaltyKind::Suspension),
    ("降低资质", PenaltyKind::Downgrade),
    ("吊销", PenaltyKind::LicenceRevocation),
    ("限制", PenaltyKind::Restriction),
    ("停产", PenaltyKind::Closure),
    ("停业", PenaltyKind::Closure),
    ("关闭", PenaltyKind::Closure),
    ("拘留", PenaltyKind::Other),
    ("其他", PenaltyKind::Other),
    ("其它", PenaltyKind::Other),
];

/// The kinds that the category names, each once, in the order of the law; none if it names none, or names only the
/// category 「暂扣或者吊销」 and the content does not say which of the two was done: a revocation ends a permit and is
/// never guessed.
pub(super) fn read(category: &str, content: &str) -> Option<Vec<PenaltyKind>> {
    let both = ["暂扣或者吊销", "暂扣或吊销", "暂扣、吊销"].iter().any(|label| category.contains(label));
    let mut kinds: Vec<PenaltyKind> =
        WORDS.iter().filter(|(word, _)| category.contains(word)).map(|(_, kind)| *kind).collect();
    kinds.extend(
        PenaltyKind::ALL.into_iter().filter(|kind| category.split([',', '，', ';']).any(|w| w.trim() == kind.as_str())),
    );
    if both {
        let done = |kind: PenaltyKind| match kind {
            PenaltyKind::Suspension => content.contains("暂扣"),
            PenaltyKind::LicenceRevocation => content.contains("吊销"),
            _ => true,
        };
        kinds.retain(|kind| done(*kind));
        if !["暂扣", "吊销"].iter().any(|word| content.contains(word)) {
            return None;
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    (!kinds.is_empty()).then_some(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_read_by_their_words() {
        use PenaltyKind::{Closure, Confiscation, Fine, LicenceRevocation, Other, Warning};
        assert_eq!(read("罚款、警告", ""), Some(vec![Warning, Fine]));
        assert_eq!(read("没收违法所得、没收非法财物；罚款", ""), Some(vec![Fine, Confiscation]));
        assert_eq!(read("责令停产停业", ""), Some(vec![Closure]));
        assert_eq!(read("吊销许可证件", ""), Some(vec![LicenceRevocation]));
        assert_eq!(read("行政拘留", ""), Some(vec![Other]));
        assert_eq!(read("fine,warning", ""), Some(vec![Warning, Fine]));
        assert_eq!(read("测试", ""), None);
    }

    #[test]
    fn a_revocation_is_never_guessed() {
        let label = "暂扣或者吊销许可证、暂扣或者吊销执照";
        assert_eq!(read(label, "暂扣许可证三个月"), Some(vec![PenaltyKind::Suspension]));
        assert_eq!(read(label, "吊销食品经营许可证"), Some(vec![PenaltyKind::LicenceRevocation]));
        assert_eq!(read(label, "处罚"), None);
    }
}
