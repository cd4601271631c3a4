//! What is there to be done, and by whom.

use super::place;
use super::play::Play;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::Capacities;
use shenguan_rules::subject::Actor;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::stored::{Stored, load};

impl Play {
    /// One of the open tasks of a name: about what, and who has it.
    pub(super) async fn task(&self, task: &'static str, nth: usize) -> Result<(String, OfficerId)> {
        self.owner("task", task.to_owned(), nth).await
    }

    /// One of the open tasks of which a column says so: about what, and who has it.
    pub(super) async fn owner(&self, column: &'static str, value: String, nth: usize) -> Result<(String, OfficerId)> {
        let read = self.city().app.read(move |read| {
            let (at, today) = (read.now().as_microsecond(), local_date(read.now()));
            let sql = format!(
                "SELECT subject_id, department, section, officer FROM task WHERE list = 'todo' AND {column} = $1 \
                 AND from_at <= $2 AND until_at > $3 ORDER BY subject_id, department"
            );
            let rows = read.tx().query(&sql, &[(&value).into(), at.into(), at.into()])?;
            let row = rows.get(nth.checked_rem(rows.len()).ok_or(Error::NotFound)?).ok_or(Error::NotFound)?;
            let owner = read.directory().owner_of(&place(row, 1)?, today);
            Ok((row.get(0)?, owner.ok_or_else(|| Error::fault("what is open has an owner"))?))
        });
        read.await
    }

    /// The id of one of the subjects of a kind.
    pub(super) async fn nth<S: Stored>(&self, nth: usize) -> Result<String>
    where
        S::Event: serde::Serialize + serde::de::DeserializeOwned,
    {
        let sql = format!("SELECT id FROM {} ORDER BY id", S::KIND);
        let ids = self.city().app.read(move |read| {
            read.tx().query(&sql, &[])?.iter().map(|row| Ok(row.get(0)?)).collect::<Result<Vec<String>>>()
        });
        let ids = ids.await?;
        if ids.is_empty() { Err(Error::NotFound) } else { Ok(ids[nth % ids.len()].clone()) }
    }

    pub(super) async fn load<S: Stored + Send + 'static>(&self, id: String) -> Result<S>
    where
        S::Event: serde::Serialize + serde::de::DeserializeOwned,
    {
        self.city().app.read(move |read| load::<S>(read.tx(), &id)?.map(|held| held.state).ok_or(Error::NotFound)).await
    }

    pub(super) fn leader_of(&self, department: &str) -> OfficerId {
        let actor = self.staffed.actor(&format!("{department}/chief"));
        actor.officer().expect("a person").clone()
    }

    pub(super) async fn department_of(&self, officer: &OfficerId) -> String {
        let actor = self.actor_of(officer.clone()).await;
        actor.department().expect("a person's").to_string()
    }

    /// Somebody of the same department, himself too.
    pub(super) async fn colleague(&self, of: &OfficerId, nth: usize) -> OfficerId {
        let of = of.clone();
        let read = self.city().app.read(move |read| {
            let department = read.directory().officer(&of).map(|entry| entry.officer.department.clone());
            let colleagues =
                read.directory().officers().filter(|entry| Some(&entry.officer.department) == department.as_ref());
            Ok(colleagues.map(|entry| entry.officer.id.clone()).collect::<Vec<_>>())
        });
        let colleagues = read.await.expect("it can be read");
        colleagues[nth % colleagues.len()].clone()
    }

    /// Somebody with the roles of today; whoever has none of his own in the place of another.
    pub(super) async fn actor_of(&self, officer: OfficerId) -> Actor {
        let read = self.city().app.read(move |read| {
            let (directory, today) = (read.directory(), local_date(read.now()));
            let department = directory.officer(&officer).expect("a known officer").officer.department.clone();
            let side = directory.department(&department).expect("a known department").side;
            let Capacities { own, stood_in_for } = directory.capacities_of(&officer, today);
            let (acting_for, roles) = match stood_in_for.into_iter().next() {
                Some((absent, roles)) if own.is_empty() => (Some(absent), roles),
                _ => (None, own),
            };
            Ok(Actor::Officer { officer, department, side, roles, acting_for })
        });
        read.await.expect("it can be read")
    }
}
