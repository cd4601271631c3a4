//! Merging and splitting departments (A20): the department, and what it leaves behind. Agreements pass to whoever takes them, open
//! work follows its agreement, designations end the day before. The plan that is shown is the plan that is carried out.

use crate::agreement::acts::take_over;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::open_work::{Open, Succession, open_at};
use crate::roster::acts::end_all;
use crate::sections::DESK;
use jiff::civil::Date;
use shenguan_rules::agreement::HandoverAgreement;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{
    AgreementId, Department, DepartmentCode, DepartmentCommand, ItemCode, OfficerId, SuccessionKind,
};
use shenguan_rules::roster::{Designation, Place};
use shenguan_rules::subject::{Context, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for. It takes effect on the day of the act: nothing that is due can then fall between two departments.
#[derive(Clone, Debug)]
pub struct ReformRequest {
    /// Which department ends.
    pub department: DepartmentCode,
    /// 并入 or 拆分.
    pub kind: SuccessionKind,
    /// Its successors; the first takes what no other takes.
    pub into: Vec<DepartmentCode>,
    /// Who takes which agreement, where it is not the first.
    pub takes: BTreeMap<AgreementId, DepartmentCode>,
}

/// What moves to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// First day of the successors.
    pub on: Date,
    /// Agreements that reach to that day or beyond: which, how many lines, to whom.
    pub agreements: Vec<(AgreementId, String, usize, DepartmentCode)>,
    /// What is open, of every kind, by number.
    pub open: Vec<Passing>,
    /// Designations that end the day before.
    pub designations: Vec<Designation>,
}

/// Something open that passes to a successor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// What.
    pub open: Open,
    /// To whom.
    pub to: DepartmentCode,
    /// Who has it there until it is given to somebody in person.
    pub officer: OfficerId,
}

/// What a reform would move. Nothing is written.
pub fn plan(act: &mut Act<'_, '_>, request: &ReformRequest) -> Result<Plan> {
    let on = local_date(act.now());
    judge(act, request, on)?;
    let directory = act.directory()?;
    let first = request.into.first().ok_or_else(|| Error::field("into", "SPLIT_NEEDS_TWO"))?;
    let mut taker_of: BTreeMap<ItemCode, DepartmentCode> = BTreeMap::new();
    let mut agreements = Vec::new();
    for agreement in directory.agreements().filter(|agreement| agreement.authority == request.department) {
        let lines: Vec<_> = reaching(agreement, on).collect();
        if lines.is_empty() {
            continue;
        }
        let taker = request.takes.get(&agreement.id).unwrap_or(first);
        if !request.into.contains(taker) {
            return Err(Error::field("into", "SUCCESSOR_UNFIT"));
        }
        taker_of.extend(lines.iter().map(|line| (line.item.clone(), taker.clone())));
        agreements.push((agreement.id.clone(), agreement.document.clone(), lines.len(), taker.clone()));
    }
    let open = open_at(act, DESK, &request.department)?.into_iter().map(|open| {
        let to = open.item.as_ref().and_then(|code| taker_of.get(code)).unwrap_or(first).clone();
        let place = Place { department: to.clone(), section: None, officer: None };
        // Nobody takes over what nobody there would have.
        let officer = directory.owner_of(&place, on).ok_or_else(|| Error::field("into", "SUCCESSOR_UNREACHABLE"))?;
        Ok(Passing { open, to, officer })
    });
    let open = open.collect::<Result<_>>()?;
    let designations = directory.designations().filter(|named| {
        named.department == request.department && named.to.is_none_or(|to| on <= to && named.from <= to)
    });
    Ok(Plan { on, agreements, open, designations: designations.cloned().collect() })
}

/// Carries the plan out, all of it or nothing.
pub fn reform(act: &mut Act<'_, '_>, request: &ReformRequest) -> Result<Plan> {
    let plan = plan(act, request)?;
    let yesterday = plan.on.yesterday().map_err(Error::fault)?;
    for (id, _, _, taker) in &plan.agreements {
        take_over(act, id, taker, plan.on)?;
    }
    for passing in &plan.open {
        let (successor, officer) = (passing.to.clone(), passing.officer.clone());
        let succession = Succession { department: request.department.clone(), successor, officer };
        DESK.kind(passing.open.kind)?.succeed(act, &passing.open.id, &succession)?;
    }
    end_all(act, &plan.designations, yesterday)?;
    let command = command(act, request, plan.on)?;
    let held = act.get::<Department>(request.department.as_str())?;
    act.command(held, command)?;
    Ok(plan)
}

/// The lines of an agreement that are in force on a day or later.
fn reaching(
    agreement: &HandoverAgreement,
    on: Date,
) -> impl Iterator<Item = &shenguan_rules::agreement::AgreementLine> {
    let stands = agreement.to.is_none_or(|to| on <= to);
    agreement.lines.iter().filter(move |line| stands && line.to.is_none_or(|to| on <= to))
}

/// The word of the rule on the department itself, and that nobody takes over from the other side of the boundary of 二(一).
fn judge(act: &mut Act<'_, '_>, request: &ReformRequest, on: Date) -> Result<()> {
    let (now, directory) = (act.now(), act.directory()?);
    let department = directory.department(&request.department).ok_or(Error::NotFound)?;
    let crosses =
        |code: &&DepartmentCode| directory.department(code).is_some_and(|found| found.side != department.side);
    if request.into.iter().any(|code| crosses(&code)) {
        return Err(Error::field("into", "SUCCESSOR_OF_OTHER_SIDE"));
    }
    let command = command(act, request, on)?;
    let (calendar, rule_set) = (directory.calendar(), directory.rule_set(now));
    let context = Context { now, actor: act.actor(), calendar, rule_set };
    Department::decide(Some(department), command, &context).map(drop).map_err(|refusal| {
        let error = Error::refused(refusal);
        match error {
            // The form has one field for the successors.
            Error::Refused(mut refused) if refused.field.is_some() => {
                refused.field = Some("into");
                Error::Refused(refused)
            }
            other => other,
        }
    })
}

fn command(act: &mut Act<'_, '_>, request: &ReformRequest, on: Date) -> Result<DepartmentCommand> {
    let directory = act.directory()?;
    let standing = directory.departments().filter(|department| department.succession.is_none());
    let standing: BTreeSet<DepartmentCode> = standing.map(|department| department.code.clone()).collect();
    Ok(match request.kind {
        SuccessionKind::Split => DepartmentCommand::Split { into: request.into.clone(), on, standing },
        SuccessionKind::Merged => {
            let into = request.into.first().cloned().ok_or_else(|| Error::field("into", "DEPARTMENT_UNKNOWN"))?;
            DepartmentCommand::Merge { into, on, standing }
        }
    })
}
