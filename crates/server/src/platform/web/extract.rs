//! What handlers take from a request, strictly: JSON without unknown fields, an idempotency key on every write, pages of a list.

use super::failure::{Failure, Outcome};
use crate::platform::error::{Error, FieldError};
use crate::platform::idempotency::Key;
use crate::platform::identity::Caller;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a MiB.
const MIB: usize = 1024 * 1024;
/// Deeper JSON is refused before it is read.
const JSON_DEPTH_MAX: usize = 64;
/// Longest `Idempotency-Key`.
const IDEMPOTENCY_KEY_CHARACTERS_MAX: usize = 200;
/// Rows of a list at once, at most and unless asked.
const LIMIT_MAX: i64 = 200;
const LIMIT_DEFAULT: i64 = 50;

/// A JSON body of at most 1 MiB.
pub struct Json<T>(pub T);

/// A write of the API: its idempotency key, and a JSON body of at most `MIBS` MiB; an empty body is `null`.
pub struct Bounded<T, const MIBS: usize> {
    /// For `App::act_once`.
    pub key: Key,
    /// What was sent.
    pub body: T,
}

/// A write of at most 1 MiB.
pub type Write<T> = Bounded<T, 1>;
/// A batch of at most 8 MiB.
pub type BatchWrite<T> = Bounded<T, 8>;

/// The query of a request; unknown names are for its type to refuse.
pub struct Query<T>(pub T);

/// `?limit=` and `?cursor=` of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// 1 to 200; 50 unless asked.
    pub limit: i64,
    cursor: Option<String>,
}

/// The place after which a list goes on: the sort key of its last row, opaque to clients.
pub struct Cursor;

impl Cursor {
    /// The cursor after a row.
    pub fn after(place: &impl Serialize) -> String {
        hex::encode(serde_json::to_vec(place).unwrap_or_default())
    }
}

impl Paging {
    /// The place of the cursor; 400 for one that this list did not give.
    pub fn place<T: DeserializeOwned>(&self) -> Outcome<Option<T>> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        let place = hex::decode(cursor).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        place.map(Some).ok_or_else(|| Failure::web(StatusCode::BAD_REQUEST, "CURSOR_NOT_VALID"))
    }
}

/// One entry of a batch, as strictly as a whole body; the fields are named within the entry.
pub fn entry<T: DeserializeOwned>(sent: &serde_json::Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(sent)
        .map_err(|error| Error::Invalid(vec![field_error(&error.path().to_string(), &error.inner().to_string())]))
}

/// The key of a form: its hidden `once` field (`page.once()`) takes the place of the header.
pub fn form_key(caller: &Caller, once: &str, path: &str, fields: &[u8]) -> Key {
    Key::new(caller.client.as_str(), format!("form-{once}"), "POST", path, fields)
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _state: &S) -> Outcome<Self> {
        let (parts, bytes) = read(request, MIB).await?;
        parse(&parts.headers, &bytes).map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync, const MIBS: usize> FromRequest<S> for Bounded<T, MIBS> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Outcome<Self> {
        let (mut parts, bytes) = read(request, MIBS * MIB).await?;
        let caller = <Caller as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let word = idempotency_key(&parts.headers)?;
        let path = parts.uri.path_and_query().map_or(parts.uri.path(), |path| path.as_str());
        let key = Key::new(caller.client, word, parts.method.as_str(), path, &bytes);
        let body = parse(&parts.headers, &bytes)?;
        Ok(Self { key, body })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Outcome<Self> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        query.map(|query| Self(query.0)).map_err(|_| Failure::web(StatusCode::BAD_REQUEST, "QUERY_NOT_VALID"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Outcome<Self> {
        paging(parts.uri.query().unwrap_or_default())
    }
}

fn paging(query: &str) -> Outcome<Paging> {
    let value = |name: &str| {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    };
    let limit = match value("limit") {
        None => LIMIT_DEFAULT,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=LIMIT_MAX).contains(limit))
            .ok_or_else(|| Failure::web(StatusCode::BAD_REQUEST, "LIMIT_NOT_VALID"))?,
    };
    Ok(Paging { limit, cursor: value("cursor").filter(|cursor| !cursor.is_empty()).map(str::to_owned) })
}

async fn read(request: Request, bytes_max: usize) -> Outcome<(Parts, Bytes)> {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, bytes_max).await;
    let bytes = bytes.map_err(|_| Failure::web(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE"))?;
    Ok((parts, bytes))
}

/// The idempotency key of a request whose body no extractor reads whole; 400 without one.
pub fn idempotency_key(headers: &HeaderMap) -> Outcome<String> {
    let word = headers.get("Idempotency-Key").and_then(|value| value.to_str().ok()).map(str::trim);
    let fits = |word: &&str| {
        (1..=IDEMPOTENCY_KEY_CHARACTERS_MAX).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_graphic())
    };
    let word = word.filter(fits).map(str::to_owned);
    word.ok_or_else(|| Failure::web(StatusCode::BAD_REQUEST, "IDEMPOTENCY_KEY_MISSING"))
}

fn parse<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Outcome<T> {
    let bytes: &[u8] = if bytes.is_empty() { b"null" } else { bytes };
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if bytes != b"null" && !kind.eq_ignore_ascii_case("application/json") {
        return Err(Failure::web(StatusCode::UNSUPPORTED_MEDIA_TYPE, "CONTENT_TYPE_NOT_JSON"));
    }
    if is_deeper_than(bytes, JSON_DEPTH_MAX) {
        return Err(Failure::web(StatusCode::BAD_REQUEST, "JSON_TOO_DEEP"));
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        match error.inner().classify() {
            serde_json::error::Category::Data => {
                Error::Invalid(vec![field_error(&path, &error.inner().to_string())]).into()
            }
            _ => Failure::web(StatusCode::BAD_REQUEST, "JSON_NOT_VALID"),
        }
    })?;
    deserializer.end().map_err(|_| Failure::web(StatusCode::BAD_REQUEST, "JSON_NOT_VALID"))?;
    Ok(value)
}

/// The field that the JSON reader complains of. Its English words stay out of the answer; their first ones tell the kind.
fn field_error(path: &str, words: &str) -> FieldError {
    let path = if path == "." { "" } else { path };
    let named = words.split('`').nth(1).unwrap_or_default();
    let inside = |name: &str| match (path, path.rsplit('.').next()) {
        ("", _) => name.to_owned(),
        (_, Some(last)) if last == name => path.to_owned(),
        _ => format!("{path}.{name}"),
    };
    if words.starts_with("unknown field") {
        FieldError::new(inside(named), "FIELD_UNKNOWN")
    } else if words.starts_with("missing field") {
        FieldError::new(inside(named), "FIELD_MISSING")
    } else if words.starts_with("unknown variant") {
        FieldError::new(path, "FIELD_WORD_UNKNOWN")
    } else if words.starts_with("invalid type") {
        FieldError::new(path, "FIELD_TYPE_NOT_FIT")
    } else {
        FieldError::new(path, "FIELD_NOT_FIT")
    }
}

fn is_deeper_than(bytes: &[u8], most: usize) -> bool {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                if depth > most {
                    return true;
                }
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::failure::Reason;
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Push {
        #[expect(dead_code, reason = "only its presence is looked at")]
        kind: String,
        #[serde(default)]
        #[expect(dead_code, reason = "only its shape is looked at")]
        approval: Option<Approval>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Approval {
        #[expect(dead_code, reason = "only its presence is looked at")]
        case_number: String,
    }

    fn json() -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap())])
    }

    fn fields(text: &str) -> Vec<(String, String)> {
        let failure = parse::<Push>(&json(), text.as_bytes()).unwrap_err();
        match failure.error() {
            Some(Error::Invalid(fields)) => {
                fields.iter().map(|field| (field.field.clone(), field.code.to_string())).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    fn code(failure: &Failure) -> &'static str {
        match failure.0.as_ref() {
            Reason::Web { code, .. } => code,
            Reason::Error(error) => panic!("{error:?}"),
        }
    }

    #[test]
    fn a_wrong_field_is_named_by_its_path() {
        for (text, field, code) in [
            (r#"{"kind":"x","speed":1}"#, "speed", "FIELD_UNKNOWN"),
            (r"{}", "kind", "FIELD_MISSING"),
            (r#"{"kind":1}"#, "kind", "FIELD_TYPE_NOT_FIT"),
            (r#"{"kind":"x","approval":{}}"#, "approval.case_number", "FIELD_MISSING"),
            (r#"{"kind":"x","approval":{"case_number":"1","cse":1}}"#, "approval.cse", "FIELD_UNKNOWN"),
        ] {
            assert_eq!(fields(text), vec![(field.to_owned(), code.to_owned())], "{text}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused_whole() {
        for text in ["{", r#"{"kind":"x"} {}"#, "kind"] {
            assert_eq!(code(&parse::<Push>(&json(), text.as_bytes()).unwrap_err()), "JSON_NOT_VALID", "{text}");
        }
        assert_eq!(code(&parse::<Push>(&HeaderMap::new(), b"{}").unwrap_err()), "CONTENT_TYPE_NOT_JSON");
        let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
        assert_eq!(code(&parse::<Push>(&json(), deep.as_bytes()).unwrap_err()), "JSON_TOO_DEEP");
    }

    #[test]
    fn brackets_in_a_text_have_no_depth() {
        let text = format!(r#"["{}\"{}"]"#, "[".repeat(100), "{".repeat(100));
        assert!(!is_deeper_than(text.as_bytes(), 64));
    }

    #[test]
    fn an_empty_body_is_null() {
        assert!(parse::<()>(&HeaderMap::new(), b"").is_ok());
        assert!(parse::<Option<Push>>(&HeaderMap::new(), b"").unwrap().is_none());
        assert!(parse::<Push>(&HeaderMap::new(), b"").is_err());
    }

    #[test]
    fn an_idempotency_key_is_visible_and_not_long() {
        let with = |value: &str| HeaderMap::from_iter([("idempotency-key".parse().unwrap(), value.parse().unwrap())]);
        assert_eq!(idempotency_key(&with("a-1")).unwrap(), "a-1");
        for wrong in ["", "a b", &"x".repeat(201)] {
            assert_eq!(code(&idempotency_key(&with(wrong)).unwrap_err()), "IDEMPOTENCY_KEY_MISSING");
        }
        assert!(idempotency_key(&HeaderMap::new()).is_err());
    }

    #[test]
    fn a_cursor_comes_back_as_it_was_given() {
        let cursor = Cursor::after(&(17_i64, "id-1"));
        let paging = paging(&format!("state=x&limit=200&cursor={cursor}")).unwrap();
        assert_eq!((paging.limit, paging.place::<(i64, String)>().unwrap()), (200, Some((17, "id-1".to_owned()))));
        assert_eq!(code(&paging.place::<(String, i64)>().unwrap_err()), "CURSOR_NOT_VALID");
    }

    #[test]
    fn a_limit_outside_1_to_200_is_refused() {
        for query in ["limit=0", "limit=201", "limit=-1", "limit=many"] {
            assert_eq!(code(&paging(query).unwrap_err()), "LIMIT_NOT_VALID", "{query}");
        }
        assert_eq!(paging("").unwrap().limit, 50);
    }
}
