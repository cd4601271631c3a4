//! 代理 (A14): somebody goes on leave, comes back early, or leaves for good.

use crate::platform::act::Act;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::reader::Read;
use crate::platform::stored::Held;
use crate::roster::request::{LeaveEndRequest, LeaveRequest};
use crate::roster::store;
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::Tx;
use shenguan_rules::party::{Officer, OfficerCommand, OfficerId, SubstitutionId};
use shenguan_rules::roster::{Leave, Substitution, SubstitutionCommand, SubstitutionRefusal};
use shenguan_rules::subject::{Actor, Context, Subject as _};

/// An officer goes on leave, and another stands in.
pub fn begin_leave(act: &mut Act<'_, '_>, request: &LeaveRequest) -> Result<Held<Substitution>> {
    let (directory, now, id) = (act.directory()?, act.now(), act.new_id());
    let number = act.next_number("DL")?;
    let leave = Leave { number, ..facts(act.tx(), &directory, now, &id, request)? };
    act.create(&id, SubstitutionCommand::Begin(Box::new(leave)))
}

/// Back earlier than said, or not away at all.
pub fn end_leave(act: &mut Act<'_, '_>, id: &str, request: &LeaveEndRequest) -> Result<Held<Substitution>> {
    let held = act.get::<Substitution>(id)?;
    act.command(held, SubstitutionCommand::End { on: request.on })
}

/// What would be said to a leave, before it is entered: nothing is changed.
pub fn judge_leave(
    read: &mut Read<'_, '_>,
    actor: &Actor,
    request: &LeaveRequest,
) -> Result<Result<(), SubstitutionRefusal>> {
    let (directory, now) = (std::sync::Arc::clone(read.directory()), read.now());
    let leave = facts(read.tx(), &directory, now, "check", request)?;
    let (calendar, rule_set) = (directory.calendar(), directory.rule_set(now));
    let context = Context { now, actor, calendar, rule_set };
    Ok(Substitution::decide(None, SubstitutionCommand::Begin(Box::new(leave)), &context).map(drop))
}

/// 离任: the officer's last day. Designations that reach past it, and leaves in which the officer stands in, end first.
pub fn leave_office(act: &mut Act<'_, '_>, officer: &str, on: Date) -> Result<Held<Officer>> {
    let directory = act.directory()?;
    let held = act.get::<Officer>(officer)?;
    let command = OfficerCommand::Leave {
        on,
        designations: directory.designations().filter(|named| named.officer == held.state.id).cloned().collect(),
        substitutions: directory.substitutions().cloned().collect(),
    };
    act.command(held, command)
}

/// What a leave is judged by.
fn facts(tx: &mut Tx<'_>, directory: &Directory, now: Timestamp, id: &str, request: &LeaveRequest) -> Result<Leave> {
    let person = |field: &'static str, id: &str| {
        let known = OfficerId::parse(id).ok().and_then(|id| directory.officer(&id));
        known.map(|entry| entry.officer.clone()).ok_or_else(|| Error::field(field, "OFFICER_UNKNOWN"))
    };
    let officer = person("officer", &request.officer)?;
    let stand_in = request.stand_in.as_deref().map(|id| person("stand_in", id)).transpose()?;
    let open_tasks = store::open_tasks(tx, &officer.department, &officer.id, now)?.len();
    let (from, to) = (request.from, request.to);
    let (officers, designations, substitutions) = directory.with_roster(&officer.department, |roster| {
        let named = roster.designations.iter().filter(|named| named.overlaps(from, Some(to)));
        let away = roster.substitutions.iter().filter(|away| away.overlaps(from, to));
        (
            roster.officers.iter().map(|it| (*it).clone()).collect(),
            named.map(|it| (*it).clone()).collect(),
            away.map(|it| (*it).clone()).collect(),
        )
    });
    let id = SubstitutionId::parse(id).map_err(Error::refused)?;
    Ok(Leave {
        id,
        number: String::new(),
        officer,
        stand_in,
        from,
        to,
        officers,
        designations,
        substitutions,
        open_tasks,
    })
}
