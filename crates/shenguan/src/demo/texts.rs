//! The sentences of the demo, from its data files: what to watch, what was violated, what the authorities announce.

use super::agreements::Addressee;
use super::city::City;
use super::dice::Dice;
use super::error::{DemoDataError, rows};

const WATCH: &str = include_str!("../../data/watch.tsv");
const VIOLATIONS: &str = include_str!("../../data/violations.tsv");
const NOTICES: &str = include_str!("../../data/notices.tsv");

const NOTHING: [&str; 1] = ["请按职责做好事中事后监管。"];

/// Everything that the offices write.
pub(super) struct Texts {
    watch: Vec<(&'static str, Vec<&'static str>)>,
    pub violations: Vec<(&'static str, Vec<Violation>)>,
    pub notices: Vec<Notice>,
}

/// Something that is fined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Violation {
    /// Index of the item.
    pub item: usize,
    /// Whether the party holds the permit.
    pub licensed: bool,
    pub facts: &'static str,
    pub basis: &'static str,
}

/// A piece of regulatory information without a record (二(三)¶1).
#[derive(Clone, Copy, Debug)]
pub(super) struct Notice {
    pub kind: &'static str,
    pub from: &'static str,
    pub subject: &'static str,
    pub content: &'static str,
}

impl Texts {
    /// Reads the embedded files; departments and items that the city does not know are refused.
    pub(super) fn read(city: &City) -> Result<Self, DemoDataError> {
        let department = |file, line, code| match city.department(code) {
            Some(known) => Ok(known.code),
            None => Err(DemoDataError { file, line, what: "department" }),
        };
        let mut watch = Vec::new();
        for (line, [place, text]) in rows("watch.tsv", WATCH)? {
            let code = place.split('.').next().filter(|code| *code != "*");
            code.map_or(Ok(""), |code| department("watch.tsv", line, code))?;
            group(&mut watch, place, text);
        }
        let mut violations = Vec::new();
        for (line, [code, item, licensed, facts, basis]) in rows("violations.tsv", VIOLATIONS)? {
            let item = city.items.iter().position(|known| known.name == item);
            let item = item.ok_or(DemoDataError { file: "violations.tsv", line, what: "item" })?;
            let violation = Violation { item, licensed: licensed == "Y", facts, basis };
            group(&mut violations, department("violations.tsv", line, code)?, violation);
        }
        let mut notices = Vec::new();
        for (line, [kind, from, subject, content]) in rows("notices.tsv", NOTICES)? {
            notices.push(Notice { kind, from: department("notices.tsv", line, from)?, subject, content });
        }
        Ok(Self { watch, violations, notices })
    }

    /// What the bureau asks a section of an authority to watch.
    pub(super) fn watch(&self, dice: &mut Dice, to: Addressee, person: bool) -> &'static str {
        let of = |place: &str| self.watch.iter().find(|(known, _)| *known == place).map(|(_, texts)| texts.as_slice());
        if person {
            return dice.pick(of("*.person").unwrap_or(&NOTHING));
        }
        let own = of(&format!("{}.{}", to.department, to.section)).or_else(|| of(&format!("{}.*", to.department)));
        // One in four says something that fits any trade.
        match own {
            Some(texts) if !dice.chance(250) => dice.pick(texts),
            _ => dice.pick(of("*.*").unwrap_or(&NOTHING)),
        }
    }
}

fn group<T>(groups: &mut Vec<(&'static str, Vec<T>)>, key: &'static str, value: T) {
    match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, values)) => values.push(value),
        None => groups.push((key, vec![value])),
    }
}
