//! What kind of outcome a line of the public licence list is. The list has no such column: a line is a grant unless it
//! says otherwise in so many words.

use shenguan_rules::record::ApprovalOutcome;

/// Words for each outcome, the more particular before the more general.
const WORDS: [(&str, ApprovalOutcome); 17] = [
    ("不予受理", ApprovalOutcome::NotAccepted),
    ("不予", ApprovalOutcome::Refused),
    ("不准予", ApprovalOutcome::Refused),
    ("终止办理", ApprovalOutcome::Terminated),
    ("终止", ApprovalOutcome::Terminated),
    ("撤回申请", ApprovalOutcome::ApplicationWithdrawn),
    ("申请人撤回", ApprovalOutcome::ApplicationWithdrawn),
    ("撤回", ApprovalOutcome::Withdrawn),
    ("注销", ApprovalOutcome::Cancelled),
    ("撤销", ApprovalOutcome::Rescinded),
    ("延续", ApprovalOutcome::Renewed),
    ("变更", ApprovalOutcome::Changed),
    ("补换证", ApprovalOutcome::Reissued),
    ("补发", ApprovalOutcome::Reissued),
    ("补证", ApprovalOutcome::Reissued),
    ("换发", ApprovalOutcome::Reissued),
    ("换证", ApprovalOutcome::Reissued),
];

/// The outcome that a column of its own names: a term of the glossary or a wire word.
pub(super) fn stated(text: &str) -> Option<ApprovalOutcome> {
    let text = text.trim();
    let exact = ApprovalOutcome::ALL.into_iter().find(|outcome| outcome.zh() == text || outcome.as_str() == text);
    let granted = ["准予许可", "许可", "同意", "通过", "办结", "新办", "首次申请"].contains(&text);
    exact.or_else(|| granted.then_some(ApprovalOutcome::Granted)).or_else(|| mentioned(text))
}

/// The outcome that a document name (准予变更许可决定书) or a permit kind mentions, else the one with which the content
/// begins; a word in the middle of the content is what the permit is about, not what was done.
pub(super) fn inferred(document: Option<&str>, kind: Option<&str>, content: &str) -> ApprovalOutcome {
    let named = [document, kind].into_iter().flatten().find_map(mentioned);
    named.or_else(|| opening(content)).unwrap_or(ApprovalOutcome::Granted)
}

fn mentioned(text: &str) -> Option<ApprovalOutcome> {
    WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, outcome)| *outcome)
}

fn opening(content: &str) -> Option<ApprovalOutcome> {
    let content = content.trim_start();
    let bare =
        ["准予", "同意", "决定", "依法"].iter().fold(content, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    WORDS.iter().find(|(word, _)| bare.starts_with(word)).map(|(_, outcome)| *outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_grant_unless_it_says_otherwise() {
        let of = |document, kind, content| inferred(document, kind, content);
        assert_eq!(of(None, Some("普通"), "准予从事食品经营"), ApprovalOutcome::Granted);
        assert_eq!(of(Some("准予变更行政许可决定书"), None, "测试"), ApprovalOutcome::Changed);
        assert_eq!(of(Some("不予行政许可决定书"), None, "变更申请"), ApprovalOutcome::Refused);
        assert_eq!(of(Some("不予受理通知书"), None, "测试"), ApprovalOutcome::NotAccepted);
        assert_eq!(of(None, Some("登记"), "准予注销：测试"), ApprovalOutcome::Cancelled);
        assert_eq!(of(None, None, "准予建设；竣工后可申请变更"), ApprovalOutcome::Granted);
        assert_eq!(of(Some("准予延续决定书"), None, "换证"), ApprovalOutcome::Renewed);
    }

    #[test]
    fn every_term_of_the_glossary_is_understood() {
        for outcome in ApprovalOutcome::ALL {
            assert_eq!(stated(outcome.zh()), Some(outcome));
            assert_eq!(stated(outcome.as_str()), Some(outcome));
        }
        assert_eq!(stated("测试"), None);
    }
}
