//! Who takes part: the jurisdictions, the departments on either side of the boundary of 二(一), and their officers.

mod code;
mod side;

mod department;
mod department_refusal;
mod jurisdiction;
mod name;
mod officer;
mod succession;

pub use code::{
    AgreementId, AmendmentId, AttachmentId, CodeRefusal, ContentDigest, CooperationRequestId, CorrespondenceId,
    CountersignId, DepartmentCode, DesignationId, EntryNumber, ItemCode, JurisdictionCode, LegacyPermitId, NoteId,
    OfficerId, OutageId, PhoneNoteId, ProposalId, RemarkId, RosterChangeId, SectionCode, StepId, SubstitutionId,
    TransmittalId,
};
pub use department::{
    DatedName, Department, DepartmentCommand, DepartmentEvent, Section, Succession, SuccessionKind, prefix_conflict,
};
pub use department_refusal::DepartmentRefusal;
pub use jurisdiction::{Jurisdiction, JurisdictionCommand, JurisdictionEvent, JurisdictionRefusal};
pub use name::{MAX_NAME_CHARS, is_name};
pub use officer::{Officer, OfficerCommand, OfficerEvent, OfficerRefusal};
pub use side::Side;
pub use succession::successors;

#[cfg(test)]
mod department_tests;
#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod officer_tests;
