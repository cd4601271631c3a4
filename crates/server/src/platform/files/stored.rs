//! How files stand in the database, and who may read them: the department that handed one in, and the readers of every
//! transmittal that carries it. When a transmittal goes out, its readers become readers of its files by an entry of their own
//! (`shared`), so the generic rows of readers stay equal to the fold and nothing is searched at the download.

use super::store::StoredFile;
use crate::platform::act::Act;
use crate::platform::error::{Error, Result};
use crate::platform::identity::Scope;
use crate::platform::stored::{Held, Stored};
use serde::{Deserialize, Serialize};
use shenguan_db::{Row, Tx, Value};
use shenguan_rules::exchange::{Attachment, AttachmentCommand, MediaType};
use shenguan_rules::party::{AttachmentId, DepartmentCode, StepId};
use utoipa::ToSchema;

/// What lies beside the ledger for a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AttachmentContent {
    name: String,
}

/// A file as lists and answers name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttachmentInfo {
    /// Its id.
    pub id: String,
    /// Its name; empty where the name was erased.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// PDF, OFD, DOCX, XLSX, JPG or PNG.
    #[schema(value_type = String)]
    pub media_type: MediaType,
    /// SHA-256 of the bytes; the store finds them by it.
    #[serde(skip)]
    pub sha256: String,
}

impl Stored for Attachment {
    const KIND: &'static str = "attachment";
    const STATE_COLUMNS: &'static [&'static str] = &["sha256", "size", "media_type"];
    const CONTENT_COLUMNS: &'static [&'static str] = &["name"];

    fn state_columns(&self) -> Vec<Value> {
        let size = i64::try_from(self.size).unwrap_or(i64::MAX);
        vec![self.sha256.as_str().into(), size.into(), self.media_type.as_str().into()]
    }

    fn content_columns(&self, content: Option<&serde_json::Value>) -> Vec<Value> {
        let content = content.and_then(|content| AttachmentContent::deserialize(content).ok());
        vec![content.map(|content| content.name).into()]
    }

    fn content_digest(&self) -> Option<String> {
        Some(self.content.to_string())
    }

    fn readers(&self) -> Vec<DepartmentCode> {
        Attachment::readers(self)
    }
}

/// Puts a file on record whose bytes are safe on disk.
pub fn record(act: &mut Act<'_, '_>, file: &StoredFile) -> Result<AttachmentInfo> {
    put_on_record(act, file, None)
}

/// The same for what the platform made for a department.
pub fn record_made(act: &mut Act<'_, '_>, file: &StoredFile, owner: &DepartmentCode) -> Result<AttachmentInfo> {
    put_on_record(act, file, Some(owner.clone()))
}

fn put_on_record(act: &mut Act<'_, '_>, file: &StoredFile, made_for: Option<DepartmentCode>) -> Result<AttachmentInfo> {
    let id = AttachmentId::parse(act.new_id()).map_err(Error::refused)?;
    let content = act.content(&AttachmentContent { name: file.name.clone() })?;
    let command = AttachmentCommand::Upload {
        id: id.clone(),
        sha256: file.sha256.clone(),
        size: file.size,
        media_type: file.media_type,
        content,
        made_for,
    };
    act.create::<Attachment>(id.as_str(), command)?;
    Ok(AttachmentInfo {
        id: id.to_string(),
        name: file.name.clone(),
        size: file.size,
        media_type: file.media_type,
        sha256: file.sha256.clone(),
    })
}

/// The files of those ids, each of which the department that acts may read; another is a wrong field.
pub fn readable(act: &mut Act<'_, '_>, field: &str, asked: &[String]) -> Result<Vec<AttachmentId>> {
    let department = act.actor().department().map(ToString::to_string).unwrap_or_default();
    let each = asked.iter().enumerate().map(|(index, id)| {
        let unknown = || Error::field(format!("{field}.{index}"), "ATTACHMENT_UNKNOWN");
        let id = AttachmentId::parse(id.as_str()).map_err(|_| unknown())?;
        let row = act.tx().query_opt(
            "SELECT 1 FROM reader WHERE department = $1 AND subject_kind = 'attachment' AND subject_id = $2",
            &[department.as_str().into(), id.as_str().into()],
        )?;
        row.map(|_| id).ok_or_else(unknown)
    });
    each.collect()
}

/// Lets the readers of an item read the files that it carries. To be called in the act by which they come to read the item.
pub fn share(
    act: &mut Act<'_, '_>,
    item: &StepId,
    attachments: &[AttachmentId],
    with: &[DepartmentCode],
) -> Result<()> {
    for id in attachments {
        let held: Held<Attachment> = act.get(id.as_str())?;
        act.command(held, AttachmentCommand::Share { item: item.clone(), with: with.to_vec() })?;
    }
    Ok(())
}

/// The file of that id, where it is within the scope; else there is none.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, id: &str) -> Result<AttachmentInfo> {
    let (within, values) = scope.predicate("a", Attachment::KIND, 2);
    let sql = format!("{SELECT} WHERE a.id = $1 AND {within}");
    let params: Vec<Value> = std::iter::once(id.into()).chain(values).collect();
    tx.query_opt(&sql, &params)?.map(|row| info(&row)).transpose()?.ok_or(Error::NotFound)
}

/// The files of those ids, in the order asked, for the view of a transmittal that carries them.
pub fn described(tx: &mut Tx<'_>, ids: &[AttachmentId]) -> Result<Vec<AttachmentInfo>> {
    let sql = format!("{SELECT} WHERE a.id = $1");
    ids.iter()
        .map(|id| {
            let row = tx.query_opt(&sql, &[id.as_str().into()])?;
            info(&row.ok_or_else(|| Error::fault(format!("attachment {id} has no row")))?)
        })
        .collect()
}

const SELECT: &str = "SELECT a.id, a.name, a.size, a.media_type, a.sha256 FROM attachment a";

fn info(row: &Row) -> Result<AttachmentInfo> {
    let (name, size): (Option<String>, i64) = (row.get(1)?, row.get(2)?);
    let media_type: String = row.get(3)?;
    Ok(AttachmentInfo {
        id: row.get(0)?,
        name: name.unwrap_or_default(),
        size: u64::try_from(size).map_err(Error::fault)?,
        media_type: serde_json::from_value(media_type.into())?,
        sha256: row.get(4)?,
    })
}
