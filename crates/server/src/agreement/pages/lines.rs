//! Lines of an agreement as an administrator writes them, one a line, and as the pages show them.

use crate::platform::board::{Board, Cell, Names};
use crate::platform::error::{Error, Result};
use jiff::civil::Date;
use shenguan_rules::agreement::{AgreementLine, AgreementRole, HandoverAgreement};
use shenguan_rules::party::{ItemCode, SectionCode};

/// The words of the roles (A27), as people write them.
const ROLES: [(&str, AgreementRole); 3] =
    [("行业监管", AgreementRole::Trade), ("综合执法", AgreementRole::Enforcement), ("属地", AgreementRole::Territory)];
/// Before the code of a section, and for the authority that leads.
const SECTION: &str = "科室:";
const LEAD: &str = "牵头";

/// `TEST-001 行业监管 牵头 科室:K1 第3条第2款`: the item, the role, whether it leads, the section if any, the clause.
pub(super) fn line(text: &str, from: Date) -> Result<AgreementLine> {
    let unfit = || Error::field("lines", "AGREEMENT_LINE_UNREADABLE");
    let mut words = text.split_whitespace().peekable();
    let item = words.next().and_then(|code| ItemCode::parse(code).ok()).ok_or_else(unfit)?;
    let role = words.next().and_then(|word| ROLES.iter().find(|(known, _)| *known == word)).ok_or_else(unfit)?.1;
    let lead = words.next_if(|word| *word == LEAD).is_some();
    let section = words.next_if(|word| word.starts_with(SECTION));
    let section = section.map(|word| SectionCode::parse(word.trim_start_matches(SECTION)).map_err(|_| unfit()));
    let clause = words.collect::<Vec<_>>().join(" ");
    if clause.is_empty() {
        return Err(unfit());
    }
    Ok(AgreementLine { item, section: section.transpose()?, role, lead, clause, from, to: None })
}

/// Every line that is not blank.
pub(super) fn all(text: &str, from: Date) -> Result<Vec<AgreementLine>> {
    text.lines().filter(|text| !text.trim().is_empty()).map(|text| line(text, from)).collect()
}

/// The same, the other way round.
pub(super) fn written(line: &AgreementLine) -> String {
    let role = ROLES.iter().find(|(_, role)| *role == line.role).map_or("", |(word, _)| *word);
    let lead = if line.lead { LEAD.to_owned() } else { String::new() };
    let section = line.section.as_ref().map(|section| format!("{SECTION}{section}")).unwrap_or_default();
    let parts = [line.item.to_string(), role.to_owned(), lead, section, line.clause.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Authority, role, section, clause, days, state of a line.
pub(super) fn cells(board: &Board, names: &Names, agreement: &HandoverAgreement, line: &AgreementLine) -> Vec<Cell> {
    let lead = if line.lead { board.t("system-lead").to_string() } else { String::new() };
    let to = [line.to, agreement.to].into_iter().flatten().min();
    let state = if names.today < line.from.max(agreement.from) {
        "ahead"
    } else if to.is_some_and(|to| to < names.today) {
        "former"
    } else {
        "now"
    };
    let last = to.map(|to| to.to_string()).unwrap_or_default();
    vec![
        Cell::of(names.department_of(&agreement.authority))
            .below(names.section(&agreement.authority, line.section.as_ref())),
        Cell::of(board.page.t_of("system-agreement-role", line.role.as_str())).below(lead),
        Cell::chinese(&line.clause),
        Cell::number(format!("{} — {last}", line.from.max(agreement.from)).trim_end()),
        Cell::of(board.page.t_of("system-line", state)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let from = date(2026, 10, 8);
        for text in ["TEST-001 行业监管 牵头 科室:K1 第3条第2款", "TEST-001 属地 附件1 第2行"] {
            assert_eq!(written(&line(text, from).unwrap()), text);
        }
        for wrong in ["TEST-001", "TEST-001 行业监管", "TEST-001 监管 第3条", "TEST-001 行业监管 科室:k 第3条"]
        {
            assert!(line(wrong, from).is_err(), "{wrong}");
        }
    }
}
