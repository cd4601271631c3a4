//! `[notice.smtp]` and `[notice.gateway]`: without them people are told in the platform only.

use super::post::Post;
use crate::platform::config::ConfigError;
use serde::Deserialize;
use std::fmt;

/// How messages leave the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticeSettings {
    /// The mail server; none for no e-mail.
    pub smtp: Option<SmtpSettings>,
    /// The gateway for SMS and instant messages; none for neither.
    pub gateway: Option<GatewaySettings>,
}

/// A mail server.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSettings {
    /// Its name.
    pub host: String,
    /// Its port; 465.
    #[serde(default = "smtp_port")]
    pub port: u16,
    /// `tls`, `starttls` or `none`.
    #[serde(default)]
    pub security: SmtpSecurity,
    /// The account; empty for none.
    #[serde(default)]
    pub username: String,
    /// Its password.
    #[serde(default)]
    pub password: Secret,
    /// Who writes.
    pub from: String,
    /// An attempt takes at most so many seconds; 20.
    #[serde(default = "timeout_seconds")]
    pub timeout_seconds: u16,
}

/// How the way to a mail server is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SmtpSecurity {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after `STARTTLS`, which must be offered.
    Starttls,
    /// None: a relay inside of the government's network, without an account.
    None,
}

/// A gateway.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatewaySettings {
    /// Where it is called.
    pub url: String,
    /// The secret that calls are signed with: `whsec_` and Base64.
    pub secret: Secret,
    /// Whether it carries SMS.
    #[serde(default)]
    pub sms: bool,
    /// Whether it carries instant messages.
    #[serde(default)]
    pub im: bool,
    /// An attempt takes at most so many seconds; 20.
    #[serde(default = "timeout_seconds")]
    pub timeout_seconds: u16,
}

/// Something that stands in no log.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// A secret.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// The words themselves, for whoever must send or sign.
    pub(in crate::platform) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_empty() { "none" } else { "kept secret" })
    }
}

impl NoticeSettings {
    /// Whether the settings can be; the transports are made once to see it.
    pub(in crate::platform) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |name, problem| Err(ConfigError::Value { name, problem });
        if let Some(smtp) = &self.smtp {
            if smtp.security == SmtpSecurity::None && !smtp.username.is_empty() {
                return wrong("notice.smtp.security", "tls or starttls where a password is sent");
            }
            if smtp.timeout_seconds == 0 || smtp.timeout_seconds > 60 {
                return wrong("notice.smtp.timeout_seconds", "1 to 60");
            }
        }
        if let Some(gateway) = &self.gateway {
            if !gateway.sms && !gateway.im {
                return wrong("notice.gateway", "sms = true, im = true, or both");
            }
            if gateway.timeout_seconds == 0 || gateway.timeout_seconds > 60 {
                return wrong("notice.gateway.timeout_seconds", "1 to 60");
            }
        }
        Post::carriers(self).map(|_| ())
    }
}

const fn smtp_port() -> u16 {
    465
}

const fn timeout_seconds() -> u16 {
    20
}
