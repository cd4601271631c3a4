//! Proposing another value of one setting, from a day on, by a document of the city.

use super::words;
use crate::amendment::{acts, preview::preview};
use crate::platform::board::{Block, Board, Choice, Field, Form, Link, Names, Typed, show, show_again};
use crate::platform::error::{Error, Result};
use crate::platform::identity::Caller;
use crate::platform::system::Tab;
use crate::platform::web::{FieldProblem, Language, Outcome, Query, Server, Visit, see_other};
use axum::Form as Sent;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use shenguan_rules::amendment::Matter;
use shenguan_rules::record::ApprovalOutcome;
use shenguan_rules::rule_set::{RuleSet, Setting};

const ADDRESS: &str = "/system/rules/setting";
const HOME: &str = "/system/rules";
/// Set with every proposal, those that are tables of their own and come by file, and those of the ladder of channels: offered
/// with its pages, for until then they would have nothing to do.
const NOT_HERE: [&str; 6] = ["effective_on", "document", "office_hours", "extra_kinds", "oa_consent", "meeting_gate"];
/// What a setting may be, where it is one of several readings.
const READINGS: &[(&str, &[&str])] = &[
    ("conclusion_clock", &["CONCLUDED", "DECIDED"]),
    ("count_mode", &["NEXT_WORKDAY_END", "SAME_CLOCK_NEXT_WORKDAY", "WORK_HOURS"]),
    ("nonworking_start", &["AS_IS", "ROLL_FORWARD"]),
    ("receipt_cutoff", &["OFFICE_CLOSE", "24:00"]),
    ("duty_cutoff", &["OFFICE_CLOSE", "24:00"]),
    ("penalty_clock", &["DECISION", "SERVED", "FILED"]),
    ("return_window", &["UNTIL_RECEIPT"]),
    ("roster_effective", &["STATED", "SENT", "RECEIVED"]),
    ("no_reply_effect", &["OVERDUE", "DEEMED_NO_OBJECTION"]),
];

/// `GET /system/rules/setting?setting=push_working_days`.
pub(super) async fn form(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Query(typed): Query<Typed>,
) -> Outcome<Response> {
    let shown = show(&server, visit, caller, Tab::Rules, move |read, names, board| {
        build(board, names, read.now(), &typed, &[]);
        Ok(())
    });
    Ok(shown.await?)
}

/// `POST /system/rules/setting`: first what would move, then the proposal.
pub(super) async fn post(
    State(server): State<Server>,
    visit: Visit,
    caller: Caller,
    Sent(typed): Sent<Typed>,
) -> Outcome<Response> {
    let (asked, proposes) = (typed.clone(), typed.is_step("propose"));
    let outcome = server.app.act(caller.actor.clone(), move |act| {
        let current = act.directory()?.rule_set(act.now()).clone();
        let matter = Matter::RuleSet(Box::new(changed(&current, &asked)?));
        if proposes { acts::propose(act, matter).map(Ok) } else { preview(act, &matter).map(Err) }
    });
    match outcome.await {
        Ok(Ok(held)) => {
            let banner = visit.t("system-proposed-done").with("count", held.state.moves);
            Ok(see_other(&visit, HOME, Some(&banner)))
        }
        Ok(Err(moved)) => {
            let shown = show(&server, visit, caller, Tab::Rules, move |read, names, board| {
                head(board);
                let current = names.directory.rule_set(read.now()).clone();
                let wanted = changed(&current, &typed)?;
                let lines = words::differences(board, &current, &wanted);
                let document = board.t("system-from-on").with("document", wanted.document.as_str());
                board.note("", document.with("on", wanted.effective_on.to_string()), lines);
                let moves = words::moves(board, &moved);
                board.table(moves);
                let form = Form::new("propose", board.t("system-propose"), ADDRESS, board.t("system-propose"));
                let form = form.warning(board.t("system-two-persons")).carrying(&typed).step("propose").cancel(ADDRESS);
                board.form(form);
                Ok(())
            });
            Ok(shown.await?)
        }
        Err(error) => {
            show_again(&server, visit, caller, Tab::Rules, error, move |read, names, board, errors| {
                build(board, names, read.now(), &typed, errors);
                Ok(())
            })
            .await
        }
    }
}

fn head(board: &mut Board) {
    let heading = board.t("system-propose-setting");
    board.headed(heading, HOME);
}

fn build(board: &mut Board, names: &Names, now: Timestamp, typed: &Typed, errors: &[FieldProblem]) {
    head(board);
    let rule_set = names.directory.rule_set(now);
    let settings = rule_set.settings();
    let changeable = settings.iter().filter(|setting| !NOT_HERE.contains(&setting.name));
    let Some(setting) =
        settings.iter().find(|setting| setting.name == typed.text("setting") && !NOT_HERE.contains(&setting.name))
    else {
        let links = changeable.map(|setting| Link {
            href: format!("{ADDRESS}?setting={}", setting.name),
            label: words::meaning(board, setting).to_owned(),
        });
        let links = links.collect();
        let which = board.t("system-which-setting");
        board.note("", which, Vec::new());
        board.blocks.push(Block::Links(links));
        return;
    };
    let heading = words::meaning(board, setting);
    let current = board.t("system-value-now").with("value", words::value(board, setting, &setting.value));
    let current = current.with("clause", board.page.clause(setting.clause));
    let mut form = Form::new("setting", heading, ADDRESS, board.t("system-preview")).lead(current);
    form.hidden.push(("setting".to_owned(), setting.name.to_owned()));
    let form = form
        .field(value_field(board, setting))
        .field(Field::line("document", board.t("system-document-number")).hint(board.t("system-number-hint")))
        .field(Field::new("date", "effective_on", board.t("system-effective-on")).value(names.today))
        .hint(board.t("system-preview-hint"))
        .cancel(ADDRESS)
        .filled(typed, errors);
    board.form(form);
}

fn value_field(board: &Board, setting: &Setting) -> Field {
    let label = board.t("system-new-value");
    let chosen = |choice: Choice, is_chosen| Choice { is_chosen, ..choice };
    if let Some((_, readings)) = READINGS.iter().find(|(name, _)| *name == setting.name) {
        let choices = readings.iter().map(|reading| {
            chosen(Choice::new(reading, words::word(board, reading)), setting.value.as_str() == Some(reading))
        });
        return Field::one("value", label, choices.collect());
    }
    match (&setting.value, &setting.default) {
        (Value::Bool(_), _) | (_, Value::Bool(_)) => {
            let choices = [("true", "system-value-yes", true), ("false", "system-value-no", false)];
            let choices = choices.map(|(value, word, is)| {
                chosen(Choice::new(value, words_of(board, word)), setting.value.as_bool() == Some(is))
            });
            Field::one("value", label, choices.into())
        }
        (Value::Array(held), _) if setting.name == "receipt_outcomes" => {
            let name = |outcome: ApprovalOutcome| match board.page.visit().language() {
                Language::Chinese => outcome.zh(),
                Language::English => outcome.en(),
            };
            let choices = ApprovalOutcome::ALL.into_iter().map(|outcome| {
                let is_held = held.iter().any(|value| value.as_str() == Some(outcome.as_str()));
                chosen(Choice::new(outcome.as_str(), name(outcome)), is_held)
            });
            Field::several("value", label, choices.collect())
        }
        _ if setting.name == "go_live_on" => {
            let held = setting.value.as_str().unwrap_or_default();
            Field::new("date", "value", label).optional().value(held)
        }
        _ => {
            let held = setting.value.as_u64().map(|number| number.to_string()).unwrap_or_default();
            Field::new("number", "value", label).value(held).hint(board.t("system-number-value-hint"))
        }
    }
}

fn words_of(board: &Board, word: &'static str) -> String {
    board.page.t(word).to_string()
}

/// The rule set in force with one setting changed; refused with the field that is wrong.
fn changed(current: &RuleSet, typed: &Typed) -> Result<RuleSet> {
    let name = typed.text("setting");
    if NOT_HERE.contains(&name) || !current.settings().iter().any(|setting| setting.name == name) {
        return Err(Error::field("setting", "FIELD_WORD_UNKNOWN"));
    }
    let document = typed.given("document").ok_or_else(|| Error::field("document", "FIELD_MISSING"))?;
    let effective_on = typed.date("effective_on")?;
    let value = match typed.text("value") {
        _ if name == "receipt_outcomes" => json!(typed.all("value").collect::<Vec<_>>()),
        "" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => text.parse::<u32>().map_or_else(|_| json!(text), |number| json!(number)),
    };
    let mut whole = serde_json::to_value(current)?;
    let fields = whole.as_object_mut().ok_or_else(|| Error::fault("a rule set is an object"))?;
    fields.insert(name.to_owned(), value);
    let wanted: RuleSet = serde_json::from_value(whole).map_err(|_| Error::field("value", "FIELD_NOT_FIT"))?;
    let wanted = RuleSet { document, effective_on, ..wanted };
    match wanted.validate() {
        Ok(()) => Ok(wanted),
        Err(mut faults) => Err(Error::refused(faults.swap_remove(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(setting: &str, value: &str) -> Typed {
        let pairs = [
            ("setting", setting),
            ("value", value),
            ("document", "测政办发〔2026〕9号"),
            ("effective_on", "2026-10-08"),
        ];
        Typed(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    #[test]
    fn one_setting_is_changed_and_the_others_stay() {
        let current = RuleSet::default();
        let wanted = changed(&current, &typed("receipt_working_days", "2")).unwrap();
        assert_eq!((wanted.receipt_working_days, wanted.push_working_days), (2, 1));
        assert!(changed(&current, &typed("return_enabled", "true")).unwrap().return_enabled);
        assert_eq!(changed(&current, &typed("reply_target_working_days", "")).unwrap().reply_target_working_days, None);
        for wrong in
            [("receipt_working_days", "zwei"), ("receipt_working_days", "0"), ("document", "x"), ("speed", "1")]
        {
            assert!(changed(&current, &typed(wrong.0, wrong.1)).is_err(), "{wrong:?}");
        }
    }
}
