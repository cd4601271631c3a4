//! The public licence list as approval records.

use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::identifier::RegistrationNumber;
use shenguan_rules::record::{ApprovalRecord, HandlingMode, PartyKind};

use super::cells;
use super::columns::Columns;
use super::licence_columns::{COLUMNS, REQUIRED};
use super::outcome;
use super::parsed::{ImportRefusal, Parsed, RowOutcome, RowRefusal};
use super::row::Row;
use crate::platform::table::Table;

/// A licence of the public list, and what the list did not say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedApproval {
    /// The record. `item_code` is empty where the list names none: the item is then found by `item_name`.
    pub record: ApprovalRecord,
    /// The same line gives the same key, in whatever file it comes again.
    pub natural_key: String,
    /// 事项名称, or 项目名称 of the older sheet.
    pub item_name: Option<String>,
    /// Whether a column named the outcome; else it was inferred, a grant unless the line says otherwise.
    pub outcome_stated: bool,
    /// Whether a column named the time of conclusion; else the close of office (17:00 in China) of the decision date, or
    /// of the conclusion date, stands for it.
    pub conclusion_stated: bool,
}

/// Maps each row; refuses a file without name, number, content or date.
pub fn parse_licences(table: &Table) -> Result<Parsed<ImportedApproval>, ImportRefusal> {
    let columns = Columns::find(table, COLUMNS, REQUIRED)?;
    let rows = table.rows.iter().map(|row| RowOutcome { row: row.number, outcome: parse(Row::new(&columns, row)) });
    Ok(Parsed { rows: rows.collect(), unknown_columns: columns.unknown.clone() })
}

fn parse(mut row: Row<'_>) -> Result<ImportedApproval, Vec<RowRefusal>> {
    let decided_on = row.required_date("decided_on");
    let (concluded_at, conclusion_stated) = conclusion(&mut row, decided_on);
    let (document_name, permit_kind) = (row.text("document_name"), row.text("permit_kind"));
    let content = row.required("content");
    let stated = row.word("outcome", outcome::stated);
    let inferred = outcome::inferred(document_name.as_deref(), permit_kind.as_deref(), &content);
    let (document_number, certificate_number) = (row.text("document_number"), row.text("certificate_number"));
    // A list without case numbers is kept by its document numbers.
    let case_number =
        row.text("case_number").or_else(|| document_number.clone()).or_else(|| certificate_number.clone());
    if case_number.is_none() {
        row.refuse("document_number", "REQUIRED", "必填（或填写许可编号）", "is required, or a certificate number");
    }
    let (applicant_credit_code, applicant_registration_number) = subject_codes(&row, "applicant");
    let record = ApprovalRecord {
        case_number: case_number.unwrap_or_default(),
        item_code: row.code("item_code").unwrap_or_default(),
        applicant_name: row.required("applicant_name"),
        applicant_kind: party_kind(&mut row, "applicant_kind", applicant_credit_code.as_deref()),
        applicant_credit_code,
        applicant_registration_number,
        applicant_organization_code: row.code("applicant_organization_code"),
        applicant_tax_number: row.code("applicant_tax_number"),
        applicant_institution_number: row.code("applicant_institution_number"),
        applicant_society_number: row.code("applicant_society_number"),
        legal_representative: row.text("legal_representative"),
        legal_representative_id_kind: row.text("legal_representative_id_kind"),
        legal_representative_id_number: id_number(&row, "legal_representative_id_number"),
        applicant_id_kind: row.text("applicant_id_kind"),
        applicant_id_number: id_number(&row, "applicant_id_number"),
        document_name,
        document_number,
        permit_kind,
        certificate_name: row.text("certificate_name"),
        certificate_number,
        handling_mode: row.word("handling_mode", handling_mode),
        verified_by: row.text("verified_by"),
        verify_before: row.date("verify_before"),
        outcome: stated.unwrap_or(inferred),
        content,
        decided_on: decided_on.unwrap_or_default(),
        concluded_at,
        valid_from: row.date("valid_from"),
        valid_to: row.date("valid_to"),
        authority_name: row.text("authority_name"),
        authority_credit_code: row.code("authority_credit_code"),
        status: row.text("status"),
        source_name: row.text("source_name"),
        source_credit_code: row.code("source_credit_code"),
        remark: row.text("remark"),
    };
    // A missing case number is refused above, a missing item is found by its name later.
    let absent = [("case_number", &record.case_number), ("item_code", &record.item_code)];
    let absent: Vec<&str> = absent.into_iter().filter(|(_, text)| text.is_empty()).map(|(field, _)| field).collect();
    row.adopt(record.validate(), &absent);
    let item_name = row.text("item_name");
    let natural_key = natural_key(&record);
    let outcome_stated = stated.is_some();
    row.finish(Some(ImportedApproval { record, natural_key, item_name, outcome_stated, conclusion_stated }))
}

/// Who decided, under which numbers, for whom, when, and what became of the permit.
fn natural_key(record: &ApprovalRecord) -> String {
    let authority = record.authority_credit_code.as_deref().or(record.authority_name.as_deref());
    let day = record.decided_on.to_string();
    let parts = [
        "licence",
        authority.unwrap_or_default(),
        &record.case_number,
        record.document_number.as_deref().unwrap_or_default(),
        record.certificate_number.as_deref().unwrap_or_default(),
        &record.applicant_name,
        &day,
        record.outcome.as_str(),
    ];
    parts.join("|")
}

/// Public lists carry no conclusion time: the decision date stands in (reading A0).
fn conclusion(row: &mut Row<'_>, decided_on: Option<Date>) -> (Timestamp, bool) {
    let stated = row.word("concluded_at", cells::read_instant);
    let (instant, exact) = stated.unzip();
    let instant = instant.or_else(|| decided_on.and_then(cells::office_close));
    (instant.unwrap_or_default(), exact.unwrap_or(false))
}

/// The credit code, or the 注册号 that an old firm has in its place.
pub(super) fn subject_codes(row: &Row<'_>, party: &str) -> (Option<String>, Option<String>) {
    let code = row.code(&format!("{party}_credit_code"));
    let number = row.code(&format!("{party}_registration_number"));
    match code {
        Some(code) if RegistrationNumber::parse(&code).is_ok() => (None, number.or(Some(code))),
        code => (code, number),
    }
}

/// The kind that the list names; where it names none, a credit code belongs to a sole trader (92…) or a legal person.
pub(super) fn party_kind(row: &mut Row<'_>, key: &'static str, credit_code: Option<&str>) -> Option<PartyKind> {
    let stated = row.word(key, |text| {
        let exact = PartyKind::ALL.into_iter().find(|kind| kind.zh() == text || kind.as_str() == text);
        exact.or_else(|| {
            if text.contains("个体") {
                Some(PartyKind::SoleTrader)
            } else if text.contains("自然人") || text.contains("个人") {
                Some(PartyKind::NaturalPerson)
            } else if ["法人", "企业", "组织", "机关", "事业", "社会团体"].iter().any(|word| text.contains(word))
            {
                Some(PartyKind::LegalPerson)
            } else {
                None
            }
        })
    });
    let inferred =
        credit_code.map(|code| if code.starts_with("92") { PartyKind::SoleTrader } else { PartyKind::LegalPerson });
    stated.or(inferred)
}

/// A number that the publisher has starred out is no number.
pub(super) fn id_number(row: &Row<'_>, key: &str) -> Option<String> {
    row.code(key).filter(|number| !number.contains('*'))
}

fn handling_mode(text: &str) -> Option<HandlingMode> {
    match text {
        "告知承诺" | "告知承诺制" | "commitment" | "是" => Some(HandlingMode::Commitment),
        "一般程序" | "普通" | "一般" | "ordinary" | "否" => Some(HandlingMode::Ordinary),
        _ => None,
    }
}
