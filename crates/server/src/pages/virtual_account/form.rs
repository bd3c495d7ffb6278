//! The form that says what a Virtual Account shall be: its fields, what they mean, and what may be wrong with them.

use crate::language::{end_of_day, field_date};
use crate::pages::virtual_account::places::{find, place_field};
use crate::web;
use crate::web::desk::{Desk, Needs};
use crate::web::faults::text_fault;
use crate::web::forms::{Faults, Field, Kind};
use crate::web::visit::Visit;
use domain::membership::Reach;
use domain::virtual_account::{
    DESCRIPTION, Detailed, MOST_TAGS, NameFault, Settings, TagFault, Tags, VirtualAccount,
    WantedVirtualAccount, name,
};
use domain::{Moment, Refusal, VirtualAccountId, text};
use i18n_embed_fl::fl;
use jiff::tz::TimeZone;
use serde::Deserialize;

/// What is typed about a Virtual Account.
#[derive(Deserialize, Default, Clone)]
pub struct SettingsForm {
    pub name: String,
    /// The id or name of what it is nested in; empty where that is nothing.
    pub parent: String,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub tags: String,
    #[serde(default)]
    pub preferred_until: String,
    /// `yes` where people who are not members yet are shown it.
    #[serde(default)]
    pub offered: String,
}

impl SettingsForm {
    /// Everything typed, to be carried along.
    pub fn pairs(&self) -> [(&'static str, String); 6] {
        [
            ("name", self.name.clone()),
            ("parent", self.parent.clone()),
            ("description", self.description.clone()),
            ("tags", self.tags.clone()),
            ("preferred_until", self.preferred_until.clone()),
            ("offered", self.offered.clone()),
        ]
    }
}

/// What is wrong, by field.
#[derive(Default)]
pub struct SettingsFaults {
    pub name: Option<String>,
    pub parent: Option<String>,
    pub description: Option<String>,
    pub tags: Option<String>,
    pub preferred_until: Option<String>,
    pub offered: Option<String>,
    /// What belongs to no field.
    pub whole: Option<String>,
}

impl SettingsFaults {
    /// Whether nothing is wrong, with the whole neither.
    pub fn is_empty(&self) -> bool {
        [
            &self.name,
            &self.parent,
            &self.description,
            &self.tags,
            &self.preferred_until,
            &self.offered,
            &self.whole,
        ]
        .iter()
        .all(|fault| fault.is_none())
    }

    /// Where on the page a refusal belongs.
    pub fn of(visit: &Visit, refusal: &Refusal) -> Self {
        let words = Some(web::refusals::words(visit, refusal));
        match refusal {
            Refusal::VirtualAccountNameTaken => Self {
                name: words,
                ..Self::default()
            },
            Refusal::VirtualAccountInsideItself
            | Refusal::VirtualAccountNotYours
            | Refusal::VirtualAccountGone
            | Refusal::NestedTooDeep => Self {
                parent: words,
                ..Self::default()
            },
            Refusal::EndDateInThePast => Self {
                preferred_until: words,
                ..Self::default()
            },
            _ => Self {
                whole: words,
                ..Self::default()
            },
        }
    }

    /// Says at each field what stands now, where that differs from what is wanted: one compares before saving again.
    /// In: `inside`, what it is nested in, in words.
    pub fn what_stands(
        &mut self,
        visit: &Visit,
        old: &Detailed,
        wanted: &WantedVirtualAccount,
        inside: String,
    ) {
        let t = &visit.words.text;
        let said = |value: String| {
            Some(if value.is_empty() {
                fl!(t, "form-stands-empty")
            } else {
                fl!(t, "form-stands", value = value)
            })
        };
        let (va, now, meant) = (&old.virtual_account, &old.settings, &wanted.settings);
        if va.name != wanted.name {
            self.name = said(va.name.clone());
        }
        if va.parent != wanted.parent {
            self.parent = said(inside);
        }
        if now.description != meant.description {
            self.description = said(now.description.clone().unwrap_or_default());
        }
        if now.tags != meant.tags {
            let pairs: Vec<String> = now.tags.pairs().collect();
            self.tags = said(pairs.join(", "));
        }
        if now.preferred_until != meant.preferred_until {
            let last_day = |until| visit.words.last_day(until, &visit.zone);
            self.preferred_until = said(now.preferred_until.map_or_else(String::new, last_day));
        }
        if now.is_offered != meant.is_offered {
            self.offered = said(if now.is_offered {
                fl!(t, "virtual-account-offered-yes")
            } else {
                fl!(t, "virtual-account-offered-no")
            });
        }
    }
}

/// The fields as the page shows them.
pub struct SettingsFields {
    pub name: Field,
    pub parent: Field,
    pub description: Field,
    pub tags: Field,
    pub preferred_until: Field,
    pub offered: bool,
    pub offered_fault: Option<String>,
    pub whole: Option<String>,
}

impl SettingsFields {
    /// What is wrong, for the list at the top of the page.
    pub fn faults(&self) -> Faults {
        let fields = [
            &self.name,
            &self.parent,
            &self.description,
            &self.tags,
            &self.preferred_until,
        ];
        // What is said of the whole form leads to the first field that says more, where one does.
        let first = fields.iter().find(|field| !field.error.is_empty());
        let first = first.map(|field| field.name.as_ref());
        let first = first.or(self.offered_fault.is_some().then_some("offered"));
        Faults::default()
            .with(first.unwrap_or("main"), self.whole.clone())
            .also(&fields)
            .with("offered", self.offered_fault.clone())
    }
}

/// The form as it stands for what there is.
pub fn stored(old: &Detailed, zone: &TimeZone) -> SettingsForm {
    let (va, settings) = (&old.virtual_account, &old.settings);
    SettingsForm {
        name: va.name.clone(),
        parent: va
            .parent
            .as_ref()
            .map_or("", VirtualAccountId::as_str)
            .into(),
        description: settings.description.as_deref().unwrap_or("").into(),
        tags: settings.tags.typed(),
        preferred_until: shown_date(settings.preferred_until, zone),
        offered: if settings.is_offered { "yes" } else { "" }.into(),
    }
}

/// The last day of an end date as a date field shows it.
pub fn shown_date(until: Option<Moment>, zone: &TimeZone) -> String {
    until.map_or_else(String::new, |until| field_date(Moment(until.0 - 1), zone))
}

/// The fields with what was typed. In: `reach`, the places to choose from; `moving`, the one that is to be changed, which goes
/// into nothing inside itself.
pub fn fields<R: Needs>(
    desk: &Desk<R>,
    reach: &Reach,
    moving: Option<&VirtualAccountId>,
    typed: &SettingsForm,
    faults: SettingsFaults,
) -> SettingsFields {
    let (t, plain) = (&desk.words.text, &desk.words.plain);
    let optional = || fl!(t, "field-optional");
    SettingsFields {
        name: Field::new("name", fl!(t, "column-name"))
            .value(&typed.name)
            .fault(faults.name),
        parent: place_field(desk, reach, moving, &typed.parent, faults.parent),
        description: Field::new("description", fl!(t, "virtual-account-description"))
            .kind(Kind::Area)
            .value(&typed.description)
            .optional(optional())
            .fault(faults.description),
        tags: Field::new("tags", fl!(t, "virtual-account-tags"))
            .kind(Kind::Area)
            .value(&typed.tags)
            .optional(optional())
            .hint(fl!(plain, "virtual-account-tags-hint", most = MOST_TAGS))
            .fault(faults.tags),
        preferred_until: Field::new("preferred_until", fl!(t, "virtual-account-preferred-until"))
            .kind(Kind::Date)
            .value(&typed.preferred_until)
            .optional(optional())
            .hint(fl!(t, "virtual-account-preferred-until-hint"))
            .fault(faults.preferred_until),
        offered: typed.offered == "yes",
        offered_fault: faults.offered,
        whole: faults.whole,
    }
}

/// What is wrong with a name.
pub fn name_fault(visit: &Visit, fault: NameFault) -> String {
    match fault {
        NameFault::Text(fault) => text_fault(visit, fault),
        NameFault::HasBar => fl!(visit.words.text, "virtual-account-name-bar"),
    }
}

/// What is meant. Errors: what is wrong with it. In: `before`, the end date as it stood, which may have passed since.
pub fn read(
    visit: &Visit,
    parts: &[VirtualAccount],
    typed: &SettingsForm,
    before: Option<Moment>,
) -> Result<WantedVirtualAccount, Box<SettingsFaults>> {
    let t = &visit.words.text;
    let mut faults = SettingsFaults::default();
    let name = name(&typed.name).map_err(|fault| faults.name = Some(name_fault(visit, fault)));
    let parent = match typed.parent.trim() {
        "" => None,
        place => {
            let found = find(parts, place).map(|va| va.id.clone());
            if found.is_none() {
                faults.parent = Some(web::refusals::words(visit, &Refusal::VirtualAccountGone));
            }
            found
        }
    };
    let description = text::clean_optional(&typed.description, DESCRIPTION)
        .map_err(|fault| faults.description = Some(text_fault(visit, fault)));
    let tags =
        Tags::parse(&typed.tags).map_err(|fault| faults.tags = Some(tag_fault(visit, fault)));
    let preferred_until = match typed.preferred_until.trim() {
        "" => None,
        date if date == shown_date(before, &visit.zone) => before,
        date => {
            let until = end_of_day(date, &visit.zone);
            if until.is_none() {
                faults.preferred_until = Some(fl!(t, "field-date"));
            }
            until
        }
    };
    match (name, description, tags) {
        (Ok(name), Ok(description), Ok(tags)) if faults.is_empty() => Ok(WantedVirtualAccount {
            name,
            parent,
            settings: Settings {
                description,
                tags,
                preferred_until,
                is_offered: typed.offered == "yes",
            },
        }),
        _ => Err(Box::new(faults)),
    }
}

fn tag_fault(visit: &Visit, fault: TagFault) -> String {
    let plain = &visit.words.plain;
    match fault {
        TagFault::TooMany => fl!(plain, "tags-too-many", most = MOST_TAGS),
        TagFault::NotAPair(line) => fl!(plain, "tags-not-a-pair", line = line),
        TagFault::Key(line) => fl!(plain, "tags-key", line = line),
        TagFault::Value(key, fault) => {
            let fault = text_fault(visit, fault);
            fl!(plain, "tags-value", key = key, fault = fault)
        }
        TagFault::Twice(key) => fl!(plain, "tags-twice", key = key),
    }
}
