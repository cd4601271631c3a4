//! The url of a database: `sqlite:PATH` or `postgres://…`, with options of our own after `?`.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::{Error, Result};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A peer that vanished is noticed after this long, instead of after the two hours that Linux waits.
const UNACKNOWLEDGED_TIMEOUT: Duration = Duration::from_secs(30);
/// `NAMEDATALEN` of PostgreSQL, less its last byte.
const SCHEMA_MAX_BYTES: usize = 63;

/// Where the database is.
#[derive(Clone)]
pub(crate) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<PostgresTarget>),
}

/// How to connect to PostgreSQL.
#[derive(Clone)]
pub(crate) struct PostgresTarget {
    pub(crate) config: Config,
    /// `schema=NAME`: the only schema on the search path.
    pub(crate) schema: Option<String>,
    /// `statement_timeout_ms=N`: a longer statement is cancelled; none by default.
    pub(crate) statement_timeout_ms: Option<u32>,
}

impl Target {
    pub(crate) fn parse(url: &str) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(":memory:") || path.contains('?') {
                return Err(refused("sqlite:", "a path of a file is needed, without options"));
            }
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            PostgresTarget::parse(url).map(|target| Self::Postgres(Box::new(target)))
        } else {
            Err(refused("the database", "the url begins with neither sqlite: nor postgres://"))
        }
    }

    /// The target for messages: never its user or password.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(target) => target.label(),
        }
    }
}

impl PostgresTarget {
    fn parse(url: &str) -> Result<Self> {
        let (base, options) = url.split_once('?').unwrap_or((url, ""));
        let (mut schema, mut statement_timeout_ms, mut others) = (None, None, Vec::new());
        for option in options.split('&').filter(|option| !option.is_empty()) {
            match option.split_once('=') {
                Some(("schema", name)) => schema = Some(schema_name(name)?),
                Some(("statement_timeout_ms", number)) => {
                    let refusal = || refused("postgres", "statement_timeout_ms is no number of milliseconds");
                    statement_timeout_ms = Some(number.parse().map_err(|_| refusal())?);
                }
                _ => others.push(option),
            }
        }
        let plain = if others.is_empty() { base.to_owned() } else { format!("{base}?{}", others.join("&")) };
        let mut config =
            Config::from_str(&plain).map_err(|error| refused("postgres", &crate::postgres::words(&error)))?;
        if config.get_application_name().is_none() {
            config.application_name("shenguan");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(UNACKNOWLEDGED_TIMEOUT);
        }
        config.keepalives_idle(UNACKNOWLEDGED_TIMEOUT);
        Ok(Self { config, schema, statement_timeout_ms })
    }

    fn label(&self) -> String {
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(host)) => host.clone(),
            #[cfg(unix)]
            Some(Host::Unix(path)) => path.display().to_string(),
            None => String::from("?"),
        };
        let schema = self.schema.as_ref().map(|schema| format!(" ({schema})")).unwrap_or_default();
        format!("postgres://{host}/{}{schema}", self.config.get_dbname().unwrap_or("?"))
    }
}

fn schema_name(name: &str) -> Result<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if begins && name.bytes().all(plain) && name.len() <= SCHEMA_MAX_BYTES {
        Ok(name.to_owned())
    } else {
        Err(refused("postgres", "a schema is named with a-z, 0-9 and _, at most 63 of them, no digit first"))
    }
}

fn refused(database: &str, reason: &str) -> Error {
    Error::Open { database: database.to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_options_are_taken_out_of_the_url() {
        let url = "postgresql://u:secret@db.example:5433/city?schema=t_1&statement_timeout_ms=2500&sslmode=disable";
        let Ok(Target::Postgres(target)) = Target::parse(url) else { panic!("refused") };
        assert_eq!(target.schema.as_deref(), Some("t_1"));
        assert_eq!(target.statement_timeout_ms, Some(2500));
        assert_eq!(target.config.get_application_name(), Some("shenguan"));
        assert_eq!(target.label(), "postgres://db.example/city (t_1)");
    }

    #[test]
    fn other_urls_are_refused_without_repeating_the_password() {
        for url in [
            "mysql://u:secret@h/d",
            "sqlite:",
            "sqlite::memory:",
            "postgres://u:secret@h/d?schema=A%22",
            "postgres://u:secret@h/d?nonsense=1",
            "postgres://u:secret@h/d?statement_timeout_ms=-1",
        ] {
            let Err(error) = Target::parse(url) else { panic!("accepted {url}") };
            assert_eq!(error.code(), "DB_OPEN");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }
}
