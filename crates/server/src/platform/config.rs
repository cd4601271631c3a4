//! The settings of an installation: a TOML file, then `SHENGUAN_…` from the environment. A setting that is not known stops the
//! start by its name.

use crate::platform::notice::{Channel, NoticeSettings};
use serde::Deserialize;
use shenguan_rules::party::JurisdictionCode;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Every setting. What is left out of the file has the default named here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Address and port of the HTTP server; `127.0.0.1:8066`.
    pub listen: SocketAddr,
    /// `sqlite:PATH` or a PostgreSQL url.
    pub database: String,
    /// GB/T 2260 code of the city or county; `210300`.
    pub jurisdiction: String,
    /// The address under which officers reach it; https unless `listen` is loopback.
    pub public_url: String,
    /// Folder of the attachments.
    pub attachments: PathBuf,
    /// Largest attachment, in MiB; 100.
    pub attachment_mib_max: u32,
    /// Name in the top bar, 鞍山市.
    pub city_name: String,
    /// 平台值班电话, at the foot of every page.
    pub duty_phone: String,
    /// Day of go-live; what was concluded before it is 存量. None: from the first day.
    pub go_live_on: Option<jiff::civil::Date>,
    /// The office's own rule set (clauses 2.6) to propose at `init`.
    pub rule_set: Option<PathBuf>,
    /// Whether this is the demo city: its clock can be moved, its limits are off.
    pub demo: bool,
    /// Official documents.
    pub documents: DocumentSettings,
    /// Sessions of officers.
    pub sessions: SessionSettings,
    /// Attempts to log in.
    pub login: LoginSettings,
    /// Requests of API clients.
    pub rates: RateSettings,
    /// E-mail, SMS and instant messages.
    pub notice: NoticeSettings,
}

/// What official documents are made with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentSettings {
    /// Folder of the fonts that a PDF is set in; `fonts`. The office's own are taken first, open ones after them.
    pub fonts: PathBuf,
}

/// How long a session lives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSettings {
    /// Ends after so many minutes without a request; 480.
    pub idle_minutes: u32,
    /// Ends after so many minutes whatever happens; 1440.
    pub absolute_minutes: u32,
}

/// How often somebody may try to log in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LoginSettings {
    /// Whether attempts are counted at all.
    pub limited: bool,
    /// Failures of one account within the window; 5.
    pub account_failures_max: u32,
    /// The window, in minutes; 5.
    pub account_window_minutes: u32,
    /// Attempts from one address in a minute; 30.
    pub address_attempts_per_minute: u32,
    /// Fewest characters of a password; 10.
    pub password_characters_min: u32,
}

/// How much an API client may ask.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateSettings {
    /// Whether requests are counted at all.
    pub limited: bool,
    /// Requests a second of one key, over time; 20.
    pub requests_per_second: u32,
    /// Requests of one key at once; 60.
    pub requests_burst: u32,
}

/// Why the settings do not start a server.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A setting is not known or not of its type. The message names it.
    #[error("{0}")]
    Unfit(String),
    /// A setting has a value that cannot be.
    #[error("{name}: {problem}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// What is wrong.
        problem: &'static str,
    },
}

/// Before the name of a setting in the environment; `__` stands for the dot: `SHENGUAN_SESSIONS__IDLE_MINUTES`.
const ENVIRONMENT_PREFIX: &str = "SHENGUAN_";
/// Read by the tests and the logger, not settings.
#[cfg(not(feature = "mutants"))]
const ENVIRONMENT_OTHERS: &[&str] = &["SHENGUAN_LOG", "SHENGUAN_SCREENSHOTS"];
/// The fault that the crash harness asks for is no setting either.
#[cfg(feature = "mutants")]
const ENVIRONMENT_OTHERS: &[&str] = &["SHENGUAN_LOG", "SHENGUAN_SCREENSHOTS", "SHENGUAN_MUTANT"];
/// Before what `cargo xtask test` tells the tests, and so the servers that they start.
const ENVIRONMENT_TESTS_PREFIX: &str = "SHENGUAN_TEST_";

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8066)),
            database: "sqlite:shenguan.db".to_owned(),
            jurisdiction: "210300".to_owned(),
            public_url: "http://127.0.0.1:8066".to_owned(),
            attachments: PathBuf::from("attachments"),
            attachment_mib_max: 100,
            city_name: "鞍山市".to_owned(),
            duty_phone: String::new(),
            go_live_on: None,
            rule_set: None,
            demo: false,
            documents: DocumentSettings::default(),
            sessions: SessionSettings::default(),
            login: LoginSettings::default(),
            rates: RateSettings::default(),
            notice: NoticeSettings::default(),
        }
    }
}

impl Default for DocumentSettings {
    fn default() -> Self {
        Self { fonts: PathBuf::from("fonts") }
    }
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self { idle_minutes: 480, absolute_minutes: 1440 }
    }
}

impl Default for LoginSettings {
    fn default() -> Self {
        Self {
            limited: true,
            account_failures_max: 5,
            account_window_minutes: 5,
            address_attempts_per_minute: 30,
            password_characters_min: 10,
        }
    }
}

impl Default for RateSettings {
    fn default() -> Self {
        Self { limited: true, requests_per_second: 20, requests_burst: 60 }
    }
}

impl Settings {
    /// Reads the file and lays the environment over it.
    pub fn load(path: &std::path::Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(&text, std::env::vars())
    }

    /// The settings of a text and an environment; checked.
    pub fn parse(text: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| unfit(&error))?;
        for (name, value) in environment {
            if let Some(path) = name.strip_prefix(ENVIRONMENT_PREFIX)
                && !ENVIRONMENT_OTHERS.contains(&name.as_str())
                && !name.starts_with(ENVIRONMENT_TESTS_PREFIX)
            {
                lay_over(&mut table, &path.to_ascii_lowercase(), value)
                    .ok_or_else(|| ConfigError::Unfit(format!("unknown setting {name} in the environment")))?;
            }
        }
        let settings: Self = table.try_into().map_err(|error: toml::de::Error| unfit(&error))?;
        settings.check()?;
        Ok(settings)
    }

    /// The settings of the demo city: every limit off.
    pub fn demo(listen: SocketAddr) -> Self {
        Self {
            listen,
            public_url: format!("http://{listen}"),
            duty_phone: "0412-555 0116".to_owned(),
            demo: true,
            login: LoginSettings { limited: false, ..LoginSettings::default() },
            rates: RateSettings { limited: false, ..RateSettings::default() },
            ..Self::default()
        }
    }

    /// Largest attachment, in bytes.
    pub fn attachment_bytes_max(&self) -> u64 {
        u64::from(self.attachment_mib_max) * 1024 * 1024
    }

    /// Whether messages leave on a channel.
    pub fn carries(&self, channel: Channel) -> bool {
        let gateway = self.notice.gateway.as_ref();
        match channel {
            Channel::Email => self.notice.smtp.is_some(),
            Channel::Sms => gateway.is_some_and(|gateway| gateway.sms),
            Channel::Im => gateway.is_some_and(|gateway| gateway.im),
        }
    }

    /// Whether officers come over https, so that HSTS may be promised.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    fn check(&self) -> Result<(), ConfigError> {
        let wrong = |name, problem| Err(ConfigError::Value { name, problem });
        if JurisdictionCode::parse(&self.jurisdiction).is_err() {
            return wrong("jurisdiction", "six digits of GB/T 2260");
        }
        if !self.listen.ip().is_loopback() && !self.is_https() {
            return wrong(
                "public_url",
                "begins with https:// unless listen is loopback, or browsers drop the session cookie",
            );
        }
        if self.demo && !self.listen.ip().is_loopback() {
            return wrong("demo", "the demo city listens on loopback only");
        }
        let counts = [
            ("attachment_mib_max", self.attachment_mib_max),
            ("sessions.idle_minutes", self.sessions.idle_minutes),
            ("sessions.absolute_minutes", self.sessions.absolute_minutes),
            ("login.account_failures_max", self.login.account_failures_max),
            ("login.account_window_minutes", self.login.account_window_minutes),
            ("login.address_attempts_per_minute", self.login.address_attempts_per_minute),
            ("login.password_characters_min", self.login.password_characters_min),
            ("rates.requests_per_second", self.rates.requests_per_second),
            ("rates.requests_burst", self.rates.requests_burst),
        ];
        match counts.into_iter().find(|(_, count)| *count == 0) {
            Some((name, _)) => wrong(name, "at least 1"),
            None => self.notice.check(),
        }
    }
}

fn unfit(error: &toml::de::Error) -> ConfigError {
    ConfigError::Unfit(error.to_string())
}

/// Puts a value of the environment at its place; its type is that of the TOML value it reads as, or else text. Nothing where the
/// place cannot be.
fn lay_over(table: &mut toml::Table, path: &str, value: String) -> Option<()> {
    let value = match value.parse::<toml::Value>() {
        Ok(scalar @ (toml::Value::Integer(_) | toml::Value::Boolean(_))) if path != "jurisdiction" => scalar,
        _ => toml::Value::String(value),
    };
    let mut table = table;
    let mut path = path;
    while let Some((section, rest)) = path.split_once("__") {
        let place = table.entry(section).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        (table, path) = (place.as_table_mut()?, rest);
    }
    table.insert(path.to_owned(), value);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, environment: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        Settings::parse(text, environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
    }

    #[test]
    fn an_empty_file_gives_the_defaults() {
        assert_eq!(parse("", &[]).unwrap(), Settings::default());
    }

    #[test]
    fn a_setting_that_is_not_known_is_named() {
        for (text, environment, name) in [
            ("lisen = \"127.0.0.1:1\"", &[][..], "lisen"),
            ("[sessions]\nidle = 3", &[], "idle"),
            ("", &[("SHENGUAN_LISEN", "x")], "lisen"),
            ("", &[("SHENGUAN_LOGIN__TRIES", "3")], "tries"),
        ] {
            let error = parse(text, environment).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn the_environment_lies_over_the_file() {
        let settings = parse(
            "jurisdiction = \"210300\"\n[sessions]\nidle_minutes = 5",
            &[
                ("SHENGUAN_SESSIONS__IDLE_MINUTES", "7"),
                ("SHENGUAN_JURISDICTION", "210381"),
                ("SHENGUAN_LOG", "info"),
                ("SHENGUAN_TEST_CHROMIUM", "chromium"),
                ("PATH", "x"),
            ],
        )
        .unwrap();
        assert_eq!((settings.sessions.idle_minutes, settings.jurisdiction.as_str()), (7, "210381"));
    }

    #[test]
    fn off_loopback_https_is_needed() {
        let open = "listen = \"0.0.0.0:8066\"";
        assert!(parse(open, &[]).unwrap_err().to_string().starts_with("public_url"));
        assert!(parse(open, &[("SHENGUAN_PUBLIC_URL", "https://sg.example.invalid")]).is_ok());
    }

    #[test]
    fn messages_leave_by_settings_that_can_be_and_secrets_stand_in_no_log() {
        let gateway = "[notice.gateway]\nurl = \"https://sms.example.invalid/send\"\nsecret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\nsms = true";
        let smtp = "[notice.smtp]\nhost = \"mail.example.invalid\"\nfrom = \"平台 <notice@example.invalid>\"\nusername = \"notice\"";
        let settings =
            parse(&format!("{gateway}\n{smtp}"), &[("SHENGUAN_NOTICE__SMTP__PASSWORD", "hunter-2")]).unwrap();
        let logged = format!("{settings:?}");
        assert!(!logged.contains("hunter-2") && !logged.contains("MfKQ9r8G"), "{logged}");
        for (text, name) in [
            (gateway.replace("sms = true", ""), "notice.gateway"),
            (gateway.replace("whsec_", ""), "notice.gateway.secret"),
            (gateway.replace("https://", ""), "notice.gateway.url"),
            (gateway.replace("sms =", "fax ="), "fax"),
            (smtp.replace("平台 <notice@example.invalid>", "nobody"), "notice.smtp.from"),
            (format!("{smtp}\nsecurity = \"none\""), "notice.smtp.security"),
            (format!("{smtp}\ntimeout_seconds = 0"), "notice.smtp.timeout_seconds"),
        ] {
            let error = parse(&text, &[]).unwrap_err().to_string();
            assert!(error.contains(name), "{name}: {error}");
        }
    }

    #[test]
    fn limits_of_zero_are_refused() {
        assert!(
            parse("[login]\naccount_failures_max = 0", &[]).unwrap_err().to_string().contains("account_failures_max")
        );
    }
}
