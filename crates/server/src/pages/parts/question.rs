//! A question in a form: a field, or answers to choose from with what is asked only where one of them is chosen.

use crate::web::forms::{Fault, Faults, Field};
use askama::Template;

/// One question as the page shows it.
#[derive(Template)]
#[template(path = "parts/question.html")]
pub struct Question {
    name: String,
    label: String,
    /// The word that marks it optional, where it is.
    optional: String,
    /// What is wrong with it; empty where nothing is.
    error: String,
    /// Where it is not chosen but typed.
    field: Option<Field>,
    options: Vec<Choice>,
}

/// One of the answers.
struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
    /// What is asked where this is chosen.
    then: Vec<Question>,
}

impl Question {
    /// A question that is answered in a field.
    pub fn typed(field: Field) -> Self {
        Self {
            name: field.name.to_string(),
            label: field.label.clone(),
            optional: String::new(),
            error: field.error.clone(),
            field: Some(field),
            options: Vec::new(),
        }
    }

    /// A question with answers to choose from. In: value and words of each; what was chosen.
    pub fn choice(
        name: String,
        label: String,
        options: Vec<(String, String)>,
        chosen: &str,
    ) -> Self {
        let one = |(value, label): (String, String)| Choice {
            is_chosen: value == chosen,
            value,
            label,
            then: Vec::new(),
        };
        Self {
            name,
            label,
            optional: String::new(),
            error: String::new(),
            field: None,
            options: options.into_iter().map(one).collect(),
        }
    }

    /// In: the word that marks it optional, where it is.
    pub fn optional(mut self, word: Option<String>) -> Self {
        if let Some(word) = word {
            match &mut self.field {
                Some(field) => field.optional = word,
                None => self.optional = word,
            }
        }
        self
    }

    /// Marks it with what is wrong, if anything is.
    pub fn fault(mut self, fault: Option<String>) -> Self {
        if let Some(fault) = fault {
            if let Some(field) = &mut self.field {
                field.error.clone_from(&fault);
            }
            self.error = fault;
        }
        self
    }

    /// Sets a question behind the answer it hangs on, here or further down. Out: the question, where nothing like it is here.
    pub fn take(&mut self, on: &str, answer: &str, question: Question) -> Option<Question> {
        let mut question = Some(question);
        if self.name == on
            && let Some(option) = self.options.iter_mut().find(|one| one.value == answer)
        {
            option.then.extend(question.take());
            return None;
        }
        for below in self.options.iter_mut().flat_map(|one| &mut one.then) {
            let Some(left) = question else { break };
            question = below.take(on, answer, left);
        }
        question
    }

    /// What is wrong with it and what hangs on it, for the list at the top of the page.
    pub fn faults(&self) -> Faults {
        let mut faults = Faults::default();
        if !self.error.is_empty() {
            faults.0.push(Fault {
                field: self.name.clone(),
                label: self.label.clone(),
                words: self.error.clone(),
            });
        }
        let below = self.options.iter().flat_map(|one| &one.then);
        below.fold(faults, |all, one| all.then(one.faults()))
    }
}
