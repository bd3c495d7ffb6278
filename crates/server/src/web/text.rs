//! Words and addresses as they go into a page.

/// A value for a query string (application/x-www-form-urlencoded).
pub fn form_urlencoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The longest word with hyphens that is kept on one line: no wider than the narrowest page.
const LONGEST_UNBROKEN: usize = 24;

/// A text to be set into the page, in which "e-mail", "sa-user" and "2027-03-31" stay on one line: browsers break at hyphens.
pub fn unbroken(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let is_kept = word.contains('-') && word.chars().count() <= LONGEST_UNBROKEN;
        if is_kept {
            html.push_str("<span class=\"nowrap\">");
        }
        html.push_str(&escaped(word));
        if is_kept {
            html.push_str("</span>");
        }
        html.push_str(&piece[word.len()..]);
    }
    html
}

/// A text to be set into the page as it is.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_with_hyphens_stay_whole() {
        assert_eq!(
            unbroken("User ID or e-mail, such as <2027-03-31>"),
            "User ID or <span class=\"nowrap\">e-mail,</span> such as <span class=\"nowrap\">&lt;2027-03-31&gt;</span>"
        );
        let long = "department-of-somebody-or-other";
        assert_eq!(unbroken(long), long);
    }
}
