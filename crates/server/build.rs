//! Makes of `assets/` what the program serves: one style sheet of many, and each file under an address that names its own content,
//! with its compressed forms beside it. Out: `assets.rs`, which `src/assets.rs` takes in.

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::{Error, Result, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

const SOURCES: &str = "../../assets";

const FONT: &str = "fonts/atkinson-hyperlegible-next.woff2";

/// The order in which style sheets are bundled; the parts come before the last, by name.
const FIRST: [&str; 5] = [
    "css/00-layers.css",
    "css/reset.css",
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
];
const LAST: &str = "css/print.css";

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed={SOURCES}");
    let mut made = Made::default();
    // Compressed in itself.
    let font = made.add(
        "FONT",
        "atkinson-hyperlegible-next.woff2",
        "font/woff2",
        &[("identity", &read(FONT)?)],
    )?;
    let sheet = style_sheet()?.replace(&format!("../{FONT}"), &font);
    made.text(
        "STYLE",
        "parvis.css",
        "text/css; charset=utf-8",
        sheet.as_bytes(),
    )?;
    made.text(
        "SCRIPT",
        "parvis.js",
        "text/javascript; charset=utf-8",
        &read("js/parvis.js")?,
    )?;
    made.text(
        "ICON",
        "favicon.svg",
        "image/svg+xml",
        &read("icons/favicon.svg")?,
    )?;
    made.write()
}

fn read(name: &str) -> Result<Vec<u8>> {
    fs::read(Path::new(SOURCES).join(name))
}

fn style_sheet() -> Result<String> {
    let mut parts = Vec::new();
    for part in fs::read_dir(Path::new(SOURCES).join("css/parts"))? {
        parts.push(format!("css/parts/{}", part?.file_name().display()));
    }
    parts.sort();
    let first = FIRST.iter().map(ToString::to_string);
    let names = first.chain(parts).chain([LAST.to_owned()]);
    let sheets = names.map(|name| {
        let sheet = String::from_utf8(read(&name)?).map_err(Error::other)?;
        Ok(bare(&sheet))
    });
    sheets.collect()
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

/// What has been made so far: a constant for each file.
#[derive(Default)]
struct Made {
    names: Vec<&'static str>,
    source: String,
}

impl Made {
    /// Adds a file with its compressed forms. Out: the address.
    fn text(&mut self, name: &'static str, file: &str, kind: &str, plain: &[u8]) -> Result<String> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(plain)?;
        let gzip = gzip.finish()?;
        let mut brotli = Vec::new();
        // By default as small as can be, however long it takes.
        brotli::BrotliCompress(&mut &*plain, &mut brotli, &Default::default())?;
        let forms = [("br", &brotli[..]), ("gzip", &gzip), ("identity", plain)];
        self.add(name, file, kind, &forms)
    }

    /// Adds a file just as it is, its last form, and others before it. Out: the address.
    fn add(
        &mut self,
        name: &'static str,
        file: &str,
        kind: &str,
        forms: &[(&str, &[u8])],
    ) -> Result<String> {
        let plain = forms.last().map_or(&[][..], |form| form.1);
        let version: String = Sha256::digest(plain)[..6]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let address = format!("/assets/{version}/{file}");
        let mut taken_in = String::new();
        for (coding, bytes) in forms {
            let path = out(&format!("{file}.{coding}"));
            fs::write(&path, bytes)?;
            taken_in += &format!("({coding:?}, include_bytes!({path:?})), ");
        }
        self.source += &format!(
            "pub static {name}: Asset = Asset {{ address: {address:?}, kind: {kind:?}, forms: &[{taken_in}] }};\n"
        );
        self.names.push(name);
        Ok(address)
    }

    fn write(self) -> Result<()> {
        let (count, names) = (self.names.len(), self.names.join(", &"));
        let all = format!("static ALL: [&Asset; {count}] = [&{names}];\n");
        fs::write(out("assets.rs"), self.source + &all)
    }
}

fn out(file: &str) -> PathBuf {
    // Set by Cargo for every build script.
    Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join(file)
}
