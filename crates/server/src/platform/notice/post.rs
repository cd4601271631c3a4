//! What carries messages out of the platform: SMTP, the gateway, or, in the demo city, nothing at all.

use super::channel::Channel;
use super::gateway::Gateway;
use super::settings::{GatewaySettings, NoticeSettings};
use super::smtp::Smtp;
use crate::platform::config::{ConfigError, Settings};
use crate::platform::desk::Desk;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use std::sync::Arc;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The message id, the same at every attempt.
    pub id: String,
    /// On which channel.
    pub channel: Channel,
    /// To whom.
    pub address: String,
    /// The subject of an e-mail.
    pub title: String,
    /// The text.
    pub text: String,
    /// The instant of the attempt.
    pub at: Timestamp,
}

/// Why a message did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// A stable word, without addresses or secrets: `SMTP_550`, `GATEWAY_503`, `TIMEOUT`.
    pub code: String,
    /// Whether another attempt cannot help.
    pub is_final: bool,
}

/// Carries messages.
pub trait Transport: Send + Sync {
    /// Hands a message on; once this returns, whoever carries it has it.
    fn send<'m>(&'m self, message: &'m Outgoing) -> BoxFuture<'m, Result<(), Failed>>;

    /// Whether nothing leaves: what would have been sent is only shown.
    fn is_sink(&self) -> bool {
        false
    }
}

/// Takes every message and sends none: the demo city.
#[derive(Clone, Copy, Debug)]
pub struct Sink;

impl Transport for Sink {
    fn send<'m>(&'m self, _message: &'m Outgoing) -> BoxFuture<'m, Result<(), Failed>> {
        async { Ok(()) }.boxed()
    }

    fn is_sink(&self) -> bool {
        true
    }
}

/// What carries the messages of each channel.
pub(super) struct Carriers {
    email: Option<Arc<dyn Transport>>,
    sms: Option<Arc<dyn Transport>>,
    im: Option<Arc<dyn Transport>>,
}

/// What an installation tells its people by.
#[derive(Clone)]
pub struct Post {
    /// The kinds that are told of: their numbers, and where their pages are.
    pub desk: Desk,
    /// The address under which officers reach the platform.
    pub public_url: String,
    /// For e-mail.
    pub email: Option<Arc<dyn Transport>>,
    /// For SMS.
    pub sms: Option<Arc<dyn Transport>>,
    /// For instant messages.
    pub im: Option<Arc<dyn Transport>>,
}

impl Post {
    /// What the settings give; in the demo city everything is a sink.
    pub fn of(settings: &Settings, desk: Desk) -> Result<Self, ConfigError> {
        let public_url = settings.public_url.trim_end_matches('/').to_owned();
        if settings.demo {
            let sink = || Some(Arc::new(Sink) as Arc<dyn Transport>);
            return Ok(Self { desk, public_url, email: sink(), sms: sink(), im: sink() });
        }
        let Carriers { email, sms, im } = Self::carriers(&settings.notice)?;
        Ok(Self { desk, public_url, email, sms, im })
    }

    /// What carries messages by these settings.
    pub(super) fn carriers(settings: &NoticeSettings) -> Result<Carriers, ConfigError> {
        let email = settings.smtp.as_ref().map(Smtp::new).transpose()?;
        let gateway = settings.gateway.as_ref().map(Gateway::new).transpose()?.map(Arc::new);
        let carries = |channel: fn(&GatewaySettings) -> bool| {
            let carried = settings.gateway.as_ref().is_some_and(channel);
            gateway.as_ref().filter(|_| carried).map(|gateway| Arc::clone(gateway) as Arc<dyn Transport>)
        };
        Ok(Carriers {
            email: email.map(|smtp| Arc::new(smtp) as Arc<dyn Transport>),
            sms: carries(|gateway| gateway.sms),
            im: carries(|gateway| gateway.im),
        })
    }

    /// What carries the messages of a channel; none where the installation has none.
    pub fn transport(&self, channel: Channel) -> Option<&Arc<dyn Transport>> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Sms => self.sms.as_ref(),
            Channel::Im => self.im.as_ref(),
        }
    }
}
