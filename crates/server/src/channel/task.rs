//! The words of what is to be done about a letter, a call, a remark.

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
/// 落实批示.
pub const FINISH_REMARK: &str = "finish_remark";
/// 核对电话记录.
pub const CONFIRM_CALL: &str = "confirm_call";
