//! What every handler is given.

use super::language::Messages;
use super::page::Badges;
use crate::platform::app::App;
use crate::platform::config::Settings;
use crate::platform::error::Result;
use crate::platform::files::Files;
use crate::platform::identity::{Caller, Identity};
use crate::platform::reader::Read;
use std::sync::Arc;

/// Counts what the navigation shows, by the same queries as the lists.
pub type CountBadges = fn(&mut Read<'_, '_>, &Caller) -> Result<Badges>;

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
