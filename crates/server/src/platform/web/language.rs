//! The words of the screens, in Chinese and English: one Fluent file a section and language.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

/// The language of a page or an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// zh-CN, the language of the policy.
    #[default]
    Chinese,
    /// en.
    English,
}

/// All words, built into the program.
pub struct Messages {
    chinese: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

/// A message with its arguments; shows itself in its language.
#[derive(Clone)]
pub struct Text {
    language: Language,
    id: Cow<'static, str>,
    arguments: Vec<(Cow<'static, str>, FluentValue<'static>)>,
}

/// What a message can be given: text, whole numbers, another message, and references to them.
pub trait Argument {
    /// The value that Fluent knows.
    fn value(&self) -> FluentValue<'static>;
}

impl<T: Argument + ?Sized> Argument for &T {
    fn value(&self) -> FluentValue<'static> {
        (**self).value()
    }
}

impl Argument for str {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_owned())
    }
}

impl Argument for String {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}

impl Argument for Text {
    fn value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl Argument for $number {
            fn value(&self) -> FluentValue<'static> {
                FluentValue::from(*self)
            }
        })+
    };
}

numbers!(u8, u16, u32, u64, usize, i32, i64);

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        &[$((
            include_str!(concat!("../../../locales/zh-CN/", $name, ".ftl")),
            include_str!(concat!("../../../locales/en/", $name, ".ftl")),
        )),+]
    };
}

/// One pair a section; a new section adds its name here.
const FILES: &[(&str, &str)] = files![
    "platform",
    "refusals",
    "exchange",
    "cooperation",
    "channel",
    "draft",
    "register",
    "system",
    "figures",
    "job",
    "help",
    "roster",
    "notice",
];

static MESSAGES: LazyLock<Messages> = LazyLock::new(|| Messages {
    chinese: bundle(Language::Chinese, FILES.iter().map(|(chinese, _)| *chinese)),
    english: bundle(Language::English, FILES.iter().map(|(_, english)| *english)),
});

impl Language {
    /// The word in `lang`, the cookie and the column.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The language of a word: `zh`, `zh-CN`, `en`.
    pub fn from_word(word: &str) -> Option<Self> {
        let primary = word.split('-').next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The first language of `Accept-Language` that we speak, by its q; Chinese unless English comes first.
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let language = pieces.next().map(str::trim).and_then(Self::from_word);
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")).map_or(Some(1.0), |q| q.parse().ok());
            if let (Some(language), Some(weight)) = (language, weight)
                && weight > 0.0
                && best.is_none_or(|(_, former)| weight > former)
            {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }

    /// The other one, for the switch.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }

    /// A message in this language.
    pub fn t(self, id: impl Into<Cow<'static, str>>) -> Text {
        Text { language: self, id: id.into(), arguments: Vec::new() }
    }

    /// A message of a family, `kind-approval_outcome`: `t_of("kind", …)`.
    pub fn t_of(self, family: &'static str, member: &str) -> Text {
        self.t(format!("{family}-{member}"))
    }
}

impl Messages {
    /// The words.
    pub fn get() -> &'static Self {
        &MESSAGES
    }

    /// Whether there is a message of that id.
    pub fn has(&self, language: Language, id: &str) -> bool {
        self.bundle(language).has_message(id)
    }

    /// A message with its arguments; the id itself where there is none, which a test excludes for every id that is written down.
    pub fn text(&self, language: Language, id: &str, arguments: &[(&str, FluentValue<'static>)]) -> String {
        let bundle = self.bundle(language);
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, "there is no such message");
            return id.to_owned();
        };
        let values: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(id, ?errors, "a message lacks an argument");
        }
        text
    }

    fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        match language {
            Language::Chinese => &self.chinese,
            Language::English => &self.english,
        }
    }
}

impl Text {
    /// With the value of `$name`.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Argument) -> Self {
        self.arguments.push((name.into(), value.value()));
        self
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<(&str, FluentValue<'static>)> =
            self.arguments.iter().map(|(name, value)| (name.as_ref(), value.clone())).collect();
        formatter.write_str(&Messages::get().text(self.language, &self.id, &arguments))
    }
}

fn bundle<'f>(language: Language, files: impl Iterator<Item = &'f str>) -> FluentBundle<FluentResource> {
    let identifier: LanguageIdentifier = language.as_str().parse().expect("zh-CN and en are language identifiers");
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Numbers and names stand in running text; the marks around them would show up in exports.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, errors)| {
            tracing::error!(?errors, "a message file has lines that are not understood");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "a message stands in two files");
        }
    }
    bundle
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests_support::{collect, sources};

#[cfg(test)]
mod tests_support;
