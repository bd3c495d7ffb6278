//! Somebody who has left traces everywhere.

use crate::support::Office;
use crate::support::visitor::Visitor;
use crate::support::world;
use diesel::QueryableByName;
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::person::{Phone, UserId};
use domain::smart_account::Visibility;
use domain::{PersonId, Role};
use parvis::storage::{AnyConnection, Use, open};
use parvis::use_cases::person::NewPerson;

pub const ADDRESS: &str = "celine@ateliers-zinc.example";
pub const FORMER_ADDRESS: &str = "c.lariviere@old-zinc.example";
pub const NAME: &str = "Céline Larivière-Noël";
pub const PHONE: &str = "+33 6 98 76 54 32";

/// Whoever left traces, and those around them.
pub struct Scene<'o> {
    pub office: &'o Office,
    pub celine: PersonId,
    pub amina: Visitor<'o>,
    pub olga: Visitor<'o>,
    pub visitor: Visitor<'o>,
    pub request: String,
    pub case: String,
}

/// As somebody registers who is called so.
pub fn celine() -> NewPerson {
    NewPerson {
        user_id: UserId::parse("zinkwerker").unwrap(),
        full_name: NAME.into(),
        organisation: "Ateliers du Zinc".into(),
        phone: Phone::parse(PHONE).unwrap(),
        ..world::new_person(ADDRESS)
    }
}

/// A name of a file that holds hers, and one that does without spaces.
pub const FILE: &str = "Celine Lariviere-Noel.csv";
const CONTRACTS_FILE: &str = "Ceux de Céline_Larivière-Noël.csv";

/// Céline asks, is asked back, answers, is let in and later refused, opens a case, is in a group, is invited elsewhere, is named by others,
/// and has had another name and address.
pub fn traces(office: &Office) -> Scene<'_> {
    let mut amina = office.administrator_of("lumen.example");
    let bruno = office.person("bruno@lumen.example");
    office.grant(&bruno, "lumen.example", Role::SaAdministrator, None);
    office.staff("sam@support.example", false, true);
    office.staff("olga@parvis.example", true, false);
    let mut olga = office.log_in("olga@parvis.example");
    let former = NewPerson {
        full_name: "Céline Ancienne-Zinc".into(),
        email: world::address(FORMER_ADDRESS),
        ..celine()
    };
    let celine = office.person_as(former);
    olga.goes_to(&format!("/operator/people/{celine}"))
        .presses("Replace the address", &[("New address", ADDRESS)]);
    office.works();
    let mut visitor = office.session_of(ADDRESS, &celine);
    visitor
        .goes_to("/profile")
        .presses("Save", &[("Full name", NAME)]);
    visitor.asks_for("lumen.example", "The zeppelin kiosk needs our downloads");
    amina.opens_the_link_in("asks for access");
    amina.presses(
        "Comment",
        &[("Your comment", "I know the zeppelin people.")],
    );
    amina.presses(
        "Ask",
        &[(
            "Your question",
            "Is it the zeppelin kiosk, Céline Larivière-Noël?",
        )],
    );
    office.works();
    visitor.views_request().presses(
        "Send answer",
        &[("Your answer", "It is the zeppelin kiosk of Lyon.")],
    );
    let request = visitor.page.path.clone();
    office.works();
    amina
        .goes_to(&request.replace("/access/requests", "/accounts/lumen.example/requests"))
        .approves_for(&["Lyon"], "Virtual Account Viewer");
    opens_a_case(office, &mut visitor);
    let case = visitor.page.path.clone();
    office.group(
        "lumen.example",
        &office.known("amina@lumen.example"),
        "Kiosks",
        &[ADDRESS],
    );
    has_access_taken_away(office, &mut visitor);
    named_by_others(office);
    named_in_other_spellings(office);
    writes_without_logging_in(office);
    stands_in_a_file(office, &mut amina);
    stands_in_a_file_of_contracts(office);
    decides_and_asks_for_an_account(office, &celine, &mut visitor);
    // Something of hers still waits: a request, and the letters about it.
    visitor.asks_for(
        "vault.example",
        "The zeppelin kiosk needs the vault as well",
    );
    Scene {
        office,
        celine,
        amina,
        olga,
        visitor,
        request,
        case,
    }
}

fn opens_a_case(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.goes_to("/access/cases/new").presses(
        "Send to support",
        &[
            ("Subject", "Zeppelin trouble"),
            ("What do you need?", "The zeppelin does not fly."),
        ],
    );
    office.works();
    let mut sam = office.log_in("sam@support.example");
    sam.goes_to(&visitor.page.path).presses(
        "Keep the note",
        &[("Note for support", "Larivière-Noël is a zeppelin expert.")],
    );
    sam.goes_to(&visitor.page.path).presses(
        "Send message",
        &[(
            "Your message",
            "Dear Céline Larivière-Noël, fill the zeppelin.",
        )],
    );
    office.works();
}

fn has_access_taken_away(office: &Office, visitor: &mut Visitor<'_>) {
    visitor.goes_to("/access/contracts/new").presses(
        "Send request",
        &[
            ("Contract number, bill-to ID or serial number", "300901"),
            ("Full support (contract)", "on"),
            ("Reason for request", "The zeppelin kiosk has a contract."),
        ],
    );
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("asks for access to 300901")
        .presses("Submit", &[("Approve", "on")]);
    sam.presses(
        "Take the access away",
        &[("Why do you take it away?", "The zeppelin kiosk is sold.")],
    );
    office.works();
}

fn named_by_others(office: &Office) {
    let victor = office.person("victor@vault.example");
    office.account("vault.example", Visibility::Restricted, &victor);
    office
        .log_in("victor@vault.example")
        .goes_to("/accounts/vault.example/users/new")
        .adds_by(
            "Add users",
            &[
                ("User IDs or e-mail addresses", ADDRESS),
                ("Entire Smart Account", "on"),
                ("User role", "Smart Account Viewer"),
            ],
        );
    let mut dora = office.visitor("dora@elsewhere.example");
    dora.asks_for(
        "lumen.example",
        "Ask CÉLINE Larivière-Noël at celine@ateliers-zinc.example, who knows me",
    );
    office.works();
}

/// Across lines, with accents on their own, in wide letters, without accents, and inside an address of a page.
fn named_in_other_spellings(office: &Office) {
    let mut fay = office.visitor("fay@elsewhere.example");
    fay.asks_for(
        "lumen.example",
        "Sent by:\nCéline\nLarivière-Noël\n(Ce\u{301}line Larivie\u{300}re-Noe\u{308}l, Celine Lariviere-Noel,\n\
         Ｃｅｌｉｎｅ Ｌａｒｉｖｉｅｒｅ-Ｎｏｅｌ),\nsee https://who.example/?q=celine%40ateliers-zinc.example",
    );
    office.works();
}

/// She wrote to support without logging in, too, and an agent answered; she wrote once more and has not confirmed that yet.
fn writes_without_logging_in(office: &Office) {
    let mut stranger = Visitor::stranger(office);
    stranger.address = ADDRESS.to_owned();
    let writes = |stranger: &mut Visitor<'_>| {
        stranger.goes_to("/contact").presses(
            "Send",
            &[
                ("Your name", "C. Larivière"),
                ("Your e-mail address", ADDRESS),
                ("Subject", "Zeppelin and no key"),
                ("What is wrong?", "The zeppelin has no door."),
            ],
        );
    };
    writes(&mut stranger);
    stranger
        .opens_the_link_in("Confirm your address")
        .presses("Confirm the address and send", &[]);
    let mut sam = office.log_in("sam@support.example");
    sam.opens_the_link_in("Zeppelin and no key").presses(
        "Send message",
        &[("Your message", "Which zeppelin, Mrs Larivière?")],
    );
    office.works();
    writes(&mut stranger);
    office.works();
}

/// A file of users whose lines name her.
fn stands_in_a_file(office: &Office, amina: &mut Visitor<'_>) {
    let file = "user,role,virtual_accounts,until\n\
        zinkwerker,va-user,Lyon,\n\
        Celine@Ateliers-Zinc.example,va-user,Nowhere,\n\
        Céline Larivière-Noël,va-user,Lyon,\n";
    let to = "/accounts/lumen.example/uploads";
    amina.sends_file(to, FILE, file.as_bytes());
    office.works();
}

/// A file of contracts whose companies are called after her. It waits to be applied, with all that its check keeps.
fn stands_in_a_file_of_contracts(office: &Office) {
    let file = "contract_number,bill_to_id,serial_numbers,company,parent,domains,access_types,end,locked\n\
        555001,7005001,,Céline Larivière-Noël,,,full-support,,\n\
        555002,7005002,,Office Céline Larivière-Noël SA,,,full-support,,\n\
        555003,7005001,,Quarry Ltd,,,full-support,,\n";
    let sam = "sam@support.example";
    let mut sam = office.session_of(sam, &office.known(sam));
    sam.sends_file(
        "/support/contracts/imports",
        CONTRACTS_FILE,
        file.as_bytes(),
    );
    office.works();
}

/// She declines what somebody asks for, reviews nobody, and asks for an account of her own.
fn decides_and_asks_for_an_account(office: &Office, celine: &PersonId, visitor: &mut Visitor<'_>) {
    let quinn = office.person("quinn@quartz.example");
    office.account("quartz.example", Visibility::Unrestricted, &quinn);
    office.grant(celine, "quartz.example", Role::SaAdministrator, None);
    let mut emma = office.visitor("emma@elsewhere.example");
    emma.asks_for("quartz.example", "I should like to see the quarry");
    office.works();
    visitor
        .opens_the_link_in("Emma Example asks for access")
        .declines("Other", "No zeppelin, no quarry.");
    visitor.goes_to("/accounts/new").presses(
        "Review",
        &[
            ("I have authority", "on"),
            ("Account domain identifier", "brand.example"),
            ("Why this identifier", "The zeppelin brand is ours."),
            ("Account name", "Brand"),
        ],
    );
    visitor.presses("Ask for the account", &[]);
    office.works();
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The text column `line` of a query, by another connection.
pub fn lines(office: &Office, sql: &str) -> Vec<String> {
    let mut db = open(&office.app.config.place(), Use::Write).unwrap();
    let rows: Vec<Line> = match &mut db {
        AnyConnection::Sqlite(db) => diesel::sql_query(sql).load(db),
        AnyConnection::Postgres(db) => diesel::sql_query(sql).load(db),
    }
    .unwrap_or_else(|fault| panic!("{fault}: {sql}"));
    rows.into_iter().map(|row| row.line).collect()
}

/// The names of all tables, but the one that keeps note of migrations.
pub fn tables(office: &Office) -> Vec<String> {
    let sql = match office.app.db.is_embedded() {
        true => {
            "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 2) <> '__'"
        }
        false => {
            "SELECT tablename AS line FROM pg_tables WHERE schemaname = 'public' AND left(tablename, 2) <> '__'"
        }
    };
    lines(office, sql)
}
