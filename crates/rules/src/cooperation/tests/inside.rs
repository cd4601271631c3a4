//! 业务交流 and 会签.

use super::fixtures::*;
use crate::cooperation::{
    CooperationRefusal as Refusal, Countersign, CountersignCommand as Command, Note, NoteCommand, Opinion,
    SignatureState, Signer,
};
use crate::party::{CountersignId, NoteId, OfficerId, SectionCode, Side, TransmittalId};
use crate::roster::Role;
use crate::subject::{Actor, Context, Subject};

fn decide<S: Subject>(subject: Option<S>, command: S::Command, actor: &Actor) -> Result<S, S::Refusal> {
    let city = City::new();
    let context = Context { now: at(ISSUED), actor, calendar: &city.calendar, rule_set: &city.rule_set };
    let events = S::decide(subject.as_ref(), command, &context)?;
    Ok(events.iter().fold(subject, S::apply).expect("an event leaves a subject"))
}

fn ask_note() -> NoteCommand {
    NoteCommand::Ask {
        id: NoteId::parse("n-1").unwrap(),
        about: TransmittalId::parse("t-1").unwrap(),
        parties: [code(BUREAU), code(HOUSING)],
        content: digest(1),
    }
}

#[test]
fn either_party_asks_the_other_about_an_item_and_no_clock_runs() {
    let note = decide(None::<Note>, ask_note(), &housing()).unwrap();
    assert_eq!((note.from.clone(), note.to.clone()), (code(HOUSING), code(BUREAU)));
    assert!(note.is_open());
    let note = decide(Some(note), NoteCommand::Answer { content: digest(2) }, &housing()).unwrap();
    assert!(note.is_open(), "an addition of the asker answers nothing");
    let note = decide(Some(note), NoteCommand::Answer { content: digest(3) }, &bureau()).unwrap();
    assert!(!note.is_open());
}

#[test]
fn a_third_department_has_no_part_in_a_note() {
    assert_eq!(decide(None::<Note>, ask_note(), &health()), Err(Refusal::NotParty));
    let note = decide(None::<Note>, ask_note(), &housing()).unwrap();
    assert_eq!(decide(Some(note), NoteCommand::Answer { content: digest(2) }, &health()), Err(Refusal::NotParty));
}

fn member(name: &str, role: Role) -> Actor {
    Actor::Officer {
        officer: OfficerId::parse(name).unwrap(),
        department: code(HOUSING),
        side: Side::Regulation,
        roles: [role].into(),
        acting_for: None,
    }
}

fn ask() -> Command {
    let officer = Signer::Officer { officer: OfficerId::parse("o-1").unwrap() };
    let section = Signer::Section { section: SectionCode::parse("K2").unwrap() };
    Command::Ask {
        id: CountersignId::parse("h-1").unwrap(),
        about: id("q-1"),
        requested: code(HOUSING),
        due: at("2026-06-16T00:00"),
        content: digest(1),
        signers: vec![officer.clone(), section, officer],
    }
}

fn sign(section: &str, opinion: Opinion, text: bool) -> Command {
    Command::Sign { section: SectionCode::parse(section).ok(), opinion, content: text.then(|| digest(2)) }
}

#[test]
fn the_responsible_officer_collects_the_opinions_of_the_department() {
    let leader = member("o-zrr", Role::ResponsibleOfficer);
    assert_eq!(decide(None::<Countersign>, ask(), &member("o-9", Role::LiaisonOfficer)), Err(Refusal::NotResponsible));
    let elsewhere = officer(HEALTH, Side::Regulation, Role::ResponsibleOfficer);
    assert_eq!(decide(None::<Countersign>, ask(), &elsewhere), Err(Refusal::NotRequested { to: code(HOUSING) }));
    let held = decide(None::<Countersign>, ask(), &leader).unwrap();
    assert_eq!(held.waiting().count(), 2, "nobody is asked twice");
    let one = member("o-1", Role::LiaisonOfficer);
    let refused = decide(Some(held.clone()), sign("K1", Opinion::Disagree, false), &one);
    assert_eq!(refused, Err(Refusal::ReasonRequired));
    let held = decide(Some(held), sign("K1", Opinion::Disagree, true), &one).unwrap();
    assert_eq!(decide(Some(held.clone()), sign("K1", Opinion::Agree, false), &one), Err(Refusal::SignedBefore));
    let stranger = member("o-3", Role::LiaisonOfficer);
    assert_eq!(decide(Some(held.clone()), sign("K3", Opinion::Agree, false), &stranger), Err(Refusal::NotSigner));
    let held = decide(Some(held), sign("K2", Opinion::Agree, false), &stranger).unwrap();
    assert!(held.signatures.iter().all(|signature| signature.state != SignatureState::Asked));
    assert_eq!(decide(Some(held.clone()), Command::Merge, &stranger), Err(Refusal::NotResponsible));
    let held = decide(Some(held), Command::Merge, &leader).unwrap();
    assert!(held.merged);
    assert_eq!(decide(Some(held), sign("K2", Opinion::Agree, false), &stranger), Err(Refusal::NoteClosed));
}

#[test]
fn a_request_that_is_not_owed_any_more_ends_the_collecting() {
    let held = decide(None::<Countersign>, ask(), &member("o-zrr", Role::ResponsibleOfficer)).unwrap();
    let held = decide(Some(held), Command::End, &bureau()).unwrap();
    assert_eq!((held.merged, held.waiting().count()), (false, 0));
}

#[test]
fn nobody_is_asked_of_nobody() {
    let Command::Ask { id, about, requested, due, content, .. } = ask() else { unreachable!() };
    let empty = Command::Ask { id, about, requested, due, content, signers: Vec::new() };
    let refused = decide(None::<Countersign>, empty, &member("o-zrr", Role::ResponsibleOfficer));
    assert_eq!(refused, Err(Refusal::SignerRequired));
}
