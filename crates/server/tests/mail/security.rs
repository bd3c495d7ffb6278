//! Encryption and log-in on the way to the mail server.

use crate::support::Office;
use crate::support::smtp_server::{Manner, SmtpServer, Taken, certificates, sender};
use crate::{on_both_engines, only_mail, tell_many, time_passes};
use parvis::back_off::back_off;
use parvis::config::MailSecurity;
use parvis::notification::outbox::MOST_ATTEMPTS;

/// A server with a certificate of a private authority; nothing where openssl or the server are missing.
fn guarded(security: MailSecurity, folder: &tempfile::TempDir) -> Option<SmtpServer> {
    certificates(folder.path())
        .then(|| {
            SmtpServer::opens_as(Manner {
                security,
                certificates: Some(folder.path().to_owned()),
                account: None,
            })
        })
        .flatten()
}

fn with_account(account: &'static str) -> Option<SmtpServer> {
    SmtpServer::opens_as(Manner {
        account: Some(account),
        ..Manner::default()
    })
}

/// Sends one mail in a way that works. Out: what came.
fn arrives(office: &Office, post: &SmtpServer) -> Taken {
    office.sends_by(post.sender(&office.app.config));
    tell_many(office, 1);
    office.works();
    office.nothing_left_to_send();
    let mut taken = post.taken();
    assert_eq!(taken.len(), 1);
    taken.remove(0)
}

/// Nobody we know vouches for the certificate, then it is for another name: mail waits until that is mended.
fn a_wrong_certificate_holds_mail_back(office: &Office, security: MailSecurity) {
    let folder = tempfile::tempdir().unwrap();
    let Some(post) = guarded(security, &folder) else {
        return;
    };
    let (mut unknown, mut other_name) = (post.settings(), post.settings());
    unknown.ca_file = None;
    other_name.host = "127.0.0.1".into();
    tell_many(office, 1);
    for (attempt, wrong) in [(1, unknown), (2, other_name)] {
        office.sends_by(sender(&office.app.config, wrong));
        office.works();
        let mail = only_mail(office);
        assert_eq!(
            (mail.state.as_str(), mail.attempts),
            ("waiting", 0),
            "no attempt of it"
        );
        let fault = mail.last_error.unwrap();
        assert!(fault.to_lowercase().contains("certificate"), "{fault}");
        time_passes(office, back_off(attempt));
    }
    assert!(post.taken().is_empty(), "nothing went over an unsure line");
    office.sends_by(post.sender(&office.app.config));
    office.works();
    assert_eq!(post.taken().len(), 1);
    office.nothing_left_to_send();
}

on_both_engines!(
    starttls_with_a_private_authority,
    tls_from_the_first_byte_with_a_private_authority,
    starttls_with_a_wrong_certificate_holds_mail_back,
    tls_with_a_wrong_certificate_holds_mail_back,
    without_encryption_nothing_is_sent_where_it_is_asked_for,
    the_right_password_lets_us_in,
    a_wrong_password_keeps_mail_waiting_for_as_long_as_it_is_wrong,
    a_server_that_wants_a_log_in_and_gets_none_keeps_mail_waiting,
);

fn starttls_with_a_private_authority(office: &Office) {
    let folder = tempfile::tempdir().unwrap();
    let Some(post) = guarded(MailSecurity::Starttls, &folder) else {
        return;
    };
    assert!(arrives(office, &post).envelope.tls);
}

fn tls_from_the_first_byte_with_a_private_authority(office: &Office) {
    let folder = tempfile::tempdir().unwrap();
    let Some(post) = guarded(MailSecurity::Tls, &folder) else {
        return;
    };
    assert!(arrives(office, &post).envelope.tls);
}

fn starttls_with_a_wrong_certificate_holds_mail_back(office: &Office) {
    a_wrong_certificate_holds_mail_back(office, MailSecurity::Starttls);
}

fn tls_with_a_wrong_certificate_holds_mail_back(office: &Office) {
    a_wrong_certificate_holds_mail_back(office, MailSecurity::Tls);
}

fn without_encryption_nothing_is_sent_where_it_is_asked_for(office: &Office) {
    let Some(post) = SmtpServer::opens() else {
        return;
    };
    let mut settings = post.settings();
    settings.security = MailSecurity::Starttls;
    office.sends_by(sender(&office.app.config, settings));
    tell_many(office, 1);
    office.works();
    assert!(post.taken().is_empty());
    assert_eq!(only_mail(office).state, "waiting");
    office.sends_by(post.sender(&office.app.config));
    time_passes(office, back_off(1));
    office.works();
    assert_eq!(post.taken().len(), 1);
}

fn the_right_password_lets_us_in(office: &Office) {
    let Some(post) = with_account("parvis:the right words") else {
        return;
    };
    assert_eq!(
        arrives(office, &post).envelope.user.as_deref(),
        Some("parvis")
    );
}

fn a_wrong_password_keeps_mail_waiting_for_as_long_as_it_is_wrong(office: &Office) {
    let Some(post) = with_account("parvis:the right words") else {
        return;
    };
    let mut wrong = post.settings();
    wrong.password = "the wrong words".into();
    office.sends_by(sender(&office.app.config, wrong));
    tell_many(office, 1);
    let attempts = MOST_ATTEMPTS + 3;
    for attempt in 1..=attempts {
        office.works();
        let mail = only_mail(office);
        assert_eq!(
            (mail.state.as_str(), mail.attempts),
            ("waiting", 0),
            "{:?}",
            mail.last_error
        );
        time_passes(office, back_off(attempt));
    }
    assert!(post.taken().is_empty());
    office.sends_by(post.sender(&office.app.config));
    office.works();
    assert_eq!(post.taken().len(), 1);
    office.nothing_left_to_send();
}

fn a_server_that_wants_a_log_in_and_gets_none_keeps_mail_waiting(office: &Office) {
    let Some(post) = with_account("parvis:the right words") else {
        return;
    };
    let mut none = post.settings();
    none.username = String::new();
    office.sends_by(sender(&office.app.config, none));
    tell_many(office, 1);
    office.works();
    assert_eq!(only_mail(office).state, "waiting");
    office.sends_by(post.sender(&office.app.config));
    time_passes(office, back_off(1));
    office.works();
    assert_eq!(post.taken().len(), 1);
}
