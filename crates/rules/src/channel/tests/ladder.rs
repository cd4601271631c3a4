//! Which step comes next, and what a proposal carries.

use super::*;

#[test]
fn the_next_step_is_above_everything_that_was_tried() {
    assert_eq!(next_step(&[]), Some(Channel::Platform));
    assert_eq!(next_step(&[step(Channel::Platform)]), Some(Channel::Phone));
    assert_eq!(next_step(&[step(Channel::Oa), step(Channel::Platform)]), Some(Channel::Letter));
    assert_eq!(next_step(&[step(Channel::Letter)]), None);
}

#[test]
fn a_consultation_is_proposed_with_what_was_tried_and_a_city_may_ask_for_all_four() {
    let propose = |tried| {
        let id = ProposalId::parse("q-1").unwrap();
        let (number, to, content) = ("TQ-2026-000001".into(), code("ZJJ"), digest('a'));
        ProposalCommand::Propose(Box::new(Propose { id, number, to, about: None, tried, content }))
    };
    let some = || vec![step(Channel::Platform), step(Channel::Letter)];
    assert_eq!(refused(act::<ConsultationProposal>(None, propose(some()), "s-liaison")).0, "PROPOSAL_ABOVE_LEVEL");
    let warned: ConsultationProposal = act(None, propose(some()), "s-head").unwrap();
    assert_eq!(warned.not_tried, [Channel::Phone, Channel::Oa]);
    let block = RuleSet { meeting_gate: MeetingGate::Block, ..RuleSet::default() };
    assert_eq!(refused(under::<ConsultationProposal>(&block, None, propose(some()), "s-head")).0, "MEETING_GATE");
    let all = Channel::ALL.map(step).to_vec();
    assert!(under::<ConsultationProposal>(&block, None, propose(all), "s-head").is_ok());
    let mut other = some();
    other[0].parties = vec![code("SPJ"), code("HBJ")];
    assert_eq!(refused(act::<ConsultationProposal>(None, propose(other), "s-head")).0, "TRIED_ELSEWHERE");
}
