//! Every mail in every language, word for word, in the order in which people live through it.

use crate::contracts::snapshot;
use crate::export::Names;
use crate::support::mailbox::link_in;
use crate::support::{Engine, Office};
use domain::access_request::{Denial, DenialClass, Grant, Wish};
use domain::access_review::Selection;
use domain::account_creation::Plan;
use domain::automation::{Conditions, DomainCondition, Rule, Verdict};
use domain::email::EmailAddress;
use domain::group::{Group, Label};
use domain::membership::{Holder, Membership, Source, Terms};
use domain::moment::{days, hours};
use domain::notification::{CreationNews, GroupNews, Notice, RoleChange};
use domain::notification_preference::{Mode, Preferences, Topic};
use domain::person::{Duty, Language, Phone, UserId};
use domain::rules::account_creation::Way;
use domain::rules::newcomer::Name;
use domain::smart_account::{AccountKind, AccountStatus, SmartAccount, Visibility};
use domain::text::Reason;
use domain::upload::line::Line;
use domain::{
    Actor, CreationId, DomainIdentifier, MembershipId, PersonId, RequestId, Role, Scope, UploadId,
    access_review as review, rules,
};
use parvis::storage::{Error, Tx};
use parvis::store::notification::{MailRow, announce};
use parvis::use_cases::access_request::Decision;
use parvis::use_cases::access_request::talking::{Reply, Said};
use parvis::use_cases::account_creation::{Answer, Change, Order};
use parvis::use_cases::membership::adding::{Came, Naming};
use parvis::use_cases::person::NewPerson;
use parvis::use_cases::smart_account::NewAccount;
use parvis::use_cases::upload::Begun;
use parvis::{store, use_cases};
use std::collections::BTreeSet;
use std::time::Duration;

const NEW_ADDRESS: &str = "camille.morel@atelier.example";

/// An office where everybody speaks one language, and the mails that were sent there.
struct Letters {
    office: Office,
    language: Language,
    names: Names,
    read: usize,
    /// What stood in each mail that is shown.
    shown: Vec<MailRow>,
    text: String,
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn identifier(text: &str) -> DomainIdentifier {
    DomainIdentifier::parse(text).unwrap()
}

impl Letters {
    fn open(language: Language) -> Self {
        let office = Office::open(Engine::Sqlite);
        Self {
            office,
            language,
            names: Names::default(),
            read: 0,
            shown: Vec::new(),
            text: String::new(),
        }
    }

    fn person(
        &self,
        full_name: &str,
        organisation: &str,
        email: &str,
        is_operator: bool,
    ) -> PersonId {
        let new = NewPerson {
            user_id: UserId::parse(email.split('@').next().unwrap()).unwrap(),
            full_name: full_name.into(),
            organisation: organisation.into(),
            email: address(email),
            phone: Phone::parse("+33 4 72 00 00 00").unwrap(),
            language: self.language,
            time_zone: "Europe/Paris".into(),
            password_hash: "none".into(),
            is_operator,
        };
        self.office
            .write(move |tx| Ok(use_cases::person::register(tx, &new)?.unwrap()))
    }

    fn account(&self, domain: &str, name: &str, administrator: &PersonId) {
        let new = NewAccount {
            domain: identifier(domain),
            name: name.into(),
            kind: AccountKind::Customer,
            visibility: Visibility::Unrestricted,
            virtual_accounts: vec!["Default".into(), "Lyon".into()],
            administrator: administrator.clone(),
        };
        self.office
            .write(move |tx| use_cases::smart_account::create(tx, &new))
            .unwrap();
    }

    fn asks(&self, who: &PersonId, domain: &str, reason: &str, wish: Wish) -> RequestId {
        let (who, domain, reason) = (
            who.clone(),
            identifier(domain),
            Reason::parse(reason).unwrap(),
        );
        self.office.write(move |tx| {
            Ok(use_cases::access_request::send(tx, &who, &domain, &reason, &wish)?.unwrap())
        })
    }

    fn decides(&self, who: &PersonId, request: &RequestId, decision: Decision) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let version = store::access_request::find(tx.db, &id)?.version;
            use_cases::access_request::decide(tx, &id, version, &who, &decision)?.unwrap();
            Ok(())
        });
    }

    fn says(&self, who: &PersonId, request: &RequestId, said: Said) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let version = store::access_request::find(tx.db, &id)?.version;
            use_cases::access_request::talking::say(tx, &id, version, &who, &said)?.unwrap();
            Ok(())
        });
    }

    fn replies(&self, who: &PersonId, request: &RequestId, said: Reply) {
        let (who, id) = (who.clone(), request.clone());
        self.office.write(move |tx| {
            let request = store::access_request::find(tx.db, &id)?;
            let turn = request.progress.turn.unwrap().number;
            use_cases::access_request::talking::reply(tx, &id, turn, &who, &said)?.unwrap();
            Ok(())
        });
    }

    fn announces(&self, notice: Notice) {
        self.office.write(move |tx| announce(tx, &notice));
    }

    /// Shows what is sent now, each letter once however many get it.
    fn sent(&mut self, when: &str) {
        self.office.works();
        let mails = self.office.mailbox.all();
        self.text.push_str(&format!("======== {when}\n"));
        let mut seen = BTreeSet::new();
        for mail in mails.into_iter().skip(self.read) {
            self.read += 1;
            let letter = self
                .names
                .stand_in(&format!("Subject: {}\n\n{}", mail.subject, mail.text_body));
            // Each reader has a link of their own to end such mails.
            let same = |line: &&str| !line.contains("/unsubscribe?");
            let told: Vec<&str> = letter.lines().filter(same).collect();
            if seen.insert(told.join("\n")) {
                self.text.push_str(&format!(
                    "-------- {} to {}\n{letter}",
                    mail.kind, mail.address
                ));
                self.shown.push(mail);
            }
        }
    }

    /// Time goes by before the worker comes to anything.
    fn minutes_pass(&self, count: u64) {
        let later = self.office.now().plus(Duration::from_secs(60 * count));
        self.office.app.clock.set(later);
    }

    /// Time goes by with what it brings, which is not shown.
    fn days_pass(&mut self, count: u64) {
        self.office.days_pass(count);
        self.read = self.office.mailbox.all().len();
    }
}

/// The scope of one Virtual Account of lumen.example.
fn part(tx: &mut Tx, name: &str) -> Scope {
    let lumen = store::smart_account::find_by_identifier(tx.db, &identifier("lumen.example"))
        .unwrap()
        .unwrap();
    let parts = store::virtual_account::virtual_accounts(tx.db, &lumen.id).unwrap();
    Scope::VirtualAccounts([parts.into_iter().find(|part| part.name == name).unwrap().id].into())
}

/// Whoever lives through it.
struct Cast {
    amina: PersonId,
    bruno: PersonId,
    camille: PersonId,
    sam: PersonId,
}

fn cast(letters: &Letters) -> Cast {
    let amina = letters.person(
        "Amina Belkacem",
        "Lumen Networks",
        "amina@lumen.example",
        false,
    );
    let bruno = letters.person(
        "Bruno Keller",
        "Lumen Networks",
        "bruno@lumen.example",
        false,
    );
    let camille = letters.person(
        "Camille Morel",
        "Atelier Lumen",
        "camille@atelier.example",
        false,
    );
    letters.person("Olga Lind", "Operations", "olga@operations.example", true);
    let sam = letters.office.staff("sam@support.example", false, true);
    let (after, id) = (letters.language, sam.clone());
    letters.office.write(move |tx| {
        let mut profile = store::person::find(tx.db, &id)?.profile;
        (profile.language, profile.full_name) = (after, "Sam Okafor".into());
        use_cases::person::change_profile(tx, &id, &profile)
    });
    letters.account("lumen.example", "Lumen Networks", &amina);
    letters.account("bücher.example", "Bücher & Söhne", &amina);
    letters
        .office
        .grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    Cast {
        amina,
        bruno,
        camille,
        sam,
    }
}

fn approved(letters: &mut Letters, cast: &Cast) {
    let scope = letters.office.write(|tx| Ok(part(tx, "Lyon")));
    let wish = Wish {
        scope: Some(scope.clone()),
        role: Some(Role::VaUser),
        until: None,
    };
    let request = letters.asks(
        &cast.camille,
        "lumen.example",
        "Downloads for the Lyon site.\nAmina knows about it.",
        wish,
    );
    letters.sent("Camille asks for access");
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(days(2)));
    letters.sent("two days later");
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(hours(25)));
    let (id, camille) = (request.clone(), cast.camille.clone());
    letters
        .office
        .write(move |tx| use_cases::access_request::remind(tx, &id, &camille));
    letters.sent("Camille sends a reminder");
    with_support(letters, cast, &request);
    let until = Some(letters.office.now().plus(days(90)));
    let grant = Grant {
        role: Role::VaViewer,
        scope,
        until,
        note: Some("You may look first.\nThen we see.".into()),
    };
    letters.decides(&cast.amina, &request, Decision::Approve(grant));
    letters.sent("Amina approves something else");
}

fn with_support(letters: &mut Letters, cast: &Cast, request: &RequestId) {
    let (id, camille) = (request.clone(), cast.camille.clone());
    let case = letters.office.write(move |tx| {
        use_cases::support_case::open(tx, &id, &camille, "Nobody answers and it is urgent.")
    });
    letters.sent("Camille opens a support case");
    let (id, sam) = (case.clone(), cast.sam.clone());
    letters.office.write(move |tx| {
        use_cases::support_case::answer(tx, &id, &sam, true, "I have called Amina.")
    });
    letters.sent("Sam answers");
    let (id, camille) = (case.clone(), cast.camille.clone());
    letters.office.write(move |tx| {
        for number in 1..=21 {
            let words = format!("This is message {number}.");
            use_cases::support_case::answer(tx, &id, &camille, false, &words)?;
        }
        Ok(())
    });
    letters.sent("Camille writes many messages one after the other");
    let by = cast.sam.clone();
    letters.office.write(move |tx| {
        let sam = store::person::find(tx.db, &by)?;
        use_cases::support_case::close(tx, &case, &sam)
    });
    letters.sent("Sam closes the case");
}

fn denied(letters: &mut Letters, cast: &Cast) {
    let request = letters.asks(
        &cast.camille,
        "bücher.example",
        "I keep the accounts there.",
        Wish::default(),
    );
    letters.sent("Camille asks for an account with an international name");
    let denial = Denial {
        class: DenialClass::NeedsSponsor,
        words: Some("Ask Bruno to support you.".into()),
    };
    letters.decides(&cast.amina, &request, Decision::Decline(denial));
    letters.sent("Amina declines");
    let david = letters.person(
        "David Roux",
        "Atelier Lumen",
        "david@atelier.example",
        false,
    );
    let request = letters.asks(
        &david,
        "lumen.example",
        "I shall sign the agreements.",
        Wish::default(),
    );
    letters.office.works();
    let denial = Denial {
        class: DenialClass::WrongRole,
        words: None,
    };
    letters.read = letters.office.mailbox.all().len();
    letters.decides(&cast.bruno, &request, Decision::Decline(denial));
    letters.sent("Bruno declines what David asked, without words");
}

fn unanswered(letters: &mut Letters, cast: &Cast) {
    let emma = letters.person("Emma Petit", "Atelier Lumen", "emma@atelier.example", false);
    let request = letters.asks(
        &emma,
        "lumen.example",
        "I work for Camille Morel.",
        Wish::default(),
    );
    letters.days_pass(1);
    letters
        .office
        .write(move |tx| use_cases::access_request::withdraw(tx, &request, &emma));
    letters.sent("Emma withdraws her request");
    let emma = person_of(letters, "emma");
    letters.asks(
        &emma,
        "lumen.example",
        "I work for Camille Morel.",
        Wish::default(),
    );
    for (day, what) in [
        (13, "after two weeks"),
        (6, "after three weeks"),
        (6, "after four weeks"),
    ] {
        letters.days_pass(day);
        letters
            .office
            .app
            .clock
            .set(letters.office.now().plus(days(1)));
        letters.sent(&format!("nobody answers Emma: {what}"));
    }
    letters.asks(
        &cast.amina,
        "bücher.example",
        "I want to be an approver, too.",
        Wish::default(),
    );
    letters.sent("Amina asks, and nobody else could decide");
}

/// What is said before a decision, and what is proposed instead of what was asked for.
fn talked(letters: &mut Letters, cast: &Cast) {
    let ines = letters.person("Inès Faure", "Atelier Lumen", "ines@atelier.example", false);
    let wish = Wish {
        scope: Some(Scope::EntireAccount),
        role: Some(Role::SaUser),
        until: None,
    };
    let request = letters.asks(&ines, "lumen.example", "I work for Camille Morel.", wish);
    letters.days_pass(1);
    let to = cast.bruno.clone();
    letters.says(&cast.amina, &request, Said::PassOn { to, words: None });
    letters.sent("Amina passes the request of Inès to Bruno");
    let question = Reason::parse("For which site\ndo you need it?").unwrap();
    letters.says(&cast.bruno, &request, Said::Question(question));
    letters.sent("Bruno asks her for more");
    letters.days_pass(10);
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(days(1)));
    letters.sent("she is reminded to answer");
    let answer = Reason::parse("For the site of Lyon.").unwrap();
    letters.replies(&ines, &request, Reply::Answer(answer));
    letters.sent("Inès answers");
    let propose = |letters: &mut Letters| {
        let grant = Grant {
            role: Role::VaUser,
            scope: letters.office.write(|tx| Ok(part(tx, "Lyon"))),
            until: None,
            note: Some("Lyon is all you need.".into()),
        };
        letters.decides(&cast.bruno, &request, Decision::Propose(grant));
    };
    propose(letters);
    letters.sent("Bruno proposes something else");
    let why = Some("Our work is in Montréal too.".into());
    letters.replies(&ines, &request, Reply::KeepOriginal(why));
    letters.sent("Inès keeps what she asked for");
    propose(letters);
    letters.office.works();
    letters.read = letters.office.mailbox.all().len();
    letters.replies(&ines, &request, Reply::AcceptOffer);
    letters.sent("Bruno proposes it again, and Inès accepts");
    let karim = letters.person(
        "Karim Haddad",
        "Atelier Lumen",
        "karim@atelier.example",
        false,
    );
    let request = letters.asks(&karim, "lumen.example", "I work for Inès.", Wish::default());
    letters.office.works();
    let question = Reason::parse("Who is Inès to us?").unwrap();
    letters.says(&cast.bruno, &request, Said::Question(question));
    letters.days_pass(13);
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(days(1)));
    letters.sent("Karim does not answer");
    by_rule(letters, cast);
}

/// What a rule decides, it signs.
fn by_rule(letters: &mut Letters, cast: &Cast) {
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        let found = store::smart_account::find_by_identifier(tx.db, &identifier("bücher.example"))?;
        let rule = Rule {
            id: domain::RuleId::new(tx.new_id()),
            account: found.unwrap().id,
            name: "Atelier".into(),
            version: 0,
            place: 1,
            conditions: Conditions {
                domain: Some(DomainCondition::Inside(identifier("atelier.example"))),
                ..Conditions::default()
            },
            verdict: Verdict::Approve {
                role: Role::SaViewer,
                scope: Scope::EntireAccount,
                days: Some(30),
            },
            saved_by: amina.clone(),
            saved_at: tx.now,
        };
        use_cases::automation::save(tx, &rule, None, &amina)?.unwrap();
        Ok(())
    });
    let lise = letters.person(
        "Lise Arnaud",
        "Atelier Lumen",
        "lise@atelier.example",
        false,
    );
    letters.asks(
        &lise,
        "bücher.example",
        "I keep the accounts.",
        Wish::default(),
    );
    letters.sent("a rule approves what Lise asks");
}

fn person_of(letters: &Letters, user_id: &'static str) -> PersonId {
    letters
        .office
        .read(move |db| Ok(store::person::find_by_name(db, user_id)?.unwrap().person.id))
}

fn signing_in(letters: &mut Letters, cast: &Cast) {
    let signs_up = |email: &str| Notice::SignUp {
        email: address(email),
        full_name: "Nora Blanc".into(),
        organisation: "Atelier Lumen".into(),
        language: letters.language,
        next: None,
    };
    let (new, known) = (
        signs_up("nora@atelier.example"),
        signs_up("camille@atelier.example"),
    );
    letters.announces(new);
    letters.sent("Nora signs up");
    letters.announces(known);
    letters.sent("somebody signs up with Camille's address");
    letters.announces(Notice::Forgotten {
        name: "camille".into(),
    });
    letters.sent("Camille has forgotten her password");
    let camille = cast.camille.clone();
    letters
        .office
        .write(move |tx| use_cases::person::change_password(tx, &camille, "none").map(drop));
    letters.sent("Camille chooses a new password");
    letters.announces(Notice::EmailChange {
        person: cast.camille.clone(),
        email: address(NEW_ADDRESS),
    });
    letters.sent("Camille wants another address");
    let mail = letters.office.mailbox.to(NEW_ADDRESS).remove(0).text_body;
    let token = mail
        .split_once("token=")
        .unwrap()
        .1
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let camille = cast.camille.clone();
    letters.office.write(move |tx| {
        use_cases::person::confirm_email(tx, &camille, &token)?.unwrap();
        Ok(())
    });
    letters.sent("Camille follows the link there");
    let told = letters
        .office
        .mailbox
        .newest("camille@atelier.example", "")
        .text_body;
    let token = told.split_once("token=").unwrap().1;
    let token = token.lines().next().unwrap().to_owned();
    letters.office.write(move |tx| {
        use_cases::person::reset_password(tx, &token, "none").map(|done| drop(done.unwrap()))
    });
    letters.sent("Camille takes the change back");
}

/// What operators do to accounts and people.
fn operated(letters: &mut Letters, cast: &Cast) {
    let account = letters.office.read(|db| {
        let found = store::smart_account::find_by_identifier(db, &identifier("lumen.example"))?;
        Ok(found.unwrap().id)
    });
    let nora = letters.person("Nora Weiss", "Atelier", "nora@atelier.example", false);
    for asks in [&cast.camille, &nora] {
        letters.asks(
            asks,
            "lumen.example",
            "I need more than I have.",
            Wish::default(),
        );
    }
    letters.office.works();
    letters.read = letters.office.mailbox.all().len();
    let id = account.clone();
    letters.office.write(move |tx| {
        use_cases::smart_account::operation::suspend(tx, &id, "Its ownership is disputed.")?
            .unwrap();
        Ok(())
    });
    letters.sent("an operator suspends an account");
    let id = account.clone();
    letters.office.write(move |tx| {
        use_cases::smart_account::operation::reactivate(tx, &id, None)?.unwrap();
        Ok(())
    });
    letters.sent("an operator reactivates it");
    letters.announces(Notice::AdministratorNamed {
        account: account.clone(),
        person: cast.camille.clone(),
        is_new: false,
    });
    letters.sent("an operator names Camille administrator");
    letters.announces(Notice::AdministratorNamed {
        account,
        person: cast.camille.clone(),
        is_new: true,
    });
    letters.sent("an operator creates an account for Camille");
    letters.announces(Notice::PersonReactivated {
        person: cast.camille.clone(),
    });
    letters.sent("an operator lets Camille back in");
    replaced(letters);
    for duty in [Duty::Operator, Duty::SupportAgent] {
        let camille = cast.camille.clone();
        letters.office.write(move |tx| {
            use_cases::person::duty::appoint(tx, &camille, duty)?.unwrap();
            Ok(())
        });
        letters.sent("Camille is given a duty");
        let camille = cast.camille.clone();
        letters.office.write(move |tx| {
            use_cases::person::duty::relieve(tx, &camille, duty)?.unwrap();
            Ok(())
        });
        letters.sent("Camille is relieved of it");
    }
}

/// Otto approves for Lumen until an operator puts an address elsewhere in place of his, and later he leaves.
fn replaced(letters: &mut Letters) {
    let otto = letters.person("Otto Weg", "Lumen", "otto@lumen.example", false);
    letters
        .office
        .grant(&otto, "lumen.example", Role::SaApprover, None);
    letters.office.works();
    letters.read = letters.office.mailbox.all().len();
    let who = otto.clone();
    letters.office.write(move |tx| {
        let elsewhere = address("otto@elsewhere.example");
        use_cases::person::addresses::replace(tx, &who, &elsewhere)?.unwrap();
        Ok(())
    });
    letters.sent("an operator replaces the address of an approver");
    letters.office.write(move |tx| {
        use_cases::person::deactivation::deactivate(tx, &otto, None)?.unwrap();
        Ok(())
    });
    letters.announces(Notice::Forgotten {
        name: "otto@elsewhere.example".into(),
    });
    letters.sent("somebody deactivated wants to log in");
}

/// What Bruno is told once a day.
fn gathered(letters: &mut Letters, cast: &Cast) {
    let bruno = cast.bruno.clone();
    letters.office.write(move |tx| {
        let daily = Preferences::default().with(Topic::ToDecide, Mode::Daily);
        use_cases::notification_preference::change(tx, &bruno, &daily)
    });
    for (user_id, reason) in [("david", "I need it again."), ("emma", "I still need it.")] {
        let who = person_of(letters, user_id);
        letters.asks(&who, "lumen.example", reason, Wish::default());
    }
    letters.office.works();
    letters.read = letters.office.mailbox.all().len();
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(days(1)));
    letters.sent("Bruno gets his daily mail");
}

/// Amina offers an address Lyon.
fn invites(letters: &Letters, cast: &Cast, email: &str) {
    let (by, email, language) = (cast.amina.clone(), address(email), letters.language);
    letters.office.write(move |tx| {
        let domain = identifier("lumen.example");
        let account = store::smart_account::find_by_identifier(tx.db, &domain)?.unwrap();
        let names = [Name::Email(email.clone())];
        let terms = Terms {
            role: Role::VaUser,
            scope: part(tx, "Lyon"),
            until: None,
        };
        let naming = Naming {
            account: &account.id,
            by: &by,
            names: &names,
            seen: None,
            passes_over_held: false,
        };
        let came = use_cases::membership::adding::add(tx, naming, &terms, language)?.unwrap();
        assert!(matches!(came, Came::Done(_)));
        Ok(())
    });
}

fn invited(letters: &mut Letters, cast: &Cast) {
    let token = |letters: &Letters, email: &str| {
        let mail = letters.office.mailbox.newest(email, "invitation");
        let link = link_in(&mail.text_body);
        link.split_once("token=").unwrap().1.to_owned()
    };
    invites(letters, cast, "pia@atelier.example");
    invites(letters, cast, "quentin@atelier.example");
    invites(letters, cast, "rosa@atelier.example");
    letters.sent("Amina invites Pia, Quentin and Rosa");
    letters.person("Pia Sand", "Atelier Lumen", "pia@atelier.example", false);
    let pia = token(letters, "pia@atelier.example");
    letters.office.write(move |tx| {
        let known = store::person::find_by_name(tx.db, "pia")?.unwrap();
        Ok(use_cases::invitation::accept(tx, &pia, &known.person.id)?.unwrap())
    });
    letters.sent("Pia accepts");
    let quentin = token(letters, "quentin@atelier.example");
    letters
        .office
        .write(move |tx| use_cases::invitation::decline(tx, &quentin));
    letters.sent("Quentin declines");
    letters
        .office
        .app
        .clock
        .set(letters.office.now().plus(days(14)));
    letters.sent("Rosa does not answer for two weeks");
}

/// What administrators do to roles without having been asked.
fn looked_after(letters: &mut Letters, cast: &Cast) {
    let (camille, amina) = (cast.camille.clone(), cast.amina.clone());
    let given = letters.office.write(move |tx| {
        let account =
            store::smart_account::find_by_identifier(tx.db, &identifier("lumen.example"))?;
        Ok(Membership {
            id: MembershipId::new(tx.new_id()),
            holder: Holder::Person(camille.clone()),
            account: account.unwrap().id,
            role: Role::SaViewer,
            virtual_account: None,
            source: Source::Administrator,
            granted_by: Actor::Person(amina.clone()),
            since: tx.now,
            until: None,
        })
    });
    let changed = Membership {
        role: Role::SaUser,
        until: Some(letters.office.now().plus(days(90))),
        ..given.clone()
    };
    for (before, after, what) in [
        (None, Some(&given), "gives Camille a role"),
        (Some(&given), Some(&changed), "changes it"),
        (Some(&changed), None, "ends it"),
    ] {
        letters.announces(Notice::RoleChanged {
            before: before.cloned().map(Box::new),
            after: after.cloned().map(Box::new),
            more: Vec::new(),
        });
        letters.sent(&format!("an administrator {what}"));
    }
    let change = |before: Option<&Membership>, after: Option<&Membership>| RoleChange {
        before: before.cloned().map(Box::new),
        after: after.cloned().map(Box::new),
    };
    let imported = Membership {
        source: Source::Import,
        ..given.clone()
    };
    for (changes, what) in [
        (
            [change(None, Some(&given)), change(None, Some(&changed))],
            "an administrator gives Camille two roles",
        ),
        (
            [change(Some(&given), None), change(Some(&changed), None)],
            "an administrator ends both",
        ),
        (
            [change(Some(&given), None), change(None, Some(&changed))],
            "an administrator gives one and ends one",
        ),
        (
            [change(None, Some(&imported)), change(None, Some(&imported))],
            "an import brings two",
        ),
    ] {
        let [first, second] = changes;
        letters.announces(Notice::RoleChanged {
            before: first.before,
            after: first.after,
            more: vec![second],
        });
        letters.sent(what);
    }
}

/// Camille asks for an account below one there is, with somebody else's authority, and it takes its time.
fn created(letters: &mut Letters, cast: &Cast) {
    let berta = letters.person("Berta Boss", "Lumen", "berta@lumen.example", false);
    let olga = person_of(letters, "olga");
    let way = Way::Nominee(address("berta@lumen.example"));
    let creation = asks_for_account(letters, &cast.camille, "annexe.lumen.example", way);
    letters.sent("Camille asks for an account that Berta shall authorise");
    let parent = letters.office.read(|db| {
        let found = store::smart_account::find_by_identifier(db, &identifier("lumen.example"))?;
        Ok(found.unwrap().id)
    });
    let words = "Lumen has no annexe.".to_owned();
    changes(
        letters,
        &creation,
        &cast.amina,
        Change::Object { parent, words },
    );
    letters.sent("Amina objects");
    changes(letters, &creation, &olga, Change::Extend);
    letters.sent("an operator gives it more time");
    for (wait, what) in [
        (2, "two days later Berta is reminded"),
        (88, "thirty days before the end"),
        (30, "at the end"),
    ] {
        letters.days_pass(wait - 1);
        let morrow = letters.office.now().plus(days(1));
        letters.office.app.clock.set(morrow);
        letters.sent(what);
    }
    changes(letters, &creation, &cast.camille, Change::Revive);
    letters.sent("Camille revives it");
    let seen_version = version_of(letters, &creation);
    changes(letters, &creation, &olga, Change::Approve { seen_version });
    letters.sent("an operator approves");
    let mail = letters.office.mailbox.to("berta@lumen.example").pop();
    let token = mail.unwrap().text_body;
    let token = token.split_once("token=").unwrap().1;
    let token = token.lines().next().unwrap().to_owned();
    letters.office.write(move |tx| {
        let words = "I know nothing of it.".to_owned();
        use_cases::account_creation::answer(tx, &token, &berta, &Answer::Decline { words })?
            .unwrap();
        Ok(())
    });
    letters.sent("Berta declines");
    asks_for_account(letters, &cast.camille, "atelier.example", Way::Authority);
    letters.sent("the account is active");
    let other = asks_for_account(letters, &cast.camille, "other.example", Way::Authority);
    letters.days_pass(1);
    let seen_version = version_of(letters, &other);
    let words = "That name belongs to others.".to_owned();
    let declined = Change::Decline {
        seen_version,
        words,
    };
    changes(letters, &other, &olga, declined);
    letters.sent("an operator declines another one");
    letters.announces(Notice::CreationNews {
        creation: other,
        news: CreationNews::NomineeDeclined,
        nominee: None,
    });
    letters.sent("a nominee declined who is nominee no more");
    asks_for_account(letters, &olga, "brand.example", Way::Authority);
    letters.sent("the only operator asks for an account");
}

fn asks_for_account(letters: &Letters, who: &PersonId, domain: &str, way: Way) -> CreationId {
    let who = who.clone();
    let order = Order {
        plan: Plan {
            domain: identifier(domain),
            name: "Lumen Annexe".into(),
            kind: AccountKind::Customer,
            visibility: Visibility::Unrestricted,
            virtual_accounts: vec!["Default".into()],
        },
        way,
        reason: Some(Reason::parse("We are a part of Lumen.").unwrap()),
    };
    letters
        .office
        .write(move |tx| Ok(use_cases::account_creation::ask(tx, &who, &order)?.unwrap()))
}

fn changes(letters: &Letters, creation: &CreationId, by: &PersonId, what: Change) {
    let (id, by) = (creation.clone(), by.clone());
    letters.office.write(move |tx| {
        use_cases::account_creation::change(tx, &id, &by, &what)?.unwrap();
        Ok(())
    });
}

fn version_of(letters: &Letters, creation: &CreationId) -> u32 {
    let id = creation.clone();
    letters
        .office
        .read(move |db| Ok(store::account_creation::find(db, &id)?.version))
}

/// Amina has every role looked at, and what nobody answers ends.
fn reviewed(letters: &mut Letters, cast: &Cast) {
    for (name, rule) in [
        ("Autumn", review::Rule::End),
        ("Winter", review::Rule::Keep),
    ] {
        let due = letters.office.now().plus(days(10));
        let order = use_cases::access_review::Order {
            name: name.into(),
            who: Selection::Role(Role::SaAdministrator),
            due,
            rule,
        };
        let amina = cast.amina.clone();
        letters.office.write(move |tx| {
            let found =
                store::smart_account::find_by_identifier(tx.db, &identifier("bücher.example"))?;
            use_cases::access_review::start(tx, &amina, &found.unwrap().id, &order)?.unwrap();
            Ok(())
        });
        letters.sent(&format!("Amina starts the review {name}"));
        let morrow = letters.office.now().plus(days(3));
        letters.office.app.clock.set(morrow);
        letters.sent("three days later");
        let end = letters.office.now().plus(days(7));
        letters.office.app.clock.set(end);
        letters.sent("the date has come");
    }
}

fn lived_through(language: Language) -> Letters {
    let mut letters = Letters::open(language);
    let cast = cast(&letters);
    approved(&mut letters, &cast);
    denied(&mut letters, &cast);
    unanswered(&mut letters, &cast);
    signing_in(&mut letters, &cast);
    operated(&mut letters, &cast);
    created(&mut letters, &cast);
    reviewed(&mut letters, &cast);
    invited(&mut letters, &cast);
    talked(&mut letters, &cast);
    looked_after(&mut letters, &cast);
    gathered(&mut letters, &cast);
    for_a_group(&mut letters, &cast);
    copied(&mut letters, &cast);
    deleted_and_left(&mut letters, &cast);
    uploaded(&mut letters, &cast);
    letters
}

/// A shared mailbox confirms, and gets copies in the language chosen for it.
fn copied(letters: &mut Letters, cast: &Cast) {
    let (amina, language) = (cast.amina.clone(), letters.language);
    letters.office.write(move |tx| {
        let lumen = identifier("lumen.example");
        let lumen = store::smart_account::find_by_identifier(tx.db, &lumen)?.unwrap();
        let email = address("it-access@lumen.example");
        let new = rules::notification_address::New { email, language };
        Ok(use_cases::notification_address::add(tx, &lumen.id, &amina, &new)?.unwrap())
    });
    letters.sent("Amina adds a notification address");
    let mail = letters.office.mailbox.newest("it-access@lumen.example", "");
    let link = link_in(&mail.text_body);
    let token = link.split_once("token=").unwrap().1.to_owned();
    letters
        .office
        .write(move |tx| Ok(use_cases::notification_address::confirm(tx, &token)?.unwrap()));
    let dario = letters.person(
        "Dario Conti",
        "Atelier Lumen",
        "dario@atelier.example",
        false,
    );
    let wish = Wish::default();
    letters.asks(
        &dario,
        "lumen.example",
        "Downloads for the Turin site",
        wish,
    );
    letters.sent("Dario asks, and the address gets a copy");
    letters.days_pass(13);
    letters.office.days_pass(1);
    letters.sent("Nobody answers Dario for two weeks");
}

/// Files that take so long that nobody waits for them.
fn uploaded(letters: &mut Letters, cast: &Cast) {
    let known = ["david", "emma", "hugo"];
    letters.office.were_at(&known, "lumen.example");
    let first = uploads(letters, &cast.amina, "night.csv", &["david", "nobody"]);
    letters.minutes_pass(3);
    letters.sent("A file of Amina's is checked, and has a fault");
    letters
        .office
        .write(move |tx| use_cases::upload::discard(tx, &first));
    let second = uploads(letters, &cast.amina, "night.csv", &["david"]);
    letters.minutes_pass(3);
    letters.sent("A file of hers without faults is checked");
    let (id, amina) = (second, cast.amina.clone());
    letters
        .office
        .write(move |tx| use_cases::upload::apply(tx, &id, &amina));
    letters.minutes_pass(3);
    letters.sent("It is applied");
    let third = uploads(letters, &cast.amina, "night.csv", &["emma"]);
    letters.sent("The next is checked while she watches");
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::people;
        use_cases::upload::apply(tx, &third, &amina)?;
        diesel::update(people::table.filter(people::user_id.eq("emma")))
            .set(people::deactivated_at.eq(tx.now.0))
            .execute(tx.db)?;
        Ok(())
    });
    letters.sent("Whoever it names is deactivated before it is applied");
    let fourth = uploads(letters, &cast.amina, "night.csv", &["hugo"]);
    letters.office.works();
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        use diesel::prelude::*;
        use parvis::storage::schema::smart_accounts;
        use_cases::upload::apply(tx, &fourth, &amina)?;
        let account = lumen(tx)?;
        let suspended = smart_accounts::status.eq(AccountStatus::Suspended.key());
        diesel::update(smart_accounts::table.find(account.id.as_str()))
            .set(suspended)
            .execute(tx.db)?;
        Ok(())
    });
    letters.sent("The account is suspended before all of it is applied");
}

fn lumen(tx: &mut Tx) -> Result<SmartAccount, Error> {
    let found = store::smart_account::find_by_identifier(tx.db, &identifier("lumen.example"))?;
    Ok(found.unwrap())
}

fn night_shift(tx: &mut Tx) -> Result<Group, Error> {
    use diesel::prelude::*;
    use parvis::storage::schema::groups;
    let named = groups::table.filter(groups::name.eq("Night shift"));
    let id: String = named.select(groups::id).first(tx.db)?;
    store::group::find(tx.db, &id.parse().unwrap())
}

/// Somebody uploads a file of members of the group.
fn uploads(letters: &Letters, by: &PersonId, name: &str, lines: &[&str]) -> UploadId {
    let line = |(index, user): (usize, &&str)| Line {
        number: index as u64 + 2,
        cells: vec![(*user).to_owned()],
        faults: Vec::new(),
    };
    let lines: Vec<Line> = lines.iter().enumerate().map(line).collect();
    let (by, name) = (by.clone(), name.to_owned());
    letters.office.write(move |tx| {
        let (account, group) = (lumen(tx)?, night_shift(tx)?);
        let begun = use_cases::upload::begin(tx, &account.id, Some(&group.id), &by, &name)?;
        let Begun::At(id) = begun else {
            panic!("nothing stands in the way")
        };
        use_cases::upload::keep(tx, &id, &lines)?;
        use_cases::upload::arrived(tx, &id, &Ok(()))?;
        Ok(id)
    })
}

fn for_a_group(letters: &mut Letters, cast: &Cast) {
    let hugo = letters.person("Hugo Brandt", "Quartz", "hugo@quartz.example", false);
    letters.account("quartz.example", "Quartz", &hugo);
    letters.office.were_at(&["camille"], "lumen.example");
    let amina = cast.amina.clone();
    let request = letters.office.write(move |tx| {
        let lumen = identifier("lumen.example");
        let lumen = store::smart_account::find_by_identifier(tx.db, &lumen)?.unwrap();
        let label = Label {
            name: "Night shift".into(),
            description: None,
        };
        let group = use_cases::group::create(tx, &lumen.id, &amina, None, &label)?;
        let camille = store::person::find_by_name(tx.db, "camille")?.unwrap();
        let named = [Name::Email(camille.person.email.unwrap())];
        let naming = Naming {
            account: &lumen.id,
            by: &amina,
            names: &named,
            seen: None,
            passes_over_held: true,
        };
        let came = use_cases::group::adding::add(tx, naming, &group, Language::English)?.unwrap();
        assert!(matches!(came, Came::Done(_)));
        let reason = Reason::parse("The night shift looks after your lines.").unwrap();
        let (quartz, wish) = (identifier("quartz.example"), Wish::default());
        let asked =
            use_cases::access_request::send_for(tx, &amina, Some(&group), &quartz, &reason, &wish);
        Ok(asked?.unwrap())
    });
    letters.sent("Amina asks for access for a whole group");
    let grant = Grant {
        role: Role::SaViewer,
        scope: Scope::EntireAccount,
        until: None,
        note: None,
    };
    letters.decides(&hugo, &request, Decision::Approve(grant));
    letters.sent("Hugo grants it to the group");
    let group = letters.office.write(night_shift);
    let held = letters.office.read({
        let group = group.id.clone();
        move |db| store::membership::held_by_group(db, &group, 1)
    });
    let ended = RoleChange {
        before: held.first().cloned().map(Box::new),
        after: None,
    };
    for (news, who, changes, what) in [
        (GroupNews::Left, &cast.amina, Vec::new(), "leaves the group"),
        (
            GroupNews::Deleted,
            &cast.camille,
            vec![ended],
            "loses the group",
        ),
    ] {
        letters.announces(Notice::GroupNews {
            group: group.id.clone(),
            news,
            people: vec![who.clone()],
            after: None,
            changes,
        });
        letters.sent(&format!("somebody {what}"));
    }
}

/// A rule leaves a request to Amina, who deletes what it asks for; and whoever wrote the rule leaves.
fn deleted_and_left(letters: &mut Letters, cast: &Cast) {
    let (amina, bruno) = (cast.amina.clone(), cast.bruno.clone());
    letters.office.write(move |tx| {
        let found = store::smart_account::find_by_identifier(tx.db, &identifier("lumen.example"))?;
        let rule = Rule {
            id: domain::RuleId::new(tx.new_id()),
            account: found.unwrap().id,
            name: "North".into(),
            version: 0,
            place: 1,
            conditions: Conditions {
                organisation: Some("Atelier Nord".into()),
                ..Conditions::default()
            },
            verdict: Verdict::SendTo(amina.clone()),
            saved_by: bruno.clone(),
            saved_at: tx.now,
        };
        use_cases::automation::save(tx, &rule, None, &bruno)?.unwrap();
        Ok(())
    });
    let tess = letters.person("Tess Moreau", "Atelier Nord", "tess@nord.example", false);
    let lyon = letters.office.write(|tx| Ok(part(tx, "Lyon")));
    let wish = Wish {
        scope: Some(lyon.clone()),
        ..Wish::default()
    };
    letters.asks(&tess, "lumen.example", "Downloads for the site.", wish);
    invites(letters, cast, "sacha@atelier.example");
    letters.sent("a rule leaves what Tess asks to Amina, and she invites Sacha");
    let amina = cast.amina.clone();
    letters.office.write(move |tx| {
        let found = store::smart_account::find_by_identifier(tx.db, &identifier("lumen.example"))?;
        let (account, lyon) = (found.unwrap().id, lyon.virtual_accounts().next().unwrap());
        let plan =
            use_cases::virtual_account::plan_deletion(tx.db, &account, lyon, &amina, tx.now)?;
        use_cases::virtual_account::delete(tx, &account, lyon, &amina, &plan.seen())?.unwrap();
        Ok(())
    });
    letters.sent("Amina deletes Lyon");
    let bruno = cast.bruno.clone();
    letters.office.write(move |tx| {
        use_cases::person::deactivation::deactivate(tx, &bruno, None)?.unwrap();
        Ok(())
    });
    letters.sent("Bruno is deactivated, who wrote the rule");
}

#[test]
fn every_mail_in_english() {
    snapshot("mails_in_english", &lived_through(Language::English).text);
}

#[test]
fn every_mail_in_french() {
    snapshot("mails_in_french", &lived_through(Language::French).text);
}

#[test]
fn a_mail_in_html() {
    let mut letters = lived_through(Language::French);
    let approved = letters
        .shown
        .iter()
        .find(|mail| mail.kind == "request-decided")
        .unwrap();
    snapshot("mail_in_html", &letters.names.stand_in(&approved.html_body));
}

/// Whether a text says what a message says, whatever is put in place of its variables.
fn says(text: &str, message: &str) -> bool {
    let variants = message
        .lines()
        .filter_map(|line| line.split_once("] "))
        .map(|(_, words)| words);
    let variants: Vec<&str> = if message.contains("->") {
        variants.collect()
    } else {
        vec![message]
    };
    variants.into_iter().any(|words| {
        let mut rest = text;
        words
            .split('{')
            .map(|piece| piece.rsplit('}').next().unwrap())
            .all(|piece| {
                let found = rest.find(piece);
                rest = found.map_or(rest, |at| &rest[at + piece.len()..]);
                found.is_some()
            })
    })
}

#[test]
fn all_that_the_post_office_can_say_is_said_in_these_mails() {
    let (letters, messages) = (lived_through(Language::English), crate::locales::english());
    let named = crate::locales::named_below("src/notification");
    let unsaid: Vec<&String> = named
        .iter()
        .filter(|id| !says(&letters.text, &messages[*id]))
        .collect();
    // That somebody reads answers is said where they are: see below. A daily mail holds all that these days bring.
    assert_eq!(unsaid, ["mail-daily-more", "mail-footer-answers"]);
}

#[test]
fn where_answers_are_read_every_letter_and_the_help_page_say_so() {
    let read = "Support <support@lumen.example>";
    let office = Office::open_as(Engine::Sqlite, false, |config| {
        config.mail.reply_to = read.into();
    });
    let mut stranger = crate::support::visitor::Visitor::stranger(&office);
    let typed = Some(
        "name=Camille&full_name=Camille&organisation=Atelier&email=camille%40atelier.example"
            .to_owned(),
    );
    assert_eq!(stranger.sends("POST", "/sign-up", typed).status, 200);
    office.works();
    let mail = office.mailbox.all().pop().unwrap();
    let said = "Answers go to support@lumen.example.";
    assert!(mail.text_body.contains(said) && mail.html_body.contains(said));
    assert!(mail.text_body.contains("http://parvis.example/help"));
    let (from, to) = (
        "parvis@lumen.example".parse().unwrap(),
        read.parse().unwrap(),
    );
    let sent =
        parvis::notification::smtp::message::message(&mail, &from, Some(&to), "parvis.example");
    let sent = String::from_utf8(sent.unwrap().formatted()).unwrap();
    assert!(
        sent.contains("Reply-To: Support <support@lumen.example>"),
        "{sent}"
    );
    stranger
        .goes_to("/help")
        .sees("Yes.")
        .sees("support@lumen.example");
}
