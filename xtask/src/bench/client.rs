//! A small HTTP/1.1 client that keeps its connections: one thread, no parsing beyond status and length, so that it takes
//! little of the cores that it shares with the server.

use std::future::Future;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::error::{BenchError, During, Result};
use super::rounds::Block;

const RESPONSE_ROOM: usize = 16 * 1024;
/// A server that does not answer within this is broken.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// One connection.
pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub(super) struct Answer<'b> {
    /// The status.
    pub(super) status: u16,
    /// The body.
    pub(super) body: &'b [u8],
}

impl Connection {
    /// Connects.
    pub(super) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.during("connecting to the server")?;
        stream.set_nodelay(true).during("connecting to the server")?;
        Ok(Self { stream, buffer: Vec::with_capacity(RESPONSE_ROOM) })
    }

    /// Sends a whole request and waits for the whole answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        let exchange = self.exchange(request);
        let (status, begin, end) = tokio::time::timeout(ANSWER_TIMEOUT, exchange)
            .await
            .map_err(|_| BenchError::Unfit("the server did not answer".to_owned()))??;
        Ok(Answer { status, body: &self.buffer[begin..end] })
    }

    async fn exchange(&mut self, request: &[u8]) -> Result<(u16, usize, usize)> {
        self.buffer.clear();
        self.stream.write_all(request).await.during("sending a request")?;
        loop {
            if self.stream.read_buf(&mut self.buffer).await.during("reading an answer")? == 0 {
                return Err(BenchError::Unfit("the server hung up".to_owned()));
            }
            let Some(head) = find(&self.buffer, b"\r\n\r\n") else { continue };
            let (status, length) = read_head(&self.buffer[..head])?;
            let begin = head + 4;
            while self.buffer.len() < begin + length {
                if self.stream.read_buf(&mut self.buffer).await.during("reading an answer")? == 0 {
                    return Err(BenchError::Unfit("the server hung up".to_owned()));
                }
            }
            return Ok((status, begin, begin + length));
        }
    }
}

impl Answer<'_> {
    /// The body, if the status is the one expected.
    pub(super) fn expect(&self, status: u16) -> Result<&[u8]> {
        if self.status == status {
            return Ok(self.body);
        }
        let body = String::from_utf8_lossy(self.body);
        Err(BenchError::Unfit(format!("the server answered {} instead of {status}: {body}", self.status)))
    }
}

/// A request, ready to be sent.
pub(super) fn request(method: &str, path: &str, key: &str, idempotency: Option<&str>, body: &str) -> Vec<u8> {
    let idempotency = idempotency.map(|key| format!("Idempotency-Key: {key}\r\n")).unwrap_or_default();
    let content = if body.is_empty() {
        String::new()
    } else {
        format!("Content-Type: application/json\r\nContent-Length: {}\r\n", body.len())
    };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n{idempotency}{content}\r\n{body}"
    )
    .into_bytes()
}

/// Runs a future to its end, on this thread.
pub(super) fn wait<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    runtime()?.block_on(future)
}

/// `clients` connections ask as fast as they are answered, for a while. `make` gives the request of a number.
pub(super) fn load(
    address: SocketAddr,
    clients: usize,
    time: Duration,
    status: u16,
    make: &(impl Fn() -> Vec<u8> + Clone + Send + 'static),
) -> Result<Block> {
    runtime()?.block_on(async {
        let mut connections = Vec::new();
        for _ in 0..clients {
            connections.push(Connection::open(address).await?);
        }
        let started = Instant::now();
        let mut tasks = JoinSet::new();
        for mut connection in connections {
            let make = make.clone();
            tasks.spawn(async move {
                let mut latencies = Vec::new();
                while started.elapsed() < time {
                    let request = make();
                    let begun = Instant::now();
                    connection.ask(&request).await?.expect(status)?;
                    latencies.push(begun.elapsed().as_secs_f64() * 1e6);
                }
                Ok::<_, BenchError>(latencies)
            });
        }
        let mut block = Block::default();
        while let Some(latencies) = tasks.join_next().await {
            block.latencies.extend(latencies.during("asking")??);
        }
        block.wall = started.elapsed();
        block.operations = block.latencies.len() as u64;
        Ok(block)
    })
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().during("starting tokio")
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Status and length of the body.
fn read_head(head: &[u8]) -> Result<(u16, usize)> {
    let unfit = || BenchError::Unfit("the server's answer has no status or no length".to_owned());
    let head = std::str::from_utf8(head).map_err(|_| unfit())?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let length = lines
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, length)| length.trim().parse().ok());
    Ok((status.ok_or_else(unfit)?, length.ok_or_else(unfit)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_and_length_are_found_in_any_case() {
        let head = b"HTTP/1.1 201 Created\r\nx: y\r\nCONTENT-length: 12";
        assert_eq!(read_head(head).unwrap(), (201, 12));
        assert!(read_head(b"HTTP/1.1 200 OK").is_err());
    }

    #[test]
    fn a_request_is_whole() {
        let request = String::from_utf8(request("POST", "/x", "k", Some("i"), "测")).unwrap();
        assert!(
            request.contains("Idempotency-Key: i\r\n") && request.ends_with("Content-Length: 3\r\n\r\n测"),
            "{request}"
        );
    }
}
