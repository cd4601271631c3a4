//! How a request stands, as a lamp with its words.

use crate::platform::desk::{ANSWER_REQUEST, Lamp, Words};
use crate::platform::web::Text;
use jiff::Timestamp;
use shenguan_rules::cooperation::{CooperationRequest, Opinion, State};

impl Words {
    /// How it stands at the instant of the page: exactly one state, with who or when.
    pub fn request_lamp(&self, request: &CooperationRequest) -> Lamp {
        let lamp = |lamp, tone, line: Text, sub: String| {
            let paper = sub.clone();
            Lamp { lamp, tone, line: line.to_string(), sub, paper }
        };
        let short = |at: Option<Timestamp>| at.map(|at| self.short(at)).unwrap_or_default();
        match request.state_at(self.now) {
            State::AwaitingReply => {
                let due = self.due(ANSWER_REQUEST, Some(request.window.due));
                let line = self.t("state-awaiting-reply").to_string();
                Lamp { lamp: due.lamp, tone: due.tone, line, sub: due.sub, paper: due.paper }
            }
            State::Overdue => {
                let due = self.due(ANSWER_REQUEST, Some(request.window.due));
                lamp("l-red", "c-red", self.t("state-overdue"), due.paper)
            }
            State::NoObjectionDeemed => {
                lamp("l-vio", "c-vio", self.t("state-no-objection-deemed"), short(Some(request.window.due)))
            }
            State::NotOurs => {
                let said = request.open_not_ours().map(|said| said.at);
                lamp("l-amb", "c-amb", self.t("state-not-ours"), short(said))
            }
            State::Replied => {
                let at = request.reply().map(|reply| reply.at);
                let line = request.opinion().map_or_else(|| self.t("state-replied"), |opinion| self.opinion(opinion));
                lamp("l-done", "c-grn", line, self.replied(request, short(at)))
            }
            State::Confirmed => {
                let opinion = request.opinion().map(|opinion| self.opinion(opinion).to_string());
                let line = self.t("request-confirmed").with("opinion", opinion.unwrap_or_default());
                lamp("l-done", "c-grn", line, short(request.confirmed_at))
            }
            State::Redirected => lamp("l-done", "mut", self.t("state-redirected"), String::new()),
            State::Withdrawn => lamp("l-done", "mut", self.t("state-withdrawn"), short(request.withdrawn_at)),
        }
    }

    /// 同意, 不同意, 有条件同意, 无意见.
    pub fn opinion(&self, opinion: Opinion) -> Text {
        self.t_of("opinion", opinion.as_str())
    }

    fn replied(&self, request: &CooperationRequest, at: String) -> String {
        let late = request.reply().is_some_and(|reply| reply.late);
        if late { self.t("request-replied-late").with("moment", at).to_string() } else { at }
    }
}
