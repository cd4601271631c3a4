//! 《移交协议书》 between the bureau and each authority: who answers for which item, from when to when (二(一)¶1).

use std::collections::HashMap;

use jiff::civil::{Date, date};

use super::city::Department;
use super::items::{AuthorityRole, Item};

/// From this day on every authority has its first agreement.
pub(super) const ALL_IN_FORCE_FROM: Date = date(2018, 10, 8);
/// The policy's first agreements.
const FIRST_VERSION_FROM: [Date; 4] = [date(2018, 9, 1), date(2018, 9, 10), date(2018, 9, 17), ALL_IN_FORCE_FROM];
const SECOND_VERSION_FROM: Date = date(2026, 7, 1);
const FIRST_VERSION_TO: Date = date(2026, 6, 30);

/// What the second versions change: (item, authority, section, role); the item is added, or moved to another section.
const SECOND_VERSIONS: [(&str, &str, &str, AuthorityRole); 4] = [
    ("城镇污水排入排水管网许可", "STHJ", "02", AuthorityRole::Trade),
    ("城市建筑垃圾处置核准", "CGZF", "04", AuthorityRole::Enforcement),
    ("民办学校设立、变更和终止审批", "XFZD", "01", AuthorityRole::Trade),
    ("经营高危险性体育项目许可", "XFZD", "02", AuthorityRole::Trade),
];

/// One version of the agreement with one authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agreement {
    /// 鞍审批移〔2018〕1号（演示）.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Department code of the authority.
    pub authority: &'static str,
    /// 签署日期.
    pub signed_on: Date,
    /// First day in force.
    pub effective_from: Date,
    /// Last day in force; none while it stands.
    pub effective_to: Option<Date>,
    /// One line for each item.
    pub lines: Vec<AgreementLine>,
}

/// One item of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AgreementLine {
    /// Item code.
    pub item_code: &'static str,
    /// Section code of the authority.
    pub section: &'static str,
    /// What the authority does about it.
    pub role: AuthorityRole,
    /// Whether the authority leads for the item.
    pub lead: bool,
    /// 第3条第2款.
    pub clause: String,
}

/// An addressee that the agreements give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Addressee {
    pub department: &'static str,
    pub section: &'static str,
    pub lead: bool,
}

/// Item code → who takes over, with the days between which that holds.
pub(super) struct Routes<'city>(HashMap<&'city str, Vec<Route>>);

/// First day, last day, who.
type Route = (Date, Option<Date>, Addressee);

impl<'city> Routes<'city> {
    pub(super) fn of(agreements: &'city [Agreement]) -> Self {
        let mut routes: HashMap<&str, Vec<Route>> = HashMap::new();
        for agreement in agreements {
            for line in &agreement.lines {
                let addressee = Addressee { department: agreement.authority, section: line.section, lead: line.lead };
                let route = (agreement.effective_from, agreement.effective_to, addressee);
                routes.entry(line.item_code).or_default().push(route);
            }
        }
        // The lead first, as the pages show it.
        for route in routes.values_mut() {
            route.sort_by_key(|(_, _, addressee)| !addressee.lead);
        }
        Self(routes)
    }

    /// Who takes over an item that is pushed on a day; the lead first.
    pub(super) fn on(&self, item_code: &str, day: Date) -> Vec<Addressee> {
        let in_force =
            |(from, to, addressee): &Route| (*from <= day && to.is_none_or(|to| day <= to)).then_some(*addressee);
        self.0.get(item_code).into_iter().flatten().filter_map(in_force).collect()
    }
}

/// Every agreement of the city.
pub(super) fn all(departments: &[Department], items: &[Item]) -> Vec<Agreement> {
    let mut agreements = Vec::new();
    let authorities = departments.iter().filter(|known| items.iter().any(|item| takes(item, known.code)));
    for (place, authority) in authorities.enumerate() {
        let first_lines = lines(authority.code, items);
        let second_lines = second_version(authority.code, items, &first_lines);
        let effective_from = FIRST_VERSION_FROM[place % FIRST_VERSION_FROM.len()];
        let second = second_lines.is_some();
        let title = format!("鞍山市行政审批局与{}行政审批事项移交协议书", authority.name);
        agreements.push(Agreement {
            number: format!("鞍审批移〔2018〕{}号（演示）", place + 1),
            title: title.clone(),
            authority: authority.code,
            signed_on: date(2018, 8, 27),
            effective_from,
            effective_to: second.then_some(FIRST_VERSION_TO),
            lines: first_lines,
        });
        if let Some(lines) = second_lines {
            agreements.push(Agreement {
                number: format!("鞍审批移〔2026〕{}号（演示）", place + 1),
                title: format!("{title}（修订）"),
                authority: authority.code,
                signed_on: date(2026, 6, 22),
                effective_from: SECOND_VERSION_FROM,
                effective_to: None,
                lines,
            });
        }
    }
    agreements
}

fn takes(item: &Item, authority: &str) -> bool {
    item.authorities.iter().any(|known| known.department == authority)
}

fn lines(authority: &str, items: &[Item]) -> Vec<AgreementLine> {
    let mut clauses = Clauses::default();
    let own = |item: &Item| item.authorities.iter().find(|known| known.department == authority).cloned();
    let line = |item: &Item| {
        own(item).map(|own| AgreementLine {
            item_code: item.code,
            section: own.section,
            role: own.role,
            lead: own.lead,
            clause: clauses.next(own.role),
        })
    };
    items.iter().filter_map(line).collect()
}

fn second_version(authority: &str, items: &[Item], first: &[AgreementLine]) -> Option<Vec<AgreementLine>> {
    let changes = SECOND_VERSIONS.iter().filter(|(_, known, _, _)| *known == authority);
    let mut lines = first.to_vec();
    let mut revised = false;
    for (name, _, section, role) in changes {
        let Some(item) = items.iter().find(|item| item.name == *name) else { continue };
        revised = true;
        if let Some(line) = lines.iter_mut().find(|line| line.item_code == item.code) {
            line.section = section;
        } else {
            let clause = format!("第5条第{}款", lines.len() - first.len() + 1);
            lines.push(AgreementLine { item_code: item.code, section, role: *role, lead: false, clause });
        }
    }
    revised.then_some(lines)
}

/// 第3条 lists what the authority supervises by trade, 第4条 what it enforces.
#[derive(Default)]
struct Clauses {
    trade: usize,
    enforcement: usize,
}

impl Clauses {
    fn next(&mut self, role: AuthorityRole) -> String {
        let (article, paragraph) = match role {
            AuthorityRole::Trade => (3, &mut self.trade),
            AuthorityRole::Enforcement => (4, &mut self.enforcement),
        };
        *paragraph += 1;
        format!("第{article}条第{paragraph}款")
    }
}
