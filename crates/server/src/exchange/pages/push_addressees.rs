//! 推送给哪些部门: those that the handover agreements give for the item, with the people who will receive it, and all others.

use super::push_form::PushForm;
use crate::platform::desk::{Words, joined};
use shenguan_rules::agreement::{Route, route};
use shenguan_rules::party::{DepartmentCode, ItemCode, SectionCode, Side};
use shenguan_rules::roster::{Role, Vacancy, vacancies};

/// A department to push to.
pub(super) struct Addressee {
    /// Its code.
    pub code: String,
    /// Its name, with the section in charge.
    pub name: String,
    /// Its liaison and responsible officers, or that there is none and who receives instead.
    pub people: String,
    /// Whether it has no liaison officer.
    pub is_vacant: bool,
    /// By which clause.
    pub basis: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// So many names of one role are said.
const NAMES_MAX: usize = 3;

impl Words {
    /// The departments that the agreements give for the item, and the others. Those of the agreements are chosen until somebody has
    /// seen them; from then on, what was chosen stays so.
    pub(super) fn addressees(&self, form: &PushForm) -> (Vec<Addressee>, Vec<Addressee>) {
        let today = self.today();
        let chosen = form.fields.all("to");
        let is_fresh = !form.fields.has("routed") && chosen.is_empty();
        let item = ItemCode::parse(form.fields.text("item_code").trim()).ok();
        let lead_required = self.directory.rule_set(self.now).lead_required;
        let mut routes: Vec<Route> = item
            .and_then(|item| route(self.directory.agreements_for(&item), &item, today, lead_required).ok())
            .unwrap_or_default();
        routes.sort_by_key(|route| !route.lead);
        let designations: Vec<_> = self.directory.designations().cloned().collect();
        let empty = vacancies(self.directory.departments(), &designations, today);
        let agreed = routes.iter().map(|route| {
            let is_chosen = is_fresh || chosen.contains(&route.authority.as_str());
            let basis = self.basis(route, routes.len() > 1);
            self.addressee(&route.authority, route.section.as_ref(), &empty, basis, is_chosen)
        });
        let agreed = agreed.collect();
        let others = self.directory.departments().filter(|department| {
            department.side == Side::Regulation
                && department.stands_on(today)
                && !routes.iter().any(|route| route.authority == department.code)
        });
        let others = others.map(|other| {
            self.addressee(&other.code, None, &empty, String::new(), chosen.contains(&other.code.as_str()))
        });
        (agreed, others.collect())
    }

    /// 「牵头 · 依据《…》第3条」.
    fn basis(&self, route: &Route, are_several: bool) -> String {
        let document = self.directory.agreements().find(|it| it.id == route.agreement);
        let document = document.map(|it| it.document.clone()).unwrap_or_default();
        let basis = self.t("basis-agreement").with("document", document).with("clause", route.clause.clone());
        let lead = if route.lead && are_several { self.t("push-lead").to_string() } else { String::new() };
        joined([lead, basis.to_string()])
    }

    fn addressee(
        &self,
        code: &DepartmentCode,
        section: Option<&SectionCode>,
        empty: &[Vacancy],
        basis: String,
        is_chosen: bool,
    ) -> Addressee {
        let liaisons = self.holders_in(code, section, Role::LiaisonOfficer);
        // An overall lead stands for the department's responsible officer, a business lead for a section's.
        let leads = [Role::ResponsibleOfficer, Role::BusinessLead, Role::OverallLead];
        let mut responsible = leads.into_iter().map(|role| self.holders_in(code, section, role));
        let responsible = responsible.find(|names| !names.is_empty()).unwrap_or_default();
        let vacancy = empty.iter().find(|place| {
            place.department == *code
                && place.role == Role::LiaisonOfficer
                && (place.section.is_none() || place.section.as_ref() == section)
        });
        let is_vacant = vacancy.is_some() || liaisons.is_empty();
        let names = |id: &'static str, names: &[String]| {
            let names = names.iter().take(NAMES_MAX).cloned().collect::<Vec<_>>().join(" ");
            if names.is_empty() { String::new() } else { self.t(id).with("names", names).to_string() }
        };
        let people = if is_vacant {
            let since = vacancy.map(|vacancy| self.short_day(vacancy.since));
            let vacant = since.map_or_else(
                || self.t("push-vacant").to_string(),
                |day| self.t("push-vacant-since").with("day", day).to_string(),
            );
            match names("push-goes-to", &responsible) {
                goes_to if goes_to.is_empty() => self.t("push-vacant-both").with("vacant", vacant).to_string(),
                goes_to => format!("{vacant}{goes_to}"),
            }
        } else {
            joined([names("push-liaison", &liaisons), names("push-responsible", &responsible)])
        };
        let section = section.map(|section| self.section(code, section)).unwrap_or_default();
        Addressee {
            code: code.to_string(),
            name: format!("{} {section}", self.department(code)).trim().to_owned(),
            people,
            is_vacant,
            basis,
            is_chosen,
        }
    }

    /// The people of a role for a section; those of the department where the section has none of its own.
    fn holders_in(&self, code: &DepartmentCode, section: Option<&SectionCode>, role: Role) -> Vec<String> {
        let today = self.today();
        let of_section = self.directory.designations().filter(|named| {
            named.department == *code
                && named.role == role
                && named.in_force(today)
                && section.is_some()
                && named.section.as_ref() == section
        });
        let mut names: Vec<String> = of_section.map(|named| self.officer(&named.officer)).collect();
        names.sort();
        names.dedup();
        if names.is_empty() { self.holders(code, role) } else { names }
    }
}
