//! Merging and splitting departments (A20): the department, and what it leaves behind. Agreements pass to whoever takes them, open
//! items follow their agreement, designations end the day before. The plan that is shown is the plan that is carried out.

use crate::agreement::acts::take_over;
use crate::cooperation::{self, acts::open_requests};
use crate::exchange::acts::{open_items, pass_on};
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::roster::acts::end_all;
use jiff::civil::Date;
use shenguan_rules::agreement::HandoverAgreement;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{AgreementId, Department, DepartmentCode, DepartmentCommand, ItemCode, SuccessionKind};
use shenguan_rules::roster::Designation;
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
    /// Open items: id, number, to whom.
    pub items: Vec<(String, String, DepartmentCode)>,
    /// Open requests for cooperation: id, number, to whom.
    pub requests: Vec<(String, String, DepartmentCode)>,
    /// How many open tasks go with them.
    pub tasks: usize,
    /// Designations that end the day before.
    pub designations: Vec<Designation>,
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
    let open = open_items(act, &request.department)?;
    let tasks = open.iter().map(|item| item.tasks).sum();
    let items = open.into_iter().map(|item| {
        let taker = item.item.as_ref().and_then(|code| taker_of.get(code)).unwrap_or(first);
        (item.id, item.number, taker.clone())
    });
    let open = open_requests(act, &request.department)?;
    let requests = open.into_iter().map(|request| {
        let taker = request.item.as_ref().and_then(|code| taker_of.get(code)).unwrap_or(first);
        (request.id, request.number, taker.clone())
    });
    let requests = requests.collect();
    let designations = directory.designations().filter(|named| {
        named.department == request.department && named.to.is_none_or(|to| on <= to && named.from <= to)
    });
    Ok(Plan { on, agreements, items: items.collect(), requests, tasks, designations: designations.cloned().collect() })
}

/// Carries the plan out, all of it or nothing.
pub fn reform(act: &mut Act<'_, '_>, request: &ReformRequest) -> Result<Plan> {
    let plan = plan(act, request)?;
    let yesterday = plan.on.yesterday().map_err(Error::fault)?;
    for (id, _, _, taker) in &plan.agreements {
        take_over(act, id, taker, plan.on)?;
    }
    for (id, _, taker) in &plan.items {
        pass_on(act, id, &request.department, taker)?;
    }
    for (id, _, taker) in &plan.requests {
        cooperation::acts::pass_on(act, id, &request.department, taker)?;
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
