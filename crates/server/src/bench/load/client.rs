//! One client of the server that is measured: a connection that is kept, and one request after the other.

use crate::storage::Error;
use axum::body::Body;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{CONTENT_TYPE, COOKIE, HOST, HeaderName, LOCATION, RETRY_AFTER};
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a client asks for.
#[derive(Debug, Clone)]
pub(super) struct Ask {
    pub path: String,
    /// Of whoever is logged in; none for somebody who is not.
    pub session: Option<String>,
    /// What is typed, where a form is sent.
    pub form: Option<String>,
    /// Where it leads when all is well, as the end of that address; none for a page.
    pub leads_to: Option<String>,
}

impl Ask {
    /// A page.
    pub(super) fn page(path: impl Into<String>, session: Option<&str>) -> Self {
        Self {
            path: path.into(),
            session: session.map(str::to_owned),
            form: None,
            leads_to: None,
        }
    }

    /// A form that leads on when it is taken: to an address that ends so.
    pub(super) fn form(
        path: impl Into<String>,
        session: Option<&str>,
        typed: String,
        leads_to: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            session: session.map(str::to_owned),
            form: Some(typed),
            leads_to: Some(leads_to.into()),
        }
    }

    /// Whether an answer is the one that was wanted.
    pub(super) fn is_met_by(&self, answer: &Answer) -> bool {
        match &self.leads_to {
            None => answer.status == StatusCode::OK,
            Some(end) => {
                answer.status == StatusCode::SEE_OTHER && answer.leads_to.ends_with(end.as_str())
            }
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

/// How something was answered.
pub(super) struct Answer {
    pub status: StatusCode,
    /// Empty where it leads nowhere.
    pub leads_to: String,
    /// Whether it says when to come again.
    pub says_when: bool,
    /// How many bytes its body has.
    pub bytes: usize,
}

pub(super) fn failed(fault: impl std::fmt::Display) -> Error {
    Error::Shared(fault.to_string())
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

    /// Errors: the connection fails, or there is no answer for long.
    pub(super) async fn ask(&mut self, ask: &Ask) -> Result<Answer, Error> {
        let asked = timeout(PATIENCE, self.send(ask)).await;
        asked.map_err(|_| failed(format!("{}: no answer", ask.path)))?
    }

    async fn send(&mut self, ask: &Ask) -> Result<Answer, Error> {
        self.sender.ready().await.map_err(failed)?;
        let answer = self.sender.send_request(ask.request(&self.host)?);
        let (head, body) = answer.await.map_err(failed)?.into_parts();
        let body = axum::body::to_bytes(Body::new(body), usize::MAX).await;
        let leads_to = head.headers.get(LOCATION).and_then(|to| to.to_str().ok());
        Ok(Answer {
            status: head.status,
            leads_to: leads_to.unwrap_or_default().to_owned(),
            says_when: head.headers.contains_key(RETRY_AFTER),
            bytes: body.map_err(failed)?.len(),
        })
    }
}
