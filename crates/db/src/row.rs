//! A row of an answer and what its columns are read as.

use crate::{Error, Result, Value};

/// A row: its values in the order of the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values }
    }

    /// The column `index`, counted from 0. [`Error::Decode`] names the column and both types.
    pub fn get<'v, T: FromValue<'v>>(&'v self, index: usize) -> Result<T> {
        let value = self.values.get(index);
        value.and_then(T::from_value).ok_or_else(|| Error::Decode {
            column: index,
            expected: T::EXPECTED,
            found: value.map_or("missing", Value::type_name).to_owned(),
        })
    }

    /// All columns.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// All columns, without a copy.
    pub fn into_values(self) -> Vec<Value> {
        self.values
    }
}

/// What a column can be read as; `&str` and `&[u8]` spare the copy.
pub trait FromValue<'v>: Sized {
    /// Name of the type, for messages.
    const EXPECTED: &'static str;
    /// The value as this type, or nothing when it is another.
    fn from_value(value: &'v Value) -> Option<Self>;
}

impl<'v> FromValue<'v> for &'v str {
    const EXPECTED: &'static str = "text";
    fn from_value(value: &'v Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl<'v> FromValue<'v> for String {
    const EXPECTED: &'static str = "text";
    fn from_value(value: &'v Value) -> Option<Self> {
        <&str>::from_value(value).map(str::to_owned)
    }
}

impl<'v> FromValue<'v> for &'v [u8] {
    const EXPECTED: &'static str = "bytes";
    fn from_value(value: &'v Value) -> Option<Self> {
        if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
    }
}

impl<'v> FromValue<'v> for Vec<u8> {
    const EXPECTED: &'static str = "bytes";
    fn from_value(value: &'v Value) -> Option<Self> {
        <&[u8]>::from_value(value).map(<[u8]>::to_vec)
    }
}

impl<'v> FromValue<'v> for i64 {
    const EXPECTED: &'static str = "integer";
    fn from_value(value: &'v Value) -> Option<Self> {
        if let Value::Int(number) = value { Some(*number) } else { None }
    }
}

impl<'v> FromValue<'v> for u32 {
    const EXPECTED: &'static str = "integer of 32 bits without sign";
    fn from_value(value: &'v Value) -> Option<Self> {
        i64::from_value(value).and_then(|number| Self::try_from(number).ok())
    }
}

impl<'v> FromValue<'v> for bool {
    const EXPECTED: &'static str = "boolean";
    fn from_value(value: &'v Value) -> Option<Self> {
        match value {
            Value::Bool(flag) => Some(*flag),
            Value::Int(0) => Some(false),
            Value::Int(1) => Some(true),
            _ => None,
        }
    }
}

impl<'v> FromValue<'v> for Value {
    const EXPECTED: &'static str = "any value";
    fn from_value(value: &'v Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl<'v, T: FromValue<'v>> FromValue<'v> for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: &'v Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_value(value).map(Some) }
    }
}
