//! The demo city comes to life: its plain values become real acts at the instants at which they would have happened.

mod cooperation;
mod founding;
mod history;
mod letters;
mod load;
mod logins;
mod request;

pub use history::Loaded;
pub use load::{CITY_CODE, PUSHES_A_WORKING_DAY, Past, load_city};
pub use logins::{ApiKey, Login, Logins};

#[cfg(test)]
mod tests;
