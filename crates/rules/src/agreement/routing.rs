//! Who receives what concerns an item: one push to each authority, one of them leading (二(一)¶1, A19).

use super::handover::{AgreementLine, AgreementRole, HandoverAgreement};
use crate::party::{AgreementId, DepartmentCode, ItemCode, SectionCode};
use crate::subject::Refusal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One addressee, and the line of the agreement that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// To whom.
    pub authority: DepartmentCode,
    /// The section in charge there.
    pub section: Option<SectionCode>,
    /// As what.
    pub role: AgreementRole,
    /// Whether it leads.
    pub lead: bool,
    /// By which agreement.
    pub agreement: AgreementId,
    /// By which clause of it.
    pub clause: String,
}

/// Why the agreements name no addressee.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RoutingRefusal {
    /// The addressee must be chosen by hand, with a reason.
    #[error("no agreement names an authority for {item} on {on}")]
    NoAgreement {
        /// The item.
        item: ItemCode,
        /// The day.
        on: Date,
    },
    /// Several authorities, none of them leading.
    #[error("no authority leads for {item} on {on}")]
    NoLead {
        /// The item.
        item: ItemCode,
        /// The day.
        on: Date,
        /// The authorities.
        authorities: Vec<DepartmentCode>,
    },
    /// Several authorities lead. The rules admit none such; it came from elsewhere.
    #[error("several authorities lead for {item} on {on}")]
    SeveralLeads {
        /// The item.
        item: ItemCode,
        /// The day.
        on: Date,
        /// The authorities that lead.
        authorities: Vec<DepartmentCode>,
    },
}

impl Refusal for RoutingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NoAgreement { .. } => "NO_AGREEMENT",
            Self::NoLead { .. } => "NO_LEAD",
            Self::SeveralLeads { .. } => "SEVERAL_LEADS",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        Some("二（一）¶1")
    }

    fn field(&self) -> Option<&'static str> {
        Some("to")
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoAgreement { item, on } => vec![("item", item.to_string()), ("on", on.to_string())],
            Self::NoLead { item, on, authorities } | Self::SeveralLeads { item, on, authorities } => {
                let authorities = authorities.iter().map(ToString::to_string).collect::<Vec<_>>().join("、");
                vec![("item", item.to_string()), ("on", on.to_string()), ("authorities", authorities)]
            }
        }
    }
}

/// One route for each authority that regulates `item` on `on`, in the order of their codes. A single authority leads
/// whether it is marked or not; among several exactly one does, unless the city does not ask for it (`lead_required`).
pub fn route<'a>(
    agreements: impl IntoIterator<Item = &'a HandoverAgreement>,
    item: &ItemCode,
    on: Date,
    lead_required: bool,
) -> Result<Vec<Route>, RoutingRefusal> {
    let mut chosen: BTreeMap<&DepartmentCode, (&HandoverAgreement, &AgreementLine)> = BTreeMap::new();
    for agreement in agreements {
        for line in agreement.lines_on(on).filter(|line| line.item == *item) {
            let best = chosen.entry(&agreement.authority).or_insert((agreement, line));
            if rank(agreement, line) < rank(best.0, best.1) {
                *best = (agreement, line);
            }
        }
    }
    let mut routes: Vec<Route> = chosen
        .into_values()
        .map(|(agreement, line)| Route {
            authority: agreement.authority.clone(),
            section: line.section.clone(),
            role: line.role,
            lead: line.lead,
            agreement: agreement.id.clone(),
            clause: line.clause.clone(),
        })
        .collect();
    let leads: Vec<DepartmentCode> = routes.iter().filter(|r| r.lead).map(|r| r.authority.clone()).collect();
    match routes.as_mut_slice() {
        [] => Err(RoutingRefusal::NoAgreement { item: item.clone(), on }),
        [only] => {
            only.lead = true;
            Ok(routes)
        }
        _ if leads.len() > 1 => Err(RoutingRefusal::SeveralLeads { item: item.clone(), on, authorities: leads }),
        _ if leads.is_empty() && lead_required => {
            let authorities = routes.into_iter().map(|route| route.authority).collect();
            Err(RoutingRefusal::NoLead { item: item.clone(), on, authorities })
        }
        _ => Ok(routes),
    }
}

/// Which of an authority's lines names it: the leading one, then by role, then the newest; ids settle the rest.
fn rank<'a>(
    agreement: &'a HandoverAgreement,
    line: &AgreementLine,
) -> (bool, AgreementRole, Reverse<Date>, Reverse<Date>, &'a AgreementId) {
    (!line.lead, line.role, Reverse(line.from), Reverse(agreement.from), &agreement.id)
}
