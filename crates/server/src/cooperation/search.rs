//! What of a request is searched.

use crate::cooperation::store;
use crate::platform::error::Result;
use crate::platform::search::Source;
use crate::platform::stored::{self, Stored};
use shenguan_db::Tx;
use shenguan_rules::cooperation::CooperationRequest;

/// Requests, by number, subject, text, case and matter.
pub const REQUESTS: Source = Source { kind: CooperationRequest::KIND, fields };

fn fields(tx: &mut Tx<'_>, id: &str) -> Result<Vec<String>> {
    let Some(held) = stored::load::<CooperationRequest>(tx, id)? else { return Ok(Vec::new()) };
    let mut fields = vec![held.state.number.clone()];
    for version in &held.state.versions {
        let Some(question) = store::question(tx, &version.content)? else { continue };
        fields.extend([question.subject, question.content]);
        fields.extend([question.case_number, question.regulatory_matter, question.certificate_number].into_iter().flatten());
    }
    Ok(fields)
}
