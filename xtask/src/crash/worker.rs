//! One client: sends acts as fast as they are answered, and keeps its own log of them.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::body::Told;
use super::city::City;
use super::client::{Answer, Client};
use super::credentials::{Credentials, Request};
use super::deed::{Deed, Promise};
use super::finding::{Finding, FindingKind};
use super::kind::{By, DeedKind, Means, Origin, Side};
use super::random::Random;

/// How long a busy server is left alone.
const BUSY_PAUSE: Duration = Duration::from_millis(20);
/// An act that is still not answered by then is not answered.
const SETTLE_TIMEOUT: Duration = Duration::from_secs(20);
/// So many acts of earlier rounds are asked again, each round.
const EARLIER_MAX: usize = 10;
/// Everybody logs in anew in one of so many rounds; in the others the sessions must have outlived the kill.
const ROUNDS_A_LOGIN: u64 = 4;

/// Says when the kill is due, where it is due at an answer.
pub(super) struct Gauge {
    count: AtomicU64,
    due_at: u64,
    due: mpsc::Sender<()>,
}

/// A client.
pub(super) struct Worker {
    credentials: Credentials,
    random: Random,
    /// Part of every name and key, so that no two clients share one.
    name: String,
    count: u64,
    /// Of this round.
    deeds: Vec<Deed>,
    /// Of the rounds before, all answered.
    earlier: Vec<Deed>,
    /// What a kind can be done to.
    waiting: HashMap<DeedKind, Vec<Waiting>>,
    findings: Vec<Finding>,
}

/// Something that was made, and who sent it.
#[derive(Clone, Debug)]
struct Waiting {
    id: String,
    from: Side,
}

/// What the clients found out after a restart.
#[derive(Default)]
pub(super) struct Settled {
    pub(super) acknowledged: u64,
    pub(super) unknown: u64,
    pub(super) unknown_done: u64,
    pub(super) repeated: u64,
    pub(super) promises: Vec<Promise>,
    pub(super) findings: Vec<Finding>,
}

impl Gauge {
    pub(super) fn new(due_at: u64, due: mpsc::Sender<()>) -> Self {
        Self { count: AtomicU64::new(0), due_at, due }
    }

    fn count(&self) {
        if self.count.fetch_add(1, Ordering::Relaxed) + 1 == self.due_at {
            // Nobody waits where the kill is due by the clock.
            let _ = self.due.send(());
        }
    }
}

impl Worker {
    pub(super) fn new(number: usize, city: City, random: Random) -> Self {
        Self {
            credentials: Credentials::new(city),
            random,
            name: number.to_string(),
            count: 0,
            deeds: Vec::new(),
            earlier: Vec::new(),
            waiting: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// Sends acts until the server is gone, or until told to stop.
    pub(super) fn run(&mut self, port: u16, gauge: &Gauge, stop: &AtomicBool) {
        let Ok(mut client) = Client::connect(port) else { return };
        if self.random.between(1..=ROUNDS_A_LOGIN) == 1 {
            self.credentials.forget_sessions();
        }
        while !stop.load(Ordering::Relaxed) {
            let mut deed = self.next_deed();
            match self.credentials.send(&mut client, &deed.request) {
                Ok(answer) if answer.is_success() => {
                    gauge.count();
                    self.answered(&mut deed, answer);
                    self.deeds.push(deed);
                }
                // Its database is gone before it: it may have been done or not, the key will tell.
                Ok(answer) if is_later(&answer) => {
                    self.deeds.push(deed);
                    thread::sleep(BUSY_PAUSE);
                }
                Ok(answer) => self.refused(&deed, &answer),
                Err(_) => {
                    self.deeds.push(deed);
                    return;
                }
            }
        }
    }

    /// After the restart: asks what is unknown until there is an answer, asks everything again, looks at it as its addressee.
    pub(super) fn settle(&mut self, port: u16, done_keys: &HashSet<String>) -> std::io::Result<Settled> {
        let mut client = Client::connect(port)?;
        let mut deeds = std::mem::take(&mut self.deeds);
        let unknown = deeds.iter().filter(|deed| deed.answer.is_none()).count() as u64;
        let mut settled = Settled { unknown, acknowledged: deeds.len() as u64 - unknown, ..Settled::default() };
        for deed in &mut deeds {
            if deed.answer.is_none() {
                let is_done = deed.request.key.as_ref().is_some_and(|key| done_keys.contains(key));
                settled.unknown_done += u64::from(is_done);
                self.resolve(&mut client, deed)?;
            }
        }
        deeds.retain(|deed| deed.answer.is_some());
        for deed in deeds.iter().chain(self.some_earlier().iter()) {
            settled.repeated += 1;
            self.ask_again(&mut client, deed)?;
        }
        for deed in &deeds {
            let Some(promise) = deed.promise() else {
                let words = format!("{:?} {} was answered without id and number", deed.kind, deed.name);
                self.findings.push(Finding::new(FindingKind::OtherAnswer, words));
                continue;
            };
            self.look(&mut client, &promise)?;
            settled.promises.push(promise);
        }
        self.earlier.extend(deeds);
        settled.findings = std::mem::take(&mut self.findings);
        Ok(settled)
    }

    /// Something that can be done now, by chance.
    fn next_deed(&mut self) -> Deed {
        self.count += 1;
        let kind = self.next_kind();
        let rule = kind.rule();
        let (name, from, place) = match rule.origin {
            Origin::New(sides, prefix) => {
                let name = format!("{prefix}〔2026〕{}-{}", self.name, self.count);
                (name, self.random.one_of(sides), String::new())
            }
            Origin::After(_) => {
                let Waiting { id, from } = self.take(kind);
                let place = rule.word.map(|word| format!("/{id}/{word}")).unwrap_or_default();
                (id, from, place)
            }
        };
        let is_notice = self.random.between(0..=1) == 0;
        let told = Told { city: self.credentials.city(), from, name: &name, is_notice };
        let body = (rule.body)(&told).to_string();
        let (party, means) = rule.by;
        let request = Request {
            method: "POST",
            path: format!("/api/v1/{}{place}", rule.table.collection),
            by: By { side: party.of(from), means },
            key: Some(format!("crash-{}-{}", self.name, self.count)),
            body,
        };
        Deed { kind, name, from, request, answer: None }
    }

    fn next_kind(&mut self) -> DeedKind {
        let can_be_done = |kind: &DeedKind| match kind.rule().origin {
            Origin::New(..) => true,
            Origin::After(_) => self.waiting.get(kind).is_some_and(|waiting| !waiting.is_empty()),
        };
        let kinds: Vec<DeedKind> = DeedKind::ALL.into_iter().filter(can_be_done).collect();
        let weights: u64 = kinds.iter().map(|kind| kind.rule().weight).sum();
        let mut place = self.random.between(1..=weights);
        let chosen = kinds.into_iter().find(|kind| {
            let weight = kind.rule().weight;
            let is_chosen = place <= weight;
            place = place.saturating_sub(weight);
            is_chosen
        });
        chosen.expect("the place is within the sum of the weights")
    }

    fn take(&mut self, kind: DeedKind) -> Waiting {
        let waiting = self.waiting.get_mut(&kind).filter(|waiting| !waiting.is_empty());
        let waiting = waiting.expect("only what can be done is chosen");
        let place = self.random.place(waiting.len());
        waiting.swap_remove(place)
    }

    /// What was made is there for what follows it.
    fn answered(&mut self, deed: &mut Deed, answer: Answer) {
        deed.answer = Some(answer);
        let Some(promise) = deed.promise() else { return };
        for kind in deed.kind.followers() {
            let waiting = Waiting { id: promise.id.clone(), from: deed.from };
            self.waiting.entry(kind).or_default().push(waiting);
        }
    }

    fn refused(&mut self, deed: &Deed, answer: &Answer) {
        let words = format!("{:?} {}: {}", deed.kind, deed.name, answer.excerpt());
        self.findings.push(Finding::new(FindingKind::Refused, words));
    }

    /// I-13: retrying until there is a definite answer.
    fn resolve(&mut self, client: &mut Client, deed: &mut Deed) -> std::io::Result<()> {
        let asked_at = Instant::now();
        loop {
            let answer = self.credentials.send(client, &deed.request)?;
            if answer.is_success() {
                self.answered(deed, answer);
                return Ok(());
            }
            if !is_later(&answer) || asked_at.elapsed() > SETTLE_TIMEOUT {
                self.refused(deed, &answer);
                return Ok(());
            }
            thread::sleep(BUSY_PAUSE);
        }
    }

    /// I-10: the same key, the same answer, byte for byte.
    fn ask_again(&mut self, client: &mut Client, deed: &Deed) -> std::io::Result<()> {
        let again = self.credentials.send(client, &deed.request)?;
        if let Some(first) = deed.answer.as_ref().filter(|first| **first != again) {
            let words = format!("{:?} {}: {} and then {}", deed.kind, deed.name, first.excerpt(), again.excerpt());
            self.findings.push(Finding::new(FindingKind::OtherAnswer, words));
        }
        Ok(())
    }

    /// I-11: whoever it is for sees it.
    fn look(&mut self, client: &mut Client, promise: &Promise) -> std::io::Result<()> {
        let rule = promise.kind.rule();
        let request = Request {
            method: "GET",
            path: format!("/api/v1/{}/{}", rule.table.collection, promise.id),
            by: By { side: rule.seen_by.of(promise.from), means: Means::Key },
            key: None,
            body: String::new(),
        };
        let answer = self.credentials.send(client, &request)?;
        let seen: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let is_there = answer.is_success() && seen[promise.kind.number_field()] == promise.number.as_str();
        let state = seen[rule.table.state].as_str().unwrap_or_default();
        if !is_there || !rule.allows(state) {
            let words = format!("{:?} {} as its reader sees it: {}", promise.kind, promise.name, answer.excerpt());
            self.findings.push(Finding::new(FindingKind::Lost, words));
        }
        Ok(())
    }

    fn some_earlier(&mut self) -> Vec<Deed> {
        let count = self.earlier.len().min(EARLIER_MAX);
        let places: Vec<usize> = (0..count).map(|_| self.random.place(self.earlier.len())).collect();
        places.into_iter().filter_map(|place| self.earlier.get(place).cloned()).collect()
    }
}

/// Nothing is said yet: the server or its database is not up to it, or the key is still on its way.
fn is_later(answer: &Answer) -> bool {
    let in_flight = answer.status == 409 && answer.excerpt().contains("IDEMPOTENCY_KEY_IN_FLIGHT");
    in_flight || answer.status >= 500
}
