//! Every kind of subject and every law: what `verify` holds the ledger and the tables against.

use crate::channel::ChannelLaw;
use crate::exchange::law::ExchangeLaw;
use crate::platform::error::Result;
use crate::platform::verify::{self, Kind, Law, Report};
use shenguan_db::Database;
use shenguan_rules::agreement::{ApprovalItem, HandoverAgreement};
use shenguan_rules::amendment::Amendment;
use shenguan_rules::channel::{ConsultationProposal, Correspondence, NumberRegister, PhoneNote, Remark};
use shenguan_rules::cooperation::{CooperationRequest, Countersign, Note};
use shenguan_rules::exchange::{Attachment, LegacyPermit, Outage, Transmittal};
use shenguan_rules::party::{Department, Officer};
use shenguan_rules::roster::{Designation, DutyDay, RosterChange, Substitution};

/// Every kind that has a table. A table that is missing here is a finding of `verify`.
pub const KINDS: &[Kind] = &[
    Kind::of::<Department>(),
    Kind::of::<Officer>(),
    Kind::of::<Designation>(),
    Kind::of::<Substitution>(),
    Kind::of::<RosterChange>(),
    Kind::of::<DutyDay>(),
    Kind::of::<ApprovalItem>(),
    Kind::of::<HandoverAgreement>(),
    Kind::of::<Amendment>(),
    Kind::of::<Transmittal>(),
    Kind::of::<Attachment>(),
    Kind::of::<Outage>(),
    Kind::of::<LegacyPermit>(),
    Kind::of::<NumberRegister>(),
    Kind::of::<Correspondence>(),
    Kind::of::<PhoneNote>(),
    Kind::of::<ConsultationProposal>(),
    Kind::of::<Remark>(),
    Kind::of::<CooperationRequest>(),
    Kind::of::<Note>(),
    Kind::of::<Countersign>(),
];

/// The laws of every slice, before the first entry.
pub fn laws() -> Vec<Box<dyn Law>> {
    vec![Box::new(ExchangeLaw::new()), Box::new(ChannelLaw::default())]
}

/// `shenguan verify`: ledger, content and rows against each other. An error only where the store cannot be opened.
pub fn verify(database: &Database, jurisdiction: Option<&str>) -> Result<Report> {
    verify::verify(database, jurisdiction, KINDS, laws())
}
