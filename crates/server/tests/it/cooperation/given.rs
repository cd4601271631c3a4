//! Who asks whom what, and what is then on whose list.

pub(super) use crate::city::{City, code};
pub(super) use shenguan_rules::cooperation::{CooperationRequest, Opinion};
pub(super) use shenguan_rules::roster::Role;
pub(super) use shenguan_rules::subject::Actor;
pub(super) use shenguan_server::cooperation::acts;
pub(super) use shenguan_server::cooperation::request::{AnswerRequest, IssueRequest};
pub(super) use shenguan_server::platform::error::Error;
pub(super) use shenguan_server::platform::stored::{Held, TaskList};

use crate::city::{day, section_code};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shenguan_rules::party::OfficerId;
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::desk::{TaskFilter, tasks};
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::Result;
use shenguan_server::platform::stored::{Stored, load};
use shenguan_server::roster::acts::{DesignationRequest, designate};

/// A Wednesday without a holiday near it: the term ends with Monday the 15th.
pub(super) const ISSUED: &str = "2026-06-10T16:00:00+08:00";

/// What the bureau asks about an open case.
pub(super) fn about_case(to: &[&str]) -> IssueRequest {
    IssueRequest {
        to: to.iter().map(|code| (*code).to_owned()).collect(),
        subject: "储罐区间距是否符合要求（测试）".to_owned(),
        content: "请就储罐区与村道间距提出意见。".to_owned(),
        case_number: Some("测案〔2026〕1号".to_owned()),
        statutory_due_on: Some(jiff::civil::date(2026, 7, 1)),
        ..IssueRequest::default()
    }
}

/// What an authority asks the bureau about a regulatory matter.
pub(super) fn about_matter() -> IssueRequest {
    IssueRequest {
        subject: "许可要件核对（测试）".to_owned(),
        content: "请提供审批时的平面图。".to_owned(),
        regulatory_matter: Some("测检〔2026〕3号".to_owned()),
        ..IssueRequest::default()
    }
}

pub(super) fn answer(opinion: Opinion, text: Option<&str>) -> AnswerRequest {
    AnswerRequest { opinion: Some(opinion), content: text.map(str::to_owned), ..AnswerRequest::default() }
}

/// Somebody does something.
pub(super) async fn act<T: Send + 'static>(
    city: &City,
    actor: Actor,
    run: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    city.app.act(actor, run).await
}

/// Somebody does something to a subject.
pub(super) async fn on<S: Send + 'static, R: Clone + Send + Sync + 'static>(
    city: &City,
    actor: &Actor,
    run: fn(&mut Act<'_, '_>, &str, &R) -> Result<Held<S>>,
    id: &str,
    request: R,
) -> Result<Held<S>> {
    let id = id.to_owned();
    act(city, actor.clone(), move |act| run(act, &id, &request)).await
}

/// The bureau asks, about an open case.
pub(super) async fn asked(city: &City, to: &[&str]) -> Held<CooperationRequest> {
    let request = about_case(to);
    act(city, city.liaison("SPJ"), move |act| acts::issue(act, &request)).await.expect("the request is issued")
}

/// A subject as it is stored.
pub(super) async fn stored<S>(city: &City, id: &str) -> S
where
    S: Stored + Send + 'static,
    S::Event: Serialize + DeserializeOwned,
{
    let id = id.to_owned();
    let read = city.app.read(move |read| Ok(load::<S>(read.tx(), &id)?.expect("it is there").state));
    read.await.expect("it can be read")
}

/// The tasks that stand on a department's list, by name and officer.
pub(super) async fn listed(city: &City, department: &str, list: TaskList) -> Vec<(String, Option<String>)> {
    let department = code(department);
    let read = city.app.read(move |read| {
        let now = read.now();
        let filter = TaskFilter {
            department: department.clone(),
            list,
            task: None,
            from: None,
            due_before: None,
            officers: Vec::new(),
            about: None,
            after: None,
            limit: 100,
        };
        Ok(tasks(read.tx(), now, &filter)?.into_iter().map(|row| (row.task, row.officer)).collect())
    });
    read.await.expect("the list can be read")
}

pub(super) async fn todo(city: &City, department: &str) -> Vec<String> {
    listed(city, department, TaskList::Todo).await.into_iter().map(|(task, _)| task).collect()
}

/// The code and the clause of a refusal.
pub(super) fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> (&'static str, Option<&'static str>) {
    match outcome {
        Err(Error::Refused(refused)) => (refused.code, refused.clause),
        other => panic!("a refusal was awaited: {other:?}"),
    }
}

/// An officer of a department in a role.
pub(super) async fn named(city: &City, department: &str, role: Role, section: bool) -> Actor {
    let wanted = code(department);
    let enlisted = act(city, Actor::Setup, move |act| {
        let card =
            OfficerCard {
                name: format!("测试{role:?}"), post: "科长".to_owned(), contact: "0412-5550001".to_owned()
            };
        let section = section.then(section_code);
        let officer =
            enlist_officer(act, &OfficerRequest { department: wanted.clone(), section: section.clone(), card })?;
        let named = DesignationRequest { officer: officer.clone(), section, role, from: day(), to: None, basis: None };
        designate(act, &named)?;
        Ok(officer)
    });
    let officer: OfficerId = enlisted.await.expect("the officer is named");
    let Actor::Officer { department, side, .. } = city.liaison(department) else { unreachable!("an officer") };
    Actor::Officer { officer, department, side, roles: [role].into(), acting_for: None }
}
