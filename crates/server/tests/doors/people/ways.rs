//! The ways in that people take, and whether they are in.

use crate::forms::form;
use crate::support::Office;
use crate::support::mailbox::link_in;
use crate::support::visitor::Visitor;

pub const CAMILLE: &str = "camille@atelier.example";
pub const NEW_PASSWORD: &str = "another forecourt at dawn";

pub fn sign_up(email: &str) -> [(&'static str, &str); 3] {
    [
        ("Full name", "Nora Neumann"),
        ("Company or organisation", "Neumann Ltd"),
        ("E-mail", email),
    ]
}

/// Nora, who has signed up with an address and followed the link in the mail.
pub fn signs_up<'o>(office: &'o Office, email: &str) -> Visitor<'o> {
    let mut nora = Visitor::stranger(office);
    nora.goes_to("/sign-up")
        .presses("Send me the link", &sign_up(email));
    opens_mail(&mut nora, email, "Finish your account");
    nora
}

impl Visitor<'_> {
    /// Fills in the page that the link of signing up leads to.
    pub fn creates_sign_in(&mut self, user_id: &str, password: &str) -> &mut Self {
        let typed = [("User ID", user_id), ("Password", password)];
        self.presses("Create an account", &typed)
    }

    /// Fills in the profile's form for another e-mail address.
    pub fn wants_mail_at(&mut self, email: &str, password: &str) -> &mut Self {
        let typed = [
            ("New e-mail address", email),
            ("Current password", password),
        ];
        self.presses("Change the address", &typed)
    }

    /// Fills in the profile's form for another password.
    pub fn changes_password(&mut self, from: &str, to: &str) -> &mut Self {
        let typed = [("Current password", from), ("New password", to)];
        self.presses("Save the password", &typed)
    }
}

/// Opens the link in the newest mail to an address.
pub fn opens_mail(visitor: &mut Visitor<'_>, address: &str, subject: &str) {
    visitor.office.works();
    let mail = visitor.office.mailbox.newest(address, subject);
    visitor.goes_to(&link_in(&mail.text_body)).meets(200);
}

/// Somebody who has forgotten what they need to log in, with the link from the mail open.
pub fn forgets<'o>(office: &'o Office, name: &str) -> Visitor<'o> {
    let mut visitor = Visitor::stranger(office);
    visitor
        .goes_to("/sign-in")
        .follows("Forgot your user ID or password?");
    visitor
        .presses("Send me a link", &[("User ID or e-mail", name)])
        .sees("Check your mail");
    office.works();
    let mail = office.mailbox.all().pop().unwrap();
    visitor.goes_to(&link_in(&mail.text_body)).meets(200);
    visitor
}

pub fn is_inside(visitor: &mut Visitor<'_>) -> bool {
    match visitor.sends("GET", "/profile", None).status {
        200 => true,
        303 => false,
        other => panic!("the profile page answers {other}"),
    }
}

/// Whether a session's token still opens anything.
pub fn opens(office: &Office, token: &str) -> bool {
    let mut visitor = Visitor::stranger(office);
    visitor.takes_session(token);
    is_inside(&mut visitor)
}

/// The status with which Camille's log-in is answered.
pub fn password_opens(office: &Office, password: &str) -> u16 {
    let fields = form(&[("name", "camille"), ("password", password)]);
    Visitor::stranger(office)
        .sends("POST", "/sign-in", Some(fields))
        .status
}

pub fn token_of(link: &str) -> String {
    link.split("token=").nth(1).unwrap().to_owned()
}
