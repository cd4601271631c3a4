//! What the lines of an agreement must be among themselves and beside those of the others.

use super::handover::{AgreementFacts, AgreementLine, HandoverAgreement, Lead};
use super::handover_refusal::HandoverRefusal;
use crate::party::{Side, is_name};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Judges the `new` lines of an agreement that already contains them.
pub(super) fn check_lines(
    agreement: &HandoverAgreement,
    new: &[AgreementLine],
    facts: &AgreementFacts,
) -> Result<(), HandoverRefusal> {
    // 「以市行政审批局与各行业监管部门间签署的《移交协议书》…为基础」
    if facts.side != Side::Regulation {
        return Err(HandoverRefusal::NotRegulatory { authority: agreement.authority.clone(), side: facts.side });
    }
    new.iter().try_for_each(|line| check_line(agreement, line, facts))?;
    check_duplicates(&agreement.lines)?;
    check_leads(agreement, new, &facts.leads)
}

fn check_line(
    agreement: &HandoverAgreement,
    line: &AgreementLine,
    facts: &AgreementFacts,
) -> Result<(), HandoverRefusal> {
    let item = || line.item.clone();
    if !is_name(&line.clause) {
        return Err(HandoverRefusal::LineWithoutClause { item: item() });
    }
    if let Some(to) = line.to.filter(|to| *to < line.from) {
        return Err(HandoverRefusal::EndBeforeBegin { from: line.from, to });
    }
    if line.from < agreement.from || agreement.to.is_some_and(|to| to < line.from) {
        return Err(HandoverRefusal::LineOutsideAgreement { item: item(), from: line.from });
    }
    if !facts.items.contains(&line.item) {
        return Err(HandoverRefusal::ItemUnknown { item: item() });
    }
    match &line.section {
        Some(section) if !facts.sections.contains(section) => {
            Err(HandoverRefusal::SectionUnknown { item: item(), section: section.clone() })
        }
        _ => Ok(()),
    }
}

/// One line at a time for an item in a role: a second one would contradict it or say nothing.
fn check_duplicates(lines: &[AgreementLine]) -> Result<(), HandoverRefusal> {
    let mut days: BTreeMap<_, Vec<(Date, Option<Date>)>> = BTreeMap::new();
    for line in lines {
        let taken = days.entry((&line.item, line.role)).or_default();
        if taken.iter().any(|days| overlap(*days, (line.from, line.to))) {
            return Err(HandoverRefusal::LineTwice { item: line.item.clone(), role: line.role });
        }
        taken.push((line.from, line.to));
    }
    Ok(())
}

/// A19: one authority leads. Two lines of the same authority are one addressee and do not compete.
fn check_leads(agreement: &HandoverAgreement, new: &[AgreementLine], others: &[Lead]) -> Result<(), HandoverRefusal> {
    for lead in agreement.leads().iter().filter(|lead| new.iter().any(|line| line.item == lead.item)) {
        let rival = others.iter().find(|other| {
            other.agreement != agreement.id
                && other.authority != agreement.authority
                && other.item == lead.item
                && overlap((other.from, other.to), (lead.from, lead.to))
        });
        if let Some(rival) = rival {
            return Err(HandoverRefusal::TwoLeads { item: lead.item.clone(), other: rival.authority.clone() });
        }
    }
    Ok(())
}

fn overlap(one: (Date, Option<Date>), other: (Date, Option<Date>)) -> bool {
    one.1.is_none_or(|to| other.0 <= to) && other.1.is_none_or(|to| one.0 <= to)
}
