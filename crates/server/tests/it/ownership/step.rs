//! The steps of the property: what people do, each once, by whoever may; a refusal leaves everything as it was.

use proptest::prelude::*;

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Push,
    Acknowledge,
    Return,
    Uphold,
    Assign,
    Ask,
    HandOn,
    NotOurs,
    Reply,
    Confirm,
    Draft,
    Advance,
    File,
    Call,
    ConfirmCall,
    Remark,
    Finish,
    Leave,
    Back,
    Change,
    HandOver,
    Merge,
    Wait,
    /// Somebody acts in a role that he does not have that day.
    ActUnnamed,
}

/// A step: by whom, about whom, and which of the subjects of its kind.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) kind: Kind,
    pub(super) who: usize,
    pub(super) other: usize,
    pub(super) nth: usize,
}

impl Kind {
    pub(super) const ALL: [Self; 24] = [
        Self::Push,
        Self::Acknowledge,
        Self::Return,
        Self::Uphold,
        Self::Assign,
        Self::Ask,
        Self::HandOn,
        Self::NotOurs,
        Self::Reply,
        Self::Confirm,
        Self::Draft,
        Self::Advance,
        Self::File,
        Self::Call,
        Self::ConfirmCall,
        Self::Remark,
        Self::Finish,
        Self::Leave,
        Self::Back,
        Self::Change,
        Self::HandOver,
        Self::Merge,
        Self::Wait,
        Self::ActUnnamed,
    ];
}

impl Kind {
    /// Whether somebody does it who has to have a role for it.
    pub(super) const fn is_by_role(self) -> bool {
        matches!(self, Self::Ask | Self::Draft | Self::Call | Self::Change)
    }

    /// What whoever has such a task can always do; and that whoever has no designation for it never can.
    pub(super) const fn never_fails(self) -> bool {
        matches!(
            self,
            Self::Acknowledge | Self::Confirm | Self::File | Self::ConfirmCall | Self::Finish | Self::ActUnnamed
        )
    }
}

/// Any step. What makes work and what moves people comes often, the merger now and then.
pub(super) fn any_step() -> impl Strategy<Value = Step> {
    let kind = prop_oneof![
        4 => proptest::sample::select(vec![Kind::Push, Kind::Ask, Kind::Draft, Kind::Call, Kind::Remark]),
        6 => proptest::sample::select(vec![Kind::Leave, Kind::Back, Kind::Change, Kind::HandOver, Kind::Wait, Kind::Advance]),
        5 => proptest::sample::select(vec![Kind::Ask, Kind::Reply, Kind::Confirm, Kind::HandOn, Kind::Return, Kind::Uphold]),
        6 => proptest::sample::select(vec![Kind::Acknowledge, Kind::Assign, Kind::File, Kind::ConfirmCall, Kind::Finish]),
        1 => Just(Kind::Merge),
        6 => proptest::sample::select(Kind::ALL.into_iter().filter(|kind| *kind != Kind::Merge).collect::<Vec<_>>()),
    ];
    (kind, 0_usize..1000, 0_usize..1000, 0_usize..1000).prop_map(|(kind, who, other, nth)| Step {
        kind,
        who,
        other,
        nth,
    })
}
