//! Reserving a 机关代字 for the platform.

use super::facts::department;
use crate::channel::request::RegisterRequest;
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::channel::{IssuingCode, NumberRegister, RegisterCommand, Reserve};

/// From now on the platform numbers what the office issues by that channel and of that kind.
pub fn reserve_code(act: &mut Act<'_, '_>, request: &RegisterRequest) -> Result<Held<NumberRegister>> {
    let own = act.actor().department().map(ToString::to_string);
    let office = request.office.clone().or(own).ok_or_else(|| Error::field("office", "DEPARTMENT_UNKNOWN"))?;
    let office = department(act, "office", &office)?;
    let code = IssuingCode::parse(request.code.as_str()).map_err(Error::refused)?;
    let reserved = store::register_of_code(act.tx(), &code)?.is_some();
    let reserve = Reserve {
        code_used: reserved || store::is_used(act.tx(), &code)?,
        office_has_one: store::register_of_office(act.tx(), &office, request.channel, request.kind)?.is_some(),
        code,
        office,
        channel: request.channel,
        kind: request.kind,
    };
    let id = act.new_id();
    act.create(&id, RegisterCommand::Reserve(reserve))
}
