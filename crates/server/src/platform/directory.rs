//! Departments, roster, agreements, calendar and rule set, kept at hand because every act needs them.

use crate::platform::error::{Error, Result};
use crate::platform::stored::{self, Stored};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_db::Tx;
use shenguan_rules::agreement::{ApprovalItem, HandoverAgreement};
use shenguan_rules::amendment::{Amendment, AmendmentState, Matter};
use shenguan_rules::calendar::{Calendar, local_date};
use shenguan_rules::party::Department;
use shenguan_rules::party::{AgreementId, DepartmentCode, ItemCode, Officer, OfficerId, Side};
use shenguan_rules::roster::{Capacities, Designation, DutyDay, Place, Role, Roster, Substitution};
use shenguan_rules::rule_set::RuleSet;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What every act and every page needs to know of the city. Equal to the fold of the ledger at `sequence`. A change copies only
/// the map that it changes: readers keep the others.
#[derive(Clone, Debug)]
pub struct Directory {
    sequence: i64,
    departments: Arc<BTreeMap<DepartmentCode, Department>>,
    officers: Arc<BTreeMap<OfficerId, OfficerEntry>>,
    designations: Arc<BTreeMap<String, Designation>>,
    designations_by_officer: Arc<BTreeMap<OfficerId, BTreeSet<String>>>,
    substitutions: Arc<BTreeMap<String, Substitution>>,
    items: Arc<BTreeMap<ItemCode, ApprovalItem>>,
    agreements: Arc<BTreeMap<AgreementId, HandoverAgreement>>,
    agreements_by_item: Arc<BTreeMap<ItemCode, BTreeSet<AgreementId>>>,
    amendments: Arc<BTreeMap<String, Amendment>>,
    duty_days: Arc<BTreeMap<(jiff::civil::Date, DepartmentCode), DutyDay>>,
    calendar: Calendar,
    /// By their first day; the city's defaults stand first.
    rule_sets: Vec<RuleSet>,
}

/// An officer with the content that lies beside the ledger.
#[derive(Clone, Debug)]
pub struct OfficerEntry {
    /// The officer as the ledger knows it.
    pub officer: Officer,
    /// Name, post and contact.
    pub card: OfficerCard,
}

/// 「责任人及联络人姓名、职务、科室、联系方式」 of 二(二)¶2, without the section, which the ledger knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficerCard {
    /// 姓名.
    pub name: String,
    /// 职务.
    #[serde(default)]
    pub post: String,
    /// 联系方式.
    #[serde(default)]
    pub contact: String,
}

impl Directory {
    /// Reads everything; the sequence is that of the last entry that changed any of it.
    pub(super) fn load(tx: &mut Tx<'_>, jurisdiction: &str) -> Result<Self> {
        let head =
            tx.query_one("SELECT directory_sequence FROM ledger_head WHERE jurisdiction = $1", &[jurisdiction.into()])?;
        let mut directory = Self::empty();
        directory.sequence = head.get(0)?;
        load_kind::<Department>(tx, &mut directory)?;
        load_kind::<Officer>(tx, &mut directory)?;
        load_kind::<Designation>(tx, &mut directory)?;
        load_kind::<Substitution>(tx, &mut directory)?;
        load_kind::<ApprovalItem>(tx, &mut directory)?;
        load_kind::<HandoverAgreement>(tx, &mut directory)?;
        load_kind::<Amendment>(tx, &mut directory)?;
        load_kind::<DutyDay>(tx, &mut directory)?;
        Ok(directory)
    }

    /// A city of which nothing is known yet: the official calendar and the default rule set.
    pub(crate) fn empty() -> Self {
        Self {
            sequence: 0,
            departments: Arc::default(),
            officers: Arc::default(),
            designations: Arc::default(),
            designations_by_officer: Arc::default(),
            substitutions: Arc::default(),
            items: Arc::default(),
            agreements: Arc::default(),
            agreements_by_item: Arc::default(),
            amendments: Arc::default(),
            duty_days: Arc::default(),
            calendar: Calendar::official(),
            rule_sets: vec![RuleSet::default()],
        }
    }

    /// The sequence of the entry that made it so.
    pub fn sequence(&self) -> i64 {
        self.sequence
    }

    pub(super) fn set_sequence(&mut self, sequence: i64) {
        self.sequence = sequence;
    }

    /// The working days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The city's settings in force at an instant: the last of those whose first day has come.
    pub fn rule_set(&self, now: Timestamp) -> &RuleSet {
        let today = local_date(now);
        let (defaults, adopted) = self.rule_sets.split_first().expect("the defaults stand first");
        adopted.iter().rfind(|rule_set| rule_set.effective_on <= today).unwrap_or(defaults)
    }

    /// Every department, by code.
    pub fn departments(&self) -> impl Iterator<Item = &Department> {
        self.departments.values()
    }

    /// One department.
    pub fn department(&self, code: &DepartmentCode) -> Option<&Department> {
        self.departments.get(code)
    }

    /// 市行政审批局.
    pub fn bureau(&self) -> Option<&Department> {
        self.departments.values().find(|department| department.side == Side::Approval)
    }

    /// Every officer.
    pub fn officers(&self) -> impl Iterator<Item = &OfficerEntry> {
        self.officers.values()
    }

    /// One officer.
    pub fn officer(&self, id: &OfficerId) -> Option<&OfficerEntry> {
        self.officers.get(id)
    }

    /// Every designation, past ones too.
    pub fn designations(&self) -> impl Iterator<Item = &Designation> {
        self.designations.values()
    }

    /// The roles of an officer on a day.
    pub fn roles_of(&self, officer: &OfficerId, on: jiff::civil::Date) -> BTreeSet<Role> {
        let ids = self.designations_by_officer.get(officer).into_iter().flatten();
        shenguan_rules::roster::roles_of(ids.filter_map(|id| self.designations.get(id)), officer, on)
    }

    /// Whether an officer has left, or has no role of his own any more.
    pub fn has_left(&self, officer: &OfficerId, on: jiff::civil::Date) -> bool {
        let serves = self.officer(officer).is_some_and(|entry| entry.officer.serves_on(on));
        !serves || self.roles_of(officer, on).is_empty()
    }

    /// Every leave, past ones too.
    pub fn substitutions(&self) -> impl Iterator<Item = &Substitution> {
        self.substitutions.values()
    }

    /// In which capacities an officer acts on a day: in his own roles, and for whom he stands in.
    pub fn capacities_of(&self, officer: &OfficerId, on: jiff::civil::Date) -> Capacities {
        // Nearly always nobody stands in for anybody, and this is asked at every act.
        let away = |away: &&Substitution| away.in_force(on) && away.stand_in.is_some();
        if !self.substitutions.values().any(|it| away(&it)) {
            return Capacities { own: self.roles_of(officer, on), ..Capacities::default() };
        }
        let department = self.officer(officer).map(|entry| entry.officer.department.clone());
        department.map(|of| self.with_roster(&of, |roster| roster.capacities(officer, on))).unwrap_or_default()
    }

    /// Who has what lies at a place of a department: one person, or nobody.
    pub fn owner_of(&self, place: &Place, on: jiff::civil::Date) -> Option<OfficerId> {
        self.with_roster(&place.department, |roster| roster.owner(place, on))
    }

    /// Looks at the people of a department as the rules see them.
    pub fn with_roster<T>(&self, department: &DepartmentCode, look: impl FnOnce(&Roster<'_>) -> T) -> T {
        let officers = self.officers.values().map(|entry| &entry.officer);
        let officers: Vec<_> = officers.filter(|it| it.department == *department).collect();
        let designations: Vec<_> = self.designations.values().filter(|it| it.department == *department).collect();
        let substitutions: Vec<_> = self.substitutions.values().filter(|it| it.department == *department).collect();
        look(&Roster { officers: &officers, designations: &designations, substitutions: &substitutions })
    }

    /// Every approval item, by code.
    pub fn items(&self) -> impl Iterator<Item = &ApprovalItem> {
        self.items.values()
    }

    /// One approval item.
    pub fn item(&self, code: &ItemCode) -> Option<&ApprovalItem> {
        self.items.get(code)
    }

    /// The handover agreements.
    pub fn agreements(&self) -> impl Iterator<Item = &HandoverAgreement> {
        self.agreements.values()
    }

    /// The handover agreements that name an item, past ones too.
    pub fn agreements_for(&self, item: &ItemCode) -> impl Iterator<Item = &HandoverAgreement> {
        let ids = self.agreements_by_item.get(item);
        ids.into_iter().flatten().filter_map(|id| self.agreements.get(id))
    }

    /// Changes of calendar and rule set, proposed and decided.
    pub fn amendments(&self) -> impl Iterator<Item = &Amendment> {
        self.amendments.values()
    }

    /// 值班表 from a day on, by day and department.
    pub fn duty_days_from(&self, day: jiff::civil::Date) -> impl Iterator<Item = &DutyDay> {
        self.duty_days.values().skip_while(move |duty| duty.on < day)
    }

    /// Who of a department is on duty on a day off, in the order in which they are called.
    pub fn on_duty(&self, department: &DepartmentCode, day: jiff::civil::Date) -> &[OfficerId] {
        self.duty_days.get(&(day, department.clone())).map_or(&[], |duty| &duty.officers)
    }

    pub(crate) fn enter_duty_day(&mut self, duty: &DutyDay) {
        Arc::make_mut(&mut self.duty_days).insert((duty.on, duty.department.clone()), duty.clone());
    }

    pub(crate) fn enter_department(&mut self, department: &Department) {
        Arc::make_mut(&mut self.departments).insert(department.code.clone(), department.clone());
    }

    pub(crate) fn enter_officer(&mut self, officer: &Officer, card: OfficerCard) {
        Arc::make_mut(&mut self.officers).insert(officer.id.clone(), OfficerEntry { officer: officer.clone(), card });
    }

    pub(crate) fn enter_designation(&mut self, id: &str, designation: &Designation) {
        let by_officer = Arc::make_mut(&mut self.designations_by_officer);
        by_officer.entry(designation.officer.clone()).or_default().insert(id.to_owned());
        Arc::make_mut(&mut self.designations).insert(id.to_owned(), designation.clone());
    }

    pub(crate) fn enter_substitution(&mut self, id: &str, substitution: &Substitution) {
        Arc::make_mut(&mut self.substitutions).insert(id.to_owned(), substitution.clone());
    }

    pub(crate) fn enter_item(&mut self, item: &ApprovalItem) {
        Arc::make_mut(&mut self.items).insert(item.code.clone(), item.clone());
    }

    pub(crate) fn enter_agreement(&mut self, agreement: &HandoverAgreement) {
        for line in &agreement.lines {
            Arc::make_mut(&mut self.agreements_by_item)
                .entry(line.item.clone())
                .or_default()
                .insert(agreement.id.clone());
        }
        Arc::make_mut(&mut self.agreements).insert(agreement.id.clone(), agreement.clone());
    }

    /// Calendar and rule sets follow from the confirmed amendments, in the order of their confirmation.
    pub(crate) fn enter_amendment(&mut self, id: &str, amendment: &Amendment) {
        Arc::make_mut(&mut self.amendments).insert(id.to_owned(), amendment.clone());
        let mut confirmed: Vec<(Timestamp, &Matter)> = self
            .amendments
            .values()
            .filter_map(|amendment| match &amendment.state {
                AmendmentState::Confirmed { at, .. } => Some((*at, &amendment.matter)),
                AmendmentState::Proposed | AmendmentState::Withdrawn { .. } => None,
            })
            .collect();
        confirmed.sort_by_key(|(at, _)| *at);
        let mut calendar = Calendar::official();
        let mut rule_sets = vec![RuleSet::default()];
        for (_, matter) in confirmed {
            match matter {
                // A notice that a later release already brings along changes nothing more.
                Matter::Calendar(notice) => calendar = calendar.with_notice(notice).unwrap_or(calendar),
                Matter::RuleSet(rule_set) => rule_sets.push((**rule_set).clone()),
            }
        }
        rule_sets[1..].sort_by_key(|rule_set| rule_set.effective_on);
        self.calendar = calendar;
        self.rule_sets = rule_sets;
    }
}

fn load_kind<S: Stored>(tx: &mut Tx<'_>, directory: &mut Directory) -> Result<()>
where
    S::Event: Serialize + DeserializeOwned,
{
    for held in stored::load_all::<S>(tx)? {
        let content = match held.state.content_digest() {
            Some(digest) => stored::content(tx, &digest)?,
            None => None,
        };
        held.state.enter(&held.id, content.as_ref(), directory);
    }
    Ok(())
}

/// The card of an officer from its content; an erased one leaves the fields empty.
pub(crate) fn card(content: Option<&serde_json::Value>) -> OfficerCard {
    content.and_then(|content| serde_json::from_value(content.clone()).ok()).unwrap_or_default()
}

/// A fault that names what the directory lacks.
pub fn missing(what: &str) -> Error {
    Error::fault(format!("the directory has no {what}"))
}
