//! The only way in which anything changes: decide, apply, save the row, append to the ledger, in one transaction.

use crate::platform::capacity;
use crate::platform::clock;
use crate::platform::directory::Directory;
use crate::platform::error::{Error, Result};
use crate::platform::named::named;
use crate::platform::stored::{self, Held, Readers, Stored};
use crate::platform::writer::Group;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::{RawValue, to_raw_value};
use shenguan_db::Tx;
use shenguan_ledger::{ContentDigest, Draft, Suite};
use shenguan_rules::party;
use shenguan_rules::subject::{Actor, Context, Subject};
use std::collections::HashMap;
use std::sync::Arc;

/// One act in the making. What it wrote is kept or dropped as a whole.
pub struct Act<'g, 'c> {
    tx: &'g mut Tx<'c>,
    group: &'g mut Group,
    actor: &'g Actor,
    /// For whom else the actor stands in; nearly always nobody.
    others: Vec<Actor>,
    /// In which capacity the last command was taken.
    actor_json: Box<RawValue>,
    key: Option<String>,
    contents: Vec<ContentDigest>,
    bodies: HashMap<String, serde_json::Value>,
}

impl<'g, 'c> Act<'g, 'c> {
    /// An act of `actor` inside the open group; `key` is the digest of its idempotency key. Refused where the actor's roles are not in
    /// force at the instant of the group.
    pub(super) fn new(tx: &'g mut Tx<'c>, group: &'g mut Group, actor: &'g Actor, key: Option<String>) -> Result<Self> {
        let others = match actor {
            Actor::Officer { .. } => capacity::others(&*group.directory(tx)?, actor, group.now)?,
            Actor::System { .. } | Actor::Time | Actor::Setup => Vec::new(),
        };
        let actor_json = to_raw_value(actor)?;
        Ok(Self { tx, group, actor, others, actor_json, key, contents: Vec::new(), bodies: HashMap::new() })
    }

    /// The instant of the act.
    pub fn now(&self) -> Timestamp {
        self.group.now
    }

    /// Who acts.
    pub fn actor(&self) -> &'g Actor {
        self.actor
    }

    /// The transaction, for the reads of a slice's store and for its `op_` rows.
    pub fn tx(&mut self) -> &mut Tx<'c> {
        self.tx
    }

    /// Departments, roster, agreements, calendar and rule set, as this transaction sees them.
    pub fn directory(&mut self) -> Result<Arc<Directory>> {
        self.group.directory(self.tx)
    }

    /// A new id of this instant.
    pub fn new_id(&self) -> String {
        clock::new_id(self.group.now)
    }

    /// The next number of a series, `TS-2026-000001`: without gaps, for a refused act gives its number back.
    pub fn next_number(&mut self, series: &str) -> Result<String> {
        let year = shenguan_rules::calendar::local_date(self.group.now).year();
        let name = format!("{series}-{year}");
        let next = self.group.counter(self.tx, &name)? + 1;
        self.group.set_counter(&name, next);
        Ok(format!("{name}-{next:06}"))
    }

    /// Lays content beside the ledger, under a new salt, and gives the digest by which the next entry names it.
    pub fn content(&mut self, body: &impl Serialize) -> Result<party::ContentDigest> {
        let value = serde_json::to_value(body)?;
        let body = value.to_string();
        let salt = clock::random::<{ ContentDigest::SALT_BYTES }>();
        let digest = ContentDigest::of(&salt, body.as_bytes());
        let text = digest.to_string();
        self.tx.execute(
            "INSERT INTO content (digest, sequence, salt, body) VALUES ($1, $2, $3, $4)",
            vec![text.as_str().into(), self.group.next_sequence().into(), salt.into(), body.into()],
        );
        self.contents.push(digest);
        self.bodies.insert(text.clone(), value);
        party::ContentDigest::parse(text).map_err(Error::fault)
    }

    /// A subject, if it exists.
    pub fn find<S: Stored>(&mut self, id: &str) -> Result<Option<Held<S>>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        stored::load(self.tx, id)
    }

    /// A subject that must exist.
    pub fn get<S: Stored>(&mut self, id: &str) -> Result<Held<S>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        self.find(id)?.ok_or(Error::NotFound)
    }

    /// Gives life to a subject. Its content, if it has one, was laid down in this act.
    pub fn create<S: Stored>(&mut self, id: &str, command: S::Command) -> Result<Held<S>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let events = self.decide::<S>(None, &[], command)?;
        let held: Held<S> = self.apply(id, None, &events)?;
        let content = held.state.content_digest().and_then(|digest| self.bodies.get(&digest));
        stored::insert(self.tx, &held, content)?;
        self.write_tasks(&held, &[], &Readers::default())?;
        self.group.count(&[], &held.state.counted());
        self.enter(&held)?;
        Ok(held)
    }

    /// Commands a subject: `decide`, fold `apply`, save its row at its version, append every event.
    pub fn command<S: Stored>(&mut self, held: Held<S>, command: S::Command) -> Result<Held<S>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let tasks_before = held.state.tasks();
        let events = self.decide(Some(&held.state), &tasks_before, command)?;
        if events.is_empty() {
            return Ok(held);
        }
        let (id, version_before) = (held.id.clone(), held.version);
        let readers_before = Readers::of(&held.state);
        let counted_before = held.state.counted();
        let held = self.apply(&id, Some(held), &events)?;
        stored::update(self.tx, &held, version_before)?;
        self.write_tasks(&held, &tasks_before, &readers_before)?;
        self.group.count(&counted_before, &held.state.counted());
        self.enter(&held)?;
        Ok(held)
    }

    /// Writes what is to be done, and who may know of it. Nobody owes anything about what it may not know of: the lists of tasks
    /// rely on it.
    fn write_tasks<S: Stored>(
        &mut self,
        held: &Held<S>,
        tasks_before: &[stored::Task],
        readers_before: &Readers,
    ) -> Result<()>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let (tasks, readers) = (held.state.tasks(), Readers::of(&held.state));
        if let Some(task) = tasks.iter().find(|task| !readers.contain(&task.department)) {
            let (kind, id, department) = (S::KIND, &held.id, &task.department);
            return Err(Error::fault(format!(
                "{department} would have a task about {kind} {id} and may not know of it"
            )));
        }
        stored::write_tasks(self.tx, S::KIND, &held.id, tasks_before, &tasks);
        stored::write_readers(self.tx, S::KIND, &held.id, readers_before, &readers);
        Ok(())
    }

    fn enter<S: Stored>(&mut self, held: &Held<S>) -> Result<()>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        if !S::IN_DIRECTORY {
            return Ok(());
        }
        let content = match held.state.content_digest() {
            Some(digest) if !self.bodies.contains_key(&digest) => stored::content(self.tx, &digest)?,
            Some(digest) => self.bodies.get(&digest).cloned(),
            None => None,
        };
        let mut directory = self.group.directory(self.tx)?;
        held.state.enter(&held.id, content.as_ref(), Arc::make_mut(&mut directory));
        self.group.directory_changed(directory);
        Ok(())
    }

    /// Judges the command in each capacity of the actor until one is taken; if none is, says no to the first.
    fn decide<S: Stored>(
        &mut self,
        subject: Option<&S>,
        tasks: &[stored::Task],
        command: S::Command,
    ) -> Result<Vec<S::Event>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let directory = self.directory()?;
        let judge = |actor, command| {
            let (calendar, rule_set) = (directory.calendar(), directory.rule_set(self.group.now));
            <S as Subject>::decide(subject, command, &Context { now: self.group.now, actor, calendar, rule_set })
        };
        if self.others.is_empty() {
            return judge(self.actor, command).map_err(|no| named(Error::refused(no), &directory));
        }
        let mut refusal = None;
        for actor in capacity::in_order(self.actor, &self.others, tasks) {
            match judge(actor, command.clone()) {
                Ok(events) => {
                    self.actor_json = to_raw_value(actor)?;
                    return Ok(events);
                }
                Err(no) => refusal = refusal.or(Some(no)),
            }
        }
        Err(refusal.map_or(Error::NotFound, |no| named(Error::refused(no), &directory)))
    }

    fn apply<S: Stored>(&mut self, id: &str, before: Option<Held<S>>, events: &[S::Event]) -> Result<Held<S>>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let (mut version, mut state) = before.map_or((0, None), |held| (held.version, Some(held.state)));
        for event in events {
            state = S::apply(state, event);
            version += 1;
            let readers = state.as_ref().map(Stored::readers).unwrap_or_default();
            self.append::<S>(id, version, event, &readers)?;
        }
        let state = state.ok_or_else(|| Error::fault("the events of an act leave no subject"))?;
        Ok(Held { id: id.to_owned(), version, state })
    }

    fn append<S: Stored>(
        &mut self,
        id: &str,
        version: i64,
        event: &S::Event,
        readers: &[party::DepartmentCode],
    ) -> Result<()>
    where
        S::Event: Serialize + DeserializeOwned,
    {
        let parties: Vec<String> = readers.iter().map(ToString::to_string).collect();
        let contents = std::mem::take(&mut self.contents);
        let effective_at = S::effective_at(event).unwrap_or(self.group.now);
        let event = to_raw_value(event)?;
        let draft = Draft {
            jurisdiction: &self.group.jurisdiction.clone(),
            sequence: u64::try_from(self.group.next_sequence()).map_err(Error::fault)?,
            previous: self.group.hash,
            recorded_at: self.group.now.as_microsecond(),
            effective_at: effective_at.as_microsecond(),
            actor: &self.actor_json,
            act: name_of(event.get())?,
            subject_kind: S::KIND,
            subject_id: id,
            subject_version: u64::try_from(version).map_err(Error::fault)?,
            parties: &parties,
            contents: &contents,
            key: self.key.as_deref(),
            event: &event,
        };
        let sealed = draft.seal(Suite::Sha256);
        self.group.push(self.tx, sealed, S::KIND, id, &parties);
        Ok(())
    }
}

/// What an event is called in entries, feeds and the history of an item: its tag, which serde writes first.
fn name_of(event: &str) -> Result<&str> {
    event
        .strip_prefix(r#"{"event":""#)
        .and_then(|rest| rest.split_once('"'))
        .map(|(name, _)| name)
        .ok_or_else(|| Error::fault("an event does not begin with its tag"))
}
