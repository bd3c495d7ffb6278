//! Markdown that an operator writes, made into HTML for a page. What it cannot become is refused where it is read, and what is left is
//! safe by what it is made of: words, headings, lists, and links that lead to the web, to a page of ours or to a mailbox.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// As many bytes as one text has.
const MOST: usize = 256 * 1024;

/// Why a text is not taken, and on which line that stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct MarkdownFault {
    pub line: usize,
    pub what: String,
}

/// In: CommonMark. Out: HTML whose highest headings are of the second level, as the page itself has the first. Errors: raw
/// HTML, pictures, other links, what nobody sees, more than there is room for.
pub fn render(text: &str) -> Result<String, MarkdownFault> {
    let fault = |at: usize, what: String| {
        let line = text.as_bytes()[..at]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        Err(MarkdownFault { line, what })
    };
    if text.len() > MOST {
        return fault(text.len(), format!("the text has more than {MOST} bytes"));
    }
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if let Some(at) = text.find(unseen) {
        return fault(at, "here stands a character that nobody sees".into());
    }
    let highest = highest_heading(text);
    let mut events = Vec::new();
    // What is not understood as a table would be shown as the lines it is made of.
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        if let Some(what) = unwanted(&event) {
            return fault(range.start, what);
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => events.push(Event::Start(Tag::Heading {
                level: from_second(level, highest),
                id: None,
                classes: Vec::new(),
                attrs: Vec::new(),
            })),
            Event::End(TagEnd::Heading(level)) => {
                events.push(Event::End(TagEnd::Heading(from_second(level, highest))));
            }
            other => events.push(other),
        }
    }
    let mut written = String::new();
    html::push_html(&mut written, events.into_iter());
    Ok(written)
}

/// What is wrong with a piece of the text.
fn unwanted(event: &Event<'_>) -> Option<String> {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
            Some("HTML is not taken; write Markdown, and \\< where a < is meant".into())
        }
        Event::Start(Tag::Image { .. }) => {
            Some("pictures are not shown: pages load nothing from elsewhere".into())
        }
        Event::Start(Tag::Table(_)) => {
            Some("tables are not shown; write a list, or \\| where a | is meant".into())
        }
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) if *link_type != LinkType::Email && !may_be_followed(dest_url) => Some(format!(
            "the link “{dest_url}” must begin with https://, http:// or mailto:, or with / for a page of this service"
        )),
        _ => None,
    }
}

/// A path of ours begins with one slash: two would be another host's.
fn may_be_followed(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && lower.len() > scheme.len())
        || (address.starts_with('/') && !address.starts_with("//") && !address.contains('\\'))
}

fn highest_heading(text: &str) -> HeadingLevel {
    let levels = Parser::new(text).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level),
        _ => None,
    });
    levels.min().unwrap_or(HeadingLevel::H1)
}

/// The level of a heading where the highest becomes the second.
fn from_second(level: HeadingLevel, highest: HeadingLevel) -> HeadingLevel {
    let level = level as usize - highest as usize + 2;
    HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_below_that_of_the_page() {
        let html = render("# Editor\n\nACME & <https://acme.example>\n\n###### Small").unwrap();
        assert!(html.contains("<h2>Editor</h2>"), "{html}");
        assert!(html.contains("<h6>Small</h6>"), "{html}");
        let html_of_lower = render("### Editor\n\n#### Address").unwrap();
        assert_eq!(html_of_lower, "<h2>Editor</h2>\n<h3>Address</h3>\n");
        let link = "ACME &amp; <a href=\"https://acme.example\">https://acme.example</a>";
        assert!(html.contains(link), "{html}");
    }

    #[test]
    fn links_lead_to_the_web_to_a_mailbox_or_to_a_page_here() {
        let text =
            "[a](https://x.example/?a=1&b=\"2) [b](mailto:a@x.example) [c](/help) <a@x.example>";
        let html = render(text).unwrap();
        assert_eq!(html.matches("<a href=").count(), 4, "{html}");
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\\\evil.example",
            "#there",
            "ftp://x.example",
            "vbscript:x",
            "mailto:",
        ] {
            let fault = render(&format!("One\n\n[two]({address})")).unwrap_err();
            assert_eq!(fault.line, 3, "{address}");
        }
    }

    #[test]
    fn what_is_no_word_is_refused_with_its_line() {
        for (text, line) in [
            ("One\n\n<script>alert(1)</script>", 3),
            ("One <b>two</b>", 1),
            ("One\ntwo <img src=x onerror=alert(1)>", 2),
            ("![x](https://x.example/x.png)", 1),
            ("One\n\n<!-- two -->", 3),
            ("One\n\n| a | b |\n|---|---|\n| c | d |", 3),
            ("One\ntwo\u{7}", 2),
        ] {
            assert_eq!(
                render(text).map_err(|fault| fault.line),
                Err(line),
                "{text}"
            );
        }
        assert!(render(&"a".repeat(MOST + 1)).is_err());
        // What only looks like HTML is text.
        assert_eq!(
            render("1 < 2 > 0").unwrap().trim(),
            "<p>1 &lt; 2 &gt; 0</p>"
        );
        assert!(!render("`<script>`").unwrap().contains("<script>"));
    }
}
