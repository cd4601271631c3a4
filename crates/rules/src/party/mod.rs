//! Who takes part: the jurisdictions, the departments on either side of the boundary of 二(一), and their officers.

mod code;
mod side;

pub use code::{
    AgreementId, AmendmentId, AttachmentId, CodeRefusal, ContentDigest, DepartmentCode, DesignationId, EntryNumber,
    ItemCode, JurisdictionCode, LegacyPermitId, OfficerId, OutageId, SectionCode, TransmittalId,
};
pub use side::Side;
