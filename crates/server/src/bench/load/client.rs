//! One client of the server that is measured: a connection that is kept, and one request after the other.

use crate::storage::Error;
use axum::body::Body;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, HeaderName};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// What a client asks for.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub path: String,
    /// Of whoever is logged in; none for somebody who is not.
    pub session: Option<String>,
    /// What is typed, where a form is sent.
    pub form: Option<String>,
    /// How it is answered when all is well.
    pub wanted: StatusCode,
}

impl Ask {
    /// A page.
    pub(super) fn page(path: impl Into<String>, session: Option<&str>) -> Self {
        Self {
            path: path.into(),
            session: session.map(str::to_owned),
            form: None,
            wanted: StatusCode::OK,
        }
    }

    /// A form that leads on when it is taken.
    pub(super) fn form(path: impl Into<String>, session: &str, typed: String) -> Self {
        Self {
            path: path.into(),
            session: Some(session.to_owned()),
            form: Some(typed),
            wanted: StatusCode::SEE_OTHER,
        }
    }

    fn request(&self, host: &str) -> Result<Request<Body>, Error> {
        let method = match self.form {
            Some(_) => Method::POST,
            None => Method::GET,
        };
        let mut request = Request::builder()
            .method(method)
            .uri(&self.path)
            .header(HOST, host);
        if let Some(session) = &self.session {
            request = request.header(COOKIE, format!("parvis_session={session}"));
        }
        let body = match &self.form {
            None => Body::empty(),
            Some(typed) => {
                // As a browser says of a form of our own pages.
                request = request
                    .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                    .header(HeaderName::from_static("sec-fetch-site"), "same-origin");
                Body::from(typed.clone())
            }
        };
        request.body(body).map_err(failed)
    }
}

pub(super) fn failed(fault: impl std::fmt::Display) -> Error {
    Error::Connection(fault.to_string())
}

/// A connection.
pub(super) struct Client {
    sender: SendRequest<Body>,
    host: String,
}

impl Client {
    pub(super) async fn connect(address: SocketAddr) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await.map_err(failed)?;
        stream.set_nodelay(true).map_err(failed)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(failed)?;
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: address.to_string(),
        })
    }

    /// Out: how it was answered, and the bytes of the answer's body.
    pub(super) async fn ask(&mut self, ask: &Ask) -> Result<(StatusCode, Vec<u8>), Error> {
        self.sender.ready().await.map_err(failed)?;
        let answer = self.sender.send_request(ask.request(&self.host)?);
        let answer = answer.await.map_err(failed)?;
        let status = answer.status();
        let body = axum::body::to_bytes(Body::new(answer.into_body()), usize::MAX);
        Ok((status, body.await.map_err(failed)?.to_vec()))
    }
}
