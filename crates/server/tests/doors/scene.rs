//! An installation with something behind every door and the people who may open each.

use crate::support::visitor::Visitor;
use crate::support::world::agreed;
use crate::support::world::number;
use crate::support::{Engine, Office};
use domain::access_request::{Grant, GrantedAccess};
use domain::contract::AccessType;
use domain::moment::days;
use domain::smart_account::Visibility;
use domain::text::Reason;
use domain::{DomainIdentifier, PersonId};
use parvis::notification::smtp::SendOutcome;
use parvis::routes;
use parvis::routes::Door;
use parvis::storage::Tx;
use parvis::use_cases::access_request::{
    Decision, ProgrammeEntries, decide, send_to_contract, send_to_programme,
};
use parvis::use_cases::person::failing::address_works;
use std::collections::BTreeMap;

pub const ACCOUNT: &str = "lumen.example";

/// A listed address, with something that exists in place of each parameter.
#[derive(Clone, Debug)]
pub struct Doorway {
    pub door: Door,
    pub pattern: &'static str,
    pub path: String,
}

/// Camille has asked for access and opened a case, Amina administers the account, Sam is a support agent, Olga an operator,
/// and Mallory has nothing to do with any of it.
pub struct Scene<'o> {
    pub office: &'o Office,
    /// A group that Camille is in, which holds nothing.
    pub group: String,
    /// A group that may be deleted.
    pub doomed: String,
    /// A group that nobody is in, and the role it holds.
    pub holding: (String, String),
    /// Everybody by user ID, with their address.
    people: BTreeMap<&'static str, (String, PersonId)>,
    pub account: String,
    /// An access review that has begun.
    pub review: String,
    /// Camille has asked for an account below the one there is.
    pub creation: String,
    pub request: String,
    pub case: String,
    /// A file that goes with what she wrote in it.
    pub attachment: String,
    /// What Nina asked for in a programme, which Dora decides.
    pub in_programme: String,
    /// What she asked for by the number of a contract.
    pub by_number: String,
    /// What Camille was given by one.
    pub given: String,
    /// What Camille was given in a programme.
    pub in_programme_given: String,
    /// A contract that is in force.
    pub contract: String,
    pub rule: String,
    /// A Virtual Account that is not the default.
    pub part: String,
    /// An agreement that nobody has to accept.
    pub agreement: String,
    /// A notification address that nobody has confirmed yet.
    pub address: String,
    /// A mail that was given up.
    pub mail: String,
    /// Something that happened in the account.
    pub event: String,
    /// An open invitation.
    pub invitation: String,
    pub membership: String,
    /// A file that waits to be applied.
    pub upload: String,
    /// A file of contracts that waits to be applied.
    pub import: String,
}

impl<'o> Scene<'o> {
    pub fn set(office: &'o Office) -> Self {
        let mut scene = Self {
            office,
            group: String::new(),
            doomed: String::new(),
            holding: Default::default(),
            people: BTreeMap::new(),
            account: String::new(),
            review: String::new(),
            creation: String::new(),
            request: String::new(),
            case: String::new(),
            attachment: String::new(),
            in_programme: String::new(),
            by_number: String::new(),
            given: String::new(),
            in_programme_given: String::new(),
            contract: String::new(),
            rule: String::new(),
            part: String::new(),
            agreement: String::new(),
            address: String::new(),
            mail: String::new(),
            event: String::new(),
            invitation: String::new(),
            membership: String::new(),
            upload: String::new(),
            import: String::new(),
        };
        for (user_id, domain) in [
            ("camille", "atelier.example"),
            ("mallory", "elsewhere.example"),
        ] {
            scene.welcomes(user_id, domain, Office::person);
        }
        let amina = scene.welcomes("amina", ACCOUNT, Office::person);
        office.account(ACCOUNT, Visibility::Unrestricted, &amina);
        scene.welcomes("sam", "support.example", |office, email| {
            office.staff(email, false, true)
        });
        scene.welcomes("olga", "operations.example", |office, email| {
            office.staff(email, true, false)
        });
        scene.account = office.read(|db| {
            let domain = DomainIdentifier::stored(ACCOUNT.into());
            let found = parvis::store::smart_account::find_by_identifier(db, &domain)?;
            Ok(found.unwrap().id.to_string())
        });
        scene.amina_makes_groups();
        scene.camille_asks();
        scene.rule = kept_rule(office, &amina);
        scene.amina_invites();
        scene.part = office.part(ACCOUNT, "Lyon").to_string();
        let mut amina = scene.visitor("amina");
        amina.goes_to(&format!("/accounts/{ACCOUNT}/properties/agreements"));
        amina.presses(
            "Publish",
            &[("Title", "Terms"), ("Text", "Be kind to one another.")],
        );
        scene.agreement = last_part(&amina.page.path);
        amina.goes_to(&format!("/accounts/{ACCOUNT}/properties/notifications"));
        amina.presses("Add address", &[("E-mail", "it-access@lumen.example")]);
        office.works();
        let removals = amina.page.attributes("form[action$='/removal']", "action");
        scene.address = last_part(removals[0].trim_end_matches("/removal"));
        scene.camille_holds_a_role_elsewhere();
        scene.camille_creates();
        scene.amina_reviews();
        scene.welcomes("dora", "holding.example", Office::person);
        scene.camille_asks_elsewhere();
        let mut sam = scene.visitor("sam");
        let file = "contract_number,bill_to_id,serial_numbers,company,parent,domains,access_types,end,locked\n\
                    300001,,,Ortega,,,full-support,,\n";
        sam.sends_file(
            "/support/contracts/imports",
            "contracts.csv",
            file.as_bytes(),
        );
        scene.import = last_part(&sam.page.path);
        office.works();
        scene.contract = office.write(|tx| {
            let new = agreed("204881", "Lumen Networks");
            Ok(parvis::use_cases::contract::create(tx, &new)?
                .unwrap()
                .to_string())
        });
        scene
    }

    fn camille_asks_elsewhere(&mut self) {
        let nina = self.office.person("nina@atelier.example");
        let (camille, sam) = (self.person("camille"), self.person("sam"));
        let dora = self.person("dora");
        let [in_programme, by_number, given, in_programme_given] = self.office.write(move |tx| {
            let reason = Reason::parse("I take the exams.").unwrap();
            let typed = ProgrammeEntries {
                identifier: "CERT-20417".into(),
                access_type: "records".into(),
                answers: [("certified".into(), "no".into())].into(),
            };
            let in_programme =
                send_to_programme(tx, &nina, "certification", &typed, &reason, None)?.unwrap();
            let (number, access) = (number("999001"), AccessType::FullSupport);
            let by_number = send_to_contract(tx, &nina, &number, access, &reason)?.unwrap();
            // Before what she asked of the account.
            tx.pretend(tx.now.minus(days(1)));
            let access = AccessType::SoftwareDownload;
            let given = send_to_contract(tx, &camille, &number, access, &reason)?.unwrap();
            let grant = Grant {
                access: GrantedAccess::Contract {
                    contract_access: access,
                },
                until: Some(tx.now.plus(days(365))),
                note: None,
            };
            decide(tx, &given, 1, &sam, &Decision::Approve(grant))?.unwrap();
            let typed = ProgrammeEntries {
                identifier: "CERT-20500".into(),
                ..typed
            };
            let in_programme_given =
                send_to_programme(tx, &camille, "certification", &typed, &reason, None)?.unwrap();
            let asked = parvis::store::access_request::find(tx.db, &in_programme_given)?;
            let grant = Grant {
                access: asked.target.access_asked().unwrap(),
                until: Some(tx.now.plus(days(100))),
                note: None,
            };
            decide(tx, &in_programme_given, 1, &dora, &Decision::Approve(grant))?.unwrap();
            Ok([in_programme, by_number, given, in_programme_given])
        });
        self.in_programme = in_programme.to_string();
        self.by_number = by_number.to_string();
        self.given = given.to_string();
        self.in_programme_given = in_programme_given.to_string();
        self.office.works();
    }

    fn camille_holds_a_role_elsewhere(&mut self) {
        let quinn = self.office.person("quinn@quay.example");
        let domain = "quay.example";
        self.office
            .account(domain, Visibility::Unrestricted, &quinn);
        let camille = self.people["camille"].1.clone();
        self.office
            .grant(&camille, domain, domain::Role::SaUser, None);
        let mut camille = self.visitor("camille");
        camille.goes_to("/access/mine");
        self.membership = last_part(&camille.page.links("Give back")[0]);
    }

    fn amina_reviews(&mut self) {
        let mut amina = self.visitor("amina");
        amina
            .goes_to(&format!("/accounts/{ACCOUNT}/reviews/new"))
            .presses(
                "Start a review",
                &[("Name of the review", "Autumn"), ("Due on", "2027-06-30")],
            );
        self.review = last_part(&amina.page.path);
        self.office.works();
    }

    fn camille_creates(&mut self) {
        let mut camille = self.visitor("camille");
        camille.goes_to("/accounts/new").presses(
            "Review",
            &[
                ("I have authority", "on"),
                ("Account domain identifier", "annexe.lumen.example"),
                ("Why this identifier", "We are a part of it"),
            ],
        );
        camille.presses("Ask for the account", &[]);
        self.creation = last_part(&camille.page.path);
        self.office.works();
    }

    fn amina_makes_groups(&mut self) {
        let mut amina = self.visitor("amina");
        let mut make = |name: &str| {
            amina.goes_to("/accounts/lumen.example/groups/new");
            amina.presses("Create group", &[("Name of the group", name)]);
            last_part(&amina.page.path)
        };
        self.holding.0 = make("Holding");
        self.doomed = make("Doomed");
        self.group = make("Empty-handed");
        self.office.were_at(&["camille"], "lumen.example");
        amina.follows("Add members");
        amina.adds_by(
            "Add members",
            &[("User IDs or e-mail addresses", "camille")],
        );
        let holding = format!("/accounts/lumen.example/groups/{}", self.holding.0);
        amina.goes_to(&format!("{holding}/roles/new"));
        let role = "Smart Account Viewer";
        amina.presses(
            "Give a role",
            &[("Entire Smart Account", "on"), ("User role", role)],
        );
        let end = amina.page.links("End role")[0].clone();
        self.holding.1 = last_part(end.trim_end_matches("/end"));
    }

    fn camille_asks(&mut self) {
        let refused = SendOutcome::Refused("550 no such mailbox".into());
        self.office.mailbox.next_meets(refused);
        let mut camille = self.visitor("camille");
        camille.asks_for(ACCOUNT, "Downloads for the Lyon site");
        self.request = last_part(&camille.views_request().page.path);
        camille.follows("Open a support case").attaches(
            "Send to support",
            &[("What do you need?", "Nobody answers.")],
            &[("trace.log", "text/plain", b"12:00 started")],
        );
        self.case = last_part(&camille.page.path);
        self.attachment = last_part(&camille.page.links("trace.log")[0]);
        // It was the mail alone: everybody is mailed as before.
        for name in ["amina", "camille"] {
            let id = self.office.known(name);
            let works = move |tx: &mut Tx| address_works(tx, &id).map(drop);
            self.office.write(works);
        }
        let mut olga = self.visitor("olga");
        olga.goes_to("/operator/mail");
        let retries = olga
            .page
            .attributes("button[formaction$='/retry']", "formaction");
        self.mail = last_part(retries[0].trim_end_matches("/retry"));
        let mut amina = self.visitor("amina");
        amina.goes_to(&format!("/accounts/{ACCOUNT}/events"));
        self.event = last_part(&amina.page.links("Access was asked for")[0]);
    }

    fn amina_invites(&mut self) {
        let mut amina = self.visitor("amina");
        let form = "users=nadia@ortega.example&scope=entire&role=sa-viewer".to_owned();
        amina.sends("POST", "/accounts/lumen.example/users/new", Some(form));
        self.office.works();
        amina.goes_to("/accounts/lumen.example/invitations");
        let letters = amina.page.attributes("form[action$='/letters']", "action");
        self.invitation = last_part(letters[0].trim_end_matches("/letters"));
        let file = "user,role,virtual_accounts,until\ncamille,sa-viewer,,\n";
        amina.sends_file(
            "/accounts/lumen.example/uploads",
            "people.csv",
            file.as_bytes(),
        );
        self.upload = last_part(&amina.page.path);
        self.office.works();
    }

    /// Somebody joins, with an address in `domain`.
    pub fn welcomes(
        &mut self,
        user_id: &'static str,
        domain: &str,
        made: impl Fn(&Office, &str) -> PersonId,
    ) -> PersonId {
        let email = format!("{user_id}@{domain}");
        let person = made(self.office, &email);
        self.people.insert(user_id, (email, person.clone()));
        person
    }

    pub fn person(&self, user_id: &str) -> PersonId {
        self.people[user_id].1.clone()
    }

    /// One of the people of the scene, logged in.
    pub fn visitor(&self, user_id: &str) -> Visitor<'o> {
        let (email, person) = &self.people[user_id];
        self.office.session_of(email, person)
    }

    /// The user ID of somebody who may open such a door; nothing where nobody needs to be logged in.
    pub fn entitled(door: Door) -> Option<&'static str> {
        match door {
            Door::Public => None,
            Door::SignedIn => Some("camille"),
            Door::Desk => Some("amina"),
            Door::Queue => Some("dora"),
            Door::Operator => Some("olga"),
            Door::SupportAgent => Some("sam"),
        }
    }

    /// Somebody who may open such a door.
    pub fn entitled_visitor(&self, door: Door) -> Visitor<'o> {
        match Self::entitled(door) {
            None => Visitor::stranger(self.office),
            Some(user_id) => self.visitor(user_id),
        }
    }

    /// Every listed address; in a demonstration also those it adds.
    pub fn doorways(&self) -> Vec<Doorway> {
        let listed = routes::pages().into_iter();
        let mut all: Vec<(Door, &'static str)> =
            listed.map(|(door, (pattern, _))| (door, pattern)).collect();
        if self.office.app.is_demo {
            all.extend(demo_patterns());
        }
        let doorway = |(door, pattern): (Door, &'static str)| Doorway {
            door,
            pattern,
            path: self.filled(pattern),
        };
        all.into_iter().map(doorway).collect()
    }

    fn filled(&self, pattern: &str) -> String {
        let key = if pattern.starts_with("/demo/") {
            "downloads"
        } else {
            "certification"
        };
        let id = match pattern {
            _ if pattern.starts_with("/support/contracts/imports/") => self.import.as_str(),
            _ if pattern.starts_with("/support/contracts/") => self.contract.as_str(),
            _ if pattern.contains("/roles/{role}") => self.holding.0.as_str(),
            _ if pattern.ends_with("/groups/{id}/deletion") => &self.doomed,
            _ if pattern.contains("/groups/") => self.group.as_str(),
            _ if pattern.contains("/reviews/") => &self.review,
            _ if pattern.contains("/creations/") || pattern.starts_with("/accounts/new/") => {
                &self.creation
            }
            _ if pattern.starts_with("/operator/people/") => self.people["mallory"].1.as_str(),
            _ if pattern.starts_with("/operator/accounts/") => &self.account,
            _ if pattern.starts_with("/access/mine/") => &self.membership,
            _ if pattern.starts_with("/access/entitlements/") => &self.given,
            "/support/requests/{id}/renewal" | "/support/requests/{id}/revocation" => &self.given,
            "/programmes/{key}/requests/{id}/revocation" => &self.in_programme_given,
            _ if pattern.starts_with("/programmes/") => &self.in_programme,
            _ if pattern.starts_with("/support/requests/") => &self.by_number,
            _ if pattern.ends_with("/users/{id}") => self.people["amina"].1.as_str(),
            _ if pattern.contains("/automation/") => &self.rule,
            _ if pattern.contains("/requests/") => &self.request,
            _ if pattern.contains("/events/") => &self.event,
            _ if pattern.contains("/invitations/") => &self.invitation,
            _ if pattern.contains("/uploads/") => &self.upload,
            _ if pattern.starts_with("/support/cases/") => &self.case,
            _ if pattern.contains("/virtual-accounts/") => &self.part,
            _ if pattern.contains("/agreements/") => &self.agreement,
            _ if pattern.contains("/notifications/") => &self.address,
            _ => &self.mail,
        };
        let path = pattern.replace("{domain}", ACCOUNT).replace("{key}", key);
        path.replace("{id}", id)
            .replace("{role}", &self.holding.1)
            .replace("{attachment}", &self.attachment)
    }
}

/// The addresses that a demonstration adds, with the doors they are meant to have.
pub fn demo_patterns() -> Vec<(Door, &'static str)> {
    let routes = parvis::pages::demo::routes().into_iter();
    let door = |pattern: &str| match pattern {
        "/demo/applications/{key}" => Door::SignedIn,
        _ => Door::Public,
    };
    routes
        .map(|(pattern, _)| (door(pattern), pattern))
        .collect()
}

/// A rule that nobody's request fits.
fn kept_rule(office: &Office, author: &PersonId) -> String {
    use domain::access_request::{Denial, DenialClass};
    use domain::automation::{Conditions, Rule, RuleVerdict};
    let author = author.clone();
    office.write(move |tx| {
        let domain = DomainIdentifier::stored(ACCOUNT.into());
        let account = parvis::store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
        let rule = Rule {
            id: domain::RuleId::new(tx.new_id()),
            account: account.id,
            name: "Nobody".into(),
            version: 0,
            place: 1,
            conditions: Conditions {
                organisation: Some("Nobody at all".into()),
                ..Conditions::default()
            },
            verdict: RuleVerdict::Decline(Denial {
                class: DenialClass::Other,
                words: None,
            }),
            saved_by: author.clone(),
            saved_at: tx.now,
        };
        parvis::use_cases::automation::save(tx, &rule, None, &author)?.unwrap();
        Ok(rule.id.to_string())
    })
}

/// The address of the form that asks for access to an account.
pub fn asking(identifier: &str) -> String {
    format!("/access/requests/new?identifier={identifier}")
}

pub fn last_part(path: &str) -> String {
    path.rsplit('/').next().unwrap().to_owned()
}

/// A demonstration's installation, empty.
pub fn demonstration() -> Office {
    Office::open_as(Engine::Sqlite, true, |_| ())
}
