//! Entering who is on duty.

use super::request::DutyRequest;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::party::{DepartmentCode, OfficerId};
use shenguan_rules::roster::{DutyDay, DutyDayCommand};

/// Enters who of a department is on duty on a day off, in place of whoever was.
pub fn set_duty(act: &mut Act<'_, '_>, department: &str, request: &DutyRequest) -> Result<Held<DutyDay>> {
    let directory = act.directory()?;
    let department = DepartmentCode::parse(department).map_err(|_| Error::NotFound)?;
    if directory.department(&department).is_none() {
        return Err(Error::NotFound);
    }
    let mut officers = Vec::with_capacity(request.officers.len());
    for id in &request.officers {
        let found =
            OfficerId::parse(id.as_str()).ok().and_then(|id| directory.officer(&id).map(|it| it.officer.clone()));
        officers.push(found.ok_or_else(|| Error::field("officers", "OFFICER_UNKNOWN"))?);
    }
    let id = format!("{department}-{}", request.on);
    let command = DutyDayCommand::Set { department, on: request.on, officers };
    match act.find::<DutyDay>(&id)? {
        Some(held) => act.command(held, command),
        None => act.create(&id, command),
    }
}
