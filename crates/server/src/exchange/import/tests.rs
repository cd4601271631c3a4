//! The sample files of the repository, and rows that are refused with row, column and reason.

use std::path::Path;

use jiff::civil::date;
use shenguan_rules::agreement::AgreementRole;
use shenguan_rules::party::Side;
use shenguan_rules::record::{ApprovalOutcome, LONG_TERM, PartyKind, PenaltyKind};
use shenguan_rules::roster::Role;

use super::*;
use crate::platform::table::{Limits, Table, read, read_file};

fn sample(name: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    read_file(&path, &Limits::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"))
}

fn table(text: &str) -> Table {
    read(text.as_bytes(), &Limits::default()).unwrap()
}

fn taken<T: std::fmt::Debug>(parsed: Parsed<T>) -> Vec<T> {
    assert_eq!(parsed.unknown_columns, Vec::<String>::new());
    parsed.rows.into_iter().map(|row| row.outcome.unwrap_or_else(|refusals| panic!("{refusals:?}"))).collect()
}

/// Row, heading and code of everything that is refused.
fn refused<T>(parsed: &Parsed<T>) -> Vec<(u32, &str, &str)> {
    let refusals = parsed.rows.iter().filter_map(|row| row.outcome.as_ref().err()).flatten();
    refusals.map(|refusal| (refusal.row, refusal.column.as_str(), refusal.code)).collect()
}

#[test]
fn the_licence_list_of_today_is_taken_from_a_workbook() {
    use ApprovalOutcome::{Granted, Refused, Renewed};
    let approvals = taken(parse_licences(&sample("licences-today.xlsx")).unwrap());
    let outcomes: Vec<_> = approvals.iter().map(|approval| approval.record.outcome).collect();
    assert_eq!(outcomes, [Granted, Granted, Renewed, Refused, Granted]);
    let [first, .., noodles, _, person] = approvals.as_slice() else { panic!("{}", approvals.len()) };
    assert_eq!(first.record.decided_on, date(2026, 9, 15));
    assert_eq!(first.record.concluded_at.to_string(), "2026-09-15T09:00:00Z");
    assert_eq!((first.conclusion_stated, first.outcome_stated), (false, false));
    assert_eq!(first.record.case_number, "鞍测审〔2026〕101号");
    assert_eq!(first.record.item_code.len(), 31);
    assert_eq!(noodles.record.applicant_registration_number.as_deref(), Some("210302600000017"));
    assert_eq!(person.record.applicant_kind, Some(PartyKind::NaturalPerson));
    assert_eq!((person.record.applicant_id_number.as_deref(), person.record.valid_to), (None, Some(LONG_TERM)));
}

#[test]
fn the_licence_list_of_today_is_taken_from_gb18030_text() {
    use ApprovalOutcome::{Cancelled, Changed, Granted};
    let approvals = taken(parse_licences(&sample("licences-today-gb18030.csv")).unwrap());
    let outcomes: Vec<_> = approvals.iter().map(|approval| approval.record.outcome).collect();
    assert_eq!(outcomes, [Changed, Granted, Cancelled, Granted]);
    assert_eq!(approvals[1].record.valid_to, Some(LONG_TERM));
    assert_eq!(approvals[3].record.applicant_name, "岫岩测试𠮷祥学校");
}

#[test]
fn the_sheet_of_2017_is_taken_with_item_names_in_place_of_codes() {
    let approvals = taken(parse_licences(&sample("licences-2017-sheet.csv")).unwrap());
    let names: Vec<_> = approvals.iter().map(|approval| approval.item_name.as_deref()).collect();
    assert_eq!(names, [Some("危险化学品经营许可"), Some("占用挖掘城市道路许可"), Some("取水许可")]);
    assert!(approvals.iter().all(|approval| approval.record.item_code.is_empty()));
    assert_eq!(approvals[0].record.decided_on, date(2026, 10, 8));
    assert_eq!(approvals[1].record.decided_on, date(2026, 10, 28));
}

#[test]
fn penalties_are_taken_from_all_three_forms_with_exact_amounts() {
    let workbook = taken(parse_penalties(&sample("penalties-today.xlsx")).unwrap());
    let amounts: Vec<_> = workbook.iter().map(|p| (p.record.fine_fen, p.record.confiscated_fen)).collect();
    assert_eq!(amounts, [(Some(200_000), None), (Some(500_000), Some(12_345)), (None, None)]);
    assert!(workbook.iter().all(|penalty| penalty.permit_stated));
    assert_eq!(workbook[2].record.kinds, [PenaltyKind::LicenceRevocation]);
    let text = taken(parse_penalties(&sample("penalties-today-gb18030.csv")).unwrap());
    assert_eq!(text[0].record.kinds, [PenaltyKind::Warning, PenaltyKind::Fine]);
    assert_eq!(text[1].record.kinds, [PenaltyKind::Suspension]);
    assert!(text.iter().all(|penalty| !penalty.permit_stated && penalty.record.no_permit_reason.is_some()));
    let old = taken(parse_penalties(&sample("penalties-2017-sheet.csv")).unwrap());
    assert_eq!(old[0].record.kinds, [PenaltyKind::Warning, PenaltyKind::Fine]);
    assert_eq!(old[1].record.decided_on, date(2026, 11, 12));
}

#[test]
fn the_lists_with_which_a_city_begins_are_taken() {
    let items = taken(parse_items(&sample("items.csv")).unwrap());
    assert_eq!((items.len(), items[0].section.as_deref()), (6, Some("建设项目审批科")));
    let departments = taken(parse_departments(&sample("departments.csv")).unwrap());
    assert_eq!((departments[0].side, departments[0].sections.len()), (Side::Approval, 3));
    assert_eq!(departments.iter().filter(|department| department.side == Side::Regulation).count(), 3);
    let agreements = taken(parse_agreements(&sample("agreements.csv")).unwrap());
    assert_eq!((agreements[4].role, agreements[4].lead), (AgreementRole::Enforcement, false));
    assert_eq!(agreements[3].to, Some(date(2027, 8, 31)));
    assert!(agreements.iter().all(|line| items.iter().any(|item| item.code == line.item_code)));
    let roster = taken(parse_roster(&sample("roster.csv")).unwrap());
    let liaisons = roster.iter().filter(|officer| officer.role == Role::LiaisonOfficer).count();
    assert_eq!((liaisons, roster[5].role), (2, Role::PrincipalLeader));
}

#[test]
fn the_same_line_has_the_same_key_and_another_line_another() {
    let of = |name: &str| -> Vec<String> {
        taken(parse_licences(&sample(name)).unwrap()).into_iter().map(|approval| approval.natural_key).collect()
    };
    assert_eq!(of("licences-today.xlsx"), of("licences-today.xlsx"));
    let mut keys =
        [of("licences-today.xlsx"), of("licences-today-gb18030.csv"), of("licences-2017-sheet.csv")].concat();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 12);
}

#[test]
fn a_wrong_row_names_row_column_and_reason_and_spares_its_neighbours() {
    let parsed = parse_licences(&table(
        "行政相对人名称,统一社会信用代码,决定文书号,许可内容,许可决定日期,有效期自,有效期至,行政相对人类别\n\
         鞍山测试公司,91350100M000100Y44,测1号,测试,2026-11-31,2026-11-01,2026-10-01,外星人\n\
         鞍山测试公司,,测2号,测试,2026-11-20,,,\n\
         ,,,,2026-11-20,,,\n",
    ))
    .unwrap();
    assert!(parsed.rows[1].outcome.is_ok());
    assert_eq!(
        refused(&parsed),
        [
            (2, "许可决定日期", "DATE"),
            (2, "行政相对人类别", "UNKNOWN_WORD"),
            (2, "统一社会信用代码", "CREDIT_CODE_CHECK"),
            (4, "许可内容", "REQUIRED"),
            (4, "决定文书号", "REQUIRED"),
            (4, "行政相对人名称", "REQUIRED"),
        ]
    );
    let refusals = parsed.rows[0].outcome.as_ref().unwrap_err();
    assert_eq!(refusals[0].reason_zh, "许可决定日期：“2026-11-31”不是日期");
    assert_eq!(refusals[0].reason_en, "许可决定日期: \"2026-11-31\" is no date");
}

#[test]
fn days_out_of_order_are_refused_under_the_heading_of_the_file() {
    let parsed = parse_licences(&table(
        "XK_XDR_MC,XK_WSH,XK_NR,XK_JDRQ,XK_YXQZ,XK_YXQZI\n鞍山测试公司,测1号,测试,20261120,20261120,20261119\n",
    ))
    .unwrap();
    assert_eq!(refused(&parsed), [(2, "XK_YXQZI", "DATES_OUT_OF_ORDER")]);
}

#[test]
fn stated_outcomes_and_conclusion_times_come_first() {
    let approvals = taken(
        parse_licences(&table(
            "申请人,文书号,许可内容,决定日期,审批结果,办结时间,办理方式,事项名称\n\
             鞍山测试公司,测1号,准予变更测试,2026-11-20,准予,2026-11-23 10:30,告知承诺,测试许可\n",
        ))
        .unwrap(),
    );
    let [approval] = approvals.as_slice() else { panic!("{}", approvals.len()) };
    assert_eq!((approval.record.outcome, approval.outcome_stated), (ApprovalOutcome::Granted, true));
    assert_eq!(approval.record.concluded_at.to_string(), "2026-11-23T02:30:00Z");
    assert!(approval.conclusion_stated);
}

#[test]
fn wrong_penalties_name_amount_and_kind() {
    let parsed = parse_penalties(&table(
        "文书号,当事人,违法事实,处罚依据,处罚类别,处罚内容,决定日期,罚款金额（元）\n\
         测1号,鞍山测试公司,测试,测试,训诫,测试,2026-11-20,约2000\n\
         测2号,鞍山测试公司,测试,测试,罚款,测试,2026-11-20,2000\n\
         测3号,鞍山测试公司,测试,测试,罚款,测试,2026-11-20,0.001\n",
    ))
    .unwrap();
    assert_eq!(parsed.rows[1].outcome.as_ref().unwrap().record.fine_fen, Some(200_000));
    assert_eq!(
        refused(&parsed),
        [(2, "处罚类别", "PENALTY_KIND"), (2, "罚款金额（元）", "AMOUNT"), (4, "罚款金额（元）", "AMOUNT_INEXACT")]
    );
}

#[test]
fn wrong_rows_of_the_first_lists_are_named() {
    let items = parse_items(&table("事项编码,事项名称,心情\nA B,测试,好\n,测试,\nA1,,\n")).unwrap();
    assert_eq!(items.unknown_columns, ["心情"]);
    assert_eq!(
        refused(&items),
        [(2, "事项编码", "ITEM_CODE_SHAPE"), (3, "事项编码", "REQUIRED"), (4, "事项名称", "REQUIRED")]
    );
    let agreements = parse_agreements(&table(
        "事项编码,行业监管部门,角色,是否牵头,依据条款,生效日期,失效日期\nA1,测试局,看门,也许,,2026-09-01,2026-08-31\n",
    ))
    .unwrap();
    assert_eq!(
        refused(&agreements),
        [
            (2, "角色", "UNKNOWN_WORD"),
            (2, "是否牵头", "UNKNOWN_WORD"),
            (2, "依据条款", "REQUIRED"),
            (2, "失效日期", "DATES_OUT_OF_ORDER"),
        ]
    );
    let departments =
        parse_departments(&table("单位编码,单位名称,类别,统一社会信用代码\n测,测试局,监管,1\nZJ1,测试局,,\n")).unwrap();
    assert_eq!(
        refused(&departments),
        [
            (2, "单位编码", "DEPARTMENT_CODE_SHAPE"),
            (2, "统一社会信用代码", "CREDIT_CODE_LENGTH"),
            (3, "类别", "REQUIRED")
        ]
    );
    let roster = parse_roster(&table("单位名称,角色,姓名,生效日期\n测试局,门卫,测试,明天\n")).unwrap();
    assert_eq!(refused(&roster), [(2, "角色", "UNKNOWN_WORD"), (2, "生效日期", "DATE")]);
}

#[test]
fn a_file_of_another_kind_is_refused_by_its_missing_columns() {
    let refusal = parse_penalties(&sample("roster.csv")).unwrap_err();
    assert_eq!(refusal.code(), "MISSING_COLUMNS");
    assert!(refusal.zh().contains("行政处罚决定文书号、行政相对人名称"), "{}", refusal.zh());
    assert!(parse_licences(&sample("penalties-today.xlsx")).is_err());
    assert!(parse_roster(&sample("items.csv")).is_err());
}
