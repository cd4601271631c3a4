//! What the demo city will do and when: plain values that the loader turns into real acts, in the order of the timeline.

use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::cooperation::Opinion;
use shenguan_rules::record::{ApprovalRecord, PenaltyRecord};

/// Months of traffic up to an instant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Traffic {
    /// 存量 (A28): permits from before the first push; entered without clock and receipt.
    pub legacy: Vec<ApprovalRecord>,
    /// Every push, oldest first.
    pub pushes: Vec<PlannedPush>,
    /// Every push and act, in order of time.
    pub timeline: Vec<TimelineStep>,
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimelineStep {
    /// When.
    pub at: Timestamp,
    /// Index into [`Traffic::pushes`].
    pub push: usize,
    /// Index into [`PlannedPush::then`]; none is the push itself (or, if it `corrects` another, the correction).
    pub act: Option<usize>,
}

/// A push as the API takes it, and what happens to it afterwards.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedPush {
    /// When it is pushed.
    pub at: Timestamp,
    /// Department code of the sender.
    pub from: &'static str,
    /// Key of the officer who pushes.
    pub officer: String,
    /// A kind of the API: `approval_outcome`, `penalty_decision` ….
    pub kind: &'static str,
    /// One line.
    pub subject: String,
    /// What to watch, in a sentence or two.
    pub content: String,
    /// The item that it is about.
    pub item_code: Option<&'static str>,
    /// The permit that a rescission proposal is about.
    pub certificate_number: Option<String>,
    /// For `approval_outcome` and `required_documents`.
    pub approval: Option<Box<ApprovalRecord>>,
    /// For `penalty_decision`.
    pub penalty: Option<Box<PenaltyRecord>>,
    /// For kinds without a record: when it came about.
    pub occurred_on: Option<Date>,
    /// Addressees, only where they differ from what agreement or side gives.
    pub to: Option<Vec<&'static str>>,
    /// 抄送.
    pub copies: Vec<&'static str>,
    /// Required past the push deadline.
    pub late_reason: Option<&'static str>,
    /// Required with `to`.
    pub routing_reason: Option<&'static str>,
    /// The push that this one corrects: index into [`Traffic::pushes`].
    pub corrects: Option<usize>,
    /// Whom it reaches, by `to`, agreement or side: department codes, the lead first.
    pub addressees: Vec<&'static str>,
    /// Whether its addressees owe a receipt.
    pub asks_receipt: bool,
    /// What happens to it, oldest first.
    pub then: Vec<PlannedAct>,
}

/// One act upon what one addressee got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlannedAct {
    /// When.
    pub at: Timestamp,
    /// Whose item it is: the department with which it stands before the act.
    pub addressee: &'static str,
    /// Key of the officer who acts; of the sender for uphold, re-route and recall.
    pub who: String,
    /// What is done.
    pub act: Act,
}

/// What an officer does to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Looks at the page.
    Open,
    /// 确认接收; past the receipt deadline a later confirmation.
    Acknowledge,
    /// 退回, an objection where the agreement names the authority (A5).
    Return {
        /// Why.
        reason: &'static str,
        /// Who should get it.
        suggested_to: Option<&'static str>,
    },
    /// The bureau stands by its addressee.
    Uphold {
        /// Why.
        reason: &'static str,
    },
    /// 改派.
    Reroute {
        /// The new addressee.
        to: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// 处理意见.
    Reply {
        /// The text.
        content: String,
        /// What was decided, in a word.
        decision: &'static str,
    },
    /// 交办 inside the department.
    Assign {
        /// Section code.
        section: &'static str,
    },
    /// 撤回, while in transit.
    Recall {
        /// Why.
        reason: &'static str,
    },
}

impl Act {
    /// Whether the act answers what the addressee owes.
    pub(crate) const fn settles_receipt(&self) -> bool {
        !matches!(self, Self::Open | Self::Assign { .. })
    }
}

/// What the departments ask of each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cooperation {
    /// Every request, in no order.
    pub asks: Vec<PlannedAsk>,
    /// 业务交流, about a push.
    pub notes: Vec<PlannedNote>,
}

/// 发出商请, and what happens to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedAsk {
    /// When it is issued.
    pub at: Timestamp,
    /// Key of the officer who issues it.
    pub who: String,
    /// Codes of the departments that are asked.
    pub to: Vec<&'static str>,
    /// 标题.
    pub subject: String,
    /// 商请内容.
    pub content: String,
    /// The open case, with its statutory date, of the bureau.
    pub case: Option<(String, Date)>,
    /// 监管事项 of an authority.
    pub matter: Option<String>,
    /// The item that it is about.
    pub item_code: Option<&'static str>,
    /// The permit that it is about.
    pub certificate_number: Option<String>,
    /// What happens to it, oldest first.
    pub then: Vec<PlannedWord>,
}

/// One act upon what one department was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedWord {
    /// When.
    pub at: Timestamp,
    /// The department that was asked.
    pub to: &'static str,
    /// Key of the officer who acts.
    pub who: String,
    /// What is done.
    pub word: Word,
}

/// What is done with a request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Word {
    /// Looks at it.
    Open,
    /// 答复.
    Reply(Opinion, &'static str),
    /// 确认.
    Confirm,
    /// 询问.
    Question(&'static str),
    /// 说明.
    Explain(&'static str),
    /// 申请延期, by working days.
    AskDays(u32, &'static str),
    /// 同意延期.
    Grant,
    /// 非本部门职责, with the department that it should go to.
    NotOurs(&'static str),
    /// 改派.
    Redirect(&'static str),
    /// 内部征求意见 of these sections.
    Countersign(Vec<String>),
    /// 会签.
    Sign(Opinion, &'static str),
}

/// A question about what was pushed, without a clock.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlannedNote {
    /// Index into [`Traffic::pushes`].
    pub push: usize,
    /// Whose item it is.
    pub addressee: &'static str,
    /// When and by whom it is asked.
    pub asked: (Timestamp, String),
    /// When and by whom it is answered; none yet.
    pub answered: Option<(Timestamp, String)>,
}
