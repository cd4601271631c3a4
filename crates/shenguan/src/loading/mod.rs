//! The demo city comes to life: its plain values become real acts at the instants at which they would have happened.

mod founding;
mod history;
mod load;
mod logins;
mod request;

pub(crate) use load::{CITY_CODE, load_city};
pub(crate) use logins::Logins;

#[cfg(test)]
mod tests;
