//! Facts from elsewhere: people with the roles of a day, departments, the steps that were taken before.

use crate::channel::content::Words;
use crate::channel::store;
use crate::exchange;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use jiff::civil::Date;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{Channel, Correspondence, Person, PhoneNote, Step};
use shenguan_rules::party::{ContentDigest, DepartmentCode, OfficerId, StepId};

/// An officer who serves on a day, with the roles of that day.
pub(super) fn person(act: &mut Act<'_, '_>, field: &'static str, id: &str, on: Date) -> Result<Person> {
    let directory = act.directory()?;
    let id = OfficerId::parse(id).ok();
    let entry = id.as_ref().and_then(|id| directory.officer(id)).filter(|entry| entry.officer.serves_on(on));
    let officer = entry.map(|entry| &entry.officer).ok_or_else(|| Error::field(field, "OFFICER_UNKNOWN"))?;
    Ok(Person {
        officer: officer.id.clone(),
        department: officer.department.clone(),
        roles: directory.roles_of(&officer.id, on),
    })
}

/// A department that stands today.
pub(super) fn department(act: &mut Act<'_, '_>, field: &str, code: &str) -> Result<DepartmentCode> {
    let (directory, today) = (act.directory()?, local_date(act.now()));
    let code = DepartmentCode::parse(code).ok();
    let standing = code.filter(|code| directory.department(code).is_some_and(|found| found.stands_on(today)));
    standing.ok_or_else(|| Error::field(field, "DEPARTMENT_UNKNOWN"))
}

/// Departments, each by the place in its field.
pub(super) fn departments(act: &mut Act<'_, '_>, field: &str, codes: &[String]) -> Result<Vec<DepartmentCode>> {
    let each = codes.iter().enumerate().map(|(index, code)| department(act, &format!("{field}.{index}"), code));
    each.collect()
}

/// Something that the department that acts may know of, by id or number.
pub(super) fn item(act: &mut Act<'_, '_>, field: &'static str, named: &str) -> Result<StepId> {
    let unknown = || Error::field(field, "ITEM_NOT_KNOWN");
    if let Some(held) = known(exchange::acts::known(act, named))? {
        return Ok(StepId::from(&held.state.id));
    }
    let id = store::id_of(act.tx(), named)?.unwrap_or_else(|| named.to_owned());
    let id = StepId::parse(id).map_err(|_| unknown())?;
    let Some(department) = act.actor().department().cloned() else { return Err(unknown()) };
    if store::is_reader(act.tx(), &department, id.as_str())? { Ok(id) } else { Err(unknown()) }
}

/// A step that was taken, by id or number: something pushed, a call, something issued.
pub(super) fn step(act: &mut Act<'_, '_>, field: &str, named: &str) -> Result<Step> {
    if let Some(held) = known(exchange::acts::known(act, named))? {
        let parties = vec![held.state.from.clone(), held.state.to.clone()];
        let (id, at) = (StepId::from(&held.state.id), held.state.pushed_at);
        return Ok(Step { channel: Channel::Platform, id, parties, at });
    }
    let id = store::id_of(act.tx(), named)?.unwrap_or_else(|| named.to_owned());
    if let Some(held) = known(store::visible::<PhoneNote>(act, &id))? {
        return Ok(held.state.step());
    }
    let held = known(store::visible::<Correspondence>(act, &id))?;
    // What is not issued was not said to anybody.
    held.and_then(|held| held.state.step()).ok_or_else(|| Error::field(field, "STEP_UNKNOWN"))
}

/// What somebody says, laid beside the ledger.
pub(super) fn words(act: &mut Act<'_, '_>, words: &str) -> Result<ContentDigest> {
    act.content(&Words { words: words.to_owned() })
}

/// The same, where something may be said.
pub(super) fn maybe_words(act: &mut Act<'_, '_>, said: Option<&str>) -> Result<Option<ContentDigest>> {
    said.map(|said| words(act, said)).transpose()
}

fn known<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}
