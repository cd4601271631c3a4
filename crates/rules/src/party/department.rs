//! Departments and their sections (二(一), 二(二)¶1). Names change, merge and split; the code and the duties stay (A20).

use super::department_refusal::DepartmentRefusal;
use super::name::is_name;
use super::{DepartmentCode, JurisdictionCode, SectionCode, Side};
use crate::roster::administers;
use crate::subject::{Context, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A department, from its founding on; it is never removed, only succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its code, for ever.
    pub code: DepartmentCode,
    /// On which side of the boundary of 二(一) it stands.
    pub side: Side,
    /// The newest name; [`Department::name_on`] gives the one of a day.
    pub name: String,
    /// The newest name on English screens.
    pub name_en: Option<String>,
    /// 简称.
    pub short_name: String,
    /// The city or county that it belongs to.
    pub jurisdiction: JurisdictionCode,
    /// Its sections (科室), in the order in which they were added.
    pub sections: Vec<Section>,
    /// The first day.
    pub founded_on: Date,
    /// What became of it.
    pub succession: Option<Succession>,
    /// Every name with its first day, the oldest first; never empty.
    pub names: Vec<DatedName>,
}

/// A section (科室) of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Unique within the department, also among the closed ones.
    pub code: SectionCode,
    /// Its name.
    pub name: String,
    /// The first day on which it is no more.
    pub closed_on: Option<Date>,
}

/// A name and the first day on which it is borne.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedName {
    /// First day.
    pub from: Date,
    /// The name.
    pub name: String,
}

/// Who took a department's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// One after a merger, at least two after a split.
    pub successors: Vec<DepartmentCode>,
    /// The first day of the successors.
    pub on: Date,
    /// How.
    pub kind: SuccessionKind,
}

/// How a department ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// 并入.
    Merged,
    /// 拆分.
    Split,
}

/// What may be asked of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum DepartmentCommand {
    /// Begin a department.
    Found {
        /// Its code.
        code: DepartmentCode,
        /// Its side.
        side: Side,
        /// Its name.
        name: String,
        /// Its name on English screens.
        name_en: Option<String>,
        /// 简称.
        short_name: String,
        /// Where it belongs.
        jurisdiction: JurisdictionCode,
        /// Its first day.
        founded_on: Date,
        /// Fact: every code in use, also those of succeeded departments.
        existing: BTreeSet<DepartmentCode>,
    },
    /// Give it a new name.
    Rename {
        /// The new name.
        name: String,
        /// On English screens.
        name_en: Option<String>,
        /// 简称.
        short_name: String,
        /// First day of the name, after that of the name before.
        from: Date,
    },
    /// Add a section.
    AddSection {
        /// New within the department.
        section: SectionCode,
        /// Its name.
        name: String,
    },
    /// Rename an open section.
    RenameSection {
        /// Which.
        section: SectionCode,
        /// The new name.
        name: String,
    },
    /// Close a section.
    CloseSection {
        /// Which.
        section: SectionCode,
        /// The first day without it.
        on: Date,
    },
    /// 并入 another department.
    Merge {
        /// Into which.
        into: DepartmentCode,
        /// First day of the successor.
        on: Date,
        /// Fact: the departments without a successor.
        standing: BTreeSet<DepartmentCode>,
    },
    /// 拆分 into at least two others.
    Split {
        /// Into which.
        into: Vec<DepartmentCode>,
        /// First day of the successors.
        on: Date,
        /// Fact: the departments without a successor.
        standing: BTreeSet<DepartmentCode>,
    },
}

/// What happened to a department. Names of offices are public and stand in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the command and of the state")]
pub enum DepartmentEvent {
    /// It began.
    Founded {
        code: DepartmentCode,
        side: Side,
        name: String,
        name_en: Option<String>,
        short_name: String,
        jurisdiction: JurisdictionCode,
        founded_on: Date,
    },
    /// It bears a new name.
    Renamed { name: String, name_en: Option<String>, short_name: String, from: Date },
    /// It has a new section.
    SectionAdded { section: SectionCode, name: String },
    /// A section bears a new name.
    SectionRenamed { section: SectionCode, name: String },
    /// A section is no more.
    SectionClosed { section: SectionCode, on: Date },
    /// Others took its place.
    Succeeded { successors: Vec<DepartmentCode>, on: Date, kind: SuccessionKind },
}

impl Department {
    /// The name borne on `date`; before the founding, the first one.
    pub fn name_on(&self, date: Date) -> &str {
        let borne = self.names.iter().rev().find(|name| name.from <= date).or(self.names.first());
        borne.map_or(self.name.as_str(), |name| name.name.as_str())
    }

    /// Whether it exists on `date`: founded and not yet succeeded.
    pub fn stands_on(&self, date: Date) -> bool {
        self.founded_on <= date && self.succession.as_ref().is_none_or(|succession| date < succession.on)
    }

    /// The section of that code, open or closed.
    pub fn section(&self, code: &SectionCode) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == *code)
    }

    /// The sections that are open on `date`.
    pub fn open_sections(&self, date: Date) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.is_open(date))
    }
}

impl Section {
    /// Whether it is open on `date`.
    pub fn is_open(&self, date: Date) -> bool {
        self.closed_on.is_none_or(|closed_on| date < closed_on)
    }
}

/// The code among `existing` that begins `code`, or that `code` begins; equal codes count.
pub fn prefix_conflict<'a>(
    code: &DepartmentCode,
    existing: impl IntoIterator<Item = &'a DepartmentCode>,
) -> Option<&'a DepartmentCode> {
    existing
        .into_iter()
        .find(|other| other.as_str().starts_with(code.as_str()) || code.as_str().starts_with(other.as_str()))
}

impl Subject for Department {
    type Command = DepartmentCommand;
    type Event = DepartmentEvent;
    type Refusal = DepartmentRefusal;

    fn decide(
        subject: Option<&Self>,
        command: DepartmentCommand,
        context: &Context<'_>,
    ) -> Result<Vec<DepartmentEvent>, DepartmentRefusal> {
        if !administers(context.actor) {
            return Err(DepartmentRefusal::NotAdministrator);
        }
        let event = match (subject, command) {
            (
                None,
                DepartmentCommand::Found { code, side, name, name_en, short_name, jurisdiction, founded_on, existing },
            ) => {
                if let Some(other) = prefix_conflict(&code, &existing) {
                    return Err(DepartmentRefusal::CodeIsPrefix { code, other: other.clone() });
                }
                check_names(&name, name_en.as_deref(), &short_name)?;
                DepartmentEvent::Founded { code, side, name, name_en, short_name, jurisdiction, founded_on }
            }
            (Some(department), DepartmentCommand::Found { .. }) => {
                return Err(DepartmentRefusal::Exists { code: department.code.clone() });
            }
            (None, _) => return Err(DepartmentRefusal::Unknown),
            (Some(department), command) => department.change(command)?,
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &DepartmentEvent) -> Option<Self> {
        if let DepartmentEvent::Founded { code, side, name, name_en, short_name, jurisdiction, founded_on } = event {
            return Some(Self {
                code: code.clone(),
                side: *side,
                name: name.clone(),
                name_en: name_en.clone(),
                short_name: short_name.clone(),
                jurisdiction: jurisdiction.clone(),
                sections: Vec::new(),
                founded_on: *founded_on,
                succession: None,
                names: vec![DatedName { from: *founded_on, name: name.clone() }],
            });
        }
        subject.map(|department| department.changed(event))
    }
}

impl Department {
    fn change(&self, command: DepartmentCommand) -> Result<DepartmentEvent, DepartmentRefusal> {
        if let Some(succession) = &self.succession {
            return Err(DepartmentRefusal::Succeeded { on: succession.on, successors: succession.successors.clone() });
        }
        match command {
            // Founding an existing department is refused before this is asked.
            DepartmentCommand::Found { code, .. } => Err(DepartmentRefusal::Exists { code }),
            DepartmentCommand::Rename { name, name_en, short_name, from } => {
                check_names(&name, name_en.as_deref(), &short_name)?;
                match self.names.last() {
                    Some(last) if from <= last.from => Err(DepartmentRefusal::NameNotLater { from, last: last.from }),
                    _ => Ok(DepartmentEvent::Renamed { name, name_en, short_name, from }),
                }
            }
            DepartmentCommand::AddSection { section, name } => {
                check_name("name", &name)?;
                match self.section(&section) {
                    Some(_) => Err(DepartmentRefusal::SectionExists { section }),
                    None => Ok(DepartmentEvent::SectionAdded { section, name }),
                }
            }
            DepartmentCommand::RenameSection { section, name } => {
                check_name("name", &name)?;
                self.open_section(&section)?;
                Ok(DepartmentEvent::SectionRenamed { section, name })
            }
            DepartmentCommand::CloseSection { section, on } => {
                self.open_section(&section)?;
                Ok(DepartmentEvent::SectionClosed { section, on })
            }
            DepartmentCommand::Merge { into, on, standing } => {
                self.succeed(vec![into], on, SuccessionKind::Merged, &standing)
            }
            DepartmentCommand::Split { into, on, standing } => {
                if into.iter().collect::<BTreeSet<_>>().len() < 2 {
                    return Err(DepartmentRefusal::SplitNeedsTwo);
                }
                self.succeed(into, on, SuccessionKind::Split, &standing)
            }
        }
    }

    fn succeed(
        &self,
        mut successors: Vec<DepartmentCode>,
        on: Date,
        kind: SuccessionKind,
        standing: &BTreeSet<DepartmentCode>,
    ) -> Result<DepartmentEvent, DepartmentRefusal> {
        if on < self.founded_on {
            return Err(DepartmentRefusal::BeforeFounding { on, founded_on: self.founded_on });
        }
        successors.sort();
        successors.dedup();
        // A successor stands when it is named, so no chain of successions can come back to where it began.
        match successors.iter().find(|code| **code == self.code || !standing.contains(*code)) {
            Some(code) => Err(DepartmentRefusal::SuccessorUnfit { successor: code.clone() }),
            None => Ok(DepartmentEvent::Succeeded { successors, on, kind }),
        }
    }

    fn open_section(&self, code: &SectionCode) -> Result<&Section, DepartmentRefusal> {
        match self.section(code) {
            Some(section) if section.closed_on.is_none() => Ok(section),
            Some(_) => Err(DepartmentRefusal::SectionClosed { section: code.clone() }),
            None => Err(DepartmentRefusal::SectionUnknown { section: code.clone() }),
        }
    }

    fn changed(mut self, event: &DepartmentEvent) -> Self {
        match event {
            DepartmentEvent::Founded { .. } => {}
            DepartmentEvent::Renamed { name, name_en, short_name, from } => {
                self.name.clone_from(name);
                self.name_en.clone_from(name_en);
                self.short_name.clone_from(short_name);
                self.names.push(DatedName { from: *from, name: name.clone() });
            }
            DepartmentEvent::SectionAdded { section, name } => {
                self.sections.push(Section { code: section.clone(), name: name.clone(), closed_on: None });
            }
            DepartmentEvent::SectionRenamed { section, name } => {
                self.sections.iter_mut().filter(|s| s.code == *section).for_each(|s| s.name.clone_from(name));
            }
            DepartmentEvent::SectionClosed { section, on } => {
                self.sections.iter_mut().filter(|s| s.code == *section).for_each(|s| s.closed_on = Some(*on));
            }
            DepartmentEvent::Succeeded { successors, on, kind } => {
                self.succession = Some(Succession { successors: successors.clone(), on: *on, kind: *kind });
            }
        }
        self
    }
}

fn check_names(name: &str, name_en: Option<&str>, short_name: &str) -> Result<(), DepartmentRefusal> {
    check_name("name", name)?;
    name_en.map_or(Ok(()), |name| check_name("name_en", name))?;
    check_name("short_name", short_name)
}

fn check_name(field: &'static str, name: &str) -> Result<(), DepartmentRefusal> {
    if is_name(name) { Ok(()) } else { Err(DepartmentRefusal::NameUnfit { field }) }
}
