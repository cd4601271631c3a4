//! What must hold over the whole ledger of the channels, beyond the fold: 发文字号 of a reserved code have no gap, whatever was refused
//! or cut off between, and no office gives one twice.

use crate::platform::verify::{Findings, Law, Seen, World};
use shenguan_rules::channel::{CorrespondenceEvent, DocumentNumber, IssuingCode, RegisterEvent};
use shenguan_rules::party::DepartmentCode;
use std::collections::{BTreeMap, BTreeSet};

/// The law of 二(四)4 about numbers.
#[derive(Default)]
pub struct ChannelLaw {
    /// The codes that the platform runs, each with its office.
    reserved: BTreeMap<IssuingCode, DepartmentCode>,
    /// The last serial of each code and year.
    last: BTreeMap<(IssuingCode, i16), u32>,
    /// Those of the offices' own registers.
    given: BTreeSet<(DepartmentCode, DocumentNumber)>,
}

impl Law for ChannelLaw {
    fn see(&mut self, seen: &Seen<'_>, findings: &mut Findings) {
        if let Some(RegisterEvent::Reserved(register)) = seen.event() {
            self.reserved.insert(register.code.clone(), register.office.clone());
        }
        let Some(CorrespondenceEvent::Issued { office, number: Some(number), .. }) = seen.event() else { return };
        match self.reserved.get(&number.code) {
            Some(owner) if owner != office => findings.add("NUMBER_OF_ANOTHER_OFFICE", seen.place()),
            Some(_) => {
                let last = self.last.entry((number.code.clone(), number.year)).or_default();
                if number.serial != *last + 1 {
                    let expected = (*last + 1).to_string();
                    findings.differs("NUMBER_GAP", seen.place(), &expected, &number.serial.to_string());
                }
                *last = number.serial;
            }
            None => {
                if !self.given.insert((office.clone(), number.clone())) {
                    findings.add("NUMBER_REPEATED", seen.place());
                }
            }
        }
    }

    fn judge(&mut self, _world: &World<'_>, _findings: &mut Findings) {}
}
