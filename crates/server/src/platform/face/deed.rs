//! What a kind of subject shows, and what can be done to it.

use super::store;
use super::view::View;
use crate::platform::act::Act;
use crate::platform::board::{Board, Field, Names};
use crate::platform::desk::{Filter, Words};
use crate::platform::error::Result;
use crate::platform::identity::{Caller, Permission, Scope};
use crate::platform::reader::Read;
use crate::platform::stored::{Held, Stored};
use crate::platform::web::Nav;
use serde::de::{self, DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use shenguan_db::Tx;
use utoipa::ToSchema;

/// A kind of subject with calls of the API and pages of its own.
pub trait Face: Stored + Send + Sync + 'static
where
    Self::Event: Serialize + DeserializeOwned,
{
    /// Its collection under `/api/v1/`.
    const API: &'static str;
    /// Under which address its pages are: `/requests`, and `/requests/{number}` for one.
    const PAGES: &'static str;
    /// The part of the navigation that its pages belong to.
    const NAV: Nav;
    /// As the API shows it.
    type Wire: Serialize + ToSchema;

    /// Its number.
    fn number(&self) -> &str;

    /// One by id or number, if the scope reaches it; [`Error::NotFound`](crate::platform::error::Error::NotFound) otherwise.
    fn find(tx: &mut Tx<'_>, scope: &Scope, id_or_number: &str) -> Result<Held<Self>> {
        store::find(tx, scope, id_or_number)
    }

    /// As the API shows it to whoever sees through the scope.
    fn wire(view: &mut View<'_, '_>, scope: &Scope, held: &Held<Self>) -> Result<Self::Wire>;

    /// Whether it is a fact of the record that this officer looks at its page, and not on record yet. Without it a look is no act, and
    /// waits for no writer.
    fn asks_look(&self, caller: &Caller) -> bool {
        let _ = caller;
        false
    }

    /// What is done when such an officer looks at its page, before it is shown; nothing unless a look is a fact of the record.
    fn looked_at(act: &mut Act<'_, '_>, held: Held<Self>) -> Result<()> {
        let _ = (act, held);
        Ok(())
    }

    /// By which member of the family `verb` a deed on it reads to this reader: its own word, unless it is one act to one side and another
    /// to the other.
    fn reads_as(&self, word: &'static str, caller: &Caller) -> &'static str {
        let _ = caller;
        word
    }

    /// By which member of the family `done` a deed reads to whoever did it, once it stands as it does now.
    fn done_as(&self, word: &'static str, caller: &Caller) -> &'static str {
        self.reads_as(word, caller)
    }

    /// Its page.
    fn page(shown: Shown<'_, '_, '_, Self>) -> Result<()>;
}

/// What a page is made from.
pub struct Shown<'s, 'r, 'c, S> {
    /// The view.
    pub read: &'s mut Read<'r, 'c>,
    /// Names and deadlines in words.
    pub words: &'s Words,
    /// Names of departments and officers.
    pub names: &'s Names,
    /// Who looks.
    pub caller: &'s Caller,
    /// The part of 待办 that the reader came from.
    pub filter: &'s Filter,
    /// The subject.
    pub held: &'s Held<S>,
    /// Where it is shown.
    pub board: &'s mut Board,
}

impl<S: Face> Shown<'_, '_, '_, S>
where
    S::Event: Serialize + DeserializeOwned,
{
    /// The address of a deed on the subject, with the way back to 待办.
    pub fn deed(&self, word: &str) -> String {
        self.filter.path(&format!("{}/{}/{word}", S::PAGES, self.held.state.number()))
    }
}

/// The form of a deed: what it asks for, what it says it will do, who may be shown it.
pub struct Asked {
    /// Above the fields: what pressing the button does in law.
    pub lead: String,
    /// What is asked for; each is a field of the request of the same name.
    pub fields: Vec<Field>,
}

/// The request of a deed that asks for nothing: no body, `null` or `{}`.
#[derive(Clone, Copy, Debug, Default, ToSchema)]
pub struct Nothing {}

impl<'de> Deserialize<'de> for Nothing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NothingVisitor)
    }
}

/// A form that asks for nothing is an empty map, as `{}` is; `null` and no body are nothing too.
struct NothingVisitor;

impl<'de> Visitor<'de> for NothingVisitor {
    type Value = Nothing;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("nothing")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Nothing, E> {
        Ok(Nothing {})
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Nothing, A::Error> {
        match map.next_key::<String>()? {
            None => Ok(Nothing {}),
            Some(field) => Err(de::Error::custom(format_args!("unknown field `{field}`"))),
        }
    }
}

/// What a deed does: to nothing yet, or to a subject.
pub(super) enum Run<S, R> {
    Born(fn(&mut Act<'_, '_>, &R) -> Result<Held<S>>),
    On(fn(&mut Act<'_, '_>, &str, &R) -> Result<Held<S>>),
}

type AskFn<S> = fn(&mut Read<'_, '_>, &Words, &Caller, Option<&Held<S>>) -> Result<Asked>;

/// An act as its faces offer it.
pub struct Deed<S, R> {
    pub(super) word: &'static str,
    pub(super) permission: Permission,
    pub(super) run: Run<S, R>,
    pub(super) ask: Option<AskFn<S>>,
    pub(super) status: u16,
}

impl<S, R> Clone for Deed<S, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, R> Copy for Deed<S, R> {}

impl<S, R> Clone for Run<S, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S, R> Copy for Run<S, R> {}

impl<S, R> Deed<S, R> {
    /// A deed done to a subject. `word` is the last part of both its addresses and, after the kind, the member of the message families
    /// `verb` (the button and the heading of its form) and `done` (the words of the banner, with `$number`).
    pub const fn on(
        word: &'static str,
        permission: Permission,
        run: fn(&mut Act<'_, '_>, &str, &R) -> Result<Held<S>>,
    ) -> Self {
        Self { word, permission, run: Run::On(run), ask: None, status: 200 }
    }

    /// A deed that gives life to a subject: `POST` to the collection, and the form at `…/new`.
    pub const fn born(
        word: &'static str,
        permission: Permission,
        run: fn(&mut Act<'_, '_>, &R) -> Result<Held<S>>,
    ) -> Self {
        Self { word, permission, run: Run::Born(run), ask: None, status: 201 }
    }

    /// With a form; without one a press does it.
    #[must_use]
    pub const fn form(mut self, ask: AskFn<S>) -> Self {
        self.ask = Some(ask);
        self
    }

    /// Answered with 201 by the API: something was made by it.
    #[must_use]
    pub const fn makes(mut self) -> Self {
        self.status = 201;
        self
    }
}
