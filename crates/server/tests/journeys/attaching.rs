//! Files that go with what is said in a support case: from both sides, for those who may read the message, and for nobody else.

use crate::on_both_engines;
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use crate::support::{Engine, Office};
use axum::body::Body;
use axum::http::header;
use domain::attachment::{LARGEST, MOST_AT_ONCE, MOST_OF_CASE};
use futures_util::stream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

on_both_engines!(
    files_go_with_messages_of_both_sides_and_leave_as_they_came,
    files_of_a_note_are_for_agents_alone,
    what_is_not_taken_says_why_and_the_words_stay,
    names_are_what_people_called_the_files_and_nothing_else,
    a_message_and_a_case_take_so_many_files,
    whoever_has_no_account_reads_what_support_attached,
);

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
const ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const OPENING: &str = "Send to support";
const SENDING: &str = "Send message";
const MESSAGE: &str = "Your message";

type File<'a> = (&'a str, &'a str, &'a [u8]);

/// Opens a case with these files.
fn opens<'o>(office: &'o Office, files: &[File<'_>]) -> Visitor<'o> {
    office.staff("sam@support.example", false, true);
    let mut camille = office.visitor("camille@atelier.example");
    camille.goes_to("/access/cases/new").attaches(
        OPENING,
        &[
            ("Subject", "It says no"),
            ("What do you need?", "This is what I see."),
        ],
        files,
    );
    office.works();
    camille
}

/// Where the files on the page lead.
fn addresses(visitor: &Visitor<'_>) -> Vec<String> {
    let all = visitor.page.attributes("a[download]", "href");
    all.into_iter()
        .filter(|to| to.contains("/attachments/"))
        .collect()
}

/// The bytes behind an address, past what a page would be read as.
fn bytes(visitor: &Visitor<'_>, to: &str) -> Vec<u8> {
    let request = visitor.request("GET", to).body(Body::empty()).unwrap();
    let answer = visitor
        .office
        .runtime
        .block_on(async {
            let answer = tower::ServiceExt::oneshot(visitor.office.router(), request).await;
            axum::body::to_bytes(answer.unwrap().into_body(), usize::MAX).await
        })
        .unwrap();
    answer.to_vec()
}

fn is_inert(answer: &Answer, name: &str) {
    assert_eq!(answer.status, 200, "{}", answer.path);
    let headers = &answer.headers;
    assert_eq!(headers["content-type"], "application/octet-stream");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
    let policy = &headers["content-security-policy"];
    assert!(policy.contains("default-src 'none'") && policy.ends_with("sandbox"));
    assert_eq!(headers["content-disposition"], name);
}

fn files_go_with_messages_of_both_sides_and_leave_as_they_came(office: &Office) {
    let log = "12:00 started\n".repeat(50_000);
    let files = [
        ("screen.png", "image/png", PNG),
        ("trace.log", "text/plain", log.as_bytes()),
    ];
    let mut camille = opens(office, &files);
    camille
        .sees("screen.png")
        .sees("PNG picture, 41 bytes")
        .sees("trace.log")
        .sees("text file, 684 kB");
    let case = camille.page.path.clone();
    let theirs = addresses(&camille);
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case).sees("screen.png");
    for (one, (_, _, content)) in theirs.iter().zip(files) {
        assert_eq!(bytes(&sam, one), content);
        assert_eq!(bytes(&camille, one), content);
    }
    let plain = "attachment; filename=\"screen.png\"; filename*=UTF-8''screen.png";
    is_inert(&sam.sends("GET", &theirs[0], None), plain);
    sam.attaches(
        SENDING,
        &[(MESSAGE, "This is how.")],
        &[("marche à suivre.pdf", "application/pdf", PDF)],
    );
    office.works();
    camille.goes_to(&case).sees("marche à suivre.pdf");
    let how = addresses(&camille).pop().unwrap();
    assert_eq!(bytes(&camille, &how), PDF);
    let accented = "attachment; filename=\"marche _ suivre.pdf\"; filename*=UTF-8''marche%20%C3%A0%20suivre.pdf";
    is_inert(&camille.sends("GET", &how, None), accented);
    // To nobody else, and under no other case, is there such a file.
    let mut mallory = office.visitor("mallory@elsewhere.example");
    camille.goes_to("/access/cases/new").presses(
        OPENING,
        &[
            ("Subject", "Another"),
            ("What do you need?", "Something else."),
        ],
    );
    let other = camille.page.path.clone();
    let file = theirs[0].rsplit('/').next().unwrap();
    for to in [&theirs[0], &how] {
        mallory.goes_to(to).meets(404);
    }
    camille
        .goes_to(&format!("{other}/attachments/{file}"))
        .meets(404);
    let mut stranger = Visitor::stranger(office);
    assert_eq!(stranger.sends("GET", &theirs[0], None).status, 303);
    // It is said in the log, too, without what is in them.
    office.works();
}

fn files_of_a_note_are_for_agents_alone(office: &Office) {
    let mut camille = opens(office, &[]);
    let case = camille.page.path.clone();
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&case).attaches(
        "Keep the note",
        &[("Note for support", "An odd one.")],
        &[("inside.txt", "text/plain", b"what we know")],
    );
    sam.sees("inside.txt");
    let inside = addresses(&sam).pop().unwrap();
    assert_eq!(bytes(&sam, &inside), b"what we know");
    camille.goes_to(&case).does_not_see("inside.txt");
    camille.goes_to(&inside).meets(404);
    camille.goes_to("/access/cases").does_not_see("inside.txt");
    office.works();
    assert!(
        office
            .mailbox
            .to("camille@atelier.example")
            .iter()
            .all(|letter| !format!("{letter:?}").contains("inside"))
    );
}

fn what_is_not_taken_says_why_and_the_words_stay(office: &Office) {
    let mut camille = opens(office, &[]);
    let case = camille.page.path.clone();
    let html: &[u8] = b"<!DOCTYPE html><script>alert(1)</script>";
    let large = vec![b'x'; LARGEST as usize + 1];
    let half = vec![b'x'; LARGEST as usize - 1];
    let two = [PNG, ZIP].concat();
    fn one<'a>(name: &'a str, kind: &'a str, content: &'a [u8]) -> Vec<File<'a>> {
        vec![(name, kind, content)]
    }
    for (files, status, fault) in [
        (
            one("photo.png", "image/png", html),
            422,
            "photo.png: Pages, drawings with scripts and programs are not taken, nor",
        ),
        (
            one("a.html", "text/html", html),
            422,
            "a.html: Pages, drawings with scripts",
        ),
        (
            one("list.csv", "text/csv", b"caf\xe9;1\n"),
            422,
            "list.csv: This is no text in UTF-8. Save it anew as UTF-8",
        ),
        (
            one("photo.jpg", "image/jpeg", PNG),
            422,
            "By its content the file is a PNG picture",
        ),
        (
            one("photo.png", "image/png", &two),
            422,
            "The file is of two types at once.",
        ),
        (
            one("bomb.zip", "application/zip", ZIP),
            422,
            "Archives and office documents are not taken",
        ),
        (
            one("empty.txt", "text/plain", b""),
            422,
            "empty.txt: The file is empty.",
        ),
        (
            one("large.txt", "text/plain", &large),
            413,
            "large.txt: The file is larger than 5 MB.",
        ),
        (
            one("half.txt", "text/plain", &half).repeat(3),
            413,
            "With this file they are more than 10 MB together.",
        ),
        (
            one("small.txt", "text/plain", b"x").repeat(MOST_AT_ONCE + 1),
            422,
            "With one message go at most 5 files.",
        ),
        (
            [
                one("good.png", "image/png", PNG),
                one("run.exe", "application/octet-stream", b"MZ\x90\0\x03"),
            ]
            .concat(),
            422,
            "run.exe: Pages, drawings with scripts and programs are not taken, nor",
        ),
    ] {
        camille
            .goes_to(&case)
            .attaches(SENDING, &[(MESSAGE, "These are my words.")], &files)
            .meets(status)
            .sees(fault)
            .sees("These are my words.");
        assert!(camille.page.fault_of("Files").unwrap().contains(fault));
    }
    // What is wrong with the words has the files be chosen again.
    camille
        .goes_to(&case)
        .attaches(SENDING, &[], &[("good.png", "image/png", PNG)])
        .meets(422)
        .sees("Nothing was sent yet. Choose the files again.");
    camille.goes_to(&case);
    assert!(addresses(&camille).is_empty());
    camille.does_not_see("These are my words.");
}

fn names_are_what_people_called_the_files_and_nothing_else(office: &Office) {
    let files = [
        ("../../x", "", PNG),
        ("C:\\\\fakepath\\\\b.png", "image/png", PNG),
        ("evil\u{202e}gnp.txt", "text/plain", b"hello".as_slice()),
        ("a<b>.txt", "text/plain", b"hello"),
        // In an encoding that is not ours: the file is there all the same.
        ("caf\u{FFFD}.txt", "text/plain", b"hello"),
    ];
    let camille = opens(office, &files);
    for (shown, kept) in [
        ("x.png", "x.png"),
        ("b.png", "b.png"),
        ("evilgnp.txt", "evilgnp.txt"),
        ("a_b_.txt", "a_b_.txt"),
        ("attachment.txt", "attachment.txt"),
    ] {
        assert!(
            camille
                .page
                .all("a[download]")
                .iter()
                .any(|one| one == shown),
            "{kept}: {:?}",
            camille.page.all("a[download]")
        );
    }
}

fn a_message_and_a_case_take_so_many_files(office: &Office) {
    let five = [("small.txt", "text/plain", b"x".as_slice()); MOST_AT_ONCE];
    let mut camille = opens(office, &five);
    let case = camille.page.path.clone();
    // Whoever answers counts as well, each for themselves.
    let mut sam = office.log_in("sam@support.example");
    for turn in 1..MOST_OF_CASE / MOST_AT_ONCE {
        let who = if turn % 2 == 0 {
            &mut camille
        } else {
            &mut sam
        };
        let words = format!("Some more, for the {turn}th time.");
        who.goes_to(&case)
            .attaches(SENDING, &[(MESSAGE, &words)], &five)
            .sees("What you wrote stands in the case.");
    }
    assert_eq!(addresses(&sam).len(), MOST_OF_CASE);
    camille
        .goes_to(&case)
        .attaches(SENDING, &[(MESSAGE, "One too many.")], &five[..1])
        .meets(409)
        .sees("This case holds as many files as one may.")
        .sees("One too many.");
    office.works();
}

#[test]
fn somebody_attaches_so_many_files_in_a_day() {
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.limits.attachments = 3;
    });
    let three = [("small.txt", "text/plain", b"x".as_slice()); 3];
    let mut camille = opens(&office, &three);
    let case = camille.page.path.clone();
    camille
        .goes_to(&case)
        .attaches(SENDING, &[(MESSAGE, "One too many.")], &three[..1])
        .meets(429)
        .sees("You have attached as many files as one may in a day.")
        .sees("One too many.");
    camille.presses(SENDING, &[]).sees("One too many.");
    office.hours_pass(25);
    camille
        .goes_to(&case)
        .attaches(SENDING, &[(MESSAGE, "On another day.")], &three)
        .sees("What you wrote stands in the case.");
    office.may_leave_mail();
}

/// A body that is as long as somebody says, and how much of it was taken.
fn endless(taken: &Arc<AtomicUsize>) -> Body {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nThese are my words.\r\n\
        --edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"all.txt\"\r\n\
        Content-Type: text/plain\r\n\r\n";
    let taken = taken.clone();
    Body::from_stream(stream::unfold(0u32, move |number| {
        let piece = match number {
            0 => head.as_bytes().to_vec(),
            _ => vec![b'x'; 64 * 1024],
        };
        taken.fetch_add(piece.len(), Ordering::SeqCst);
        async move { Some((Ok::<_, std::io::Error>(piece), number + 1)) }
    }))
}

#[test]
fn a_gigabyte_is_refused_without_being_read() {
    let office = Office::open(Engine::Sqlite);
    let mut camille = opens(&office, &[]);
    let case = camille.page.path.clone();
    for (announced, most) in [(Some(1 << 30), 1024 * 1024), (None, 70 * 1024 * 1024)] {
        let taken = Arc::default();
        let mut request = camille
            .request("POST", &format!("{case}/messages"))
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        if let Some(length) = announced {
            request = request.header(header::CONTENT_LENGTH, length);
        }
        let answer = camille.carries(request.body(endless(&taken)).unwrap());
        assert_eq!(answer.status, 413, "{}", answer.text());
        assert!(
            answer
                .text()
                .contains("all.txt: The file is larger than 5 MB.")
        );
        assert!(answer.text().contains("These are my words."));
        let taken = taken.load(Ordering::SeqCst);
        assert!(taken < most, "{taken} bytes were taken");
    }
}

fn whoever_has_no_account_reads_what_support_attached(office: &Office) {
    office.staff("sam@support.example", false, true);
    let mut somebody = Visitor::stranger(office);
    somebody.address = "nora@rivage.example".into();
    somebody.goes_to("/contact").presses(
        "Send",
        &[
            ("Your name", "Nora Blanc"),
            ("Your e-mail address", "nora@rivage.example"),
            ("Subject", "Locked out"),
            ("What is wrong?", "My telephone is new."),
        ],
    );
    somebody
        .opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    office.works();
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Locked out");
    sam.attaches(
        SENDING,
        &[(MESSAGE, "This is how.")],
        &[("how.pdf", "application/pdf", PDF)],
    );
    sam.attaches(
        "Keep the note",
        &[("Note for support", "An odd one.")],
        &[("inside.txt", "text/plain", b"what we know")],
    );
    let inside = addresses(&sam).pop().unwrap();
    let inside = inside.rsplit('/').next().unwrap();
    somebody
        .opens_the_link_in("Locked out")
        .sees("how.pdf")
        .does_not_see("inside.txt");
    let how = addresses(&somebody).pop().unwrap();
    assert_eq!(bytes(&somebody, &how), PDF);
    let (file, token) = how.split_once("?token=").unwrap();
    let id = file.rsplit('/').next().unwrap();
    for (id, token) in [(id, "guessed"), (inside, token)] {
        let to = format!("/contact/case/attachments/{id}?token={token}");
        assert_eq!(somebody.sends("GET", &to, None).status, 410);
    }
}
