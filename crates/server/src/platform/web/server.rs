//! What every handler is given.

use super::language::Messages;
use super::page::Badges;
use crate::platform::app::App;
use crate::platform::config::Settings;
use crate::platform::error::Result;
use crate::platform::files::Files;
use crate::platform::identity::{Caller, Identity};
use crate::platform::reader::{Question, Read};
use jiff::Timestamp;
use shenguan_db::Row;
use std::sync::Arc;

/// Counts what the navigation shows, by the same conditions as the lists.
#[derive(Clone, Copy)]
pub struct CountBadges {
    /// What is asked for an instant and a caller, put beside those of the page's shell; none for who has no such lists.
    pub question: fn(Timestamp, &Caller) -> Option<Question>,
    /// What its rows say.
    pub badges: fn(&[Row]) -> Result<Badges>,
}

impl CountBadges {
    /// Counts them alone.
    pub fn count(&self, read: &mut Read<'_, '_>, caller: &Caller) -> Result<Badges> {
        match (self.question)(read.now(), caller) {
            Some((sql, values)) => (self.badges)(&read.tx().query(&sql, &values)?),
            None => Ok(Badges::default()),
        }
    }
}

/// A running server; cheap to clone. The state of the router.
#[derive(Clone)]
pub struct Server {
    /// Act and read.
    pub app: App,
    /// Accounts, sessions, keys.
    pub identity: Identity,
    /// The folder of attachments.
    pub files: Files,
    /// The settings of the installation.
    pub settings: Arc<Settings>,
    /// The words.
    pub messages: &'static Messages,
    /// 待办 and 已发.
    pub count_badges: CountBadges,
}

impl Server {
    /// A server over a running platform.
    pub fn new(app: App, settings: Settings, count_badges: CountBadges) -> Result<Self> {
        let identity = Identity::new(app.clone(), &settings)?;
        let files = Files::new(&settings.attachments, settings.attachment_bytes_max());
        Ok(Self { app, identity, files, settings: Arc::new(settings), messages: Messages::get(), count_badges })
    }
}
