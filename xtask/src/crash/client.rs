//! One connection, HTTP/1.1 by hand: what a cut connection answered must not be guessed by a library.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use shenguan_server::platform::identity::SESSION_COOKIE;

/// Nothing takes so long; a hung server is an error, not a hung harness.
const TIMEOUT: Duration = Duration::from_secs(30);

/// By what a client is let in.
#[derive(Clone, Debug)]
pub(super) enum Credential {
    None,
    /// Of a department's system.
    Key(Arc<str>),
    /// The token of a session.
    Session(Arc<str>),
}

/// What is sent as a body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content<'a> {
    Nothing,
    Json(&'a str),
    Form(&'a str),
}

/// One message to the server.
#[derive(Debug)]
pub(super) struct Message<'a> {
    pub(super) method: &'static str,
    pub(super) path: &'a str,
    pub(super) credential: Credential,
    /// `Idempotency-Key`.
    pub(super) key: Option<&'a str>,
    pub(super) content: Content<'a>,
}

/// The status and the bytes of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
    /// The token of a session that begins with it.
    pub(super) session: Option<String>,
}

impl Answer {
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Beginning of the body, for words.
    pub(super) fn excerpt(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        format!("{} {}", self.status, text.chars().take(200).collect::<String>())
    }
}

/// A kept connection.
pub(super) struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    pub(super) fn connect(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// Sends a message and reads the whole of its answer; an answer that is cut off is an error.
    pub(super) fn send(&mut self, message: &Message<'_>) -> io::Result<Answer> {
        let Message { method, path, credential, key, content } = message;
        let credential = match credential {
            Credential::None => String::new(),
            Credential::Key(secret) => format!("Authorization: Bearer {secret}\r\n"),
            Credential::Session(token) => format!("Cookie: {SESSION_COOKIE}={token}\r\n"),
        };
        let key = key.map(|key| format!("Idempotency-Key: {key}\r\n")).unwrap_or_default();
        let (kind, body) = match content {
            Content::Nothing | Content::Json("") => ("", ""),
            Content::Json(body) => ("Content-Type: application/json\r\n", *body),
            Content::Form(body) => ("Content-Type: application/x-www-form-urlencoded\r\n", *body),
        };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}{key}{kind}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let stream = self.stream.get_mut();
        stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
        self.read()
    }

    fn read(&mut self) -> io::Result<Answer> {
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| unfit("no status line"))?;
        let (mut length, mut session) = (None, None);
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').ok_or_else(|| unfit("a header without a colon"))?;
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse().ok();
            } else if name.eq_ignore_ascii_case("set-cookie") {
                session = token(value.trim()).or(session);
            }
        }
        let mut body = vec![0; length.ok_or_else(|| unfit("an answer without a length"))?];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { status, body, session })
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let whole = line.strip_suffix("\r\n").map(str::to_owned);
        whole.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
    }
}

/// The token in `__Host-session=…; …`; none in another cookie.
fn token(cookie: &str) -> Option<String> {
    let value = cookie.strip_prefix(SESSION_COOKIE)?.strip_prefix('=')?;
    value.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
}

fn unfit(words: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread;

    fn answered_with(text: &'static str) -> io::Result<Answer> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 4096];
            let _count = stream.read(&mut asked).unwrap();
            stream.write_all(text.as_bytes()).unwrap();
        });
        let message =
            Message { method: "GET", path: "/", credential: Credential::None, key: None, content: Content::Nothing };
        let answer = Client::connect(port).unwrap().send(&message);
        server.join().unwrap();
        answer
    }

    #[test]
    fn an_answer_is_read_to_its_last_byte() {
        let answer = answered_with("HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}").unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (201, b"{}".as_slice()));
    }

    #[test]
    fn the_token_of_a_session_is_read_among_other_cookies() {
        let text = "HTTP/1.1 303 See Other\r\nset-cookie: __Host-session=0f; Secure; Path=/\r\nset-cookie: __Host-lang=zh\r\n\
                    Content-Length: 0\r\n\r\n";
        assert_eq!(answered_with(text).unwrap().session.as_deref(), Some("0f"));
        let taken = "HTTP/1.1 303 See Other\r\nset-cookie: __Host-session=; Max-Age=0\r\nContent-Length: 0\r\n\r\n";
        assert_eq!(answered_with(taken).unwrap().session, None);
    }

    #[test]
    fn an_answer_that_is_cut_off_is_none() {
        for cut in ["", "HTTP/1.1 201 Crea", "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{"] {
            assert!(answered_with(cut).is_err(), "{cut:?}");
        }
    }
}
