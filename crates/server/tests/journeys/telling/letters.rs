//! The letters that somebody got.

use crate::support::Office;

/// What was written to somebody since they were last asked about, the newest subject and text last.
pub fn letters(office: &Office, to: &str, before: &mut usize) -> Vec<(String, String)> {
    office.works();
    let all = office.mailbox.to(to);
    let new = all[*before..].iter();
    let new = new.map(|mail| (mail.subject.clone(), mail.text_body.clone()));
    let new = new.collect();
    *before = all.len();
    new
}

/// Fails unless exactly one letter came that says this.
pub fn one_says(office: &Office, to: &str, before: &mut usize, subject: &str, words: &[&str]) {
    let new = letters(office, to, before);
    assert_eq!(new.len(), 1, "{to}: {new:?}");
    assert!(new[0].0.contains(subject), "{:?}", new[0].0);
    for word in words {
        assert!(new[0].1.contains(word), "{word:?} is not in {}", new[0].1);
    }
}
