//! 二(二)¶2: a change of roster goes by letter, takes effect on the day that it states, is filed by the other side, and hands over what is
//! open.

use crate::channel::{Staffed, code_of};
use crate::city::{City, ONE, grant};
use crate::on_both;
use jiff::civil::{Date, date};
use shenguan_rules::channel::{Channel, Correspondence, DocumentKind};
use shenguan_rules::exchange::Transmittal;
use shenguan_rules::roster::{ChangeStage, Role, RosterChange};
use shenguan_rules::subject::Actor;
use shenguan_server::channel::acts as channel;
use shenguan_server::channel::request::{DraftRequest, EndorseRequest, IssueRequest, Nothing as NoWord, SubmitRequest};
use shenguan_server::exchange::acts;
use shenguan_server::party::acts::{OfficerRequest, enlist_officer};
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::Result;
use shenguan_server::platform::stored::{Held, load};
use shenguan_server::platform::sweep::sweep_all;
use shenguan_server::roster::acts::{begin_leave, confirm_handover, draft_change, list_handover};
use shenguan_server::roster::request::{ChangeRequest, HandoverConfirmation, HandoverRequest, LeaveRequest};

const NUMBER: &str = "测应急函〔2026〕7号";

fn change(responsible: &str, liaison: &str, on: Date) -> ChangeRequest {
    ChangeRequest {
        to: vec!["SPJ".into()],
        section: Some("K1".into()),
        responsible: responsible.to_owned(),
        responsible_as: None,
        liaison: liaison.to_owned(),
        on,
        replaces: None,
    }
}

fn id(actor: &Actor) -> String {
    actor.officer().expect("a person").to_string()
}

/// 送审, 同意发出, 发出.
async fn sent(staff: &Staffed, letter: &str) -> Result<Held<Correspondence>> {
    let (to, submit) = (letter.to_owned(), SubmitRequest { leader: staff.id("YJJ/chief") });
    staff.does("YJJ/liaison", move |act| channel::submit(act, &to, &submit)).await?;
    let (to, endorse) = (letter.to_owned(), EndorseRequest { version: 1, opinion: None });
    staff.does("YJJ/chief", move |act| channel::endorse(act, &to, &endorse)).await?;
    let (to, issue) = (letter.to_owned(), IssueRequest { number: Some(NUMBER.to_owned()) });
    staff.does("YJJ/liaison", move |act| channel::issue(act, &to, &issue)).await
}

async fn now_of(staff: &Staffed, id: &str) -> RosterChange {
    let id = id.to_owned();
    let read = staff.city.app.read(move |read| Ok(load::<RosterChange>(read.tx(), &id)?.expect("it is there").state));
    read.await.expect("it can be read")
}

async fn a_change_of_roster_goes_by_letter_is_filed_and_hands_over_what_is_open(city: City) {
    let staff = Staffed::new(city).await;
    let (old, new) = (staff.actor("YJJ/liaison"), staff.city.appoint("YJJ", None, "测试接任").await);
    let request = grant("R-1", ONE, "2026-09-30T09:00:00+08:00");
    let pushed = staff.does("SPJ/liaison", move |act| acts::push(act, &request)).await.expect("pushed").remove(0);
    let (item, to) = (pushed.id.clone(), id(&old));
    staff.does("YJJ/head", move |act| acts::assign(act, &item, None, Some(&to))).await.expect("handed out");

    let on = date(2026, 10, 8);
    let asked = change(&staff.id("YJJ/head"), &id(&new), on);
    let drafted = staff.does("YJJ/liaison", move |act| draft_change(act, &asked)).await.expect("drafted");
    let letter = drafted.state.letter.to_string();
    let early = letter.clone();
    let unsent = staff
        .does("YJJ/liaison", move |act| channel::issue(act, &early, &IssueRequest { number: Some(NUMBER.into()) }))
        .await;
    assert_eq!(code_of(unsent), "NOT_ENDORSED", "the principal leader's consent comes first");
    assert_eq!(now_of(&staff, &drafted.id).await.stage, ChangeStage::Drafted);
    let at = staff.city.app.clock().now();
    sent(&staff, &letter).await.expect("sent");
    let expected = ChangeStage::InForce { number: NUMBER.into(), at, on };
    assert_eq!(now_of(&staff, &drafted.id).await.stage, expected);

    let file = letter.clone();
    staff.does("SPJ/liaison", move |act| channel::file(act, &file, &NoWord {})).await.expect("filed");
    let filings = now_of(&staff, &drafted.id).await.filings;
    assert_eq!(filings.iter().map(|it| (it.department.as_str(), it.at)).collect::<Vec<_>>(), [("SPJ", at)]);

    staff.city.set_clock("2026-10-07T23:59:59+08:00");
    let Actor::Officer { officer, department, side, .. } = new.clone() else { panic!("a person") };
    let roles = [Role::LiaisonOfficer].into();
    let named = Actor::Officer { officer, department, side, roles, acting_for: None };
    let open = |actor: Actor, id: String| staff.city.app.act(actor, move |act| acts::open(act, &id).map(drop));
    open(old.clone(), pushed.id.clone()).await.expect("still the old one");
    assert_eq!(code_of(open(named.clone(), pushed.id.clone()).await), "DESIGNATION_NOT_IN_FORCE");
    staff.city.set_clock("2026-10-08T00:00:00+08:00");
    assert_eq!(code_of(open(old.clone(), pushed.id.clone()).await), "DESIGNATION_NOT_IN_FORCE");
    open(named.clone(), pushed.id.clone()).await.expect("from the day that the letter states");

    handed_over(&staff, &drafted.id, (&old, &named), &pushed.id).await;
    staff.city.assert_verified().await;
}

async fn handed_over(staff: &Staffed, change: &str, (old, new): (&Actor, &Actor), item: &str) {
    let (predecessor, successor) = (id(old), id(new));
    let asked = HandoverRequest { predecessor: predecessor.clone(), successor: successor.clone() };
    let listed = change.to_owned();
    let meddled = staff.does("SPJ/liaison", move |act| list_handover(act, &listed, &asked)).await;
    assert_eq!(code_of(meddled), "ROSTER_NOT_THEIRS", "the other side knows of the change and lists nothing of it");
    assert_eq!(now_of(staff, change).await.planned.len(), 1, "nobody knows yet what will be open");
    assert_eq!(sweep_all(&staff.city.app).await.expect("the sweep runs"), 1);
    let listed = now_of(staff, change).await;
    assert_eq!((listed.handovers[0].items, listed.planned.len()), (1, 0), "the list is made on the day");
    let asked = |tasks: Vec<(String, Option<String>)>| {
        tasks.into_iter().filter(|(task, _)| ["hand_over", "take_over"].contains(&task.as_str())).collect::<Vec<_>>()
    };
    let both = [("hand_over".to_owned(), Some(id(old))), ("take_over".to_owned(), Some(id(new)))];
    assert_eq!(asked(staff.tasks("YJJ", "todo").await), both, "each is asked");
    let Actor::Officer { officer, department, side, .. } = old.clone() else { panic!("a person") };
    let without = Actor::Officer { officer, department, side, roles: [].into(), acting_for: None };
    for (actor, side, owner) in [(&without, "predecessor", old), (new, "successor", new)] {
        let (change, predecessor, successor) = (change.to_owned(), predecessor.clone(), successor.clone());
        let confirmation = HandoverConfirmation { predecessor, successor, side: side.into() };
        let confirmed = staff.city.app.act(actor.clone(), move |act| confirm_handover(act, &change, &confirmation));
        confirmed.await.expect("confirmed");
        let item = item.to_owned();
        let read =
            staff.city.app.read(move |read| Ok(load::<Transmittal>(read.tx(), &item)?.expect("it is there").state));
        let assigned = read.await.expect("read").assignment.expect("assigned").officer;
        assert_eq!(assigned.as_ref(), owner.officer(), "after the {side}");
    }
    assert_eq!(asked(staff.tasks("YJJ", "todo").await), [], "nobody is asked any more");
}

async fn what_the_letter_lacks_is_said_and_leaves_nothing(city: City) {
    let staff = Staffed::new(city).await;
    let made = staff.city.app.act(Actor::Setup, |act| {
        let card = OfficerCard { name: "测试无电话".into(), post: "科员".into(), contact: String::new() };
        let (department, section) = (crate::city::code("YJJ"), Some(crate::city::section_code()));
        enlist_officer(act, &OfficerRequest { department, section, card })
    });
    let asked = change(&staff.id("YJJ/head"), made.await.expect("entered").as_str(), date(2026, 10, 8));
    let drafted = staff.does("YJJ/liaison", move |act| draft_change(act, &asked)).await;
    assert_eq!(code_of(drafted), "ROSTER_PARTICULAR_MISSING");
    assert_eq!(staff.tasks("YJJ", "todo").await, [], "no letter either");
    let asked = change(&staff.id("YJJ/head"), &staff.id("YJJ/liaison"), date(2026, 10, 8));
    let wrong = ChangeRequest { to: vec!["SCJ".into()], ..asked };
    let drafted = staff.does("YJJ/liaison", move |act| draft_change(act, &wrong)).await;
    assert_eq!(code_of(drafted), "ROSTER_ADDRESSEE_UNFIT");
    staff.city.assert_verified().await;
}

async fn a_leaders_stand_in_endorses_for_him_but_not_what_he_wrote_himself(city: City) {
    let staff = Staffed::new(city).await;
    let chief = staff.actor("YJJ/chief");
    let second = staff.city.appoint("YJJ", Some(Role::PrincipalLeader), "测试第二负责人").await;
    let officer = second.officer().cloned().expect("a person");
    let named = staff.city.app.act(Actor::Setup, move |act| {
        let request = shenguan_server::roster::acts::DesignationRequest {
            officer: officer.clone(),
            section: Some(crate::city::section_code()),
            role: Role::BusinessLead,
            from: crate::city::day(),
            to: None,
            basis: None,
        };
        shenguan_server::roster::acts::designate(act, &request)
    });
    named.await.expect("named");
    let Actor::Officer { officer, department, side, .. } = second.clone() else { panic!("a person") };
    let roles = [Role::PrincipalLeader, Role::BusinessLead].into();
    let second = Actor::Officer { officer, department, side, roles, acting_for: None };
    let today = date(2026, 9, 30);
    let leave = LeaveRequest { officer: id(&chief), stand_in: Some(id(&second)), from: today, to: date(2026, 10, 9) };
    staff.does("YJJ/chief", move |act| begin_leave(act, &leave)).await.expect("the second stands in");

    let letter = |text: &str| DraftRequest {
        channel: Channel::Letter,
        kind: DocumentKind::Letter,
        to: vec!["SPJ".into()],
        subject: "关于测试的函".into(),
        summary: "测试".into(),
        text: text.into(),
        about: None,
        follows: None,
        answers: None,
        attachments: Vec::new(),
    };
    for (writer, refused) in [(staff.actor("YJJ/head"), None), (second.clone(), Some("OWN_DRAFT"))] {
        let (asked, submit) = (letter("测试正文"), SubmitRequest { leader: id(&chief) });
        let drafted = staff.city.app.act(writer, move |act| {
            let drafted = channel::draft(act, &asked)?;
            channel::submit(act, &drafted.id, &submit)
        });
        let letter = drafted.await.expect("submitted to the one who is away").id;
        let endorse = EndorseRequest { version: 1, opinion: None };
        let endorsed = staff.city.app.act(second.clone(), move |act| channel::endorse(act, &letter, &endorse)).await;
        match refused {
            None => assert!(endorsed.is_ok(), "{endorsed:?}"),
            Some(code) => assert_eq!(code_of(endorsed), code),
        }
    }
    staff.city.assert_verified().await;
}

on_both! {
    "2026-09-30T10:00:00+08:00";
    a_change_of_roster_goes_by_letter_is_filed_and_hands_over_what_is_open,
    what_the_letter_lacks_is_said_and_leaves_nothing,
    a_leaders_stand_in_endorses_for_him_but_not_what_he_wrote_himself,
}
