//! One transaction: departments, the first administrator, the office's own settings.

use super::questions;
use super::setup::{Administrator, Setup};
use crate::command::outcome::{Done, Failure, print, print_json, told};
use crate::command::serving;
use clap::Args;
use serde::Serialize;
use shenguan_db::Database;
use shenguan_rules::amendment::Matter;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::Side;
use shenguan_rules::roster::Role;
use shenguan_rules::rule_set::RuleSet;
use shenguan_rules::subject::Actor;
use shenguan_server::amendment::acts::{confirm, propose};
use shenguan_server::party::acts::{OfficerRequest, enlist_officer, found_department};
use shenguan_server::platform::act::Act;
use shenguan_server::platform::clock::{Clock, random};
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::directory::OfficerCard;
use shenguan_server::platform::error::{Error, RefusedKind, Result};
use shenguan_server::platform::identity::{create_account, hash_password};
use shenguan_server::platform::load::load;
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::roster::acts::{DesignationRequest, designate};
use std::io::{stderr, stdin};
use std::path::PathBuf;
use std::process::ExitCode;

/// Which installation, and what it begins with.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// 配置文件（TOML），与 serve 相同
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
    /// 初始化文件（TOML）：[administrator] 与 [[departments]]；不给就逐项提问
    #[arg(long, value_name = "FILE")]
    setup: Option<PathBuf>,
    /// 输出一个 JSON 文档
    #[arg(long)]
    json: bool,
}

/// `{"jurisdiction","username","password"}`
#[derive(Serialize)]
struct Begun<'a> {
    jurisdiction: &'a str,
    username: &'a str,
    password: &'a str,
}

/// Bytes of the first password, printed in hexadecimal once and kept as its hash only.
const PASSWORD_BYTES: usize = 10;

/// Sets the jurisdiction up.
pub(crate) fn run(init: &Init) -> Done {
    serving::log_to_stderr("warn");
    let settings = Settings::load(&init.config)?;
    let setup = match &init.setup {
        Some(file) => Setup::read(file)?,
        // The questions go beside the outcome, which a program may read.
        None => questions::ask(&mut stdin().lock(), &mut stderr().lock(), local_date(Clock::System.now()))?,
    };
    let rule_set = own_rule_set(&settings)?;
    let password = hex::encode(random::<PASSWORD_BYTES>());
    let hash = hash_password(&password)?;
    let database = Database::open(&settings.database)?;
    database.migrate(MIGRATIONS)?;
    let begun = load(&database, &settings.jurisdiction, &[], |loader| {
        let now = Clock::System.now();
        loader.act(now, &Actor::Setup, |act| {
            begin(act, &settings.jurisdiction, &setup, &hash)?;
            rule_set.as_ref().map_or(Ok(()), |rule_set| adopt(act, rule_set))
        })
    });
    begun.map_err(|error| Failure::words(told(&error)))?;
    let username = &setup.administrator.username;
    if init.json {
        print_json(&Begun { jurisdiction: &settings.jurisdiction, username, password: &password })?;
    } else {
        print(&format!(
            "辖区 {} 已建立\n用户名  {username}\n口令    {password}（只显示这一次）",
            settings.jurisdiction
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The office's own settings: the file that `rule_set` names, with the day of go-live; none where the text itself applies.
fn own_rule_set(settings: &Settings) -> Result<Option<RuleSet>, Failure> {
    let mut rule_set = match &settings.rule_set {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| Failure::words(format!("cannot read {}: {error}", file.display())))?;
            toml::from_str(&text).map_err(|error| Failure::words(format!("{}: {error}", file.display())))?
        }
        None if settings.go_live_on.is_some() => RuleSet::default(),
        None => return Ok(None),
    };
    if let (Some(one), Some(other)) = (rule_set.go_live_on, settings.go_live_on)
        && one != other
    {
        return Err(Failure::words(format!("go_live_on is {other} in the settings and {one} in the rule set")));
    }
    rule_set.go_live_on = rule_set.go_live_on.or(settings.go_live_on);
    Ok(Some(rule_set))
}

/// Puts the office's settings into force: the set-up confirms its own proposal, and no other.
fn adopt(act: &mut Act<'_, '_>, rule_set: &RuleSet) -> Result<()> {
    let proposed = propose(act, Matter::RuleSet(Box::new(rule_set.clone())))?;
    confirm(act, &proposed.id)?;
    Ok(())
}

fn begin(act: &mut Act<'_, '_>, jurisdiction: &str, setup: &Setup, hash: &str) -> Result<()> {
    if act.directory()?.departments().next().is_some() {
        return Err(Error::refuse(RefusedKind::State, "JURISDICTION_BEGUN"));
    }
    for department in &setup.departments {
        found_department(act, jurisdiction, department)?;
    }
    let bureau = setup.departments.iter().find(|department| department.side == Side::Approval);
    let bureau = bureau.ok_or_else(|| Error::field("departments", "NO_BUREAU"))?;
    let Administrator { name, post, contact, username } = &setup.administrator;
    let card = OfficerCard { name: name.clone(), post: post.clone(), contact: contact.clone() };
    let officer = enlist_officer(act, &OfficerRequest { department: bureau.code.clone(), section: None, card })?;
    let request = DesignationRequest {
        officer: officer.clone(),
        section: None,
        role: Role::SystemAdministrator,
        from: local_date(act.now()),
        to: None,
        basis: None,
    };
    designate(act, &request)?;
    create_account(act, username, &officer, hash)?;
    Ok(())
}
