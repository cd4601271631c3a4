//! What a form sent, name by name, in its order; a name may come several times.

use serde::{Deserialize, Serialize};

/// The fields of a form, or of a query.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The text of a field as it was typed; empty where it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.as_str())
    }

    /// The text without blanks around it; none where nothing is left.
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.text(name).trim()).filter(|text| !text.is_empty())
    }

    /// Every value of a name.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|(found, _)| found == name).map(|(_, value)| value.trim());
        values.filter(|value| !value.is_empty()).collect()
    }

    /// Whether a field came at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }

    /// Puts a value in the place of all of a name.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(found, _)| found != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// One more value of a name.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), value.into()));
    }

    /// The bytes by which an idempotency key knows the form again; a second press sends the same, whatever became of its draft
    /// meanwhile.
    pub fn bytes(&self) -> Vec<u8> {
        let sent: Vec<_> = self.0.iter().filter(|(name, _)| !name.starts_with("draft")).collect();
        serde_json::to_vec(&sent).unwrap_or_default()
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_come_several_times() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut fields = Fields(vec![pair("to", "YJJ"), pair("to", " SCJ "), pair("reason", "  ")]);
        assert_eq!(fields.all("to"), ["YJJ", "SCJ"]);
        assert_eq!((fields.given("reason"), fields.text("reason")), (None, "  "));
        assert!(fields.has("reason") && !fields.has("once"));
        fields.set("to", "ZJJ");
        assert_eq!(fields.all("to"), ["ZJJ"]);
    }
}
