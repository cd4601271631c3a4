//! The authorization table: who may do what to whose items, as data. A route cannot be registered without a row of it.

use serde::{Deserialize, Serialize};
use shenguan_rules::party::Side;
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;

/// Something that a route lets one do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Permission {
    /// 推送.
    Push,
    /// 确认接收.
    Acknowledge,
    /// 退回.
    Return,
    /// 维持: the bureau holds to the addressee it chose.
    Uphold,
    /// 改派.
    Reroute,
    /// 撤回.
    Recall,
    /// 更正.
    Correct,
    /// 交办 inside the department.
    Assign,
    /// 监管落实反馈.
    FollowUp,
    /// 反馈.
    Reply,
    /// 业务交流.
    Note,
    /// 商请: ask, ask again, redirect, confirm, withdraw.
    AskCooperation,
    /// 答复商请, and what leads to the reply.
    AnswerCooperation,
    /// 催办.
    Remind,
    /// 拟稿, 送审, 发出: what is written in the OA system or as a letter; what was called about is confirmed by the same people.
    Correspond,
    /// 同意发出, 退回修改, 转办, 批示.
    Endorse,
    /// 签收归档.
    FileCorrespondence,
    /// 电话磋商, 提请会商.
    Negotiate,
    /// Upload a file.
    Attach,
    /// Items, their files and their history.
    ReadItems,
    /// 台账.
    ReadRegister,
    /// The department's own feed.
    ReadFeed,
    /// 职责分界: who answers for a permit.
    ReadResponsibility,
    /// 查阅记录: who exported what, and what oversight opened.
    ReadRecord,
    /// 本单位情况.
    ReadFigures,
    /// Departments, items, roster.
    ReadDirectory,
    /// Working days and deadlines.
    ReadCalendar,
    /// 请假与代理: enter and end leaves.
    ArrangeLeave,
    /// 名单变更与备案: draft a change of roster, file one of the other side.
    ChangeRoster,
    /// 工作交接: confirm its list; whoever had a role may have none any more.
    ConfirmHandover,
    /// Departments, sections, officers, designations, items, agreements: what exactly, the rule decides.
    ManageDirectory,
    /// Propose a change of calendar or rule set.
    ProposeAmendment,
    /// Confirm one that somebody else proposed (双人复核).
    ConfirmAmendment,
    /// 系统: departments, items, roster, outages, log, for whoever administers the whole city.
    Administer,
    /// Accounts of officers.
    ManageAccounts,
    /// Keys of department systems.
    ManageKeys,
    /// XLSX and CSV files.
    Import,
    /// One's own sessions and preferences.
    OwnAccount,
    /// The login page.
    Login,
    /// What anybody may see.
    Public,
    /// The demo city's clock.
    DemoClock,
}

/// Who, in a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An officer in a role in force.
    Role(Role),
    /// A department's system whose key has the flag.
    System(Flag),
    /// Anybody who is logged in, whatever the role.
    Anybody,
    /// Without login too.
    Everybody,
}

/// What a key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Push, correct, recall, reply.
    Push,
    /// Acknowledge, return, assign, follow up.
    Receive,
    /// Read.
    Read,
}

/// How the caller's department stands to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It sent it.
    Own,
    /// It is addressed.
    Addressed,
    /// It is neither, but may know of it.
    Other,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    /// What.
    pub permission: Permission,
    /// Who may.
    pub who: &'static [Who],
    /// On which sides; all where empty.
    pub sides: &'static [Side],
    /// To whose items; where the act is about no item, empty.
    pub relations: &'static [Relation],
}

const LIAISON: Who = Who::Role(Role::LiaisonOfficer);
const RESPONSIBLE: Who = Who::Role(Role::ResponsibleOfficer);
const OVERALL: Who = Who::Role(Role::OverallLead);
const BUSINESS: Who = Who::Role(Role::BusinessLead);
const LEADER: Who = Who::Role(Role::LeaderInCharge);
const PRINCIPAL: Who = Who::Role(Role::PrincipalLeader);
const OVERSIGHT: Who = Who::Role(Role::OversightOfficer);
const ADMINISTRATOR: Who = Who::Role(Role::SystemAdministrator);

/// 「具体业务交流、交接由责任人和联络人负责」, 二(三)¶2.
const SENDS: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, Who::System(Flag::Push)];
const RECEIVES: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, Who::System(Flag::Receive)];
const HANDLES: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, Who::System(Flag::Push), Who::System(Flag::Receive)];
/// 督查 reads all and acts on nothing; the administrator sees no content.
const READS: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, LEADER, PRINCIPAL, OVERSIGHT, Who::System(Flag::Read)];
const KEEPS: &[Who] = &[ADMINISTRATOR, RESPONSIBLE, OVERALL, LEADER, PRINCIPAL, Who::System(Flag::Push)];
const OFFICERS: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, LEADER, PRINCIPAL];
const HEADS: &[Who] = &[RESPONSIBLE, BUSINESS, OVERALL, LEADER, PRINCIPAL];
const LEADERS: &[Who] = &[LEADER, PRINCIPAL];
const FILES: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, LEADER, PRINCIPAL, Who::System(Flag::Receive)];
/// Whoever has a role may be away; a department's own system enters leaves that its office keeps elsewhere.
const ARRANGES: &[Who] =
    &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, LEADER, PRINCIPAL, OVERSIGHT, ADMINISTRATOR, Who::System(Flag::Push)];
/// 「应及时将调整情况通过公函方式告知对方」: drafted by whoever drafts letters.
const ROSTERS: &[Who] = &[LIAISON, RESPONSIBLE, OVERALL, BUSINESS, LEADER, PRINCIPAL];
const ADMINISTERS: &[Who] = &[ADMINISTRATOR];
const INSPECTS: &[Who] = &[OVERSIGHT, ADMINISTRATOR];

const BUREAU: &[Side] = &[Side::Approval];
const AUTHORITY: &[Side] = &[Side::Regulation];
const BOTH: &[Side] = &[Side::Approval, Side::Regulation];
const OWN: &[Relation] = &[Relation::Own];
const ADDRESSED: &[Relation] = &[Relation::Addressed];
const PARTIES: &[Relation] = &[Relation::Own, Relation::Addressed];
const ANY: &[Relation] = &[Relation::Own, Relation::Addressed, Relation::Other];

impl Permission {
    /// The table.
    pub const TABLE: &[Grant] = &[
        row(Self::Push, SENDS, BOTH, &[]),
        row(Self::Acknowledge, RECEIVES, BOTH, ADDRESSED),
        row(Self::Return, RECEIVES, BOTH, ADDRESSED),
        row(Self::Uphold, SENDS, BUREAU, OWN),
        row(Self::Reroute, SENDS, BOTH, OWN),
        row(Self::Recall, SENDS, BOTH, OWN),
        row(Self::Correct, SENDS, BOTH, OWN),
        row(Self::Assign, RECEIVES, BOTH, ADDRESSED),
        row(Self::FollowUp, RECEIVES, AUTHORITY, ADDRESSED),
        row(Self::Reply, HANDLES, BOTH, ADDRESSED),
        row(Self::Note, HANDLES, BOTH, PARTIES),
        row(Self::AskCooperation, SENDS, BOTH, OWN),
        // The asker grants by the same call by which the addressee asks for an extension.
        row(Self::AnswerCooperation, HANDLES, BOTH, PARTIES),
        row(Self::Remind, SENDS, BOTH, OWN),
        row(Self::Correspond, OFFICERS, BOTH, PARTIES),
        row(Self::Endorse, LEADERS, BOTH, PARTIES),
        row(Self::FileCorrespondence, FILES, BOTH, ADDRESSED),
        // 「由审批与监管双方责任人或业务责任人通过电话方式进行磋商」, 二(四)2.
        row(Self::Negotiate, HEADS, BOTH, PARTIES),
        row(Self::Attach, HANDLES, &[], &[]),
        row(Self::ReadItems, READS, &[], ANY),
        row(Self::ReadRegister, READS, &[], ANY),
        row(Self::ReadFeed, READS, &[], ANY),
        row(Self::ReadResponsibility, READS, &[], ANY),
        row(Self::ReadRecord, INSPECTS, &[], &[]),
        row(Self::ReadFigures, READS, &[], &[]),
        row(Self::ReadDirectory, &[Who::Anybody], &[], &[]),
        row(Self::ReadCalendar, &[Who::Anybody], &[], &[]),
        row(Self::ArrangeLeave, ARRANGES, &[], &[]),
        row(Self::ChangeRoster, ROSTERS, BOTH, &[]),
        row(Self::ConfirmHandover, &[Who::Anybody], BOTH, &[]),
        row(Self::ManageDirectory, KEEPS, &[], &[]),
        // Whoever proposes, another administrator confirms: the preview counts items of the whole city.
        row(Self::ProposeAmendment, ADMINISTERS, &[], &[]),
        row(Self::ConfirmAmendment, ADMINISTERS, &[], &[]),
        row(Self::Administer, ADMINISTERS, &[], &[]),
        row(Self::ManageAccounts, ADMINISTERS, &[], &[]),
        row(Self::ManageKeys, ADMINISTERS, &[], &[]),
        row(Self::Import, KEEPS, &[], &[]),
        row(Self::OwnAccount, &[Who::Anybody], &[], &[]),
        row(Self::Login, &[Who::Everybody], &[], &[]),
        row(Self::Public, &[Who::Everybody], &[], &[]),
        row(Self::DemoClock, &[Who::Everybody], &[], &[]),
    ];

    /// Its row.
    pub fn grant(self) -> &'static Grant {
        let row = Self::TABLE.iter().find(|grant| grant.permission == self);
        row.expect("a test sees to it that every permission has its row")
    }

    /// Whether it needs no login.
    pub fn is_for_everybody(self) -> bool {
        self.grant().who.contains(&Who::Everybody)
    }
}

const fn row(
    permission: Permission,
    who: &'static [Who],
    sides: &'static [Side],
    relations: &'static [Relation],
) -> Grant {
    Grant { permission, who, sides, relations }
}

/// Whether the actor may do it at all; `flags` are those of its key.
pub fn permits(actor: &Actor, flags: &[Flag], permission: Permission) -> bool {
    let grant = permission.grant();
    let side_fits = grant.sides.is_empty() || actor.side().is_some_and(|side| grant.sides.contains(&side));
    side_fits
        && grant.who.iter().any(|who| match (who, actor) {
            (Who::Everybody | Who::Anybody, _) => true,
            (Who::Role(role), Actor::Officer { roles, .. }) => roles.contains(role),
            (Who::System(flag), Actor::System { .. }) => flags.contains(flag),
            _ => false,
        })
}

/// Whether the actor may do it to an item that its department stands to in that way.
pub fn permits_as(actor: &Actor, flags: &[Flag], permission: Permission, relation: Relation) -> bool {
    permits(actor, flags, permission) && permission.grant().relations.contains(&relation)
}

/// The roles that may do it, for the words of the refusal.
pub fn who_may(permission: Permission) -> impl Iterator<Item = Role> {
    permission.grant().who.iter().filter_map(|who| match who {
        Who::Role(role) => Some(*role),
        _ => None,
    })
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 3] = [Self::Push, Self::Receive, Self::Read];

    /// The word in the table of keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Receive => "receive",
            Self::Read => "read",
        }
    }

    /// The flag of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shenguan_rules::party::{DepartmentCode, OfficerId};

    fn officer(side: Side, roles: &[Role]) -> Actor {
        Actor::Officer {
            officer: OfficerId::parse("o-1").unwrap(),
            department: DepartmentCode::parse("ZJJ").unwrap(),
            side,
            roles: roles.iter().copied().collect(),
            acting_for: None,
        }
    }

    fn system() -> Actor {
        Actor::System { department: DepartmentCode::parse("ZJJ").unwrap(), side: Side::Regulation, key: "k".into() }
    }

    #[test]
    fn every_permission_has_exactly_one_row() {
        let source = include_str!("authority.rs");
        let body = source.split("pub enum Permission {").nth(1).unwrap().split("\n}").next().unwrap();
        let names: Vec<&str> = body
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("///"))
            .filter_map(|line| line.strip_suffix(','))
            .collect();
        assert!(names.len() > 20);
        let rows: Vec<String> = Permission::TABLE.iter().map(|grant| format!("{:?}", grant.permission)).collect();
        assert_eq!(names, rows, "in the order of the enum");
    }

    #[test]
    fn an_officer_without_a_role_in_force_may_only_look_things_up() {
        let nobody = officer(Side::Regulation, &[]);
        for grant in Permission::TABLE {
            let free = grant.who.contains(&Who::Everybody) || grant.who.contains(&Who::Anybody);
            assert_eq!(permits(&nobody, &[], grant.permission), free, "{:?}", grant.permission);
        }
    }

    #[test]
    fn oversight_reads_all_and_acts_on_nothing() {
        let overseer = officer(Side::Oversight, &[Role::OversightOfficer]);
        assert!(permits_as(&overseer, &[], Permission::ReadItems, Relation::Other));
        for act in
            [Permission::Push, Permission::Acknowledge, Permission::Return, Permission::Reply, Permission::Recall]
        {
            assert!(!permits(&overseer, &[], act));
        }
    }

    #[test]
    fn a_system_administrator_sees_no_content() {
        let administrator = officer(Side::Approval, &[Role::SystemAdministrator]);
        assert!(permits(&administrator, &[], Permission::ManageAccounts));
        for read in [
            Permission::ReadItems,
            Permission::ReadRegister,
            Permission::ReadFeed,
            Permission::ReadResponsibility,
            Permission::ReadFigures,
        ] {
            assert!(!permits(&administrator, &[], read));
        }
    }

    #[test]
    fn only_the_addressee_receives_and_only_the_sender_recalls() {
        let liaison = officer(Side::Regulation, &[Role::LiaisonOfficer]);
        assert!(permits_as(&liaison, &[], Permission::Acknowledge, Relation::Addressed));
        assert!(!permits_as(&liaison, &[], Permission::Acknowledge, Relation::Own));
        assert!(permits_as(&liaison, &[], Permission::Recall, Relation::Own));
        assert!(!permits_as(&liaison, &[], Permission::Recall, Relation::Addressed));
        assert!(!permits(&liaison, &[], Permission::Uphold), "the bureau upholds");
    }

    #[test]
    fn a_key_does_what_its_flags_say_and_nothing_that_needs_a_person() {
        assert!(permits(&system(), &[Flag::Receive], Permission::Acknowledge));
        assert!(!permits(&system(), &[Flag::Push, Flag::Read], Permission::Acknowledge));
        for human in [
            Permission::ProposeAmendment,
            Permission::ConfirmAmendment,
            Permission::ManageAccounts,
            Permission::ManageKeys,
        ] {
            assert!(!permits(&system(), &Flag::ALL, human));
        }
    }
}
