//! 审批结果: the eleven ways in which a case is concluded (二(三); reading A3: every outcome is pushed with its kind).

use serde::{Deserialize, Serialize};

/// How the bureau concluded a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalOutcome {
    /// 准予
    Granted,
    /// 不予许可
    Refused,
    /// 不予受理
    NotAccepted,
    /// 终止办理
    Terminated,
    /// 变更
    Changed,
    /// 延续
    Renewed,
    /// 补换证
    Reissued,
    /// 撤销
    Rescinded,
    /// 撤回许可
    Withdrawn,
    /// 注销
    Cancelled,
    /// 申请人撤回
    ApplicationWithdrawn,
}

impl ApprovalOutcome {
    /// All eleven, in the order of the glossary.
    pub const ALL: [Self; 11] = [
        Self::Granted,
        Self::Refused,
        Self::NotAccepted,
        Self::Terminated,
        Self::Changed,
        Self::Renewed,
        Self::Reissued,
        Self::Rescinded,
        Self::Withdrawn,
        Self::Cancelled,
        Self::ApplicationWithdrawn,
    ];

    /// A permit begins: regulation passes to the authority with its receipt.
    pub const fn makes_permit(self) -> bool {
        matches!(self, Self::Granted)
    }

    /// An existing permit goes on with other contents, dates or papers; regulation stays where it is (reading A4).
    pub const fn changes_permit(self) -> bool {
        matches!(self, Self::Changed | Self::Renewed | Self::Reissued)
    }

    /// An existing permit ends.
    pub const fn ends_permit(self) -> bool {
        matches!(self, Self::Rescinded | Self::Withdrawn | Self::Cancelled)
    }

    /// A receipt is asked for (reading A3): the outcome makes, changes or ends a permit.
    pub const fn needs_receipt(self) -> bool {
        self.makes_permit() || self.changes_permit() || self.ends_permit()
    }

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::NotAccepted => "not_accepted",
            Self::Terminated => "terminated",
            Self::Changed => "changed",
            Self::Renewed => "renewed",
            Self::Reissued => "reissued",
            Self::Rescinded => "rescinded",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled => "cancelled",
            Self::ApplicationWithdrawn => "application_withdrawn",
        }
    }

    /// The term of the glossary.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Granted => "准予",
            Self::Refused => "不予许可",
            Self::NotAccepted => "不予受理",
            Self::Terminated => "终止办理",
            Self::Changed => "变更",
            Self::Renewed => "延续",
            Self::Reissued => "补换证",
            Self::Rescinded => "撤销",
            Self::Withdrawn => "撤回许可",
            Self::Cancelled => "注销",
            Self::ApplicationWithdrawn => "申请人撤回",
        }
    }

    /// The English screen's word.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::NotAccepted => "not accepted",
            Self::Terminated => "terminated",
            Self::Changed => "changed",
            Self::Renewed => "renewed",
            Self::Reissued => "reissued",
            Self::Rescinded => "rescinded",
            Self::Withdrawn => "permit withdrawn",
            Self::Cancelled => "cancelled",
            Self::ApplicationWithdrawn => "application withdrawn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_outcome_does_at_most_one_thing_to_a_permit() {
        for outcome in ApprovalOutcome::ALL {
            let doings = [outcome.makes_permit(), outcome.changes_permit(), outcome.ends_permit()];
            let count = doings.iter().filter(|does| **does).count();
            assert_eq!(count, usize::from(outcome.needs_receipt()), "{outcome:?}");
        }
        assert_eq!(ApprovalOutcome::ALL.iter().filter(|outcome| outcome.needs_receipt()).count(), 7);
    }

    #[test]
    fn the_word_on_the_wire_is_the_word_of_the_contract() {
        for outcome in ApprovalOutcome::ALL {
            assert_eq!(serde_json::to_string(&outcome).unwrap(), format!("\"{}\"", outcome.as_str()));
        }
    }
}
