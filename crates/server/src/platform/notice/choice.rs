//! How an officer wants to be told: addresses, and which channels for what. Outside the fold, and for nobody else's eyes.

use super::channel::{Channel, Want};
use crate::platform::act::Act;
use crate::platform::directory::OfficerCard;
use crate::platform::error::{Error, FieldError, Result};
use shenguan_db::Tx;
use shenguan_rules::party::OfficerId;
use std::collections::BTreeSet;

/// Longest address.
const ADDRESS_CHARACTERS_MAX: usize = 100;

/// How somebody wants to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// 电子邮件.
    pub email: String,
    /// 手机号.
    pub phone: String,
    /// The name in the instant messenger.
    pub im: String,
    /// Which channel is wanted for what.
    pub wanted: BTreeSet<(Channel, Want)>,
}

impl Choice {
    /// What holds until its owner says otherwise: the contact of the card, where it is a mobile number or an address.
    pub fn of_card(card: &OfficerCard) -> Self {
        let contact = card.contact.trim();
        let pairs = Channel::ALL.into_iter().flat_map(|channel| Want::ALL.map(|want| (channel, want)));
        Self {
            email: if is_email(contact) { contact.to_owned() } else { String::new() },
            phone: if is_mobile(contact) { contact.to_owned() } else { String::new() },
            im: String::new(),
            wanted: pairs.filter(|(channel, want)| channel.wants_at_first(*want)).collect(),
        }
    }

    /// Where a channel leads; none where there is no address.
    pub fn address(&self, channel: Channel) -> Option<&str> {
        let address = match channel {
            Channel::Email => &self.email,
            Channel::Sms => &self.phone,
            Channel::Im => &self.im,
        };
        Some(address.as_str()).filter(|address| !address.is_empty())
    }

    /// Every address that is none, by its field.
    pub fn check(&self) -> Result<()> {
        let checks = [
            ("email", self.email.is_empty() || is_email(&self.email), "EMAIL_UNFIT"),
            ("phone", self.phone.is_empty() || is_mobile(&self.phone), "PHONE_UNFIT"),
            ("im", self.im.is_empty() || is_plain(&self.im), "MESSENGER_UNFIT"),
        ];
        let wrong: Vec<FieldError> = checks
            .into_iter()
            .filter(|(_, fits, _)| !fits)
            .map(|(field, _, code)| FieldError::new(field, code))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }

    fn words(&self) -> String {
        let words = self.wanted.iter().map(|(channel, want)| format!("{}:{}", channel.as_str(), want.as_str()));
        words.collect::<Vec<_>>().join(" ")
    }
}

/// How an officer wants to be told.
pub fn choice_of(tx: &mut Tx<'_>, officer: &OfficerId, card: &OfficerCard) -> Result<Choice> {
    let first = Choice::of_card(card);
    let sql = "SELECT email, phone, im, wanted FROM op_notice_choice WHERE officer = $1";
    let Some(row) = tx.query_opt(sql, &[officer.as_str().into()])? else { return Ok(first) };
    let text = |column| row.get::<Option<String>>(column);
    let wanted: String = row.get(3)?;
    let pair = |word: &str| {
        let (channel, want) = word.split_once(':')?;
        Some((Channel::from_word(channel)?, Want::ALL.into_iter().find(|known| known.as_str() == want)?))
    };
    Ok(Choice {
        email: text(0)?.unwrap_or(first.email),
        phone: text(1)?.unwrap_or(first.phone),
        im: text(2)?.unwrap_or(first.im),
        wanted: wanted.split(' ').filter_map(pair).collect(),
    })
}

/// Keeps what an officer chose; wrong addresses are refused by field.
pub fn keep_choice(act: &mut Act<'_, '_>, officer: &OfficerId, choice: &Choice) -> Result<()> {
    choice.check()?;
    let now = act.now().as_microsecond();
    act.tx().execute(
        "INSERT INTO op_notice_choice (officer, email, phone, im, wanted, changed_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (officer) DO UPDATE SET email = excluded.email, phone = excluded.phone, im = excluded.im, \
         wanted = excluded.wanted, changed_at = excluded.changed_at",
        vec![
            officer.as_str().into(),
            choice.email.as_str().into(),
            choice.phone.as_str().into(),
            choice.im.as_str().into(),
            choice.words().into(),
            now.into(),
        ],
    );
    Ok(())
}

fn is_email(text: &str) -> bool {
    is_plain(text) && text.parse::<lettre::Address>().is_ok()
}

/// A mobile number of the mainland, with or without +86.
fn is_mobile(text: &str) -> bool {
    let digits = text.strip_prefix("+86").unwrap_or(text);
    digits.len() == 11 && digits.starts_with('1') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain(text: &str) -> bool {
    text.chars().count() <= ADDRESS_CHARACTERS_MAX
        && text.chars().all(|character| !character.is_whitespace() && !character.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(contact: &str) -> OfficerCard {
        OfficerCard { contact: contact.to_owned(), ..OfficerCard::default() }
    }

    #[test]
    fn a_card_gives_a_mobile_number_or_an_address_and_no_desk_telephone() {
        assert_eq!(Choice::of_card(&card("13900000001")).address(Channel::Sms), Some("13900000001"));
        assert_eq!(
            Choice::of_card(&card("ceshi@example.invalid")).address(Channel::Email),
            Some("ceshi@example.invalid")
        );
        let desk = Choice::of_card(&card("0412-555 0116"));
        assert!(Channel::ALL.into_iter().all(|channel| desk.address(channel).is_none()));
        assert!(!desk.wanted.contains(&(Channel::Sms, Want::Digest)) && desk.wanted.len() == 8);
    }

    #[test]
    fn each_address_that_is_none_is_refused_by_its_field() {
        let wrong = Choice {
            email: "甲 <a@example.invalid>".to_owned(),
            phone: "0412-5550116".to_owned(),
            im: "two words".to_owned(),
            wanted: BTreeSet::new(),
        };
        let Err(Error::Invalid(errors)) = wrong.check() else { panic!("it is refused") };
        let codes: Vec<&str> = errors.iter().map(|error| error.code.as_ref()).collect();
        assert_eq!(codes, ["EMAIL_UNFIT", "PHONE_UNFIT", "MESSENGER_UNFIT"]);
    }
}
