//! Style sheet, script, fonts and icons: compiled in, bundled when the program starts, kept by browsers for good under an
//! address that names their content.

use crate::clock::{hash_of, hexadecimal};
use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::smart_account::properties::Hue;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../assets"]
struct Embedded;

/// Every file under the name it has in its address; the version is made of all names and contents.
pub struct Assets {
    files: BTreeMap<String, Bytes>,
    version: String,
}

/// The order in which style sheets are bundled; the parts come before the last, by name.
const FIRST: [&str; 5] = [
    "css/00-layers.css",
    "css/reset.css",
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
];
const LAST: &str = "css/print.css";

impl Assets {
    /// In: the hue of the installation's accent, in degrees.
    pub fn new(accent_hue: u16) -> Self {
        let mut files = BTreeMap::new();
        files.insert(
            "parvis.css".to_owned(),
            Bytes::from(style_sheet(accent_hue)),
        );
        for name in Embedded::iter() {
            if let Some(short) = served_as(&name) {
                files.insert(short, read(&name));
            }
        }
        let digest = files.iter().fold(Sha256::new(), |hash, (name, file)| {
            hash.chain_update(name)
                .chain_update(hash_of(&hexadecimal(file)))
        });
        let version = hexadecimal(&digest.finalize())[..12].to_owned();
        Self { files, version }
    }

    /// The address of a file, such as `parvis.css`.
    pub fn address(&self, file: &str) -> String {
        format!("/assets/{}/{file}", self.version)
    }

    /// The address of the style sheet that gives a page the accent of an account.
    pub fn hue_address(&self, hue: Hue) -> String {
        self.address(&format!("hue-{}.css", hue.degrees()))
    }

    /// The file, if this version has it.
    pub fn answer(&self, version: &str, file: &str) -> Option<Response> {
        if version != self.version {
            return None;
        }
        let bytes = self.files.get(file).cloned().or_else(|| hue_sheet(file))?;
        let kind = content_type(file)?;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            ),
        ];
        Some((headers, bytes).into_response())
    }
}

/// `hue-120.css`: one line over the style sheet, because pages may carry no styles of their own.
fn hue_sheet(file: &str) -> Option<Bytes> {
    let degrees = file.strip_prefix("hue-")?.strip_suffix(".css")?;
    let hue = degrees.parse().ok().and_then(Hue::new)?;
    // One address for one hue: `hue-007.css` is none.
    (degrees == hue.degrees().to_string())
        .then(|| Bytes::from(format!(":root{{--accent-hue:{degrees}}}\n")))
}

/// The accent is the one thing an operator sets; every colour follows from its hue.
fn style_sheet(accent_hue: u16) -> String {
    let mut parts: Vec<String> = Embedded::iter()
        .filter(|name| name.starts_with("css/parts/"))
        .map(Into::into)
        .collect();
    parts.sort();
    let names = FIRST
        .iter()
        .map(ToString::to_string)
        .chain(parts)
        .chain([LAST.to_owned()]);
    let sheets: String = names
        .map(|name| bare(&String::from_utf8_lossy(&read(&name))))
        .collect();
    format!("{sheets}\n:root{{--accent-hue:{accent_hue}}}\n")
}

/// Comments and line ends are for whoever reads the sources.
fn bare(sheet: &str) -> String {
    let (mut kept, mut rest) = (String::new(), sheet);
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    ["{\n", "}\n", ";\n", ",\n"]
        .into_iter()
        .fold(kept, |kept, end| kept.replace(end, &end[..1]))
}

fn read(name: &str) -> Bytes {
    Embedded::get(name)
        .map(|file| Bytes::from(file.data.into_owned()))
        .unwrap_or_default()
}

fn served_as(name: &str) -> Option<String> {
    match name {
        "js/parvis.js" => Some("parvis.js".into()),
        "icons/favicon.svg" => Some("favicon.svg".into()),
        font if font.starts_with("fonts/") => Some(font.into()),
        _ => None,
    }
}

fn content_type(file: &str) -> Option<&'static str> {
    match file.rsplit('.').next()? {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "woff2" => Some("font/woff2"),
        "txt" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_stays_light() {
        let assets = Assets::new(232);
        assert!(
            assets.files["parvis.css"].len() < 20 * 1024 + 64,
            "style sheet: {}",
            assets.files["parvis.css"].len()
        );
        assert!(assets.files["parvis.js"].len() < 10 * 1024);
        let font = assets.files["fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2"].len();
        let all = assets.files["parvis.css"].len() + assets.files["parvis.js"].len() + font;
        assert!(all < 80 * 1024, "{all}");
    }
}
