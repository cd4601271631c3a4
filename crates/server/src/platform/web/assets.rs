//! Styles, script and icons: embedded in the program, under addresses that change with their content.

use super::failure::{Failure, Outcome};
use super::routes::Routes;
use crate::platform::error::Error;
use crate::platform::identity::Permission;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

/// A year: the address changes when the content does.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Characters of the SHA-256 in an address.
const HASH_CHARACTERS: usize = 8;

/// The address of a file in `assets/`; that of nothing where there is none, which a test excludes.
pub fn asset(name: &str) -> String {
    if let Some(file) = find(name) {
        return format!("/a/{}/{name}", short_hash(&file));
    }
    tracing::error!(name, "there is no such asset");
    format!("/a/missing/{name}")
}

pub(super) fn routes(routes: Routes) -> Routes {
    routes.get("/a/{hash}/{name}", Permission::Public, serve)
}

async fn serve(Path((hash, name)): Path<(String, String)>) -> Outcome<Response> {
    let file = find(&name).filter(|file| short_hash(file) == hash);
    let file = file.ok_or_else(|| Failure::from(Error::NotFound))?;
    let kind = file.metadata.mimetype().to_owned();
    Ok(([(CONTENT_TYPE, kind.as_str()), (CACHE_CONTROL, IMMUTABLE)], file.data.into_owned()).into_response())
}

/// The licences are for readers of the source, not for browsers.
fn find(name: &str) -> Option<rust_embed::EmbeddedFile> {
    if name == "LICENSES.md" { None } else { Assets::get(name) }
}

fn short_hash(file: &rust_embed::EmbeddedFile) -> String {
    let mut hash = hex::encode(file.metadata.sha256_hash());
    hash.truncate(HASH_CHARACTERS);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_that_a_template_names_is_there() {
        let mut named = 0;
        for template in crate::platform::web::language::sources(&["html"]) {
            for name in template.text.split("asset(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(find(name).is_some(), "{}: {name}", template.path);
                named += 1;
            }
        }
        assert!(named > 3, "the scan finds the shell");
    }

    #[test]
    fn nothing_in_the_folder_needs_more_than_the_strict_policy() {
        for name in ["sgh.css", "modern-normalize.css"] {
            let file = Assets::get(name).unwrap();
            assert!(!String::from_utf8_lossy(&file.data).contains("@import"), "{name}");
        }
        assert!(find("LICENSES.md").is_none());
    }
}
