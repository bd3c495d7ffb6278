//! What browsers let pages and files of ours do.

use axum::http::HeaderValue;

/// Of pages.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Of files that somebody sent in: whatever is in one, it runs nothing and belongs to no place.
pub const POLICY_OF_FILES: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
);
