//! The closed lists of words in the records: party kinds, handling modes, penalty kinds.

use serde::{Deserialize, Serialize};

/// 行政相对人类别 (双公示: 法人及非法人组织, 个体工商户, 自然人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// 法人及非法人组织
    LegalPerson,
    /// 个体工商户
    SoleTrader,
    /// 自然人
    NaturalPerson,
}

impl PartyKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::LegalPerson, Self::SoleTrader, Self::NaturalPerson];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LegalPerson => "legal_person",
            Self::SoleTrader => "sole_trader",
            Self::NaturalPerson => "natural_person",
        }
    }

    /// The term of the public lists.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::LegalPerson => "法人及非法人组织",
            Self::SoleTrader => "个体工商户",
            Self::NaturalPerson => "自然人",
        }
    }

    /// The English screen's word.
    pub const fn en(self) -> &'static str {
        match self {
            Self::LegalPerson => "legal person or other organization",
            Self::SoleTrader => "sole trader",
            Self::NaturalPerson => "natural person",
        }
    }
}

/// How the application was handled: after an examination, or on the applicant's commitment (告知承诺).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandlingMode {
    /// 一般程序
    #[default]
    Ordinary,
    /// 告知承诺: what was promised is verified after the permit.
    Commitment,
}

impl HandlingMode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Commitment];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Commitment => "commitment",
        }
    }

    /// The term on the screen.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Ordinary => "一般程序",
            Self::Commitment => "告知承诺",
        }
    }

    /// The English screen's word.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Commitment => "commitment-based",
        }
    }
}

/// 处罚种类 (行政处罚法 2021, 第九条); 行政拘留 counts as other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PenaltyKind {
    /// 警告
    Warning,
    /// 通报批评
    Criticism,
    /// 罚款
    Fine,
    /// 没收违法所得、没收非法财物
    Confiscation,
    /// 暂扣许可证件
    Suspension,
    /// 降低资质等级
    Downgrade,
    /// 吊销许可证件
    LicenceRevocation,
    /// 限制开展生产经营活动、限制从业
    Restriction,
    /// 责令停产停业、责令关闭
    Closure,
    /// 法律、行政法规规定的其他行政处罚
    Other,
}

impl PenaltyKind {
    /// All ten, in the order of the law.
    pub const ALL: [Self; 10] = [
        Self::Warning,
        Self::Criticism,
        Self::Fine,
        Self::Confiscation,
        Self::Suspension,
        Self::Downgrade,
        Self::LicenceRevocation,
        Self::Restriction,
        Self::Closure,
        Self::Other,
    ];

    /// The word on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Criticism => "criticism",
            Self::Fine => "fine",
            Self::Confiscation => "confiscation",
            Self::Suspension => "suspension",
            Self::Downgrade => "downgrade",
            Self::LicenceRevocation => "licence_revocation",
            Self::Restriction => "restriction",
            Self::Closure => "closure",
            Self::Other => "other",
        }
    }

    /// The term of the law.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Warning => "警告",
            Self::Criticism => "通报批评",
            Self::Fine => "罚款",
            Self::Confiscation => "没收违法所得、没收非法财物",
            Self::Suspension => "暂扣许可证件",
            Self::Downgrade => "降低资质等级",
            Self::LicenceRevocation => "吊销许可证件",
            Self::Restriction => "限制开展生产经营活动、限制从业",
            Self::Closure => "责令停产停业、责令关闭",
            Self::Other => "其他行政处罚",
        }
    }

    /// The English screen's word.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Criticism => "public criticism",
            Self::Fine => "fine",
            Self::Confiscation => "confiscation",
            Self::Suspension => "suspension of the licence",
            Self::Downgrade => "downgrade of the qualification",
            Self::LicenceRevocation => "revocation of the licence",
            Self::Restriction => "restriction of business or occupation",
            Self::Closure => "stop of business or closure",
            Self::Other => "other penalty",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_on_the_wire_are_the_words_of_the_contract() {
        for kind in PartyKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
        for mode in HandlingMode::ALL {
            assert_eq!(serde_json::to_string(&mode).unwrap(), format!("\"{}\"", mode.as_str()));
        }
        for kind in PenaltyKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.as_str()));
        }
    }
}
