//! Why a rule set does not take effect, each by name, with the clause of the setting.

use super::settings::clause_of;
use crate::calendar::MonthDay;
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why a rule set is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleSetRefusal {
    /// The setting stands, but another one leaves it nothing to do.
    #[error("{setting} has no effect: {because}")]
    WithoutEffect {
        /// The idle setting.
        setting: &'static str,
        /// The setting that idles it, with its value.
        because: &'static str,
    },
    /// A number that makes no sense.
    #[error("{setting} is {value}, but must be {least} to {most}")]
    OutOfRange {
        /// The setting.
        setting: &'static str,
        /// Its value.
        value: u32,
        /// The least that is allowed.
        least: u32,
        /// The most that is allowed.
        most: u32,
    },
    /// A text or list that must not be empty.
    #[error("{setting} must not be empty")]
    Empty {
        /// The setting.
        setting: &'static str,
    },
    /// A day from before the policy.
    #[error("{setting} is {date}, before the policy was issued on 2018-08-15")]
    BeforePolicy {
        /// The setting.
        setting: &'static str,
        /// Its value.
        date: Date,
    },
    /// None of the eleven outcomes.
    #[error("{outcome} is no approval outcome")]
    UnknownOutcome {
        /// The code given.
        outcome: String,
    },
    /// 二(一)¶2 「以审批结果的推送和接收为界」: without a receipt of grants responsibility would never pass.
    #[error("a granted permit must ask for receipt")]
    GrantedWithoutReceipt,
    /// A code of a city's kind that has the wrong form or is one of the fourteen.
    #[error("{code} cannot be the code of a further kind")]
    KindCode {
        /// The code given.
        code: String,
    },
    /// The same code twice.
    #[error("{code} is the code of two kinds")]
    KindTwice {
        /// The code given.
        code: String,
    },
    /// Seasons must begin on different days, in the order of the year.
    #[error("the season from {} does not come after the one before it", String::from(*.from))]
    SeasonOrder {
        /// Its first day.
        from: MonthDay,
    },
    /// Offices that close before they open.
    #[error("in the season from {} offices close before they open", String::from(*.from))]
    SeasonHours {
        /// Its first day.
        from: MonthDay,
    },
    /// The screen cites the document for its hours.
    #[error("the season from {} cites no document of the city", String::from(*.from))]
    SeasonDocument {
        /// Its first day.
        from: MonthDay,
    },
}

impl RuleSetRefusal {
    /// The setting that it is about.
    pub const fn setting(&self) -> &'static str {
        match self {
            Self::WithoutEffect { setting, .. }
            | Self::OutOfRange { setting, .. }
            | Self::Empty { setting }
            | Self::BeforePolicy { setting, .. } => setting,
            Self::UnknownOutcome { .. } | Self::GrantedWithoutReceipt => "receipt_outcomes",
            Self::KindCode { .. } | Self::KindTwice { .. } => "extra_kinds",
            Self::SeasonOrder { .. } | Self::SeasonHours { .. } | Self::SeasonDocument { .. } => "office_hours",
        }
    }
}

impl Refusal for RuleSetRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WithoutEffect { .. } => "RULE_SET_WITHOUT_EFFECT",
            Self::OutOfRange { .. } => "RULE_SET_OUT_OF_RANGE",
            Self::Empty { .. } => "RULE_SET_EMPTY",
            Self::BeforePolicy { .. } => "RULE_SET_BEFORE_POLICY",
            Self::UnknownOutcome { .. } => "RULE_SET_UNKNOWN_OUTCOME",
            Self::GrantedWithoutReceipt => "RULE_SET_GRANTED_WITHOUT_RECEIPT",
            Self::KindCode { .. } => "RULE_SET_KIND_CODE",
            Self::KindTwice { .. } => "RULE_SET_KIND_TWICE",
            Self::SeasonOrder { .. } => "RULE_SET_SEASON_ORDER",
            Self::SeasonHours { .. } => "RULE_SET_SEASON_HOURS",
            Self::SeasonDocument { .. } => "RULE_SET_SEASON_DOCUMENT",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        clause_of(self.setting())
    }

    fn field(&self) -> Option<&'static str> {
        Some(self.setting())
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![("setting", self.setting().to_owned())];
        match self {
            Self::WithoutEffect { because, .. } => arguments.push(("because", (*because).to_owned())),
            Self::OutOfRange { value, least, most, .. } => {
                arguments.extend([("value", value), ("least", least), ("most", most)].map(|(k, v)| (k, v.to_string())));
            }
            Self::BeforePolicy { date, .. } => arguments.push(("date", date.to_string())),
            Self::UnknownOutcome { outcome } => arguments.push(("outcome", outcome.clone())),
            Self::KindCode { code } | Self::KindTwice { code } => arguments.push(("code", code.clone())),
            Self::SeasonOrder { from } | Self::SeasonHours { from } | Self::SeasonDocument { from } => {
                arguments.push(("from", String::from(*from)));
            }
            Self::Empty { .. } | Self::GrantedWithoutReceipt => {}
        }
        arguments
    }
}
