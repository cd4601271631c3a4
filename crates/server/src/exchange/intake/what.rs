//! The lists that can be imported, and who may import which.

use crate::platform::identity::{Caller, Permission};
use shenguan_rules::party::Side;
use shenguan_rules::roster::{Role, administers, keeps_items, keeps_officers};

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// 单位和科室.
    Departments,
    /// 审批事项.
    Items,
    /// 移交协议.
    Agreements,
    /// 责任人、联络人名单.
    Roster,
    /// 双公示 行政许可, each pushed.
    Approvals,
    /// 存量许可: from before go-live, no clock, no receipt (A28).
    Legacy,
    /// 双公示 行政处罚, each pushed.
    Penalties,
}

impl What {
    /// Every kind, in the order in which a city begins.
    pub const ALL: [Self; 7] = [
        Self::Departments,
        Self::Roster,
        Self::Items,
        Self::Agreements,
        Self::Legacy,
        Self::Approvals,
        Self::Penalties,
    ];

    /// The word in addresses and in jobs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Items => "items",
            Self::Agreements => "agreements",
            Self::Roster => "roster",
            Self::Approvals => "approvals",
            Self::Legacy => "legacy",
            Self::Penalties => "penalties",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.as_str() == word)
    }

    /// The word in idempotency keys: a permit is of one list, whether it is pushed or entered as 存量.
    pub(super) const fn key_word(self) -> &'static str {
        match self {
            Self::Legacy => "approvals",
            what => what.as_str(),
        }
    }

    /// Whether each row is a push, which may be late and then needs its reason.
    pub const fn is_pushed(self) -> bool {
        matches!(self, Self::Approvals | Self::Penalties)
    }

    /// Whether the caller's roles let it through at all; each row is judged again by its own act.
    pub fn is_open_to(self, caller: &Caller) -> bool {
        let (actor, side) = (&caller.actor, caller.actor.side());
        let is_bureau = side == Some(Side::Approval);
        caller.may(Permission::Import)
            && match self {
                Self::Departments => administers(actor),
                Self::Items | Self::Agreements => keeps_items(actor),
                Self::Roster => keeps_officers(actor, &caller.department),
                Self::Legacy => is_bureau && caller.roles().is_some_and(|roles| roles.iter().any(|role| sends(*role))),
                Self::Approvals => is_bureau && caller.may(Permission::Push),
                Self::Penalties => side == Some(Side::Regulation) && caller.may(Permission::Push),
            }
    }
}

/// Those who hand over, 「具体业务交流、交接由责任人和联络人负责」, 二(三)¶2; a system administrator handles no permits.
fn sends(role: Role) -> bool {
    role != Role::SystemAdministrator
}
