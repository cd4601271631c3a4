//! Who calls: the actor with the roles of today, what it may see, and how it wants to be spoken to.

use super::account::{Preferences, account_of};
use super::authority::{Flag, Permission, Relation, permits, permits_as};
use super::scope::Scope;
use super::{key, session};
use crate::platform::config::SessionSettings;
use crate::platform::error::{Error, Result};
use crate::platform::reader::{Question, Read};
use crate::platform::web::Language;
use jiff::civil::Date;
use shenguan_db::Row;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{DepartmentCode, OfficerId, SectionCode};
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use std::collections::BTreeSet;

/// What a request shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// `Authorization: Bearer …`.
    Key(String),
    /// The cookie of a session.
    Session(String),
}

/// Who calls.
#[derive(Clone, Debug)]
pub struct Caller {
    /// For `App::act`: in the capacity that the route needs, with the roles in force when the request came. The writer looks again.
    pub actor: Actor,
    /// Every capacity: himself first, then for each officer stood in for (代).
    pub(super) capacities: Vec<Actor>,
    /// The roles of all of them; none for a system.
    pub(super) roles: Option<BTreeSet<Role>>,
    /// What may be seen.
    pub scope: Scope,
    /// The department acted for.
    pub department: DepartmentCode,
    /// Its name today.
    pub department_name: String,
    /// Who it is, where it is a person.
    pub person: Option<Person>,
    /// For `idempotency::Key`: the department of a system, the officer of a session.
    pub client: String,
    /// How the pages shall look; empty for a key.
    pub preferences: Preferences,
    /// The account, where it is a person.
    pub account: Option<String>,
    pub(super) flags: Vec<Flag>,
    pub(super) key: Option<String>,
    pub(super) session_to_mark: Option<String>,
}

/// An officer, for the top bar and for acts that say who did them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub officer: OfficerId,
    /// 姓名.
    pub name: String,
    /// 职务.
    pub post: String,
    /// 科室.
    pub section: Option<SectionCode>,
    /// Its name.
    pub section_name: Option<String>,
}

impl Caller {
    /// Whether the caller may do it at all.
    pub fn may(&self, permission: Permission) -> bool {
        self.capacities.iter().any(|actor| permits(actor, &self.flags, permission))
    }

    /// Whether the caller may do it to an item that its department stands to in that way.
    pub fn may_as(&self, permission: Permission, relation: Relation) -> bool {
        self.capacities.iter().any(|actor| permits_as(actor, &self.flags, permission, relation))
    }

    /// The same caller in the first capacity that may do it: in his own place, where his own roles suffice.
    #[must_use]
    pub fn acting_by(mut self, permission: Permission) -> Self {
        let fits = |actor: &&Actor| permits(actor, &self.flags, permission);
        if let Some(actor) = self.capacities.iter().find(fits) {
            self.actor = actor.clone();
        }
        self
    }

    /// The officers stood in for today.
    pub fn stands_in_for(&self) -> impl Iterator<Item = &OfficerId> {
        self.capacities.iter().filter_map(Actor::acting_for)
    }

    /// Whose personal tasks are the caller's: his own and those of everybody in whose place he acts; nobody's for a system.
    pub fn officers(&self) -> Vec<String> {
        let own = self.person.iter().map(|person| &person.officer);
        own.chain(self.stands_in_for()).map(ToString::to_string).collect()
    }

    /// The roles in force, those stood in for too; none for a system.
    pub fn roles(&self) -> Option<&BTreeSet<Role>> {
        self.roles.as_ref()
    }

    /// 责任人、联络人: the roles in the caller's language.
    pub fn role_names(&self, language: Language) -> String {
        let roles = self.roles().into_iter().flatten();
        match language {
            Language::Chinese => roles.map(|role| role.zh()).collect::<Vec<_>>().join("、"),
            Language::English => roles.map(|role| role.en()).collect::<Vec<_>>().join(", "),
        }
    }
}

/// What is asked to know who calls.
pub(super) fn questions(credentials: &Credentials) -> Vec<Question> {
    match credentials {
        Credentials::Key(secret) => key::questions(secret),
        Credentials::Session(token) => session::questions(token),
    }
}

/// Who calls with these credentials, by the rows of the questions; nobody, if they are not or no more good.
pub(super) fn identify(
    read: &mut Read<'_, '_>,
    credentials: &Credentials,
    rows: &[Vec<Row>],
    sessions: &SessionSettings,
) -> Result<Option<Caller>> {
    match credentials {
        Credentials::Key(_) => of_key(read, rows),
        Credentials::Session(_) => of_session(read, rows, sessions),
    }
}

fn of_key(read: &mut Read<'_, '_>, rows: &[Vec<Row>]) -> Result<Option<Caller>> {
    let Some(found) = key::found(rows)? else { return Ok(None) };
    let today = local_date(read.now());
    let Some(department) = read.directory().department(&found.department) else { return Ok(None) };
    if !department.stands_on(today) {
        return Ok(None);
    }
    let actor = Actor::System { department: department.code.clone(), side: department.side, key: found.name };
    Ok(Some(Caller {
        scope: Scope::of(&actor),
        capacities: vec![actor.clone()],
        roles: None,
        actor,
        department: department.code.clone(),
        department_name: department.name_on(today).to_owned(),
        person: None,
        client: format!("department:{}", department.code),
        preferences: Preferences::default(),
        account: None,
        flags: found.flags,
        key: Some(found.id),
        session_to_mark: None,
    }))
}

fn of_session(read: &mut Read<'_, '_>, rows: &[Vec<Row>], sessions: &SessionSettings) -> Result<Option<Caller>> {
    let now = read.now();
    let Some((session, account)) = session::found(rows)?.filter(|(session, _)| session.is_alive(now, sessions)) else {
        return Ok(None);
    };
    let Some(account) = account.filter(|account| account.enabled) else { return Ok(None) };
    let to_mark = session.needs_seen(now).then_some(session.id);
    caller_of(read, account, to_mark)
}

fn caller_of(
    read: &Read<'_, '_>,
    account: super::account::Account,
    session_to_mark: Option<String>,
) -> Result<Option<Caller>> {
    let today = local_date(read.now());
    let Some((capacities, person, department_name)) = officer(read, &account.officer, today)? else { return Ok(None) };
    let widest = capacities.iter().find(|actor| Scope::of(actor) != Scope::None).or(capacities.first());
    let actor = widest.cloned().ok_or_else(|| Error::fault("an officer acts in his own place at least"))?;
    let department = actor.department().cloned().ok_or_else(|| Error::fault("an officer has a department"))?;
    let roles = read.directory().capacities_of(&account.officer, today).all();
    Ok(Some(Caller {
        scope: Scope::of(&actor),
        capacities,
        roles: Some(roles),
        client: format!("officer:{}", person.officer),
        actor,
        department,
        department_name,
        person: Some(person),
        preferences: account.preferences,
        account: Some(account.id),
        flags: Vec::new(),
        key: None,
        session_to_mark,
    }))
}

/// Who the owner of an account is now, without a request: for work that goes on when the owner is elsewhere. Nobody, where the account
/// is disabled or its officer has left.
pub fn caller_of_account(read: &mut Read<'_, '_>, id: &str) -> Result<Option<Caller>> {
    let Some(account) = account_of(read.tx(), id)?.filter(|account| account.enabled) else { return Ok(None) };
    caller_of(read, account, None)
}

/// The officer as of today, in each capacity. Whoever left has no session any more, 二(二)¶2.
fn officer(read: &Read<'_, '_>, id: &OfficerId, today: Date) -> Result<Option<(Vec<Actor>, Person, String)>> {
    let directory = read.directory();
    let Some(entry) = directory.officer(id).filter(|entry| entry.officer.serves_on(today)) else { return Ok(None) };
    let department = directory
        .department(&entry.officer.department)
        .ok_or_else(|| Error::fault(format!("officer {id} is of a department that is not there")))?;
    let held = directory.capacities_of(id, today);
    let acting = |roles, acting_for| Actor::Officer {
        officer: id.clone(),
        department: department.code.clone(),
        side: department.side,
        roles,
        acting_for,
    };
    let standing_in =
        held.stood_in_for.keys().filter_map(|absent| Some(acting(held.acting_for(absent)?, Some(absent.clone()))));
    let capacities = std::iter::once(acting(held.own.clone(), None)).chain(standing_in).collect();
    let section = entry.officer.section.clone();
    let person = Person {
        officer: id.clone(),
        name: entry.card.name.clone(),
        post: entry.card.post.clone(),
        section_name: section.as_ref().and_then(|code| department.section(code)).map(|section| section.name.clone()),
        section,
    };
    Ok(Some((capacities, person, department.name_on(today).to_owned())))
}
