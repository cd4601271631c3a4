//! What is open when a department ends (A20), or when whoever has it hands over (二(二)¶2).

use super::*;

fn succeed(department: &str, successor: &str) -> CorrespondenceCommand {
    CorrespondenceCommand::Succeed { department: code(department), successor: code(successor) }
}

/// A letter of the bureau to two authorities, with the principal leader's consent.
fn endorsed(purpose: Purpose) -> Correspondence {
    let CorrespondenceCommand::Draft(mut wanted) = draft(Channel::Letter) else { unreachable!() };
    (wanted.to, wanted.purpose) = (vec![code("ZJJ"), code("HBJ")], purpose);
    let drafted = act(None, CorrespondenceCommand::Draft(wanted), "s-liaison").unwrap();
    let submitted = act(Some(drafted), CorrespondenceCommand::Submit { to: person("s-chief") }, "s-liaison").unwrap();
    act(Some(submitted), endorse(), "s-chief").unwrap()
}

#[test]
fn whoever_stands_in_the_senders_place_has_it_endorsed_by_its_own_leaders() {
    let passed = act(Some(endorsed(Purpose::General)), succeed("SPJ", "XSP"), "s-chief").unwrap();
    assert_eq!((passed.stage.as_str(), &passed.endorsement), ("drafted", &None));
    assert_eq!(passed.readers, [code("SPJ"), code("XSP")], "whoever knew of it knows of it for ever");
    assert_eq!(refused(act(Some(passed), succeed("SPJ", "XSP"), "s-chief")).0, "NOT_PARTY");
}

#[test]
fn a_letter_about_the_roster_of_a_department_that_is_gone_is_not_sent() {
    let passed = act(Some(endorsed(Purpose::RosterChange)), succeed("SPJ", "XSP"), "s-chief").unwrap();
    assert_eq!((passed.stage.as_str(), passed.owners()), ("withdrawn", Vec::new()));
}

#[test]
fn an_addressee_that_was_merged_into_another_addressee_files_nothing_of_its_own() {
    let issued = act(Some(endorsed(Purpose::General)), run(0), "s-liaison").unwrap();
    let merged = act(Some(issued.clone()), succeed("ZJJ", "HBJ"), "s-chief").unwrap();
    assert_eq!(
        (merged.to.as_slice(), merged.owners()),
        ([code("HBJ")].as_slice(), vec![Owner::Addressee(code("HBJ"))])
    );
    let filed = act(Some(issued), CorrespondenceCommand::File, "z-liaison").unwrap();
    let merged = act(Some(filed), succeed("ZJJ", "HBJ"), "s-chief").unwrap();
    assert_eq!(merged.receipts.len(), 2, "what was filed was filed");
    assert_eq!(merged.owners(), [Owner::Addressee(code("HBJ"))]);
}

#[test]
fn nobody_writes_to_himself_after_a_merger() {
    let issued = act(Some(endorsed(Purpose::General)), run(0), "s-liaison").unwrap();
    let merged = act(Some(issued), succeed("ZJJ", "SPJ"), "s-chief").unwrap();
    assert_eq!(merged.owners(), [Owner::Addressee(code("HBJ"))]);
    let merged = act(Some(merged), succeed("SPJ", "HBJ"), "s-chief").unwrap();
    assert!(merged.owners().is_empty());
    let open = act(Some(submitted(Channel::Letter, "s-chief")), succeed("ZJJ", "SPJ"), "s-chief").unwrap();
    assert_eq!(open.stage, Stage::Withdrawn, "nobody is left to write to");
}

#[test]
fn nothing_is_issued_to_a_department_that_is_gone() {
    let gone = Some(code("ZJJ"));
    let issue = CorrespondenceCommand::Issue { numbering: Numbering::None, gone };
    let refusal = act(Some(endorsed(Purpose::General)), issue, "s-liaison").unwrap_err();
    assert_eq!((refusal.code(), refusal.arguments()), ("ADDRESSEE_GONE", vec![("department", "ZJJ".to_owned())]));
}

#[test]
fn a_draft_is_handed_over_until_somebody_writes_another_text() {
    let hand_over = |to| CorrespondenceCommand::HandOver { to: person(to) };
    let held = drafted(Channel::Letter);
    assert_eq!(refused(act(Some(held.clone()), hand_over("z-head"), "s-head")).0, "NOT_ISSUING_DEPARTMENT");
    let handed = act(Some(held), hand_over("s-head"), "s-head").unwrap();
    assert_eq!(handed.owners(), [Owner::Officer(OfficerId::parse("s-head").unwrap())]);
    assert_eq!(handed.writer().as_str(), "s-liaison", "it stays whose it is");
    let revise = CorrespondenceCommand::Revise { content: digest('f'), attachments: Vec::new() };
    let revised = act(Some(handed), revise, "s-liaison").unwrap();
    assert_eq!(revised.owners(), [Owner::Officer(OfficerId::parse("s-liaison").unwrap())]);
    let waiting = submitted(Channel::Letter, "s-chief");
    assert_eq!(refused(act(Some(waiting), hand_over("s-head"), "s-head")).0, "NOT_AT_THIS_STAGE");
}

#[test]
fn the_successor_confirms_a_call_and_does_what_a_leader_wanted_done() {
    let note: PhoneNote = act(None, call(None), "s-head").unwrap();
    let succeed = |department| PhoneNoteCommand::Succeed { department: code(department), successor: code("HBJ") };
    assert_eq!(refused(act(Some(note.clone()), succeed("SCJ"), "s-head")).0, "NOT_PARTY");
    let passed = act(Some(note), succeed("ZJJ"), "s-head").unwrap();
    assert_eq!((passed.to.as_str(), passed.predecessors.as_slice()), ("HBJ", [code("ZJJ")].as_slice()));

    let (id, item) = (RemarkId::parse("r-1").unwrap(), StepId::parse("c-1").unwrap());
    let (number, content) = ("PS-2026-000001".into(), digest('b'));
    let given = GivenRemark { id, number, item, content, owner: person("z-head") };
    let given: Remark = act(None, RemarkCommand::Give(Box::new(given)), "z-leader").unwrap();
    let passed = act(Some(given), RemarkCommand::PassOn { to: person("s-head") }, "s-chief").unwrap();
    assert_eq!((passed.department.as_str(), passed.owner.as_str()), ("SPJ", "s-head"));
    let finish = || RemarkCommand::Finish { content: digest('c'), reached: None };
    assert_eq!(refused(act(Some(passed.clone()), finish(), "z-head")).0, "NOT_REMARK_OWNER");
    let done = act(Some(passed), finish(), "s-head").unwrap();
    let again = act(Some(done), RemarkCommand::PassOn { to: person("s-liaison") }, "s-chief");
    assert_eq!(refused(again).0, "REMARK_DONE");
}
