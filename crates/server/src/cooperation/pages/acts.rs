//! What can be done with a request on its page: for the addressee, for the asker, and inside the addressee.

use crate::cooperation::store;
use crate::platform::board::Button;
use crate::platform::error::Result;
use crate::platform::face::{Face as _, Shown};
use crate::platform::identity::{Caller, Permission, Relation};
use shenguan_rules::cooperation::{CooperationRequest, Countersign, Signer, State};
use shenguan_rules::roster::Role;

/// The roles that collect opinions (二(二)¶3).
const COLLECTS: [Role; 3] = [Role::ResponsibleOfficer, Role::OverallLead, Role::BusinessLead];

type Page<'p, 's, 'r, 'c> = &'p mut Shown<'s, 'r, 'c, CooperationRequest>;

/// The buttons, the usual first.
pub(super) fn buttons(shown: Page<'_, '_, '_, '_>, request: &CooperationRequest) -> Result<Vec<Button>> {
    let caller = shown.caller;
    let mut words = Vec::new();
    if caller.department == request.to && caller.may_as(Permission::AnswerCooperation, Relation::Addressed) {
        let open = store::countersigns(shown.read.tx(), &caller.scope, &shown.held.id)?;
        let open = open.into_iter().map(|held| held.state).find(|held| held.ended_at.is_none());
        words.extend(inside(caller, open.as_ref()));
        words.extend(addressee(shown, request, open.is_some()));
    }
    if caller.department == request.from && caller.may_as(Permission::AskCooperation, Relation::Own) {
        let joint = store::joint(shown.read.tx(), request.joint.as_str())?;
        words.extend(asker(shown, request, joint.len() > 1));
    }
    let buttons = words.into_iter().map(|(word, is_asked)| {
        let label = shown.words.t_of("verb", &format!("cooperation_request-{}", request.reads_as(word, caller)));
        let button = match word {
            "confirm" | "remind" => Button::press(label, shown.deed(word)),
            _ => Button::form(label, shown.deed(word)),
        };
        if is_asked { button.asked() } else { button }
    });
    Ok(buttons.collect())
}

type Word = (&'static str, bool);

/// What waits for the reader inside the department.
fn inside(caller: &Caller, open: Option<&Countersign>) -> Vec<Word> {
    let Some(open) = open else { return Vec::new() };
    let mut words = Vec::new();
    let person = caller.person.as_ref();
    let is_mine = |signer: &Signer| match signer {
        Signer::Officer { officer } => person.is_some_and(|person| person.officer == *officer),
        Signer::Section { section } => person.is_some_and(|person| person.section.as_ref() == Some(section)),
    };
    if open.waiting().any(is_mine) {
        words.push(("sign", true));
    }
    if collects(caller) {
        words.push(("merge", open.waiting().next().is_none()));
    }
    words
}

fn addressee(
    shown: &Shown<'_, '_, '_, CooperationRequest>,
    request: &CooperationRequest,
    is_collecting: bool,
) -> Vec<Word> {
    let now = shown.words.now;
    let mut words = Vec::new();
    match request.state_at(now) {
        State::AwaitingReply | State::Overdue => {
            words.push(("reply", true));
            if request.open_clarification().is_none() {
                words.push(("question", false));
            }
            let times = shown.words.directory.rule_set(now).reply_extension;
            let is_in_time = now < request.window.due && request.pending_extension(now).is_none();
            if is_in_time && request.has_extension_left(times) {
                words.push(("extend", false));
            }
            if request.not_ours.is_none() {
                words.push(("not-ours", false));
            }
            words.push(("assign", false));
            if collects(shown.caller) && !is_collecting {
                words.push(("countersign", false));
            }
        }
        State::Replied | State::NoObjectionDeemed => words.push(("reply", false)),
        State::NotOurs | State::Confirmed | State::Redirected | State::Withdrawn => {}
    }
    words
}

fn asker(shown: &Shown<'_, '_, '_, CooperationRequest>, request: &CooperationRequest, has_others: bool) -> Vec<Word> {
    let now = shown.words.now;
    let mut words = Vec::new();
    if request.pending_extension(now).is_some() {
        words.push(("extend", true));
    }
    if request.open_clarification().is_some() && request.owes_reply(now) {
        words.push(("explain", true));
    }
    match request.state_at(now) {
        State::NotOurs => words.extend([("redirect", true), ("uphold", false), ("withdraw", false)]),
        State::Replied | State::NoObjectionDeemed => {
            words.extend([("confirm", true), ("ask-again", false), ("withdraw", false)]);
        }
        State::AwaitingReply | State::Overdue => {
            words.extend([("remind", false), ("ask-again", false), ("withdraw", false)]);
        }
        State::Confirmed => words.push(("ask-again", false)),
        State::Redirected | State::Withdrawn => {}
    }
    if has_others && !request.replies.is_empty() && !matches!(request.state, State::Redirected | State::Withdrawn) {
        words.push(("share", false));
    }
    words
}

fn collects(caller: &Caller) -> bool {
    caller.roles().is_some_and(|roles| COLLECTS.iter().any(|role| roles.contains(role)))
}
