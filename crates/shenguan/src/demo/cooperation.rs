//! Requests for cooperation (商请, 二(三)¶4) of the demo city: one or two to a hundred cases, in both directions, about an eighth of
//! them answered late; some open today. They have chance of their own, so that the traffic stays as it is.

use jiff::Timestamp;
use jiff::civil::Date;
use shenguan_rules::calendar::{Calendar, local_date};
use shenguan_rules::cooperation::Opinion;

use super::city::City;
use super::day::{Days, later, morning, office_time};
use super::dice::Dice;
use super::items::Item;
use super::officers::{head_key, liaison_key};
use super::plan::{Cooperation, PlannedAsk, PlannedNote, PlannedPush, PlannedWord, Traffic, Word};

/// Requests to a thousand outcomes, and to a thousand penalty decisions.
const CASES: u32 = 12;
const MATTERS: u32 = 30;
/// What becomes of them, per mille: answered in time, answered late, after a question, after an extension, redirected.
const FATES: [(Fate, u32); 5] =
    [(Fate::InTime, 730), (Fate::Late, 130), (Fate::Question, 60), (Fate::Extension, 40), (Fate::Redirected, 40)];
const OPINIONS: [(Opinion, u32, &str); 4] = [
    (Opinion::Agree, 600, "经现场核对，该项目符合要求，同意。（测试）"),
    (Opinion::Conditional, 180, "同意，申请人须在投入使用前补齐安全警示标志。（测试）"),
    (Opinion::NoOpinion, 140, "经研究，无意见。（测试）"),
    (Opinion::Disagree, 80, "不同意，现场与申报的平面布置不符，建议整改后再行研究。（测试）"),
];

/// How a request ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    InTime,
    Late,
    Question,
    Extension,
    Redirected,
}

/// One end of a request: the department and the section that has it.
#[derive(Clone)]
struct End {
    department: &'static str,
    section: String,
}

impl End {
    fn liaison(&self) -> String {
        liaison_key(self.department, &self.section)
    }
}

/// Makes the requests of a city.
struct Maker<'a> {
    city: &'a City,
    days: Days<'a>,
    dice: Dice,
    /// Nothing is asked before.
    from: Timestamp,
    made: Cooperation,
}

impl Cooperation {
    /// What is asked beside the traffic of a city up to `now`; the same seed gives the same.
    pub(crate) fn generate(seed: u64, now: Timestamp, city: &City, traffic: &Traffic, calendar: &Calendar) -> Self {
        let Some(first) = traffic.pushes.first() else { return Self::default() };
        let (days, dice) = (Days::new(calendar, now), Dice::new(seed ^ 0x5351));
        let mut maker = Maker { city, days, dice, from: first.at, made: Self::default() };
        for push in &traffic.pushes {
            maker.past(push);
        }
        maker.open(traffic);
        maker.notes(traffic);
        maker.made.asks.iter_mut().for_each(|ask| ask.then.retain(|word| word.at <= now));
        maker.made.asks.retain(|ask| ask.at >= first.at && ask.at <= now);
        maker.made
    }
}

impl Maker<'_> {
    /// A request that went before a push, now and then.
    fn past(&mut self, push: &PlannedPush) {
        let chance = match push.kind {
            "approval_outcome" if push.corrects.is_none() && push.to.is_none() => CASES,
            "penalty_decision" => MATTERS,
            _ => return,
        };
        if !self.dice.chance(chance) {
            return;
        }
        let before = u32::try_from(self.dice.between(7, 12)).unwrap_or(7);
        let day = self.days.before(local_date(push.at), before);
        let number = push.approval.as_ref().map(|record| record.case_number.clone());
        let at = office_time(&mut self.dice, day);
        let Some((mut ask, asker, asked)) = self.ask(push, at, number) else { return };
        if ask.at < self.from {
            return;
        }
        // The first of a city shows 改派, the second goes to two departments.
        let fate = match self.made.asks.len() {
            0 => Fate::Redirected,
            1 => Fate::InTime,
            _ => FATES[self.dice.weighted(&FATES.map(|(_, weight)| weight))].0,
        };
        ask.then = self.lived(day, fate, &asker, &asked);
        if self.made.asks.len() == 1 && ask.case.is_some() {
            let other = self.other_than(asked.department);
            ask.to.push(other.department);
            let more = self.lived(day, Fate::InTime, &asker, &other);
            ask.then.extend(more);
        }
        ask.then.sort_by_key(|word| word.at);
        self.made.asks.push(ask);
    }

    /// What somebody asks in the matter of a push, and both ends of it.
    fn ask(&self, push: &PlannedPush, at: Timestamp, number: Option<String>) -> Option<(PlannedAsk, End, End)> {
        let item: &Item = self.city.items.iter().find(|item| Some(item.code) == push.item_code)?;
        let bureau = End { department: self.city.bureau().code, section: item.bureau_section.to_owned() };
        let (asker, asked, subject, content) = match (&push.approval, &push.penalty) {
            (Some(record), _) => {
                let lead = push.addressees.first()?;
                let section = item.authorities.iter().find(|authority| authority.department == *lead)?.section;
                let subject = format!("关于商请对{}申请{}提出意见的函（测试）", record.applicant_name, item.name);
                let content = "该申请正在办理，请贵单位就现场条件与行业管理要求提出书面意见。（测试）";
                (bureau, End { department: lead, section: section.to_owned() }, subject, content)
            }
            (None, Some(record)) => {
                let subject = format!("关于商请提供{}许可档案的函（测试）", record.party_name);
                let content = "我单位正在核查该当事人的违法线索，请提供许可申请材料与勘验记录。（测试）";
                let section = item.authorities.iter().find(|authority| authority.department == push.from);
                let section = section.map_or("01", |authority| authority.section).to_owned();
                (End { department: push.from, section }, bureau, subject, content)
            }
            (None, None) => return None,
        };
        let day = local_date(at);
        let promised = u32::from(item.promised_working_days).max(15);
        let ask = PlannedAsk {
            at,
            who: asker.liaison(),
            to: vec![asked.department],
            subject,
            content: content.to_owned(),
            case: number.map(|number| (number, self.days.after(day, promised))),
            matter: push.penalty.as_ref().map(|record| format!("对{}的监督检查（测试）", record.party_name)),
            item_code: push.item_code,
            certificate_number: push.penalty.as_ref().and_then(|record| record.certificate_number.clone()),
            then: Vec::new(),
        };
        Some((ask, asker, asked))
    }

    /// What happens to what was issued on a day: each step on a later working day than the one before, or hours after it.
    fn lived(&mut self, day: Date, fate: Fate, asker: &End, asked: &End) -> Vec<PlannedWord> {
        let on = |days: &Days<'_>, n: u32| days.after(day, n);
        let opened_at = morning(&mut self.dice, on(&self.days, 1));
        let mut then = vec![word(opened_at, asked, asked.liaison(), Word::Open)];
        let (answers, asked_last) = match fate {
            Fate::InTime if self.dice.chance(500) => {
                let (opinion, text) = self.opinion();
                let at = later(opened_at, self.dice.between(12, 40));
                then.push(word(at, asked, asked.liaison(), Word::Reply(opinion, text)));
                then.push(self.confirmed(on(&self.days, 2), asker, asked));
                return then;
            }
            Fate::InTime => (self.dice.between(2, 3), asked.clone()),
            Fate::Late => (self.dice.between(4, 5), asked.clone()),
            Fate::Question => {
                let text = "请说明储存区与村道的间距按罐壁还是围堰计算。（测试）";
                then.push(word(later(opened_at, 9), asked, asked.liaison(), Word::Question(text)));
                let at = morning(&mut self.dice, on(&self.days, 2));
                then.push(word(at, asked, asker.liaison(), Word::Explain("按罐壁外缘计算，图纸已注明。（测试）")));
                (3, asked.clone())
            }
            Fate::Extension => {
                let at = morning(&mut self.dice, on(&self.days, 2));
                then.push(word(at, asked, asked.liaison(), Word::AskDays(2, "需组织专家现场踏勘。（测试）")));
                let at = morning(&mut self.dice, on(&self.days, 3));
                then.push(word(at, asked, asker.liaison(), Word::Grant));
                (self.dice.between(4, 5), asked.clone())
            }
            Fate::Redirected => {
                // The bureau is the only one of its side: nobody redirects what was asked of it.
                if asked.department == self.city.bureau().code {
                    return self.lived(day, Fate::Late, asker, asked);
                }
                let other = self.other_than(asked.department);
                then.push(word(later(opened_at, 9), asked, asked.liaison(), Word::NotOurs(other.department)));
                let at = morning(&mut self.dice, on(&self.days, 2));
                then.push(word(at, asked, asker.liaison(), Word::Redirect(other.department)));
                (4, other)
            }
        };
        let answers = u32::try_from(answers).unwrap_or(3);
        let (opinion, text) = self.opinion();
        let at = office_time(&mut self.dice, on(&self.days, answers));
        then.push(word(at, &asked_last, asked_last.liaison(), Word::Reply(opinion, text)));
        then.push(self.confirmed(on(&self.days, answers + 1), asker, &asked_last));
        then
    }

    fn confirmed(&mut self, day: Date, asker: &End, asked: &End) -> PlannedWord {
        word(office_time(&mut self.dice, day), asked, asker.liaison(), Word::Confirm)
    }

    fn opinion(&mut self) -> (Opinion, &'static str) {
        let (opinion, _, text) = OPINIONS[self.dice.weighted(&OPINIONS.map(|(_, weight, _)| weight))];
        (opinion, text)
    }

    /// Another authority, by its first section.
    fn other_than(&mut self, department: &str) -> End {
        let others: Vec<&'static str> =
            self.city.authorities().map(|authority| authority.code).filter(|code| *code != department).collect();
        End { department: self.dice.pick(&others), section: "01".to_owned() }
    }

    /// Something waits today: in the inboxes of several authorities, and of the bureau.
    fn open(&mut self, traffic: &Traffic) {
        let outcomes = traffic.pushes.iter().rev().filter(|push| push.approval.is_some() && push.to.is_none());
        let mut seen: Vec<&'static str> = Vec::new();
        let outcomes: Vec<&PlannedPush> = outcomes
            .filter(|push| {
                let lead = push.addressees.first().copied().filter(|lead| !seen.contains(lead));
                seen.extend(lead);
                lead.is_some()
            })
            .collect();
        // Issued so many working days ago: one is due today, two are late.
        for (place, (push, days_ago)) in outcomes.iter().zip([3, 5, 2, 2, 2, 2, 2, 3, 6]).enumerate() {
            let day = self.days.before(self.days.today, days_ago);
            let number = format!("210300-{}-{}", day.year(), 900_001 + place);
            let at = morning(&mut self.dice, day);
            let Some((mut ask, asker, asked)) = self.ask(push, at, Some(number)) else { continue };
            let yesterday = self.days.before(self.days.today, 1);
            ask.then = self.waiting(place, yesterday, &asker, &asked);
            if place == 3 {
                ask.to.push(self.other_than(asked.department).department);
            }
            self.made.asks.push(ask);
        }
        let penalties = traffic.pushes.iter().rev().filter(|push| push.penalty.is_some());
        for (push, days_ago) in penalties.step_by(3).zip([1, 3, 5]) {
            let at = morning(&mut self.dice, self.days.before(self.days.today, days_ago));
            let ask = self.ask(push, at, None);
            self.made.asks.extend(ask.map(|(ask, _, _)| ask));
        }
    }

    /// What was done by yesterday with the requests that are open.
    fn waiting(&mut self, place: usize, yesterday: Date, asker: &End, asked: &End) -> Vec<PlannedWord> {
        let opened_at = morning(&mut self.dice, yesterday);
        let (then, by) = (later(opened_at, 7), asked.liaison());
        let open = word(opened_at, asked, by.clone(), Word::Open);
        let (opinion, text) = (OPINIONS[1].0, OPINIONS[1].2);
        let next = match place {
            2 => word(then, asked, by, Word::AskDays(2, "需会同属地核实，申请延期。（测试）")),
            3 | 7 => word(then, asked, by, Word::Reply(opinion, text)),
            4 => word(then, asked, by, Word::Question("请补充储存品种与最大储量。（测试）")),
            5 => word(then, asked, by, Word::NotOurs(self.other_than(asked.department).department)),
            6 => {
                let head = head_key(asked.department, &asked.section);
                let sections = self.city.department(asked.department).map_or(&[][..], |own| &own.sections);
                let sections: Vec<String> = sections.iter().take(2).map(|section| section.code.clone()).collect();
                let first = sections.first().cloned().unwrap_or_default();
                let signer = head_key(asked.department, &first);
                let signed = word(later(then, 20), asked, signer, Word::Sign(Opinion::Agree, "同意。（测试）"));
                return vec![open, word(then, asked, head, Word::Countersign(sections)), signed];
            }
            1 => return Vec::new(),
            // Asked, opened, and nothing more; a question that was answered.
            8 => {
                let explained = word(later(then, 60), asked, asker.liaison(), Word::Explain("见附图。（测试）"));
                return vec![open, word(then, asked, by, Word::Question("请明确选址坐标。（测试）")), explained];
            }
            _ => return vec![open],
        };
        vec![open, next]
    }

    /// Two questions about what was received, one of which waits.
    fn notes(&mut self, traffic: &Traffic) {
        let plain = |push: &PlannedPush| push.approval.is_some() && push.to.is_none() && push.corrects.is_none();
        let (now, before) = (self.days.now, self.days.before(self.days.today, 2));
        let old = traffic.pushes.iter().enumerate().rev();
        let old = old.filter(|(_, push)| plain(push) && local_date(push.at) <= before).step_by(5).take(2);
        for (place, (index, push)) in old.enumerate() {
            let item = self.city.items.iter().find(|item| Some(item.code) == push.item_code);
            let authority = push.addressees.first().zip(item);
            let Some((addressee, item)) = authority else { continue };
            let asked_at = morning(&mut self.dice, self.days.before(self.days.today, 1)).min(now);
            let own = item.authorities.iter().find(|authority| authority.department == *addressee);
            let section = own.map_or("01", |authority| authority.section);
            let answer = (later(asked_at, 50), liaison_key(push.from, item.bureau_section));
            self.made.notes.push(PlannedNote {
                push: index,
                addressee,
                asked: (asked_at, liaison_key(addressee, section)),
                answered: Some(answer).filter(|(at, _)| place > 0 && *at <= now),
            });
        }
    }
}

fn word(at: Timestamp, asked: &End, who: String, word: Word) -> PlannedWord {
    PlannedWord { at, to: asked.department, who, word }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::loading::PUSHES_A_WORKING_DAY;
    use std::collections::BTreeSet;

    fn made(seed: u64, now: &str) -> (City, Traffic, Cooperation, Timestamp) {
        let (city, now, calendar) = (City::anshan().unwrap(), now.parse().unwrap(), Calendar::official());
        let traffic = Traffic::generate(seed, now, PUSHES_A_WORKING_DAY, &city, &calendar).unwrap();
        let made = Cooperation::generate(seed, now, &city, &traffic, &calendar);
        assert_eq!(made, Cooperation::generate(seed, now, &city, &traffic, &calendar), "the same seed, the same city");
        (city, traffic, made, now)
    }

    /// Whether a reply comes after the third working day, and nobody granted more.
    fn is_late(ask: &PlannedAsk, calendar: &Calendar) -> bool {
        let due = calendar.add(local_date(ask.at), 3).unwrap();
        let granted = ask.then.iter().any(|word| matches!(word.word, Word::Grant | Word::Redirect(_)));
        let late = |word: &PlannedWord| matches!(word.word, Word::Reply(..)) && local_date(word.at) > due;
        !granted && ask.then.iter().any(late)
    }

    #[test]
    fn one_or_two_to_a_hundred_are_asked_in_both_directions_and_an_eighth_is_late() {
        let (mut pushes, mut asks, mut replied, mut late) = (0, 0, 0, 0);
        for seed in 1..=4 {
            let (_, traffic, made, _) = made(seed, "2026-11-24T15:18:00+08:00");
            pushes += traffic.pushes.len();
            asks += made.asks.len();
            let of_authorities = made.asks.iter().filter(|ask| ask.to == ["XZSP"]).count();
            assert!(of_authorities >= 10 && of_authorities < made.asks.len() / 2, "{of_authorities}");
            let whole = |ask: &&PlannedAsk| ask.then.iter().any(|word| matches!(word.word, Word::Reply(..)));
            replied += made.asks.iter().filter(whole).count();
            late += made.asks.iter().filter(|ask| is_late(ask, &Calendar::official())).count();
        }
        assert!((10..=20).contains(&(asks * 1000 / pushes)), "{asks} of {pushes}");
        assert!((80..=180).contains(&(late * 1000 / replied)), "{late} of {replied}");
    }

    #[test]
    fn something_of_each_kind_waits_today_and_nothing_lies_ahead() {
        let (_, _, made, now) = made(1, "2026-11-24T15:18:00+08:00");
        let calendar = Calendar::official();
        let days = Days::new(&calendar, now);
        let open: Vec<&PlannedAsk> = made
            .asks
            .iter()
            .filter(|ask| !ask.then.iter().any(|word| matches!(word.word, Word::Reply(..) | Word::Confirm)))
            .collect();
        let issued_before = |days_ago| open.iter().any(|ask| local_date(ask.at) == days.before(days.today, days_ago));
        assert!(issued_before(3) && issued_before(5), "one is due today, one is late");
        let inboxes: BTreeSet<&str> = open.iter().flat_map(|ask| ask.to.iter().copied()).collect();
        assert!(inboxes.len() >= 6 && inboxes.contains("XZSP"), "{inboxes:?}");
        let last =
            |fits: fn(&Word) -> bool| open.iter().any(|ask| ask.then.last().is_some_and(|word| fits(&word.word)));
        assert!(last(|word| matches!(word, Word::AskDays(..))), "an extension is asked");
        assert!(last(|word| matches!(word, Word::Question(_))), "a question waits");
        assert!(last(|word| matches!(word, Word::NotOurs(_))), "somebody is not competent");
        assert!(last(|word| matches!(word, Word::Sign(..))), "opinions are collected");
        assert!(made.asks.iter().any(|ask| ask.to.len() == 2), "two are asked together");
        assert_eq!(made.notes.iter().filter(|note| note.answered.is_none()).count(), 1);
        let words = made.asks.iter().flat_map(|ask| &ask.then);
        assert!(words.clone().any(|word| matches!(word.word, Word::Redirect(_))), "one is redirected");
        assert!(words.map(|word| word.at).chain(made.asks.iter().map(|ask| ask.at)).all(|at| at <= now));
    }

    #[test]
    fn every_text_is_visibly_made_up() {
        let (_, _, made, _) = made(1, "2026-11-24T15:18:00+08:00");
        for ask in &made.asks {
            assert!(ask.subject.contains("测试") && ask.content.contains("测试"), "{}", ask.subject);
        }
    }
}
