//! What became of a transmittal, in one number of bits: lists and figures ask the same of it, so that a figure and its rows agree.

use shenguan_rules::calendar::local_date;
use shenguan_rules::exchange::{ReplyState, State, Transmittal};

/// The five states, in the lowest bits; a recalled one is the only one with the bit 4.
const STATE: i64 = 7;
const IN_TRANSIT: i64 = 0;
const ACKNOWLEDGED: i64 = 1;
const DEEMED: i64 = 2;
const RETURNED: i64 = 3;
const RECALLED: i64 = 4;
/// A receipt was asked for.
const ASKED: i64 = 8;
/// Pushed late.
const LATE: i64 = 16;
/// Confirmed after a deemed receipt.
const CONFIRMED: i64 = 32;
/// Returned, or objected to, at least once.
const ONCE_RETURNED: i64 = 64;
/// A reply is owed.
const OWED: i64 = 128;
/// It was given.
const REPLIED: i64 = 256;

/// The bits of one transmittal as last written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing(i64);

/// Whether a department pushed it, or was its addressee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// 推送.
    Sent,
    /// 接收.
    Received,
}

/// What is counted of the transmittals that a department pushed, or received, in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// 推送: all but those that were recalled or corrected.
    Pushed,
    /// 迟推.
    Late,
    /// 确认接收.
    Acknowledged,
    /// 默认接收.
    Deemed,
    /// 后补确认: of those deemed.
    Confirmed,
    /// 待接收.
    Open,
    /// 已退回, and the clock stands.
    Returned,
    /// 曾提出异议, or a return that was not upheld for the addressee.
    Objected,
    /// 只需阅知: no receipt is asked for.
    ForInformation,
    /// 撤回, 更正.
    Recalled,
    /// 应反馈处理意见.
    ReplyAsked,
    /// 已反馈.
    ReplyGiven,
    /// 未反馈.
    ReplyOpen,
    /// 未反馈 and past the city's target.
    ReplyOverdue,
}

/// A mask and the bits that it must give.
type Bits = (i64, i64);

impl Standing {
    /// The bits of a transmittal.
    pub fn of(transmittal: &Transmittal) -> Self {
        let state = match transmittal.state {
            State::InTransit => IN_TRANSIT,
            State::Acknowledged => ACKNOWLEDGED,
            State::DeemedReceived => DEEMED,
            State::Returned => RETURNED,
            State::Recalled => RECALLED,
        };
        let reply = match transmittal.reply {
            ReplyState::None => 0,
            ReplyState::Owed { .. } => OWED,
            ReplyState::Replied { .. } => REPLIED,
        };
        let flags = [
            (transmittal.receipt.is_some(), ASKED),
            (transmittal.late, LATE),
            (transmittal.facts.confirmed_at.is_some(), CONFIRMED),
            (transmittal.facts.returned_at.is_some(), ONCE_RETURNED),
        ];
        let flags: i64 = flags.into_iter().filter_map(|(is_set, bit)| is_set.then_some(bit)).sum();
        Self(state + reply + flags)
    }

    /// From the column.
    pub const fn from_column(bits: i64) -> Self {
        Self(bits)
    }

    /// For the column.
    pub const fn column(self) -> i64 {
        self.0
    }

    /// What time alone has made of one in transit whose due instant has come: deemed, though nothing is written down yet.
    #[must_use]
    pub const fn deemed(self) -> Self {
        Self(self.0 & !STATE | DEEMED)
    }

    /// Whether a measure counts it; that of overdue replies asks for the due instant besides.
    pub fn counts_in(self, measure: Measure) -> bool {
        measure.bits().iter().any(|(mask, wanted)| self.0 & mask == *wanted)
    }
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sent, Self::Received];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
        }
    }

    /// The direction of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|direction| direction.as_str() == word)
    }

    /// The column of a transmittal that names whose end it is.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Sent => "from_department",
            Self::Received => "to_department",
        }
    }
}

impl Measure {
    /// Every measure, in the order of a transmittal's life.
    pub const ALL: [Self; 14] = [
        Self::Pushed,
        Self::Late,
        Self::Acknowledged,
        Self::Deemed,
        Self::Confirmed,
        Self::Open,
        Self::Returned,
        Self::Objected,
        Self::ForInformation,
        Self::Recalled,
        Self::ReplyAsked,
        Self::ReplyGiven,
        Self::ReplyOpen,
        Self::ReplyOverdue,
    ];

    /// The word in addresses and in the ids of its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pushed => "pushed",
            Self::Late => "late",
            Self::Acknowledged => "acknowledged",
            Self::Deemed => "deemed",
            Self::Confirmed => "confirmed",
            Self::Open => "open",
            Self::Returned => "returned",
            Self::Objected => "objected",
            Self::ForInformation => "information",
            Self::Recalled => "recalled",
            Self::ReplyAsked => "reply-asked",
            Self::ReplyGiven => "reply-given",
            Self::ReplyOpen => "reply-open",
            Self::ReplyOverdue => "reply-overdue",
        }
    }

    /// The measure of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.as_str() == word)
    }

    /// A condition on the column `standing` of `alias`: constants only, the same bits that `counts_in` looks at.
    pub fn condition(self, alias: &str) -> String {
        let any: Vec<String> =
            self.bits().iter().map(|(mask, wanted)| format!("({alias}.standing & {mask}) = {wanted}")).collect();
        format!("({})", any.join(" OR "))
    }

    const fn bits(self) -> &'static [Bits] {
        match self {
            Self::Pushed => &[(RECALLED, 0)],
            Self::Late => &[(RECALLED | LATE, LATE)],
            Self::Acknowledged => &[(STATE | ASKED, ACKNOWLEDGED | ASKED)],
            Self::Deemed => &[(STATE, DEEMED)],
            Self::Confirmed => &[(RECALLED | CONFIRMED, CONFIRMED)],
            Self::Open => &[(STATE | ASKED, IN_TRANSIT | ASKED)],
            Self::Returned => &[(STATE, RETURNED)],
            Self::Objected => &[
                (STATE | ONCE_RETURNED, IN_TRANSIT | ONCE_RETURNED),
                (STATE | ONCE_RETURNED, ACKNOWLEDGED | ONCE_RETURNED),
                (STATE | ONCE_RETURNED, DEEMED | ONCE_RETURNED),
            ],
            Self::ForInformation => &[(STATE | ASKED, IN_TRANSIT), (STATE | ASKED, ACKNOWLEDGED)],
            Self::Recalled => &[(RECALLED, RECALLED)],
            Self::ReplyAsked => &[
                (STATE | OWED, IN_TRANSIT | OWED),
                (STATE | OWED, ACKNOWLEDGED | OWED),
                (STATE | OWED, DEEMED | OWED),
                (RECALLED | REPLIED, REPLIED),
            ],
            Self::ReplyGiven => &[(RECALLED | REPLIED, REPLIED)],
            Self::ReplyOpen | Self::ReplyOverdue => {
                &[(STATE | OWED, IN_TRANSIT | OWED), (STATE | OWED, ACKNOWLEDGED | OWED), (STATE | OWED, DEEMED | OWED)]
            }
        }
    }
}

/// The day of a push in the city, in days since 1970, for the column.
pub fn pushed_on(transmittal: &Transmittal) -> i64 {
    day_number(local_date(transmittal.pushed_at))
}

/// A day as the column counts it.
pub fn day_number(day: jiff::civil::Date) -> i64 {
    let since = jiff::civil::date(1970, 1, 1).until(day).map(|span| span.get_days());
    since.map_or(0, i64::from)
}

/// The day of a column; the first of all where there is no such day.
pub fn day_of(number: i64) -> jiff::civil::Date {
    let span = jiff::Span::new().try_days(number);
    span.and_then(|span| jiff::civil::date(1970, 1, 1).checked_add(span)).unwrap_or(jiff::civil::Date::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whatever_was_pushed_stands_in_exactly_one_way(bits in 0_i64..512) {
            let standing = Standing(bits);
            let ways = [
                Measure::Acknowledged, Measure::Deemed, Measure::Open, Measure::Returned, Measure::ForInformation,
                Measure::Recalled,
            ];
            let state = bits & STATE;
            prop_assume!(state <= RECALLED);
            prop_assert_eq!(ways.iter().filter(|way| standing.counts_in(**way)).count(), 1, "{}", bits);
            prop_assert_eq!(standing.counts_in(Measure::Pushed), state != RECALLED);
        }

        #[test]
        fn every_reply_that_is_asked_for_is_given_or_open(bits in 0_i64..512) {
            let standing = Standing(bits);
            prop_assume!(bits & STATE <= RECALLED && bits & (OWED | REPLIED) != OWED | REPLIED);
            let parts = [Measure::ReplyGiven, Measure::ReplyOpen].iter().filter(|part| standing.counts_in(**part)).count();
            prop_assert_eq!(usize::from(standing.counts_in(Measure::ReplyAsked)), parts);
        }
    }

    #[test]
    fn words_come_back_as_their_measures() {
        for measure in Measure::ALL {
            assert_eq!(Measure::from_word(measure.as_str()), Some(measure));
        }
        assert_eq!(Measure::from_word("rank"), None);
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2026, 11, 24)), 20_781);
        assert_eq!(day_of(20_781), date(2026, 11, 24));
        assert_eq!(day_of(i64::MAX), jiff::civil::Date::MIN);
    }

    #[test]
    fn time_alone_makes_a_waiting_one_deemed() {
        let waiting = Standing(IN_TRANSIT | ASKED | LATE);
        assert!(waiting.counts_in(Measure::Open) && !waiting.counts_in(Measure::Deemed));
        let deemed = waiting.deemed();
        assert!(
            deemed.counts_in(Measure::Deemed) && deemed.counts_in(Measure::Late) && !deemed.counts_in(Measure::Open)
        );
    }
}
