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

    /// Files that were written for this program.
    const OURS: [&str; 4] = ["sgh.css", "sgh.js", "draft.js", "icon.svg"];

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
    fn no_page_has_a_style_or_a_script_of_its_own() {
        for template in crate::platform::web::language::sources(&["html"]) {
            let text = template.text.to_lowercase();
            for banned in ["style=", "<style", "javascript:", "<script>", "srcdoc"] {
                assert!(!text.contains(banned), "{}: {banned}", template.path);
            }
            for tag in text.split('<').filter_map(|rest| rest.split('>').next()) {
                let handler = tag.split_whitespace().skip(1).find(|attribute| {
                    let name = attribute.split('=').next().unwrap_or_default();
                    attribute.contains('=')
                        && name.starts_with("on")
                        && name.bytes().all(|byte| byte.is_ascii_lowercase())
                });
                assert_eq!(handler, None, "{}", template.path);
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_on_a_page_and_what_is_of_others_has_its_licence() {
        let pages: String =
            crate::platform::web::language::sources(&["html", "rs"]).into_iter().map(|it| it.text).collect();
        let licences = String::from_utf8(Assets::get("LICENSES.md").unwrap().data.into_owned()).unwrap();
        for name in Assets::iter().filter(|name| name != "LICENSES.md") {
            assert!(pages.contains(&format!("asset(\"{name}\")")), "{name} is shipped and used by no page");
            let is_ours = OURS.contains(&name.as_ref());
            assert!(is_ours || licences.contains(&format!("`{name}`")), "whose is {name}?");
        }
        for (file, licence) in [("modern-normalize", "MIT License"), ("lucide-static", "ISC License")] {
            assert!(licences.contains(&format!("## {file}")) && licences.contains(licence), "{file}");
        }
    }

    #[test]
    fn the_styles_are_understood_by_the_oldest_browser() {
        let file = Assets::get("sgh.css").unwrap();
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let styles: String =
            text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect();
        for feature in [
            "color-mix(",
            "oklch(",
            "oklab(",
            "light-dark(",
            "subgrid",
            ":popover",
            "anchor(",
            "position-anchor",
            ":has(",
            "@layer",
            "@container",
            "@scope",
            "text-wrap:pretty",
            "inset-area",
        ] {
            assert!(!styles.contains(feature), "{feature}");
        }
        // A rule inside a rule is nesting; only at-rules hold rules.
        let mut open: Vec<bool> = Vec::new();
        let mut head = String::new();
        for letter in styles.chars() {
            match letter {
                '{' => {
                    let is_rule = !head.trim_start().starts_with('@');
                    assert!(!(is_rule && open.last() == Some(&true)), "nested: {head}");
                    open.push(is_rule);
                    head.clear();
                }
                '}' => {
                    open.pop();
                    head.clear();
                }
                ';' => head.clear(),
                letter => head.push(letter),
            }
        }
        assert!(open.is_empty(), "every brace is closed");
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
