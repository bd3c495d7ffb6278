//! From a notice to letters: finding the readers, and saying to each what concerns them.

use super::letters::{Block, Letter, Reader};
use crate::access_request::pages::wish_in;
use crate::person::store::{self as people, Duty};
use crate::session::store::{Link, make_link};
use crate::storage::{Error, Tx};
use crate::{access_request, smart_account, support_case};
use domain::access_request::{AccessRequest, EscalationCause, Status, Wish};
use domain::moment::{days, hours};
use domain::notification::{MOST_DECIDERS_MAILED, Notice};
use domain::person::{EmailAddress, Language, Person};
use domain::smart_account::{AccountStatus, SmartAccount};
use domain::virtual_account::VirtualAccount;
use domain::{CaseId, PersonId, RequestId};
use i18n_embed_fl::fl;

/// Writes letters for an installation at a public address.
pub struct PostOffice {
    pub public_url: String,
}

/// A request with everything a letter about it may say.
struct About {
    request: AccessRequest,
    applicant: Person,
    account: Option<SmartAccount>,
    parts: Vec<VirtualAccount>,
    /// Whether the applicant may be told the account's name.
    is_visible: bool,
    deciders: Vec<Person>,
}

impl PostOffice {
    /// The letters of a notice. A notice about what is no longer so makes fewer, or none.
    pub fn letters(&self, tx: &mut Tx, notice: &Notice) -> Result<Vec<Letter>, Error> {
        match notice {
            Notice::RequestSent { request } => self.request_sent(tx, request),
            Notice::RequestReminder {
                request,
                number,
                by_requester,
            } => self.request_reminder(tx, request, *number, *by_requester),
            Notice::RequestEscalated { request, cause } => {
                self.request_escalated(tx, request, *cause)
            }
            Notice::RequestDecided { request } => self.request_decided(tx, request),
            Notice::RequestWithdrawn { request } => self.request_withdrawn(tx, request),
            Notice::RequestExpiryAnnounced { request } => self.expiry_announced(tx, request),
            Notice::RequestExpired { request } => self.request_expired(tx, request),
            Notice::CaseMessage {
                case,
                author,
                is_first,
            } => self.case_message(tx, case, author, *is_first),
            Notice::PasswordChanged { person } => self.password_changed(tx, person),
            Notice::SignUp {
                email,
                full_name,
                organisation,
                language,
                next,
            } => {
                let link = Link::SignUp {
                    email: email.clone(),
                    full_name: full_name.clone(),
                    organisation: organisation.clone(),
                    next: next.clone(),
                };
                self.sign_up(tx, email, *language, &link)
            }
            Notice::Forgotten { name } => self.forgotten(tx, name),
            Notice::EmailChange { person, email } => self.email_change(tx, person, email),
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    fn about(tx: &mut Tx, id: &RequestId) -> Result<About, Error> {
        let request = access_request::store::find(tx.db, id)?;
        let applicant = people::find(tx.db, &request.applicant)?;
        let account = request
            .account
            .as_ref()
            .map(|id| smart_account::store::find(tx.db, id))
            .transpose()?;
        let is_visible = smart_account::is_visible(tx.db, &applicant.id, account.as_ref())?;
        let parts = match &account {
            Some(account) => smart_account::store::virtual_accounts(tx.db, &account.id)?,
            None => Vec::new(),
        };
        let open = account
            .as_ref()
            .is_some_and(|account| account.status == AccountStatus::Active);
        let mut deciders = if open {
            access_request::store::deciders(tx.db, &request, tx.now)?
        } else {
            Vec::new()
        };
        deciders.truncate(MOST_DECIDERS_MAILED);
        Ok(About {
            request,
            applicant,
            account,
            parts,
            is_visible,
            deciders,
        })
    }

    fn letter(
        about: &About,
        reader: Reader,
        kind: &'static str,
        subject: String,
        blocks: Vec<Block>,
    ) -> Letter {
        Letter {
            reader,
            kind,
            request: Some(about.request.id.clone()),
            reminder: None,
            thread: Some(about.request.id.to_string()),
            subject,
            blocks,
        }
    }

    /// Who asks, for what, and the reason word for word.
    fn who_asks(about: &About, reader: &Reader) -> Vec<Block> {
        let (t, person) = (&reader.words().plain, &about.applicant);
        let profile = &person.profile;
        let identifier = &about.request.identifier;
        let shown = if identifier.is_international() {
            format!("{} ({identifier})", identifier.shown())
        } else {
            identifier.to_string()
        };
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
            (fl!(t, "account-domain-identifier"), shown),
        ];
        if about.request.wish != Wish::default() {
            let asked = wish_in(
                reader.words(),
                &reader.zone(),
                &about.request.wish,
                &about.parts,
            );
            facts.push((fl!(t, "access-request-asked"), asked));
        }
        vec![
            Block::Quote(about.request.reason.as_str().to_owned()),
            Block::Facts(facts),
        ]
    }

    /// One letter to each decider, with the link to decide.
    fn to_deciders(
        &self,
        about: &About,
        kind: &'static str,
        number: Option<u32>,
        lead: impl Fn(&Reader) -> String,
    ) -> Vec<Letter> {
        let Some(account) = &about.account else {
            return Vec::new();
        };
        let address = self.url(&format!(
            "/accounts/{}/requests/{}",
            account.domain, about.request.id
        ));
        let mut letters = Vec::new();
        for reader in about.deciders.iter().filter_map(Reader::of) {
            let t = &reader.words().plain;
            let (name, account) = (
                about.applicant.profile.full_name.clone(),
                account.name.clone(),
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
        letters
    }

    fn request_sent(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, Status::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let letters = self.to_deciders(&about, "request-sent", Some(0), |r| {
            fl!(r.words().plain, "mail-request-lead", name = name.clone())
        });
        // Where the requester may know of the account, the escalation that goes with the request tells the operators.
        if letters.is_empty() && about.account.is_some() && !about.is_visible {
            return self.to_operators(tx, &about, EscalationCause::NoDecider);
        }
        Ok(letters)
    }

    fn request_reminder(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        number: u32,
        by_requester: bool,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, Status::Pending) {
            return Ok(Vec::new());
        }
        let name = about.applicant.profile.full_name.clone();
        let days = tx.now.since(about.request.sent_at).as_secs() / 86_400;
        Ok(self.to_deciders(
            &about,
            "request-reminder",
            by_requester.then_some(number),
            |reader| {
                let t = &reader.words().plain;
                if by_requester {
                    fl!(t, "mail-nudge-lead", name = name.clone(), days = days)
                } else {
                    fl!(t, "mail-reminder-lead", name = name.clone(), days = days)
                }
            },
        ))
    }

    fn to_operators(
        &self,
        tx: &mut Tx,
        about: &About,
        cause: EscalationCause,
    ) -> Result<Vec<Letter>, Error> {
        // An identifier that nobody has is for the operators' page, not for their mail.
        let Some(account) = &about.account else {
            return Ok(Vec::new());
        };
        let operators = people::staff(tx.db, Duty::Operator)?;
        Ok(operators
            .iter()
            .filter_map(Reader::of)
            .map(|reader| {
                let t = &reader.words().plain;
                let lead = match cause {
                    EscalationCause::NoDecider => {
                        fl!(t, "mail-no-decider-lead", account = account.name.clone())
                    }
                    EscalationCause::Silence => {
                        fl!(
                            t,
                            "mail-escalated-lead",
                            account = account.name.clone(),
                            date = reader.date(about.request.sent_at)
                        )
                    }
                };
                let mut blocks = vec![Block::Paragraph(lead)];
                blocks.extend(Self::who_asks(about, &reader));
                blocks.push(Block::Action(
                    fl!(t, "mail-operator-action"),
                    self.url("/operator"),
                ));
                let subject = fl!(t, "mail-escalated-subject", account = account.name.clone());
                Self::letter(about, reader, "request-escalated", subject, blocks)
            })
            .collect())
    }

    fn request_escalated(
        &self,
        tx: &mut Tx,
        id: &RequestId,
        cause: EscalationCause,
    ) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, Status::Pending) {
            return Ok(Vec::new());
        }
        let mut letters = self.to_operators(tx, &about, cause)?;
        letters.extend(
            self.to_applicant(&about, "request-escalated", |reader, identifier| {
                let t = &reader.words().plain;
                let words = match cause {
                    EscalationCause::NoDecider => {
                        fl!(t, "mail-no-decider-requester", identifier = identifier)
                    }
                    EscalationCause::Silence => {
                        fl!(t, "mail-escalated-requester", identifier = identifier)
                    }
                };
                vec![Block::Paragraph(words)]
            }),
        );
        Ok(letters)
    }

    /// A letter to whoever asked, under one subject for the whole life of the request.
    fn to_applicant(
        &self,
        about: &About,
        kind: &'static str,
        blocks: impl Fn(&Reader, String) -> Vec<Block>,
    ) -> Option<Letter> {
        let reader = Reader::of(&about.applicant)?;
        let t = &reader.words().plain;
        let identifier = about.request.identifier.shown();
        let mut blocks = blocks(&reader, identifier.clone());
        let address = self.url(&format!("/access/requests/{}", about.request.id));
        blocks.push(Block::Action(fl!(t, "mail-see-request"), address));
        let subject = fl!(t, "mail-your-request-subject", identifier = identifier);
        Some(Self::letter(about, reader, kind, subject, blocks))
    }

    fn request_decided(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some((_, Some(by), at)) = about.request.settled() else {
            return Ok(Vec::new());
        };
        let decider = people::find(tx.db, by)?;
        let after_denial = tx.rules.timetable.after_denial;
        let mut letters: Vec<Letter> = self
            .to_applicant(&about, "request-decided", |reader, identifier| {
                let t = &reader.words().plain;
                match &about.request.status {
                    Status::Approved { grant, .. } => {
                        let wish = Wish {
                            scope: Some(grant.scope.clone()),
                            role: Some(grant.role),
                            until: grant.until,
                        };
                        let granted = wish_in(reader.words(), &reader.zone(), &wish, &about.parts);
                        let mut blocks = vec![Block::Paragraph(fl!(
                            t,
                            "mail-approved",
                            identifier = identifier
                        ))];
                        let mut facts = vec![(fl!(t, "access-request-granted"), granted)];
                        if about.request.wish != Wish::default() && about.request.wish != wish {
                            let asked = wish_in(
                                reader.words(),
                                &reader.zone(),
                                &about.request.wish,
                                &about.parts,
                            );
                            facts.push((fl!(t, "access-request-asked"), asked));
                        }
                        blocks.push(Block::Facts(facts));
                        blocks.extend(grant.note.clone().map(Block::Quote));
                        blocks.push(Block::Paragraph(fl!(t, "mail-approved-now")));
                        blocks
                    }
                    Status::Denied { denial, .. } => {
                        let reason = reader.words().denial(denial.class);
                        let mut blocks = vec![Block::Paragraph(fl!(
                            t,
                            "mail-denied",
                            identifier = identifier,
                            reason = reason
                        ))];
                        blocks.extend(denial.words.clone().map(Block::Quote));
                        let from = reader
                            .words()
                            .date_time(at.plus(after_denial), &reader.zone());
                        blocks.push(Block::Paragraph(fl!(t, "mail-denied-again", from = from)));
                        blocks
                    }
                    _ => Vec::new(),
                }
            })
            .into_iter()
            .collect();
        letters.extend(Self::settled_for_others(&about, &decider));
        Ok(letters)
    }

    /// Tells the deciders who did not decide that nothing is left to do.
    fn settled_for_others(about: &About, decider: &Person) -> Vec<Letter> {
        let Some(account) = &about.account else {
            return Vec::new();
        };
        let others = about
            .deciders
            .iter()
            .filter(|person| person.id != decider.id)
            .filter_map(Reader::of);
        others
            .map(|reader| {
                let t = &reader.words().plain;
                let (by, name) = (
                    decider.profile.full_name.clone(),
                    about.applicant.profile.full_name.clone(),
                );
                let words = if matches!(about.request.status, Status::Approved { .. }) {
                    fl!(t, "mail-settled-approved", by = by, name = name.clone())
                } else {
                    fl!(t, "mail-settled-denied", by = by, name = name.clone())
                };
                let subject = fl!(
                    t,
                    "mail-settled-subject",
                    name = name,
                    account = account.name.clone()
                );
                Self::letter(
                    about,
                    reader,
                    "request-settled",
                    subject,
                    vec![Block::Paragraph(words)],
                )
            })
            .collect()
    }

    fn request_withdrawn(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let Some(account) = &about.account else {
            return Ok(Vec::new());
        };
        let letters = about.deciders.iter().filter_map(Reader::of).map(|reader| {
            let t = &reader.words().plain;
            let name = about.applicant.profile.full_name.clone();
            let words = fl!(t, "mail-withdrawn", name = name.clone());
            let subject = fl!(
                t,
                "mail-settled-subject",
                name = name,
                account = account.name.clone()
            );
            Self::letter(
                &about,
                reader,
                "request-withdrawn",
                subject,
                vec![Block::Paragraph(words)],
            )
        });
        Ok(letters.collect())
    }

    fn expiry_announced(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        if !matches!(about.request.status, Status::Pending) {
            return Ok(Vec::new());
        }
        let table = &tx.rules.timetable;
        let warned = about.request.progress.warned.unwrap_or(tx.now);
        let expiry = about
            .request
            .sent_at
            .plus(table.expiry)
            .max(warned.plus(table.expiry.saturating_sub(table.expiry_warning)));
        let letter = self.to_applicant(&about, "request-expiry-announced", |reader, identifier| {
            let words = fl!(
                reader.words().plain,
                "mail-expiry-announced",
                identifier = identifier,
                date = reader.date(expiry)
            );
            vec![Block::Paragraph(words)]
        });
        Ok(letter.into_iter().collect())
    }

    fn request_expired(&self, tx: &mut Tx, id: &RequestId) -> Result<Vec<Letter>, Error> {
        let about = Self::about(tx, id)?;
        let letter = self.to_applicant(&about, "request-expired", |reader, identifier| {
            vec![Block::Paragraph(fl!(
                reader.words().plain,
                "mail-expired",
                identifier = identifier
            ))]
        });
        Ok(letter.into_iter().collect())
    }

    fn case_message(
        &self,
        tx: &mut Tx,
        id: &CaseId,
        author: &PersonId,
        is_first: bool,
    ) -> Result<Vec<Letter>, Error> {
        let case = support_case::store::find(tx.db, id)?;
        let writer = people::find(tx.db, author)?;
        let request = access_request::store::find(tx.db, &case.request)?;
        let messages = support_case::store::messages(tx.db, id)?;
        let words = messages
            .iter()
            .rev()
            .find(|(message, _)| message.author == *author)
            .map(|(message, _)| message.words.clone());
        let readers = if *author == case.opened_by {
            people::staff(tx.db, Duty::SupportAgent)?
        } else {
            vec![people::find(tx.db, &case.opened_by)?]
        };
        let address = self.url(&format!("/support/cases/{id}"));
        let letters = readers
            .iter()
            .filter(|person| person.id != *author)
            .filter_map(Reader::of)
            .map(|reader| {
                let t = &reader.words().plain;
                let name = writer.profile.full_name.clone();
                let lead = if is_first {
                    fl!(t, "mail-case-opened", name = name)
                } else {
                    fl!(t, "mail-case-answered", name = name)
                };
                let mut blocks = vec![Block::Paragraph(lead)];
                blocks.extend(words.clone().map(Block::Quote));
                blocks.push(Block::Action(fl!(t, "mail-case-action"), address.clone()));
                Letter {
                    reader,
                    kind: "case-message",
                    request: Some(request.id.clone()),
                    reminder: None,
                    thread: Some(case.id.to_string()),
                    subject: fl!(
                        t,
                        "mail-case-subject",
                        identifier = request.identifier.shown()
                    ),
                    blocks,
                }
            });
        Ok(letters.collect())
    }

    fn plain_letter(
        reader: Reader,
        kind: &'static str,
        subject: String,
        blocks: Vec<Block>,
    ) -> Vec<Letter> {
        vec![Letter {
            reader,
            kind,
            request: None,
            reminder: None,
            thread: None,
            subject,
            blocks,
        }]
    }

    fn password_changed(&self, tx: &mut Tx, person: &PersonId) -> Result<Vec<Letter>, Error> {
        let Some(reader) = Reader::of(&people::find(tx.db, person)?) else {
            return Ok(Vec::new());
        };
        let t = &reader.words().plain;
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-password-changed")),
            Block::Action(fl!(t, "session-forgotten"), self.url("/forgot")),
        ];
        let subject = fl!(t, "mail-password-changed-subject");
        Ok(Self::plain_letter(
            reader,
            "password-changed",
            subject,
            blocks,
        ))
    }

    /// A link to finish signing up; or, where the address is known, the way back in. Only its owner learns which.
    fn sign_up(
        &self,
        tx: &mut Tx,
        email: &EmailAddress,
        language: Language,
        link: &Link,
    ) -> Result<Vec<Letter>, Error> {
        if let Some(known) = people::find_by_name(tx.db, email.as_str())? {
            return if known.is_active {
                self.way_back(tx, &known.person, "sign-up-known")
            } else {
                Ok(Vec::new())
            };
        }
        let token = make_link(tx, link, tx.now.plus(days(2)))?;
        let reader = Reader {
            person: None,
            address: email.clone(),
            language,
            time_zone: "UTC".into(),
        };
        let t = &reader.words().plain;
        let address = self.url(&format!("/sign-up/confirmation?token={}", token.as_str()));
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-sign-up")),
            Block::Action(fl!(t, "mail-sign-up-action"), address),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-sign-up-subject");
        Ok(Self::plain_letter(reader, "sign-up", subject, blocks))
    }

    fn forgotten(&self, tx: &mut Tx, name: &str) -> Result<Vec<Letter>, Error> {
        match people::find_by_name(tx.db, name)? {
            Some(known) if known.is_active => self.way_back(tx, &known.person, "forgotten"),
            _ => Ok(Vec::new()),
        }
    }

    /// The user ID, and a link to set a new password.
    fn way_back(
        &self,
        tx: &mut Tx,
        person: &Person,
        kind: &'static str,
    ) -> Result<Vec<Letter>, Error> {
        let Some(reader) = Reader::of(person) else {
            return Ok(Vec::new());
        };
        let token = make_link(
            tx,
            &Link::Reset {
                person: person.id.clone(),
            },
            tx.now.plus(hours(2)),
        )?;
        let t = &reader.words().plain;
        let lead = if kind == "forgotten" {
            fl!(t, "mail-forgotten")
        } else {
            fl!(t, "mail-sign-up-known")
        };
        let blocks = vec![
            Block::Paragraph(lead),
            Block::Facts(vec![(
                fl!(t, "profile-user-id"),
                person.user_id.to_string(),
            )]),
            Block::Action(
                fl!(t, "password-choose"),
                self.url(&format!("/forgot/password?token={}", token.as_str())),
            ),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-forgotten-subject");
        Ok(Self::plain_letter(reader, kind, subject, blocks))
    }

    fn email_change(
        &self,
        tx: &mut Tx,
        person: &PersonId,
        email: &EmailAddress,
    ) -> Result<Vec<Letter>, Error> {
        let person = people::find(tx.db, person)?;
        // Somebody else's: say nothing, to nobody.
        if people::email_is_taken(tx.db, email)? {
            return Ok(Vec::new());
        }
        let link = Link::EmailChange {
            person: person.id.clone(),
            email: email.clone(),
        };
        let token = make_link(tx, &link, tx.now.plus(days(2)))?;
        let reader = Reader {
            person: Some(person.id.clone()),
            address: email.clone(),
            language: person.profile.language,
            time_zone: person.profile.time_zone.clone(),
        };
        let t = &reader.words().plain;
        let blocks = vec![
            Block::Paragraph(fl!(t, "mail-email-change")),
            Block::Action(
                fl!(t, "profile-email-confirm"),
                self.url(&format!(
                    "/profile/email/confirmation?token={}",
                    token.as_str()
                )),
            ),
            Block::Paragraph(fl!(t, "mail-not-you")),
        ];
        let subject = fl!(t, "mail-email-change-subject");
        Ok(Self::plain_letter(reader, "email-change", subject, blocks))
    }
}
