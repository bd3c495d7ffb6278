//! What an event changed, value by value, before and after, in words.
//!
//! It is read from the event as it is kept, so that a new kind of event needs nothing here: `before` and `after` in a fact are
//! held against each other, what a fact ends stands before, and everything else after.

use crate::language::{Words, own_name};
use crate::store::event::Recorded;
use crate::words::contract::access_type;
use crate::words::event_labels::label;
use domain::access_request::{DenialClass, RequestFact, RequestOutcome};
use domain::contract::AccessType;
use domain::person::Language;
use domain::smart_account::{AccountKind, AccountStatus, Visibility};
use domain::support_case::{CaseStatus, Priority};
use domain::{Event, Moment, Role, VirtualAccountId};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One value that an event set, changed or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub label: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// For whom events are put into words: language and zone, and the names they may know.
pub struct Reader<'a> {
    pub words: &'a Words,
    pub zone: &'a TimeZone,
    /// Full names of people, names of groups, by id.
    pub people: BTreeMap<String, String>,
    /// Names of Virtual Accounts by id; of their own alone, where they see no others.
    pub parts: BTreeMap<String, String>,
    pub sees_all: bool,
}

/// The ids of everybody whom these events name anywhere, people and groups.
pub fn named_in(events: &[Recorded]) -> Vec<String> {
    let mut ids = BTreeSet::new();
    for recorded in events {
        ids.extend(recorded.actor.person().map(ToString::to_string));
        if let Ok(body) = serde_json::to_value(&recorded.event) {
            gather(&body, &mut ids);
        }
    }
    ids.into_iter().collect()
}

fn gather(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.starts_with("per_") || text.starts_with("grp_") => {
            ids.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, ids)),
        Value::Object(fields) => fields.values().for_each(|value| gather(value, ids)),
        _ => {}
    }
}

impl Reader<'_> {
    /// Everything an event says, as changes.
    pub fn changes(&self, event: &Event) -> Vec<Change> {
        let name = event.name();
        let fact = match serde_json::to_value(event) {
            Ok(mut body) => body["about"]["data"].take(),
            Err(_) => Value::Null,
        };
        let mut changes = self.outcome(event).into_iter().collect();
        self.walk(name, &fact, &mut changes);
        changes
    }

    /// The names of the Virtual Accounts an event is about, as far as the reader may know them.
    pub fn parts_of(&self, ids: &[VirtualAccountId]) -> String {
        let mut names: Vec<String> = ids
            .iter()
            .map(|id| self.word("virtual_accounts", id.as_str()))
            .collect();
        names.dedup();
        names.join(", ")
    }

    /// An end of a request says in its name what it changed.
    fn outcome(&self, event: &Event) -> Option<Change> {
        let Event::AccessRequest(event) = event else {
            return None;
        };
        let after = match &event.fact {
            RequestFact::Approved { .. } => RequestOutcome::Approved,
            RequestFact::Denied { .. } => RequestOutcome::Denied,
            RequestFact::Withdrawn { .. } => RequestOutcome::Withdrawn,
            RequestFact::Expired { .. } => RequestOutcome::Expired,
            _ => return None,
        };
        Some(Change {
            label: fl!(self.words.plain, "column-status"),
            before: Some(self.words.outcome(RequestOutcome::Pending)),
            after: Some(self.words.outcome(after)),
        })
    }

    fn walk(&self, name: &str, fact: &Value, changes: &mut Vec<Change>) {
        let Value::Object(fields) = fact else { return };
        if fields.contains_key("before") || fields.contains_key("after") {
            let (_, what) = name.split_once('.').unwrap_or(("", name));
            let key = what.strip_suffix("-changed").unwrap_or(what);
            let side = |side| self.leaves(key, fields.get(side).unwrap_or(&Value::Null));
            changes.extend(compared(self.words, side("before"), side("after")));
        }
        let ends = ["ended", "deleted", "deletion-begun", "removed", "withdrawn"]
            .iter()
            .any(|verb| name.ends_with(verb));
        for (key, value) in fields {
            if key == "before" || key == "after" {
                continue;
            }
            let was = ends && !matches!(key.as_str(), "why" | "by");
            changes.extend(
                self.leaves(key, value)
                    .into_iter()
                    .map(|(key, text)| Change {
                        label: label(self.words, &key),
                        before: was.then(|| text.clone()),
                        after: (!was).then_some(text),
                    }),
            );
        }
    }

    /// The values below `value` that say something, each with the name of its field.
    fn leaves(&self, key: &str, value: &Value) -> Vec<(String, String)> {
        if is_of_no_interest(key) {
            return Vec::new();
        }
        match value {
            Value::Null => Vec::new(),
            Value::Object(fields) if tagged(fields).is_none() => fields
                .iter()
                .flat_map(|(inner, value)| match self.outcome_of(key, inner, value) {
                    Some(outcome) => vec![(inner.clone(), outcome)],
                    None => self.leaves(inner, value),
                })
                .collect(),
            other => {
                let text = self.text(key, other);
                if text.is_empty() {
                    Vec::new()
                } else {
                    vec![(key.to_owned(), text)]
                }
            }
        }
    }

    /// How a request stands: an account that is pending is another thing, and its status is no object.
    fn outcome_of(&self, outer: &str, key: &str, value: &Value) -> Option<String> {
        let outcome = value.as_str().and_then(RequestOutcome::from_key)?;
        (outer == "status" && key == "status").then(|| self.words.outcome(outcome))
    }

    fn text(&self, key: &str, value: &Value) -> String {
        let plain = &self.words.plain;
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => fl!(plain, "detail-yes"),
            Value::Bool(false) => fl!(plain, "detail-no"),
            Value::Number(number) => match number.as_i64() {
                Some(until) if key == "until" || key == "ends" => {
                    self.words.last_day(Moment(until), self.zone)
                }
                // No count is as large as the milliseconds of 1973.
                Some(at) if at > 100_000_000_000 => self.words.date_time(Moment(at), self.zone),
                _ => number.to_string(),
            },
            Value::String(text) => self.word(key, text),
            Value::Array(values) => {
                let texts: Vec<String> = values.iter().map(|value| self.text(key, value)).collect();
                texts.join(", ")
            }
            Value::Object(fields) => match tagged(fields) {
                Some((kind, Value::Null)) => self.word(key, kind),
                // Who somebody is says more than that it is a person.
                Some(("person" | "virtual-accounts", inner)) => self.text(key, inner),
                Some((kind, inner)) => {
                    format!("{} {}", self.word(key, kind), self.text(key, inner))
                }
                None => {
                    let inner = fields
                        .iter()
                        .flat_map(|(key, value)| self.leaves(key, value));
                    let texts: Vec<String> = inner.map(|(_, text)| text).collect();
                    texts.join(" ")
                }
            },
        }
    }

    /// A text that stands for something: somebody, a part of the account, a role, a state.
    fn word(&self, key: &str, text: &str) -> String {
        if let Some(name) = self.name(text) {
            return name;
        }
        let w = self.words;
        let plain = &w.plain;
        let known = match key {
            "role" => Role::from_key(text).map(|role| w.role(role)),
            "offers" => AccessType::from_key(text).map(|access| access_type(w, access)),
            "class" => DenialClass::from_key(text).map(|class| w.denial(class)),
            "visibility" => Visibility::from_key(text).map(|seen| w.visibility(seen)),
            "kind" => AccountKind::from_key(text).map(|kind| w.account_kind(kind)),
            "language" => Language::from_key(text).map(|one| own_name(one).to_owned()),
            "status" => AccountStatus::from_key(text)
                .map(|status| w.account_status(status))
                .or_else(|| RequestOutcome::from_key(text).map(|outcome| w.outcome(outcome)))
                .or_else(|| CaseStatus::from_key(text).map(|status| w.case_status(status)))
                .or_else(|| match text {
                    "waiting" => Some(fl!(plain, "notification-address-waiting")),
                    "confirmed" => Some(fl!(plain, "notification-address-confirmed")),
                    _ => None,
                }),
            "priority" | "prioritised" => Priority::from_key(text).map(|one| w.priority(one)),
            "source" => match text {
                "request" => Some(fl!(plain, "source-request")),
                "rule" => Some(fl!(plain, "source-rule")),
                "operator" => Some(fl!(plain, "source-operator")),
                "import" => Some(fl!(plain, "source-import")),
                "creation" => Some(fl!(plain, "source-creation")),
                "administrator" => Some(fl!(plain, "source-administrator")),
                "invitation" => Some(fl!(plain, "source-invitation")),
                "upload" => Some(fl!(plain, "source-upload")),
                _ => None,
            },
            "why" => match text {
                "lapsed" => Some(fl!(plain, "detail-why-lapsed")),
                "replaced" => Some(fl!(plain, "detail-why-replaced")),
                "removed" => Some(fl!(plain, "detail-why-removed")),
                "given-back" => Some(fl!(plain, "detail-why-given-back")),
                "virtual-account-deleted" => Some(fl!(plain, "detail-why-part-deleted")),
                "deactivated" => Some(fl!(plain, "detail-why-deactivated")),
                "away" => Some(fl!(plain, "detail-why-away")),
                "right-lost" => Some(fl!(plain, "detail-why-right-lost")),
                _ => None,
            },
            "granted_by" if text == "system" => Some(fl!(plain, "actor-system")),
            "granted_by" if text == "program" => Some("parvis".to_owned()),
            "scope" if text == "entire-account" => Some(fl!(plain, "decision-entire")),
            _ => None,
        };
        known.unwrap_or_else(|| text.to_owned())
    }

    /// What an id is called for this reader; nothing where the text is no id of a person, a group or a Virtual Account.
    fn name(&self, text: &str) -> Option<String> {
        let known = if text.starts_with("per_") || text.starts_with("grp_") {
            self.people.get(text)
        } else if text.starts_with("va_") {
            self.parts.get(text)
        } else {
            return None;
        };
        let unknown = || match text.starts_with("va_") && !self.sees_all {
            true => fl!(self.words.plain, "detail-other-part"),
            false => text.to_owned(),
        };
        Some(known.cloned().unwrap_or_else(unknown))
    }
}

/// What only serves to keep the event in order, or stands beside it already.
fn is_of_no_interest(key: &str) -> bool {
    matches!(
        key,
        "id" | "at"
            | "account"
            | "version"
            | "progress"
            | "sent_at"
            | "opened_at"
            | "changed_at"
            | "clock"
            | "targets"
            | "said_as"
            | "had"
    )
}

/// A value that is one of several kinds, with what it carries: `{"kind": …, "id": …}`, or the kind as the only name.
fn tagged(fields: &serde_json::Map<String, Value>) -> Option<(&str, &Value)> {
    if let Some(Value::String(kind)) = fields.get("kind")
        && fields.keys().all(|key| key == "kind" || key == "id")
    {
        return Some((kind, fields.get("id").unwrap_or(&Value::Null)));
    }
    let mut all = fields.iter();
    match (all.next(), all.next()) {
        (Some((kind, inner @ Value::Array(_))), None) => Some((kind, inner)),
        _ => None,
    }
}

/// What differs between two lists of values.
fn compared(
    words: &Words,
    before: Vec<(String, String)>,
    after: Vec<(String, String)>,
) -> Vec<Change> {
    let mut keys: Vec<&String> = before.iter().chain(&after).map(|(key, _)| key).collect();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    let values = |side: &[(String, String)], key: &String| {
        let texts: Vec<&str> = side
            .iter()
            .filter(|(other, _)| other == key)
            .map(|(_, text)| text.as_str())
            .collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    };
    keys.into_iter()
        .map(|key| (key, values(&before, key), values(&after, key)))
        .filter(|(_, before, after)| before != after)
        .map(|(key, before, after)| Change {
            label: label(words, key),
            before,
            after,
        })
        .collect()
}
