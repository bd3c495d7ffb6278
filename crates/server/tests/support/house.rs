//! Where visitors go: the product in this process, or one that runs by itself.

use super::office::Office;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use tower::ServiceExt;

pub trait House {
    /// The address people use, without a path.
    fn public_url(&self) -> &str;

    /// Takes one request to the door. Out: status, headers and page.
    fn answers(&self, request: Request<Body>) -> (u16, HeaderMap, String);

    /// Lets happen what is due, where that does not happen by itself.
    fn works(&self);

    /// The text of the newest mail to an address about `subject`.
    fn letter(&self, address: &str, subject: &str) -> String;
}

impl House for Office {
    fn public_url(&self) -> &str {
        &self.app.config.public_url
    }

    fn answers(&self, request: Request<Body>) -> (u16, HeaderMap, String) {
        self.runtime.block_on(async {
            let (parts, body) = self.router().oneshot(request).await.unwrap().into_parts();
            let bytes = axum::body::to_bytes(body, 16 << 20).await.unwrap();
            let page = String::from_utf8_lossy(&bytes).into_owned();
            (parts.status.as_u16(), parts.headers, page)
        })
    }

    fn works(&self) {
        Office::works(self);
    }

    fn letter(&self, address: &str, subject: &str) -> String {
        self.mailbox.newest(address, subject).text_body
    }
}
