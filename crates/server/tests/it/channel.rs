//! 二(四): stories of letters, OA papers, calls, remarks and proposals, by their acts.

mod calls;
mod faces;
mod letters;
mod numbers;
pub(crate) mod papers;
mod reading;
pub(crate) mod work;

use crate::city::{City, code, day, section_code};
use shenguan_rules::amendment::Matter;
use shenguan_rules::channel::{Channel, Correspondence, DocumentKind};
use shenguan_rules::party::Side;
use shenguan_rules::roster::Role;
use shenguan_rules::rule_set::RuleSet;
use shenguan_rules::subject::Actor;
use shenguan_server::amendment::acts as amendments;
use shenguan_server::channel::acts;
use shenguan_server::channel::request::{
    DraftRequest, EndorseRequest, IssueRequest, RegisterRequest, SubmitRequest, TextRequest,
};
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::stored::Held;
use shenguan_server::roster::acts::{DesignationRequest, designate};

/// The people of a department beside its liaison officer.
const ROLES: [(&str, Role); 3] =
    [("head", Role::ResponsibleOfficer), ("leader", Role::LeaderInCharge), ("chief", Role::PrincipalLeader)];

/// The small city with responsible officers and leaders.
pub(crate) struct Staffed {
    pub(crate) city: City,
    people: Vec<(String, Actor)>,
}

impl Staffed {
    pub(crate) async fn new(city: City) -> Self {
        let made = city.app.act(Actor::Setup, |act| {
            let mut people = Vec::new();
            for department in ["SPJ", "YJJ", "SCJ"] {
                for (name, role) in ROLES {
                    people.push((format!("{department}/{name}"), officer(act, department, role)?));
                }
            }
            Ok(people)
        });
        let mut people = made.await.expect("they are named");
        people.extend(
            ["SPJ", "YJJ", "SCJ"].map(|department| (format!("{department}/liaison"), city.liaison(department))),
        );
        Self { city, people }
    }

    /// `SPJ/chief`.
    pub(crate) fn actor(&self, who: &str) -> Actor {
        self.people.iter().find(|(name, _)| name == who).expect("one of the staff").1.clone()
    }

    /// The id of that person.
    pub(crate) fn id(&self, who: &str) -> String {
        self.actor(who).officer().expect("a person").to_string()
    }

    /// One act of one person.
    pub(crate) async fn does<T: Send + 'static>(
        &self,
        who: &str,
        run: impl Fn(&mut Act<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.city.app.act(self.actor(who), run).await
    }

    /// A draft of the bureau's liaison officer.
    pub(crate) async fn drafted(&self, channel: Channel) -> Held<Correspondence> {
        let request = draft(channel, "YJJ");
        self.does("SPJ/liaison", move |act| acts::draft(act, &request)).await.expect("drafted")
    }

    pub(crate) async fn submitted(&self, id: &str, leader: &str) -> Result<Held<Correspondence>> {
        let (id, request) = (id.to_owned(), SubmitRequest { leader: self.id(leader) });
        self.does("SPJ/liaison", move |act| acts::submit(act, &id, &request)).await
    }

    pub(crate) async fn endorsed(&self, id: &str, leader: &str, version: u32) -> Result<Held<Correspondence>> {
        let request = EndorseRequest { version, opinion: Some("同意（测试）".into()) };
        let id = id.to_owned();
        self.does(leader, move |act| acts::endorse(act, &id, &request)).await
    }

    pub(crate) async fn issued(&self, id: &str, number: Option<&str>) -> Result<Held<Correspondence>> {
        let (id, request) = (id.to_owned(), IssueRequest { number: number.map(str::to_owned) });
        self.does("SPJ/liaison", move |act| acts::issue(act, &id, &request)).await
    }

    /// A letter of the bureau that its principal leader agreed to.
    pub(crate) async fn ready(&self) -> Held<Correspondence> {
        let drafted = self.drafted(Channel::Letter).await;
        self.submitted(&drafted.id, "SPJ/chief").await.expect("submitted");
        self.endorsed(&drafted.id, "SPJ/chief", 1).await.expect("endorsed")
    }

    /// 测审函 is the platform's for the bureau's letters.
    pub(crate) async fn reserve(&self) {
        let request = RegisterRequest {
            code: "测审函".into(),
            office: None,
            channel: Channel::Letter,
            kind: DocumentKind::Letter,
        };
        self.does("SPJ/head", move |act| acts::reserve_code(act, &request)).await.expect("reserved");
    }

    /// Another rule set of the city, proposed by one administrator and confirmed by another.
    pub(crate) async fn adopt(&self, rules: RuleSet) {
        let first = self.city.appoint("SPJ", Some(Role::SystemAdministrator), "测试管理员一").await;
        let second = self.city.appoint("SPJ", Some(Role::SystemAdministrator), "测试管理员二").await;
        let matter = Matter::RuleSet(Box::new(rules));
        let proposed = self.city.app.act(first, move |act| amendments::propose(act, matter.clone())).await;
        let proposed = proposed.expect("proposed").id;
        self.city.app.act(second, move |act| amendments::confirm(act, &proposed)).await.expect("confirmed");
    }

    /// The open tasks of a list of a department: which, whose.
    pub(crate) async fn tasks(&self, department: &'static str, list: &'static str) -> Vec<(String, Option<String>)> {
        let read = self.city.app.read(move |read| {
            let sql = "SELECT task, officer FROM task WHERE department = $1 AND list = $2 ORDER BY task, officer";
            let rows = read.tx().query(sql, &[department.into(), list.into()])?;
            rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<_>>>()
        });
        read.await.expect("it can be read")
    }
}

/// A draft to one department.
pub(crate) fn draft(channel: Channel, to: &str) -> DraftRequest {
    DraftRequest {
        channel,
        kind: DocumentKind::Letter,
        to: vec![to.to_owned()],
        subject: "关于商请核实测试储罐间距的函".into(),
        summary: "测试化工储罐区与村道间距接近下限，请贵局核实并函复。".into(),
        text: "贵局：\n请核实测试储罐区间距。".into(),
        about: None,
        follows: None,
        answers: None,
        attachments: Vec::new(),
    }
}

pub(crate) fn another_text() -> TextRequest {
    TextRequest {
        subject: "关于商请核实测试储罐间距的函".into(),
        summary: "请贵局于三日内核实并函复。".into(),
        text: "贵局：\n请于三日内核实测试储罐区间距。".into(),
        attachments: Vec::new(),
    }
}

/// The code of a refusal, or of the first wrong field.
pub(crate) fn code_of<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    match outcome {
        Err(Error::Refused(refused)) => refused.code.to_owned(),
        Err(Error::Invalid(wrong)) => wrong[0].code.to_string(),
        Err(Error::NotFound) => "NOT_FOUND".to_owned(),
        other => panic!("this was to be refused: {other:?}"),
    }
}

/// Who could take it, as the refusal says.
pub(crate) fn who_of<T: std::fmt::Debug>(outcome: Result<T>) -> String {
    let Err(Error::Refused(refused)) = outcome else { panic!("this was to be refused: {outcome:?}") };
    let who = refused.arguments.into_iter().find(|(name, _)| *name == "who");
    who.expect("it says who").1
}

fn officer(act: &mut Act<'_, '_>, department: &str, role: Role) -> Result<Actor> {
    let card = OfficerCard {
        name: format!("测试{department}{}", role.zh()),
        post: role.zh().to_owned(),
        contact: "0412-5550001".to_owned(),
    };
    let section = (role == Role::ResponsibleOfficer).then(section_code);
    let officer =
        enlist_officer(act, &OfficerRequest { department: code(department), section: section.clone(), card })?;
    designate(
        act,
        &DesignationRequest { officer: officer.clone(), section, role, from: day(), to: None, basis: None },
    )?;
    let side = if department == "SPJ" { Side::Approval } else { Side::Regulation };
    Ok(Actor::Officer { officer, department: code(department), side, roles: [role].into(), acting_for: None })
}
