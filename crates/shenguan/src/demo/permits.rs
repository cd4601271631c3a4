//! The permits that stand in the demo city, so that changes, penalties and proposals meet the firms that were granted them.

use jiff::civil::Date;

use super::dice::Dice;
use super::names::Party;

/// A permit that was pushed or entered as 存量.
#[derive(Clone, Debug)]
pub(super) struct Permit {
    pub item: usize,
    pub party: Party,
    pub certificate_number: String,
    pub granted_on: Date,
    pub ended: bool,
}

/// All of them, by item.
#[derive(Default)]
pub(super) struct Permits {
    all: Vec<Permit>,
    by_item: Vec<Vec<usize>>,
}

impl Permits {
    pub(super) fn add(&mut self, permit: Permit) {
        if self.by_item.len() <= permit.item {
            self.by_item.resize_with(permit.item + 1, Vec::new);
        }
        self.by_item[permit.item].push(self.all.len());
        self.all.push(permit);
    }

    pub(super) fn get(&self, index: usize) -> &Permit {
        &self.all[index]
    }

    /// A standing permit of an item, granted on or before a day.
    pub(super) fn pick(&self, dice: &mut Dice, item: usize, granted_by: Date) -> Option<usize> {
        let candidates = self.by_item.get(item)?;
        if candidates.is_empty() {
            return None;
        }
        let index = dice.pick(candidates);
        let permit = &self.all[index];
        (!permit.ended && permit.granted_on <= granted_by).then_some(index)
    }

    pub(super) fn end(&mut self, index: usize) {
        self.all[index].ended = true;
    }
}
