//! Rendering beside the requests.

use super::refused::refused;
use crate::platform::error::{Error, Result};
use shenguan_documents::{Document, Fonts, Pdf, render_docx, render_pdf};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tokio::sync::Semaphore;

/// So many documents are rendered at once; each takes a core and some ten MiB.
const AT_ONCE_MAX: usize = 2;

/// Makes official documents; cheap to clone.
#[derive(Clone)]
pub struct Documents {
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    /// Looked through when they are first needed: a server that makes no document has no fonts in memory. A folder that lacks
    /// fonts is looked through again the next time, so that they can be laid down without a restart.
    fonts: Mutex<Option<Arc<Fonts>>>,
    slots: Semaphore,
}

impl Documents {
    /// Documents in the fonts of that folder.
    pub fn new(fonts: &Path) -> Self {
        let slots = Semaphore::new(AT_ONCE_MAX);
        Self { shared: Arc::new(Shared { folder: fonts.to_owned(), fonts: Mutex::new(None), slots }) }
    }

    /// The document as PDF, with the place that it leaves for the seal.
    ///
    /// # Errors
    /// The document's refusals, `FONTS_MISSING` and `DOCUMENT_PDF_NOT_BUILT` among them.
    pub async fn pdf(&self, document: Document) -> Result<Pdf> {
        self.render(move |shared| render_pdf(&document, &*shared.fonts()?).map_err(refused)).await
    }

    /// The document as DOCX, for whoever goes on writing in it.
    ///
    /// # Errors
    /// The document's refusals.
    pub async fn docx(&self, document: Document) -> Result<Vec<u8>> {
        self.render(move |_| render_docx(&document).map_err(refused)).await
    }

    async fn render<T: Send + 'static>(&self, render: impl FnOnce(&Shared) -> Result<T> + Send + 'static) -> Result<T> {
        let _slot = self.shared.slots.acquire().await.map_err(Error::fault)?;
        let shared = Arc::clone(&self.shared);
        tokio::task::spawn_blocking(move || render(&shared)).await.map_err(Error::fault)?
    }
}

impl Shared {
    fn fonts(&self) -> Result<Arc<Fonts>> {
        let mut place = self.fonts.lock().expect("no holder of this lock panics");
        if let Some(fonts) = &*place {
            return Ok(Arc::clone(fonts));
        }
        let fonts = Arc::new(Fonts::load(&self.folder).map_err(refused)?);
        *place = Some(Arc::clone(&fonts));
        Ok(fonts)
    }
}
