//! The table of addresses made a router: layers, limits, assets.

use crate::app::App;
use crate::pages::ready::ready;
use crate::routes::{ATTACHING, UPLOADS, pages};
use crate::web::errors::PageError;
use crate::{assets, pages, web};
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use axum::response::Response;
use axum::routing::get;
use axum::{Router, middleware};
use axum_extra::extract::cookie::CookieJar;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// Larger than any form.
const LARGEST_BODY: usize = 256 * 1024;

/// Less fits into one segment with all that stands above it, compressed or not.
const SMALLEST_COMPRESSED: u64 = 512;

const LONGEST_REQUEST: Duration = Duration::from_secs(60);

/// With files, over a slow line.
const LONGEST_MESSAGE: Duration = Duration::from_secs(5 * 60);

const LONGEST_UPLOAD: Duration = Duration::from_secs(30 * 60);

/// Every page, with how large what is sent there may be and how long it may take.
fn within_limits(app: &App) -> Router<Arc<App>> {
    let (mut router, mut uploads, mut attaching) = (Router::new(), Router::new(), Router::new());
    for (_, (path, methods)) in pages() {
        if UPLOADS.contains(&path) {
            uploads = uploads.route(path, methods);
        } else if ATTACHING.contains(&path) {
            attaching = attaching.route(path, methods);
        } else {
            router = router.route(path, methods);
        }
    }
    if app.is_demo {
        for (path, methods) in pages::demo::routes() {
            router = router.route(path, methods);
        }
    }
    router
        .fallback(|| async { StatusCode::NOT_FOUND })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        // Inside the words: what these refuse is answered with a page, too.
        .layer(within(LONGEST_REQUEST))
        .merge(
            // How much comes with files says whoever reads them.
            attaching
                .layer(DefaultBodyLimit::max(LARGEST_BODY))
                .layer(within(LONGEST_MESSAGE)),
        )
        .merge(
            uploads
                .layer(DefaultBodyLimit::max(domain::upload::reading::LARGEST_FILE))
                .layer(within(LONGEST_UPLOAD)),
        )
}

/// Everything the program answers.
pub fn router(app: Arc<App>) -> Router {
    let pages = within_limits(&app)
        // For each piece: a form, or a file, that stands still is not waited for to the end of those.
        .layer(RequestBodyTimeoutLayer::new(app.config.serve.stall()))
        .layer(CatchPanicLayer::new())
        .layer(csrf(&app))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            web::arrival::attach,
        ))
        .layer(compression());
    let mut router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/assets/{version}/{*file}", get(asset))
        .fallback_service(pages.with_state(app.clone()))
        .layer(always(header::CONTENT_SECURITY_POLICY, web::policy::POLICY))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "same-origin"))
        .layer(always(header::X_FRAME_OPTIONS, "DENY"))
        .layer(always(
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ))
        .layer(always(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ));
    if app.config.is_secure() {
        router = router.layer(always(
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=31536000",
        ));
    }
    router.with_state(app)
}

/// By the quickest way: a page comes in the first flight either way, and twice the work would win it a fifth of its bytes. Only what
/// is text: workbooks and most files of a case are compressed in themselves.
fn compression() -> CompressionLayer<impl Predicate> {
    let is_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        let kind = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
        kind.is_some_and(|kind| kind.starts_with(b"text/") || kind == b"application/json")
    };
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(SMALLEST_COMPRESSED).and(is_text))
}

/// Answers for what takes longer than that.
fn within(longest: Duration) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, longest)
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// Forms are taken from our own pages only. The public address is trusted as well, for proxies that change the host.
fn csrf(app: &App) -> CsrfLayer {
    let layer = CsrfLayer::new();
    layer
        .clone()
        .add_trusted_origin(&app.config.public_url)
        .unwrap_or(layer)
}

async fn asset(State(app): State<Arc<App>>, jar: CookieJar, request: Request) -> Response {
    match assets::answer(request.uri().path(), request.headers()) {
        Some(file) => file,
        None => PageError::NotFound.page(&web::arrival::arrive(&app, &jar, request).await),
    }
}
