//! `shenguan workday import` and `confirm`: a holiday notice on its way into force. One administrator proposes it, another confirms
//! it (双人复核), and the deadlines that it moves are told before anything is written.

use super::outcome::{Done, Failure, print, print_json, told};
use super::place::{self, Place};
use super::serving;
use clap::Args;
use jiff::Timestamp;
use serde::Serialize;
use shenguan_rules::amendment::{Amendment, AmendmentState, Matter};
use shenguan_rules::calendar::{Notice, local_date, rfc3339};
use shenguan_rules::party::OfficerId;
use shenguan_rules::roster::Role;
use shenguan_rules::subject::Actor;
use shenguan_server::amendment::acts;
use shenguan_server::amendment::preview::{Moved, preview};
use shenguan_server::platform::app::App;
use shenguan_server::platform::directory::Directory;
use shenguan_server::platform::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// A notice to be proposed.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// 放假通知（JSON）
    file: PathBuf,
    /// 只列出将变动的截止时点，不写入
    #[arg(long)]
    preview: bool,
    #[command(flatten)]
    place: Place,
    /// 提出人：系统管理员
    #[arg(long = "as", value_name = "DEPARTMENT/OFFICER", required_unless_present = "preview")]
    on_behalf: Option<String>,
    /// 输出一个 JSON 文档
    #[arg(long)]
    json: bool,
}

/// A proposal to be confirmed.
#[derive(Debug, Args)]
pub(crate) struct Confirm {
    /// 提出时给出的编号
    id: String,
    #[command(flatten)]
    place: Place,
    /// 确认人：另一位系统管理员
    #[arg(long = "as", value_name = "DEPARTMENT/OFFICER")]
    on_behalf: String,
    /// 输出一个 JSON 文档
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct PreviewDocument {
    moves: usize,
    deadlines: Vec<DeadlineDocument>,
}

#[derive(Serialize)]
struct DeadlineDocument {
    id: String,
    number: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Serialize)]
struct ProposedDocument {
    id: String,
    state: &'static str,
    moves: u32,
    confirm_by: Vec<Administrator>,
    confirm_with: String,
}

#[derive(Serialize)]
struct Administrator {
    department: String,
    officer: String,
    name: String,
}

#[derive(Serialize)]
struct ConfirmedDocument<'a> {
    id: &'a str,
    state: &'static str,
    moved: usize,
}

/// Proposes a notice, or tells what it would move.
pub(crate) fn import(import: &Import) -> Done {
    serving::log_to_stderr("warn");
    let text = std::fs::read_to_string(&import.file)
        .map_err(|error| Failure::words(format!("cannot read {}: {error}", import.file.display())))?;
    let notice = Notice::from_json(&text).map_err(|refusal| Failure::words(told(&Error::refused(refusal))))?;
    let (name, matter) = (notice.name().to_owned(), Matter::Calendar(Box::new(notice)));
    let app = import.place.app()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let Some(named) = import.on_behalf.as_deref().filter(|_| !import.preview) else {
        let moved = runtime.block_on(app.act(Actor::Setup, move |act| preview(act, &matter)));
        let moved = moved.map_err(|error| Failure::words(told(&error)))?;
        return tell_preview(&name, moved, import.json);
    };
    let directory = app.directory();
    let proposer = place::officer(&directory, app.clock().now(), named)?;
    let waiting = directory.amendments().find(|amendment| waits_with(amendment, &matter));
    if let Some(waiting) = waiting {
        return Err(Failure::words(format!("{name} 已提出（编号 {}），等待另一位系统管理员确认", waiting.id)));
    }
    let proposed = runtime.block_on(app.act(proposer.clone(), move |act| acts::propose(act, matter.clone())));
    let proposed = proposed.map_err(|error| Failure::words(told(&error)))?.state;
    tell_proposed(&app, &name, &proposed, import.json)
}

/// Confirms what another administrator proposed.
pub(crate) fn confirm(confirm: &Confirm) -> Done {
    serving::log_to_stderr("warn");
    let app = confirm.place.app()?;
    let actor = place::officer(&app.directory(), app.clock().now(), &confirm.on_behalf)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let id = confirm.id.clone();
    let confirmed = runtime.block_on(app.act(actor, move |act| acts::confirm(act, &id)));
    let (_, moved) = confirmed.map_err(|error| Failure::words(told(&error)))?;
    if confirm.json {
        print_json(&ConfirmedDocument { id: &confirm.id, state: "confirmed", moved })?;
    } else {
        print(&format!("已生效，{moved} 件的截止时点已变动"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn waits_with(amendment: &Amendment, matter: &Matter) -> bool {
    amendment.state == AmendmentState::Proposed && amendment.matter == *matter
}

fn tell_preview(name: &str, moved: Vec<Moved>, json: bool) -> Done {
    let instant = |at: Option<Timestamp>| at.map(rfc3339);
    let deadlines: Vec<DeadlineDocument> = moved
        .into_iter()
        .map(|moved| DeadlineDocument {
            id: moved.id,
            number: moved.number,
            before: instant(moved.before),
            after: instant(moved.after),
        })
        .collect();
    if json {
        print_json(&PreviewDocument { moves: deadlines.len(), deadlines })?;
        return Ok(ExitCode::SUCCESS);
    }
    let or_none = |at: &Option<String>| at.clone().unwrap_or_else(|| "—".to_owned());
    let mut lines = vec![format!("{name}：{} 件的截止时点将变动（未写入）", deadlines.len())];
    lines.extend(
        deadlines.iter().map(|deadline| {
            format!("{}  {} → {}", deadline.number, or_none(&deadline.before), or_none(&deadline.after))
        }),
    );
    print(&lines.join("\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn tell_proposed(app: &App, name: &str, proposed: &Amendment, json: bool) -> Done {
    let confirm_by = second_persons(&app.directory(), app.clock().now(), proposed.proposed_by.as_ref());
    let confirm_with = format!("shenguan workday confirm {} --as DEPARTMENT/OFFICER", proposed.id);
    if json {
        let (id, moves) = (proposed.id.to_string(), proposed.moves);
        print_json(&ProposedDocument { id, state: "proposed", moves, confirm_by, confirm_with })?;
        return Ok(ExitCode::SUCCESS);
    }
    let who = if confirm_by.is_empty() {
        "还没有另一位系统管理员，请先指定一位".to_owned()
    } else {
        let named = |who: &Administrator| format!("{}/{}", who.department, who.name);
        confirm_by.iter().map(named).collect::<Vec<_>>().join("、")
    };
    print(&format!(
        "{name} 已提出，尚未生效；{} 件的截止时点将变动\n编号      {}\n须确认    {who}（提出人不能自己确认）\n确认      {confirm_with}",
        proposed.moves, proposed.id
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// The administrators who may confirm.
fn second_persons(directory: &Directory, now: Timestamp, proposer: Option<&OfficerId>) -> Vec<Administrator> {
    let today = local_date(now);
    directory
        .officers()
        .filter(|entry| Some(&entry.officer.id) != proposer)
        .filter(|entry| directory.roles_of(&entry.officer.id, today).contains(&Role::SystemAdministrator))
        .map(|entry| Administrator {
            department: entry.officer.department.to_string(),
            officer: entry.officer.id.to_string(),
            name: entry.card.name.clone(),
        })
        .collect()
}
