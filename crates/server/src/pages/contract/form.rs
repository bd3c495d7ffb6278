//! The form that says what is agreed in a contract: its fields, what they mean, and what may be wrong with them.

use crate::language::end_of_day;
use crate::pages::parts::terms_form::last_day;
use crate::web;
use crate::web::errors::PageError;
use crate::web::faults::{contract_domain_fault, number_fault, text_fault};
use crate::web::forms::{Faults, Field, Kind};
use crate::web::visit::Visit;
use crate::words::contract::access_type;
use domain::contract::{
    AccessType, Agreed, COMPANY, ContractNumber, DomainFault, ListFault, MOST_DOMAINS,
    MOST_SERIALS, NumberFault, domains, number_if_any, serials,
};
use domain::{DomainIdentifier, Moment, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

/// What is typed of a contract.
#[derive(Deserialize, Default, Clone)]
pub struct ContractForm {
    /// Empty where it is new.
    #[serde(default)]
    pub version: String,
    pub number: String,
    #[serde(default)]
    pub bill_to: String,
    #[serde(default)]
    pub serials: String,
    pub company: String,
    #[serde(default)]
    pub parent: String,
    #[serde(default)]
    pub domains: String,
    #[serde(default)]
    pub offers: Vec<String>,
    #[serde(default)]
    pub end: String,
}

/// What is wrong, by field.
#[derive(Default)]
pub struct ContractFaults {
    number: Option<String>,
    bill_to: Option<String>,
    serials: Option<String>,
    company: Option<String>,
    parent: Option<String>,
    domains: Option<String>,
    offers: Option<String>,
    end: Option<String>,
    /// What belongs to no field.
    whole: Option<String>,
}

/// The fields as the page shows them.
pub struct ContractFields {
    pub before: Vec<Field>,
    /// Key, words, and whether it is chosen.
    pub offers: Vec<(&'static str, String, bool)>,
    pub offers_fault: Option<String>,
    pub after: Field,
    pub faults: Faults,
}

fn in_lines<T: ToString>(all: impl Iterator<Item = T>) -> String {
    let lines: Vec<String> = all.map(|one| one.to_string()).collect();
    lines.join("\n")
}

impl ContractForm {
    /// As it stands.
    pub fn of(visit: &Visit, agreed: &Agreed, version: u32) -> Self {
        let end = |end| last_day(end, &visit.zone);
        Self {
            version: version.to_string(),
            number: agreed.number.to_string(),
            bill_to: in_lines(agreed.bill_to.iter()),
            serials: in_lines(agreed.serials.iter()),
            company: agreed.company.clone(),
            parent: agreed.parent.clone().unwrap_or_default(),
            domains: in_lines(agreed.domains.iter().map(DomainIdentifier::shown)),
            offers: agreed.offers.iter().map(|one| one.key().into()).collect(),
            end: agreed.ends.map_or_else(String::new, end),
        }
    }

    /// What is meant. In: the contract as it stands, where it is not new: an end that was left as it was shown is the same moment.
    /// Errors: what is wrong with it; access types that the form does not offer.
    pub fn read(
        &self,
        visit: &Visit,
        stands: Option<&Agreed>,
    ) -> Result<Result<Agreed, Box<ContractFaults>>, PageError> {
        let offers = self.offers.iter().map(|key| AccessType::from_key(key));
        let offers: Option<BTreeSet<AccessType>> = offers.collect();
        let offers = offers.ok_or(PageError::BadForm)?;
        let mut faults = ContractFaults::default();
        let number = ContractNumber::parse(&self.number)
            .map_err(|fault| faults.number = Some(number_fault(visit, &fault)));
        let bill_to = number_if_any(&self.bill_to)
            .map_err(|fault| faults.bill_to = Some(number_fault(visit, &fault)));
        let serials = serials(&self.serials).map_err(|fault| {
            let words = |fault: &NumberFault| number_fault(visit, fault);
            faults.serials = Some(list_fault(visit, &fault, &Refusal::TooManySerials, words));
        });
        let company = text::clean(&self.company, COMPANY)
            .map_err(|fault| faults.company = Some(text_fault(visit, fault)));
        let parent = text::clean_optional(&self.parent, COMPANY)
            .map_err(|fault| faults.parent = Some(text_fault(visit, fault)));
        let domains = domains(&self.domains).map_err(|fault| {
            let words = |fault: &DomainFault| contract_domain_fault(visit, fault);
            let many = Refusal::TooManyContractDomains;
            faults.domains = Some(list_fault(visit, &fault, &many, words));
        });
        let ends = self.end(visit, stands.and_then(|agreed| agreed.ends));
        let ends = ends.map_err(|fault| faults.end = Some(fault));
        if offers.is_empty() {
            let words = web::refusals::words(visit, &Refusal::NoAccessTypeOffered);
            faults.offers = Some(words);
        }
        let numbers = (number, bill_to, serials);
        Ok(match (numbers, company, parent, domains, ends) {
            (
                (Ok(number), Ok(bill_to), Ok(serials)),
                Ok(company),
                Ok(parent),
                Ok(domains),
                Ok(ends),
            ) if faults.offers.is_none() => Ok(Agreed {
                number,
                bill_to,
                serials,
                company,
                parent,
                domains,
                offers,
                ends,
                is_locked: stands.is_some_and(|agreed| agreed.is_locked),
            }),
            _ => Err(Box::new(faults)),
        })
    }

    fn end(&self, visit: &Visit, shown: Option<Moment>) -> Result<Option<Moment>, String> {
        match self.end.trim() {
            "" => Ok(None),
            day if shown.is_some_and(|end| day == last_day(end, &visit.zone)) => Ok(shown),
            day => end_of_day(day, &visit.zone)
                .map(Some)
                .ok_or_else(|| fl!(visit.words.text, "field-date")),
        }
    }

    /// The fields before the choice of access types.
    fn first_fields(&self, visit: &Visit, faults: &mut ContractFaults) -> Vec<Field> {
        let (t, plain) = (&visit.words.text, &visit.words.plain);
        let optional = || fl!(t, "field-optional");
        vec![
            Field::new("number", fl!(t, "contract-number"))
                .value(&self.number)
                .identifier()
                .autocomplete("off")
                .hint(fl!(t, "contract-number-hint"))
                .fault(faults.number.take()),
            Field::new("bill_to", fl!(t, "contract-bill-to"))
                .value(&self.bill_to)
                .identifier()
                .autocomplete("off")
                .optional(optional())
                .hint(fl!(t, "contract-bill-to-hint"))
                .fault(faults.bill_to.take()),
            Field::new("serials", fl!(t, "contract-serials"))
                .kind(Kind::Area)
                .value(&self.serials)
                .optional(optional())
                .hint(fl!(plain, "contract-serials-hint", most = MOST_SERIALS))
                .fault(faults.serials.take()),
            Field::new("company", fl!(t, "contract-company"))
                .value(&self.company)
                .autocomplete("off")
                .fault(faults.company.take()),
            Field::new("parent", fl!(t, "contract-parent"))
                .value(&self.parent)
                .autocomplete("off")
                .optional(optional())
                .fault(faults.parent.take()),
            Field::new("domains", fl!(t, "contract-domains"))
                .kind(Kind::Area)
                .value(&self.domains)
                .optional(optional())
                .hint(fl!(plain, "contract-domains-hint", most = MOST_DOMAINS))
                .fault(faults.domains.take()),
        ]
    }

    /// The fields with what was typed and what is wrong with it.
    pub fn fields(&self, visit: &Visit, mut faults: ContractFaults) -> ContractFields {
        let t = &visit.words.text;
        let before = self.first_fields(visit, &mut faults);
        let after = Field::new("end", fl!(t, "contract-last-day"))
            .kind(Kind::Date)
            .value(&self.end)
            .optional(fl!(t, "field-optional"))
            .hint(fl!(t, "contract-last-day-hint"))
            .fault(faults.end);
        let all: Vec<&Field> = before.iter().collect();
        let said = Faults::default()
            .with("main", faults.whole)
            .also(&all)
            .with("offers", faults.offers.clone())
            .also(&[&after]);
        let offer = |one: &AccessType| {
            let key = one.key();
            let is_chosen = self.offers.iter().any(|chosen| chosen == key);
            (key, access_type(visit.words, *one), is_chosen)
        };
        ContractFields {
            before,
            offers: AccessType::ALL.iter().map(offer).collect(),
            offers_fault: faults.offers,
            after,
            faults: said,
        }
    }
}

/// What is wrong with a list, in words: with one of it, or that there are too many.
fn list_fault<F>(
    visit: &Visit,
    fault: &ListFault<F>,
    too_many: &Refusal,
    words: impl Fn(&F) -> String,
) -> String {
    match fault {
        ListFault::TooMany { .. } => web::refusals::words(visit, too_many),
        ListFault::One { text, fault } => {
            let text: String = text.chars().take(80).collect();
            let fault = words(fault);
            fl!(
                visit.words.plain,
                "contract-one-of-list",
                text = text,
                fault = fault
            )
        }
    }
}

impl ContractFaults {
    /// Where on the page a refusal belongs.
    pub fn of(visit: &Visit, refusal: &Refusal) -> Self {
        let words = Some(web::refusals::words(visit, refusal));
        let mut faults = Self::default();
        match refusal {
            Refusal::ContractNumberTaken { .. } => faults.number = words,
            Refusal::NoAccessTypeOffered => faults.offers = words,
            Refusal::TooManySerials => faults.serials = words,
            Refusal::TooManyContractDomains | Refusal::DomainOfAnybody { .. } => {
                faults.domains = words;
            }
            _ => faults.whole = words,
        }
        faults
    }

    /// Says at each field what stands now, where that differs from what is wanted: one compares before saving again.
    pub fn what_stands(&mut self, visit: &Visit, now: &Agreed, wanted: &Agreed) {
        let t = &visit.words.text;
        let said = |value: String| {
            Some(if value.is_empty() {
                fl!(t, "form-stands-empty")
            } else {
                fl!(t, "form-stands", value = value.replace('\n', ", "))
            })
        };
        let stands = ContractForm::of(visit, now, 0);
        if now.number != wanted.number {
            self.number = said(stands.number);
        }
        if now.bill_to != wanted.bill_to {
            self.bill_to = said(stands.bill_to);
        }
        if now.serials != wanted.serials {
            self.serials = said(stands.serials);
        }
        if now.company != wanted.company {
            self.company = said(stands.company);
        }
        if now.parent != wanted.parent {
            self.parent = said(stands.parent);
        }
        if now.domains != wanted.domains {
            self.domains = said(stands.domains);
        }
        if now.offers != wanted.offers {
            let offers = now.offers.iter().map(|one| access_type(visit.words, *one));
            self.offers = said(visit.words.list(&offers.collect::<Vec<_>>()));
        }
        if now.ends != wanted.ends {
            let day = |end| visit.words.last_day(end, &visit.zone);
            self.end = said(now.ends.map_or_else(String::new, day));
        }
    }
}
