//! What stands in the place of `{number}`, `{account}` and the like. A template that is not known here stops the run.

use shenguan_db::Value;
use shenguan_server::platform::web::{Declared, declared};
use shenguan_server::sections::SECTIONS;

use super::super::error::{BenchError, During, Result};
use super::desk::Person;
use super::grounds::Grounds;

/// So many values are tried until one of them has such a page: not every item can be answered, or corrected.
const VALUES_MAX: i64 = 40;

/// The same pages again under other queries, each as slow as people make them.
const QUERIES: [(&str, &str); 12] = [
    ("/todo", "task=acknowledge"),
    ("/todo", "task=mine"),
    ("/sent", "show=all"),
    ("/register", "q=化工"),
    ("/register", "q=许可证"),
    ("/register", "q=TS-2026-0500"),
    ("/register", "q=91210300"),
    ("/register", "kind=penalty_decision&state=acknowledged"),
    ("/register", "state=recalled"),
    ("/register", "state=deemed_received&since=2026-09-01&until=2026-09-30"),
    ("/approvals", "number={certificate}"),
    ("/people", "q=测试"),
];

/// A route of the program that shows a page.
pub(super) struct Route {
    /// The template, with a query where it is one of `QUERIES`.
    pub(super) template: String,
}

/// Every page: what is read by `GET` and is no call of the API, no asset and no probe.
pub(super) fn routes() -> Vec<Route> {
    let is_page = |route: &&Declared| {
        let apart = ["/api/", "/a/", "/livez", "/readyz"];
        route.method == "GET" && !apart.iter().any(|start| route.path.starts_with(start))
    };
    let declared = declared(SECTIONS);
    let plain: Vec<&str> = declared.iter().filter(is_page).map(|route| route.path.as_str()).collect();
    let more = QUERIES.iter().filter(|(path, _)| plain.contains(path)).map(|(path, query)| format!("{path}?{query}"));
    plain.iter().map(ToString::to_string).chain(more).map(|template| Route { template }).collect()
}

/// Whether every place of a template is known: asked before a city is loaded.
pub(super) fn check(routes: &[Route]) -> Result<()> {
    for route in routes {
        for place in places(&route.template) {
            source(place).ok_or_else(|| unknown(&route.template, place))?;
        }
    }
    Ok(())
}

/// The addresses that a route may have for a person, the likeliest first.
pub(super) fn addresses(grounds: &Grounds, route: &Route, person: &Person) -> Result<Vec<String>> {
    let mut addresses = vec![route.template.clone()];
    for place in places(&route.template) {
        let sql = source(place).ok_or_else(|| unknown(&route.template, place))?;
        let values = values(grounds, sql, person)?;
        let name = place.1;
        addresses = values
            .iter()
            .flat_map(|value| {
                addresses.iter().map(move |address| address.replace(&format!("{{{name}}}"), &escaped(value)))
            })
            .collect();
    }
    Ok(addresses.into_iter().map(|address| escaped_query(&address)).collect())
}

/// What stands before each place, and its name: `("items", "number")`.
fn places(template: &str) -> Vec<(&str, &str)> {
    let mut places = Vec::new();
    let mut before = "";
    for part in template.split(['/', '?', '=', '&']) {
        if let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
            places.push((before, name));
        }
        before = part;
    }
    places
}

/// The query for the values of a place; `$1` is the department, `$2` the officer, `$3` how many.
fn source((before, name): (&str, &str)) -> Option<&'static str> {
    /// Newest first, and from everywhere in an item's life: each state of each kind.
    const ITEMS: &str = "SELECT number FROM (SELECT t.number, t.id, ROW_NUMBER() OVER \
         (PARTITION BY t.kind, t.state, t.reply_state, t.from_department = $1 ORDER BY t.id DESC) AS place \
         FROM reader r JOIN transmittal t ON t.id = r.subject_id \
         WHERE r.department = $1 AND r.subject_kind = 'transmittal' AND $2 <> '') AS ranked \
         WHERE place <= 2 ORDER BY place, id DESC LIMIT $3";
    const CERTIFICATES: &str = "SELECT t.certificate_number FROM reader r JOIN transmittal t ON t.id = r.subject_id \
         WHERE r.department = $1 AND r.subject_kind = 'transmittal' AND t.certificate_number IS NOT NULL AND $2 <> '' \
         ORDER BY r.subject_id DESC LIMIT $3";
    const ACCOUNTS: &str = "SELECT id FROM op_account WHERE $1 <> '' AND officer <> $2 ORDER BY id LIMIT $3";
    const KEYS: &str = "SELECT id FROM op_api_key WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const DRAFTS: &str = "SELECT id FROM op_draft WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const ENTRIES: &str = "SELECT CAST(sequence AS TEXT) FROM feed WHERE department = $1 AND $2 <> '' \
         ORDER BY sequence DESC LIMIT $3";
    const AGREEMENTS: &str = "SELECT id FROM handover_agreement WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const DEPARTMENTS: &str = "SELECT id FROM department WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const SECTIONS: &str = "SELECT '01' WHERE $1 <> '' AND $2 <> '' LIMIT $3";
    const DESIGNATIONS: &str = "SELECT id FROM designation WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const AMENDMENTS: &str = "SELECT id FROM amendment WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const FILES: &str = "SELECT subject_id FROM reader WHERE department = $1 AND subject_kind = 'attachment' AND $2 <> '' \
         ORDER BY subject_id DESC LIMIT $3";
    const JOBS: &str = "SELECT id FROM op_job WHERE $1 <> '' AND $2 <> '' ORDER BY id LIMIT $3";
    const TEMPLATES: &str = "SELECT 'roster.xlsx' WHERE $1 <> '' AND $2 <> '' LIMIT $3";
    const PARTIES: &str = "SELECT t.party_credit_code FROM reader r JOIN transmittal t ON t.id = r.subject_id \
         WHERE r.department = $1 AND r.subject_kind = 'transmittal' AND t.party_credit_code IS NOT NULL AND $2 <> '' \
         ORDER BY r.subject_id DESC LIMIT $3";
    match (before, name) {
        ("items", "number") => Some(ITEMS),
        ("accounts", "account") => Some(ACCOUNTS),
        ("keys", "key") => Some(KEYS),
        ("approvals", "number") | ("number", "certificate") => Some(CERTIFICATES),
        ("files", "id") => Some(FILES),
        ("imports" | "jobs", "id") => Some(JOBS),
        ("templates", "file") => Some(TEMPLATES),
        ("parties", "code") => Some(PARTIES),
        ("drafts", "id") => Some(DRAFTS),
        ("entries", "sequence") => Some(ENTRIES),
        ("agreements", "id") => Some(AGREEMENTS),
        ("departments", "code") => Some(DEPARTMENTS),
        ("sections", "section") => Some(SECTIONS),
        ("roster", "id") => Some(DESIGNATIONS),
        ("rules", "id") => Some(AMENDMENTS),
        _ => None,
    }
}

fn unknown(template: &str, (before, name): (&str, &str)) -> BenchError {
    BenchError::Unfit(format!(
        "the page {template} cannot be measured: say in bench/pages/addresses.rs what {{{name}}} after `{before}` may be"
    ))
}

fn values(grounds: &Grounds, sql: &str, person: &Person) -> Result<Vec<String>> {
    let asked: [Value; 3] = [person.department.as_str().into(), person.officer.as_str().into(), VALUES_MAX.into()];
    let mut rows = grounds.rows(sql, &asked)?;
    if rows.is_empty() {
        // Who belongs to no party, oversight, reads those of the bureau.
        let bureau = grounds.app.directory().bureau().map(|bureau| bureau.code.to_string()).unwrap_or_default();
        rows = grounds.rows(sql, &[bureau.into(), person.officer.as_str().into(), VALUES_MAX.into()])?;
    }
    rows.iter().map(|row| row.get(0).during("reading a value")).collect()
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Chinese in a query as browsers send it.
fn escaped_query(address: &str) -> String {
    address
        .bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
