//! One call over a pipe instead of a network: what is sent, what is read, and where it ends.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use hyper_util::rt::TokioIo;
use tower::ServiceExt;

use super::{Asked, ClientError, Reply, address_of, exchange};

/// Calls a service at the other end of a pipe.
async fn call(service: Router, text: &str) -> Result<Reply, ClientError> {
    let (near, far) = tokio::io::duplex(1024);
    let serve = hyper::service::service_fn(move |request| service.clone().oneshot(request));
    tokio::spawn(async move {
        let _ = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(far), serve)
            .await;
    });
    let address = address_of("http://witness.example:90/w/", "/add-checkpoint").unwrap();
    exchange(near, &address, Asked::text(text.to_owned())).await
}

#[tokio::test]
async fn text_is_sent_and_the_answer_read() {
    let service = Router::new().route(
        "/w/add-checkpoint",
        post(|headers: axum::http::HeaderMap, text: String| async move {
            let host = headers["host"].to_str().unwrap().to_owned();
            (StatusCode::CONFLICT, [("content-type", "text/x.tlog.size")], format!("{host} {text}"))
        }),
    );
    let reply = call(service, "Xin chào").await.unwrap();
    let expected = Reply {
        status: 409,
        content_type: "text/x.tlog.size".to_owned(),
        body: "witness.example:90 Xin chào".to_owned(),
    };
    assert_eq!(reply, expected);
}

#[tokio::test]
async fn answer_without_end_is_not_read() {
    let endless = Router::new().route("/w/add-checkpoint", post(|| async { "x".repeat(300_000) }));
    assert!(matches!(call(endless, "").await, Err(ClientError::Http(_))));
    let binary = Router::new().route("/w/add-checkpoint", post(|| async { vec![0xff_u8] }));
    assert!(matches!(call(binary, "").await, Err(ClientError::Http(_))));
}

#[tokio::test]
async fn other_end_that_hangs_up_or_speaks_otherwise_is_an_error() {
    let address = address_of("http://witness.example", "/").unwrap();
    let (near, far) = tokio::io::duplex(64);
    drop(far);
    assert!(exchange(near, &address, Asked::text(String::new())).await.is_err());
    let (near, mut far) = tokio::io::duplex(1024);
    tokio::io::AsyncWriteExt::write_all(&mut far, b"SSH-2.0-Other\r\n\r\n").await.unwrap();
    assert!(matches!(
        exchange(near, &address, Asked::text(String::new())).await,
        Err(ClientError::Http(_))
    ));
}

#[test]
fn only_addresses_of_the_web_are_taken() {
    for wrong in ["", "witness", "ftp://witness", "http://", "https://w/?q=1", "http://a b", "/w"] {
        assert!(address_of(wrong, "/add-checkpoint").is_err(), "{wrong}");
    }
    let address = address_of("https://[::1]:8443/", "/add-checkpoint").unwrap();
    assert_eq!(address.to_string(), "https://[::1]:8443/add-checkpoint");
}
