//! What a change of roster does, and from when: the designations that end and begin, and the places where a change is wanting.

use super::state::{ChangeLine, ChangeStage, RosterChange};
use crate::calendar::local_date;
use crate::party::{Department, Officer, OfficerId, RosterChangeId};
use crate::roster::{Designation, Role, Vacancy, vacancies};
use crate::rule_set::RosterEffective;
use jiff::Timestamp;
use jiff::civil::Date;

/// What a change does to the designations on the day from which it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Those that end the day before.
    pub ends: Vec<Designation>,
    /// Those that begin.
    pub begins: Vec<ChangeLine>,
    /// Whose open work goes to whom.
    pub handovers: Vec<(OfficerId, OfficerId)>,
}

/// From which day a change holds (A14): as the letter states, but not before it was sent. None while the city waits for the receipt.
pub fn effective_on(
    reading: RosterEffective,
    stated_on: Date,
    sent_at: Timestamp,
    received_at: Option<Timestamp>,
) -> Option<Date> {
    let sent_on = local_date(sent_at);
    match reading {
        RosterEffective::Stated => Some(stated_on.max(sent_on)),
        RosterEffective::Sent => Some(sent_on),
        RosterEffective::Received => received_at.map(|at| local_date(at).max(sent_on)),
    }
}

impl RosterChange {
    /// What it does to the designations from `on` on: whoever is named already stays; else whoever holds the place, or is named as
    /// replaced, makes way.
    pub fn effect(&self, designations: &[&Designation], on: Date) -> Effect {
        let mut effect = Effect::default();
        for line in &self.lines {
            let here: Vec<&Designation> = designations
                .iter()
                .copied()
                .filter(|named| named.department == self.department && named.in_force(on))
                .filter(|named| named.role == line.role && named.section == line.section)
                .collect();
            if here.iter().any(|named| named.officer == line.officer && named.in_force(on)) {
                continue;
            }
            let makes_way = |named: &&&Designation| match &line.replaces {
                Some(replaced) => named.id == *replaced,
                None => line.role != Role::BusinessLead,
            };
            let before = effect.ends.clone();
            for named in here.iter().filter(makes_way).filter(|named| !before.contains(**named)).copied() {
                if named.officer != line.officer {
                    let pair = (named.officer.clone(), line.officer.clone());
                    effect.handovers.extend((!effect.handovers.contains(&pair)).then_some(pair));
                }
                effect.ends.push(named.clone());
            }
            effect.begins.push(line.clone());
        }
        effect
    }
}

/// An empty place, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterGap {
    /// Which place, since when.
    pub vacancy: Vacancy,
    /// Who had it last and has left the department.
    pub left: Option<OfficerId>,
    /// The change that would fill it and is not in force; none where 「应及时…通过公函方式告知对方」 was not begun.
    pub under_way: Option<RosterChangeId>,
}

/// The empty places of the roster on a day, and whether a letter about each is under way.
pub fn gaps<'a>(
    departments: impl IntoIterator<Item = &'a Department>,
    officers: &[&Officer],
    designations: &[Designation],
    changes: &[&RosterChange],
    on: Date,
) -> Vec<RosterGap> {
    let open = |change: &&&RosterChange| match change.stage {
        ChangeStage::Drafted | ChangeStage::Sent { .. } => true,
        ChangeStage::InForce { on: from, .. } => on < from,
        ChangeStage::Withdrawn => false,
    };
    let gaps = vacancies(departments, designations, on).into_iter().map(|vacancy| {
        let fills = |change: &&&RosterChange| {
            change.department == vacancy.department && change.lines.iter().any(|line| line.section == vacancy.section)
        };
        let last = designations
            .iter()
            .filter(|named| named.department == vacancy.department && named.section == vacancy.section)
            .filter(|named| named.role == vacancy.role && named.to.is_some_and(|to| to < on))
            .max_by_key(|named| named.to);
        let has_left = |officer: &OfficerId| officers.iter().any(|it| it.id == *officer && !it.serves_on(on));
        RosterGap {
            left: last.map(|named| named.officer.clone()).filter(has_left),
            under_way: changes.iter().filter(open).find(fills).map(|change| change.id.clone()),
            vacancy,
        }
    });
    gaps.collect()
}
