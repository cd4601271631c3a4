//! The public penalty list as penalty records.

use shenguan_rules::record::{PenaltyKind, PenaltyRecord};

use super::columns::Columns;
use super::licences::{id_number, party_kind, subject_codes};
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::penalty_columns::{COLUMNS, REQUIRED};
use super::penalty_kinds;
use super::row::Row;
use crate::platform::table::Table;

/// The public list has no column for the permit that a penalty touches.
const NOT_IN_THE_LIST: &str = "公示清单未载明所涉许可";

/// A penalty of the public list, and what the list did not say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPenalty {
    /// The record.
    pub record: PenaltyRecord,
    /// The same line gives the same key, in whatever file it comes again.
    pub natural_key: String,
    /// Whether the file named the permit or said why there is none; else the record says that the list does not tell.
    pub permit_stated: bool,
}

/// Maps each row; refuses a file without number, party, facts, basis, kind, content or date.
pub fn parse_penalties(table: &Table) -> Result<Parsed<ImportedPenalty>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, REQUIRED)?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<ImportedPenalty, Vec<RowRefusal>> {
    let content = row.required("content");
    let (party_credit_code, party_registration_number) = subject_codes(&row, "party");
    let certificate_number = row.text("certificate_number");
    let no_permit_reason = row.text("no_permit_reason");
    let permit_stated = certificate_number.is_some() || no_permit_reason.is_some();
    let record = PenaltyRecord {
        document_number: row.required("document_number"),
        party_name: row.required("party_name"),
        party_kind: party_kind(&mut row, "party_kind", party_credit_code.as_deref()),
        party_credit_code,
        party_registration_number,
        party_organization_code: row.code("party_organization_code"),
        party_tax_number: row.code("party_tax_number"),
        party_institution_number: row.code("party_institution_number"),
        party_society_number: row.code("party_society_number"),
        legal_representative: row.text("legal_representative"),
        legal_representative_id_kind: row.text("legal_representative_id_kind"),
        legal_representative_id_number: id_number(&row, "legal_representative_id_number"),
        party_id_kind: row.text("party_id_kind"),
        party_id_number: id_number(&row, "party_id_number"),
        certificate_number,
        no_permit_reason: no_permit_reason.or_else(|| (!permit_stated).then(|| NOT_IN_THE_LIST.to_owned())),
        violation_kind: row.text("violation_kind"),
        facts: row.required("facts"),
        basis: row.required("basis"),
        kinds: kinds(&mut row, &content),
        content,
        fine_fen: row.fen("fine_fen"),
        confiscated_fen: row.fen("confiscated_fen"),
        affected_certificates: row.text("affected_certificates"),
        decided_on: row.required_date("decided_on").unwrap_or_default(),
        served_on: row.date("served_on"),
        contested: None,
        valid_to: row.date("valid_to"),
        published_until: row.date("published_until"),
        authority_name: row.text("authority_name"),
        authority_credit_code: row.code("authority_credit_code"),
        status: row.text("status"),
        source_name: row.text("source_name"),
        source_credit_code: row.code("source_credit_code"),
        remark: row.text("remark"),
    };
    row.adopt(record.validate(), &[]);
    let natural_key = natural_key(&record);
    row.finish(Some(ImportedPenalty { record, natural_key, permit_stated }))
}

/// Who decided, under which number, against whom, when.
fn natural_key(record: &PenaltyRecord) -> String {
    let authority = record.authority_credit_code.as_deref().or(record.authority_name.as_deref());
    let day = record.decided_on.to_string();
    ["penalty", authority.unwrap_or_default(), &record.document_number, &record.party_name, &day].join("|")
}

fn kinds(row: &mut Row<'_>, content: &str) -> Vec<PenaltyKind> {
    let second = row.text("kinds_2");
    let category = row.required("kinds");
    if category.is_empty() {
        return Vec::new();
    }
    let whole = second.map_or_else(|| category.clone(), |second| format!("{category}、{second}"));
    penalty_kinds::read(&whole, content).unwrap_or_else(|| {
        row.refuse(
            "kinds",
            "PENALTY_KIND",
            &format!("从“{whole}”和处罚内容看不出处罚种类"),
            &format!("\"{whole}\" and the content do not tell the kind of penalty"),
        );
        Vec::new()
    })
}
