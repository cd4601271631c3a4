//! The approval items of the demo city, under the names that national law gives them, with the authority that takes over.

use super::city::Department;
use super::error::{DemoDataError, rows};

const ITEMS: &str = include_str!("../../data/items.tsv");
const FILE: &str = "items.tsv";

/// The scheme of the demo's item codes; they only look like 基本编码 (GB/T 39554.1).
pub(crate) const ITEM_CODE_SCHEME: &str = "LOCAL-DEMO";

/// 审批事项.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Twelve digits, scheme [`ITEM_CODE_SCHEME`].
    pub code: &'static str,
    /// 危险化学品经营许可.
    pub name: &'static str,
    /// Section code of the bureau that decides it.
    pub bureau_section: &'static str,
    /// Who takes over: the lead first. Later versions of the agreements may add or move some.
    pub authorities: Vec<ItemAuthority>,
    /// 设定依据, short.
    pub basis: &'static str,
    /// 承诺时限, working days.
    pub promised_working_days: u8,
    /// Share of the traffic, in hundred-thousandths: the first twenty make about 70 %.
    pub weight: u32,
    /// Certificate number with `{year}` and `{number}`.
    pub certificate_pattern: &'static str,
    /// Who applies: E enterprise, G sole trader, N natural person, I institution or association.
    pub applicants: &'static str,
    /// What trade the applicants are in, for their names.
    pub trade: &'static str,
    /// 许可内容, an example.
    pub scope: &'static str,
}

/// One authority of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemAuthority {
    /// Department code.
    pub department: &'static str,
    /// Section code within it.
    pub section: &'static str,
    /// What it does about it.
    pub role: AuthorityRole,
    /// Whether it leads (A19: one of several does).
    pub lead: bool,
}

/// What an agreement makes of an authority (A27).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AuthorityRole {
    /// 行业监管.
    Trade,
    /// 综合执法.
    Enforcement,
}

impl Item {
    /// The authority that leads.
    pub(crate) fn lead(&self) -> &ItemAuthority {
        &self.authorities[0]
    }

    /// Whether the permit lasts, so that it can be changed, renewed, cancelled; other items are decided once.
    pub(crate) fn is_lasting(&self) -> bool {
        const LASTING: [&str; 9] = ["许可", "登记", "资质", "资格", "注册", "核发", "设立", "运输证", "注销"];
        LASTING.iter().any(|word| self.name.contains(word)) && !self.is_decided_once()
    }

    /// Whether the permit has no end, as registrations have none; nothing to renew then.
    pub(crate) fn is_long_term(&self) -> bool {
        self.name.contains("登记") || self.name.contains("注册")
    }

    fn is_decided_once(&self) -> bool {
        const ONCE: [&str; 6] = ["审批", "审查", "施工许可", "规划许可", "购买许可", "活动许可"];
        ONCE.iter().any(|word| self.name.ends_with(word)) && !self.name.contains("设立")
    }
}

/// All items; every authority and section named is checked against `departments`.
pub(super) fn all(departments: &[Department]) -> Result<Vec<Item>, DemoDataError> {
    rows(FILE, ITEMS)?.into_iter().map(|(line, columns)| item(line, columns, departments)).collect()
}

fn item(line: usize, columns: [&'static str; 11], departments: &[Department]) -> Result<Item, DemoDataError> {
    let fault = |what| DemoDataError { file: FILE, line, what };
    let [code, name, bureau_section, authorities, basis, days, weight, certificate_pattern, applicants, trade, scope] =
        columns;
    let authorities = authorities.split(';').map(|text| authority(text, departments).ok_or(fault("authority")));
    let authorities = authorities.collect::<Result<Vec<_>, _>>()?;
    if authorities.iter().position(|authority| authority.lead) != Some(0) {
        return Err(fault("the lead comes first"));
    }
    if !certificate_pattern.contains("{year}") || !certificate_pattern.contains("{number}") {
        return Err(fault("certificate"));
    }
    Ok(Item {
        code,
        name,
        bureau_section: Some(bureau_section).filter(|code| has(departments, 0, code)).ok_or(fault("bureau section"))?,
        authorities,
        basis,
        promised_working_days: days.parse().map_err(|_| fault("days"))?,
        weight: weight.parse().map_err(|_| fault("weight"))?,
        certificate_pattern,
        applicants: Some(applicants).filter(|text| !text.is_empty()).ok_or(fault("applicants"))?,
        trade,
        scope,
    })
}

fn authority(text: &'static str, departments: &[Department]) -> Option<ItemAuthority> {
    let mut parts = text.split('.');
    let (department, section) = (parts.next()?, parts.next()?);
    let role = match parts.next()? {
        "T" => AuthorityRole::Trade,
        "E" => AuthorityRole::Enforcement,
        _ => return None,
    };
    let lead = match parts.next() {
        None => false,
        Some("lead") => true,
        Some(_) => return None,
    };
    let index = departments.iter().position(|known| known.code == department)?;
    has(departments, index, section).then_some(ItemAuthority { department, section, role, lead })
}

fn has(departments: &[Department], index: usize, section: &str) -> bool {
    departments.get(index).is_some_and(|department| department.sections.iter().any(|known| known.code == section))
}
