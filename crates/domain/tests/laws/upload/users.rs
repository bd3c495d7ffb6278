//! Files of users: lines, whatever comes in them and however they are cut into pieces, and what each means.

use crate::support::cases::cases;
use crate::support::nouns::{account, virtual_account};
use domain::rules::upload::users::{self, COLUMNS, PartNames, UserLine};
use domain::upload::Notes;
use domain::upload::line::{FileFault, LineFault, UploadLine};
use domain::upload::reading::{LONGEST_LINE, Reader};
use domain::virtual_account::VirtualAccount;
use domain::{Moment, Role};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

type Whole = (Vec<UploadLine>, Result<u64, FileFault>);

fn read(pieces: &[&[u8]]) -> Whole {
    let (mut reader, mut lines) = (Reader::new(&COLUMNS), Vec::new());
    for piece in pieces {
        let _ = reader.feed(piece, &mut lines);
    }
    let end = reader.finish(&mut lines);
    (lines, end.map(|whole| whole.lines))
}

/// What is to be said of how a file was read.
fn notes(bytes: &[u8]) -> Notes {
    let (mut reader, mut lines) = (Reader::new(&COLUMNS), Vec::new());
    reader.feed(bytes, &mut lines).unwrap();
    reader.finish(&mut lines).unwrap().notes
}

fn read_text(text: &str) -> Whole {
    read(&[text.as_bytes()])
}

/// A file with the header and these lines.
fn lines(below: &str) -> Vec<UploadLine> {
    read_text(&format!("user,role,virtual_accounts,until\n{below}")).0
}

fn first_fault(below: &str) -> LineFault {
    lines(below)[0].faults[0].clone()
}

fn parts() -> PartNames {
    let va = |number, name: &str| VirtualAccount {
        name: name.into(),
        ..virtual_account(number, account(1), None)
    };
    PartNames::of(&[
        va(1, "Default"),
        va(2, "Lyon"),
        va(3, "Twin"),
        va(4, "Twin"),
    ])
}

fn meaning(cells: &[&str]) -> Result<UserLine, Vec<LineFault>> {
    let cells: Vec<String> = cells.iter().map(ToString::to_string).collect();
    let day = |text: &str| (text == "2027-01-31").then_some(Moment(7));
    users::read(&cells, &parts(), day)
}

/// Text in which what matters to the reader comes up often.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("user,role,virtual_accounts,until\n".to_owned()),
        Just("until;user;role;virtual_accounts\r\n".to_owned()),
        Just("camille,va-user,Lyon|Default,2027-01-31\n".to_owned()),
        Just("\"a, b\";\"say \"\"hi\"\"\",,\n".to_owned()),
        Just("\"".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\r".to_owned()),
        Just("\n\n".to_owned()),
        "[ -~é\t]{0,20}",
        any::<String>(),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn it_does_not_matter_in_which_pieces_a_file_comes(text in texts(), cuts in vec(any::<Index>(), 0..6)) {
        let bytes = text.as_bytes();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        at.push(0);
        at.push(bytes.len());
        at.sort_unstable();
        let pieces: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(read(&pieces), read(&[bytes]));
    }

    #[test]
    fn no_bytes_make_the_reader_stumble(bytes in vec(any::<u8>(), 0..2000)) {
        let (lines, _) = read(&[&bytes]);
        for line in lines {
            prop_assert!(line.number > 1);
            let spoilt = line.faults.iter().any(|fault| !matches!(fault, LineFault::Formula { .. }));
            prop_assert!(spoilt || line.cells.len() == COLUMNS.len());
            let _ = users::read(&line.cells, &parts(), |_| None);
        }
    }

    #[test]
    fn what_was_written_is_read(cells in vec("[a-zà-ÿ0-9|,;\" ]{1,30}", 4..5)) {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        for separator in [",", ";", "\t"] {
            let whole = format!("{}\r\n{}\r\n", COLUMNS.join(separator), quoted.join(separator));
            let (lines, end) = read_text(&whole);
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                prop_assert_eq!(end, Err(FileFault::NoLines));
            } else {
                let wanted: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
                prop_assert_eq!(&lines[0].cells, &wanted);
            }
        }
    }
}

#[test]
fn the_header_says_what_separates_and_where_what_stands() {
    for file in [
        "user,role,virtual_accounts,until\ncamille,va-user,Lyon,\n",
        "\u{feff}until;Virtual_Accounts;USER;role\r\n;Lyon;camille;va-user\r\n",
        "\n  \nuntil\trole\tname\tuser\tvirtual_accounts\r\tva-user\tCamille\tcamille\tLyon",
    ] {
        let (lines, end) = read_text(file);
        assert_eq!(end, Ok(1), "{file:?}");
        assert_eq!(
            lines[0].cells,
            ["camille", "va-user", "Lyon", ""],
            "{file:?}"
        );
    }
}

#[test]
fn files_that_are_none_are_told_apart() {
    let missing = |names: &[&str]| {
        let columns = names.iter().map(ToString::to_string).collect();
        Err(FileFault::ColumnsMissing { columns })
    };
    assert_eq!(read_text("").1, Err(FileFault::Empty));
    assert_eq!(read_text("\n\n").1, Err(FileFault::Empty));
    assert_eq!(
        read_text("user,role,virtual_accounts,until\n\n,,,\n").1,
        Err(FileFault::NoLines)
    );
    assert_eq!(
        read_text("user,until\nx,\n").1,
        missing(&["role", "virtual_accounts"])
    );
    assert_eq!(read_text("camille,va-user,Lyon,\n").1, missing(&COLUMNS));
    let twice = Err(FileFault::ColumnTwice {
        column: "user".into(),
    });
    assert_eq!(
        read_text("user,user,role,virtual_accounts,until\n").1,
        twice
    );
    let utf16: Vec<u8> = "user,role"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&[&utf16]).1, Err(FileFault::NotUtf8));
    assert_eq!(
        read(&[b"\xff\xfe", &utf16, b"\n"]).1,
        Err(FileFault::NotUtf8)
    );
    // Five bytes are no character of Windows-1252.
    assert_eq!(read(&[b"us\x81r,role\n"]).1, Err(FileFault::NotUtf8));
    assert_eq!(
        read(&[b"us\xe9r,role\n"]).1,
        missing(&["user", "virtual_accounts", "until"])
    );
}

#[test]
fn a_million_lines_and_not_one_more() {
    let mut reader = Reader::new(&COLUMNS);
    let mut lines = Vec::new();
    reader
        .feed(b"user,role,virtual_accounts,until\n", &mut lines)
        .unwrap();
    let thousand = "a,b,c,\n".repeat(1000);
    for _ in 0..1000 {
        reader.feed(thousand.as_bytes(), &mut lines).unwrap();
        lines.clear();
    }
    assert_eq!(
        reader.feed(b"a,b,c,\n", &mut lines),
        Err(FileFault::TooManyLines)
    );
    assert!(lines.is_empty());
    assert_eq!(reader.finish(&mut lines), Err(FileFault::TooManyLines));
}

#[test]
fn each_fault_spoils_its_own_line() {
    let long = "x".repeat(LONGEST_LINE + 10);
    let file = format!(
        "ann,sa-user,,\n\"bob,sa-user,,\n{long}\n\"a\"b,c,d,e\na,b\na,b,c,d,e\n=1+1,sa-user,,\nzoe,sa-user,,\n"
    );
    let found = lines(&file);
    let faults: Vec<(u64, Option<&LineFault>)> = found
        .iter()
        .map(|line| (line.number, line.faults.first()))
        .collect();
    let formula = LineFault::Formula {
        column: "user".into(),
    };
    assert_eq!(
        faults,
        [
            (2, None),
            (3, Some(&LineFault::QuoteOpen)),
            (4, Some(&LineFault::TooLong)),
            (5, Some(&LineFault::QuoteInside)),
            (
                6,
                Some(&LineFault::Cells {
                    expected: 4,
                    found: 2
                })
            ),
            (
                7,
                Some(&LineFault::Cells {
                    expected: 4,
                    found: 5
                })
            ),
            (8, Some(&formula)),
            (9, None),
        ]
    );
    // Too few cells, or too many, are kept as they stand there.
    assert_eq!(found[4].cells, ["a", "b"]);
    assert_eq!(found[5].cells, ["a", "b", "c", "d", "e"]);
    for cell in ["+1", "-1", "@SUM(A1)", "＝1"] {
        assert!(
            matches!(
                first_fault(&format!("camille,sa-user,{cell},\n")),
                LineFault::Formula { .. }
            ),
            "{cell}"
        );
    }
    // What is UTF-8 in one line is not something else in the next.
    let (mixed, _) = read(&[
        "user,role,virtual_accounts,until\nZoé,sa-user,,\n".as_bytes(),
        b"Zo\xe9,sa-user,,\n",
    ]);
    assert_eq!(mixed[1].faults, [LineFault::NotUtf8]);
}

#[test]
fn a_file_of_windows_1252_is_read_and_said_to_be_one() {
    let latin = b"user;role;virtual_accounts;until;soci\xe9t\xe9\nann;sa-user;;;\nZo\xe9;va-user;Orl\xe9ans;;\n";
    let (lines, end) = read(&[latin]);
    assert_eq!(end, Ok(2));
    assert_eq!(lines[1].cells, ["Zoé", "va-user", "Orléans", ""]);
    assert!(lines[1].faults.is_empty());
    let said = notes(latin);
    assert!(said.is_windows_1252);
    assert_eq!(said.unknown_columns, ["société"]);
    assert!(!notes("user,role,virtual_accounts,until\nZoé,sa-user,,\n".as_bytes()).is_windows_1252);
    let marked = b"\xef\xbb\xbfuser,role,virtual_accounts,until\nZo\xe9,sa-user,,\n";
    assert_eq!(read(&[marked]).0[0].faults, [LineFault::NotUtf8]);
}

#[test]
fn columns_that_are_not_known_are_named_and_blank_ones_are_not() {
    let head = "until,Colour,user,,role,note,virtual_account\n";
    let said = notes(format!("{head},red,ann,,sa-user,x,\n").as_bytes());
    assert_eq!(said.unknown_columns, ["Colour", "note"]);
}

#[test]
fn a_file_cut_off_is_told_as_far_as_can_be() {
    assert_eq!(first_fault("camille,sa-u"), LineFault::CutOff);
    assert_eq!(first_fault("camille,\"sa-u"), LineFault::CutOff);
    assert_eq!(first_fault("camil\u{e9}"), LineFault::CutOff);
    // As many cells as there are columns may be all of it, or not: that is asked.
    assert!(lines("camille,sa-user,,")[0].faults.is_empty());
    let unended = |below: &str| {
        notes(format!("user,role,virtual_accounts,until\n{below}").as_bytes()).unended_line
    };
    assert_eq!(
        unended("ann,sa-user,,\ncamille,sa-user,,2027-01-3"),
        Some(3)
    );
    for whole in [
        "camille,sa-user,,\n",
        "camille,sa-user,,\r",
        "camille,sa-user,,\r\n\n",
        "camille,sa-user,,\n  ",
        "camille,sa-user,,\n,,,",
    ] {
        assert_eq!(unended(whole), None, "{whole:?}");
    }
    // Nor is a character that was cut in two another one.
    let (cut, _) = read(&[b"user,role,virtual_accounts,until\nann,sa-user,Orl\xc3"]);
    assert_eq!(cut[0].faults, [LineFault::CutOff]);
}

#[test]
fn a_line_means_who_gets_what() {
    let line = meaning(&["Camille", "VA-User", " Lyon | Default ", "2027-01-31"]).unwrap();
    assert_eq!(line.name.key(), "camille");
    assert_eq!(
        (line.terms.role, line.terms.until),
        (Role::VaUser, Some(Moment(7)))
    );
    assert_eq!(line.terms.scope.virtual_accounts().count(), 2);
    let other_order = meaning(&["camille", "va-user", "Default|Lyon", ""]).unwrap();
    assert_eq!(line.print("camille"), other_order.print("camille"));
    let entire = meaning(&["camille", "sa-user", "", ""]).unwrap();
    assert_ne!(line.print("camille"), entire.print("camille"));
}

#[test]
fn everything_that_is_wrong_with_a_line_is_said() {
    let wrong = |cells: &[&str]| meaning(cells).unwrap_err();
    assert_eq!(
        wrong(&["", "", "", ""]),
        [LineFault::UserMissing, LineFault::RoleMissing]
    );
    let all = wrong(&["no name", "king", "Paris|Lyon|Lyon|Twin", "31/01/2027"]);
    assert_eq!(
        all,
        [
            LineFault::NotAName {
                text: "no name".into()
            },
            LineFault::UnknownRole {
                text: "king".into()
            },
            LineFault::UnknownVirtualAccount {
                name: "Paris".into()
            },
            LineFault::VirtualAccountTwice {
                name: "Lyon".into()
            },
            LineFault::AmbiguousVirtualAccount {
                name: "Twin".into()
            },
            LineFault::BadDate {
                text: "31/01/2027".into()
            },
        ]
    );
    assert_eq!(
        wrong(&["group:Night shift", "sa-user", "", ""]),
        [LineFault::Group {
            name: "Night shift".into()
        }]
    );
    assert_eq!(
        wrong(&["ann", "va-user", "", ""]),
        [LineFault::VirtualAccountsMissing]
    );
    assert_eq!(
        wrong(&["ann", "sa-user", "Lyon", ""]),
        [LineFault::VirtualAccountsOnEntire]
    );
}
