//! The ways out of the platform, and which of them somebody wants for what.

use super::plan::Topic;

/// A way out of the platform. In the platform everything is shown to everybody whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// 电子邮件, over SMTP.
    Email,
    /// 短信, through the gateway.
    Sms,
    /// 即时消息 (政务微信 and its like), through the gateway.
    Im,
}

/// For what somebody wants a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// The digest and the lists around days off.
    Digest,
    /// What is due today and was not in the digest.
    DueToday,
    /// 催办.
    Reminder,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Email, Self::Sms, Self::Im];

    /// The word in tables, settings and message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Im => "im",
        }
    }

    /// The field of what it is wanted for.
    pub(super) const fn as_str_of_wants(self) -> &'static str {
        match self {
            Self::Email => "email_for",
            Self::Sms => "sms_for",
            Self::Im => "im_for",
        }
    }

    /// The channel of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }

    /// What it is used for unless its owner says otherwise: an SMS disturbs, and comes only for what cannot wait.
    pub fn wants_at_first(self, want: Want) -> bool {
        self != Self::Sms || want != Want::Digest
    }
}

impl Want {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Digest, Self::DueToday, Self::Reminder];

    /// The word in tables and message families.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::DueToday => "due-today",
            Self::Reminder => "reminder",
        }
    }

    /// What a message of a topic is wanted for.
    pub const fn of(topic: Topic) -> Self {
        match topic {
            Topic::Digest | Topic::BeforeDaysOff | Topic::AfterDaysOff => Self::Digest,
            Topic::DueToday => Self::DueToday,
            Topic::Reminder => Self::Reminder,
        }
    }
}
