//! What every letter about a request says: who asks, for what, and where to look.

use crate::language::Words;
use crate::notification::letters::{Block, Letter, Reader};
use crate::notification::post_office::office::PostOffice;
use crate::standing::access_request::for_group::ForGroup;
use crate::storage::{Error, Tx};
use crate::web::request_queue::address;
use crate::words::target::{answers_in, place_in, target_fact};
use crate::words::wish::asked_in;
use crate::{standing, store};
use domain::access_request::{AccessRequest, Wish};
use domain::notification::MOST_DECIDERS_MAILED;
use domain::notification_preference::{LetterKind, Mode};
use domain::person::Person;
use domain::smart_account::SmartAccount;
use domain::virtual_account::VirtualAccount;
use domain::{PersonId, RequestId};
use i18n_embed_fl::fl;
use std::collections::BTreeSet;

/// A request with everything a letter about it may say.
pub(super) struct About {
    pub(super) request: AccessRequest,
    pub(super) applicant: Person,
    /// None where nobody has the identifier.
    pub(super) account: Option<SmartAccount>,
    pub(super) parts: Vec<VirtualAccount>,
    /// Whether the applicant may be told the account's name.
    pub(super) is_visible: bool,
    /// Everybody who may decide, the most recently active first.
    pub(super) deciders: Vec<Person>,
    /// The group it is for.
    pub(super) group: Option<ForGroup>,
    /// Who decided in whose place, by their names, where a deputy did.
    pub(super) deputy: Option<(String, String)>,
}

impl About {
    /// Where it is decided; nothing where it asks for what nobody has.
    pub(super) fn address_to_decide(&self) -> Option<String> {
        let id = &self.request.id;
        match (&self.account, self.request.target.queue()) {
            (Some(account), _) => Some(format!("/accounts/{}/requests/{id}", account.domain)),
            (None, Some(queue)) => Some(format!("{}/requests/{id}", address(&queue))),
            (None, None) => None,
        }
    }

    /// What access is asked to: the account by its name, or as the request names it.
    pub(super) fn place(&self, words: &Words) -> String {
        match &self.account {
            Some(account) => account.name.clone(),
            None => place_in(&self.request.target, words),
        }
    }
}

impl PostOffice {
    /// As things are when the letter is written, not when the notice was. Nobody decides in an account that is not open.
    pub(super) fn about(tx: &mut Tx, id: &RequestId) -> Result<About, Error> {
        let request = store::access_request::find(tx.db, id)?;
        let applicant = store::person::find(tx.db, &request.applicant)?;
        let account = store::smart_account::find_if_any(tx.db, request.account())?;
        let is_visible =
            standing::smart_account::is_visible(tx.db, &applicant.id, account.as_ref())?;
        let parts = match &account {
            Some(account) => store::virtual_account::virtual_accounts_named(tx.db, &account.id)?,
            None => Vec::new(),
        };
        let open = match &account {
            Some(account) => account.is_open(),
            None => request.target.queue().is_some(),
        };
        let deciders = if open {
            standing::access_request::deciders(tx.db, &tx.rules, &request, tx.now)?
        } else {
            Vec::new()
        };
        let group = standing::access_request::for_group::of_request(tx.db, &request, tx.now)?;
        let deputy = match (request.settled(), request.decided_for()) {
            (Some((_, Some(by), _)), Some(who)) => {
                let by = store::person::find(tx.db, by)?.profile.full_name;
                Some((by, store::person::find(tx.db, who)?.profile.full_name))
            }
            _ => None,
        };
        Ok(About {
            deputy,
            request,
            applicant,
            account,
            parts,
            is_visible,
            deciders,
            group,
        })
    }

    /// One of the letters that mail programs show together, under their request.
    pub(super) fn letter(
        about: &About,
        reader: Reader,
        kind: LetterKind,
        subject: String,
        blocks: Vec<Block>,
    ) -> Letter {
        Letter {
            reader,
            kind,
            request: Some(about.request.id.clone()),
            reminder: None,
            thread: Some(about.request.id.to_string()),
            unsubscribe: None,
            subject,
            blocks,
        }
    }

    /// Who asks, for what, and the reason word for word.
    pub(super) fn who_asks(about: &About, reader: &Reader) -> Vec<Block> {
        let (t, person) = (&reader.words().plain, &about.applicant);
        let profile = &person.profile;
        let (label, shown) = target_fact(&about.request.target, reader.words());
        let mut facts = vec![
            (fl!(t, "profile-full-name"), profile.full_name.clone()),
            (fl!(t, "profile-organisation"), profile.organisation.clone()),
            (
                fl!(t, "profile-email"),
                person
                    .email
                    .as_ref()
                    .map_or_else(|| "–".to_owned(), ToString::to_string),
            ),
            (fl!(t, "profile-user-id"), person.user_id.to_string()),
            (
                fl!(t, "profile-phone"),
                profile
                    .phone
                    .as_ref()
                    .map_or_else(|| "–".to_owned(), |phone| phone.as_str().to_owned()),
            ),
            (label, shown),
        ];
        facts.extend(Self::group_fact(about, reader));
        if about.request.wish != Wish::default() || about.request.target.queue().is_some() {
            let asked = asked_in(reader.words(), &reader.zone(), &about.request, &about.parts);
            facts.push((fl!(t, "access-request-asked"), asked));
        }
        facts.extend(answers_in(&about.request.target, reader.words()));
        vec![
            Block::Quote(about.request.reason.as_str().to_owned()),
            Block::Facts(facts),
        ]
    }

    /// The group it is for; to those who decide, how many they are and whose.
    fn group_fact(about: &About, reader: &Reader) -> Option<(String, String)> {
        let t = &reader.words().plain;
        let group = about.group.as_ref()?;
        let words = match &group.now {
            None => group.name.clone(),
            Some(now) => {
                let (account, domain) = (now.account.name.clone(), now.account.domain.shown());
                let who = fl!(
                    t,
                    "group-for-who",
                    count = now.members,
                    account = account,
                    domain = domain
                );
                format!("{} ({who})", group.name)
            }
        };
        Some((fl!(t, "group-for-whom"), words))
    }

    /// The deciders who are mailed about it: the first of those who want such mail.
    fn mailed<'a>(
        tx: &mut Tx,
        about: &'a About,
        kind: LetterKind,
    ) -> Result<Vec<&'a Person>, Error> {
        let ids: Vec<String> = about.deciders.iter().map(|p| p.id.to_string()).collect();
        let chosen = store::notification_preference::find_all(tx.db, &ids)?;
        let wants = |person: &&Person| {
            let chosen = chosen.get(person.id.as_str());
            chosen.is_none_or(|chosen| chosen.mode(kind.topic()) != Mode::Off)
        };
        Ok(about
            .deciders
            .iter()
            .filter(wants)
            .take(MOST_DECIDERS_MAILED)
            .collect())
    }

    /// Everybody who was mailed that they may decide a request, and still might: what becomes of it is no business of those who
    /// have lost the right since.
    pub(super) fn told(tx: &mut Tx, about: &About) -> Result<Vec<Person>, Error> {
        let ids = store::notification_preference::readers(tx.db, &about.request.id)?;
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let able = standing::access_request::deciders(tx.db, &tx.rules, &about.request, tx.now)?;
        let able: BTreeSet<&PersonId> = able.iter().map(|person| &person.id).collect();
        let mut told = store::person::find_all(tx.db, &ids)?;
        told.retain(|person| able.contains(&person.id));
        Ok(told)
    }

    /// One letter to each decider who is mailed, with the link to decide.
    pub(super) fn to_deciders(
        &self,
        tx: &mut Tx,
        about: &About,
        kind: LetterKind,
        number: Option<u32>,
        lead: impl Fn(&Reader) -> String,
    ) -> Result<Vec<Letter>, Error> {
        let Some(address) = about.address_to_decide() else {
            return Ok(Vec::new());
        };
        let address = self.url(&address);
        let mut letters = Vec::new();
        let mailed = Self::mailed(tx, about, kind)?;
        for reader in mailed.into_iter().filter_map(Reader::of) {
            let t = &reader.words().plain;
            let (name, account) = (
                about.applicant.profile.full_name.clone(),
                about.place(reader.words()),
            );
            let subject = match number {
                Some(0) => fl!(t, "mail-request-subject", name = name, account = account),
                _ => fl!(t, "mail-reminder-subject", name = name, account = account),
            };
            let mut blocks = vec![Block::Paragraph(lead(&reader))];
            blocks.extend(Self::who_asks(about, &reader));
            blocks.push(Block::Action(
                fl!(t, "mail-request-action"),
                address.clone(),
            ));
            blocks.push(Block::Paragraph(fl!(t, "mail-request-others")));
            let mut letter = Self::letter(about, reader, kind, subject, blocks);
            letter.reminder = number;
            letters.push(letter);
        }
        Ok(letters)
    }

    /// A letter to whoever asked, under one subject for the whole life of the request.
    pub(super) fn to_applicant(
        &self,
        about: &About,
        kind: LetterKind,
        blocks: impl Fn(&Reader, String) -> Vec<Block>,
    ) -> Option<Letter> {
        let reader = Reader::of(&about.applicant)?;
        let t = &reader.words().plain;
        let identifier = about.request.target.shown();
        let mut blocks = blocks(&reader, identifier.clone());
        if let Some(group) = &about.group {
            let fact = (fl!(t, "group-for-whom"), group.name.clone());
            blocks.push(Block::Facts(vec![fact]));
        }
        let address = self.url(&format!("/access/requests/{}", about.request.id));
        blocks.push(Block::Action(fl!(t, "mail-see-request"), address));
        let subject = fl!(t, "mail-your-request-subject", identifier = identifier);
        Some(Self::letter(about, reader, kind, subject, blocks))
    }
}
