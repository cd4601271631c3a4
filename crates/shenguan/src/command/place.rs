//! Which installation a command works on, and in whose name.

use super::demo;
use super::outcome::{Failure, told};
use crate::loading::CITY_CODE;
use clap::Args;
use jiff::Timestamp;
use shenguan_db::Database;
use shenguan_rules::calendar::local_date;
use shenguan_rules::party::{Department, DepartmentCode};
use shenguan_rules::subject::Actor;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::directory::{Directory, OfficerEntry};
use shenguan_server::platform::migrations::MIGRATIONS;
use shenguan_server::sections::SWEEPS;
use std::path::PathBuf;
use std::sync::Arc;

/// A demo city's folder, or the configuration of an installation.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// 演示城市的数据目录
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    data: Option<PathBuf>,
    /// 正式运行的配置文件
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// A database that is there, with its clock and its jurisdiction.
pub(crate) struct Opened {
    pub(crate) database: Database,
    pub(crate) jurisdiction: String,
    pub(crate) clock: Clock,
}

impl Place {
    /// Opens the database to read it; a server may be running.
    pub(crate) fn opened(&self) -> Result<Opened, Failure> {
        let (url, jurisdiction) = match (&self.config, &self.data) {
            (Some(file), _) => {
                let settings = Settings::load(file)?;
                (settings.database, settings.jurisdiction)
            }
            (None, Some(directory)) => (demo::of_directory(directory)?, CITY_CODE.to_owned()),
            (None, None) => return Err(Failure::Usage("--data or --config is needed".to_owned())),
        };
        let database = Database::open(&url)?;
        let clock = if self.config.is_none() { demo::clock_of(&database)? } else { Clock::System };
        Ok(Opened { database, jurisdiction, clock })
    }

    /// The platform, to change something. Refused while a server writes to the same SQLite file.
    pub(crate) fn app(&self) -> Result<App, Failure> {
        let Opened { database, jurisdiction, clock } = self.opened()?;
        database.migrate(MIGRATIONS).map_err(|error| Failure::words(told(&error.into())))?;
        App::start(&database, &jurisdiction, Arc::new(clock), SWEEPS.to_vec())
            .map_err(|error| Failure::words(told(&error)))
    }
}

/// The department of a code.
pub(crate) fn department<'d>(directory: &'d Directory, code: &DepartmentCode) -> Result<&'d Department, Failure> {
    directory.department(code).ok_or_else(|| Failure::words(format!("{code}：没有这个单位")))
}

/// The officer of `DEPARTMENT/OFFICER`, by name or id, with the roles of that instant.
pub(crate) fn officer(directory: &Directory, now: Timestamp, named: &str) -> Result<Actor, Failure> {
    let (code, name) =
        named.split_once('/').ok_or_else(|| Failure::Usage("--as DEPARTMENT/OFFICER is needed".to_owned()))?;
    let code = DepartmentCode::parse(code)?;
    let is_named = |entry: &&OfficerEntry| {
        entry.officer.department == code && (entry.card.name == name || entry.officer.id.as_str() == name)
    };
    let mut found = directory.officers().filter(is_named);
    let (Some(entry), None) = (found.next(), found.next()) else {
        return Err(Failure::words(format!("{named}：没有这位人员，或不止一位")));
    };
    Ok(Actor::Officer {
        officer: entry.officer.id.clone(),
        side: department(directory, &code)?.side,
        roles: directory.roles_of(&entry.officer.id, local_date(now)),
        acting_for: None,
        department: code,
    })
}
