//! A page as a person reads it: text, links, forms found by their labels.

use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;

/// An answer from the door.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub path: String,
    pub html: String,
    pub headers: BTreeMap<String, String>,
}

/// A form ready to be sent.
#[derive(Debug)]
pub struct Filled {
    pub method: String,
    pub action: String,
    pub fields: Vec<(String, String)>,
    /// Of a form that takes files, the names of their fields.
    pub files: Vec<String>,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).unwrap()
}

/// Text with white space folded and direction marks left out.
fn text(element: ElementRef<'_>) -> String {
    tidy(&element.text().collect::<String>())
}

pub fn tidy(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

impl Answer {
    /// What stands in the main part.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html);
        html.select(&select("main"))
            .map(text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub fn title(&self) -> String {
        Html::parse_document(&self.html)
            .select(&select("title"))
            .map(text)
            .collect()
    }

    /// The texts of the elements that a CSS selector finds.
    pub fn all(&self, css: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        html.select(&select(css)).map(text).collect()
    }

    /// The values of an attribute of the elements that a CSS selector finds.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let elements = select(css);
        let found = html
            .select(&elements)
            .filter_map(|element| element.value().attr(name));
        found.map(ToOwned::to_owned).collect()
    }

    /// The addresses of links whose words begin with `label`.
    pub fn links(&self, label: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let anchors = select("a[href]");
        let links = html
            .select(&anchors)
            .filter(|a| text(*a).starts_with(label));
        links
            .filter_map(|a| a.value().attr("href").map(ToOwned::to_owned))
            .collect()
    }

    /// The link whose words begin with `label` inside the smallest table row or tile that holds `near`.
    pub fn link_near(&self, label: &str, near: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let blocks = select("tr, article, section");
        let mut holders: Vec<ElementRef<'_>> = html
            .select(&blocks)
            .filter(|block| text(*block).contains(near))
            .collect();
        holders.sort_by_key(|block| text(*block).len());
        let anchors = select("a[href]");
        let mut links = holders.iter().flat_map(|block| block.select(&anchors));
        links
            .find(|a| text(*a).starts_with(label))
            .and_then(|a| a.value().attr("href").map(ToOwned::to_owned))
    }

    /// The message that belongs to the field with this label, if the field is marked as faulty.
    pub fn fault_of(&self, label: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        let field = field_ids(&html, label).into_iter().next()?;
        let element = html.select(&select(&format!("#{field}"))).next()?;
        if element.value().attr("aria-invalid") != Some("true") {
            return None;
        }
        let described = element.value().attr("aria-describedby")?;
        let error = described.split(' ').find(|id| id.ends_with("-error"))?;
        html.select(&select(&format!("#{error}"))).next().map(text)
    }

    /// Fills the form that has a button whose words begin with `button` (near the text `near`, if it is given).
    /// Fields are named by their labels; a radio button or check box by its own label with the value "on" or "off".
    pub fn fill(&self, button: &str, near: &str, typed: &[(&str, &str)]) -> Filled {
        let html = Html::parse_document(&self.html);
        let form = find_form(&html, button, near)
            .unwrap_or_else(|| panic!("no button {button:?} near {near:?} on:\n{}", self.text()));
        let mut fields = defaults(form);
        let files = match form.value().attr("enctype") {
            Some("multipart/form-data") => files_beside(form, button),
            _ => Vec::new(),
        };
        fields.retain(|(name, _)| !files.contains(name));
        for (label, value) in typed {
            type_into(form, &mut fields, label, value);
        }
        let pressed = form
            .select(&select("button"))
            .find(|b| text(*b).starts_with(button))
            .unwrap()
            .value();
        assert!(
            pressed.attr("disabled").is_none(),
            "the button {button:?} cannot be pressed"
        );
        if let (Some(name), Some(value)) = (pressed.attr("name"), pressed.attr("value")) {
            fields.push((name.into(), value.into()));
        }
        // A button may have its own way for what the form holds.
        let of_form = form.value();
        let method = pressed.attr("formmethod").or(of_form.attr("method"));
        let action = pressed.attr("formaction").or(of_form.attr("action"));
        Filled {
            method: method.unwrap_or("get").to_lowercase(),
            action: action
                .unwrap_or(self.path.split('?').next().unwrap())
                .to_owned(),
            fields,
            files,
        }
    }
}

fn find_form<'a>(html: &'a Html, button: &str, near: &str) -> Option<ElementRef<'a>> {
    let buttons = select("button");
    let has_button =
        |form: &ElementRef<'a>| form.select(&buttons).any(|b| text(b).starts_with(button));
    let mut forms: Vec<ElementRef<'a>> = html.select(&select("form")).filter(has_button).collect();
    if near.is_empty() {
        return forms.into_iter().next();
    }
    let around = |form: &ElementRef<'a>| {
        let mut holders = form
            .ancestors()
            .filter_map(ElementRef::wrap)
            .filter(|e| text(*e).contains(near));
        holders.next().map(|holder| text(holder).len())
    };
    forms.retain(|form| around(form).is_some());
    forms.sort_by_key(|form| around(form).unwrap_or(usize::MAX));
    forms.into_iter().next()
}

/// The names of a form's fields for files, those that stand beside a button first.
fn files_beside(form: ElementRef<'_>, button: &str) -> Vec<String> {
    let (buttons, fields) = (select("button"), select("input[type='file']"));
    let beside = |element: ElementRef<'_>| {
        element
            .select(&buttons)
            .any(|b| text(b).starts_with(button))
    };
    let far = |field: &ElementRef<'_>| {
        let mut around = field.ancestors().filter_map(ElementRef::wrap);
        around.position(beside).unwrap_or(usize::MAX)
    };
    let mut all: Vec<ElementRef<'_>> = form.select(&fields).collect();
    all.sort_by_key(far);
    let name = |field: ElementRef<'_>| field.value().attr("name").map(ToOwned::to_owned);
    all.into_iter().filter_map(name).collect()
}

/// What the browser would send if nothing were typed.
fn defaults(form: ElementRef<'_>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for element in form.select(&select("input[name], textarea[name], select[name]")) {
        let value = element.value();
        let name = value.attr("name").unwrap().to_owned();
        match (value.name(), value.attr("type").unwrap_or("text")) {
            ("input", "radio" | "checkbox") => {
                if value.attr("checked").is_some() {
                    fields.push((name, value.attr("value").unwrap_or("on").to_owned()));
                }
            }
            ("input", _) => fields.push((name, value.attr("value").unwrap_or("").to_owned())),
            ("textarea", _) => {
                let typed: String = element.text().collect();
                fields.push((name, typed.strip_prefix('\n').unwrap_or(&typed).to_owned()));
            }
            _ => {
                let options = select("option");
                let all: Vec<ElementRef<'_>> = element.select(&options).collect();
                let chosen = all
                    .iter()
                    .find(|o| o.value().attr("selected").is_some())
                    .or(all.first());
                fields.push((
                    name,
                    chosen
                        .and_then(|o| o.value().attr("value"))
                        .unwrap_or("")
                        .to_owned(),
                ));
            }
        }
    }
    fields
}

/// The ids of fields whose label begins with `label`.
fn field_ids(html: &Html, label: &str) -> Vec<String> {
    let labels = select("label[for]");
    let found = html.select(&labels).filter(|l| text(*l).starts_with(label));
    found
        .filter_map(|l| l.value().attr("for").map(ToOwned::to_owned))
        .collect()
}

fn type_into(form: ElementRef<'_>, fields: &mut Vec<(String, String)>, label: &str, typed: &str) {
    for found in form
        .select(&select("label"))
        .filter(|l| text(*l).starts_with(label))
    {
        if let Some(id) = found.value().attr("for") {
            let element = form
                .select(&select(&format!("#{id}")))
                .next()
                .unwrap_or_else(|| panic!("label {label:?} leads nowhere"));
            set(fields, element, typed);
            return;
        }
        if let Some(choice) = found.select(&select("input")).next() {
            let name = choice.value().attr("name").unwrap().to_owned();
            let value = choice.value().attr("value").unwrap_or("on").to_owned();
            let is_radio = choice.value().attr("type") == Some("radio");
            fields.retain(|(n, v)| *n != name || !(is_radio || *v == value));
            if typed == "on" {
                fields.push((name, value));
            }
            return;
        }
    }
    panic!("no field {label:?} in the form");
}

fn set(fields: &mut [(String, String)], element: ElementRef<'_>, typed: &str) {
    let name = element.value().attr("name").unwrap();
    let value = if element.value().name() == "select" {
        let options = select("option");
        let option = element
            .select(&options)
            .find(|o| text(*o) == typed || o.value().attr("value") == Some(typed));
        option
            .unwrap_or_else(|| panic!("no option {typed:?}"))
            .value()
            .attr("value")
            .unwrap_or("")
            .to_owned()
    } else {
        typed.to_owned()
    };
    let field = fields.iter_mut().find(|(n, _)| n == name).unwrap();
    field.1 = value;
}
