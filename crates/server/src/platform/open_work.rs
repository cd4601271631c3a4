//! Who goes on with what is open when a department ends (A20) or an officer hands over (二(二)¶2). Every kind of subject that stands on a
//! list says it for itself, so that none can be forgotten.

use crate::platform::act::Act;
use crate::platform::desk::{Desk, open_of};
use crate::platform::error::Result;
use shenguan_rules::party::{DepartmentCode, ItemCode, OfficerId};

/// A department that stands in the place of one that ends.
#[derive(Clone, Debug)]
pub struct Succession {
    /// Which one ends.
    pub department: DepartmentCode,
    /// Which one stands in its place.
    pub successor: DepartmentCode,
    /// Who has there what was given to nobody in person.
    pub officer: OfficerId,
}

/// 工作交接 from an officer to another of the same department.
#[derive(Clone, Debug)]
pub struct PersonalHandover {
    /// From whom.
    pub predecessor: OfficerId,
    /// To whom.
    pub successor: OfficerId,
}

/// Something open at a department: with which it has something to do, or waits for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Of which kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The number by which people know it.
    pub number: String,
    /// The approval item that it is about.
    pub item: Option<ItemCode>,
    /// How many tasks the department has with it.
    pub tasks: usize,
}

/// A kind of subject of which something may be open.
pub trait OpenWork: Sync {
    /// The approval item that a subject is about: whoever takes over its agreement takes it.
    fn item(&self, act: &mut Act<'_, '_>, id: &str) -> Result<Option<ItemCode>> {
        let _ = (act, id);
        Ok(None)
    }

    /// Another department stands in the place of a party to a subject.
    fn succeed(&self, act: &mut Act<'_, '_>, id: &str, succession: &Succession) -> Result<()>;

    /// What lies with an officer in person goes to another. What lies with the department, or says what only that officer can say,
    /// stays where it is, as it does by default.
    fn hand_over(&self, act: &mut Act<'_, '_>, id: &str, handover: &PersonalHandover) -> Result<()> {
        let _ = (act, id, handover);
        Ok(())
    }
}

/// Everything that is open at a department, of every kind, by number.
pub fn open_at(act: &mut Act<'_, '_>, desk: Desk, department: &DepartmentCode) -> Result<Vec<Open>> {
    let now = act.now();
    let mut open = Vec::new();
    for (kind, id, tasks) in open_of(act.tx(), department, now)? {
        let kind = desk.kind(&kind)?;
        let item = kind.item(act, &id)?;
        let (number, _) = desk.place(act.tx(), kind.kind(), &id)?;
        open.push(Open { kind: kind.kind(), id, number, item, tasks });
    }
    open.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(open)
}
