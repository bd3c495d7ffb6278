//! Which letters a notice becomes.

use crate::notification::letters::Letter;
use crate::notification::post_office::absences::AbsenceNews;
use crate::notification::post_office::invitations::Came;
use crate::notification::post_office::office::PostOffice;
use crate::notification::post_office::roles_ended::GonePart;
use crate::notification::post_office::talk::PassedBy;
use crate::notification::post_office::{groups, operation};
use crate::storage::{Error, Tx};
use crate::store::session::Link;
use domain::notification::{Notice, RoleChange};
use domain::notification_preference::LetterKind;
use i18n_embed_fl::fl;

impl PostOffice {
    /// The letters of a notice. A notice about what is no longer so makes fewer, or none.
    ///
    /// Errors: the database's, or a row it is about that is missing.
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
            Notice::RequestLeft { request } => self.request_left(tx, request),
            Notice::RequestScopeGone { request, name } => self.scope_gone(tx, request, name),
            Notice::RequestPassedOn {
                request,
                by,
                to,
                rule,
                for_support,
            } => {
                let passed_by = match (rule, for_support) {
                    (Some(rule), _) => PassedBy::Rule(rule),
                    (None, true) => PassedBy::Support,
                    (None, false) => PassedBy::Decider,
                };
                self.request_passed_on(tx, request, by, to, passed_by)
            }
            Notice::SupportReminder { request } => self.support_reminder(tx, request),
            Notice::RuleIdle {
                account,
                rule,
                author,
            } => self.rule_idle(tx, account, rule, author),
            Notice::RequesterAsked {
                request,
                is_reminder,
            } => self.requester_asked(tx, request, *is_reminder),
            Notice::RequestAnswered { request, answer } => {
                let words = Some(answer.as_str());
                self.requester_said(
                    tx,
                    request,
                    words,
                    LetterKind::RequestAnswered,
                    |reader, name| fl!(reader.words().plain, "mail-answered-lead", name = name),
                )
            }
            Notice::RequesterWrote { request, message } => {
                let words = Some(message.as_str());
                self.requester_said(
                    tx,
                    request,
                    words,
                    LetterKind::RequesterWrote,
                    |reader, name| fl!(reader.words().plain, "mail-wrote-lead", name = name),
                )
            }
            Notice::OfferDeclined { request, words } => {
                let words = words.as_deref();
                self.requester_said(
                    tx,
                    request,
                    words,
                    LetterKind::OfferDeclined,
                    |reader, name| fl!(reader.words().plain, "mail-kept-lead", name = name),
                )
            }
            Notice::OfferAccepted { request } => self.offer_accepted(tx, request),
            Notice::RequestExpiredUnanswered { request } => {
                self.request_expired_unanswered(tx, request)
            }
            Notice::CaseMessage {
                case,
                message,
                is_first,
            } => self.case_message(tx, case, message, *is_first),
            Notice::CaseClosed { case, by } => self.case_closed(tx, case, by.as_ref()),
            Notice::CaseSolved { case, message } => self.case_solved(tx, case, message),
            Notice::CaseAssigned { case, to, by } => self.case_assigned(tx, case, to, by),
            Notice::InvitationSent {
                invitation,
                version,
            } => self.invitation_sent(tx, invitation, *version),
            Notice::InvitationAccepted { invitation } => {
                self.invitation_ended(tx, invitation, Came::Accepted)
            }
            Notice::InvitationDeclined { invitation } => {
                self.invitation_ended(tx, invitation, Came::Declined)
            }
            Notice::InvitationLapsed { invitation } => {
                self.invitation_ended(tx, invitation, Came::Lapsed)
            }
            Notice::NotificationAddressAdded { address, version } => {
                self.notification_address_added(tx, address, *version)
            }
            Notice::InvitationLeftEmpty { invitation, name } => {
                self.invitation_ended(tx, invitation, Came::LeftEmpty(name))
            }
            Notice::RolesEndedWith {
                account,
                virtual_account,
                name,
                before,
                begun_at,
            } => self.roles_ended_with(
                tx,
                &GonePart {
                    account,
                    part: virtual_account,
                    name,
                    begun_at: *begun_at,
                },
                before.as_ref(),
            ),
            Notice::EmailChanged {
                person,
                before,
                is_taken_back,
            } => self.email_changed(tx, person, before, *is_taken_back),
            Notice::EmailReplaced { person, before } => {
                self.email_replaced(tx, person, before.as_ref())
            }
            Notice::AccountStatusChanged {
                account,
                status,
                reason,
                readers,
                after,
            } => self.account_status_changed(
                tx,
                &operation::News {
                    account,
                    status: *status,
                    reason: reason.as_deref(),
                    readers: *readers,
                    after: after.as_deref(),
                },
            ),
            Notice::UploadOver { upload, state } => self.upload_over(tx, upload, *state),
            Notice::EntitlementEnds { request } => self.entitlement_ends(tx, request),
            Notice::EntitlementEnded { request } => self.entitlement_ended(tx, request),
            Notice::Review { review, news } => self.review(tx, review, *news),
            Notice::CreationAsked { creation, nominee } => {
                self.creation_asked(tx, creation, nominee.as_ref())
            }
            Notice::NomineeAsked {
                creation,
                number,
                nominee,
            } => self.nominee_asked(tx, creation, *number, nominee.as_ref()),
            Notice::CreationBelow { creation, parent } => self.creation_below(tx, creation, parent),
            Notice::CreationObjected { creation } => self.creation_objected(tx, creation),
            Notice::CreationNews {
                creation,
                news,
                nominee,
            } => self.creation_news(tx, creation, *news, nominee.as_ref()),
            Notice::AdministratorNamed {
                account,
                person,
                is_new,
            } => self.administrator_named(tx, account, person, *is_new),
            Notice::PersonReactivated { person } => self.person_reactivated(tx, person),
            Notice::DutyChanged {
                person,
                duty,
                has_it,
            } => self.duty_changed(tx, person, *duty, *has_it),
            Notice::Absence {
                person,
                by,
                now,
                before,
            } => self.absence(
                tx,
                &AbsenceNews {
                    person,
                    by: by.as_ref(),
                    now: now.as_ref(),
                    before: before.as_ref(),
                },
            ),
            Notice::PasswordChanged { person } => self.password_changed(tx, person),
            Notice::RolesEnd {
                account,
                is_over,
                roles,
            } => self.roles_end(tx, account, *is_over, roles),
            Notice::RoleChanged {
                before,
                after,
                more,
            } => {
                let first = RoleChange {
                    before: before.clone(),
                    after: after.clone(),
                };
                let changes: Vec<_> = std::iter::once(first).chain(more.iter().cloned()).collect();
                self.roles_changed(tx, &changes)
            }
            Notice::GroupNews {
                group,
                news,
                people,
                after,
                changes,
            } => self.group_news(
                tx,
                &groups::News {
                    group,
                    news: *news,
                    people,
                    after: after.as_ref(),
                    changes,
                },
            ),
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
            Notice::Contact(contact) => self.contact(tx, contact),
            Notice::CaseLink { case } => self.case_link(tx, case),
            Notice::EmailChange { person, email } => self.email_change(tx, person, email),
        }
    }
}
