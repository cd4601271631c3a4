//! A mail server and a gateway, small, on loopback, that answer as they are told and keep what they were given.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use shenguan_server::platform::config::Settings;
use shenguan_server::platform::notice::{GatewaySettings, NoticeSettings, Secret, SmtpSecurity, SmtpSettings};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the gateway and the platform share.
pub(super) const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// What a server answers to the next message; it accepts when nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It takes it.
    Accept,
    /// With this status.
    Status(u16),
    /// It takes it and the answer never comes.
    Silence,
}

/// A call or a mail, as it was received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// What a server is told and has kept.
#[derive(Clone, Default)]
pub(crate) struct Desk {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Received {
    /// A header, whatever its case.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

impl Desk {
    pub(crate) fn will(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.lock().expect("nobody panics").extend(answers);
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("nobody panics").clone()
    }

    fn next(&self) -> Answer {
        self.answers.lock().expect("nobody panics").pop_front().unwrap_or(Answer::Accept)
    }

    fn keep(&self, received: Received) {
        self.received.lock().expect("nobody panics").push(received);
    }
}

/// A gateway; its address and its desk.
pub(crate) async fn gateway() -> (String, Desk) {
    let desk = Desk::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/send", listener.local_addr().expect("an address"));
    let router = Router::new().route("/send", post(take)).with_state(desk.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, desk)
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let headers = headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
    desk.keep(Received { headers: headers.collect(), body: String::from_utf8_lossy(&body).into_owned() });
    match desk.next() {
        Answer::Accept => StatusCode::NO_CONTENT,
        Answer::Status(status) => StatusCode::from_u16(status).expect("a status"),
        Answer::Silence => {
            tokio::time::sleep(Duration::from_mins(1)).await;
            StatusCode::NO_CONTENT
        }
    }
}

/// A mail server; its port and its desk.
pub(crate) async fn mail_server() -> (u16, Desk) {
    let desk = Desk::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let kept = desk.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, kept.clone()));
        }
    });
    (port, desk)
}

/// RFC 5321, as much of it as a client needs to hand over one mail.
async fn converse(stream: TcpStream, desk: Desk) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 test ESMTP\r\n").await?;
    let mut headers = Vec::new();
    while let Some(line) = lines.next_line().await? {
        let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match word.as_str() {
            "EHLO" | "HELO" => write.write_all(b"250-test\r\n250 8BITMIME\r\n").await?,
            "MAIL" => {
                headers.push(("mail-from".to_owned(), line));
                write.write_all(b"250 ok\r\n").await?;
            }
            "RCPT" => {
                headers.push(("rcpt-to".to_owned(), line));
                write.write_all(b"250 ok\r\n").await?;
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut body = String::new();
                let mut in_head = true;
                while let Some(line) = lines.next_line().await? {
                    match line.as_str() {
                        "." => break,
                        "" => in_head = false,
                        head if in_head => {
                            if let Some((name, value)) = head.split_once(": ") {
                                headers.push((name.to_owned(), value.to_owned()));
                            }
                        }
                        _ => {}
                    }
                    if !in_head {
                        body.push_str(&line);
                        body.push('\n');
                    }
                }
                desk.keep(Received { headers: std::mem::take(&mut headers), body });
                match desk.next() {
                    Answer::Accept => write.write_all(b"250 taken\r\n").await?,
                    Answer::Status(status) => write.write_all(format!("{status} no\r\n").as_bytes()).await?,
                    Answer::Silence => tokio::time::sleep(Duration::from_mins(1)).await,
                }
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => write.write_all(b"250 ok\r\n").await?,
        }
    }
    Ok(())
}

/// An installation with a mail server and a gateway.
pub(crate) fn telling(port: u16, url: String) -> Settings {
    let smtp = SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        security: SmtpSecurity::None,
        username: String::new(),
        password: Secret::default(),
        from: "平台（测试） <notice@example.invalid>".to_owned(),
        timeout_seconds: 2,
    };
    let gateway = GatewaySettings { url, secret: Secret::new(SECRET), sms: true, im: true, timeout_seconds: 2 };
    Settings {
        demo: false,
        notice: NoticeSettings { smtp: Some(smtp), gateway: Some(gateway) },
        public_url: "https://sg.example.invalid/".to_owned(),
        ..Settings::demo(([127, 0, 0, 1], 8066).into())
    }
}
