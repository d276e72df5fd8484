//! Calls to other machines over HTTP: one request, one answer of a bounded size, within a bounded time. `https` trusts
//! what this machine trusts; nothing is followed, kept or cached.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, Uri};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Largest answer that is read.
const ANSWER_BYTES_MAX: usize = 256 * 1024;
/// Longest time from the call to its answer.
const SECONDS_MAX: u64 = 10;

/// What another machine answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reply {
    pub status: u16,
    pub content_type: String,
    pub body: String,
}

/// What is asked of another machine.
#[derive(Clone, Debug)]
struct Asked {
    method: Method,
    content_type: Option<&'static str>,
    /// Shown to the other machine only.
    authorization: Option<String>,
    text: String,
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    #[error("`{0}` is no address; write http://HOST:PORT or https://HOST")]
    Address(String),
    #[error("it cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    #[error("it does not speak HTTP as expected: {0}")]
    Http(String),
    #[error("it did not answer within {SECONDS_MAX} seconds")]
    Late,
    #[error("encrypted connections cannot be made here: {0}")]
    Encryption(String),
}

impl Asked {
    fn text(text: String) -> Asked {
        let content_type = Some("text/plain; charset=utf-8");
        Asked { method: Method::POST, content_type, authorization: None, text }
    }
}

/// One who calls; cheap to copy.
#[derive(Clone)]
pub struct Client {
    tls: TlsConnector,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

impl Client {
    /// A client that trusts the authorities of this machine (or those of `SSL_CERT_FILE`).
    ///
    /// # Errors
    /// When the cipher suites cannot be set up.
    pub fn new() -> Result<Client, ClientError> {
        let mut roots = RootCertStore::empty();
        let found = rustls_native_certs::load_native_certs();
        for reason in &found.errors {
            tracing::warn!("an authority of this machine cannot be read: {reason}");
        }
        // A machine without any can still call over plain HTTP.
        roots.add_parsable_certificates(found.certs);
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|refusal| ClientError::Encryption(refusal.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Client { tls: TlsConnector::from(Arc::new(config)) })
    }

    /// Sends a text and waits for the answer.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub async fn post(&self, address: &Uri, text: String) -> Result<Reply, ClientError> {
        self.ask(address, Asked::text(text)).await
    }

    /// Sends the fields of a form, already encoded, with what shows who asks.
    ///
    /// # Errors
    /// As [`Client::post`].
    pub async fn post_form(
        &self,
        address: &Uri,
        form: String,
        authorization: Option<String>,
    ) -> Result<Reply, ClientError> {
        let content_type = Some("application/x-www-form-urlencoded");
        let asked = Asked { method: Method::POST, content_type, authorization, text: form };
        self.ask(address, asked).await
    }

    /// Reads what stands at an address.
    ///
    /// # Errors
    /// As [`Client::post`].
    pub async fn get(
        &self,
        address: &Uri,
        authorization: Option<String>,
    ) -> Result<Reply, ClientError> {
        let text = String::new();
        let asked = Asked { method: Method::GET, content_type: None, authorization, text };
        self.ask(address, asked).await
    }

    async fn ask(&self, address: &Uri, asked: Asked) -> Result<Reply, ClientError> {
        let call = self.call(address, asked);
        let limit = Duration::from_secs(SECONDS_MAX);
        tokio::time::timeout(limit, call).await.map_err(|_| ClientError::Late)?
    }

    async fn call(&self, address: &Uri, asked: Asked) -> Result<Reply, ClientError> {
        let wrong = || ClientError::Address(address.to_string());
        let host = address.host().ok_or_else(wrong)?;
        // An IPv6 address stands in brackets in an address, and without them elsewhere.
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let port = |default| address.port_u16().unwrap_or(default);
        match address.scheme_str() {
            Some("http") => {
                let stream = TcpStream::connect((host, port(80))).await?;
                exchange(stream, address, asked).await
            }
            Some("https") => {
                let stream = TcpStream::connect((host, port(443))).await?;
                let name = ServerName::try_from(host.to_owned()).map_err(|_| wrong())?;
                exchange(self.tls.connect(name, stream).await?, address, asked).await
            }
            _ => Err(wrong()),
        }
    }
}

/// An address as settings give it, with what is called there.
///
/// # Errors
/// When it is no `http` or `https` address.
pub fn address_of(base: &str, path: &str) -> Result<Uri, ClientError> {
    let wrong = || ClientError::Address(base.to_owned());
    let address: Uri =
        format!("{}{path}", base.trim_end_matches('/')).parse().map_err(|_| wrong())?;
    let fits = matches!(address.scheme_str(), Some("http" | "https")) && address.host().is_some();
    if fits && address.query().is_none() { Ok(address) } else { Err(wrong()) }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    address: &Uri,
    asked: Asked,
) -> Result<Reply, ClientError> {
    let http = |refusal: hyper::Error| ClientError::Http(refusal.to_string());
    let path = address.path_and_query().map_or("/", |path| path.as_str());
    let host = address.authority().map_or("", |authority| authority.as_str());
    let mut request = Request::builder().method(asked.method).uri(path).header(HOST, host);
    if let Some(content_type) = asked.content_type {
        request = request.header(CONTENT_TYPE, content_type);
    }
    if let Some(authorization) = asked.authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    let request = request
        .header(ACCEPT, "application/json, text/plain;q=0.9, */*;q=0.1")
        .body(Full::new(Bytes::from(asked.text)))
        .map_err(|refusal| ClientError::Http(refusal.to_string()))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(http)?;
    let connection = tokio::spawn(connection);
    let answered = async {
        let response = sender.send_request(request).await.map_err(http)?;
        let content_type = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let (status, content_type) =
            (response.status().as_u16(), content_type.unwrap_or_default().to_owned());
        let body = Limited::new(response.into_body(), ANSWER_BYTES_MAX).collect().await;
        let body = body.map_err(|refusal| ClientError::Http(refusal.to_string()))?.to_bytes();
        let body = String::from_utf8(body.to_vec())
            .map_err(|_| ClientError::Http("the answer is not UTF-8".to_owned()))?;
        Ok(Reply { status, content_type, body })
    };
    let reply = answered.await;
    connection.abort();
    reply
}
