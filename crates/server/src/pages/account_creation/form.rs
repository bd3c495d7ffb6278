//! The form in which somebody asks for an account: what it sends, what it means, and what may be wrong with it.

use crate::pages::virtual_account::form::name_fault;
use crate::use_cases::account_creation::CreationOrder;
use crate::web;
use crate::web::errors::PageError;
use crate::web::faults::{identifier_fault, sorted, text_fault};
use crate::web::forms::{Field, Kind};
use crate::web::visit::Visit;
use domain::account_creation::CreationPlan;
use domain::email::EmailAddress;
use domain::rules::account_creation::{OwnDomain, Way};
use domain::smart_account::{AccountKind, Visibility};
use domain::text::{LINE, Reason};
use domain::virtual_account::{NamesFault, first_names};
use domain::{DomainIdentifier, Refusal, text};
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the form sends, and the review page sends again.
#[derive(Deserialize, Default, Clone)]
pub struct CreationForm {
    /// `authority` or `nominee`; empty where nothing is chosen.
    #[serde(default)]
    pub(crate) way: String,
    #[serde(default)]
    pub(crate) nominee: String,
    pub(crate) domain: String,
    #[serde(default)]
    pub(crate) reason: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) visibility: String,
    pub(crate) virtual_accounts: String,
    /// `review`, `change` or `send`.
    pub(crate) step: String,
}

/// What is wrong, by field.
#[derive(Default)]
pub(crate) struct CreationFaults {
    pub(crate) way: Option<String>,
    pub(crate) nominee: Option<String>,
    pub(crate) domain: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) virtual_accounts: Option<String>,
}

/// The fields of the form, apart from the choice of who vouches.
pub(crate) struct CreationFields {
    pub(crate) nominee: Field,
    pub(crate) domain: Field,
    pub(crate) reason: Field,
    pub(crate) name: Field,
    pub(crate) kind: Field,
    pub(crate) visibility: Field,
    pub(crate) virtual_accounts: Field,
}

impl CreationFields {
    /// In: the domain of their own address, where it can be one of an account.
    pub(crate) fn new(
        visit: &Visit,
        form: &CreationForm,
        default: Option<&DomainIdentifier>,
        faults: CreationFaults,
    ) -> Self {
        let (t, words) = (&visit.words.text, visit.words);
        let kinds = AccountKind::ALL
            .iter()
            .map(|kind| (kind.key().to_owned(), words.account_kind(*kind)));
        let visibilities = Visibility::ALL
            .iter()
            .map(|one| (one.key().to_owned(), words.visibility(*one)));
        Self {
            nominee: Field::new("nominee", fl!(t, "creation-nominee"))
                .kind(Kind::Email)
                .value(&form.nominee)
                .hint(fl!(t, "creation-nominee-hint"))
                .fault(faults.nominee),
            domain: Field::new("domain", fl!(t, "account-domain-identifier"))
                .value(&form.domain)
                .identifier()
                .hint(domain_hint(visit, default))
                .fault(faults.domain),
            reason: reason_field(visit, &form.reason).fault(faults.reason),
            name: Field::new("name", fl!(t, "account-name"))
                .value(&form.name)
                .autocomplete("organization")
                .fault(faults.name),
            kind: Field::new("kind", fl!(t, "account-type"))
                .value(&form.kind)
                .options(kinds.collect()),
            visibility: Field::new("visibility", fl!(t, "account-visibility"))
                .value(&form.visibility)
                .options(visibilities.collect()),
            virtual_accounts: Field::new("virtual_accounts", fl!(t, "desk-virtual-accounts"))
                .kind(Kind::Area)
                .value(&form.virtual_accounts)
                .hint(fl!(t, "operator-virtual-accounts-hint"))
                .fault(faults.virtual_accounts),
        }
    }
}

/// Which domain is theirs as their address proves it, and whether an operator has to decide.
fn domain_hint(visit: &Visit, default: Option<&DomainIdentifier>) -> String {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    match default.map(DomainIdentifier::shown) {
        Some(domain) if is_own_at_once(visit) => {
            fl!(plain, "creation-domain-hint", domain = domain)
        }
        Some(domain) => fl!(plain, "creation-domain-hint-operator", domain = domain),
        None => fl!(t, "creation-domain-hint-none"),
    }
}

fn reason_field(visit: &Visit, typed: &str) -> Field {
    let t = &visit.words.text;
    let field = Field::new("reason", fl!(t, "creation-reason"))
        .kind(Kind::Area)
        .value(typed)
        .hint(fl!(t, "creation-reason-hint"));
    if is_own_at_once(visit) {
        field.optional(fl!(t, "creation-reason-optional"))
    } else {
        field
    }
}

/// Whether nobody need decide where somebody asks for the domain of their own address.
pub(crate) fn is_own_at_once(visit: &Visit) -> bool {
    visit.app.db.rules().own_domain == OwnDomain::AtOnce
}

/// Turns the form into what is asked for, or says what is wrong with it.
pub(crate) fn read(
    visit: &Visit,
    form: &CreationForm,
) -> Result<Result<CreationOrder, CreationFaults>, PageError> {
    let t = &visit.words.text;
    let (kind, visibility) = (
        AccountKind::from_key(&form.kind),
        Visibility::from_key(&form.visibility),
    );
    let (Some(kind), Some(visibility)) = (kind, visibility) else {
        return Err(PageError::BadForm);
    };
    let mut faults = CreationFaults::default();
    let way = match form.way.as_str() {
        "authority" => Some(Way::Authority),
        "nominee" => {
            let email = EmailAddress::parse(&form.nominee).map_err(|_| fl!(t, "field-email"));
            let (email, fault) = sorted(email);
            faults.nominee = fault;
            email.map(Way::Nominee)
        }
        "" => {
            faults.way = Some(fl!(t, "creation-way-missing"));
            None
        }
        _ => return Err(PageError::BadForm),
    };
    let (domain, fault) = sorted(
        DomainIdentifier::parse(&form.domain).map_err(|fault| identifier_fault(visit, &fault).0),
    );
    faults.domain = fault;
    let reason = match form.reason.trim() {
        "" => Ok(None),
        words => Reason::parse(words).map(Some),
    };
    let (reason, fault) = sorted(reason.map_err(|fault| text_fault(visit, fault)));
    faults.reason = fault;
    let (name, fault) =
        sorted(text::clean(&form.name, LINE).map_err(|fault| text_fault(visit, fault)));
    faults.name = fault;
    let (virtual_accounts, fault) = sorted(names(visit, &form.virtual_accounts));
    faults.virtual_accounts = fault;
    let (Some(way), Some(domain), Some(reason), Some(name), Some(virtual_accounts)) =
        (way, domain, reason, name, virtual_accounts)
    else {
        return Ok(Err(faults));
    };
    Ok(Ok(CreationOrder {
        plan: CreationPlan {
            domain,
            name,
            kind,
            visibility,
            virtual_accounts,
        },
        way,
        reason,
    }))
}

/// The Virtual Accounts an account begins with, one name a line, or what is wrong with them.
pub fn names(visit: &Visit, typed: &str) -> Result<Vec<String>, String> {
    let t = &visit.words.text;
    first_names(typed).map_err(|fault| match fault {
        NamesFault::Missing => fl!(t, "field-missing"),
        NamesFault::Name(fault) => name_fault(visit, fault),
        NamesFault::Twice(name) => fl!(t, "operator-virtual-account-twice", name = name),
        NamesFault::TooMany => web::refusals::words(visit, &Refusal::TooManyVirtualAccounts),
    })
}
