//! On which side of the boundary of 二(一) a department stands.

use serde::{Deserialize, Serialize};

/// 「审批部门只行使…事前行政审批职权…；监管部门只行使…事中事后行政监管职权」: neither does the other's act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 市行政审批局: the approval bureau.
    Approval,
    /// 行业监管部门: a regulatory authority.
    Regulation,
    /// 督查室, 编委办, 法制办 of 三(三).
    Oversight,
    /// 本级政府, the last instance of 三(二).
    Government,
    /// Everybody else who takes part.
    Other,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 5] = [Self::Approval, Self::Regulation, Self::Oversight, Self::Government, Self::Other];

    /// The word of the contract: `approval`, `regulation`, `oversight`, `government`, `other`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Regulation => "regulation",
            Self::Oversight => "oversight",
            Self::Government => "government",
            Self::Other => "other",
        }
    }

    /// The side that the word of the contract names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_of_a_side_is_its_json() {
        for side in Side::ALL {
            assert_eq!(serde_json::to_value(side).unwrap(), side.as_str());
            assert_eq!(Side::from_word(side.as_str()), Some(side));
        }
        assert_eq!(Side::from_word("Approval"), None);
    }
}
