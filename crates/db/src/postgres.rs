//! PostgreSQL: each connection has a runtime of its own on the thread that calls it; what waits is sent as one pipeline.

mod codec;

use std::fmt::Write as _;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use futures_util::future::{Either, LocalBoxFuture};
use futures_util::{FutureExt as _, StreamExt as _, TryStreamExt as _};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::{Client, NoTls, Statement};

pub(crate) use self::codec::words;
use crate::driver::{Access, Driver, Query, Step};
use crate::sql::Sql;
use crate::url::{PostgresTarget, Target};
use crate::{Error, Result, Row, Value};

/// Rows that `stream` decodes before it hands them on.
const STREAM_ROWS: usize = 256;

/// One connection to one server. No TLS: `sslmode=require` in the url is refused.
pub(crate) struct Postgres {
    client: Client,
    runtime: Runtime,
    access: Access,
    begin: Begin,
}

/// BEGIN goes out together with the first statement, to spare a round trip.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    Waits,
    Sent,
    Over,
}

/// One message of a pipeline.
enum Message<'m> {
    Plain(&'static str),
    Write(&'m Statement, &'m [Value]),
    Query(&'m Statement, &'m [Value]),
}

/// Its answer: rows changed, or rows.
enum Answer {
    Changed(u64),
    Rows(Vec<tokio_postgres::Row>),
}

type Sending<'s, T> = LocalBoxFuture<'s, Result<T, tokio_postgres::Error>>;

impl Postgres {
    pub(crate) fn connect(target: &PostgresTarget) -> Result<Self> {
        let label = || Target::Postgres(Box::new(target.clone())).label();
        let refused = |reason: String| Error::Open { database: label(), reason };
        let failed = |error: tokio_postgres::Error| refused(words(&error));
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| refused(error.to_string()))?;
        let mut settings = String::from(
            "SET synchronous_commit = on; SET client_min_messages = warning; SET TimeZone = 'UTC'; \
             SET default_transaction_isolation = 'read committed'; SET escape_string_warning = off;",
        );
        if let Some(milliseconds) = target.statement_timeout_ms {
            write!(settings, "SET statement_timeout = {milliseconds};").map_err(|error| refused(error.to_string()))?;
        }
        if let Some(schema) = &target.schema {
            write!(settings, "SET search_path = {schema};").map_err(|error| refused(error.to_string()))?;
        }
        let client = runtime.block_on(async {
            let (client, connection) = target.config.connect(NoTls).await.map_err(failed)?;
            // What ends the connection is told by the next statement, as an error of its own.
            drop(tokio::spawn(connection));
            client.batch_execute(&settings).await.map_err(failed)?;
            Ok::<_, Error>(client)
        })?;
        Ok(Self { client, runtime, access: Access::Read, begin: Begin::Over })
    }

    /// Prepares, in one round trip, those of the texts that this connection has not seen.
    fn prepare(&self, texts: &[&Arc<Sql>]) -> Result<()> {
        let mut missing: Vec<&Arc<Sql>> = Vec::new();
        for &sql in texts {
            if sql.statement.get().is_none() && !missing.iter().any(|known| Arc::ptr_eq(known, sql)) {
                missing.push(sql);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let sending = missing.iter().map(|sql| self.client.prepare(&sql.text).boxed_local());
        let statements = self.runtime.block_on(pipeline(sending)).map_err(|(_, error)| error)?;
        for (sql, statement) in missing.into_iter().zip(statements) {
            // The place was empty a moment ago and the connection has one thread.
            drop(sql.statement.set(statement));
        }
        Ok(())
    }

    /// Sends BEGIN if it waits, the steps, the queries and COMMIT if asked for, in one round trip.
    fn send(&mut self, steps: &[Step], queries: &[Query<'_>], commit: bool) -> Result<Vec<Vec<Row>>> {
        let mut texts: Vec<&Arc<Sql>> = steps.iter().filter_map(Step::sql).collect();
        texts.extend(queries.iter().map(|query| &query.sql));
        self.prepare(&texts)?;

        let begins = self.begin == Begin::Waits;
        let begin = begins.then(|| Message::Plain(begin_text(self.access)));
        let writes = steps.iter().map(|step| match step {
            Step::Control(text) => Ok(Message::Plain(text)),
            Step::Write { sql, params, .. } => Ok(Message::Write(prepared(sql)?, params)),
        });
        let reads = queries.iter().map(|query| Ok(Message::Query(prepared(&query.sql)?, query.params)));
        let commit = commit.then_some(Message::Plain("COMMIT"));
        let messages = (begin.into_iter().map(Ok)).chain(writes).chain(reads).chain(commit.into_iter().map(Ok));
        let messages = messages.collect::<Result<Vec<_>>>()?;

        self.begin = Begin::Sent;
        let sending = messages.iter().map(|message| message.send(&self.client));
        let answers = self.runtime.block_on(pipeline(sending)).map_err(|(place, error)| match error.into() {
            // Without BEGIN each write after it was a transaction of its own.
            error if begins && place == 0 && self.access == Access::Write => Error::InDoubt(Box::new(error)),
            error => error,
        })?;
        let mut answers = answers.into_iter().skip(usize::from(begins));
        for step in steps {
            step.check(answers.next())?;
        }
        answers.filter_map(Answer::rows).collect()
    }
}

impl Driver for Postgres {
    fn begin(&mut self, access: Access) -> Result<()> {
        self.access = access;
        self.begin = Begin::Waits;
        Ok(())
    }

    fn exchange(&mut self, steps: &[Step], queries: &[Query<'_>]) -> Result<Vec<Vec<Row>>> {
        self.send(steps, queries, false)
    }

    fn stream(&mut self, query: &Query<'_>, next: &mut dyn FnMut(&Row) -> bool) -> Result<()> {
        self.send(&[], &[], false)?;
        self.prepare(&[&query.sql])?;
        let statement = prepared(&query.sql)?;
        let rows = self.runtime.block_on(self.client.query_raw(statement, query.params))?;
        let mut chunks = pin!(rows.ready_chunks(STREAM_ROWS));
        let mut wanted = true;
        // Rows that are no longer wanted are read all the same: an error among them would turn COMMIT into ROLLBACK unseen.
        // `next` is called outside the runtime, so that it may use another connection.
        while let Some(chunk) = self.runtime.block_on(chunks.next()) {
            for answer in chunk {
                let answer = answer?;
                wanted = wanted && next(&codec::row(&answer)?);
            }
        }
        Ok(())
    }

    fn commit(&mut self, steps: &[Step]) -> Result<()> {
        if self.begin == Begin::Waits && steps.is_empty() {
            self.begin = Begin::Over;
            return Ok(());
        }
        // COMMIT goes out with the writes only when an error of the server is the only thing that can stop it: after one the
        // server turns COMMIT into ROLLBACK. A number of rows is judged here, so it has to be known before.
        let judged = steps.iter().any(|step| matches!(step, Step::Write { rows: Some(_), .. }));
        if judged {
            self.send(steps, &[], false)?;
        }
        // A text that cannot be prepared fails before COMMIT is sent, and with a certain outcome.
        self.prepare(&steps.iter().filter_map(Step::sql).collect::<Vec<_>>())?;
        let sent = self.send(if judged { &[] } else { steps }, &[], true);
        // An error with a code of its own means that the server has rolled back; a lost connection may hide either outcome.
        sent.map_err(|error| {
            if error.is_fatal() && self.access == Access::Write { Error::InDoubt(Box::new(error)) } else { error }
        })?;
        self.begin = Begin::Over;
        Ok(())
    }

    fn roll_back(&mut self) -> Result<()> {
        let begin = std::mem::replace(&mut self.begin, Begin::Over);
        if begin == Begin::Sent && !self.client.is_closed() {
            self.runtime.block_on(self.client.batch_execute("ROLLBACK"))?;
        }
        Ok(())
    }

    fn batch(&mut self, text: &str) -> Result<()> {
        self.send(&[], &[], false)?;
        Ok(self.runtime.block_on(self.client.batch_execute(text))?)
    }

    fn is_usable(&self) -> bool {
        !self.client.is_closed()
    }
}

impl Message<'_> {
    fn send<'s>(&'s self, client: &'s Client) -> Sending<'s, Answer> {
        async move {
            match self {
                Self::Plain(text) => client.batch_execute(text).await.map(|()| Answer::Changed(0)),
                Self::Write(statement, params) => {
                    client.execute_raw(*statement, params.iter()).await.map(Answer::Changed)
                }
                Self::Query(statement, params) => {
                    client.query_raw(*statement, params.iter()).await?.try_collect().await.map(Answer::Rows)
                }
            }
        }
        .boxed_local()
    }
}

impl Answer {
    fn rows(self) -> Option<Result<Vec<Row>>> {
        match self {
            Self::Changed(_) => None,
            Self::Rows(rows) => Some(rows.iter().map(codec::row).collect()),
        }
    }
}

impl Step {
    fn sql(&self) -> Option<&Arc<Sql>> {
        match self {
            Self::Write { sql, .. } => Some(sql),
            Self::Control(_) => None,
        }
    }

    fn check(&self, answer: Option<Answer>) -> Result<()> {
        match (self, answer) {
            (Self::Write { sql, rows: Some(expected), .. }, Some(Answer::Changed(changed))) if *expected != changed => {
                Err(Error::Conflict { expected: *expected, changed, sql: sql.text.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// Polls each future once, in order, which sends its message, and then waits for the answers in the same order.
/// Nothing more is sent after one that could not be sent: a COMMIT must not overtake a write that never left.
/// An error comes with the place of its message.
async fn pipeline<'s, T>(
    futures: impl Iterator<Item = Sending<'s, T>>,
) -> Result<Vec<T>, (usize, tokio_postgres::Error)> {
    let mut sent = Vec::with_capacity(futures.size_hint().0);
    for mut future in futures {
        match poll_fn(|context| Poll::Ready(future.as_mut().poll(context))).await {
            Poll::Ready(Ok(answer)) => sent.push(Either::Left(answer)),
            Poll::Ready(Err(error)) => return Err((sent.len(), error)),
            Poll::Pending => sent.push(Either::Right(future)),
        }
    }
    let mut answers = Vec::with_capacity(sent.len());
    for waiting in sent {
        answers.push(match waiting {
            Either::Left(answer) => answer,
            Either::Right(future) => future.await.map_err(|error| (answers.len(), error))?,
        });
    }
    Ok(answers)
}

fn prepared(sql: &Sql) -> Result<&Statement> {
    sql.statement
        .get()
        .ok_or_else(|| Error::Sql { code: String::from("client"), message: String::from("not prepared") })
}

fn begin_text(access: Access) -> &'static str {
    match access {
        Access::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Access::Write | Access::ReadLatest => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    }
}
