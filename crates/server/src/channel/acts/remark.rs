//! 批示, and what became of it.

use super::facts::{item, person, words};
use crate::channel::request::{Check, FinishRequest, RemarkRequest};
use crate::channel::store;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Held;
use shenguan_rules::calendar::local_date;
use shenguan_rules::channel::{GivenRemark, Remark, RemarkCommand};
use shenguan_rules::party::RemarkId;
use shenguan_rules::roster::Place;

/// The series of item numbers: 批示.
const SERIES: &str = "PS";

/// A leader says what is to be done about an item, and who does it.
pub fn give_remark(act: &mut Act<'_, '_>, request: &RemarkRequest) -> Result<Held<Remark>> {
    Check::default().text("text", &request.text).done()?;
    let item = item(act, "item", &request.item)?;
    let today = local_date(act.now());
    let owner = person(act, "owner", &request.owner, today)?;
    let content = words(act, &request.text)?;
    let remark = RemarkId::parse(act.new_id()).map_err(Error::refused)?;
    let given = GivenRemark { id: remark.clone(), number: act.next_number(SERIES)?, item, content, owner };
    act.create(remark.as_str(), RemarkCommand::Give(Box::new(given)))
}

/// The owner, or whoever is reached in his place, says what was done.
pub fn finish_remark(act: &mut Act<'_, '_>, id: &str, request: &FinishRequest) -> Result<Held<Remark>> {
    Check::default().text("text", &request.text).done()?;
    let held = store::visible::<Remark>(act, id)?;
    let content = words(act, &request.text)?;
    let (directory, today) = (act.directory()?, local_date(act.now()));
    let (department, officer) = (held.state.department.clone(), Some(held.state.owner.clone()));
    let reached = directory.owner_of(&Place { department, section: None, officer }, today);
    act.command(held, RemarkCommand::Finish { content, reached })
}
