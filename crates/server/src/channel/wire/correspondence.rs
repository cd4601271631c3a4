//! What the API shows of letters and OA papers.

use crate::channel::content::{CorrespondenceContent, Words};
use crate::channel::store;
use crate::platform::error::Result;
use crate::platform::face::View;
use crate::platform::files::{self, AttachmentInfo};
use crate::platform::identity::Scope;
use serde::Serialize;
use shenguan_rules::calendar::rfc3339;
use shenguan_rules::channel::{Channel, Correspondence, OpinionKind, Proof, Stage, Step, Version};
use shenguan_rules::exchange::ActedBy;
use shenguan_rules::party::{ContentDigest, OfficerId};
use utoipa::ToSchema;

/// Somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonWire {
    /// Id of the officer.
    pub officer: String,
    /// 姓名; empty where it was erased.
    pub name: String,
}

/// A step of the ladder.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StepWire {
    /// `platform`, `phone`, `oa`, `letter`.
    pub channel: String,
    /// Id of what was pushed, called about, written.
    pub id: String,
    /// When.
    pub at: String,
}

/// A letter or an OA paper. What is inside of the sender — versions, opinions, the endorsement — is shown to the sender alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CorrespondenceWire {
    pub(in crate::channel) id: String,
    pub(in crate::channel) number: String,
    /// `oa` or `letter`.
    pub(in crate::channel) channel: String,
    /// `drafted`, `submitted`, `sent_back`, `endorsed`, `issued`, `withdrawn`.
    pub(in crate::channel) stage: String,
    pub(in crate::channel) from: String,
    pub(in crate::channel) to: Vec<String>,
    pub(in crate::channel) subject: Option<String>,
    pub(in crate::channel) summary: Option<String>,
    pub(in crate::channel) text: Option<String>,
    pub(in crate::channel) attachments: Vec<AttachmentInfo>,
    pub(in crate::channel) about: Option<String>,
    pub(in crate::channel) follows: Option<StepWire>,
    pub(in crate::channel) answers: Option<String>,
    /// 发文字号.
    pub(in crate::channel) document_number: Option<String>,
    pub(in crate::channel) issued_at: Option<String>,
    pub(in crate::channel) document: Option<DocumentWire>,
    pub(in crate::channel) receipts: Vec<ReceiptWire>,
    /// The addressees whose leaders agreed to the OA channel, where they are asked.
    pub(in crate::channel) consents: Vec<String>,
    pub(in crate::channel) consent_missing: Option<String>,
    /// The leader who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::channel) with: Option<PersonWire>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::channel) versions: Vec<VersionWire>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::channel) opinions: Vec<OpinionWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::channel) endorsement: Option<EndorsementWire>,
}

/// The stored document.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentWire {
    pub(in crate::channel) file: String,
    sha256: String,
}

/// What an addressee did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReceiptWire {
    pub(in crate::channel) department: String,
    pub(in crate::channel) filed_at: Option<String>,
    pub(in crate::channel) answer: Option<String>,
}

/// A text that there was.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionWire {
    /// The first is 1.
    pub version: u32,
    /// Who wrote it.
    pub by: PersonWire,
    /// When.
    pub at: String,
    /// 标题.
    pub subject: Option<String>,
    /// 正文.
    pub text: Option<String>,
}

/// What a leader said of a version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpinionWire {
    /// Who.
    pub by: PersonWire,
    /// In whose place (代理), where in another's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<PersonWire>,
    /// `endorsed`, `sent_back`, `passed_on`.
    pub kind: String,
    /// Of which version.
    pub version: u32,
    /// The words.
    pub words: Option<String>,
    /// When.
    pub at: String,
}

/// The consent that the text has.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EndorsementWire {
    /// Which leader.
    pub by: PersonWire,
    /// In whose place (代理), where in another's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<PersonWire>,
    /// In which role.
    pub role: String,
    /// Of which version.
    pub version: u32,
    /// When it was put on record.
    pub at: String,
    /// How it was given that was entered afterwards.
    pub entered: Option<EnteredWire>,
}

/// An endorsement from paper or from the OA system.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EnteredWire {
    /// `paper` or `oa`.
    pub proof: String,
    /// On which day.
    pub endorsed_on: String,
    /// Its number there.
    pub number: Option<String>,
    /// The scan.
    pub scan: String,
}

/// Whether whoever sees through the scope sees what is inside of the sender. 督查 sees what it oversees in full.
pub(in crate::channel) fn is_inside(scope: &Scope, held: &Correspondence) -> bool {
    let office = held.issue.as_ref().map(|issue| &issue.office);
    match scope {
        Scope::City => true,
        Scope::Department(department) => *department == held.from || office == Some(department),
        Scope::None => false,
    }
}

/// The version that whoever sees through the scope may read.
pub(in crate::channel) fn readable<'h>(scope: &Scope, held: &'h Correspondence) -> Option<&'h Version> {
    let version = match scope {
        Scope::Department(department) => held.version_for(department)?,
        Scope::City => held.version(),
        Scope::None => return None,
    };
    held.versions.get(usize::try_from(version).ok()?.checked_sub(1)?)
}

pub(in crate::channel) fn correspondence(
    view: &mut View<'_, '_>,
    scope: &Scope,
    held: &Correspondence,
) -> Result<CorrespondenceWire> {
    let version = readable(scope, held);
    let content = version.map(|version| store::body::<CorrespondenceContent>(view.tx, &version.content)).transpose()?;
    let content = content.flatten();
    let attachments = match version {
        Some(version) => files::described(view.tx, &version.attachments)?,
        None => Vec::new(),
    };
    let inside = is_inside(scope, held);
    let with = match &held.stage {
        Stage::Submitted { to } if inside => Some(person(view, to)),
        _ => None,
    };
    let receipts = held.receipts.iter().map(|receipt| ReceiptWire {
        department: receipt.department.to_string(),
        filed_at: receipt.filed_at.map(rfc3339),
        answer: receipt.answer.as_ref().map(ToString::to_string),
    });
    Ok(CorrespondenceWire {
        id: held.id.to_string(),
        number: held.number.clone(),
        channel: held.channel.as_str().to_owned(),
        stage: held.stage.as_str().to_owned(),
        from: held.from.to_string(),
        to: held.to.iter().map(ToString::to_string).collect(),
        subject: content.as_ref().map(|content| content.subject.clone()),
        summary: content.as_ref().map(|content| content.summary.clone()),
        text: content.map(|content| content.text),
        attachments,
        about: held.about.as_ref().map(ToString::to_string),
        follows: held.follows.as_ref().map(step),
        answers: held.answers.as_ref().map(ToString::to_string),
        document_number: held.document_number().map(ToString::to_string),
        issued_at: held.issue.as_ref().map(|issue| rfc3339(issue.at)),
        document: held
            .issue
            .as_ref()
            .and_then(|issue| issue.document.as_ref())
            .map(|document| DocumentWire { file: document.file.to_string(), sha256: document.sha256.clone() }),
        receipts: receipts.collect(),
        consents: held.consents.iter().map(ToString::to_string).collect(),
        consent_missing: held.consent_missing().filter(|_| held.issue.is_none()).map(ToString::to_string),
        with,
        versions: if inside { versions(view, held)? } else { Vec::new() },
        opinions: if inside { opinions(view, held)? } else { Vec::new() },
        endorsement: held.endorsement.as_ref().filter(|_| inside).map(|given| EndorsementWire {
            by: person(view, &given.officer),
            acting_for: given.acting_for.as_ref().map(|absent| person(view, absent)),
            role: given.role.zh().to_owned(),
            version: given.version,
            at: rfc3339(given.at),
            entered: given.entered.as_ref().map(|entered| EnteredWire {
                proof: proof(entered.proof).to_owned(),
                endorsed_on: entered.endorsed_on.to_string(),
                number: entered.number.clone(),
                scan: entered.scan.to_string(),
            }),
        }),
    })
}

/// Every text that there was.
pub(in crate::channel) fn versions(view: &mut View<'_, '_>, held: &Correspondence) -> Result<Vec<VersionWire>> {
    let each = held.versions.iter().zip(1..).map(|(version, number)| {
        let content: Option<CorrespondenceContent> = store::body(view.tx, &version.content)?;
        let (subject, text) = content.map(|content| (content.subject, content.text)).unzip();
        Ok(VersionWire { version: number, by: person(view, &version.by), at: rfc3339(version.at), subject, text })
    });
    each.collect()
}

/// What leaders said, the first first.
pub(in crate::channel) fn opinions(view: &mut View<'_, '_>, held: &Correspondence) -> Result<Vec<OpinionWire>> {
    let each = held.opinions.iter().map(|opinion| {
        let kind = match opinion.kind {
            OpinionKind::Endorsed => "endorsed",
            OpinionKind::SentBack => "sent_back",
            OpinionKind::PassedOn => "passed_on",
        };
        Ok(OpinionWire {
            by: person(view, &opinion.officer),
            acting_for: opinion.acting_for.as_ref().map(|absent| person(view, absent)),
            kind: kind.to_owned(),
            version: opinion.version,
            words: words(view, opinion.content.as_ref())?,
            at: rfc3339(opinion.at),
        })
    });
    each.collect()
}

pub(in crate::channel) fn step(step: &Step) -> StepWire {
    StepWire { channel: Channel::as_str(step.channel).to_owned(), id: step.id.to_string(), at: rfc3339(step.at) }
}

/// What somebody said; none where nothing was, or where it was erased.
pub(in crate::channel) fn words(view: &mut View<'_, '_>, digest: Option<&ContentDigest>) -> Result<Option<String>> {
    let said = digest.map(|digest| store::body::<Words>(view.tx, digest)).transpose()?;
    Ok(said.flatten().map(|said| said.words))
}

pub(in crate::channel) const fn proof(proof: Proof) -> &'static str {
    match proof {
        Proof::Paper => "paper",
        Proof::Oa => "oa",
    }
}

pub(super) fn acted(view: &View<'_, '_>, by: &ActedBy) -> Option<PersonWire> {
    by.officer().map(|officer| person(view, officer))
}

pub(super) fn person(view: &View<'_, '_>, officer: &OfficerId) -> PersonWire {
    let name = view.directory.officer(officer).map(|entry| entry.card.name.clone()).unwrap_or_default();
    PersonWire { officer: officer.to_string(), name }
}
