//! The words of what is to be done: the tasks of 待办.

/// 确认接收.
pub const ACKNOWLEDGE: &str = "acknowledge";
/// 反馈处理意见.
pub const REPLY: &str = "reply";
/// Answer a return: re-route or uphold.
pub const DECIDE_RETURN: &str = "decide_return";
/// Push the change that a disposition decided.
pub const PUSH_CHANGE: &str = "push_change";
/// 修改: a draft waits for its writer.
pub const REVISE: &str = "revise";
/// 审签: a leader has it.
pub const ENDORSE: &str = "endorse";
/// 同意以OA沟通: the addressee's leader (A6).
pub const CONSENT: &str = "consent";
/// 发出: endorsed, and not issued.
pub const ISSUE: &str = "issue";
/// 签收归档.
pub const FILE: &str = "file";
/// 核对电话记录.
pub const CONFIRM_CALL: &str = "confirm_call";
/// 落实批示.
pub const FINISH_REMARK: &str = "finish_remark";
/// 答复商请.
pub const ANSWER_REQUEST: &str = "answer_request";
/// 督促答复: the responsible officer, once the term has passed.
pub const URGE_ANSWER: &str = "urge_answer";
/// 督促答复: the leader in charge, after that.
pub const LEAD_ANSWER: &str = "lead_answer";
/// 确认答复.
pub const CONFIRM_ANSWER: &str = "confirm_answer";
/// 审定延期.
pub const DECIDE_EXTENSION: &str = "decide_extension";
/// 答复询问.
pub const ANSWER_QUESTION: &str = "answer_question";
/// Answer 「非本部门职责」: redirect or uphold.
pub const DECIDE_COMPETENCE: &str = "decide_competence";
/// 非本部门职责: done, never to be done.
pub const NOT_OURS: &str = "not_ours";
/// 会签.
pub const COUNTERSIGN: &str = "countersign";
/// 合并意见.
pub const MERGE_OPINIONS: &str = "merge_opinions";
/// 回复交流.
pub const ANSWER_NOTE: &str = "answer_note";
/// 确认移交: the predecessor confirms the list of a handover.
pub const HAND_OVER: &str = "hand_over";
/// 确认接收清单: the successor does.
pub const TAKE_OVER: &str = "take_over";
/// 只需阅知: never counted.
pub const READ: &str = "read";

/// Those that are counted, in the order of the tabs of 待办. Each is a member of the message families `filter`, `do` and `did`, and of
/// `due-within`, `due-within-today`, `due-before` and `due-prompt` where its deadline has words of its own.
pub const TASKS: &[&str] = &[
    ACKNOWLEDGE,
    REPLY,
    DECIDE_RETURN,
    PUSH_CHANGE,
    ENDORSE,
    CONSENT,
    REVISE,
    ISSUE,
    FILE,
    CONFIRM_CALL,
    FINISH_REMARK,
    ANSWER_REQUEST,
    URGE_ANSWER,
    LEAD_ANSWER,
    CONFIRM_ANSWER,
    DECIDE_EXTENSION,
    ANSWER_QUESTION,
    DECIDE_COMPETENCE,
    COUNTERSIGN,
    MERGE_OPINIONS,
    ANSWER_NOTE,
    HAND_OVER,
    TAKE_OVER,
];
