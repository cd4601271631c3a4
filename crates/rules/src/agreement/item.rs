//! Approval items (审批事项) with the versions of their standard elements (审批标准化要素, 二(三)¶1).

use crate::party::{ContentDigest, ItemCode, SectionCode, is_name};
use crate::roster::keeps_items;
use crate::subject::{Context, Refusal, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An item that the bureau approves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalItem {
    /// Its code, for ever.
    pub code: ItemCode,
    /// The standard or province that gives the code.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// The bureau's section (审批业务科) that handles it.
    pub bureau_section: SectionCode,
    /// The newest version; the first is 1.
    pub version: u32,
    /// Every version, the oldest first; never empty.
    pub versions: Vec<ItemVersion>,
    /// What the bureau's own approval system calls it.
    pub external_code: Option<String>,
    /// The first day on which it is no item any more.
    pub withdrawn_on: Option<Date>,
}

/// The standard elements as they stood from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemVersion {
    /// Its number.
    pub version: u32,
    /// Its first day.
    pub from: Date,
    /// Salted digest of the standard elements.
    pub content: ContentDigest,
}

/// What may be asked of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum ApprovalItemCommand {
    /// Put it on the list.
    List {
        /// Its code.
        code: ItemCode,
        /// Who gives the code.
        scheme: String,
        /// Its name.
        name: String,
        /// Who handles it.
        bureau_section: SectionCode,
        /// First day of version 1.
        from: Date,
        /// Digest of its standard elements.
        content: ContentDigest,
        /// What the approval system calls it.
        external_code: Option<String>,
        /// Fact: the open sections of the bureau.
        sections: BTreeSet<SectionCode>,
    },
    /// A new version of the standard elements. Telling the other side is a transmittal of its own.
    ChangeElements {
        /// First day, not before that of the version before.
        from: Date,
        /// Digest of the new elements.
        content: ContentDigest,
    },
    /// A new name.
    Rename {
        /// The name.
        name: String,
    },
    /// Another section of the bureau handles it.
    Reassign {
        /// Which.
        bureau_section: SectionCode,
        /// Fact: the open sections of the bureau.
        sections: BTreeSet<SectionCode>,
    },
    /// Take it off the list.
    Withdraw {
        /// The first day without it.
        on: Date,
    },
}

/// What happened to an item. Names of items are public and stand in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the fields are those of the state")]
pub enum ApprovalItemEvent {
    /// Listed, as version 1.
    Listed {
        code: ItemCode,
        scheme: String,
        name: String,
        bureau_section: SectionCode,
        from: Date,
        content: ContentDigest,
        external_code: Option<String>,
    },
    /// The standard elements changed.
    ElementsChanged { version: u32, from: Date, content: ContentDigest },
    /// A new name.
    Renamed { name: String },
    /// Another section handles it.
    Reassigned { bureau_section: SectionCode },
    /// Off the list.
    Withdrawn { on: Date },
}

/// Why an item is not listed or changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are named by the sentences")]
pub enum ApprovalItemRefusal {
    /// The items are the bureau's.
    #[error("items are kept by the approval bureau")]
    NotBureau,
    /// The code is taken.
    #[error("item {code} exists")]
    Exists { code: ItemCode },
    /// There is none.
    #[error("there is no such item")]
    Unknown,
    /// A text is empty, too long or has invisible characters.
    #[error("{field} is no name")]
    NameUnfit { field: &'static str },
    /// The bureau has no such open section.
    #[error("the bureau has no open section {section}")]
    SectionUnknown { section: SectionCode },
    /// A version begins before the one before it.
    #[error("a version from {from} lies before the one from {last}")]
    VersionBeforeLast { from: Date, last: Date },
    /// It is off the list and changes no more.
    #[error("the item was withdrawn on {on}")]
    Withdrawn { on: Date },
}

impl Refusal for ApprovalItemRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotBureau => "ITEM_NOT_BUREAU",
            Self::Exists { .. } => "ITEM_EXISTS",
            Self::Unknown => "ITEM_UNKNOWN",
            Self::NameUnfit { .. } => "NAME_UNFIT",
            Self::SectionUnknown { .. } => "SECTION_UNKNOWN",
            Self::VersionBeforeLast { .. } => "VERSION_BEFORE_LAST",
            Self::Withdrawn { .. } => "ITEM_WITHDRAWN",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        match self {
            Self::NotBureau => Some("二（一）¶2"),
            Self::SectionUnknown { .. } => Some("二（二）¶1"),
            _ => None,
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotBureau | Self::Unknown | Self::Withdrawn { .. } => None,
            Self::Exists { .. } => Some("code"),
            Self::NameUnfit { field } => Some(field),
            Self::SectionUnknown { .. } => Some("bureau_section"),
            Self::VersionBeforeLast { .. } => Some("from"),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotBureau | Self::Unknown => Vec::new(),
            Self::Exists { code } => vec![("code", code.to_string())],
            Self::NameUnfit { field } => vec![("field", (*field).to_owned())],
            Self::SectionUnknown { section } => vec![("section", section.to_string())],
            Self::VersionBeforeLast { from, last } => vec![("from", from.to_string()), ("last", last.to_string())],
            Self::Withdrawn { on } => vec![("on", on.to_string())],
        }
    }
}

impl ApprovalItem {
    /// The version in force on `date`; none before the first.
    pub fn version_on(&self, date: Date) -> Option<&ItemVersion> {
        self.versions.iter().rev().find(|version| version.from <= date)
    }

    /// Whether it is on the list on `date`.
    pub fn is_listed(&self, date: Date) -> bool {
        self.version_on(date).is_some() && self.withdrawn_on.is_none_or(|on| date < on)
    }

    fn change(&self, command: ApprovalItemCommand) -> Result<ApprovalItemEvent, ApprovalItemRefusal> {
        if let Some(on) = self.withdrawn_on {
            return Err(ApprovalItemRefusal::Withdrawn { on });
        }
        match command {
            ApprovalItemCommand::List { code, .. } => Err(ApprovalItemRefusal::Exists { code }),
            ApprovalItemCommand::ChangeElements { from, content } => match self.versions.last() {
                Some(last) if from < last.from => Err(ApprovalItemRefusal::VersionBeforeLast { from, last: last.from }),
                _ => Ok(ApprovalItemEvent::ElementsChanged { version: self.version + 1, from, content }),
            },
            ApprovalItemCommand::Rename { name } => {
                check_name("name", &name)?;
                Ok(ApprovalItemEvent::Renamed { name })
            }
            ApprovalItemCommand::Reassign { bureau_section, sections } => {
                check_section(&bureau_section, &sections)?;
                Ok(ApprovalItemEvent::Reassigned { bureau_section })
            }
            ApprovalItemCommand::Withdraw { on } => Ok(ApprovalItemEvent::Withdrawn { on }),
        }
    }
}

impl Subject for ApprovalItem {
    type Command = ApprovalItemCommand;
    type Event = ApprovalItemEvent;
    type Refusal = ApprovalItemRefusal;

    fn decide(
        subject: Option<&Self>,
        command: ApprovalItemCommand,
        context: &Context<'_>,
    ) -> Result<Vec<ApprovalItemEvent>, ApprovalItemRefusal> {
        if !keeps_items(context.actor) {
            return Err(ApprovalItemRefusal::NotBureau);
        }
        let event = match (subject, command) {
            (Some(item), ApprovalItemCommand::List { .. }) => {
                return Err(ApprovalItemRefusal::Exists { code: item.code.clone() });
            }
            (Some(item), command) => item.change(command)?,
            (
                None,
                ApprovalItemCommand::List {
                    code,
                    scheme,
                    name,
                    bureau_section,
                    from,
                    content,
                    external_code,
                    sections,
                },
            ) => {
                check_name("scheme", &scheme)?;
                check_name("name", &name)?;
                external_code.as_deref().map_or(Ok(()), |code| check_name("external_code", code))?;
                check_section(&bureau_section, &sections)?;
                ApprovalItemEvent::Listed { code, scheme, name, bureau_section, from, content, external_code }
            }
            (None, _) => return Err(ApprovalItemRefusal::Unknown),
        };
        Ok(vec![event])
    }

    fn apply(subject: Option<Self>, event: &ApprovalItemEvent) -> Option<Self> {
        if let ApprovalItemEvent::Listed { code, scheme, name, bureau_section, from, content, external_code } = event {
            return Some(Self {
                code: code.clone(),
                scheme: scheme.clone(),
                name: name.clone(),
                bureau_section: bureau_section.clone(),
                version: 1,
                versions: vec![ItemVersion { version: 1, from: *from, content: content.clone() }],
                external_code: external_code.clone(),
                withdrawn_on: None,
            });
        }
        subject.map(|mut item| {
            match event {
                ApprovalItemEvent::Listed { .. } => {}
                ApprovalItemEvent::ElementsChanged { version, from, content } => {
                    item.version = *version;
                    item.versions.push(ItemVersion { version: *version, from: *from, content: content.clone() });
                }
                ApprovalItemEvent::Renamed { name } => item.name.clone_from(name),
                ApprovalItemEvent::Reassigned { bureau_section } => item.bureau_section.clone_from(bureau_section),
                ApprovalItemEvent::Withdrawn { on } => item.withdrawn_on = Some(*on),
            }
            item
        })
    }
}

/// Real item names run past 200 characters; scheme and outside code do not.
const MAX_ITEM_NAME_CHARS: usize = 500;

fn check_name(field: &'static str, text: &str) -> Result<(), ApprovalItemRefusal> {
    let long_name = field == "name"
        && text.chars().count() <= MAX_ITEM_NAME_CHARS
        && text.trim() == text
        && !text.is_empty()
        && !text.chars().any(char::is_control);
    if long_name || is_name(text) { Ok(()) } else { Err(ApprovalItemRefusal::NameUnfit { field }) }
}

fn check_section(section: &SectionCode, sections: &BTreeSet<SectionCode>) -> Result<(), ApprovalItemRefusal> {
    if sections.contains(section) {
        Ok(())
    } else {
        Err(ApprovalItemRefusal::SectionUnknown { section: section.clone() })
    }
}
