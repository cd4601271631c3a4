//! The parts of 系统 and their sub-navigation.

use crate::platform::board::{self, Place};
use crate::platform::identity::Permission;
use crate::platform::web::Nav;

/// A part of 系统.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What needs attention.
    Front,
    /// 单位与科室.
    Departments,
    /// 事项与移交协议.
    Items,
    /// 名册.
    Roster,
    /// 工作日历与规则.
    Rules,
    /// 停机公告.
    Outages,
    /// 账号.
    Accounts,
    /// 接口.
    Keys,
    /// 通知.
    Notices,
    /// 日志.
    Log,
}

/// The parts with their addresses, words and permissions, in the order of the sub-navigation.
const TABS: &[board::Tab] = &[
    tab("/system", Tab::Front, Permission::Administer),
    tab("/system/departments", Tab::Departments, Permission::Administer),
    tab("/system/items", Tab::Items, Permission::Administer),
    tab("/system/roster", Tab::Roster, Permission::Administer),
    tab("/system/rules", Tab::Rules, Permission::ProposeAmendment),
    tab("/system/outages", Tab::Outages, Permission::Administer),
    tab("/system/accounts", Tab::Accounts, Permission::ManageAccounts),
    tab("/system/keys", Tab::Keys, Permission::ManageKeys),
    tab("/system/notices", Tab::Notices, Permission::Administer),
    tab("/system/log", Tab::Log, Permission::Administer),
];

const fn tab(href: &'static str, tab: Tab, permission: Permission) -> board::Tab {
    board::Tab { href, label: tab.label(), permission }
}

impl Tab {
    const fn label(self) -> &'static str {
        match self {
            Self::Front => "system-tab-front",
            Self::Departments => "system-tab-departments",
            Self::Items => "system-tab-items",
            Self::Roster => "system-tab-roster",
            Self::Rules => "system-tab-rules",
            Self::Outages => "system-tab-outages",
            Self::Accounts => "system-tab-accounts",
            Self::Keys => "system-tab-keys",
            Self::Notices => "system-tab-notices",
            Self::Log => "system-tab-log",
        }
    }
}

impl From<Tab> for Place {
    fn from(tab: Tab) -> Self {
        Self { nav: Nav::System, heading: tab.label(), tabs: TABS }
    }
}
