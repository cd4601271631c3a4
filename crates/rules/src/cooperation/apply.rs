//! The state after an event. Total: whatever was decided once can be applied for ever, without calendar or rule set.

use super::event::{CooperationEvent as Event, Issued};
use super::parts::{
    Clarification, ClarificationAnswer, Escalation, ExtensionAnswer, ExtensionAsked, Lapse, NotOurs, NotOursAnswer,
    Reply, Version,
};
use super::request::{CooperationRequest, State};
use super::window::ReplyWindow;
use crate::exchange::Assignment;
use crate::party::DepartmentCode;
use crate::reminder::Reminders;

/// An event before the issue is lost: there is nothing that it could be about.
pub(super) fn apply(subject: Option<CooperationRequest>, event: &Event) -> Option<CooperationRequest> {
    if let Event::Issued(issued) = event {
        return Some(begin(issued));
    }
    let mut request = subject?;
    reply(&mut request, event);
    ask(&mut request, event);
    pass(&mut request, event);
    upkeep(&mut request, event);
    Some(request)
}

fn begin(issued: &Issued) -> CooperationRequest {
    let issued = issued.clone();
    let first = Version {
        content: issued.content,
        attachments: issued.attachments,
        issued_at: issued.at,
        by: issued.by.clone(),
        reason: None,
        due: issued.window.due,
    };
    CooperationRequest {
        id: issued.id,
        number: issued.number,
        joint: issued.joint,
        from: issued.from,
        from_side: issued.from_side,
        issued_by: issued.by,
        to: issued.to,
        matter: issued.matter,
        item: issued.item,
        about: issued.about,
        versions: vec![first],
        calendar_version: issued.window.deadline.calendar_version,
        window: issued.window,
        no_reply_effect: issued.no_reply_effect,
        state: State::AwaitingReply,
        replies: Vec::new(),
        clarifications: Vec::new(),
        extensions: Vec::new(),
        lapses: Vec::new(),
        escalations: Vec::new(),
        not_ours: None,
        redirected_from: issued.redirected_from,
        redirected_to: None,
        hops: issued.hops,
        shared_with: Vec::new(),
        assignment: None,
        opened_at: None,
        confirmed_at: None,
        confirmed_by: None,
        withdrawn_at: None,
        reminders: Reminders::default(),
        predecessors: Vec::new(),
    }
}

/// What the addressee says, and what the asker makes of it.
fn reply(request: &mut CooperationRequest, event: &Event) {
    match event {
        Event::Opened { at, .. } => request.opened_at = Some(*at),
        Event::Assigned { at, by, section, officer } => {
            let (section, officer) = (section.clone(), officer.clone());
            request.assignment = Some(Assignment { section, officer, at: *at, by: by.clone() });
        }
        Event::Replied { at, by, version, opinion, partial, content, attachments, late } => {
            request.replies.push(Reply {
                version: *version,
                opinion: *opinion,
                partial: *partial,
                content: content.clone(),
                attachments: attachments.clone(),
                at: *at,
                by: by.clone(),
                late: *late,
            });
            if !partial {
                request.state = State::Replied;
            }
        }
        Event::Confirmed { at, by } => {
            request.state = State::Confirmed;
            request.confirmed_at = Some(*at);
            request.confirmed_by = Some(by.clone());
        }
        Event::Withdrawn { at, .. } => {
            request.state = State::Withdrawn;
            request.withdrawn_at = Some(*at);
        }
        Event::Shared { with, .. } => request.shared_with.extend(with.iter().cloned()),
        Event::Reminded(reminded) => request.reminders.keep(reminded),
        _ => {}
    }
}

/// Questions, extensions, and asking again.
fn ask(request: &mut CooperationRequest, event: &Event) {
    let version = request.version();
    match event {
        Event::ClarificationAsked { at, by, content } => request.clarifications.push(Clarification {
            version,
            content: content.clone(),
            at: *at,
            by: by.clone(),
            answer: None,
        }),
        Event::ClarificationAnswered { at, by, question, content } => {
            let place = usize::try_from(*question).unwrap_or_default().wrapping_sub(1);
            if let Some(asked) = request.clarifications.get_mut(place) {
                asked.answer = Some(ClarificationAnswer { content: content.clone(), at: *at, by: by.clone() });
            }
        }
        Event::ExtensionAsked { at, by, working_days, reason } => request.extensions.push(ExtensionAsked {
            version,
            working_days: *working_days,
            reason: reason.clone(),
            at: *at,
            by: by.clone(),
            answer: None,
        }),
        Event::ExtensionGranted { at, by, window } => {
            answer_extension(request, ExtensionAnswer::Granted { at: *at, by: by.clone() });
            run(request, window);
        }
        Event::ExtensionRefused { at, by, reason } => {
            let (at, by, reason) = (*at, by.clone(), reason.clone());
            answer_extension(request, ExtensionAnswer::Refused { at, by, reason });
        }
        Event::Reconsulted { at, by, content, attachments, reason, window } => {
            request.versions.push(Version {
                content: content.clone(),
                attachments: attachments.clone(),
                issued_at: *at,
                by: by.clone(),
                reason: Some(reason.clone()),
                due: window.due,
            });
            request.state = State::AwaitingReply;
            request.opened_at = None;
            // Other facts may make it theirs, or not theirs any more.
            request.not_ours = None;
            run(request, window);
        }
        _ => {}
    }
}

/// 非本部门职责, and a reform.
fn pass(request: &mut CooperationRequest, event: &Event) {
    match event {
        Event::NotOurs { at, by, reason, suggested_to, decision } => {
            request.state = State::NotOurs;
            request.not_ours = Some(NotOurs {
                at: *at,
                by: by.clone(),
                reason: reason.clone(),
                suggested_to: suggested_to.clone(),
                decision: decision.clone(),
                answer: None,
            });
        }
        Event::Redirected { at, by, redirected_to, .. } => {
            request.state = State::Redirected;
            request.redirected_to = Some(redirected_to.clone());
            let answer = NotOursAnswer::Redirected { at: *at, by: by.clone(), to: redirected_to.clone() };
            answer_not_ours(request, answer);
        }
        Event::Upheld { at, by, reason, window } => {
            request.state = State::AwaitingReply;
            answer_not_ours(request, NotOursAnswer::Upheld { at: *at, by: by.clone(), reason: reason.clone() });
            run(request, window);
        }
        Event::Succeeded { department, successor, .. } => succeed(request, department, successor),
        _ => {}
    }
}

/// Time, calendar and outages.
fn upkeep(request: &mut CooperationRequest, event: &Event) {
    let version = request.version();
    match event {
        Event::Overdue { at } => {
            request.state = State::Overdue;
            request.lapses.push(Lapse { version, at: *at });
        }
        Event::NoObjectionDeemed { at } => {
            request.state = State::NoObjectionDeemed;
            request.lapses.push(Lapse { version, at: *at });
        }
        Event::Escalated { at, to, officer } => {
            request.escalations.push(Escalation { version, to: *to, officer: officer.clone(), at: *at });
        }
        Event::DeadlineMoved { calendar_version, window, decision, .. } => {
            if let Some(window) = window {
                run(request, window);
            }
            if let (Some(said), Some(decision)) = (&mut request.not_ours, decision) {
                said.decision = decision.clone();
            }
            request.calendar_version = *calendar_version;
        }
        Event::WindowExtended { window, .. } => run(request, window),
        _ => {}
    }
}

/// The term of the newest version is now this one.
fn run(request: &mut CooperationRequest, window: &ReplyWindow) {
    request.calendar_version = window.deadline.calendar_version;
    request.window = window.clone();
    if let Some(version) = request.versions.last_mut() {
        version.due = window.due;
    }
}

fn answer_extension(request: &mut CooperationRequest, answer: ExtensionAnswer) {
    let version = request.version();
    let open = request.extensions.iter_mut().find(|asked| asked.version == version && asked.answer.is_none());
    if let Some(asked) = open {
        asked.answer = Some(answer);
    }
}

fn answer_not_ours(request: &mut CooperationRequest, answer: NotOursAnswer) {
    if let Some(said) = &mut request.not_ours {
        said.answer = Some(answer);
    }
}

/// The predecessor keeps reading; to whom inside it the matter was given says nothing of its successor.
fn succeed(request: &mut CooperationRequest, department: &DepartmentCode, successor: &DepartmentCode) {
    if request.to == *department {
        request.assignment = None;
    }
    for party in [&mut request.from, &mut request.to] {
        if party == department {
            party.clone_from(successor);
        }
    }
    request.predecessors.push(department.clone());
}
