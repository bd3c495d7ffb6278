//! Style sheet, script, icon and font: compiled in with their compressed forms, and kept by browsers for good under addresses that
//! name their content.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// A file that pages lead to.
pub struct Asset {
    /// Other content has another.
    pub address: &'static str,
    kind: &'static str,
    /// By content coding, the smallest first; the last is [`PLAIN`].
    forms: &'static [(&'static str, &'static [u8])],
}

const PLAIN: &str = "identity";

// STYLE, SCRIPT, ICON, FONT, and ALL of them: made by `build.rs`.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file at an address, if there is one, in the first form that whoever sent these headers takes.
pub fn answer(address: &str, headers: &HeaderMap) -> Option<Response> {
    let asset = ALL.iter().find(|asset| asset.address == address)?;
    let taken = |(coding, _): &&(&str, _)| *coding == PLAIN || takes(headers, coding);
    let (coding, bytes) = asset.forms.iter().find(taken)?;
    let mut response = Bytes::from_static(bytes).into_response();
    let mut say = |name, value| {
        let headers = response.headers_mut();
        headers.insert(name, HeaderValue::from_static(value));
    };
    say(header::CONTENT_TYPE, asset.kind);
    say(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    if asset.forms.len() > 1 {
        say(header::VARY, "accept-encoding");
    }
    if *coding != PLAIN {
        say(header::CONTENT_ENCODING, coding);
    }
    Some(response)
}

/// Whether `accept-encoding` names a coding, or all of them, without a weight of nothing (RFC 9110, 12.5.3).
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    let lines = headers.get_all(header::ACCEPT_ENCODING);
    let entries = || {
        let lines = lines.iter().filter_map(|line| line.to_str().ok());
        lines.flat_map(|line| line.split(',')).map(|entry| {
            let (name, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight = weight.trim().strip_prefix(['q', 'Q']).unwrap_or_default();
            let weight = weight.trim_start().strip_prefix('=').unwrap_or_default();
            (name.trim(), weight.trim().parse().unwrap_or(0.0))
        })
    };
    let weight = |wanted: &str| {
        entries()
            .find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, weight): (_, f32)| weight > 0.0)
    };
    weight(coding).or_else(|| weight("*")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    /// How a file is sent to whoever says this of what they take.
    fn coding(asset: &Asset, accepted: &[&'static str]) -> String {
        let mut headers = HeaderMap::new();
        for line in accepted {
            headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static(line));
        }
        let answer = answer(asset.address, &headers).unwrap();
        let said = |name: HeaderName| answer.headers().get(name).map(|v| v.to_str().unwrap());
        assert_eq!(
            said(header::VARY),
            (asset.forms.len() > 1).then_some("accept-encoding")
        );
        said(header::CONTENT_ENCODING).unwrap_or(PLAIN).to_owned()
    }

    #[test]
    fn each_is_sent_in_the_smallest_form_that_is_taken() {
        let rows: [(&[&str], &str); 17] = [
            (&["gzip, deflate, br, zstd"], "br"),
            (&["gzip, deflate"], "gzip"),
            (&["gzip", "br"], "br"),
            (&["GZIP;Q=0.5"], "gzip"),
            (&["br;q=0, gzip;q=0.1"], "gzip"),
            (&["br ; q = 0.000 , gzip;q=0"], PLAIN),
            (&["*"], "br"),
            (&["*;q=0.1, br;q=0"], "gzip"),
            (&["*;q=0"], PLAIN),
            (&["gzip;q=1.0, *;q=0"], "gzip"),
            (&["identity"], PLAIN),
            (&["identity;q=0"], PLAIN),
            (&["brotli, xgzip, gzipped"], PLAIN),
            (&["br;q=much"], PLAIN),
            (&["br;level=4"], PLAIN),
            (&[""], PLAIN),
            (&[], PLAIN),
        ];
        for (accepted, expected) in rows {
            assert_eq!(coding(&STYLE, accepted), expected, "{accepted:?}");
        }
        assert_eq!(coding(&FONT, &["gzip, br"]), PLAIN);
    }

    #[test]
    fn addresses_name_content_and_nothing_else_is_found() {
        let found = |address: &str| answer(address, &HeaderMap::new()).is_some();
        for asset in ALL {
            let [_, "assets", version, file] = asset.address.split('/').collect::<Vec<_>>()[..]
            else {
                panic!("{}", asset.address)
            };
            assert!(found(asset.address));
            assert_eq!(version.len(), 12, "{}", asset.address);
            let others = ALL.iter().filter(|other| other.address.contains(version));
            assert_eq!(others.count(), 1, "{}", asset.address);
            assert!(!found(&format!("/assets/0123456789ab/{file}")));
            assert!(!found(&format!("/assets/{version}/")));
        }
        let style = String::from_utf8(STYLE.forms.last().unwrap().1.to_vec()).unwrap();
        let fonts: Vec<&str> = style.split("url(").skip(1).collect();
        assert_eq!(
            fonts.len(),
            1,
            "the font that pages ask for is the only file"
        );
        assert!(fonts[0].starts_with(&format!("{})", FONT.address)));
        assert!(!style.contains("@import"));
    }

    /// Bytes on the wire. Whoever raises a number here makes the first page slower for everybody.
    #[test]
    fn the_first_page_stays_light() {
        let rows = [
            (&STYLE, "br", 5_100),
            (&STYLE, "gzip", 5_800),
            (&STYLE, PLAIN, 20_500),
            (&SCRIPT, "br", 2_400),
            (&SCRIPT, "gzip", 2_800),
            (&ICON, "br", 240),
            (&FONT, PLAIN, 28_100),
        ];
        for (asset, coding, most) in rows {
            let form = asset.forms.iter().find(|(name, _)| *name == coding);
            let bytes = form.unwrap().1.len();
            println!("{} {coding}: {bytes}", asset.address);
            assert!(bytes <= most, "{} {coding}: {bytes}", asset.address);
        }
        for asset in ALL {
            let sizes: Vec<usize> = asset.forms.iter().map(|form| form.1.len()).collect();
            assert!(sizes.is_sorted(), "{}: {sizes:?}", asset.address);
        }
    }
}
