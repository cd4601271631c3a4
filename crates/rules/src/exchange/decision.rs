//! What a disposition decides about the permit: 「应依法依规作出相关处理决定」 (二(三)¶3, A25).

use crate::record::ApprovalOutcome;

/// The changes of a permit that a decision may start, by the words officials use. 撤回许可 stands before 撤销 in no
/// text, so the order is only that of the glossary.
const STARTED: [(&str, ApprovalOutcome); 4] = [
    ("撤销", ApprovalOutcome::Rescinded),
    ("撤回", ApprovalOutcome::Withdrawn),
    ("注销", ApprovalOutcome::Cancelled),
    ("变更", ApprovalOutcome::Changed),
];

/// The change of the permit that a decision in free text starts: 「启动撤销」, 「启动注销程序」, 「启动变更」. Anything else
/// (存档备查, 约谈, 列入审查重点, 不予撤销) starts none.
pub fn decided_change(decision: &str) -> Option<ApprovalOutcome> {
    let (_, started) = decision.split_once("启动")?;
    STARTED
        .into_iter()
        .find(|(word, _)| started.starts_with(word) || started.starts_with(&format!("许可{word}")))
        .map(|(_, outcome)| outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_that_is_started_is_owed() {
        assert_eq!(decided_change("启动撤销程序"), Some(ApprovalOutcome::Rescinded));
        assert_eq!(decided_change("约谈后启动变更"), Some(ApprovalOutcome::Changed));
        assert_eq!(decided_change("启动注销"), Some(ApprovalOutcome::Cancelled));
        for decision in ["存档备查", "约谈", "列入审查重点", "不予撤销", "启动调查，不予撤销", ""]
        {
            assert_eq!(decided_change(decision), None, "{decision}");
        }
    }
}
