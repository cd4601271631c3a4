//! 办理经过 of a request, each act with what it said and where it stands in the ledger.

use crate::cooperation::store;
use crate::platform::desk::{ANSWER_REQUEST, HistoryRow, Led, Told, Words};
use crate::platform::error::Result;
use crate::platform::face;
use crate::platform::identity::Scope;
use crate::platform::reader::Read;
use crate::platform::web::clause;
use shenguan_rules::cooperation::{CooperationEvent as Event, CooperationRequest};
use shenguan_rules::party::ContentDigest;

/// What time does, and by which clause it counts.
const CLAUSE: &str = "二(三)¶4";

impl Words {
    /// The acts on a request, newest first, and above them what is waited for.
    pub(super) fn request_history(
        &self,
        read: &mut Read<'_, '_>,
        scope: &Scope,
        request: &CooperationRequest,
    ) -> Result<Vec<HistoryRow>> {
        let mut rows = self.history_of(read, request.id.as_str(), |read, entry| {
            let event: Event = serde_json::from_str(entry.event.get())?;
            let reason = said(&event).map(|digest| store::words(read.tx(), digest)).transpose()?.flatten();
            let leads_to = match &event {
                Event::Redirected { redirected_to, .. } => {
                    let found = face::store::find::<CooperationRequest>(read.tx(), scope, redirected_to.as_str());
                    found.ok().map(|held| held.state.number)
                }
                _ => None,
            };
            Ok(Told {
                lamp: lamp(&event),
                what: self.t_of("request-act", &entry.act).to_string(),
                particulars: self.request_particulars(&event),
                reason,
                leads_to: leads_to.map(|number| Led { path: format!("/cooperation/{number}"), number }),
            })
        })?;
        if request.owes_reply(self.now) {
            let line = self.t("request-waits").with("department", self.department(&request.to));
            let due = self.on_paper().due(ANSWER_REQUEST, Some(request.window.due)).sub;
            rows.insert(0, self.waits(line, due));
        }
        Ok(rows)
    }

    /// To whom, until when, what was said, by which clause.
    fn request_particulars(&self, event: &Event) -> Vec<String> {
        let rule = || clause(CLAUSE, self.language);
        let until = |window: &shenguan_rules::cooperation::ReplyWindow| {
            self.on_paper().due(ANSWER_REQUEST, Some(window.due)).sub
        };
        match event {
            Event::Issued(issued) => vec![self.department(&issued.to), until(&issued.window), rule()],
            Event::Reconsulted { window, .. } | Event::Upheld { window, .. } => vec![until(window), rule()],
            Event::ExtensionGranted { window, .. }
            | Event::WindowExtended { window, .. }
            | Event::DeadlineMoved { window: Some(window), .. } => vec![until(window)],
            Event::ExtensionAsked { working_days, .. } => {
                vec![self.t("request-days").with("days", *working_days).to_string()]
            }
            Event::Replied { opinion, partial, late, version, .. } => {
                let opinion = opinion.map(|opinion| self.opinion(opinion).to_string());
                let part = partial.then(|| self.t("request-part").to_string());
                let late = late.then(|| self.t("request-late").to_string());
                let version = self.t("request-version-short").with("version", *version).to_string();
                opinion.into_iter().chain(part).chain(late).chain([version]).collect()
            }
            Event::NotOurs { suggested_to, .. } => suggested_to
                .iter()
                .map(|code| self.t("request-suggests").with("department", self.department(code)).to_string())
                .collect(),
            Event::Redirected { to, .. } => vec![self.department(to)],
            Event::Reminded(reminded) => vec![self.department(&reminded.to)],
            Event::Shared { with, .. } => with.iter().map(|code| self.department(code)).collect(),
            Event::Escalated { to, officer, .. } => {
                let role = match self.language {
                    crate::platform::web::Language::Chinese => to.zh(),
                    crate::platform::web::Language::English => to.en(),
                };
                let who = officer.as_ref().map(|officer| self.officer(officer)).unwrap_or_default();
                vec![format!("{role} {who}").trim().to_owned()]
            }
            Event::Overdue { .. } | Event::NoObjectionDeemed { .. } => vec![rule()],
            Event::Assigned { .. }
            | Event::Opened { .. }
            | Event::ClarificationAsked { .. }
            | Event::ClarificationAnswered { .. }
            | Event::ExtensionRefused { .. }
            | Event::Confirmed { .. }
            | Event::Withdrawn { .. }
            | Event::DeadlineMoved { window: None, .. }
            | Event::Succeeded { .. } => Vec::new(),
        }
    }
}

/// The words of whoever acted.
fn said(event: &Event) -> Option<&ContentDigest> {
    match event {
        Event::Replied { content, .. } => content.as_ref(),
        Event::ClarificationAsked { content, .. } | Event::ClarificationAnswered { content, .. } => Some(content),
        Event::ExtensionAsked { reason, .. }
        | Event::ExtensionRefused { reason, .. }
        | Event::NotOurs { reason, .. }
        | Event::Upheld { reason, .. }
        | Event::Reconsulted { reason, .. }
        | Event::Withdrawn { reason, .. } => Some(reason),
        _ => None,
    }
}

fn lamp(event: &Event) -> &'static str {
    match event {
        Event::Overdue { .. } | Event::Escalated { .. } => "l-red",
        Event::NoObjectionDeemed { .. } => "l-vio",
        Event::NotOurs { .. } | Event::ExtensionAsked { .. } | Event::ClarificationAsked { .. } => "l-amb",
        _ => "",
    }
}
