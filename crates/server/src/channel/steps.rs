//! The ladder of an item: what was tried, step by step, and what is left.

use super::store;
use super::wire::{StepWire, step};
use crate::exchange;
use crate::platform::error::{Error, Result};
use crate::platform::face;
use crate::platform::identity::Scope;
use serde::Serialize;
use shenguan_db::Tx;
use shenguan_rules::channel::{Channel, Correspondence, PhoneNote, Step, next_step};
use shenguan_rules::party::{DepartmentCode, StepId};
use shenguan_rules::roster::Role;
use utoipa::ToSchema;

/// What was tried about an item.
pub struct Ladder {
    /// The item's id.
    pub id: String,
    /// Its number, where it was pushed.
    pub number: String,
    /// Its two departments.
    pub parties: Vec<DepartmentCode>,
    /// The steps that were taken, the first first.
    pub taken: Vec<Taken>,
    /// What is being written and was not said yet.
    pub drafts: Vec<(Channel, String)>,
    /// The numbers of the consultations that were proposed.
    pub proposals: Vec<String>,
}

/// A step that was taken.
pub struct Taken {
    /// The step.
    pub step: Step,
    /// The number of what it was.
    pub number: String,
    /// Where its page is.
    pub path: String,
    /// The id of the step before.
    pub follows: Option<StepId>,
}

/// The ladder of an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LadderWire {
    item: String,
    steps: Vec<TakenWire>,
    /// `platform`, `phone`, `oa`, `letter`; none where only the consultation is left.
    next: Option<String>,
    /// The roles that take the next step themselves, or draft it.
    next_takers: Vec<String>,
    /// The roles whose consent it needs.
    next_endorsers: Vec<String>,
    /// The numbers of the consultations that were proposed.
    proposals: Vec<String>,
}

/// A step that was taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TakenWire {
    number: String,
    #[serde(flatten)]
    step: StepWire,
    /// Id of the step before.
    follows: Option<String>,
}

/// The ladder of an item, by id or number, as far as the scope reaches.
pub fn of(tx: &mut Tx<'_>, scope: &Scope, named: &str) -> Result<Ladder> {
    let held = exchange::acts::seen(tx, scope, named)?;
    let item = held.state;
    let (id, parties) = (StepId::from(&item.id), vec![item.from, item.to]);
    let step = Step { channel: Channel::Platform, id, parties: parties.clone(), at: item.pushed_at };
    let pushed = Taken { step, number: item.number.clone(), path: format!("/items/{}", item.number), follows: None };
    let mut ladder = Ladder {
        id: held.id,
        number: item.number,
        parties,
        taken: vec![pushed],
        drafts: Vec::new(),
        proposals: Vec::new(),
    };
    let about = store::ladder_of(tx, scope, &ladder.id)?;
    for held in about.calls {
        let (note, follows) = (held.state.step(), held.state.follows.map(|step| step.id));
        let path = format!("/phone-notes/{}", held.state.number);
        ladder.taken.push(Taken { step: note, number: held.state.number, path, follows });
    }
    for held in about.correspondence {
        let state = held.state;
        match state.step() {
            Some(step) => {
                let path = format!("/correspondence/{}", state.number);
                ladder.taken.push(Taken {
                    step,
                    number: state.number,
                    path,
                    follows: state.follows.map(|step| step.id),
                });
            }
            None => ladder.drafts.push((state.channel, state.number)),
        }
    }
    ladder.proposals = about.proposals.into_iter().map(|held| held.state.number).collect();
    ladder.taken.sort_by(|one, other| {
        let of = |taken: &Taken| (taken.step.at, taken.step.channel, taken.number.clone());
        of(one).cmp(&of(other))
    });
    Ok(ladder)
}

/// Where the page of something is, by id; none where it is not within the scope.
pub fn path_of(tx: &mut Tx<'_>, scope: &Scope, id: &str) -> Result<Option<String>> {
    let reached = |found: Result<String>| match found {
        Ok(path) => Ok(Some(path)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    };
    let pushed = exchange::acts::seen(tx, scope, id).map(|held| format!("/items/{}", held.state.number));
    if let Some(path) = reached(pushed)? {
        return Ok(Some(path));
    }
    let written = face::store::find::<Correspondence>(tx, scope, id).map(|held| held.state.number);
    if let Some(path) = reached(written.map(|number| format!("/correspondence/{number}")))? {
        return Ok(Some(path));
    }
    let called = face::store::find::<PhoneNote>(tx, scope, id).map(|held| held.state.number);
    reached(called.map(|number| format!("/phone-notes/{number}")))
}

impl Ladder {
    /// The lowest channel above everything that was tried.
    pub fn next(&self) -> Option<Channel> {
        let tried: Vec<Step> = self.taken.iter().map(|taken| taken.step.clone()).collect();
        next_step(&tried)
    }

    /// As the API shows it.
    pub fn wire(&self) -> LadderWire {
        let next = self.next();
        let names = |roles: &[Role]| roles.iter().map(|role| role.zh().to_owned()).collect();
        let taken = self.taken.iter().map(|taken| TakenWire {
            number: taken.number.clone(),
            step: step(&taken.step),
            follows: taken.follows.as_ref().map(ToString::to_string),
        });
        LadderWire {
            item: self.id.clone(),
            steps: taken.collect(),
            next: next.map(|channel| channel.as_str().to_owned()),
            next_takers: next.map(|channel| names(channel.takers())).unwrap_or_default(),
            next_endorsers: next.map(|channel| names(channel.endorsers())).unwrap_or_default(),
            proposals: self.proposals.clone(),
        }
    }
}
