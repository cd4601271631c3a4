//! The ladder, by given, when, then.

use super::*;
use crate::calendar::Calendar;
use crate::party::fixtures::{code, digest, now};
use crate::party::{AttachmentId, CorrespondenceId, OfficerId, PhoneNoteId, ProposalId, RemarkId, Side, StepId};
use crate::roster::Role;
use crate::rule_set::{MeetingGate, OaConsent, RuleSet};
use crate::subject::{Actor, Context, Refusal, Subject};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;
use std::sync::LazyLock;

mod ladder;
mod properties;
mod succession;

/// Read once: the properties act thousands of times.
static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::official);

/// 测试 liaison, responsible officer, leader in charge and principal leader of the bureau, and the same of an authority.
const STAFF: [(&str, &str, Role); 8] = [
    ("s-liaison", "SPJ", Role::LiaisonOfficer),
    ("s-head", "SPJ", Role::ResponsibleOfficer),
    ("s-leader", "SPJ", Role::LeaderInCharge),
    ("s-chief", "SPJ", Role::PrincipalLeader),
    ("z-liaison", "ZJJ", Role::LiaisonOfficer),
    ("z-head", "ZJJ", Role::ResponsibleOfficer),
    ("z-leader", "ZJJ", Role::LeaderInCharge),
    ("z-chief", "ZJJ", Role::PrincipalLeader),
];

fn staff(who: &str) -> (&'static str, &'static str, Role) {
    *STAFF.iter().find(|(id, ..)| *id == who).expect("one of the staff")
}

fn actor(who: &str) -> Actor {
    let (id, department, role) = staff(who);
    let side = if department == "SPJ" { Side::Approval } else { Side::Regulation };
    let officer = OfficerId::parse(id).unwrap();
    Actor::Officer { officer, department: code(department), side, roles: [role].into(), acting_for: None }
}

fn person(who: &str) -> Person {
    let (id, department, role) = staff(who);
    Person { officer: OfficerId::parse(id).unwrap(), department: code(department), roles: [role].into() }
}

/// One act under a rule set.
fn under<S: Subject>(rules: &RuleSet, held: Option<S>, asked: S::Command, who: &str) -> Result<S, S::Refusal> {
    let actor = actor(who);
    let context = Context { now: now(), actor: &actor, calendar: &CALENDAR, rule_set: rules };
    let events = S::decide(held.as_ref(), asked, &context)?;
    Ok(events.iter().fold(held, S::apply).expect("it is there"))
}

fn act<S: Subject>(held: Option<S>, asked: S::Command, who: &str) -> Result<S, S::Refusal> {
    under(&RuleSet::default(), held, asked, who)
}

fn draft(channel: Channel) -> CorrespondenceCommand {
    CorrespondenceCommand::Draft(Box::new(Draft {
        id: CorrespondenceId::parse("c-1").unwrap(),
        number: "GH-2026-000001".into(),
        channel,
        kind: DocumentKind::Letter,
        purpose: Purpose::General,
        to: vec![code("ZJJ")],
        about: None,
        follows: None,
        answers: None,
        content: digest('a'),
        attachments: Vec::new(),
    }))
}

fn drafted(channel: Channel) -> Correspondence {
    act(None, draft(channel), "s-liaison").unwrap()
}

fn submitted(channel: Channel, to: &str) -> Correspondence {
    act(Some(drafted(channel)), CorrespondenceCommand::Submit { to: person(to) }, "s-liaison").unwrap()
}

fn endorse() -> CorrespondenceCommand {
    CorrespondenceCommand::Endorse { version: 1, opinion: None }
}

fn run(last: u32) -> CorrespondenceCommand {
    let code = IssuingCode::parse("测审函").unwrap();
    CorrespondenceCommand::Issue { numbering: Numbering::Run(Register { code, year: 2026, last }), gone: None }
}

fn issued(channel: Channel) -> Correspondence {
    let endorsed = act(Some(submitted(channel, "s-chief")), endorse(), "s-chief").unwrap();
    act(Some(endorsed), run(0), "s-liaison").unwrap()
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, ChannelRefusal>) -> (&'static str, String) {
    let refusal = outcome.unwrap_err();
    let who = refusal.arguments().into_iter().find(|(name, _)| *name == "who").map(|(_, who)| who);
    (refusal.code(), who.unwrap_or_default())
}

fn step(channel: Channel) -> Step {
    let id = StepId::parse(channel.as_str()).unwrap();
    Step { channel, id, parties: vec![code("SPJ"), code("ZJJ")], at: now() }
}

fn call(follows: Option<Step>) -> PhoneNoteCommand {
    PhoneNoteCommand::Note(Box::new(Call {
        id: PhoneNoteId::parse("p-1").unwrap(),
        number: "DH-2026-000001".into(),
        to: code("ZJJ"),
        officer: None,
        about: None,
        follows,
        called_at: now() - 26.hours(),
        content: digest('b'),
    }))
}

#[test]
fn a_call_is_for_responsible_officers_and_may_be_noted_later() {
    assert_eq!(
        refused(act::<PhoneNote>(None, call(None), "s-liaison")),
        ("STEP_ABOVE_LEVEL", "责任人、业务负责人、总负责人、分管领导、主要领导".into())
    );
    let note: PhoneNote = act(None, call(Some(step(Channel::Platform))), "s-head").unwrap();
    assert_eq!((note.recorded_at - note.called_at).as_hours(), 26);
    assert_eq!(note.follows.unwrap().channel, Channel::Platform);
    let mut stranger = step(Channel::Platform);
    stranger.parties = vec![code("ZJJ"), code("HBJ")];
    assert_eq!(refused(act::<PhoneNote>(None, call(Some(stranger)), "s-head")).0, "FOLLOWS_NOT_THEIRS");
    let PhoneNoteCommand::Note(mut later) = call(None) else { unreachable!() };
    later.called_at = now() + 1.minute();
    assert_eq!(refused(act::<PhoneNote>(None, PhoneNoteCommand::Note(later), "s-head")).0, "CALLED_IN_FUTURE");
}

#[test]
fn the_other_side_confirms_a_note_or_disputes_it_in_its_own_words_once() {
    let note = || act::<PhoneNote>(None, call(None), "s-head").unwrap();
    let confirm = || PhoneNoteCommand::Confirm { content: None };
    assert_eq!(refused(act(Some(note()), confirm(), "s-head")).0, "NOT_CALLED");
    let confirmed = act(Some(note()), confirm(), "z-liaison").unwrap();
    assert!(matches!(confirmed.state, PhoneNoteState::Confirmed { .. }));
    assert_eq!(refused(act(Some(confirmed), confirm(), "z-head")).0, "NOTE_SETTLED");
    let silent = PhoneNoteCommand::Dispute { reason: None };
    assert_eq!(refused(act(Some(note()), silent, "z-head")).0, "REASON_REQUIRED");
    let disputed = act(Some(note()), PhoneNoteCommand::Dispute { reason: Some(digest('c')) }, "z-head").unwrap();
    assert!(matches!(disputed.state, PhoneNoteState::Disputed { reason, .. } if reason == digest('c')));
}

#[test]
fn the_oa_channel_needs_the_leader_in_charge_and_a_letter_the_principal_leader() {
    let oa = act(Some(submitted(Channel::Oa, "s-leader")), endorse(), "s-leader").unwrap();
    assert_eq!(oa.endorsement.unwrap().role, Role::LeaderInCharge);
    let letter = submitted(Channel::Letter, "s-leader");
    let wrong = act(Some(letter.clone()), endorse(), "s-leader").unwrap_err();
    assert_eq!((wrong.code(), wrong.clause()), ("ENDORSER_LEVEL", Some("二（四）4")));
    assert_eq!(refused(Err::<(), _>(wrong)).1, "主要领导");
    let on = CorrespondenceCommand::PassOn { to: person("s-chief"), opinion: Some(digest('d')) };
    let passed = act(Some(letter), on, "s-leader").unwrap();
    assert_eq!(refused(act(Some(passed.clone()), endorse(), "s-leader")).0, "NOT_ENDORSER");
    let endorsed = act(Some(passed), endorse(), "s-chief").unwrap();
    assert_eq!(
        endorsed.opinions.iter().map(|opinion| opinion.kind).collect::<Vec<_>>(),
        [OpinionKind::PassedOn, OpinionKind::Endorsed]
    );
    let to_head = CorrespondenceCommand::Submit { to: person("s-head") };
    assert_eq!(refused(act(Some(drafted(Channel::Oa)), to_head, "s-liaison")).0, "ENDORSER_LEVEL");
    let to_other = CorrespondenceCommand::Submit { to: person("z-chief") };
    assert_eq!(refused(act(Some(drafted(Channel::Oa)), to_other, "s-liaison")).0, "ENDORSER_ELSEWHERE");
}

#[test]
fn nobody_endorses_what_he_wrote_himself() {
    let own: Correspondence = act(None, draft(Channel::Letter), "s-chief").unwrap();
    let submit = CorrespondenceCommand::Submit { to: person("s-chief") };
    assert_eq!(refused(act(Some(own.clone()), submit, "s-liaison")).0, "OWN_DRAFT");
    let entered = entered("s-chief", Some("scan"));
    assert_eq!(refused(act(Some(own), entered, "s-liaison")).0, "OWN_DRAFT");
}

#[test]
fn a_letter_is_issued_only_with_an_endorsement_of_the_text_that_stands() {
    let draft = drafted(Channel::Letter);
    assert_eq!(refused(act(Some(draft), run(0), "s-liaison")), ("NOT_ENDORSED", "主要领导".into()));
    let back = CorrespondenceCommand::SendBack { reason: Some(digest('e')) };
    let back = act(Some(submitted(Channel::Letter, "s-chief")), back, "s-chief").unwrap();
    assert_eq!(back.stage, Stage::SentBack);
    let revise = || CorrespondenceCommand::Revise { content: digest('f'), attachments: Vec::new() };
    let revised = act(Some(back), revise(), "s-liaison").unwrap();
    let again = CorrespondenceCommand::Submit { to: person("s-chief") };
    let again = act(Some(revised), again, "s-liaison").unwrap();
    assert_eq!(refused(act(Some(again.clone()), endorse(), "s-chief")).0, "VERSION_CHANGED");
    let read = CorrespondenceCommand::Endorse { version: 2, opinion: None };
    let endorsed = act(Some(again), read, "s-chief").unwrap();
    let voided = act(Some(endorsed.clone()), revise(), "s-head").unwrap();
    assert_eq!((voided.endorsement.clone(), voided.versions.len(), voided.opinions.len()), (None, 3, 2));
    assert_eq!(refused(act(Some(voided), run(0), "s-liaison")).0, "NOT_ENDORSED");
    let issued = act(Some(endorsed), run(0), "s-liaison").unwrap();
    assert_eq!(issued.document_number().unwrap().to_string(), "测审函〔2026〕1号");
}

fn entered(who: &str, scan: Option<&str>) -> CorrespondenceCommand {
    CorrespondenceCommand::EnterEndorsement(Box::new(EnteredEndorsement {
        endorser: person(who),
        endorsed_on: date(2026, 11, 23),
        proof: Proof::Paper,
        number: Some("测办签〔2026〕3号".into()),
        scan: scan.map(|id| AttachmentId::parse(id).unwrap()),
    }))
}

#[test]
fn what_was_endorsed_on_paper_is_entered_afterwards_with_its_scan_and_shows_as_such() {
    let letter = || Some(drafted(Channel::Letter));
    assert_eq!(refused(act(letter(), entered("s-chief", None), "s-liaison")).0, "SCAN_REQUIRED");
    assert_eq!(refused(act(letter(), entered("s-leader", Some("scan")), "s-liaison")).0, "ENDORSER_LEVEL");
    let CorrespondenceCommand::EnterEndorsement(mut early) = entered("s-chief", Some("scan")) else { unreachable!() };
    early.endorsed_on = date(2026, 11, 22);
    let early = CorrespondenceCommand::EnterEndorsement(early);
    assert_eq!(refused(act(letter(), early, "s-liaison")).0, "ENDORSED_ON");
    let endorsed = act(letter(), entered("s-chief", Some("scan")), "s-liaison").unwrap();
    assert_eq!(endorsed.endorsement.unwrap().entered.unwrap().proof, Proof::Paper);
}

#[test]
fn an_addressee_files_it_and_answers_it_and_nobody_else_does() {
    let held = issued(Channel::Letter);
    assert_eq!(refused(act(Some(held.clone()), CorrespondenceCommand::File, "s-head")).0, "NOT_AMONG_ADDRESSEES");
    let filed = act(Some(held), CorrespondenceCommand::File, "z-liaison").unwrap();
    assert!(filed.owners().is_empty());
    assert_eq!(refused(act(Some(filed.clone()), CorrespondenceCommand::File, "z-liaison")).0, "FILED_BEFORE");
    let answer = || CorrespondenceCommand::Answer { answer: CorrespondenceId::parse("c-2").unwrap() };
    let answered = act(Some(filed), answer(), "z-liaison").unwrap();
    assert_eq!(refused(act(Some(answered), answer(), "z-liaison")).0, "ANSWERED_BEFORE");
    let early = act(Some(drafted(Channel::Letter)), CorrespondenceCommand::File, "z-liaison");
    assert_eq!(refused(early).0, "NOT_AT_THIS_STAGE");
}

#[test]
fn a_leaders_remark_is_a_task_of_one_owner_until_it_is_done() {
    let remark = |owner, who| {
        let (id, item) = (RemarkId::parse("r-1").unwrap(), StepId::parse("c-1").unwrap());
        let (number, content) = ("PS-2026-000001".into(), digest('b'));
        let given = GivenRemark { id, number, item, content, owner: person(owner) };
        act::<Remark>(None, RemarkCommand::Give(Box::new(given)), who)
    };
    assert_eq!(refused(remark("z-head", "z-liaison")), ("REMARK_LEVEL", "分管领导、主要领导".into()));
    assert_eq!(refused(remark("s-head", "z-leader")).0, "REMARK_OWNER_ELSEWHERE");
    let given = remark("z-head", "z-leader").unwrap();
    let finish_for = |reached: Option<&str>| {
        let reached = reached.map(|who| OfficerId::parse(who).unwrap());
        RemarkCommand::Finish { content: digest('c'), reached }
    };
    let finish = || finish_for(Some("z-head"));
    assert_eq!(refused(act(Some(given.clone()), finish(), "z-liaison")).0, "NOT_REMARK_OWNER");
    assert_eq!(refused(act(Some(given.clone()), finish_for(None), "z-liaison")).0, "NOT_REMARK_OWNER");
    assert!(
        act(Some(given.clone()), finish_for(Some("z-liaison")), "z-liaison").is_ok(),
        "reached in the owner's place"
    );
    let done = act(Some(given), finish(), "z-head").unwrap();
    assert_eq!(refused(act(Some(done), finish(), "z-head")).0, "REMARK_DONE");
}

#[test]
fn a_city_may_ask_for_the_leaders_in_charge_of_both_sides() {
    let both = RuleSet { oa_consent: OaConsent::Both, ..RuleSet::default() };
    let alone = act(Some(submitted(Channel::Oa, "s-leader")), endorse(), "s-leader").unwrap();
    assert_eq!(alone.readers, [code("SPJ")], "before it is issued the sender alone knows of it");
    assert_eq!(refused(act(Some(alone), CorrespondenceCommand::Consent, "z-leader")).0, "CONSENT_NOT_ASKED");
    let endorsed = under(&both, Some(submitted(Channel::Oa, "s-leader")), endorse(), "s-leader").unwrap();
    assert_eq!((endorsed.owners(), endorsed.readers.len()), (vec![Owner::LeadersOf(code("ZJJ"))], 2));
    assert_eq!(refused(under(&both, Some(endorsed.clone()), run(0), "s-liaison")).0, "CONSENT_MISSING");
    assert_eq!(
        refused(act(Some(endorsed.clone()), run(0), "s-liaison")).0,
        "CONSENT_MISSING",
        "asked for is asked for"
    );
    let consent = || CorrespondenceCommand::Consent;
    assert_eq!(refused(under(&both, Some(endorsed.clone()), consent(), "z-head")).0, "ENDORSER_LEVEL");
    let agreed = under(&both, Some(endorsed), consent(), "z-leader").unwrap();
    let revise = CorrespondenceCommand::Revise { content: digest('f'), attachments: Vec::new() };
    let revised = under(&both, Some(agreed.clone()), revise, "s-liaison").unwrap();
    assert_eq!((revised.consents.len(), revised.version_for(&code("ZJJ"))), (0, None), "what was agreed to is void");
    assert!(under(&both, Some(agreed), run(0), "s-liaison").is_ok());
}

#[test]
fn a_number_of_the_offices_own_register_is_of_this_year_not_reserved_and_not_taken() {
    let endorsed = act(Some(submitted(Channel::Letter, "s-chief")), endorse(), "s-chief").unwrap();
    let enter = |text: &str, reserved, taken| {
        let number = DocumentNumber::parse(text).unwrap();
        let numbering = Numbering::Entered { number, reserved, taken };
        act(Some(endorsed.clone()), CorrespondenceCommand::Issue { numbering, gone: None }, "s-liaison")
    };
    assert_eq!(refused(enter("测审函〔2026〕7号", true, false)).0, "NUMBER_RESERVED");
    assert_eq!(refused(enter("测住建函〔2026〕7号", false, true)).0, "NUMBER_TAKEN");
    assert_eq!(refused(enter("测住建函〔2025〕7号", false, false)).0, "NUMBER_YEAR");
    assert!(enter("测住建函〔2026〕7号", false, false).is_ok());
    for wrong in [
        "测审函[2026]7号",
        "测审函〔2026〕07号",
        "测审函〔26〕7号",
        "〔2026〕7号",
        "测审函〔2026〕0号",
        "测审函〔2026〕7",
    ] {
        assert_eq!(DocumentNumber::parse(wrong), Err(ChannelRefusal::NumberShape), "{wrong}");
    }
}

#[test]
fn a_letter_needs_a_number_and_an_oa_paper_may_do_without() {
    let issue = || CorrespondenceCommand::Issue { numbering: Numbering::None, gone: None };
    let letter = act(Some(submitted(Channel::Letter, "s-chief")), endorse(), "s-chief").unwrap();
    assert_eq!(refused(act(Some(letter), issue(), "s-liaison")).0, "NUMBER_REQUIRED");
    let oa = act(Some(submitted(Channel::Oa, "s-leader")), endorse(), "s-leader").unwrap();
    let issued = act(Some(oa), issue(), "s-liaison").unwrap();
    assert_eq!((issued.document_number(), issued.step().unwrap().channel), (None, Channel::Oa));
}

#[test]
fn an_answer_goes_back_to_whoever_wrote_from_whoever_was_asked() {
    let answer = |from: &str, unanswered: &str| {
        let CorrespondenceCommand::Draft(mut wanted) = draft(Channel::Letter) else { unreachable!() };
        let id = CorrespondenceId::parse("c-0").unwrap();
        wanted.answers = Some(Answered { id, from: code(from), unanswered: vec![code(unanswered)] });
        act::<Correspondence>(None, CorrespondenceCommand::Draft(wanted), "s-liaison")
    };
    assert_eq!(answer("ZJJ", "SPJ").unwrap().answers.unwrap().as_str(), "c-0");
    assert_eq!(refused(answer("ZJJ", "HBJ")).0, "NOTHING_TO_ANSWER");
    assert_eq!(refused(answer("HBJ", "SPJ")).0, "ANSWER_ELSEWHERE");
}

#[test]
fn the_document_is_laid_beside_what_was_issued_once() {
    let file = AttachmentId::parse("pdf").unwrap();
    let lay = || CorrespondenceCommand::Document(IssuedDocument { file: file.clone(), sha256: "ab".repeat(32) });
    assert_eq!(refused(act(Some(drafted(Channel::Letter)), lay(), "s-liaison")).0, "NOT_AT_THIS_STAGE");
    let laid = act(Some(issued(Channel::Letter)), lay(), "s-liaison").unwrap();
    assert_eq!(refused(act(Some(laid), lay(), "s-liaison")).0, "DOCUMENT_KNOWN");
}

#[test]
fn a_code_is_reserved_by_its_own_office_once_and_before_it_was_used_by_hand() {
    let reserve = |who: &str, code_used, office_has_one| {
        let reserve = Reserve {
            code: IssuingCode::parse("测审函").unwrap(),
            office: code("SPJ"),
            channel: Channel::Letter,
            kind: DocumentKind::Letter,
            code_used,
            office_has_one,
        };
        act::<NumberRegister>(None, RegisterCommand::Reserve(reserve), who)
    };
    assert_eq!(reserve("s-head", false, false).unwrap().code.as_str(), "测审函");
    assert_eq!(refused(reserve("s-liaison", false, false)).0, "REGISTER_NOT_THEIRS");
    assert_eq!(refused(reserve("z-head", false, false)).0, "REGISTER_NOT_THEIRS");
    assert_eq!(refused(reserve("s-head", true, false)).0, "CODE_USED");
    assert_eq!(refused(reserve("s-head", false, true)).0, "REGISTER_KNOWN");
}

#[test]
fn a_change_of_the_roster_goes_by_letter() {
    let CorrespondenceCommand::Draft(mut wanted) = draft(Channel::Oa) else { unreachable!() };
    wanted.purpose = Purpose::RosterChange;
    let refusal = act::<Correspondence>(None, CorrespondenceCommand::Draft(wanted), "s-liaison").unwrap_err();
    assert_eq!((refusal.code(), refusal.clause()), ("ROSTER_CHANGE_BY_LETTER", Some("二（四）4")));
}
