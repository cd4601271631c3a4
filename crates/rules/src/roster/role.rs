//! What an officer may be named to: the roles of 二(二), 二(四), 二(五) and 三(三).

use serde::{Deserialize, Serialize};

/// A role that a designation gives, bound to the role and its dates, never to an office's name of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 责任人: 「责任人原则上为业务科室负责人」, 二(二).
    ResponsibleOfficer,
    /// 联络人 (二(四) calls the same person 联络员): 「联络人为一般工作人员」, 二(二).
    LiaisonOfficer,
    /// 总负责人: where an item spans several sections of an authority, 二(二)¶1.
    OverallLead,
    /// 业务负责人: one of several below the overall lead, 二(二)¶1.
    BusinessLead,
    /// 分管领导: consents to the OA channel and attends meetings, 二(四)3 and 二(五).
    LeaderInCharge,
    /// 主要领导: consents to letters, 二(四)4.
    PrincipalLeader,
    /// 督查人员 of the offices of 三(三).
    OversightOfficer,
    /// 系统管理员: 「市行政审批局负责审管互动平台的搭建和运行维护工作」, 二(三)¶2.
    SystemAdministrator,
}

impl Role {
    /// Every role, in the order of the policy.
    pub const ALL: [Self; 8] = [
        Self::ResponsibleOfficer,
        Self::LiaisonOfficer,
        Self::OverallLead,
        Self::BusinessLead,
        Self::LeaderInCharge,
        Self::PrincipalLeader,
        Self::OversightOfficer,
        Self::SystemAdministrator,
    ];

    /// The stable word in JSON, SQL and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResponsibleOfficer => "responsible_officer",
            Self::LiaisonOfficer => "liaison_officer",
            Self::OverallLead => "overall_lead",
            Self::BusinessLead => "business_lead",
            Self::LeaderInCharge => "leader_in_charge",
            Self::PrincipalLeader => "principal_leader",
            Self::OversightOfficer => "oversight_officer",
            Self::SystemAdministrator => "system_administrator",
        }
    }

    /// The role of a word; none if there is no such role.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether nobody has it by standing in alone: the stand-in holds a role of that level himself. An administrator's work waits.
    pub const fn is_above_stand_ins(self) -> bool {
        matches!(self, Self::LeaderInCharge | Self::PrincipalLeader | Self::OversightOfficer)
    }

    /// The policy's own term.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::ResponsibleOfficer => "责任人",
            Self::LiaisonOfficer => "联络人",
            Self::OverallLead => "总负责人",
            Self::BusinessLead => "业务负责人",
            Self::LeaderInCharge => "分管领导",
            Self::PrincipalLeader => "主要领导",
            Self::OversightOfficer => "督查人员",
            Self::SystemAdministrator => "系统管理员",
        }
    }

    /// The term on English screens.
    pub const fn en(self) -> &'static str {
        match self {
            Self::ResponsibleOfficer => "responsible officer",
            Self::LiaisonOfficer => "liaison officer",
            Self::OverallLead => "overall lead",
            Self::BusinessLead => "business lead",
            Self::LeaderInCharge => "leader in charge",
            Self::PrincipalLeader => "principal leader",
            Self::OversightOfficer => "oversight officer",
            Self::SystemAdministrator => "system administrator",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_role_is_its_json() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
            assert_eq!(Role::from_word(role.as_str()), Some(role));
        }
        assert_eq!(Role::from_word("责任人"), None);
    }
}
