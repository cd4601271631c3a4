//! Values and errors as PostgreSQL writes them.

use std::error::Error as StdError;

use bytes::{BufMut, BytesMut};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{Format, FromSql, IsNull, ToSql, Type};

use crate::{ConstraintKind, Error, Row, Value};

type BoxError = Box<dyn StdError + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        match self {
            Self::Null => return Ok(IsNull::Yes),
            Self::Text(_) if *ty == Type::INT8 || *ty == Type::INT4 || *ty == Type::BOOL || *ty == Type::BYTEA => {
                return Err(mismatch(self, ty));
            }
            Self::Text(text) => out.put_slice(text.as_bytes()),
            Self::Int(number) if *ty == Type::INT8 => out.put_i64(*number),
            Self::Int(number) if is_number(ty) => out.put_slice(number.to_string().as_bytes()),
            Self::Bytes(bytes) if *ty == Type::BYTEA => out.put_slice(bytes),
            Self::Bool(flag) if *ty == Type::BOOL => out.put_u8((*flag).into()),
            other => return Err(mismatch(other, ty)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, ty: &Type) -> Format {
        // The text form is right for every type of text (tsvector, name …) and of number, whichever the server inferred.
        match self {
            Self::Text(_) => Format::Text,
            Self::Int(_) if *ty != Type::INT8 => Format::Text,
            _ => Format::Binary,
        }
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        self.to_sql(ty, out)
    }
}

fn is_number(ty: &Type) -> bool {
    [Type::INT4, Type::INT2, Type::NUMERIC, Type::OID, Type::FLOAT8].contains(ty)
}

fn mismatch(value: &Value, ty: &Type) -> BoxError {
    format!("{} given for a parameter of type {ty}", value.type_name()).into()
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Bool(bool::from_sql(ty, raw)?),
            Type::BYTEA => Self::from(raw),
            Type::VOID => Self::Null,
            _ => Self::from(<&str>::from_sql(ty, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, BoxError> {
        Ok(Self::Null)
    }

    fn accepts(ty: &Type) -> bool {
        let plain = [Type::INT8, Type::INT4, Type::INT2, Type::BOOL, Type::BYTEA, Type::VOID];
        plain.contains(ty) || <&str as FromSql>::accepts(ty)
    }
}

pub(super) fn row(answer: &tokio_postgres::Row) -> Result<Row, Error> {
    let columns = answer.columns().iter().enumerate();
    let values = columns.map(|(column, description)| {
        answer.try_get(column).map_err(|_| Error::Decode {
            column,
            expected: "a value of this crate",
            found: format!("of type {}", description.type_()),
        })
    });
    Ok(Row::new(values.collect::<Result<_, _>>()?))
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let words = words(&error);
        let Some(database_error) = error.as_db_error() else {
            let lost = error.is_closed() || source_is_io(&error) || error.to_string().starts_with("unexpected message");
            let client = || Self::Sql { code: String::from("client"), message: words.clone() };
            return if lost { Self::Connection(words) } else { client() };
        };
        let code = database_error.code();
        let constraint =
            |kind| Self::Constraint { kind, table: database_error.table().map(str::to_owned), message: words.clone() };
        match *code {
            SqlState::UNIQUE_VIOLATION => constraint(ConstraintKind::Unique),
            SqlState::FOREIGN_KEY_VIOLATION => constraint(ConstraintKind::ForeignKey),
            SqlState::CHECK_VIOLATION => constraint(ConstraintKind::Check),
            SqlState::NOT_NULL_VIOLATION => constraint(ConstraintKind::NotNull),
            SqlState::RAISE_EXCEPTION => constraint(ConstraintKind::Trigger),
            SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Self::Serialization(words),
            SqlState::LOCK_NOT_AVAILABLE => Self::Busy(words),
            SqlState::DISK_FULL => Self::Full(words),
            _ => match code.code().get(..2) {
                Some("23") => constraint(ConstraintKind::Other),
                // 57P01 to 57P05: the server is going or not yet there; 57014 is only a cancelled statement.
                Some("08") => Self::Connection(words),
                Some("57") if code.code().starts_with("57P") => Self::Connection(words),
                Some("58" | "XX") => Self::Io(words),
                _ => Self::Sql { code: code.code().to_owned(), message: words },
            },
        }
    }
}

/// The error with what lies under it, in one line; `Display` of tokio-postgres hides the words of the server.
pub(crate) fn words(error: &tokio_postgres::Error) -> String {
    if let Some(database_error) = error.as_db_error() {
        return database_error.message().to_owned();
    }
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

fn source_is_io(error: &tokio_postgres::Error) -> bool {
    error.source().is_some_and(<dyn StdError>::is::<std::io::Error>)
}
