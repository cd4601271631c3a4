//! Months of traffic, act by act. What time decides in between is written down at the instant at which it became true.

use super::cooperation::Asked;
use super::founding::{People, sign, signed_at};
use super::request::push_request;
use crate::demo::{Act as Planned, Agreement, City, Cooperation, PlannedAct, TimelineStep, Traffic};
use jiff::Timestamp;
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::exchange::legacy::enter_legacy_permit;
use shenguan_server::exchange::request::ReplyRequest;
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::load::Loader;
use shenguan_server::platform::stored::Held;
use std::collections::{BTreeSet, HashMap, VecDeque};

/// The past of the city while it is loaded.
pub(crate) struct History<'a> {
    traffic: &'a Traffic,
    people: &'a People,
    /// Not signed yet, the next one first.
    agreements: VecDeque<&'a Agreement>,
    /// What departments ask of each other.
    asked: Asked<'a>,
    /// When receipts and replies fall due.
    dues: BTreeSet<Timestamp>,
    /// Which transmittal a push became for a department; a re-route gives it to another.
    ids: HashMap<(usize, String), String>,
    loaded: Loaded,
}

/// How much was loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Pushes taken.
    pub pushes: usize,
    /// Other acts taken.
    pub acts: usize,
    /// Receipts, and terms of replies, that time decided.
    pub deemed: usize,
    /// Planned steps that the rules refused: when, and the code.
    pub refused: Vec<(Timestamp, String)>,
}

impl<'a> History<'a> {
    /// The history of a founded city.
    pub(crate) fn new(city: &'a City, traffic: &'a Traffic, asked: &'a Cooperation, people: &'a People) -> Self {
        let mut agreements: Vec<&Agreement> = city.agreements.iter().collect();
        agreements.sort_by_key(|agreement| agreement.signed_on);
        Self {
            traffic,
            people,
            agreements: agreements.into(),
            asked: Asked::new(asked, people),
            dues: BTreeSet::new(),
            ids: HashMap::new(),
            loaded: Loaded::default(),
        }
    }

    /// Lives through everything up to `now`.
    pub(crate) fn live(mut self, loader: &mut Loader<'_, '_>, now: Timestamp) -> Result<Loaded> {
        let beginning = self.traffic.timeline.first().map_or(now, |step| step.at);
        self.time_passes(loader, beginning)?;
        for record in &self.traffic.legacy {
            loader.act(beginning, &Actor::Setup, |act| enter_legacy_permit(act, record))?;
        }
        for step in &self.traffic.timeline {
            self.time_passes(loader, step.at)?;
            let done = self.step(loader, step);
            self.taken(step.at, done)?;
        }
        self.time_passes(loader, now)?;
        Ok(self.loaded)
    }

    /// What the rules refuse is remembered, and life goes on.
    fn taken(&mut self, at: Timestamp, done: Result<()>) -> Result<()> {
        match done {
            Ok(()) => {}
            Err(Error::Refused(refused)) => self.loaded.refused.push((at, refused.code.to_owned())),
            Err(Error::Invalid(fields)) => self.loaded.refused.push((at, format!("{fields:?}"))),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// What departments ask of each other until an instant, and what falls due in between.
    fn time_passes(&mut self, loader: &mut Loader<'_, '_>, until: Timestamp) -> Result<()> {
        while let Some(at) = self.asked.next_at().filter(|at| *at <= until) {
            self.dues_pass(loader, at)?;
            let Some(step) = self.asked.pop() else { break };
            let done = self.asked.step(loader, step, &self.ids);
            let done = done.map(|dues| {
                self.loaded.acts += 1;
                self.dues.extend(dues);
            });
            self.taken(at, done)?;
        }
        self.dues_pass(loader, until)
    }

    /// Agreements are signed, receipts deemed and terms lapsed, each at its own instant.
    fn dues_pass(&mut self, loader: &mut Loader<'_, '_>, until: Timestamp) -> Result<()> {
        loop {
            let due = self.dues.first().copied().filter(|due| *due <= until);
            let signed = self.agreements.front().map(|agreement| signed_at(agreement)).transpose()?;
            let signed = signed.filter(|signed| *signed <= until);
            if let Some(signed) = signed
                && due.is_none_or(|due| signed <= due)
            {
                if let Some(agreement) = self.agreements.pop_front() {
                    sign(loader, agreement)?;
                }
            } else if let Some(due) = due {
                self.dues.remove(&due);
                self.loaded.deemed += loader.sweep(due)?;
            } else {
                return Ok(());
            }
        }
    }

    fn step(&mut self, loader: &mut Loader<'_, '_>, step: &TimelineStep) -> Result<()> {
        let push = &self.traffic.pushes[step.push];
        let Some(place) = step.act else {
            self.push(loader, step)?;
            self.loaded.pushes += 1;
            return Ok(());
        };
        let planned = &push.then[place];
        let (actor, id) = (self.person(&planned.who)?, self.id(step.push, planned.addressee)?);
        let held = loader.act(step.at, actor, |act| perform(act, id, planned))?;
        if let Planned::Reroute { to, .. } = &planned.act {
            self.ids.insert((step.push, (*to).to_owned()), held.id.clone());
        }
        self.loaded.acts += 1;
        self.dues.extend(held.state.receipt_due());
        Ok(())
    }

    fn push(&mut self, loader: &mut Loader<'_, '_>, step: &TimelineStep) -> Result<()> {
        let push = &self.traffic.pushes[step.push];
        let (request, actor) = (push_request(push), self.person(&push.officer)?);
        let pushed: Vec<Held<Transmittal>> = match push.corrects {
            None => loader.act(step.at, actor, |act| acts::push(act, &request))?,
            Some(corrected) => {
                let mut old = Vec::with_capacity(push.addressees.len());
                for addressee in &push.addressees {
                    old.push(self.id(corrected, addressee)?);
                }
                let correct = |act: &mut Act<'_, '_>| {
                    let corrections = old.iter().map(|id| acts::correct(act, id, &request));
                    corrections.map(|correction| Ok(correction?.new)).collect()
                };
                loader.act(step.at, actor, correct)?
            }
        };
        for held in pushed {
            self.dues.extend(held.state.receipt_due());
            self.ids.insert((step.push, held.state.to.to_string()), held.id);
        }
        Ok(())
    }

    fn person(&self, key: &str) -> Result<&'a Actor> {
        self.people.get(key).ok_or_else(|| Error::fault(format!("the plan names nobody by the key {key}")))
    }

    fn id(&self, push: usize, addressee: &str) -> Result<&str> {
        let id = self.ids.get(&(push, addressee.to_owned()));
        // What was refused before cannot be acted upon.
        id.map(String::as_str).ok_or_else(|| Error::field("push", "NOT_PUSHED"))
    }
}

/// Does to a transmittal what is planned; gives the one that now counts.
fn perform(act: &mut Act<'_, '_>, id: &str, planned: &PlannedAct) -> Result<Held<Transmittal>> {
    match &planned.act {
        Planned::Open => acts::open(act, id),
        Planned::Acknowledge => acts::acknowledge(act, id),
        Planned::Return { reason, suggested_to } => acts::return_to_sender(act, id, reason, *suggested_to),
        Planned::Uphold { reason } => acts::uphold(act, id, reason),
        Planned::Reroute { to, reason } => acts::reroute(act, id, to, reason),
        Planned::Recall { reason } => acts::recall(act, id, reason),
        Planned::Assign { section } => acts::assign(act, id, Some(section), None),
        Planned::Reply { content, decision } => {
            let decision = Some((*decision).to_owned());
            acts::reply(act, id, &ReplyRequest { content: content.clone(), decision, ..ReplyRequest::default() })
        }
    }
}
