//! The kinds of acts that the harness does. A kind is one row here: what it follows, who does it, what it leaves in the database.

use serde_json::Value;

use super::body::{self, Told};

/// What kind of act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DeedKind {
    /// The bureau pushes a permit.
    Push,
    /// The authority acknowledges it.
    Acknowledge,
    /// The authority pushes a penalty.
    Penalty,
    /// The bureau answers it with a disposition.
    Reply,
    /// 商请, by either side.
    Ask,
    /// 答复.
    Answer,
    /// 已确认, by the asker.
    ConfirmAnswer,
    /// 电话记录 about something that was pushed, by an officer.
    NoteCall,
    /// It was so, by an officer of the other side.
    ConfirmCall,
    /// A letter about something that was pushed is drafted.
    Draft,
    /// 送审, to the principal leader.
    Submit,
    /// 同意发出, by the principal leader.
    Endorse,
    /// 发出, under the next 发文字号.
    Issue,
}

/// One of the two offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Bureau,
    Authority,
}

/// An office, as it stands to the subject of an act.
#[derive(Clone, Copy, Debug)]
pub(super) enum Party {
    Sender,
    Addressee,
}

/// How an office acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Means {
    /// Its system, by a key.
    Key,
    /// Its responsible officer, in a session.
    Officer,
    /// Its principal leader, in a session.
    Leader,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct By {
    pub(super) side: Side,
    pub(super) means: Means,
}

/// What an act begins with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Origin {
    /// With nothing: one of these sides sends something, under a name of its own that begins so.
    New(&'static [Side], &'static str),
    /// With the subject of an act of one of these kinds, each once; its name is the id of that subject.
    After(&'static [DeedKind]),
}

/// Where subjects of a kind stand: their table and the column of their state, their collection of the API.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The API calls it alike.
    pub(super) state: &'static str,
    pub(super) collection: &'static str,
}

/// A series of numbers, and what was asked for by which a number is found again. Both are SQL over the table; a row has no number
/// while it is null.
#[derive(Clone, Copy, Debug)]
pub(super) struct Series {
    /// As a summary calls it.
    pub(super) label: &'static str,
    pub(super) table: Table,
    pub(super) number: &'static str,
    pub(super) name: &'static str,
    /// Where the API says it.
    pub(super) field: &'static str,
}

/// Everything about a kind.
pub(super) struct Rule {
    /// How often it is done, beside the others that can be done.
    pub(super) weight: u64,
    pub(super) origin: Origin,
    pub(super) by: (Party, Means),
    pub(super) table: Table,
    /// The last part of its address; none where it gives life to a subject.
    pub(super) word: Option<&'static str>,
    pub(super) body: fn(&Told<'_>) -> Value,
    /// The series that it takes a number of.
    pub(super) series: Option<Series>,
    /// The states that its subject may be in from then on; any where none is named.
    pub(super) leaves: &'static [&'static str],
    /// Who looks at it through its key.
    pub(super) seen_by: Party,
}

const BUREAU: &[Side] = &[Side::Bureau];
const AUTHORITY: &[Side] = &[Side::Authority];
const BOTH: &[Side] = &[Side::Bureau, Side::Authority];

const TRANSMITTALS: Table = Table { name: "transmittal", state: "state", collection: "transmittals" };
const REQUESTS: Table = Table { name: "cooperation_request", state: "state", collection: "cooperation-requests" };
const CALLS: Table = Table { name: "phone_note", state: "state", collection: "phone-notes" };
const LETTERS: Table = Table { name: "correspondence", state: "stage", collection: "correspondence" };

const TS: Series = Series {
    label: "TS",
    table: TRANSMITTALS,
    number: "number",
    name: "COALESCE(case_number, document_number, in_reply_to)",
    field: "number",
};
const SQ: Series = Series {
    label: "SQ",
    table: REQUESTS,
    number: "number",
    name: "COALESCE(case_number, regulatory_matter)",
    field: "number",
};
const DH: Series = Series { label: "DH", table: CALLS, number: "number", name: "about", field: "number" };
const GH: Series = Series { label: "GH", table: LETTERS, number: "number", name: "about", field: "number" };
/// 发文字号.
const DOCUMENTS: Series = Series {
    label: "发文字号",
    table: LETTERS,
    number: "code || '〔' || year || '〕' || serial || '号'",
    name: "id",
    field: "document_number",
};

impl DeedKind {
    pub(super) const ALL: [Self; 13] = [
        Self::Push,
        Self::Acknowledge,
        Self::Penalty,
        Self::Reply,
        Self::Ask,
        Self::Answer,
        Self::ConfirmAnswer,
        Self::NoteCall,
        Self::ConfirmCall,
        Self::Draft,
        Self::Submit,
        Self::Endorse,
        Self::Issue,
    ];

    /// Its row. What comes later on a way weighs more, so that ways are gone to their end.
    #[rustfmt::skip]
    pub(super) const fn rule(self) -> Rule {
        use Means::{Key, Leader, Officer};
        use Origin::{After, New};
        use Party::{Addressee, Sender};
        match self {
            Self::Push => Rule {
                weight: 10, origin: New(BUREAU, "测试案"), by: (Sender, Key), table: TRANSMITTALS, word: None,
                body: body::push, series: Some(TS), leaves: &[], seen_by: Addressee,
            },
            Self::Acknowledge => Rule {
                weight: 14, origin: After(&[Self::Push]), by: (Addressee, Key), table: TRANSMITTALS, word: Some("acknowledge"),
                body: body::nothing, series: None, leaves: &["acknowledged"], seen_by: Addressee,
            },
            Self::Penalty => Rule {
                weight: 5, origin: New(AUTHORITY, "测试罚"), by: (Sender, Key), table: TRANSMITTALS, word: None,
                body: body::penalty, series: Some(TS), leaves: &[], seen_by: Addressee,
            },
            Self::Reply => Rule {
                weight: 7, origin: After(&[Self::Penalty]), by: (Addressee, Key), table: TRANSMITTALS, word: Some("reply"),
                body: body::reply, series: Some(TS), leaves: &[], seen_by: Sender,
            },
            Self::Ask => Rule {
                weight: 5, origin: New(BOTH, "测试商"), by: (Sender, Key), table: REQUESTS, word: None,
                body: body::ask, series: Some(SQ), leaves: &["awaiting_reply", "replied", "confirmed"], seen_by: Addressee,
            },
            Self::Answer => Rule {
                weight: 7, origin: After(&[Self::Ask]), by: (Addressee, Key), table: REQUESTS, word: Some("reply"),
                body: body::answer, series: None, leaves: &["replied", "confirmed"], seen_by: Sender,
            },
            Self::ConfirmAnswer => Rule {
                weight: 9, origin: After(&[Self::Answer]), by: (Sender, Key), table: REQUESTS, word: Some("confirm"),
                body: body::nothing, series: None, leaves: &["confirmed"], seen_by: Addressee,
            },
            Self::NoteCall => Rule {
                weight: 5, origin: After(&[Self::Push, Self::Penalty]), by: (Sender, Officer), table: CALLS, word: None,
                body: body::call, series: Some(DH), leaves: &["noted", "confirmed"], seen_by: Addressee,
            },
            Self::ConfirmCall => Rule {
                weight: 7, origin: After(&[Self::NoteCall]), by: (Addressee, Officer), table: CALLS, word: Some("confirm"),
                body: body::nothing, series: None, leaves: &["confirmed"], seen_by: Sender,
            },
            Self::Draft => Rule {
                weight: 10, origin: After(&[Self::Push, Self::Penalty]), by: (Sender, Officer), table: LETTERS, word: None,
                body: body::draft, series: Some(GH), leaves: &["drafted", "submitted", "endorsed", "issued"], seen_by: Sender,
            },
            Self::Submit => Rule {
                weight: 14, origin: After(&[Self::Draft]), by: (Sender, Officer), table: LETTERS, word: Some("submit"),
                body: body::submit, series: None, leaves: &["submitted", "endorsed", "issued"], seen_by: Sender,
            },
            Self::Endorse => Rule {
                weight: 18, origin: After(&[Self::Submit]), by: (Sender, Leader), table: LETTERS, word: Some("endorse"),
                body: body::endorse, series: None, leaves: &["endorsed", "issued"], seen_by: Sender,
            },
            Self::Issue => Rule {
                weight: 22, origin: After(&[Self::Endorse]), by: (Sender, Officer), table: LETTERS, word: Some("issue"),
                body: body::nothing, series: Some(DOCUMENTS), leaves: &["issued"], seen_by: Addressee,
            },
        }
    }

    /// The kinds that can be done to the subject of this one.
    pub(super) fn followers(self) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |kind| matches!(kind.rule().origin, Origin::After(kinds) if kinds.contains(&self)))
    }

    /// Where the API says its number.
    pub(super) fn number_field(self) -> &'static str {
        self.rule().series.map_or("number", |series| series.field)
    }
}

impl Rule {
    /// Whether its subject may be in that state from then on.
    pub(super) fn allows(&self, state: &str) -> bool {
        self.leaves.is_empty() || self.leaves.contains(&state)
    }
}

impl Side {
    pub(super) fn other(self) -> Self {
        match self {
            Self::Bureau => Self::Authority,
            Self::Authority => Self::Bureau,
        }
    }
}

impl Party {
    /// The office that it is where `from` sent the subject.
    pub(super) fn of(self, from: Side) -> Side {
        match self {
            Self::Sender => from,
            Self::Addressee => from.other(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_follows_another_is_reached_from_something_new() {
        let mut reached: Vec<DeedKind> =
            DeedKind::ALL.into_iter().filter(|kind| matches!(kind.rule().origin, Origin::New(..))).collect();
        let mut place = 0;
        while let Some(kind) = reached.get(place).copied() {
            let new: Vec<_> = kind.followers().filter(|follower| !reached.contains(follower)).collect();
            reached.extend(new);
            place += 1;
        }
        assert_eq!(reached.len(), DeedKind::ALL.len());
    }
}
