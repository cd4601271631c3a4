//! How the steps are taken in a city.

use super::step::{Kind, Step};
use crate::channel::{Staffed, draft};
use crate::city::{City, ONE, TWO, grant};
use jiff::{Span, ToSpan};
use shenguan_rules::calendar::{local_date, rfc3339};
use shenguan_rules::channel::{Channel, Correspondence, Stage};
use shenguan_rules::cooperation::Opinion;
use shenguan_rules::party::{DepartmentCode, OfficerId, SuccessionKind};
use shenguan_rules::roster::{Role, RosterChange, Substitution};
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts as letters;
use shenguan_server::channel::request::{
    CallRequest, ConfirmRequest, EndorseRequest, FinishRequest, IssueRequest, Nothing, RemarkRequest, SubmitRequest,
};
use shenguan_server::cooperation::acts as requests;
use shenguan_server::cooperation::request::{AnswerRequest, HandOnRequest, IssueRequest as AskRequest, NotOursRequest};
use shenguan_server::exchange::acts as exchange;
use shenguan_server::party::reform::{ReformRequest, reform};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::face::Nothing as NoWords;
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::roster::acts as roster;
use shenguan_server::roster::request::{ChangeRequest, HandoverConfirmation, LeaveEndRequest, LeaveRequest};
use std::collections::BTreeMap;

fn days(count: usize) -> Result<Span> {
    Ok(i32::try_from(count).map_err(Error::fault)?.days())
}

/// A city in which the steps are taken.
pub(super) struct Play {
    pub(super) staffed: Staffed,
    /// Everybody, with somebody of each department who has no role yet.
    people: Vec<OfficerId>,
    count: usize,
}

impl Play {
    pub(super) async fn new(staffed: Staffed) -> Self {
        for department in ["SPJ", "YJJ", "SCJ"] {
            staffed.city.appoint(department, None, &format!("测试{department}新人")).await;
        }
        staffed.reserve().await;
        let people = staffed
            .city
            .app
            .read(|read| Ok(read.directory().officers().map(|entry| entry.officer.id.clone()).collect::<Vec<_>>()));
        let people = people.await.expect("they can be read");
        Self { staffed, people, count: 0 }
    }

    pub(super) fn city(&self) -> &City {
        &self.staffed.city
    }

    /// Takes a step.
    pub(super) async fn take(&mut self, step: &Step) -> Result<()> {
        self.count += 1;
        let who = self.people[step.who % self.people.len()].clone();
        // Without a role no page lets anybody do more than arrange a leave.
        let actor = self.actor_of(who.clone()).await;
        let has_role = matches!(&actor, Actor::Officer { roles, .. } if !roles.is_empty());
        if step.kind.is_by_role() && !has_role {
            return Err(Error::NotFound);
        }
        let officer = self.people[step.other % self.people.len()].to_string();
        match step.kind {
            Kind::Push => self.push(step).await,
            Kind::Ask => self.ask(actor).await,
            Kind::Draft => self.draft(actor, step).await,
            Kind::Call => self.call(actor, officer).await,
            Kind::Remark => self.remark(step).await,
            Kind::Leave => self.leave(who, step).await,
            Kind::Back => self.back(step).await,
            Kind::Change => self.change(who, step).await,
            Kind::HandOver => self.hand_over(step).await,
            Kind::Advance => self.advance(step).await,
            Kind::Merge => self.merge().await,
            Kind::Wait => self.wait(step).await,
            Kind::ActUnnamed => self.act_unnamed(step).await,
            _ => self.answer(officer, step).await,
        }
    }

    /// What is to be done with one subject, done by whoever has it.
    async fn answer(&self, officer: String, step: &Step) -> Result<()> {
        let reason = "测试原因";
        match step.kind {
            Kind::Acknowledge => {
                self.doing(step, "acknowledge", |act, id| exchange::acknowledge(act, id).map(drop)).await
            }
            Kind::Return => {
                let run =
                    move |act: &mut Act<'_, '_>, id: &str| exchange::return_to_sender(act, id, reason, None).map(drop);
                self.doing(step, "acknowledge", run).await
            }
            Kind::Uphold => {
                self.doing(step, "decide_return", move |act, id| exchange::uphold(act, id, reason).map(drop)).await
            }
            Kind::Assign => {
                let run =
                    move |act: &mut Act<'_, '_>, id: &str| exchange::assign(act, id, None, Some(&officer)).map(drop);
                self.doing(step, "acknowledge", run).await
            }
            Kind::HandOn => {
                let request = HandOnRequest { officer: Some(officer), ..HandOnRequest::default() };
                self.doing(step, "answer_request", move |act, id| requests::hand_on(act, id, &request).map(drop)).await
            }
            Kind::NotOurs => {
                let request = NotOursRequest { reason: Some(reason.to_owned()), suggested_to: None };
                self.doing(step, "answer_request", move |act, id| requests::not_ours(act, id, &request).map(drop)).await
            }
            Kind::Reply => {
                let request = AnswerRequest { opinion: Some(Opinion::Agree), ..AnswerRequest::default() };
                self.doing(step, "answer_request", move |act, id| requests::reply(act, id, &request).map(drop)).await
            }
            Kind::Confirm => {
                self.doing(step, "confirm_answer", |act, id| requests::confirm(act, id, &NoWords {}).map(drop)).await
            }
            Kind::File => self.doing(step, "file", |act, id| letters::file(act, id, &Nothing {}).map(drop)).await,
            Kind::ConfirmCall => {
                let request = ConfirmRequest { note: None };
                self.doing(step, "confirm_call", move |act, id| letters::confirm_call(act, id, &request).map(drop))
                    .await
            }
            Kind::Finish => {
                let request = FinishRequest { text: "已办（测试）".to_owned() };
                self.doing(step, "finish_remark", move |act, id| letters::finish_remark(act, id, &request).map(drop))
                    .await
            }
            other => panic!("{other:?} is a step of its own"),
        }
    }

    /// Does one of the tasks that are called so, as the officer who has it.
    async fn doing(
        &self,
        step: &Step,
        task: &'static str,
        run: impl Fn(&mut Act<'_, '_>, &str) -> Result<()> + Send + 'static,
    ) -> Result<()> {
        let (id, owner) = self.task(task, step.nth).await?;
        self.city().app.act(self.actor_of(owner).await, move |act| run(act, &id)).await
    }

    /// Somebody of the department receives something in a role that no designation gives him that day, as if it had ended while his
    /// request waited: nothing is done.
    async fn act_unnamed(&self, step: &Step) -> Result<()> {
        let (id, owner) = self.task("acknowledge", step.nth).await?;
        let Actor::Officer { officer, department, side, roles, .. } =
            self.actor_of(self.colleague(&owner, step.other).await).await
        else {
            return Err(Error::NotFound);
        };
        let lacking = [Role::LiaisonOfficer, Role::ResponsibleOfficer].into_iter().find(|role| !roles.contains(role));
        let roles = [lacking.ok_or(Error::NotFound)?].into();
        let unnamed = Actor::Officer { officer, department, side, roles, acting_for: None };
        match self.city().app.act(unnamed, move |act| exchange::acknowledge(act, &id).map(drop)).await {
            Err(Error::Refused(refused)) if refused.code == "DESIGNATION_NOT_IN_FORCE" => Ok(()),
            other => Err(Error::fault(format!("acted without a designation: {other:?}"))),
        }
    }

    async fn push(&self, step: &Step) -> Result<()> {
        let now = self.city().app.clock().now();
        let item = if step.nth.is_multiple_of(2) { ONE } else { TWO };
        let request = grant(&format!("O-{}", self.count), item, &rfc3339(now));
        self.city().app.act(self.city().liaison("SPJ"), move |act| exchange::push(act, &request).map(drop)).await
    }

    async fn ask(&self, who: Actor) -> Result<()> {
        let is_bureau = who.department().is_some_and(|department| department.as_str() == "SPJ");
        let today = local_date(self.city().app.clock().now());
        let request = AskRequest {
            to: if is_bureau { vec!["SCJ".to_owned()] } else { Vec::new() },
            subject: "储罐区间距是否符合要求（测试）".to_owned(),
            content: "请提出意见。（测试）".to_owned(),
            case_number: is_bureau.then(|| format!("测案〔2026〕{}号", self.count)),
            statutory_due_on: is_bureau.then(|| today + 20.days()),
            regulatory_matter: (!is_bureau).then(|| "测试监管事项".to_owned()),
            ..AskRequest::default()
        };
        self.city().app.act(who, move |act| requests::issue(act, &request).map(drop)).await
    }

    async fn draft(&self, who: Actor, step: &Step) -> Result<()> {
        let to = if who.department().is_some_and(|department| department.as_str() == "SPJ") { "YJJ" } else { "SPJ" };
        let mut request = draft(Channel::Letter, to);
        if step.nth.is_multiple_of(2) && to == "YJJ" {
            request.to.push("SCJ".to_owned());
        }
        self.city().app.act(who, move |act| letters::draft(act, &request).map(drop)).await
    }

    async fn call(&self, who: Actor, officer: String) -> Result<()> {
        let called_at = self.city().app.clock().now();
        self.city()
            .app
            .act(who, move |act| {
                let directory = act.directory()?;
                let known = OfficerId::parse(&officer).ok().and_then(|id| directory.officer(&id));
                let to = known.map(|entry| entry.officer.department.to_string()).ok_or(Error::NotFound)?;
                let call = CallRequest {
                    to,
                    officer: Some(officer.clone()),
                    person: None,
                    called_at,
                    gist: "测量口径（测试）".to_owned(),
                    result: "以外缘计（测试）".to_owned(),
                    about: None,
                    follows: None,
                };
                letters::note_call(act, &call).map(drop)
            })
            .await
    }

    /// A leader of the department that has something to acknowledge wants a colleague to see to it.
    async fn remark(&self, step: &Step) -> Result<()> {
        let (item, owner) = self.task("acknowledge", step.nth).await?;
        let colleague = self.colleague(&owner, step.other).await;
        let department = self.department_of(&owner).await;
        let leader = self.actor_of(self.leader_of(&department)).await;
        let request = RemarkRequest { item, text: "请跟踪（测试）".to_owned(), owner: colleague.to_string() };
        self.city().app.act(leader, move |act| letters::give_remark(act, &request).map(drop)).await
    }

    async fn leave(&self, who: OfficerId, step: &Step) -> Result<()> {
        let today = local_date(self.city().app.clock().now());
        let from = today + days(step.nth % 5)?;
        let stand_in = self.colleague(&who, step.other).await.to_string();
        let request = LeaveRequest {
            officer: who.to_string(),
            stand_in: (!step.nth.is_multiple_of(7)).then_some(stand_in),
            from,
            to: from + days(step.nth % 4)?,
        };
        self.city().app.act(self.actor_of(who).await, move |act| roster::begin_leave(act, &request).map(drop)).await
    }

    /// Whoever is away is back.
    async fn back(&self, step: &Step) -> Result<()> {
        let on = local_date(self.city().app.clock().now());
        let id = self.nth::<Substitution>(step.nth).await?;
        let away = self.load::<Substitution>(id.clone()).await?.officer;
        let request = LeaveEndRequest { on };
        self.city().app.act(self.actor_of(away).await, move |act| roster::end_leave(act, &id, &request).map(drop)).await
    }

    /// A change of roster, with its letter all the way to the issue.
    async fn change(&self, who: OfficerId, step: &Step) -> Result<()> {
        let department = self.department_of(&who).await;
        let to = if department == "SPJ" { "SCJ" } else { "SPJ" };
        let today = local_date(self.city().app.clock().now());
        let change = ChangeRequest {
            to: vec![to.to_owned()],
            section: Some("K1".to_owned()),
            responsible: self.colleague(&who, step.nth).await.to_string(),
            responsible_as: None,
            liaison: self.colleague(&who, step.other).await.to_string(),
            on: today + days(step.nth % 4)?,
            replaces: None,
        };
        let actor = self.actor_of(who).await;
        let drafted = self.city().app.act(actor, move |act| roster::draft_change(act, &change)).await?;
        for _ in 0..3 {
            self.advanced(drafted.state.letter.to_string()).await?;
        }
        Ok(())
    }

    /// Both confirm a list that is open.
    async fn hand_over(&self, step: &Step) -> Result<()> {
        let (id, _) = self.task("hand_over", step.nth).await?;
        let held = self.load::<RosterChange>(id.clone()).await?;
        let handover = held.handovers.iter().find(|handover| !handover.is_done()).ok_or(Error::NotFound)?;
        for (side, officer) in [("predecessor", &handover.predecessor), ("successor", &handover.successor)] {
            let request = HandoverConfirmation {
                predecessor: handover.predecessor.to_string(),
                successor: handover.successor.to_string(),
                side: side.to_owned(),
            };
            let (id, actor) = (id.clone(), self.actor_of(officer.clone()).await);
            self.city().app.act(actor, move |act| roster::confirm_handover(act, &id, &request).map(drop)).await?;
        }
        Ok(())
    }

    /// A letter goes one stage on.
    async fn advance(&self, step: &Step) -> Result<()> {
        let id = self.nth::<Correspondence>(step.nth).await?;
        self.advanced(id).await
    }

    /// 送审, 同意发出 or 发出, whichever is next, by whoever has it.
    async fn advanced(&self, id: String) -> Result<()> {
        let held = self.load::<Correspondence>(id.clone()).await?;
        let (version, is_bureau) = (held.version(), held.from.as_str() == "SPJ");
        let (of, serial) = (id.clone(), self.count);
        let owner = self.owner("subject_id", of, 0).await?.1;
        let leader = self.leader_of(&self.department_of(&owner).await);
        let actor = self.actor_of(owner).await;
        match held.stage {
            Stage::Drafted => {
                let request = SubmitRequest { leader: leader.to_string() };
                self.city().app.act(actor, move |act| letters::submit(act, &id, &request).map(drop)).await
            }
            Stage::Submitted { .. } => {
                let request = EndorseRequest { version, opinion: None };
                self.city().app.act(actor, move |act| letters::endorse(act, &id, &request).map(drop)).await
            }
            Stage::Endorsed => {
                let number = (!is_bureau).then(|| format!("测函〔2026〕{serial}号"));
                let request = IssueRequest { number };
                self.city().app.act(actor, move |act| letters::issue(act, &id, &request).map(drop)).await
            }
            _ => Err(Error::NotFound),
        }
    }

    async fn merge(&self) -> Result<()> {
        let code = |text| DepartmentCode::parse(text).map_err(Error::fault);
        let request = ReformRequest {
            department: code("YJJ")?,
            kind: SuccessionKind::Merged,
            into: vec![code("SCJ")?],
            takes: BTreeMap::new(),
        };
        self.city().app.act(Actor::Setup, move |act| reform(act, &request).map(drop)).await
    }

    /// Hours to days go by, and what is due is written down.
    async fn wait(&self, step: &Step) -> Result<()> {
        let now = self.city().app.clock().now();
        let hours = i64::try_from(step.nth % 40).map_err(Error::fault)?;
        self.city().app.clock().move_to(now + hours.hours());
        sweep_all(&self.city().app).await.map(drop)
    }
}
