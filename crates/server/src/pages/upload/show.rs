//! The desk's page of one upload: the preview with everything that is wrong, and what came of it.

use crate::language::end_in_file;
use crate::pages::parts::group::Held;
use crate::pages::upload::desk::{Named, UploadDesk, subtabs};
use crate::paging::{After, PAGE, cut};
use crate::storage::{AnyConnection, Error};
use crate::store::upload::{KeptLine, Upload};
use crate::use_cases::membership::adding::called;
use crate::use_cases::upload::{apply, discard};
use crate::web::desk::DeskTab;
use crate::web::errors::PageError;
use crate::web::forms::{Form, Query};
use crate::web::page::{Page, render, render_with};
use crate::web::visit::{Onward, Visit};
use crate::{store, web, words};
use askama::Template;
use axum::response::{IntoResponse, Response};
use domain::membership::Reach;
use domain::rules::newcomer::Name;
use domain::smart_account::SmartAccount;
use domain::upload::{Outcome, State};
use domain::{DomainIdentifier, PersonId, Refusal, Right, Role, SmartAccountId};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::collections::HashMap;

/// A line with what is wrong with it.
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) what: String,
    pub(crate) faults: Vec<String>,
}

/// So many lines of a file without faults are shown before it is applied.
const PREVIEWED: i64 = 20;

/// A line of a preview in words, and what it comes to.
struct Previewed {
    line: u64,
    /// As the file has it.
    user: String,
    /// Whom that means, where the account knows them. Of others nothing is told to whoever tries user IDs.
    meant: Option<String>,
    role: String,
    on: String,
    until: String,
    class: &'static str,
    icon: &'static str,
    outcome: String,
}

/// A last line that no line end follows: whoever has the file applied says first that it is whole.
pub(crate) struct Doubt {
    pub(crate) line: u64,
    /// What stands in it.
    pub(crate) says: String,
    /// That nobody said so.
    pub(crate) fault: Option<String>,
}

impl Doubt {
    /// In: the line that the file ends in, where no line end follows it; whether it was to be applied without a word.
    pub(crate) fn of(
        visit: &Visit,
        upload: &Upload,
        last: Option<&KeptLine>,
        unsaid: bool,
    ) -> Option<Self> {
        let last = last.filter(|_| upload.can_be_applied())?;
        Some(Self {
            line: last.line.number,
            says: last.line.cells.join(", "),
            fault: unsaid.then(|| fl!(visit.words.text, "upload-whole-missing")),
        })
    }
}

/// What is sent to have a file applied: that its last line is whole, where that was asked. Who sends nothing has not said so.
#[derive(Default, Deserialize)]
pub struct Application {
    whole: Option<String>,
}

impl Application {
    pub(crate) fn says_whole(sent: Result<Form<Self>, Response>) -> bool {
        sent.is_ok_and(|Form(sent)| sent.whole.is_some())
    }
}

#[derive(Template)]
#[template(path = "upload/show.html")]
struct ShowPage {
    p: Page,
    account: SmartAccount,
    tabs: Vec<DeskTab>,
    subtabs: Vec<DeskTab>,
    upload: Upload,
    /// Of its page.
    address: String,
    to: Option<Named>,
    /// Where another file is chosen.
    form: String,
    state: String,
    by: String,
    fault: Option<String>,
    /// How many lines came to what, as far as that can be said.
    counts: Vec<(String, u64)>,
    /// What those who join the group will have, where they are about to.
    held: Vec<Held>,
    /// What is to be known of how the file was read.
    notes: Vec<String>,
    doubt: Option<Doubt>,
    /// The first lines, while there is nothing to mend.
    previewed: Vec<Previewed>,
    rows: Vec<Row>,
    next: Option<String>,
    is_first: bool,
}

impl ShowPage {
    /// Whether there are more lines than are shown.
    fn has_more(&self) -> bool {
        self.upload.lines > self.previewed.len() as u64
    }
}

/// What is known of the file so far: as much of its lines as is to be shown, and what may be done with it.
pub async fn show(desk: UploadDesk, Query(after): Query<After>) -> Result<Response, PageError> {
    Ok(render(&page(&desk, &after, false).await?))
}

/// In: whether it was to be applied without a word on its last line.
async fn page(desk: &UploadDesk, after: &After, unsaid: bool) -> Result<ShowPage, PageError> {
    let (upload, to) = (desk.upload.clone(), desk.to.clone());
    let cursor = after.cursor();
    let is_first = cursor.is_none();
    let mut found = found(desk, line_after(cursor)?).await?;
    let next = cut(&mut found.looked.faulty, |kept| {
        kept.line.number.to_string()
    });
    let fault = upload.fault.as_ref();
    let name = upload.file_name.as_str();
    let doubt = Doubt::of(desk, &upload, found.looked.last.as_ref(), unsaid);
    let previewed = found.looked.first.into_iter();
    let faulty = found.looked.faulty.into_iter();
    Ok(ShowPage {
        p: desk.page(&fl!(desk.words.plain, "upload-title", name = name)),
        account: desk.account.clone(),
        tabs: desk.tabs("users"),
        subtabs: subtabs(desk, to.as_ref()),
        address: desk.page_address(),
        form: desk.form_address(),
        state: words::upload::state(desk.words, upload.state),
        by: found.looked.by,
        fault: fault.map(|fault| words::upload::file_fault(desk.words, &upload.to, fault)),
        counts: counts(desk, &upload),
        held: desk.held().await?,
        notes: words::upload::notes(desk.words, &upload),
        doubt,
        previewed: previewed
            .map(|kept| previewed_line(desk, &found.names, kept))
            .collect(),
        rows: faulty
            .map(|kept| row(desk, Some(&desk.account.domain), kept))
            .collect(),
        next,
        is_first,
        upload,
        to,
    })
}

/// The number of the line after which a page of lines begins. Errors: the cursor names none.
pub(crate) fn line_after(cursor: Option<String>) -> Result<u64, PageError> {
    cursor.map_or(Ok(0), |text| text.parse().map_err(|_| PageError::BadForm))
}

/// What of an upload is shown.
struct Found {
    looked: Looked,
    /// What those are called whom the first lines name, as [`names_of`] says.
    names: HashMap<String, String>,
}

/// What of an upload is shown, whatever it is about.
pub(crate) struct Looked {
    /// Who uploaded it.
    pub(crate) by: String,
    /// The lines with faults, from the one that was asked for; one more than fit on a page.
    pub(crate) faulty: Vec<KeptLine>,
    /// The first lines, while there is nothing to mend.
    pub(crate) first: Vec<KeptLine>,
    /// The line that the file ends in, where no line end follows it.
    pub(crate) last: Option<KeptLine>,
}

/// Reads it. In: the number of the line after which faulty ones are wanted, one more than fit on a page.
pub(crate) fn looked_at(
    db: &mut AnyConnection,
    upload: &Upload,
    from: u64,
) -> Result<Looked, Error> {
    let by = store::person::find(db, &upload.uploaded_by)?;
    let has_faults = upload.is_known() && upload.counts.faulty > 0;
    let faulty = if has_faults {
        store::upload::lines(db, upload, Some(Outcome::Faulty), from, PAGE as i64 + 1)?
    } else {
        Vec::new()
    };
    let first = if upload.state == State::Checked && !has_faults {
        store::upload::lines(db, upload, None, 0, PREVIEWED)?
    } else {
        Vec::new()
    };
    let unended = upload
        .notes
        .unended_line
        .filter(|_| upload.can_be_applied());
    let last = store::upload::some_lines(db, upload, unended.as_slice())?.pop();
    Ok(Looked {
        by: by.profile.full_name,
        faulty,
        first,
        last,
    })
}

/// How many lines came to what, as far as that can be said.
pub(crate) fn counts(visit: &Visit, upload: &Upload) -> Vec<(String, u64)> {
    if upload.is_known() || upload.state == State::Applying {
        words::upload::counts(visit.words, upload)
    } else {
        Vec::new()
    }
}

async fn found(desk: &UploadDesk, from: u64) -> Result<Found, PageError> {
    let upload = desk.upload.clone();
    let reach = desk.reach_of(Right::MemberManage);
    let account = desk.account.id.clone();
    let read = desk.read(move |db| {
        let looked = looked_at(db, &upload, from)?;
        Ok(Found {
            names: names_of(db, &account, &reach, &looked.first)?,
            looked,
        })
    });
    Ok(read.await?)
}

pub(crate) fn row(visit: &Visit, domain: Option<&DomainIdentifier>, kept: KeptLine) -> Row {
    let faults = kept.line.faults.iter();
    Row {
        line: kept.line.number,
        what: kept.line.cells.join(", "),
        faults: faults
            .map(|fault| words::upload::line_fault(visit, domain, fault))
            .collect(),
    }
}

/// What those are called whom these lines name and somebody may know of whose right reaches so far, by [`Name::key`].
fn names_of(
    db: &mut AnyConnection,
    account: &SmartAccountId,
    reach: &Reach,
    lines: &[KeptLine],
) -> Result<HashMap<String, String>, Error> {
    let cells = lines.iter().filter_map(|kept| kept.line.cells.first());
    let names: Vec<Name> = cells.filter_map(|cell| Name::parse(cell)).collect();
    let called = called(db, account, reach, &names)?;
    let ids: Vec<String> = called.values().map(ToString::to_string).collect();
    let people = store::person::find_all(db, &ids)?;
    let full_name = |id: &PersonId| {
        let known = people.iter().find(|person| person.id == *id)?;
        Some(known.profile.full_name.clone())
    };
    let named = called
        .iter()
        .filter_map(|(name, id)| Some((name.clone(), full_name(id)?)));
    Ok(named.collect())
}

fn previewed_line(desk: &UploadDesk, names: &HashMap<String, String>, kept: KeptLine) -> Previewed {
    let cell = |index: usize| kept.line.cells.get(index).map_or("", String::as_str);
    let role = Role::from_key(&cell(1).to_lowercase());
    let parts = cell(2).split('|').map(str::trim);
    let parts: Vec<&str> = parts.filter(|name| !name.is_empty()).collect();
    let until = end_in_file(cell(3), &desk.zone);
    let (class, icon, outcome) = words::upload::outcome(desk.words, &desk.upload, kept.outcome);
    Previewed {
        line: kept.line.number,
        user: cell(0).to_owned(),
        meant: Name::parse(cell(0)).and_then(|name| names.get(&name.key()).cloned()),
        role: role.map_or_else(String::new, |role| desk.words.role(role)),
        on: parts.join(", "),
        until: until.map_or_else(String::new, |until| desk.words.last_day(until, &desk.zone)),
        class,
        icon,
        outcome,
    }
}

/// Has it applied, after the page has said what that does. Out: the page again, where its last line is not said to be whole.
pub async fn create_application(
    desk: UploadDesk,
    sent: Result<Form<Application>, Response>,
) -> Result<Response, PageError> {
    let (id, by) = (desk.upload.id.clone(), desk.person.id.clone());
    let is_whole = Application::says_whole(sent);
    match desk.write(move |tx| apply(tx, &id, &by, is_whole)).await {
        Ok(()) => Ok(Onward::to(&desk.app, &desk.page_address()).into_response()),
        Err(Error::Refused(refusal @ Refusal::UploadPerhapsCutOff)) => {
            let page = page(&desk, &After::default(), true).await?;
            Ok(render_with(web::refusals::status(&refusal), &page))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Discards it: nothing of it is applied any more.
pub async fn create_disposal(desk: UploadDesk) -> Result<Response, PageError> {
    let (id, by) = (desk.upload.id.clone(), desk.person.id.clone());
    desk.write(move |tx| discard(tx, &id, &by)).await?;
    let said = fl!(
        desk.words.plain,
        "upload-was-discarded",
        name = desk.upload.file_name.as_str(),
        count = desk.upload.lines
    );
    Ok(Onward::to(&desk.app, &desk.form_address())
        .saying(&said)
        .into_response())
}
