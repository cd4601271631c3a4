//! What is pushed (二(三)¶1): the fourteen kinds of approval and regulatory information, and those that the city adds.

use crate::party::Side;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of information. In JSON it is the word of the contract (`approval_outcome`); any other word is a kind of the city.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Kind {
    /// 审批结果.
    ApprovalOutcome,
    /// 审批要件信息.
    RequiredDocuments,
    /// 审批标准化要素变化情况.
    StandardElementChange,
    /// 行政处罚决定.
    PenaltyDecision,
    /// 建议撤销行政审批决定 (二(五) topic 3).
    RescissionProposal,
    /// 处理决定, 处理意见.
    Disposition,
    /// 行业指导性文件.
    Guidance,
    /// 相关政策文件.
    Policy,
    /// 审批事项变化情况.
    ItemChange,
    /// 业务培训.
    Training,
    /// 业务会议.
    BusinessMeeting,
    /// 资格考试.
    QualificationExam,
    /// 行业规划.
    IndustryPlan,
    /// 专业参数.
    TechnicalParameter,
    /// A kind that the city adds: the list of 二(三)¶1 ends in 「等」.
    City(CityKind),
}

/// The word of a kind that the city adds: `[a-z][a-z0-9_]{2,39}`, none of the fourteen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CityKind(String);

/// What a kind asks of its push and of its receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// Who may push it.
    pub pushed_by: PushedBy,
    /// Where the one working day of its push starts.
    pub push_clock: PushClock,
    /// What it must carry.
    pub record: RecordNeed,
    /// Whether it owes a disposition.
    pub owes_reply: bool,
    /// Whether it asks for a receipt.
    pub receipt: ReceiptNeed,
}

/// Who may push a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushedBy {
    /// The approval bureau only.
    Bureau,
    /// A regulatory authority only.
    Authority,
    /// Either of them.
    Both,
}

/// Where the clock of a push starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PushClock {
    /// 办结 (A0).
    ConcludedAt,
    /// Day of issue, or of receipt from above (A0).
    OccurredOn,
    /// 处罚决定日期 (A2).
    DecidedOn,
    /// No limit in the text.
    None,
}

/// What a push of a kind must carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordNeed {
    /// The licence record.
    Approval,
    /// The penalty record.
    Penalty,
    /// The item that it is about.
    ItemCode,
    /// The permit and the ground, which stand in the content.
    PermitAndGround,
    /// What it answers.
    InReplyTo,
    /// Nothing of its own.
    Nothing,
}

/// Whether a kind asks for a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptNeed {
    /// Always: 超时默认 applies.
    Asked,
    /// Where the outcome makes, changes or ends a permit (A3).
    ByOutcome,
    /// A receipt is recorded but never asked for.
    ForInformation,
}

const ASKED: KindRule = KindRule {
    pushed_by: PushedBy::Bureau,
    push_clock: PushClock::ConcludedAt,
    record: RecordNeed::Approval,
    owes_reply: false,
    receipt: ReceiptNeed::Asked,
};

const FOR_INFORMATION: KindRule = KindRule {
    pushed_by: PushedBy::Authority,
    push_clock: PushClock::OccurredOn,
    record: RecordNeed::Nothing,
    owes_reply: false,
    receipt: ReceiptNeed::ForInformation,
};

impl Kind {
    /// The fourteen that the product knows, in the order of 二(三)¶1.
    pub const BUILT_IN: [Self; 14] = [
        Self::ApprovalOutcome,
        Self::RequiredDocuments,
        Self::StandardElementChange,
        Self::PenaltyDecision,
        Self::RescissionProposal,
        Self::Disposition,
        Self::Guidance,
        Self::Policy,
        Self::ItemChange,
        Self::Training,
        Self::BusinessMeeting,
        Self::QualificationExam,
        Self::IndustryPlan,
        Self::TechnicalParameter,
    ];

    /// The kind of a word; none if the word has not the shape of one. A city's kind is known only if its rule set lists it.
    pub fn parse(word: &str) -> Option<Self> {
        Self::BUILT_IN.into_iter().find(|kind| kind.as_str() == word).or_else(|| {
            let shaped = (3..=40).contains(&word.len())
                && word.starts_with(|first: char| first.is_ascii_lowercase())
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
            shaped.then(|| Self::City(CityKind(word.to_owned())))
        })
    }

    /// The word of the contract.
    pub fn as_str(&self) -> &str {
        match self {
            Self::ApprovalOutcome => "approval_outcome",
            Self::RequiredDocuments => "required_documents",
            Self::StandardElementChange => "standard_element_change",
            Self::PenaltyDecision => "penalty_decision",
            Self::RescissionProposal => "rescission_proposal",
            Self::Disposition => "disposition",
            Self::Guidance => "guidance",
            Self::Policy => "policy",
            Self::ItemChange => "item_change",
            Self::Training => "training",
            Self::BusinessMeeting => "business_meeting",
            Self::QualificationExam => "qualification_exam",
            Self::IndustryPlan => "industry_plan",
            Self::TechnicalParameter => "technical_parameter",
            Self::City(CityKind(word)) => word,
        }
    }

    /// What the kind asks for; none for a kind of the city, whose rule stands in its rule set.
    pub const fn rule(&self) -> Option<KindRule> {
        let rule = match self {
            Self::ApprovalOutcome => KindRule { receipt: ReceiptNeed::ByOutcome, ..ASKED },
            Self::RequiredDocuments => ASKED,
            Self::StandardElementChange => {
                KindRule { push_clock: PushClock::OccurredOn, record: RecordNeed::ItemCode, ..ASKED }
            }
            Self::ItemChange => {
                KindRule { receipt: ReceiptNeed::Asked, record: RecordNeed::ItemCode, ..FOR_INFORMATION }
            }
            Self::PenaltyDecision => KindRule {
                pushed_by: PushedBy::Authority,
                push_clock: PushClock::DecidedOn,
                record: RecordNeed::Penalty,
                owes_reply: true,
                receipt: ReceiptNeed::Asked,
            },
            Self::RescissionProposal => KindRule {
                pushed_by: PushedBy::Authority,
                push_clock: PushClock::OccurredOn,
                record: RecordNeed::PermitAndGround,
                owes_reply: true,
                receipt: ReceiptNeed::Asked,
            },
            Self::Disposition => KindRule { push_clock: PushClock::None, record: RecordNeed::InReplyTo, ..ASKED },
            Self::Guidance
            | Self::Policy
            | Self::Training
            | Self::BusinessMeeting
            | Self::QualificationExam
            | Self::IndustryPlan
            | Self::TechnicalParameter => FOR_INFORMATION,
            Self::City(_) => return None,
        };
        Some(rule)
    }

    /// What a kind that the city adds asks for: it is for information, from the side that its rule set says.
    pub const fn city_rule(pushed_by: PushedBy) -> KindRule {
        KindRule { pushed_by, ..FOR_INFORMATION }
    }

    /// The four characters of the tag on the screens; none for a kind of the city.
    pub const fn tag_zh(&self) -> Option<&'static str> {
        let tag = match self {
            Self::ApprovalOutcome => "审批结果",
            Self::RequiredDocuments => "审批要件",
            Self::StandardElementChange => "要素变化",
            Self::PenaltyDecision => "处罚决定",
            Self::RescissionProposal => "建议撤销",
            Self::Disposition => "处理意见",
            Self::Guidance => "指导文件",
            Self::Policy => "政策文件",
            Self::ItemChange => "事项变化",
            Self::Training => "业务培训",
            Self::BusinessMeeting => "业务会议",
            Self::QualificationExam => "资格考试",
            Self::IndustryPlan => "行业规划",
            Self::TechnicalParameter => "专业参数",
            Self::City(_) => return None,
        };
        Some(tag)
    }
}

impl PushedBy {
    /// 「审批部门只行使…事前行政审批职权，不行使事中事后行政监管职权；监管部门只行使…」: whether a side may push it.
    pub const fn allows(self, side: Side) -> bool {
        match side {
            Side::Approval => matches!(self, Self::Bureau | Self::Both),
            Side::Regulation => matches!(self, Self::Authority | Self::Both),
            Side::Oversight | Side::Government | Side::Other => false,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl TryFrom<String> for Kind {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::parse(&word).ok_or_else(|| format!("{word} is no kind"))
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}
