//! Pushes and penalties of the small city, told to its liaison officers through servers that answer as they are told.

use super::servers::{Answer, Desk, SECRET, gateway, mail_server, telling};
use crate::city::{CITY, City, FIRM, ONE, code, grant, penalty};
use base64::Engine as _;
use shenguan_db::Dialect;
use shenguan_rules::party::OfficerId;
use shenguan_rules::subject::Actor;
use shenguan_server::exchange::acts;
use shenguan_server::exchange::sweep::DEEM;
use shenguan_server::platform::app::App;
use shenguan_server::platform::clock::Clock;
use shenguan_server::platform::error::Error;
use shenguan_server::platform::notice::{
    Attempt, Channel, Choice, Delivery, DeliveryState, Notice, Post, Topic, Want, attempts_of, deliver_all, deliveries,
    keep_choice, notices_of, sign, tell_all,
};
use shenguan_server::sections::DESK;
use std::sync::Arc;

/// A Tuesday morning before offices open.
const NOW: &str = "2026-11-24T08:00:00+08:00";
/// The subject, the text and the applicant of what is pushed: they stand in no message.
const PRIVATE: [&str; 7] = ["化工", "危险化学品", "储罐", "测试品", "行政处罚决定", "通报", FIRM];

/// A city whose messages leave, to servers that a test can ask.
struct Told {
    city: City,
    post: Post,
    mails: Desk,
    calls: Desk,
}

impl Told {
    async fn of(city: City) -> Self {
        let ((port, mails), (url, calls)) = (mail_server().await, gateway().await);
        let post = Post::of(&telling(port, url), DESK).expect("the settings can be");
        let told = Self { city, post, mails, calls };
        for (department, number) in [("SPJ", "13900000001"), ("YJJ", "13900000002"), ("SCJ", "13900000003")] {
            told.choose(department, &format!("{}@example.invalid", department.to_lowercase()), number).await;
        }
        told
    }

    fn officer(&self, department: &str) -> OfficerId {
        self.city.liaison(department).officer().expect("a person").clone()
    }

    /// Everything wanted over mail and SMS, and nothing over IM.
    async fn choose(&self, department: &str, email: &str, phone: &str) {
        let wanted =
            [Channel::Email, Channel::Sms].into_iter().flat_map(|channel| Want::ALL.map(|want| (channel, want)));
        let choice =
            Choice { email: email.to_owned(), phone: phone.to_owned(), im: String::new(), wanted: wanted.collect() };
        let officer = self.officer(department);
        let kept = self.city.app.act(Actor::Setup, move |act| keep_choice(act, &officer, &choice));
        kept.await.expect("the choice is kept");
    }

    /// The bureau grants a permit; its number.
    async fn granted(&self, case: &str, at: &str) -> String {
        let request = grant(case, ONE, at);
        let pushed = self.city.app.act(self.city.liaison("SPJ"), move |act| acts::push(act, &request)).await;
        pushed.expect("the push is taken")[0].state.number.clone()
    }

    async fn tell(&self) -> usize {
        tell_all(&self.city.app, &self.post).await.expect("it is planned")
    }

    async fn deliver(&self) -> usize {
        deliver_all(&self.city.app, &self.post).await.expect("it is handed on")
    }

    async fn deliveries(&self) -> Vec<Delivery> {
        self.city.app.read(|read| deliveries(read.tx(), None)).await.expect("they are read")
    }

    async fn attempts(&self, delivery: &Delivery) -> Vec<Attempt> {
        let id = delivery.id.clone();
        self.city.app.read(move |read| attempts_of(read.tx(), &id)).await.expect("they are read")
    }

    async fn notices(&self, department: &str) -> Vec<Notice> {
        let officer = self.officer(department);
        self.city.app.read(move |read| notices_of(read.tx(), &officer)).await.expect("they are read")
    }

    fn at(&self, time: &str) {
        self.city.set_clock(&format!("{time}+08:00"));
    }
}

async fn a_push_is_told_in_the_morning_by_mail_and_by_text_message(city: City) {
    let told = Told::of(city).await;
    let number = told.granted("A-1", "2026-11-24T07:30:00+08:00").await;
    assert_eq!(told.tell().await, 0, "offices are closed");
    told.at("2026-11-24T08:30:00");
    assert_eq!((told.tell().await, told.tell().await), (1, 0));
    assert_eq!((told.deliver().await, told.deliver().await), (2, 0));

    let (mails, calls) = (told.mails.received(), told.calls.received());
    assert_eq!((mails.len(), calls.len()), (1, 1));
    assert!(mails[0].header("rcpt-to").contains("yjj@example.invalid"), "{mails:?}");
    let encoded: String = mails[0].body.split_whitespace().collect();
    let bytes = base64::engine::general_purpose::STANDARD.decode(encoded).expect("the body is Base64");
    let text = String::from_utf8(bytes).expect("and UTF-8");
    for words in ["新到", "确认接收", "11月25日（周三）17:00 前", &format!("https://sg.example.invalid/items/{number}")]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let call: serde_json::Value = serde_json::from_str(&calls[0].body).expect("JSON");
    assert_eq!((call["channel"].as_str(), call["to"].as_str()), (Some("sms"), Some("13900000002")));
    let text = call["text"].as_str().expect("a text");
    assert!(text.contains(&number) && text.chars().count() < 140, "{text}");

    let (id, timestamp) = (calls[0].header("webhook-id"), calls[0].header("webhook-timestamp"));
    let secret = base64::engine::general_purpose::STANDARD.decode(&SECRET[6..]).expect("Base64");
    let signed = sign(&secret, id, timestamp.parse().expect("seconds"), calls[0].body.as_bytes());
    assert_eq!((calls[0].header("webhook-signature"), call["id"].as_str()), (signed.as_str(), Some(id)));

    for delivery in told.deliveries().await {
        let attempts = told.attempts(&delivery).await;
        assert_eq!((delivery.state, attempts.len(), attempts[0].outcome.as_str()), (DeliveryState::Sent, 1, "sent"));
    }
    let notices = told.notices("YJJ").await;
    assert_eq!((notices.len(), notices[0].topic, notices[0].is_seen), (1, Topic::Digest, false));
    assert!(told.notices("SCJ").await.is_empty() && told.notices("SPJ").await.is_empty());
    told.city.assert_verified().await;
}

async fn what_does_not_go_out_is_tried_again_under_the_same_id_until_it_is_of_no_use(city: City) {
    let told = Told::of(city).await;
    told.granted("B-1", "2026-11-24T07:30:00+08:00").await;
    told.calls.will([Answer::Status(503), Answer::Silence, Answer::Accept]);
    told.mails.will([Answer::Status(451), Answer::Status(550)]);
    told.at("2026-11-24T08:30:00");
    told.tell().await;
    assert_eq!(told.deliver().await, 2);
    assert_eq!(told.deliver().await, 0, "not before its time");
    told.at("2026-11-24T08:31:01");
    assert_eq!(told.deliver().await, 2);
    told.at("2026-11-24T08:40:00");
    assert_eq!(told.deliver().await, 1, "a mail that is refused for good is not tried again");

    let calls = told.calls.received();
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|call| call.header("webhook-id") == calls[0].header("webhook-id")), "{calls:?}");
    let mails = told.mails.received();
    assert_eq!((mails.len(), mails[0].header("message-id")), (2, mails[1].header("message-id")));
    for delivery in told.deliveries().await {
        let codes: Vec<Option<String>> = told.attempts(&delivery).await.into_iter().map(|it| it.code).collect();
        let codes: Vec<&str> = codes.iter().map(|code| code.as_deref().unwrap_or("–")).collect();
        let (state, expected): (_, &[&str]) = match delivery.channel {
            Channel::Email => (DeliveryState::Failed, &["SMTP_451", "SMTP_550"]),
            _ => (DeliveryState::Sent, &["GATEWAY_503", "TIMEOUT", "–"]),
        };
        assert_eq!((delivery.state, codes.as_slice()), (state, expected));
    }
    told.city.assert_verified().await;
}

async fn a_gateway_that_is_gone_stops_no_act_and_its_messages_fail_when_the_day_ends(city: City) {
    let mut told = Told::of(city).await;
    told.choose("YJJ", "", "13900000002").await;
    told.calls.will(std::iter::repeat_n(Answer::Status(502), 40));
    told.granted("C-1", "2026-11-24T07:30:00+08:00").await;
    told.at("2026-11-24T08:30:00");
    told.tell().await;
    for hour in 8..20 {
        for minute in [35, 50] {
            told.at(&format!("2026-11-24T{hour:02}:{minute}:00"));
            told.deliver().await;
        }
        told.granted(&format!("C-{hour}{hour}"), &format!("2026-11-24T{hour:02}:30:00+08:00")).await;
    }
    let deliveries = told.deliveries().await;
    assert_eq!((deliveries.len(), deliveries[0].state), (1, DeliveryState::Failed));
    assert_eq!(deliveries[0].code.as_deref(), Some("GATEWAY_502"));
    assert!((5..20).contains(&deliveries[0].attempts), "{}", deliveries[0].attempts);
    // A channel that is switched off afterwards fails by name.
    told.at("2026-11-25T08:30:00");
    told.tell().await;
    told.post.sms = None;
    told.deliver().await;
    assert_eq!(told.deliveries().await[0].code.as_deref(), Some("CHANNEL_OFF"));
    told.city.assert_verified().await;
}

async fn what_was_cut_off_is_sent_again_under_its_id_and_shows_as_cut_off(city: City) {
    let told = Told::of(city).await;
    told.choose("YJJ", "", "13900000002").await;
    told.granted("D-1", "2026-11-24T07:30:00+08:00").await;
    told.at("2026-11-24T08:30:00");
    told.tell().await;
    told.calls.will([Answer::Silence]);
    let (app, post) = (told.city.app.clone(), told.post.clone());
    let cut = tokio::spawn(async move { deliver_all(&app, &post).await });
    while told.calls.received().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    cut.abort();
    assert!(cut.await.is_err(), "the process ended under way");
    told.at("2026-11-24T08:31:00");
    assert_eq!(told.deliver().await, 0, "another node may still be at it");
    told.at("2026-11-24T08:33:00");
    assert_eq!(told.deliver().await, 1);
    let calls = told.calls.received();
    assert_eq!((calls.len(), calls[0].header("webhook-id")), (2, calls[1].header("webhook-id")));
    let outcomes: Vec<String> =
        told.attempts(&told.deliveries().await[0]).await.into_iter().map(|attempt| attempt.outcome).collect();
    assert_eq!(outcomes, ["started", "sent"]);
    told.city.assert_verified().await;
}

async fn two_nodes_at_once_tell_nobody_twice(city: City) {
    let told = Told::of(city).await;
    for case in 0..25 {
        told.granted(&format!("E-{case}"), "2026-11-24T07:30:00+08:00").await;
        let request = penalty(&format!("测罚〔2026〕{case}号"), &format!("测危化经字〔2026〕E-{case}"), "2026-11-24");
        told.city.app.act(told.city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("taken");
    }
    told.at("2026-11-24T08:30:00");
    // On SQLite one process has the file; there two workers of it are two nodes.
    let second = if told.city.database().dialect() == Dialect::Postgres {
        let database = told.city.database().again();
        let now = "2026-11-24T08:30:00+08:00".parse().expect("an instant");
        let start = move || App::start(&database, CITY, Arc::new(Clock::manual(now)), vec![DEEM]);
        tokio::task::spawn_blocking(start).await.expect("it starts").expect("the second node starts")
    } else {
        told.city.app.clone()
    };
    let (one, two) = tokio::join!(tell_all(&told.city.app, &told.post), tell_all(&second, &told.post));
    assert_eq!(one.expect("planned") + two.expect("planned"), 2, "the liaison officers of both sides");
    let (one, two) = tokio::join!(deliver_all(&told.city.app, &told.post), deliver_all(&second, &told.post));
    assert_eq!(one.expect("handed on") + two.expect("handed on"), 4);
    assert_eq!((told.mails.received().len(), told.calls.received().len()), (2, 2));
    told.city.assert_verified().await;
}

async fn no_message_carries_a_name_or_a_word_of_the_record(city: City) {
    let told = Told::of(city).await;
    told.granted("F-1", "2026-11-24T07:30:00+08:00").await;
    let request = penalty("测罚〔2026〕1号", "测危化经字〔2026〕F-1", "2026-11-24");
    let pushed =
        told.city.app.act(told.city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("taken");
    let id = pushed[0].id.clone();
    for day in ["24", "25", "26", "27", "30"] {
        for time in ["08:30:00", "12:00:00", "17:30:00"] {
            let month = 11;
            told.at(&format!("2026-{month}-{day}T{time}"));
            if time == "12:00:00" {
                let id = id.clone();
                told.city.app.act(told.city.liaison("YJJ"), move |act| acts::remind(act, &id)).await.expect("reminded");
            }
            told.tell().await;
            told.deliver().await;
        }
    }
    let messages = told.deliveries().await;
    assert!(messages.len() >= 12, "{}", messages.len());
    let topics: Vec<Topic> = told.notices("SPJ").await.iter().map(|notice| notice.topic).collect();
    assert_eq!(topics.iter().filter(|topic| **topic == Topic::Reminder).count(), 5);
    for message in &messages {
        for private in PRIVATE {
            let text = format!("{}\n{}", message.title, message.words);
            assert!(!text.contains(private), "{private} stands in {text}");
        }
        assert!(message.words.contains("TS-2026-") && message.words.contains("https://sg.example.invalid/"));
    }
    let sent: Vec<String> = told.calls.received().into_iter().map(|call| call.body).collect();
    assert!(!sent.is_empty() && PRIVATE.iter().all(|private| sent.iter().all(|body| !body.contains(private))));
    told.city.assert_verified().await;
}

async fn the_sender_reminds_once_a_working_day_and_the_addressee_is_told(city: City) {
    let told = Told::of(city).await;
    told.at("2026-11-24T10:00:00");
    let request = penalty("测罚〔2026〕2号", "测危化经字〔2026〕G-1", "2026-11-24");
    let pushed =
        told.city.app.act(told.city.liaison("YJJ"), move |act| acts::push(act, &request)).await.expect("taken");
    let (id, due) = (pushed[0].id.clone(), pushed[0].state.receipt_due());
    assert_eq!(told.tell().await, 1, "the digest of the day");
    let remind = |department: &str| {
        let id = id.clone();
        told.city.app.act(told.city.liaison(department), move |act| acts::remind(act, &id))
    };
    let code_of = |refused| match refused {
        Err(Error::Refused(refused)) => refused.code,
        other => panic!("refused, not {other:?}"),
    };
    assert_eq!(code_of(remind("SPJ").await), "NOT_SENDER");
    assert!(matches!(remind("SCJ").await, Err(Error::NotFound)));
    let reminded = remind("YJJ").await.expect("reminded");
    assert_eq!(
        (reminded.state.receipt_due(), reminded.state.reminders.of(&code("SPJ")).map(|it| it.count)),
        (due, Some(1))
    );
    assert_eq!(code_of(remind("YJJ").await), "ALREADY_REMINDED");
    assert_eq!((told.tell().await, told.tell().await), (1, 0));
    assert!(told.notices("SPJ").await.iter().any(|notice| notice.topic == Topic::Reminder));
    told.at("2026-11-25T09:00:00");
    remind("YJJ").await.expect("again on the next working day");
    told.city.assert_verified().await;
}

crate::on_both!(super::NOW;
    a_push_is_told_in_the_morning_by_mail_and_by_text_message,
    what_does_not_go_out_is_tried_again_under_the_same_id_until_it_is_of_no_use,
    a_gateway_that_is_gone_stops_no_act_and_its_messages_fail_when_the_day_ends,
    what_was_cut_off_is_sent_again_under_its_id_and_shows_as_cut_off,
    two_nodes_at_once_tell_nobody_twice,
    no_message_carries_a_name_or_a_word_of_the_record,
    the_sender_reminds_once_a_working_day_and_the_addressee_is_told,
);
