//! The demo city: Anshan (210300) as plain values, for `shenguan demo`. Everything is made up and marked 测试 or 演示; nothing
//! here touches a database or a clock. [`City::anshan`] is who and what there is, [`Traffic::generate`] is months of work.

mod agreements;
mod approvals;
mod cases;
mod city;
mod cooperation;
mod day;
mod dice;
mod error;
mod items;
mod names;
mod notices;
mod numbers;
mod officers;
mod penalties;
mod permits;
mod plan;
mod receipts;
mod texts;
mod traffic;

pub(crate) use agreements::{Agreement, AgreementLine};
pub(crate) use city::{City, Department, DepartmentSide, Section};
pub(crate) use items::{AuthorityRole, ITEM_CODE_SCHEME, Item};
pub(crate) use officers::{Officer, OfficerRole};
pub(crate) use plan::{
    Act, Cooperation, PlannedAct, PlannedAsk, PlannedNote, PlannedPush, PlannedWord, TimelineStep, Traffic, Word,
};

#[cfg(test)]
mod tests;
