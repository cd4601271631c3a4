//! SMS and instant messages: one signed HTTP call a message to a gateway of the city, which knows how to reach telephones.

use super::post::{Failed, Outgoing, Transport};
use super::settings::GatewaySettings;
use super::signature::{secret_bytes, sign};
use crate::platform::config::ConfigError;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use reqwest::redirect::Policy;
use serde::Serialize;
use std::time::Duration;

/// A gateway that is called.
pub(super) struct Gateway {
    client: reqwest::Client,
    url: reqwest::Url,
    secret: Vec<u8>,
}

/// The body of a call.
#[derive(Serialize)]
struct Call<'a> {
    id: &'a str,
    channel: &'static str,
    to: &'a str,
    text: &'a str,
}

impl Gateway {
    /// The gateway of the settings. What it answers beyond its status is never read; it leads nowhere else, and no proxy of the
    /// environment stands between.
    pub(super) fn new(settings: &GatewaySettings) -> Result<Self, ConfigError> {
        let wrong = |name, problem| ConfigError::Value { name, problem };
        let url = settings.url.parse().map_err(|_| wrong("notice.gateway.url", "an http or https address"))?;
        let secret = secret_bytes(settings.secret.reveal())
            .ok_or_else(|| wrong("notice.gateway.secret", "whsec_ and the Base64 of 24 to 64 bytes"))?;
        // Whoever comes second finds the same one there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(u64::from(settings.timeout_seconds)))
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| wrong("notice.gateway", "no client can be made of it"))?;
        Ok(Self { client, url, secret })
    }

    async fn call(&self, message: &Outgoing) -> Result<(), Failed> {
        let call =
            Call { id: &message.id, channel: message.channel.as_str(), to: &message.address, text: &message.text };
        let body = serde_json::to_vec(&call).map_err(|_| failed("GATEWAY_CALL", true))?;
        let timestamp = message.at.as_second();
        let signature = sign(&self.secret, &message.id, timestamp, &body);
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in [
            ("webhook-id", message.id.clone()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signature),
        ] {
            let value = HeaderValue::from_str(&value).map_err(|_| failed("GATEWAY_CALL", true))?;
            headers.insert(name, value);
        }
        let answer = self.client.post(self.url.clone()).headers(headers).body(body).send().await;
        let status = answer
            .map_err(|error| failed(if error.is_timeout() { "TIMEOUT" } else { "GATEWAY_UNREACHABLE" }, false))?;
        match status.status().as_u16() {
            200..=299 => Ok(()),
            // The gateway says that this message will never do; anything else may pass.
            code @ (400 | 404 | 410 | 413 | 422) => Err(failed(&format!("GATEWAY_{code}"), true)),
            code => Err(failed(&format!("GATEWAY_{code}"), false)),
        }
    }
}

fn failed(code: &str, is_final: bool) -> Failed {
    Failed { code: code.to_owned(), is_final }
}

impl Transport for Gateway {
    fn send<'m>(&'m self, message: &'m Outgoing) -> BoxFuture<'m, Result<(), Failed>> {
        self.call(message).boxed()
    }
}
