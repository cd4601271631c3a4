//! The person or firm that a record is about: the block of columns that both public lists share
//! (`XK_XDR_…` and `CF_XDR_…`).

use super::checks::{Checks, Field, present};
use super::kinds::PartyKind;
use crate::identifier::{CreditCode, IdentifierRefusal, OrganizationCode, RegistrationNumber, ResidentId};

/// The names of the block's fields in one of the two records.
pub(super) struct PartyFields {
    pub(super) name: Field,
    pub(super) credit_code: Field,
    pub(super) registration_number: Field,
    pub(super) organization_code: Field,
    pub(super) tax_number: Field,
    pub(super) institution_number: Field,
    pub(super) society_number: Field,
    pub(super) id_kind: Field,
    pub(super) id_number: Field,
}

/// The block's values in one of the two records.
pub(super) struct PartyValues<'a> {
    pub(super) kind: Option<PartyKind>,
    pub(super) name: &'a str,
    pub(super) credit_code: Option<&'a str>,
    pub(super) registration_number: Option<&'a str>,
    pub(super) organization_code: Option<&'a str>,
    pub(super) tax_number: Option<&'a str>,
    pub(super) institution_number: Option<&'a str>,
    pub(super) society_number: Option<&'a str>,
    pub(super) legal_representative: Option<&'a str>,
    pub(super) legal_representative_id_kind: Option<&'a str>,
    pub(super) legal_representative_id_number: Option<&'a str>,
    pub(super) id_kind: Option<&'a str>,
    pub(super) id_number: Option<&'a str>,
}

const REPRESENTATIVE: Field = Field::line("legal_representative", "法定代表人", 50);
const REPRESENTATIVE_ID_KIND: Field = Field::line("legal_representative_id_kind", "法定代表人证件类型", 64);
const REPRESENTATIVE_ID_NUMBER: Field = Field::line("legal_representative_id_number", "法定代表人证件号码", 64);

/// Checks the whole block.
pub(super) fn check(checks: &mut Checks, fields: &PartyFields, values: &PartyValues<'_>) {
    checks.required(fields.name, values.name);
    let sole_trader = values.kind == Some(PartyKind::SoleTrader);
    checks.identifier(fields.credit_code.name, values.credit_code, |text| check_subject_code(text, sole_trader));
    checks.optional(fields.registration_number, values.registration_number);
    checks.identifier(fields.organization_code.name, values.organization_code, OrganizationCode::parse);
    checks.optional(fields.tax_number, values.tax_number);
    checks.optional(fields.institution_number, values.institution_number);
    checks.optional(fields.society_number, values.society_number);
    checks.optional(REPRESENTATIVE, values.legal_representative);
    checks.optional(REPRESENTATIVE_ID_KIND, values.legal_representative_id_kind);
    check_id(
        checks,
        REPRESENTATIVE_ID_NUMBER,
        values.legal_representative_id_kind,
        values.legal_representative_id_number,
    );
    checks.optional(fields.id_kind, values.id_kind);
    check_id(checks, fields.id_number, values.id_kind, values.id_number);
}

/// Shows the first character of a person's name and stars for the rest, for lists.
pub fn mask_name(name: &str) -> String {
    name.chars().enumerate().map(|(index, character)| if index == 0 { character } else { '*' }).collect()
}

/// An old 个体工商户 may have only its fifteen-digit 注册号.
fn check_subject_code(text: &str, sole_trader: bool) -> Result<(), IdentifierRefusal> {
    if sole_trader && RegistrationNumber::parse(text).is_ok() {
        return Ok(());
    }
    CreditCode::parse(text).map(|_| ())
}

/// A resident ID number is checked, other papers only by their length. Without a kind, eighteen characters are taken
/// for a resident ID number.
fn check_id(checks: &mut Checks, field: Field, kind: Option<&str>, number: Option<&str>) {
    let resident = match (present(kind), number) {
        (Some(kind), _) => kind.contains("身份证"),
        (None, Some(number)) => number.chars().count() == 18,
        (None, None) => false,
    };
    if resident {
        checks.identifier(field.name, number, ResidentId::parse);
    } else {
        checks.optional(field, number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_first_character() {
        assert_eq!(mask_name("测试甲"), "测**");
        assert_eq!(mask_name(""), "");
    }

    #[test]
    fn an_old_registration_number_serves_a_sole_trader_only() {
        assert!(check_subject_code("210302600000001", true).is_ok());
        assert!(check_subject_code("210302600000001", false).is_err());
        assert!(check_subject_code("91350100M000100Y43", true).is_ok());
        assert!(check_subject_code("91350100M000100Y44", true).is_err());
    }
}
