//! What every handler is given.

use super::language::Messages;
use crate::platform::app::App;
use crate::platform::config::Settings;
use crate::platform::desk::Desk;
use crate::platform::documents::Documents;
use crate::platform::error::Result;
use crate::platform::files::Files;
use crate::platform::identity::Identity;
use std::sync::Arc;

/// A running server; cheap to clone. The state of the router.
#[derive(Clone)]
pub struct Server {
    /// Act and read.
    pub app: App,
    /// Accounts, sessions, keys.
    pub identity: Identity,
    /// The folder of attachments.
    pub files: Files,
    /// Official documents.
    pub documents: Documents,
    /// The settings of the installation.
    pub settings: Arc<Settings>,
    /// The words.
    pub messages: &'static Messages,
    /// The kinds that stand on 待办, 已发 and 已办.
    pub desk: Desk,
}

impl Server {
    /// A server over a running platform.
    pub fn new(app: App, settings: Settings, desk: Desk) -> Result<Self> {
        let identity = Identity::new(app.clone(), &settings)?;
        let files = Files::new(&settings.attachments, settings.attachment_bytes_max());
        let documents = Documents::new(&settings.documents.fonts);
        Ok(Self { app, identity, files, documents, settings: Arc::new(settings), messages: Messages::get(), desk })
    }
}
