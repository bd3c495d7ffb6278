//! What every answer is held to.

use crate::support::page::Answer;

/// Holds an answer to what people may expect of every one: a page with a heading, in their language, that gives nothing
/// away of how it is made.
pub fn is_a_page(answer: &Answer, language: &str, what: &str) {
    let kind = answer.headers.get("content-type").map(String::as_str);
    let shown = || format!("{what}: {} {kind:?}\n{}", answer.status, answer.html);
    assert_eq!(kind, Some("text/html; charset=utf-8"), "{}", shown());
    assert!(
        answer.html.contains(&format!("<html lang=\"{language}\"")),
        "{}",
        shown()
    );
    let headings = answer.all("h1");
    assert!(
        headings.len() == 1 && !headings[0].is_empty(),
        "{}",
        shown()
    );
    let text = answer.text();
    for inside in ["panicked", ".rs:", "RUST_", "SELECT ", "diesel", "Error("] {
        assert!(!text.contains(inside), "{inside:?} in {}", shown());
    }
}

/// The visitor is refused with this status, on a page they can read.
pub fn is_refused(answer: &Answer, status: u16, language: &str, what: &str) {
    assert_eq!(answer.status, status, "{what}:\n{}", answer.text());
    is_a_page(answer, language, what);
}

/// Each line of the summary of faults leads to a field that is marked, and says the same after its name.
pub fn links_to_its_fields(answer: &Answer) {
    let links = answer.attributes(".error-summary a", "href");
    assert!(
        !links.is_empty(),
        "no summary on {}:\n{}",
        answer.path,
        answer.text()
    );
    for (link, words) in links.iter().zip(answer.all(".error-summary a")) {
        let marked = answer.attributes(&format!("{link}[aria-invalid=true]"), "aria-describedby");
        assert_eq!(
            marked.len(),
            1,
            "{link} leads to no faulty field on {}",
            answer.path
        );
        let mut described = marked[0]
            .split(' ')
            .flat_map(|id| answer.all(&format!("#{id}")));
        // The summary names the field before it.
        let says_the_same = |said: String| !said.is_empty() && words.ends_with(&said);
        assert!(described.any(says_the_same), "{link}: {words}");
    }
}
