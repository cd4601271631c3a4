//! From desk to desk and page to page.

use std::time::Duration;

use super::super::error::{BenchError, During, Result};
use super::super::report::{Line, Report, thousands};
use super::super::rounds::as_f64;
use super::addresses::{self, Route};
use super::desk::{DESKS, Desk};
use super::grounds::Grounds;
use super::table::{Shown, table};

/// The server's time for any page.
const PAGE_MS_MAX: f64 = 5.0;

/// Whether every page can be measured: asked before a city is loaded.
pub(in super::super) fn check() -> Result<()> {
    addresses::check(&addresses::routes())
}

/// Every page, or those that begin so, at every desk of a city; `place` is the word for its database.
pub(in super::super) fn measure(grounds: &Grounds, place: &str, time: Duration, only: &[String]) -> Result<Report> {
    let mut routes = addresses::routes();
    routes.retain(|route| only.is_empty() || only.iter().any(|start| route.template.starts_with(start)));
    let stored: i64 = grounds.rows("SELECT COUNT(*) FROM transmittal", &[])?[0].get(0).during("counting records")?;
    let desks: Vec<Desk> =
        DESKS.iter().map(|(name, username)| Desk::log_in(grounds, name, username)).collect::<Result<_>>()?;
    let mut pages = Vec::with_capacity(routes.len());
    for route in &routes {
        pages.push(shown(grounds, &desks, route, time)?);
    }
    let text = table(&mut pages, PAGE_MS_MAX);
    let measured = pages.iter().filter(|page| page.slowest().is_some()).count();
    let over = pages.iter().filter(|page| page.slowest().is_some_and(|(_, median)| median > PAGE_MS_MAX)).count();
    let slowest = pages.first().and_then(|page| Some((page, page.slowest()?)));
    let ours = slowest.map(|(page, (desk, ms))| format!("slowest {ms:.2} ms: {} ({})", page.template, DESKS[desk].0));
    let records = thousands(as_f64(u64::try_from(stored).unwrap_or(0)));
    let line = Line {
        target: "pages",
        what: format!("p50 of {measured} pages, {place}, {records} transmittals"),
        ours: ours.unwrap_or_default(),
        ratio: format!("{over} over"),
        wanted: format!("≤ {PAGE_MS_MAX} ms each"),
        met: Some(over == 0),
        ..Line::default()
    };
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let remark = format!(
        "pages, {place}: {} at {}, read one after another in this process, gzip included; load of the machine {}",
        grounds
            .loaded_in
            .map_or("a city that was there".to_owned(), |it| format!("loaded in {:.0} s", it.as_secs_f64())),
        grounds.app.clock().now(),
        load.trim()
    );
    Ok(Report {
        lines: vec![line],
        remarks: vec![remark],
        tables: vec![format!("{place}, {records} transmittals\n{text}")],
    })
}

/// One page at each desk.
fn shown(grounds: &Grounds, desks: &[Desk], route: &Route, time: Duration) -> Result<Shown> {
    let mut shown = Shown { template: route.template.clone(), times: Vec::new(), remark: String::new() };
    let (mut is_there, mut refused) = (false, None);
    for desk in desks {
        let mut times = None;
        let addresses = addresses::addresses(grounds, route, &desk.person)?;
        is_there |= !addresses.is_empty();
        for address in addresses {
            let answer = grounds.runtime.block_on(desk.get(&address))?;
            if answer.status.is_server_error() {
                return Err(BenchError::Unfit(format!("{address} answers {} to {}", answer.status, desk.name)));
            }
            if answer.status.is_redirection() {
                shown.remark = format!("leads to {}", answer.location);
                // A long list: what is timed is the way to its job, which is the same job each time.
                if answer.location.starts_with("/jobs/") {
                    times = Some(grounds.runtime.block_on(desk.read(&address, time))?);
                }
                break;
            }
            refused = Some(answer.status);
            if answer.status.is_success() {
                if !answer.media_type.starts_with("text/html") {
                    shown.remark.clone_from(&answer.media_type);
                }
                times = Some(grounds.runtime.block_on(desk.read(&address, time))?);
                break;
            }
        }
        shown.times.push(times);
    }
    if !is_there {
        "the city has none".clone_into(&mut shown.remark);
    } else if shown.slowest().is_none() && shown.remark.is_empty() {
        // A part of a page that is asked for with more than its address, or an item's state that the city does not have.
        shown.remark = refused.map(|status| format!("nobody is shown it: {status}")).unwrap_or_default();
    }
    Ok(shown)
}
