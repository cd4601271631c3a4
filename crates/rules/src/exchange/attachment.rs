//! Files that go with a push (二(三)¶3): what was handed in, and which departments it was shared with. The bytes lie on disk
//! under their SHA-256, the name in the content; the ledger has the hash, so that a file cannot be exchanged for another.

use super::transmittal::ActedBy;
use crate::party::{AttachmentId, ContentDigest, DepartmentCode, StepId};
use crate::subject::{Context, Refusal, Subject, micros};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A file that a department handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// SHA-256 of the bytes: 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// What it is.
    pub media_type: MediaType,
    /// The file's name, salted.
    pub content: ContentDigest,
    /// The department that handed it in.
    pub department: DepartmentCode,
    /// Who did.
    pub uploaded_by: ActedBy,
    /// When.
    #[serde(with = "micros")]
    pub uploaded_at: Timestamp,
    /// The departments that got it with a transmittal, in the order in which they did.
    pub shared_with: Vec<DepartmentCode>,
}

/// The kinds of file that are taken: documents that nobody runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MediaType {
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// OFD, GB/T 33190.
    #[serde(rename = "application/ofd")]
    Ofd,
    /// Word, without macros.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// Excel, without macros.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    Xlsx,
    /// A photograph or scan.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture.
    #[serde(rename = "image/png")]
    Png,
}

/// What may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentCommand {
    /// Put a file on record whose bytes are safe on disk.
    Upload {
        /// Its id.
        id: AttachmentId,
        /// SHA-256 of the bytes, in hexadecimal.
        sha256: String,
        /// Bytes.
        size: u64,
        /// What it is.
        media_type: MediaType,
        /// The file's name, salted.
        content: ContentDigest,
        /// Whose it is, where the platform made it: a document that a department issued. What a department hands in is its own.
        made_for: Option<DepartmentCode>,
    },
    /// Let those read it who may read an item that carries it.
    Share {
        /// Which.
        item: StepId,
        /// Its readers.
        with: Vec<DepartmentCode>,
    },
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum AttachmentEvent {
    /// It was handed in.
    Uploaded(Attachment),
    /// It went out with an item, to departments that did not have it.
    Shared {
        /// Which. Entries from before there were letters call it by the only kind that there was.
        #[serde(alias = "transmittal")]
        item: StepId,
        /// To whom.
        with: Vec<DepartmentCode>,
    },
}

/// Why not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentRefusal {
    /// The id is taken.
    #[error("the attachment is on record already")]
    Known,
    /// Nothing of that id is on record.
    #[error("the attachment is not on record")]
    Unknown,
    /// Time and the installation hand nothing in.
    #[error("only a department hands in files")]
    NotDepartment,
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not 64 lower-case hexadecimal digits.
    #[error("the hash is no SHA-256 in lower-case hexadecimal")]
    HashShape,
    /// A department shares what it may read itself.
    #[error("the department may not read the attachment")]
    NotReader,
}

impl Attachment {
    /// The departments that may read it: its own, and those that got it.
    pub fn readers(&self) -> Vec<DepartmentCode> {
        std::iter::once(&self.department).chain(&self.shared_with).cloned().collect()
    }
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Ofd, Self::Docx, Self::Xlsx, Self::Jpeg, Self::Png];

    /// As in `Content-Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

impl Subject for Attachment {
    type Command = AttachmentCommand;
    type Event = AttachmentEvent;
    type Refusal = AttachmentRefusal;

    fn decide(
        subject: Option<&Self>,
        command: AttachmentCommand,
        context: &Context<'_>,
    ) -> Result<Vec<AttachmentEvent>, AttachmentRefusal> {
        match command {
            AttachmentCommand::Upload { id, sha256, size, media_type, content, made_for } => {
                if subject.is_some() {
                    return Err(AttachmentRefusal::Known);
                }
                let department = context.actor.department().cloned().or(made_for);
                let department = department.ok_or(AttachmentRefusal::NotDepartment)?;
                if size == 0 {
                    return Err(AttachmentRefusal::Empty);
                }
                if sha256.len() != 64 || !sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
                    return Err(AttachmentRefusal::HashShape);
                }
                Ok(vec![AttachmentEvent::Uploaded(Self {
                    id,
                    sha256,
                    size,
                    media_type,
                    content,
                    department,
                    uploaded_by: ActedBy::from(context.actor),
                    uploaded_at: context.now,
                    shared_with: Vec::new(),
                })])
            }
            AttachmentCommand::Share { item, with } => {
                let readers = subject.ok_or(AttachmentRefusal::Unknown)?.readers();
                if context.actor.department().is_some_and(|department| !readers.contains(department)) {
                    return Err(AttachmentRefusal::NotReader);
                }
                let mut new: Vec<DepartmentCode> = Vec::new();
                for department in with {
                    if !readers.contains(&department) && !new.contains(&department) {
                        new.push(department);
                    }
                }
                if new.is_empty() {
                    return Ok(Vec::new());
                }
                Ok(vec![AttachmentEvent::Shared { item, with: new }])
            }
        }
    }

    fn apply(subject: Option<Self>, event: &AttachmentEvent) -> Option<Self> {
        match event {
            AttachmentEvent::Uploaded(attachment) => Some(attachment.clone()),
            AttachmentEvent::Shared { with, .. } => subject.map(|mut attachment| {
                attachment.shared_with.extend(with.iter().cloned());
                attachment
            }),
        }
    }
}

impl Refusal for AttachmentRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Known => "ATTACHMENT_KNOWN",
            Self::Unknown => "ATTACHMENT_UNKNOWN",
            Self::NotDepartment => "ATTACHMENT_NOT_DEPARTMENT",
            Self::Empty => "ATTACHMENT_EMPTY",
            Self::HashShape => "ATTACHMENT_HASH_SHAPE",
            Self::NotReader => "ATTACHMENT_NOT_READER",
        }
    }

    fn clause(&self) -> Option<&'static str> {
        Some("二(三)¶3")
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Known => Some("id"),
            Self::Unknown => Some("attachments"),
            Self::Empty => Some("file"),
            Self::HashShape => Some("sha256"),
            Self::NotDepartment | Self::NotReader => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Calendar;
    use crate::party::Side;
    use crate::rule_set::RuleSet;
    use crate::subject::Actor;

    fn department(code: &str) -> DepartmentCode {
        DepartmentCode::parse(code).unwrap()
    }

    fn decide(
        subject: Option<&Attachment>,
        command: AttachmentCommand,
        by: &str,
    ) -> Result<Vec<AttachmentEvent>, AttachmentRefusal> {
        let actor = match by {
            "" => Actor::Time,
            code => Actor::System { department: department(code), side: Side::Approval, key: "test".to_owned() },
        };
        let (calendar, rule_set) = (Calendar::official(), RuleSet::default());
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        Attachment::decide(subject, command, &Context { now, actor: &actor, calendar: &calendar, rule_set: &rule_set })
    }

    fn upload(sha256: &str, size: u64) -> AttachmentCommand {
        AttachmentCommand::Upload {
            id: AttachmentId::parse("a-1").unwrap(),
            sha256: sha256.to_owned(),
            size,
            media_type: MediaType::Pdf,
            content: ContentDigest::parse("0".repeat(64)).unwrap(),
            made_for: None,
        }
    }

    /// The same, made by the platform.
    fn made_for(of: &str, upload: AttachmentCommand) -> AttachmentCommand {
        let AttachmentCommand::Upload { id, sha256, size, media_type, content, .. } = upload else { panic!() };
        AttachmentCommand::Upload { id, sha256, size, media_type, content, made_for: Some(department(of)) }
    }

    fn share(with: &[&str]) -> AttachmentCommand {
        AttachmentCommand::Share {
            item: StepId::parse("t-1").unwrap(),
            with: with.iter().copied().map(department).collect(),
        }
    }

    fn fold(subject: Option<Attachment>, events: &[AttachmentEvent]) -> Attachment {
        events.iter().fold(subject, Attachment::apply).unwrap()
    }

    #[test]
    fn a_file_is_read_by_its_department_and_by_those_it_was_shared_with() {
        let uploaded = fold(None, &decide(None, upload(&"ab".repeat(32), 3), "SPJ").unwrap());
        assert_eq!(uploaded.readers(), [department("SPJ")]);
        let shared = decide(Some(&uploaded), share(&["ZJJ", "SPJ", "ZJJ"]), "SPJ").unwrap();
        let attachment = fold(Some(uploaded), &shared);
        assert_eq!(attachment.readers(), [department("SPJ"), department("ZJJ")]);
        assert_eq!(decide(Some(&attachment), share(&["ZJJ"]), "SPJ"), Ok(Vec::new()));
        let onward = decide(Some(&attachment), share(&["HBJ"]), "ZJJ").unwrap();
        assert_eq!(fold(Some(attachment), &onward).readers().len(), 3);
    }

    #[test]
    fn what_the_platform_made_is_the_departments_for_which_and_what_one_hands_in_is_its_own() {
        let made = fold(None, &decide(None, made_for("SPJ", upload(&"ab".repeat(32), 3)), "").unwrap());
        assert_eq!((made.readers(), made.uploaded_by), (vec![department("SPJ")], ActedBy::Platform));
        let own = fold(None, &decide(None, made_for("SPJ", upload(&"ab".repeat(32), 3)), "ZJJ").unwrap());
        assert_eq!(own.readers(), [department("ZJJ")]);
    }

    #[test]
    fn what_is_no_file_of_a_department_is_refused_by_name() {
        let hash = "ab".repeat(32);
        assert_eq!(decide(None, upload(&hash, 0), "SPJ"), Err(AttachmentRefusal::Empty));
        assert_eq!(decide(None, upload(&hash.to_uppercase(), 1), "SPJ"), Err(AttachmentRefusal::HashShape));
        assert_eq!(decide(None, upload(&hash[1..], 1), "SPJ"), Err(AttachmentRefusal::HashShape));
        assert_eq!(decide(None, upload(&hash, 1), ""), Err(AttachmentRefusal::NotDepartment));
        assert_eq!(decide(None, share(&["ZJJ"]), "SPJ"), Err(AttachmentRefusal::Unknown));
        let uploaded = fold(None, &decide(None, upload(&hash, 3), "SPJ").unwrap());
        assert_eq!(decide(Some(&uploaded), upload(&hash, 3), "SPJ"), Err(AttachmentRefusal::Known));
        assert_eq!(decide(Some(&uploaded), share(&["HBJ"]), "ZJJ"), Err(AttachmentRefusal::NotReader));
    }

    #[test]
    fn what_was_shared_before_there_were_letters_can_still_be_read() {
        let old = r#"{"event":"shared","transmittal":"t-1","with":["ZJJ"]}"#;
        let read: AttachmentEvent = serde_json::from_str(old).unwrap();
        let item = StepId::parse("t-1").unwrap();
        assert_eq!(read, AttachmentEvent::Shared { item, with: vec![department("ZJJ")] });
    }

    #[test]
    fn the_media_type_in_the_ledger_is_the_one_of_the_header() {
        for media_type in MediaType::ALL {
            assert_eq!(serde_json::to_value(media_type).unwrap(), media_type.as_str());
        }
    }
}
