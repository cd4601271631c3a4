//! Who does the work: 责任人 and 联络人 of every section, the leaders, the administrators, the overseers (二(二), 三(三)).
//! Every name carries 试 or 测, every number is 0412-5550….

use super::city::{Department, DepartmentSide};
use super::names::person_name;

/// An officer with the posts that the exchange knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Officer {
    /// Unique, fit for a user name: `xzsp-03-liaison`.
    pub key: String,
    /// Made up, and to be seen so: 赵试安.
    pub name: String,
    /// Department code.
    pub department: &'static str,
    /// Section code; none for leaders.
    pub section: Option<String>,
    /// 职务: 科长, 科员, 副局长 ….
    pub post: &'static str,
    /// One or more.
    pub roles: Vec<OfficerRole>,
    /// 0412-5550123.
    pub phone: String,
}

/// A role in the exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfficerRole {
    /// 责任人.
    Responsible,
    /// 联络人.
    Liaison,
    /// 总负责人.
    OverallLead,
    /// 业务负责人.
    BusinessLead,
    /// 分管领导.
    LeaderInCharge,
    /// 主要领导.
    PrincipalLeader,
    /// 系统管理员.
    SystemAdministrator,
    /// 督查.
    Oversight,
}

/// A post without anybody: the section head stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Vacancy {
    /// Department code.
    pub department: &'static str,
    /// Section code.
    pub section: String,
    /// The role that nobody holds.
    pub role: OfficerRole,
}

/// The sections without a liaison officer.
const VACANT_LIAISONS: [(&str, &str); 2] = [("ZJJ", "06"), ("XFZD", "02")];
/// The authority whose items span sections, with one 总负责人 over several 业务负责人 (二(二)¶1 「也可指派一名总负责人」).
const WITH_OVERALL_LEAD: &str = "SCJG";
/// 信息科 of the bureau, which builds and runs the platform (二(三)¶2).
const PLATFORM_SECTION: &str = "11";
const ADMINISTRATORS: usize = 2;

pub(super) fn all(departments: &[Department]) -> (Vec<Officer>, Vec<Vacancy>) {
    let mut officers = Vec::new();
    for department in departments {
        leaders(department, &mut officers);
        for section in &department.sections {
            section_officers(department, &section.code, section.name, &mut officers);
        }
    }
    let bureau = departments.first().map_or("", |department| department.code);
    for place in 1..=ADMINISTRATORS {
        let key = format!("{}-admin-{place}", bureau.to_lowercase());
        let roles = vec![OfficerRole::SystemAdministrator];
        add(&mut officers, key, bureau, Some(PLATFORM_SECTION), "系统管理员", roles);
    }
    let vacancy = |(department, section): &(&'static str, &str)| Vacancy {
        department,
        section: (*section).to_owned(),
        role: OfficerRole::Liaison,
    };
    (officers, VACANT_LIAISONS.iter().map(vacancy).collect())
}

fn leaders(department: &Department, officers: &mut Vec<Officer>) {
    let (principal, deputy) = leader_posts(department.name);
    let key = |role: &str| format!("{}-{role}", department.code.to_lowercase());
    add(officers, key("principal"), department.code, None, principal, vec![OfficerRole::PrincipalLeader]);
    add(officers, key("leader"), department.code, None, deputy, vec![OfficerRole::LeaderInCharge]);
    if department.code == WITH_OVERALL_LEAD {
        add(officers, key("overall"), department.code, None, "四级调研员", vec![OfficerRole::OverallLead]);
    }
}

fn section_officers(department: &Department, section: &str, section_name: &str, officers: &mut Vec<Officer>) {
    let code = department.code;
    let head_role = if code == WITH_OVERALL_LEAD { OfficerRole::BusinessLead } else { OfficerRole::Responsible };
    let with_oversight = |role| {
        let oversight = department.side == DepartmentSide::Oversight;
        if oversight { vec![role, OfficerRole::Oversight] } else { vec![role] }
    };
    let key = |role: &str| format!("{}-{section}-{role}", code.to_lowercase());
    add(officers, key("head"), code, Some(section), head_post(section_name), with_oversight(head_role));
    if !VACANT_LIAISONS.contains(&(code, section)) {
        let post = if code == "GAJ" { "民警" } else { "科员" };
        add(officers, key("liaison"), code, Some(section), post, with_oversight(OfficerRole::Liaison));
    }
}

fn add(
    officers: &mut Vec<Officer>,
    key: String,
    department: &'static str,
    section: Option<&str>,
    post: &'static str,
    roles: Vec<OfficerRole>,
) {
    let place = officers.len();
    let section = section.map(str::to_owned);
    let phone = format!("0412-5550{:03}", place + 100);
    officers.push(Officer { key, name: person_name(place), department, section, post, roles, phone });
}

fn leader_posts(department: &str) -> (&'static str, &'static str) {
    let posts = [
        ("人民政府", ("市长", "副市长")),
        ("支队", ("支队长", "副支队长")),
        ("委员会", ("主任", "副主任")),
        ("室", ("主任", "副主任")),
    ];
    let of = |(ending, posts): &(&str, _)| department.ends_with(ending).then_some(*posts);
    posts.iter().find_map(of).unwrap_or(("局长", "副局长"))
}

fn head_post(section: &str) -> &'static str {
    if section.ends_with("支队") { "支队长" } else { "科长" }
}

/// The key of the liaison officer of a section, or of its head where nobody is liaison.
pub(super) fn liaison_key(department: &str, section: &str) -> String {
    if VACANT_LIAISONS.contains(&(department, section)) {
        head_key(department, section)
    } else {
        format!("{}-{section}-liaison", department.to_lowercase())
    }
}

/// The key of the head of a section.
pub(super) fn head_key(department: &str, section: &str) -> String {
    format!("{}-{section}-head", department.to_lowercase())
}
