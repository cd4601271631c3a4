//! Every "no" of a handover agreement, by name.

use super::handover::AgreementRole;
use crate::party::{AgreementId, DepartmentCode, ItemCode, SectionCode, Side};
use crate::subject::Refusal;
use jiff::civil::Date;

/// Why an agreement is not entered or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum HandoverRefusal {
    /// The bureau enters the agreements.
    #[error("agreements are kept by the approval bureau")]
    NotBureau,
    /// The id is taken.
    #[error("agreement {id} exists")]
    Exists { id: AgreementId },
    /// There is none.
    #[error("there is no such agreement")]
    Unknown,
    /// The other party regulates nothing.
    #[error("{authority} stands on the {} side", side.as_str())]
    NotRegulatory { authority: DepartmentCode, side: Side },
    /// The document has no name or number.
    #[error("the document is no name")]
    DocumentUnfit,
    /// An agreement about nothing.
    #[error("an agreement has at least one line")]
    NoLines,
    /// A line must say which clause it rests on.
    #[error("the line of {item} names no clause")]
    LineWithoutClause { item: ItemCode },
    /// The last day lies before the first.
    #[error("{to} lies before {from}")]
    EndBeforeBegin { from: Date, to: Date },
    /// A line of days on which the agreement is not in force.
    #[error("the line of {item} from {from} lies outside the agreement")]
    LineOutsideAgreement { item: ItemCode, from: Date },
    /// A change reaches back.
    #[error("the line of {item} begins before the change on {from}")]
    LineBeforeChange { item: ItemCode, from: Date },
    /// A change of one item brings a line of another.
    #[error("the line of {item} is not of the item that changes")]
    LineOfOtherItem { item: ItemCode },
    /// No such item is listed.
    #[error("there is no item {item}")]
    ItemUnknown { item: ItemCode },
    /// The authority has no such open section.
    #[error("the line of {item} names no open section: {section}")]
    SectionUnknown { item: ItemCode, section: SectionCode },
    /// The same item in the same role on the same day.
    #[error("item {item} stands twice as {}", role.as_str())]
    LineTwice { item: ItemCode, role: AgreementRole },
    /// Another authority leads for the item on the same day.
    #[error("{other} leads for {item}")]
    TwoLeads { item: ItemCode, other: DepartmentCode },
    /// It has an end that is not later.
    #[error("the agreement ended on {on}")]
    Ended { on: Date },
}

impl Refusal for HandoverRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotBureau => "AGREEMENT_NOT_BUREAU",
            Self::Exists { .. } => "AGREEMENT_EXISTS",
            Self::Unknown => "AGREEMENT_UNKNOWN",
            Self::NotRegulatory { .. } => "AUTHORITY_NOT_REGULATORY",
            Self::DocumentUnfit => "DOCUMENT_UNFIT",
            Self::NoLines => "AGREEMENT_NO_LINES",
            Self::LineWithoutClause { .. } => "LINE_WITHOUT_CLAUSE",
            Self::EndBeforeBegin { .. } => "END_BEFORE_BEGIN",
            Self::LineOutsideAgreement { .. } => "LINE_OUTSIDE_AGREEMENT",
            Self::LineBeforeChange { .. } => "LINE_BEFORE_CHANGE",
            Self::LineOfOtherItem { .. } => "LINE_OF_OTHER_ITEM",
            Self::ItemUnknown { .. } => "LINE_ITEM_UNKNOWN",
            Self::SectionUnknown { .. } => "LINE_SECTION_UNKNOWN",
            Self::LineTwice { .. } => "LINE_TWICE",
            Self::TwoLeads { .. } => "TWO_LEADS",
            Self::Ended { .. } => "AGREEMENT_ENDED",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotBureau
            | Self::NotRegulatory { .. }
            | Self::LineWithoutClause { .. }
            | Self::LineTwice { .. }
            | Self::TwoLeads { .. } => Some("二（一）¶1"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotBureau | Self::Unknown | Self::Ended { .. } => None,
            Self::Exists { .. } => Some("id"),
            Self::NotRegulatory { .. } => Some("authority"),
            Self::DocumentUnfit => Some("document"),
            Self::EndBeforeBegin { .. } => Some("to"),
            _ => Some("lines"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotBureau | Self::Unknown | Self::DocumentUnfit | Self::NoLines => Vec::new(),
            Self::Exists { id } => vec![("id", id.to_string())],
            Self::NotRegulatory { authority, side } => {
                vec![("authority", authority.to_string()), ("side", side.as_str().to_owned())]
            }
            Self::LineWithoutClause { item } | Self::LineOfOtherItem { item } | Self::ItemUnknown { item } => {
                vec![("item", item.to_string())]
            }
            Self::EndBeforeBegin { from, to } => vec![("from", from.to_string()), ("to", to.to_string())],
            Self::LineOutsideAgreement { item, from } | Self::LineBeforeChange { item, from } => {
                vec![("item", item.to_string()), ("from", from.to_string())]
            }
            Self::SectionUnknown { item, section } => {
                vec![("item", item.to_string()), ("section", section.to_string())]
            }
            Self::LineTwice { item, role } => vec![("item", item.to_string()), ("role", role.as_str().to_owned())],
            Self::TwoLeads { item, other } => vec![("item", item.to_string()), ("other", other.to_string())],
            Self::Ended { on } => vec![("on", on.to_string())],
        }
    }
}
