//! What every page of the exchange writes about a transmittal: who sent it, what it is called, what it came to.

use crate::platform::desk::{Source, Words};
use crate::platform::web::Language;
use shenguan_rules::exchange::{ActedBy, Kind, Transmittal};

impl Words {
    /// Who sent it: department, section, person.
    pub(super) fn source(&self, transmittal: &Transmittal) -> Source {
        let department = self.department(&transmittal.from);
        let Some(entry) = transmittal.pushed_by.officer().and_then(|id| self.directory.officer(id)) else {
            let item = transmittal.item.as_ref().and_then(|code| self.directory.item(code));
            let section = item.filter(|_| self.is_bureau(&transmittal.from));
            let section = section.map(|item| self.section(&transmittal.from, &item.bureau_section));
            return Source {
                department,
                section: section.unwrap_or_default(),
                person: self.acted(&transmittal.pushed_by),
                contact: String::new(),
            };
        };
        Source {
            department,
            section: self.section_of(entry),
            person: entry.card.name.clone(),
            contact: entry.card.contact.clone(),
        }
    }

    /// Who sent it back.
    pub(super) fn returner(&self, transmittal: &Transmittal) -> Source {
        let by = transmittal.returned.as_ref().map(|returned| &returned.by);
        let entry = by.and_then(ActedBy::officer).and_then(|id| self.directory.officer(id));
        Source {
            department: self.department(&transmittal.to),
            section: entry.map(|entry| self.section_of(entry)).unwrap_or_default(),
            person: by.map(|by| self.acted(by)).unwrap_or_default(),
            contact: entry.map(|entry| entry.card.contact.clone()).unwrap_or_default(),
        }
    }

    /// The tag of a kind: four characters, so that tags align.
    pub(super) fn kind(&self, kind: &Kind) -> String {
        match kind {
            Kind::City(_) => {
                let rule_set = self.directory.rule_set(self.now);
                let extra = rule_set.extra_kind(kind.as_str());
                extra.map_or_else(
                    || kind.to_string(),
                    |extra| match self.language {
                        Language::Chinese => extra.name_zh.clone(),
                        Language::English => extra.name_en.clone(),
                    },
                )
            }
            known => self.t_of("kind", known.as_str()).to_string(),
        }
    }

    /// 准予, 变更 …; empty where there is no outcome.
    pub(super) fn outcome(&self, transmittal: &Transmittal) -> String {
        transmittal
            .outcome
            .map(|outcome| match self.language {
                Language::Chinese => outcome.zh().to_owned(),
                Language::English => outcome.en().to_owned(),
            })
            .unwrap_or_default()
    }
}
