//! What departments ask of each other (二(三)¶4), act by act, beside the months of traffic.

use super::founding::People;
use crate::demo::{Cooperation, PlannedAsk, PlannedNote, PlannedWord, Word};
use jiff::Timestamp;
use shenguan_rules::cooperation::CooperationRequest;
use shenguan_rules::subject::Actor;
use shenguan_server::cooperation::acts;
use shenguan_server::cooperation::request::{
    AnswerRequest, CountersignRequest, ExplainRequest, ExtendRequest, IssueRequest, NotOursRequest, RedirectRequest,
    SignRequest, WordsRequest,
};
use shenguan_server::cooperation::store::{joint, visible};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::face::Nothing;
use shenguan_server::platform::load::Loader;
use shenguan_server::platform::stored::Held;
use std::collections::{HashMap, VecDeque};

/// What is asked while the past is loaded.
pub(super) struct Asked<'a> {
    plan: &'a Cooperation,
    people: &'a People,
    /// What was not done yet, the next one first.
    steps: VecDeque<(Timestamp, Step)>,
    /// Which request a department got.
    ids: HashMap<(usize, String), String>,
    notes: HashMap<usize, String>,
}

/// One thing to do: by its places in the plan.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// 发出商请.
    Ask(usize),
    /// What happens to it.
    Word(usize, usize),
    /// 业务交流.
    Note(usize),
    /// The answer to it.
    Answer(usize),
}

impl<'a> Asked<'a> {
    /// All of the plan in order of time.
    pub(super) fn new(plan: &'a Cooperation, people: &'a People) -> Self {
        let mut steps = Vec::new();
        for (place, ask) in plan.asks.iter().enumerate() {
            steps.push((ask.at, Step::Ask(place)));
            steps.extend(ask.then.iter().enumerate().map(|(then, word)| (word.at, Step::Word(place, then))));
        }
        for (place, note) in plan.notes.iter().enumerate() {
            steps.push((note.asked.0, Step::Note(place)));
            steps.extend(note.answered.iter().map(|(at, _)| (*at, Step::Answer(place))));
        }
        // Stable: a request stays before what happens to it.
        steps.sort_by_key(|(at, _)| *at);
        Self { plan, people, steps: steps.into(), ids: HashMap::new(), notes: HashMap::new() }
    }

    /// When the next thing is to be done.
    pub(super) fn next_at(&self) -> Option<Timestamp> {
        self.steps.front().map(|(at, _)| *at)
    }

    /// What is to be done next.
    pub(super) fn pop(&mut self) -> Option<(Timestamp, Step)> {
        self.steps.pop_front()
    }

    /// Does it; when what became of it falls due. `transmittals` knows what each push became.
    pub(super) fn step(
        &mut self,
        loader: &mut Loader<'_, '_>,
        (at, step): (Timestamp, Step),
        transmittals: &HashMap<(usize, String), String>,
    ) -> Result<Vec<Timestamp>> {
        let held = match step {
            Step::Ask(place) => self.ask(loader, place, &self.plan.asks[place])?,
            Step::Word(place, then) => self.word(loader, place, &self.plan.asks[place].then[then])?,
            Step::Note(place) => {
                self.note(loader, place, &self.plan.notes[place], transmittals)?;
                Vec::new()
            }
            Step::Answer(place) => {
                let who = self.plan.notes[place].answered.as_ref().map_or("", |(_, who)| who);
                let id = self
                    .notes
                    .get(&place)
                    .ok_or_else(|| Error::fault("the plan answers a note that it does not ask"))?;
                let words = WordsRequest {
                    content: "勘验记录已一并归集，可在附件中调阅。（测试）".to_owned()
                };
                loader.act(at, self.person(who)?, |act| acts::answer_note(act, id, &words))?;
                Vec::new()
            }
        };
        Ok(held.iter().flat_map(|held| [held.state.window.due, held.state.window.leader_at]).collect())
    }

    fn ask(
        &mut self,
        loader: &mut Loader<'_, '_>,
        place: usize,
        ask: &PlannedAsk,
    ) -> Result<Vec<Held<CooperationRequest>>> {
        let (case_number, statutory_due_on) = ask.case.clone().unzip();
        let request = IssueRequest {
            to: ask.to.iter().map(|code| (*code).to_owned()).collect(),
            subject: ask.subject.clone(),
            content: ask.content.clone(),
            case_number,
            statutory_due_on,
            regulatory_matter: ask.matter.clone(),
            item_code: ask.item_code.map(str::to_owned),
            certificate_number: ask.certificate_number.clone(),
            ..IssueRequest::default()
        };
        let issued = loader.act(ask.at, self.person(&ask.who)?, |act| {
            let first = acts::issue(act, &request)?;
            joint(act.tx(), first.state.joint.as_str())
        })?;
        for held in &issued {
            self.ids.insert((place, held.state.to.to_string()), held.id.clone());
        }
        Ok(issued)
    }

    fn word(
        &mut self,
        loader: &mut Loader<'_, '_>,
        place: usize,
        planned: &PlannedWord,
    ) -> Result<Vec<Held<CooperationRequest>>> {
        let id = self
            .ids
            .get(&(place, planned.to.to_owned()))
            .ok_or_else(|| Error::fault("the plan goes on with a request that it does not make"))?;
        let held = loader.act(planned.at, self.person(&planned.who)?, |act| perform(act, id, &planned.word))?;
        if let Word::Redirect(to) = &planned.word {
            self.ids.insert((place, (*to).to_owned()), held.id.clone());
        }
        Ok(vec![held])
    }

    fn note(
        &mut self,
        loader: &mut Loader<'_, '_>,
        place: usize,
        note: &PlannedNote,
        transmittals: &HashMap<(usize, String), String>,
    ) -> Result<()> {
        let about = transmittals.get(&(note.push, note.addressee.to_owned()));
        let about = about.ok_or_else(|| Error::field("push", "NOT_PUSHED"))?;
        let words =
            WordsRequest { content: "现场勘验时的平面布置图是否随件归集？（测试）".to_owned() };
        let (at, who) = &note.asked;
        let held = loader.act(*at, self.person(who)?, |act| acts::ask_note(act, about, &words))?;
        self.notes.insert(place, held.id);
        Ok(())
    }

    fn person(&self, key: &str) -> Result<&'a Actor> {
        self.people.get(key).ok_or_else(|| Error::fault(format!("the plan names nobody by the key {key}")))
    }
}

/// Does to a request what is planned; gives the one that now counts.
fn perform(act: &mut Act<'_, '_>, id: &str, planned: &Word) -> Result<Held<CooperationRequest>> {
    let owned = |text: &str| text.to_owned();
    match planned {
        Word::Open => {
            let held = visible::<CooperationRequest>(act, id)?;
            acts::open(act, held)?;
            visible::<CooperationRequest>(act, id)
        }
        Word::Reply(opinion, content) => {
            let content = Some(owned(content));
            acts::reply(act, id, &AnswerRequest { opinion: Some(*opinion), content, ..AnswerRequest::default() })
        }
        Word::Confirm => acts::confirm(act, id, &Nothing {}),
        Word::Question(content) => acts::question(act, id, &WordsRequest { content: owned(content) }),
        Word::Explain(content) => acts::explain(act, id, &ExplainRequest { content: owned(content), question: None }),
        Word::AskDays(days, reason) => {
            let (working_days, reason) = (Some(*days), Some(owned(reason)));
            acts::extend(act, id, &ExtendRequest { working_days, reason, grant: None })
        }
        Word::Grant => acts::extend(act, id, &ExtendRequest { grant: Some(true), ..ExtendRequest::default() }),
        Word::NotOurs(to) => {
            let reason = Some(owned("经核对三定规定，该事项由建议单位负责。（测试）"));
            acts::not_ours(act, id, &NotOursRequest { reason, suggested_to: Some(owned(to)) })
        }
        Word::Redirect(to) => acts::redirect(act, id, &RedirectRequest { to: owned(to) }),
        Word::Countersign(sections) => {
            let content = owned("请各科室就选址与安全条件提出意见。（测试）");
            acts::countersign(
                act,
                id,
                &CountersignRequest { content, officers: Vec::new(), sections: sections.clone() },
            )
        }
        Word::Sign(opinion, content) => {
            acts::sign(act, id, &SignRequest { opinion: *opinion, content: Some(owned(content)) })
        }
    }
}
