//! What an addressee does: 同意以OA沟通, 签收归档.

use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::Result;
use crate::platform::face::Nothing;
use crate::platform::stored::Held;
use crate::roster;
use shenguan_rules::channel::{Correspondence, CorrespondenceCommand, Purpose};

/// The addressee's leader agrees to the OA channel (A6).
pub fn consent(act: &mut Act<'_, '_>, id: &str, _request: &Nothing) -> Result<Held<Correspondence>> {
    let held = store::visible(act, id)?;
    act.command(held, CorrespondenceCommand::Consent)
}

/// 签收归档.
pub fn file(act: &mut Act<'_, '_>, id: &str, _request: &Nothing) -> Result<Held<Correspondence>> {
    let held = store::visible::<Correspondence>(act, id)?;
    let filed = act.command(held, CorrespondenceCommand::File)?;
    if filed.state.purpose == Purpose::RosterChange {
        roster::acts::letter_filed(act, &filed.state)?;
    }
    Ok(filed)
}
