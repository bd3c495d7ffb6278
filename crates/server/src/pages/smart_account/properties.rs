//! The desk's page of properties: to be read by whoever may look, to be changed by whoever may change them.

use crate::standing::smart_account::facts;
use crate::use_cases::smart_account::properties::change;
use crate::web;
use crate::web::desk::{Desk, DeskTab, EditAccount, Look, Needs};
use crate::web::errors::PageError;
use crate::web::faults::{identifier_fault, text_fault};
use crate::web::forms::{Faults, Field, Form, Kind};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::rules::properties::Facts;
use domain::smart_account::properties::{
    Address, AddressFault, Hue, MOST_ADDRESS_LINES, MOST_ALIASES, Properties,
};
use domain::smart_account::{AccountKind, SmartAccount, Visibility};
use domain::text::{LINE, TextFault};
use domain::{DomainIdentifier, Refusal, Right, text};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "smart_account/properties.html")]
struct PropertiesPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    lone_administrator: bool,
    properties: Properties,
    version: u32,
    faults: Faults,
    /// The form, where this person may change what stands here.
    fields: Option<Fields>,
}

struct Fields {
    all: Vec<Field>,
    whole: Option<String>,
}

/// What is typed.
#[derive(Deserialize, Default)]
pub struct PropertiesForm {
    version: String,
    name: String,
    kind: String,
    visibility: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    country: String,
    #[serde(default)]
    accent: String,
}

#[derive(Default)]
struct PropertiesFaults {
    name: Option<String>,
    aliases: Option<String>,
    address: Option<String>,
    country: Option<String>,
    accent: Option<String>,
    whole: Option<String>,
}

fn stored(facts: &Facts) -> PropertiesForm {
    let said = &facts.properties;
    let aliases: Vec<String> = said.aliases.iter().map(DomainIdentifier::shown).collect();
    let address = said.headquarters.as_ref();
    PropertiesForm {
        version: facts.version.to_string(),
        name: said.name.clone(),
        kind: said.kind.key().into(),
        visibility: said.visibility.key().into(),
        aliases: aliases.join("\n"),
        address: address.map_or_else(String::new, |address| address.lines.join("\n")),
        country: address.map_or_else(String::new, |address| address.country.clone()),
        accent: said
            .accent
            .map_or_else(String::new, |hue| hue.degrees().to_string()),
    }
}

fn fields(visit: &Visit, typed: &PropertiesForm, faults: PropertiesFaults) -> Fields {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let optional = || fl!(t, "field-optional");
    let kinds = AccountKind::ALL
        .iter()
        .map(|kind| (kind.key().to_owned(), visit.words.account_kind(*kind)));
    let visibilities = Visibility::ALL
        .iter()
        .map(|one| (one.key().to_owned(), visit.words.visibility(*one)));
    let all = vec![
        Field::new("name", fl!(t, "account-name"))
            .value(&typed.name)
            .fault(faults.name),
        Field::new("aliases", fl!(t, "account-aliases"))
            .kind(Kind::Area)
            .value(&typed.aliases)
            .optional(optional())
            .hint(fl!(plain, "properties-aliases-hint", most = MOST_ALIASES))
            .fault(faults.aliases),
        Field::new("kind", fl!(t, "account-type"))
            .value(&typed.kind)
            .options(kinds.collect()),
        Field::new("visibility", fl!(t, "account-visibility"))
            .value(&typed.visibility)
            .options(visibilities.collect()),
        Field::new("address", fl!(t, "properties-headquarters"))
            .kind(Kind::Area)
            .value(&typed.address)
            .optional(optional())
            .hint(fl!(
                plain,
                "properties-address-hint",
                most = MOST_ADDRESS_LINES
            ))
            .autocomplete("off")
            .fault(faults.address),
        Field::new("country", fl!(t, "properties-country"))
            .value(&typed.country)
            .optional(optional())
            .fault(faults.country),
        Field::new("accent", fl!(t, "properties-accent"))
            .value(&typed.accent)
            .optional(optional())
            .hint(fl!(t, "properties-accent-hint"))
            .fault(faults.accent),
    ];
    Fields {
        all,
        whole: faults.whole,
    }
}

/// The page, with the form as it was typed, or as it stands.
async fn page<R: Needs>(
    desk: &Desk<R>,
    typed: Option<(&PropertiesForm, PropertiesFaults)>,
) -> Result<PropertiesPage, PageError> {
    let id = desk.account.id.clone();
    let found = desk
        .read(move |db| facts(db, &id, &BTreeSet::new(), None))
        .await?;
    let fields = desk.can(Right::AccountEdit).then(|| match typed {
        Some((typed, faults)) => fields(desk, typed, faults),
        None => fields(desk, &stored(&found), PropertiesFaults::default()),
    });
    let faults = fields.as_ref().map_or_else(Faults::default, |fields| {
        let all: Vec<&Field> = fields.all.iter().collect();
        Faults::default()
            .with("main", fields.whole.clone())
            .also(&all)
    });
    Ok(PropertiesPage {
        p: desk.page(&fl!(desk.words.text, "desk-properties")),
        account: desk.account.clone(),
        tabs: desk.tabs("properties"),
        subtabs: desk.subtabs("properties", "properties"),
        lone_administrator: desk.can(Right::MemberManage) && desk.lone_administrator().await?,
        properties: found.properties,
        version: found.version,
        faults,
        fields,
    })
}

/// The aliases that are meant, one a line. Errors: what is wrong with the first that is none.
pub(crate) fn read_aliases(
    visit: &Visit,
    typed: &str,
) -> Result<BTreeSet<DomainIdentifier>, String> {
    let lines = typed.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            DomainIdentifier::parse(line).map_err(|fault| {
                let (fault, _) = identifier_fault(visit, &fault);
                let (plain, line) = (&visit.words.plain, line.trim());
                fl!(plain, "properties-alias-fault", line = line, fault = fault)
            })
        })
        .collect()
}

/// The properties; as a form for those who may change them.
pub async fn show(desk: Desk<Look>) -> Result<Response, PageError> {
    Ok(render(&page(&desk, None).await?))
}

/// What is meant. Errors: what is wrong with it.
fn read(visit: &Visit, typed: &PropertiesForm) -> Result<Properties, Box<PropertiesFaults>> {
    let (t, plain) = (&visit.words.text, &visit.words.plain);
    let mut faults = PropertiesFaults::default();
    let name = text::clean(&typed.name, LINE)
        .map_err(|fault| faults.name = Some(text_fault(visit, fault)));
    let aliases = read_aliases(visit, &typed.aliases);
    let headquarters =
        Address::parse(&typed.address, &typed.country).map_err(|fault| match fault {
            AddressFault::Line(fault) => faults.address = Some(text_fault(visit, fault)),
            AddressFault::TooManyLines => {
                let most = MOST_ADDRESS_LINES;
                faults.address = Some(fl!(plain, "properties-address-too-long", most = most));
            }
            AddressFault::Country(TextFault::Missing) => {
                faults.country = Some(fl!(t, "properties-country-missing"));
            }
            AddressFault::Country(fault) => faults.country = Some(text_fault(visit, fault)),
        });
    let accent = match typed.accent.trim() {
        "" => Ok(None),
        degrees => match degrees.parse().ok().and_then(Hue::new) {
            Some(hue) => Ok(Some(hue)),
            None => {
                faults.accent = Some(fl!(t, "properties-accent-fault"));
                Err(())
            }
        },
    };
    let kinds = (
        AccountKind::from_key(&typed.kind),
        Visibility::from_key(&typed.visibility),
    );
    let aliases = aliases.map_err(|fault| faults.aliases = Some(fault));
    match (name, aliases, headquarters, accent, kinds) {
        (Ok(name), Ok(aliases), Ok(headquarters), Ok(accent), (Some(kind), Some(visibility))) => {
            Ok(Properties {
                name,
                kind,
                visibility,
                aliases,
                headquarters,
                accent,
            })
        }
        _ => Err(Box::new(faults)),
    }
}

/// Changes the properties against the version that was seen; what is wrong or refused is the page again. Errors: choices that it
/// does not offer, or too many tries at aliases for now ([`Refusal::TooOften`]).
pub async fn change_properties(
    desk: Desk<EditAccount>,
    Form(mut form): Form<PropertiesForm>,
) -> Result<Response, PageError> {
    let offered = AccountKind::from_key(&form.kind).is_some()
        && Visibility::from_key(&form.visibility).is_some();
    let seen = form.version.parse().map_err(|_| PageError::BadForm)?;
    if !offered {
        return Err(PageError::BadForm);
    }
    let wanted = match read(&desk, &form) {
        Ok(wanted) => wanted,
        Err(faults) => {
            let page = page(&desk, Some((&form, *faults))).await?;
            return Ok(render_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let (id, by) = (desk.account.id.clone(), desk.person.id.clone());
    match desk
        .write(move |tx| change(tx, &id, &by, seen, &wanted))
        .await?
    {
        Ok(anything) => {
            let said = if anything {
                fl!(desk.words.plain, "properties-saved")
            } else {
                fl!(desk.words.plain, "nothing-changed")
            };
            let address = desk.address("properties");
            Ok(Onward::to(&desk.app, &address)
                .saying(&said)
                .into_response())
        }
        Err(refusal) => {
            let status = web::refusals::status(&refusal);
            let words = Some(web::refusals::words(&desk, &refusal));
            let mut faults = PropertiesFaults::default();
            match refusal {
                Refusal::AliasTaken { .. }
                | Refusal::AliasUnproven { .. }
                | Refusal::TooManyAliases => faults.aliases = words,
                _ => faults.whole = words,
            }
            // The next attempt is against what stands there now.
            if refusal == Refusal::ChangedMeanwhile {
                let id = desk.account.id.clone();
                let now = desk.read(move |db| facts(db, &id, &BTreeSet::new(), None));
                form.version = now.await?.version.to_string();
            }
            let page = page(&desk, Some((&form, faults))).await?;
            Ok(render_with(status, &page))
        }
    }
}
