//! A refusal that says who, with people's names in place of their ids.

use crate::platform::directory::Directory;
use crate::platform::error::{Error, Refused};
use shenguan_rules::party::OfficerId;

/// The arguments that name people: one, or several on the way from one to another.
const PEOPLE: [&str; 4] = ["by", "holder", "officer", "way"];
/// What stands between the people of a way.
const ARROW: &str = "→";

/// The same refusal with names, as the directory knows them.
pub fn named(error: Error, directory: &Directory) -> Error {
    let Error::Refused(refused) = error else { return error };
    let name_of = |id: &str| {
        let card = OfficerId::parse(id).ok().and_then(|id| directory.officer(&id)).map(|entry| entry.card.name.clone());
        card.filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_owned())
    };
    let arguments = refused.arguments.iter().map(|(name, value)| {
        let names = || value.split(ARROW).map(name_of).collect::<Vec<_>>().join(ARROW);
        (*name, if PEOPLE.contains(name) { names() } else { value.clone() })
    });
    let arguments = arguments.collect();
    Error::Refused(Box::new(Refused { arguments, ..*refused }))
}
