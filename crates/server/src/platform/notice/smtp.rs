//! E-mail over SMTP.

use super::post::{Failed, Outgoing, Transport};
use super::settings::{SmtpSecurity, SmtpSettings};
use crate::platform::config::ConfigError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use std::time::Duration;

/// A mail server.
pub(super) struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    timeout: Duration,
}

impl Smtp {
    /// The server of the settings.
    pub(super) fn new(settings: &SmtpSettings) -> Result<Self, ConfigError> {
        let wrong = |name, problem| ConfigError::Value { name, problem };
        let from: Mailbox =
            settings.from.parse().map_err(|_| wrong("notice.smtp.from", "an address: 平台 <notice@example.gov.cn>"))?;
        let tls = || {
            TlsParameters::new(settings.host.clone())
                .map_err(|_| wrong("notice.smtp.host", "a name that TLS can check"))
        };
        let security = match settings.security {
            SmtpSecurity::Tls => Tls::Wrapper(tls()?),
            SmtpSecurity::Starttls => Tls::Required(tls()?),
            SmtpSecurity::None => Tls::None,
        };
        let timeout = Duration::from_secs(u64::from(settings.timeout_seconds));
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(security)
            .timeout(Some(timeout));
        if !settings.username.is_empty() {
            let password = settings.password.reveal().to_owned();
            builder = builder.credentials(Credentials::new(settings.username.clone(), password));
        }
        Ok(Self { transport: builder.build(), from, timeout })
    }

    async fn mail(&self, message: &Outgoing) -> Result<(), Failed> {
        let to: Mailbox = message.address.parse().map_err(|_| failed("SMTP_ADDRESS", true))?;
        // The same at every attempt, so that whoever stores it twice can tell.
        let id = format!("<{}@{}>", message.id, self.from.email.domain());
        let mail = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(message.title.clone())
            .message_id(Some(id))
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone())
            .map_err(|_| failed("SMTP_MESSAGE", true))?;
        let sent = tokio::time::timeout(self.timeout, self.transport.send(mail)).await;
        let answer = sent.map_err(|_| failed("TIMEOUT", false))?;
        answer.map(|_| ()).map_err(|error| {
            let code = error.status().map(|status| format!("SMTP_{status}"));
            let code =
                code.unwrap_or_else(|| if error.is_timeout() { "TIMEOUT" } else { "SMTP_UNREACHABLE" }.to_owned());
            Failed { code, is_final: error.is_permanent() }
        })
    }
}

fn failed(code: &str, is_final: bool) -> Failed {
    Failed { code: code.to_owned(), is_final }
}

impl Transport for Smtp {
    fn send<'m>(&'m self, message: &'m Outgoing) -> BoxFuture<'m, Result<(), Failed>> {
        self.mail(message).boxed()
    }
}
