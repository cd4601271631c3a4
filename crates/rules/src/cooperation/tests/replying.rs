use super::fixtures::*;
use crate::cooperation::{CooperationCommand as Command, CooperationRefusal as Refusal, GivenReply, Opinion, State};

fn given(opinion: Option<Opinion>, version: Option<u32>, text: bool) -> Command {
    let content = text.then(|| digest(2));
    Command::Reply(Box::new(GivenReply { version, opinion, partial: false, content, attachments: Vec::new() }))
}

#[test]
fn the_addressee_says_one_of_four_things() {
    let city = City::new();
    for opinion in Opinion::ALL {
        let mut request = city.asked(ISSUED);
        city.act(&mut request, reply(opinion), &housing(), "2026-06-15T23:59").unwrap();
        assert_eq!((request.state, request.opinion()), (State::Replied, Some(opinion)));
        assert!(!request.replies[0].late, "until 24:00 of the third working day");
    }
}

#[test]
fn nobody_else_replies() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let refused = Err(Refusal::NotRequested { to: code(HOUSING) });
    assert_eq!(city.act(&mut request, reply(Opinion::Agree), &bureau(), ISSUED), refused);
    assert_eq!(city.act(&mut request, reply(Opinion::Agree), &health(), ISSUED), refused);
}

#[test]
fn a_no_has_reasons_and_a_condition_is_said() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    for opinion in [Opinion::Disagree, Opinion::Conditional] {
        let refused = city.act(&mut request, given(Some(opinion), None, false), &housing(), ISSUED);
        assert_eq!(refused, Err(Refusal::ReasonRequired));
    }
    assert_eq!(city.act(&mut request, given(None, None, true), &housing(), ISSUED), Err(Refusal::OpinionRequired));
}

#[test]
fn a_part_of_a_reply_leaves_the_term_running() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, partial(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!((request.state, request.window.due), (State::AwaitingReply, at("2026-06-16T00:00")));
    assert_eq!(request.state_at(at("2026-06-16T00:00")), State::Overdue);
    let empty = Command::Reply(Box::new(GivenReply {
        version: None,
        opinion: None,
        partial: true,
        content: None,
        attachments: Vec::new(),
    }));
    assert_eq!(city.act(&mut request, empty, &housing(), ISSUED), Err(Refusal::ReplyTextRequired));
}

#[test]
fn a_reply_is_bound_to_the_version_that_was_read() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, reconsult(), &bureau(), "2026-06-11T09:00").unwrap();
    let old = given(Some(Opinion::Agree), Some(1), false);
    assert_eq!(
        city.act(&mut request, old, &housing(), "2026-06-11T10:00"),
        Err(Refusal::RequestVersion { read: 1, now: 2 })
    );
    city.act(&mut request, given(Some(Opinion::Agree), Some(2), false), &housing(), "2026-06-11T10:00").unwrap();
    assert_eq!(request.reply().map(|reply| reply.version), Some(2));
}

#[test]
fn a_late_reply_is_taken_and_shown_as_late() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let names = city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-16T00:00").unwrap();
    assert_eq!(names, ["overdue", "escalated", "replied"]);
    assert!(request.replies[0].late);
    assert_eq!(request.state, State::Replied);
}

#[test]
fn until_it_is_confirmed_a_further_reply_takes_its_place() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-11T09:00").unwrap();
    city.act(&mut request, reply(Opinion::Disagree), &housing(), "2026-06-12T09:00").unwrap();
    assert_eq!(request.opinion(), Some(Opinion::Disagree));
    city.act(&mut request, Command::Confirm, &bureau(), "2026-06-12T10:00").unwrap();
    let confirmed = at("2026-06-12T10:00");
    assert_eq!(
        city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-12T11:00"),
        Err(Refusal::RequestConfirmed { at: confirmed })
    );
}

#[test]
fn the_asker_confirms_a_reply_and_nothing_else() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    assert_eq!(city.act(&mut request, Command::Confirm, &bureau(), ISSUED), Err(Refusal::NothingToConfirm));
    let overdue = city.act(&mut request, Command::Confirm, &bureau(), "2026-06-20T09:00");
    assert_eq!(overdue, Err(Refusal::NothingToConfirm), "silence is no reply");
    city.act(&mut request, reply(Opinion::NoOpinion), &housing(), "2026-06-20T09:00").unwrap();
    assert_eq!(
        city.act(&mut request, Command::Confirm, &housing(), "2026-06-20T10:00"),
        Err(Refusal::NotAsker { from: code(BUREAU) })
    );
    city.act(&mut request, Command::Confirm, &bureau(), "2026-06-20T10:00").unwrap();
    assert_eq!(request.state, State::Confirmed);
}

#[test]
fn what_was_withdrawn_is_not_replied_to() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let without = city.act(&mut request, Command::Withdraw { reason: None }, &bureau(), ISSUED);
    assert_eq!(without, Err(Refusal::ReasonRequired));
    city.act(&mut request, Command::Withdraw { reason: Some(digest(8)) }, &bureau(), "2026-06-11T09:00").unwrap();
    assert_eq!(request.state_at(at("2026-06-30T09:00")), State::Withdrawn);
    for command in [reply(Opinion::Agree), partial(), ask_extension(1), not_ours()] {
        let refused = city.act(&mut request, command, &housing(), "2026-06-11T10:00");
        assert_eq!(refused, Err(Refusal::RequestWithdrawn));
    }
}

#[test]
fn a_question_is_asked_and_answered_and_does_not_stop_the_term() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let before = request.window.clone();
    let ask = || Command::AskClarification { content: digest(9) };
    city.act(&mut request, ask(), &housing(), "2026-06-11T09:00").unwrap();
    assert_eq!(city.act(&mut request, ask(), &housing(), "2026-06-11T10:00"), Err(Refusal::ClarificationOpen));
    let answer = |question| Command::AnswerClarification { question, content: digest(10) };
    assert_eq!(
        city.act(&mut request, answer(2), &bureau(), "2026-06-12T09:00"),
        Err(Refusal::NoClarification { question: 2 })
    );
    city.act(&mut request, answer(1), &bureau(), "2026-06-12T09:00").unwrap();
    assert_eq!(request.window, before);
    assert!(request.clarifications[0].answer.is_some());
}

#[test]
fn the_asker_lets_those_read_a_reply_that_were_asked_beside() {
    let city = City::new();
    let mut request = city.asked(ISSUED);
    let share = |with: &str| Command::Share { with: vec![code(with)], asked: vec![code(HOUSING), code(HEALTH)] };
    assert_eq!(city.act(&mut request, share(HEALTH), &bureau(), ISSUED), Err(Refusal::NothingToShare));
    city.act(&mut request, reply(Opinion::Agree), &housing(), "2026-06-11T09:00").unwrap();
    assert!(request.shared_with.is_empty());
    let refused = city.act(&mut request, share("GAJ"), &bureau(), "2026-06-11T10:00");
    assert_eq!(refused, Err(Refusal::NotAskedBeside { department: code("GAJ") }));
    let refused = city.act(&mut request, share(HEALTH), &housing(), "2026-06-11T10:00");
    assert_eq!(refused, Err(Refusal::NotAsker { from: code(BUREAU) }));
    city.act(&mut request, share(HEALTH), &bureau(), "2026-06-11T10:00").unwrap();
    assert_eq!(request.shared_with, [code(HEALTH)]);
}
