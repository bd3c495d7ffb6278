//! The form of a rule: what it sends, what it means, and what may be wrong with it.

use crate::web::desk::{Decide, Desk};
use crate::web::errors::PageError;
use crate::web::faults::text_fault;
use crate::web::text::form_urlencoded;
use domain::access_request::{Denial, DenialClass};
use domain::automation::{Conditions, DomainCondition, Rule, RuleVerdict, ScopeCondition};
use domain::text::{LINE, WORDS};
use domain::{DomainIdentifier, Moment, Role, RuleId, Scope, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The longest time a rule may speak of, in days: ten years.
const LONGEST: u32 = 3650;

macro_rules! rule_form {
    ($($text:ident),+; $($list:ident),+) => {
        /// What the form of a rule sends.
        #[derive(Deserialize, Default, Clone)]
        pub struct RuleForm {
            $(#[serde(default)] pub $text: String,)+
            $(#[serde(default)] pub $list: Vec<String>,)+
        }

        impl RuleForm {
            /// Name and value of all that was typed, for forms that carry it on.
            pub fn carried(&self) -> Vec<(&'static str, String)> {
                let mut all = vec![$((stringify!($text), self.$text.clone())),+];
                $(all.extend(self.$list.iter().map(|one| (stringify!($list), one.clone())));)+
                all.retain(|(name, value)| *name != "rehearsed" && !value.is_empty());
                all
            }
        }
    };
}

rule_form! {
    id, version, name, place, domain_kind, domain, organisation, role_at_most, asked_scope, within_days, outcome, scope, role,
    days, class, words, to, rehearsed;
    asked_parts, virtual_accounts
}

/// What is wrong with it, by field.
#[derive(Default)]
pub struct RuleFaults {
    pub name: Option<String>,
    pub place: Option<String>,
    pub domain: Option<String>,
    pub organisation: Option<String>,
    pub asked_scope: Option<String>,
    pub within_days: Option<String>,
    pub outcome: Option<String>,
    pub scope: Option<String>,
    pub role: Option<String>,
    pub days: Option<String>,
    pub class: Option<String>,
    pub words: Option<String>,
    pub to: Option<String>,
}

impl RuleFaults {
    /// Each fault with the field that it leads to; for a choice, the first one offered.
    pub fn all(&self) -> [(&'static str, &Option<String>); 13] {
        [
            ("name", &self.name),
            ("place", &self.place),
            ("domain", &self.domain),
            ("organisation", &self.organisation),
            ("asked_scope", &self.asked_scope),
            ("within_days", &self.within_days),
            ("approve", &self.outcome),
            ("entire", &self.scope),
            ("role", &self.role),
            ("days", &self.days),
            ("class", &self.class),
            ("words", &self.words),
            ("to", &self.to),
        ]
    }

    fn is_empty(&self) -> bool {
        self.all().iter().all(|(_, fault)| fault.is_none())
    }
}

impl RuleForm {
    /// The form of a rule as it stands.
    pub fn of(rule: &Rule) -> Self {
        let number = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        let mut form = Self {
            id: rule.id.to_string(),
            version: rule.version.to_string(),
            name: rule.name.clone(),
            place: rule.place.to_string(),
            organisation: rule.conditions.organisation.clone().unwrap_or_default(),
            role_at_most: rule.conditions.role_at_most.map_or("", Role::key).into(),
            within_days: number(rule.conditions.within_days),
            ..Self::default()
        };
        match &rule.conditions.domain {
            None => {}
            Some(DomainCondition::Is(domain)) => {
                (form.domain_kind, form.domain) = ("is".into(), domain.shown());
            }
            Some(DomainCondition::Inside(domain)) => {
                (form.domain_kind, form.domain) = ("inside".into(), domain.shown());
            }
        }
        form.asked_scope = match &rule.conditions.scope {
            None => "",
            Some(ScopeCondition::Entire) => "entire",
            Some(ScopeCondition::Unsaid) => "unsaid",
            Some(ScopeCondition::Within(parts)) => {
                form.asked_parts = parts.iter().map(ToString::to_string).collect();
                "within"
            }
        }
        .into();
        match &rule.verdict {
            RuleVerdict::Approve { role, scope, days } => {
                form.outcome = "approve".into();
                form.role = role.key().into();
                form.days = number(*days);
                form.scope = match scope {
                    Scope::EntireAccount => "entire",
                    Scope::VirtualAccounts(_) => "selected",
                }
                .into();
                form.virtual_accounts = scope.virtual_accounts().map(ToString::to_string).collect();
            }
            RuleVerdict::Decline(denial) => {
                form.outcome = "decline".into();
                form.class = denial.class.key().into();
                form.words = denial.words.clone().unwrap_or_default();
            }
            RuleVerdict::SendTo(to) => (form.outcome, form.to) = ("send".into(), to.to_string()),
        }
        form
    }

    /// The version the change was made against; none for a new rule.
    pub fn seen(&self) -> Result<Option<u32>, PageError> {
        match self.version.as_str() {
            "" => Ok(None),
            version => version.parse().map(Some).map_err(|_| PageError::BadForm),
        }
    }

    /// The rule that is changed; none for a new one. Errors: what is no id.
    pub fn rule_id(&self) -> Result<Option<RuleId>, PageError> {
        match self.id.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| PageError::BadForm),
        }
    }

    /// As [`RuleForm::carried`], as the query of an address.
    pub fn query(&self) -> String {
        let pairs = self.carried().into_iter();
        pairs
            .map(|(name, value)| format!("{name}={}", form_urlencoded(&value)))
            .collect::<Vec<_>>()
            .join("&")
    }
}

fn parts<T: std::str::FromStr + Ord>(ids: &[String]) -> Result<BTreeSet<T>, PageError> {
    let ids: Result<BTreeSet<T>, _> = ids.iter().map(|id| id.parse()).collect();
    ids.map_err(|_| PageError::BadForm)
}

/// A number of days, if one was typed.
fn number(desk: &Desk<Decide>, typed: &str, fault: &mut Option<String>) -> Option<u32> {
    if typed.trim().is_empty() {
        return None;
    }
    let number = typed.trim().parse().ok();
    let number = number.filter(|number| (1..=LONGEST).contains(number));
    if number.is_none() {
        *fault = Some(fl!(desk.words.plain, "rule-number", most = LONGEST));
    }
    number
}

/// Turns the form into a rule, or says what is wrong with it. A new rule gets its id when it is saved.
pub fn read(
    desk: &Desk<Decide>,
    form: &RuleForm,
    now: Moment,
) -> Result<Result<Rule, RuleFaults>, PageError> {
    let mut faults = RuleFaults::default();
    let name = text::clean(&form.name, LINE).map_err(|fault| text_fault(desk, fault));
    let name = name.map_err(|fault| faults.name = Some(fault)).ok();
    let conditions = read_conditions(desk, form, &mut faults)?;
    let verdict = read_verdict(desk, form, &mut faults)?;
    // Without a place it stands last.
    let place = number(desk, &form.place, &mut faults.place).unwrap_or(u32::MAX);
    Ok(match (name, verdict) {
        (Some(name), Some(verdict)) if faults.is_empty() => Ok(Rule {
            id: form.rule_id()?.unwrap_or(RuleId::new(0)),
            account: desk.account.id.clone(),
            name,
            version: 0,
            place,
            conditions,
            verdict,
            saved_by: desk.person.id.clone(),
            saved_at: now,
        }),
        _ => Err(faults),
    })
}

fn read_conditions(
    desk: &Desk<Decide>,
    form: &RuleForm,
    faults: &mut RuleFaults,
) -> Result<Conditions, PageError> {
    let t = &desk.words.text;
    let domain = match (form.domain.trim(), form.domain_kind.as_str()) {
        ("", "" | "is" | "inside") => None,
        (typed, kind @ ("is" | "inside" | "")) => match DomainIdentifier::parse(typed) {
            Ok(domain) if kind == "is" => Some(DomainCondition::Is(domain)),
            Ok(domain) => Some(DomainCondition::Inside(domain)),
            Err(_) => {
                faults.domain = Some(fl!(t, "rule-domain-fault"));
                None
            }
        },
        _ => return Err(PageError::BadForm),
    };
    let organisation = match text::clean_optional(&form.organisation, LINE) {
        Ok(organisation) => organisation,
        Err(fault) => {
            faults.organisation = Some(text_fault(desk, fault));
            None
        }
    };
    let scope = match form.asked_scope.as_str() {
        "" => None,
        "entire" => Some(ScopeCondition::Entire),
        "unsaid" => Some(ScopeCondition::Unsaid),
        "within" => {
            let parts = parts(&form.asked_parts)?;
            if parts.is_empty()
                || !parts
                    .iter()
                    .all(|id| desk.parts.iter().any(|va| va.id == *id))
            {
                faults.asked_scope = Some(fl!(t, "refusal-no-virtual-account-chosen"));
            }
            Some(ScopeCondition::Within(parts))
        }
        _ => return Err(PageError::BadForm),
    };
    Ok(Conditions {
        domain,
        organisation,
        scope,
        role_at_most: role(&form.role_at_most)?,
        within_days: number(desk, &form.within_days, &mut faults.within_days),
    })
}

fn role(key: &str) -> Result<Option<Role>, PageError> {
    match key {
        "" => Ok(None),
        key => Role::from_key(key).map(Some).ok_or(PageError::BadForm),
    }
}

fn read_verdict(
    desk: &Desk<Decide>,
    form: &RuleForm,
    faults: &mut RuleFaults,
) -> Result<Option<RuleVerdict>, PageError> {
    let t = &desk.words.text;
    Ok(match form.outcome.as_str() {
        "approve" => {
            let scope = match form.scope.as_str() {
                "entire" => Some(Scope::EntireAccount),
                "selected" => Some(Scope::VirtualAccounts(parts(&form.virtual_accounts)?)),
                "" => None,
                _ => return Err(PageError::BadForm),
            };
            let role = role(&form.role)?;
            if scope.is_none() {
                faults.scope = Some(fl!(t, "decision-scope-missing"));
            }
            if role.is_none() {
                faults.role = Some(fl!(t, "decision-role-missing"));
            }
            let days = number(desk, &form.days, &mut faults.days);
            let both = scope.zip(role);
            both.map(|(scope, role)| RuleVerdict::Approve { role, scope, days })
        }
        "decline" => {
            let words = text::clean_optional(&form.words, WORDS);
            let words = words.map_err(|fault| faults.words = Some(text_fault(desk, fault)));
            let class = match form.class.as_str() {
                "" => {
                    faults.class = Some(fl!(t, "decision-class-missing"));
                    None
                }
                key => Some(DenialClass::from_key(key).ok_or(PageError::BadForm)?),
            };
            let words = words.ok().flatten();
            class.map(|class| RuleVerdict::Decline(Denial { class, words }))
        }
        "send" if form.to.is_empty() => {
            faults.to = Some(fl!(t, "talk-pass-choose"));
            None
        }
        "send" => Some(RuleVerdict::SendTo(
            form.to.parse().map_err(|_| PageError::BadForm)?,
        )),
        "" => {
            faults.outcome = Some(fl!(t, "rule-outcome-missing"));
            None
        }
        _ => return Err(PageError::BadForm),
    })
}
