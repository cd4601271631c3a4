//! The whole past of the demo city in one transaction: it is there, or it is not.

use super::founding::found;
use super::history::{History, Loaded};
use super::letters;
use super::logins::Logins;
use crate::demo::{City, Cooperation, Traffic};
use jiff::Timestamp;
use shenguan_db::Database;
use shenguan_rules::calendar::Calendar;
use shenguan_server::platform::error::{Error, Result};
use shenguan_server::platform::load::{Loader, load};
use shenguan_server::sections::SWEEPS;
use std::thread;

/// GB/T 2260 code of the demo city's jurisdiction.
pub const CITY_CODE: &str = "210300";

/// Pushes of the demo city on an ordinary working day: about as many as a city of this size has.
pub const PUSHES_A_WORKING_DAY: u32 = 40;

/// What was loaded.
pub struct Past {
    /// What opens it.
    pub logins: Logins,
    /// How much of it there is.
    pub loaded: Loaded,
}

/// Loads the city with six months of traffic up to `now`, so many pushes on an ordinary working day, into a migrated, empty
/// database; `finish` writes what belongs to the same transaction.
///
/// # Errors
/// If the database cannot be written.
pub fn load_city(
    database: &Database,
    seed: u64,
    now: Timestamp,
    pushes_a_working_day: u32,
    finish: impl FnOnce(&mut Loader<'_, '_>, &Logins) -> Result<()>,
) -> Result<Past> {
    let city = City::anshan().map_err(Error::fault)?;
    let logins = Logins::fresh(&city)?;
    let (traffic, hashes) = thread::scope(|scope| {
        let hashes = scope.spawn(|| logins.hashes());
        let traffic = Traffic::generate(seed, now, pushes_a_working_day, &city, &Calendar::official());
        let traffic = traffic.map_err(Error::fault);
        (traffic, hashes.join().unwrap_or_else(|_| Err(Error::fault("the passwords could not be hashed"))))
    });
    let (traffic, hashes) = (traffic?, hashes?);
    let asked = Cooperation::generate(seed, now, &city, &traffic, &Calendar::official());
    let loaded = load(database, CITY_CODE, SWEEPS, |loader| {
        let people = found(loader, &city)?;
        let loaded = History::new(&city, &traffic, &asked, &people).live(loader, now)?;
        letters::write(loader, &people, now)?;
        logins.enter(loader, &people, &hashes)?;
        finish(loader, &logins)?;
        Ok(loaded)
    })?;
    Ok(Past { logins, loaded })
}
