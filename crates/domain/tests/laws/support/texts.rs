//! Texts somebody might type, from likely names to anything at all.

use domain::text::Limits;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What means something to one of the parsers.
const FRAGMENTS: &[&str] = &[
    ".",
    "..",
    "-",
    "--",
    "@",
    "://",
    "https://",
    ":",
    ":443",
    "/",
    "?",
    "#",
    "[",
    "]",
    "<",
    ">",
    " <",
    "\"",
    "\\",
    "(",
    ")",
    "+",
    "x",
    "www.",
    "xn--",
    "xn--mnchen-3ya",
    "xn--a",
    "xn--0",
    "0x7f",
    "127.1",
    "255.255.255.255",
    "::1",
    "lumen",
    ".example",
    "LUMEN.Example.",
    "camille@atelier.example",
    "münchen",
    "ß",
    "ς",
    "İ",
    "\u{212a}",
    "ſ",
    "日本",
    "。",
    "\u{ff0e}",
    "com",
    "ⓐ",
    "שלום",
    "مثال",
    "٠١",
    "۰",
    "हिन्दी",
    "\u{300}",
    "\u{94d}\u{200d}",
    "\u{200c}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{2028}",
    "\u{3000}",
    "\u{a0}",
    "\u{85}",
    "\0",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\r\r\n",
    " ",
    "🙂",
    "👩\u{200d}🚀",
    "\u{fdfa}",
    "\u{10ffff}",
    "per_",
    "req_0123456789abcdef0123456789abcdef",
    "0123456789",
    "abcdef",
];

/// Anything at all: all of Unicode, pieces that mean something, and much too long ones.
pub fn anything() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => select(FRAGMENTS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z0-9]{1,8}",
    ];
    prop_oneof![
        vec(any::<char>(), 0..40).prop_map(String::from_iter),
        vec(piece.clone(), 0..12).prop_map(|pieces| pieces.concat()),
        (piece, 1..1200usize).prop_map(|(piece, times)| piece.repeat(times)),
        domains(),
        addresses(),
    ]
}

/// Names that look like domain identifiers, in many scripts; some of them are none.
pub fn domains() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        4 => "[a-zA-Z0-9][a-zA-Z0-9-]{0,6}[a-zA-Z0-9]",
        3 => "[a-zà-öø-ÿĀ-ž]{1,8}",
        1 => "[α-ωΑ-Ω]{1,6}",
        1 => "[а-яёА-Я]{1,6}",
        1 => "[א-ת]{1,6}[0-9]{0,2}",
        1 => "[ء-غ]{1,6}",
        1 => "[ぁ-んァ-ヶ一-龥]{1,5}",
        1 => "[ก-ฮ]{1,5}",
        1 => "[क-ह]{1,3}[\u{94d}\u{200d}\u{93f}]{0,2}[क-ह]{0,2}",
        1 => "[\u{ff21}-\u{ff5a}\u{ff10}-\u{ff19}]{1,4}",
        1 => "(0x)?[0-9a-f]{0,3}",
        1 => "\\PC{1,3}",
    ];
    let dot = prop_oneof![9 => Just("."), 1 => Just("。")];
    (
        label.clone(),
        vec((dot, label), 0..3),
        select(&["", ".example", ".example.", ".EXAMPLE"][..]),
    )
        .prop_map(|(first, rest, end)| {
            let rest: String = rest
                .into_iter()
                .map(|(dot, label)| dot.to_owned() + &label)
                .collect();
            first + &rest + end
        })
}

pub fn addresses() -> impl Strategy<Value = String> {
    let local = prop_oneof![3 => "[a-zA-Z0-9.+_-]{1,12}", 1 => "\\PC{1,6}"];
    (local, domains()).prop_map(|(local, domain)| format!("{local}@{domain}"))
}

/// Several lines, with blanks around them.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ \t\r\n\u{3000}\u{a0}]{0,3}(.{0,30}(\r\n|\r|\n)?){0,4}[ \t\r\n\u{3000}\u{a0}]{0,3}",
        anything(),
    ]
}

pub fn user_ids() -> impl Strategy<Value = String> {
    prop_oneof![" ?[a-zA-Z0-9][a-zA-Z0-9._-]{0,70} ?", anything()]
}

pub fn phones() -> impl Strategy<Value = String> {
    prop_oneof!["[ \u{a0}]?[+]?[0-9 ().-]{2,30}(x[0-9]{1,3})?", anything()]
}

pub fn ids() -> impl Strategy<Value = String> {
    "(per|sa|va|mem|req|case|msg|evt|ntc|mail)_[0-9a-f]{31,33}"
}

pub fn limits() -> impl Strategy<Value = Limits> {
    (0..20usize, 0..1000usize, any::<bool>()).prop_map(|(least, more, lines)| Limits {
        least,
        most: least + more,
        lines,
    })
}
