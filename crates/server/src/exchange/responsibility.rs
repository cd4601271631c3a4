//! Who answers for a permit, 二(一)¶2: gathers the outcomes, their entries and the agreement's word for `rules` to judge.

use crate::exchange::store;
use crate::exchange::wire::{AnsweringOfficer, MatterWire, ResponsibilityWire};
use crate::platform::clock::from_micros;
use crate::platform::directory::{Directory, missing};
use crate::platform::error::{Error, Result};
use crate::platform::feed::entries_of;
use crate::platform::identity::Scope;
use crate::platform::reader::Read;
use crate::platform::stored::{Held, Stored};
use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_db::Tx;
use shenguan_ledger::Entry;
use shenguan_rules::calendar::{local_date, midnight_of, rfc3339};
use shenguan_rules::exchange::{
    Interval, LegacyPermit, Matter, Routing, Traced, TracedEntry, Transmittal, responsibility, responsible_at,
};
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::{Designation, Role};

/// Of which instant a question about responsibility is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// None for the instant of the read.
    pub at: Option<Timestamp>,
    /// All intervals, not only the one of that instant.
    pub history: bool,
}

/// What a permit is known by.
struct Permit {
    outcomes: Vec<Held<Transmittal>>,
    legacy: Option<Held<LegacyPermit>>,
}

/// Who answers for the permit with that certificate, document or case number. Nothing that the scope does not reach, and nothing
/// before the conclusion.
pub fn responsibility_of(
    read: &mut Read<'_, '_>,
    scope: &Scope,
    number: &str,
    asked: Asked,
) -> Result<ResponsibilityWire> {
    let permit = Permit::find(read.tx(), scope, number)?;
    let at = asked.at.unwrap_or(read.now());
    if permit.begun_at().is_none_or(|begun| at < begun) {
        return Err(Error::NotFound);
    }
    // What is true at an instant follows from what was recorded and from that instant, also where it lies ahead.
    let now = read.now().max(at);
    let directory = read.directory().clone();
    let bureau = directory.bureau().ok_or_else(|| missing("approval bureau"))?.code.clone();
    let traced = permit.trace(read.tx())?;
    let legacy = permit.legacy.as_ref().map(|legacy| &legacy.state);
    let matters = responsibility(&traced, legacy, &bureau, now);
    let answers: Vec<(&Matter, &Interval)> = if asked.history {
        matters.iter().flat_map(|matter| matter.intervals.iter().map(move |interval| (matter, interval))).collect()
    } else {
        responsible_at(&matters, at)
    };
    let matters = answers.into_iter().map(|(matter, interval)| {
        let on = local_date(if interval.contains(at) { at } else { interval.from });
        let officer = answering_officer(&directory, &permit, matter, interval, on);
        MatterWire::new(matter, interval, officer)
    });
    Ok(ResponsibilityWire {
        number: number.to_owned(),
        at: rfc3339(at),
        forecast: at > read.now(),
        matters: matters.collect(),
    })
}

impl Permit {
    fn find(tx: &mut Tx<'_>, scope: &Scope, number: &str) -> Result<Self> {
        let outcomes = store::outcomes(tx, number)?;
        let legacy = store::legacy_permit(tx, number)?;
        let of_legacy = |department: &DepartmentCode| {
            legacy.as_ref().is_some_and(|legacy| legacy.state.readers().contains(department))
        };
        let may_know =
            store::is_party_of_permit(tx, scope, &outcomes, number)? || scope.department().is_some_and(of_legacy);
        if may_know { Ok(Self { outcomes, legacy }) } else { Err(Error::NotFound) }
    }

    /// The earliest conclusion that is known of it.
    fn begun_at(&self) -> Option<Timestamp> {
        let concluded = self.outcomes.iter().map(|held| held.state.concluded_at.unwrap_or(held.state.pushed_at));
        let decided = self.legacy.as_ref().and_then(|legacy| midnight_of(legacy.state.decided_on).ok());
        concluded.chain(decided).min()
    }

    fn trace(&self, tx: &mut Tx<'_>) -> Result<Vec<Traced>> {
        let traced = self.outcomes.iter().map(|held| {
            let entries = entries_of(tx, &held.id)?;
            let entries: Result<Vec<TracedEntry>> = entries.iter().map(|bytes| traced_entry(bytes)).collect();
            Ok(Traced { transmittal: held.state.clone(), entries: entries? })
        });
        traced.collect()
    }

    /// The section that the agreement of an interval names.
    fn section(&self, matter: &Matter, interval: &Interval) -> Option<SectionCode> {
        let id = interval.transmittal.as_ref();
        let pushed = self.outcomes.iter().find(|held| Some(&held.state.id) == id);
        match pushed.map(|held| &held.state.routing) {
            Some(Routing::Agreement { section, .. }) => section.clone(),
            Some(Routing::Side | Routing::Hand) => None,
            None => {
                let routes = self.legacy.iter().flat_map(|legacy| &legacy.state.matters);
                routes.filter(|route| route.authority == matter.authority).find_map(|route| route.section.clone())
            }
        }
    }
}

fn traced_entry(bytes: &[u8]) -> Result<TracedEntry> {
    let entry = Entry::decode(bytes).map_err(Error::fault)?;
    Ok(TracedEntry { entry: entry.sequence, at: from_micros(entry.recorded_at), event: entry.act.to_string() })
}

/// Whose act it was; else the responsible officer of the section, or of the department.
fn answering_officer(
    directory: &Directory,
    permit: &Permit,
    matter: &Matter,
    interval: &Interval,
    on: Date,
) -> Option<AnsweringOfficer> {
    if let Some(found) = interval.officer.as_ref().and_then(|id| officer(directory, &interval.answers, id)) {
        return Some(found);
    }
    let section = if interval.answers == matter.authority {
        permit.section(matter, interval)
    } else {
        directory.item(&matter.item).map(|item| item.bureau_section.clone())
    };
    let named = |role: Role, section: Option<&SectionCode>| {
        let fits = |designation: &&Designation| {
            designation.department == interval.answers
                && designation.role == role
                && designation.section.as_ref() == section
                && designation.in_force(on)
        };
        directory.designations().find(fits).map(|designation| &designation.officer)
    };
    let of_section = section.as_ref().and_then(|section| {
        named(Role::ResponsibleOfficer, Some(section)).or_else(|| named(Role::BusinessLead, Some(section)))
    });
    let of_department = || named(Role::ResponsibleOfficer, None).or_else(|| named(Role::OverallLead, None));
    of_section.or_else(of_department).and_then(|id| officer(directory, &interval.answers, id))
}

/// An officer of the department that answers, with what is needed to reach the person.
fn officer(directory: &Directory, answers: &DepartmentCode, id: &OfficerId) -> Option<AnsweringOfficer> {
    let entry = directory.officer(id).filter(|entry| entry.officer.department == *answers)?;
    let section = entry.officer.section.as_ref();
    let section = section.and_then(|code| directory.department(answers)?.section(code).map(|found| found.name.clone()));
    Some(AnsweringOfficer {
        officer: id.to_string(),
        name: entry.card.name.clone(),
        post: entry.card.post.clone(),
        contact: entry.card.contact.clone(),
        section,
    })
}
