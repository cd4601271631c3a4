//! Who answers for a permit, from when to when (二(一)¶2): 「审批与监管的责任分工原则上以审批结果的推送和接收为界。审批结果推送
//! 之前，审批部门履行审批职责；监管部门接收审批结果后履行监管职责。」
//!
//! Three duties, each with one holder once it has begun (A4): the approval itself, which never leaves the bureau; the handover,
//! from conclusion to receipt, the bureau's; regulation, the authority's from receipt. Who holds the handover answers until
//! receipt, who regulates answers from it. One matter for each line of the agreement that the permit falls under.

use super::chain::{Chain, chains};
use super::kind::Kind;
use super::legacy::LegacyPermit;
use super::transmittal::{Receipt, Transmittal};
use crate::calendar::midnight_of;
use crate::party::{DepartmentCode, EntryNumber, ItemCode, OfficerId, TransmittalId};
use crate::subject::micros;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Stands on every answer.
pub const RESPONSIBILITY_NOTE: &str = "本分工不免除各部门法定职责";

/// A duty for a permit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// 审批职责: the decision itself.
    Approval,
    /// 交接职责: to chase, re-route, correct, and phone at once in danger.
    Handover,
    /// 事中事后监管职责.
    Regulation,
}

/// One permit under one line of an agreement, through all time since its conclusion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// The item.
    pub item: ItemCode,
    /// The authority that it is for.
    pub authority: DepartmentCode,
    /// In order, without gap or overlap; the last has no end.
    pub intervals: Vec<Interval>,
}

/// From when to when nothing changes hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// From this instant on.
    #[serde(with = "micros")]
    pub from: Timestamp,
    /// Until before this one; none for the present.
    #[serde(with = "micros::option")]
    pub to: Option<Timestamp>,
    /// Who answers for the permit.
    pub answers: DepartmentCode,
    /// Who holds each duty.
    pub duties: Duties,
    /// Why that one answers.
    pub basis: Basis,
    /// The entry of the ledger that says so; none where time alone does, and nothing is written down yet.
    pub entry: Option<EntryNumber>,
    /// The person whose act it was.
    pub officer: Option<OfficerId>,
    /// The transmittal whose act it was; none for a permit from before go-live.
    pub transmittal: Option<TransmittalId>,
}

/// Who holds each duty; none where it has not begun or is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    /// 审批职责.
    pub approval: DepartmentCode,
    /// 交接职责.
    pub handover: Option<DepartmentCode>,
    /// 监管职责.
    pub regulation: Option<DepartmentCode>,
}

/// Why somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 办结, not received yet.
    Concluded,
    /// 改派, not received yet.
    Rerouted,
    /// 签收.
    Acknowledged,
    /// 超时默认.
    Deemed,
    /// 存量: the agreement says so (A28).
    Agreement,
}

/// A transmittal with the entries of the ledger that it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// The transmittal.
    pub transmittal: Transmittal,
    /// Its entries, in order.
    pub entries: Vec<TracedEntry>,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedEntry {
    /// Its place.
    pub entry: EntryNumber,
    /// Its instant.
    pub at: Timestamp,
    /// The name of the event: `pushed`, `acknowledged`, `deemed`, `rerouted` …
    pub event: String,
}

/// Every matter of one permit, as true at `now`: from its outcomes that were pushed, and from before go-live.
///
/// What is no outcome, or makes, changes and ends no permit, is left out; so is what was recalled before receipt.
pub fn responsibility(
    traced: &[Traced],
    legacy: Option<&LegacyPermit>,
    bureau: &DepartmentCode,
    now: Timestamp,
) -> Vec<Matter> {
    let mut matters: BTreeMap<(ItemCode, DepartmentCode), Timeline<'_>> = BTreeMap::new();
    if let Some(permit) = legacy {
        let from = midnight_of(permit.decided_on).unwrap_or(permit.entered_at);
        for route in &permit.matters {
            let timeline = matters.entry((permit.item.clone(), route.authority.clone())).or_default();
            timeline.legacy = Some((from, permit));
        }
    }
    let outcomes: Vec<&Traced> = traced.iter().filter(|traced| concerns_permit(&traced.transmittal)).collect();
    for chain in chains(&outcomes, now) {
        if let Some(item) = chain.item() {
            matters.entry((item.clone(), chain.authority().clone())).or_default().chains.push(chain);
        }
    }
    matters
        .into_iter()
        .filter_map(|((item, authority), timeline)| {
            let intervals = timeline.intervals(bureau, &authority, now);
            (!intervals.is_empty()).then_some(Matter { item, authority, intervals })
        })
        .collect()
}

/// What is true of each matter at an instant; nothing for those that had not begun.
pub fn responsible_at(matters: &[Matter], instant: Timestamp) -> Vec<(&Matter, &Interval)> {
    matters.iter().filter_map(|matter| matter.at(instant).map(|interval| (matter, interval))).collect()
}

impl Matter {
    /// The interval that an instant falls in; none before the conclusion.
    pub fn at(&self, instant: Timestamp) -> Option<&Interval> {
        self.intervals.iter().find(|interval| interval.contains(instant))
    }
}

impl Interval {
    /// Whether an instant falls in it.
    pub fn contains(&self, instant: Timestamp) -> bool {
        self.from <= instant && self.to.is_none_or(|to| instant < to)
    }
}

fn concerns_permit(transmittal: &Transmittal) -> bool {
    let touches = |outcome: crate::record::ApprovalOutcome| outcome.needs_receipt();
    transmittal.kind == Kind::ApprovalOutcome && transmittal.outcome.is_some_and(touches)
}

/// Everything that happened in one matter.
#[derive(Default)]
struct Timeline<'a> {
    legacy: Option<(Timestamp, &'a LegacyPermit)>,
    chains: Vec<Chain<'a>>,
}

/// Why somebody answers from an instant on.
struct Cause {
    from: Timestamp,
    basis: Basis,
    entry: Option<EntryNumber>,
    officer: Option<OfficerId>,
    transmittal: Option<TransmittalId>,
}

impl Timeline<'_> {
    fn intervals(&self, bureau: &DepartmentCode, authority: &DepartmentCode, now: Timestamp) -> Vec<Interval> {
        let causes = self.causes(now);
        let received_at = causes.iter().find(|cause| cause.basis.regulates()).map(|cause| cause.from);
        let spans: Vec<_> = self.chains.iter().flat_map(|chain| chain.handovers(now)).collect();
        let Some(start) = causes.first().map(|cause| cause.from) else { return Vec::new() };
        let mut instants: Vec<Timestamp> = causes.iter().map(|cause| cause.from).collect();
        instants.extend(spans.iter().flat_map(|(from, to)| [Some(*from), *to]).flatten());
        instants.retain(|instant| *instant >= start);
        instants.sort();
        instants.dedup();
        let mut intervals: Vec<Interval> = Vec::new();
        for from in instants {
            let Some(cause) = causes.iter().rfind(|cause| cause.from <= from) else { continue };
            let regulates = received_at.is_some_and(|received_at| received_at <= from);
            let hands_over = spans.iter().any(|(start, end)| *start <= from && end.is_none_or(|end| from < end));
            let interval = Interval {
                from,
                to: None,
                answers: if regulates { authority.clone() } else { bureau.clone() },
                duties: Duties {
                    approval: bureau.clone(),
                    // Until receipt somebody holds it, whatever became of the transmittal.
                    handover: (hands_over || !regulates).then(|| bureau.clone()),
                    regulation: regulates.then(|| authority.clone()),
                },
                basis: cause.basis,
                entry: cause.entry,
                officer: cause.officer.clone(),
                transmittal: cause.transmittal.clone(),
            };
            match intervals.last_mut() {
                Some(last) if Interval { from: last.from, ..interval.clone() } == *last => {}
                Some(last) => {
                    last.to = Some(from);
                    intervals.push(interval);
                }
                None => intervals.push(interval),
            }
        }
        intervals
    }

    /// In order: conclusion, re-routes, and the one receipt by which regulation passes. Nothing after it hands it back.
    fn causes(&self, now: Timestamp) -> Vec<Cause> {
        if let Some((from, _)) = self.legacy {
            return vec![Cause { from, basis: Basis::Agreement, entry: None, officer: None, transmittal: None }];
        }
        let Some(first) = self.chains.iter().min_by_key(|chain| chain.concluded_at()) else { return Vec::new() };
        let mut causes = vec![Cause {
            from: first.concluded_at(),
            basis: Basis::Concluded,
            entry: first.first().entry_of("pushed"),
            officer: first.first().transmittal.pushed_by.officer().cloned(),
            transmittal: Some(first.first().transmittal.id.clone()),
        }];
        let links = || self.chains.iter().flat_map(Chain::links);
        let receipts = links().filter_map(|link| Some((link.transmittal.received_at(now)?, *link)));
        let receipt = receipts.min_by_key(|(receipt, _)| receipt.at());
        let until = receipt.as_ref().map(|(receipt, _)| receipt.at());
        let reroutes = links().filter_map(|link| link.rerouted_at().map(|at| (at, *link)));
        let mut reroutes: Vec<_> = reroutes.filter(|(at, _)| until.is_none_or(|until| *at < until)).collect();
        reroutes.sort_by_key(|(at, _)| *at);
        causes.extend(reroutes.into_iter().map(|(from, link)| Cause {
            from,
            basis: Basis::Rerouted,
            entry: link.entry_of("rerouted"),
            officer: link.rerouted_by().cloned(),
            transmittal: link.transmittal.superseded_by.clone(),
        }));
        causes.extend(receipt.map(|(receipt, link)| {
            let (basis, entry, officer) = match &receipt {
                Receipt::Acknowledged { by, .. } => (Basis::Acknowledged, link.entry_of("acknowledged"), by.officer()),
                Receipt::Deemed { .. } => (Basis::Deemed, link.entry_of("deemed"), None),
            };
            let transmittal = Some(link.transmittal.id.clone());
            Cause { from: receipt.at(), basis, entry, officer: officer.cloned(), transmittal }
        }));
        causes
    }
}

impl Basis {
    /// Whether the authority answers by it.
    pub const fn regulates(self) -> bool {
        matches!(self, Self::Acknowledged | Self::Deemed | Self::Agreement)
    }
}
