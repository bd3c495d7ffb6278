//! Who may see what: what deciders do among themselves, what lies beyond one's own Virtual Accounts, and what cannot be told apart.

use crate::on_both_engines;
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use domain::actor::RuleUse;
use domain::automation::{Conditions, Rule, RuleFact, Verdict};
use domain::smart_account::Visibility;
use domain::{DomainIdentifier, Event, PersonId, Role, SmartAccountId};

const LUMEN: &str = "/accounts/lumen.example";
const HIDDEN: &str = "vault.example";
const NOBODYS: &str = "nothingthere.example";

fn account(office: &Office, domain: &str) -> SmartAccountId {
    let domain = DomainIdentifier::parse(domain).unwrap();
    office.read(move |db| {
        Ok(
            parvis::store::smart_account::find_by_identifier(db, &domain)?
                .unwrap()
                .id,
        )
    })
}

/// Two who administer the restricted account, and a rule that leaves every request to one of them.
fn vault(office: &Office) -> (Visitor<'_>, PersonId) {
    let victor = office.person("victor@vault.example");
    office.account(HIDDEN, Visibility::Restricted, &victor);
    let vera = office.person("vera@vault.example");
    office.grant(&vera, HIDDEN, Role::SaAdministrator, None);
    let (account, by, to) = (account(office, HIDDEN), victor.clone(), vera.clone());
    office.write(move |tx| {
        let rule = Rule {
            id: domain::RuleId::new(tx.new_id()),
            account: account.clone(),
            name: "To Vera".into(),
            version: 0,
            place: 1,
            conditions: Conditions::default(),
            verdict: Verdict::SendTo(to.clone()),
            saved_by: by.clone(),
            saved_at: tx.now,
        };
        parvis::use_cases::automation::save(tx, &rule, None, &by)?.unwrap();
        Ok(())
    });
    (office.log_in("victor@vault.example"), vera)
}

/// A page with what belongs to the one request alone made the same.
fn plain(answer: &Answer, identifier: &str) -> (u16, String) {
    let mut html = answer.html.replace(identifier, "IDENTIFIER");
    for prefix in ["req_", "case_", "msg_"] {
        while let Some(at) = html.find(&format!("{prefix}0")) {
            html.replace_range(at..at + prefix.len() + 32, "ID");
        }
    }
    (answer.status, html)
}

/// The pages of a request that whoever sent it can open.
fn pages(of: &mut Visitor<'_>, request: &str, case: &str, identifier: &str) -> Vec<(u16, String)> {
    let paths = [
        request.to_owned(),
        format!("{request}/confirmation"),
        case.to_owned(),
        format!("{request}/support-case"),
    ];
    let open = |path: &String| plain(&of.sends("GET", path, None), identifier);
    paths.iter().map(open).collect()
}

fn opens_a_case(of: &mut Visitor<'_>, identifier: &str) -> (String, String) {
    of.goes_to("/access/services");
    let request = of.page.link_near("View", identifier).unwrap();
    of.goes_to(&request).follows("Open a support case");
    of.presses(
        "Send to support",
        &[("What do you need?", "Nobody answers.")],
    );
    (request, of.page.path.clone())
}

/// Mail to an address with the identifier and ids made the same.
fn mails(office: &Office, to: &str, identifier: &str) -> Vec<(String, String)> {
    let about = |mail: &parvis::store::notification::MailRow| {
        mail.text_body.contains(identifier) || mail.subject.contains(identifier)
    };
    let mut found = Vec::new();
    for mail in office.mailbox.to(to).iter().filter(|mail| about(mail)) {
        let text = mail.text_body.replace(identifier, "IDENTIFIER");
        let lines = text.lines().filter(|line| !line.starts_with("http"));
        found.push((
            mail.subject.replace(identifier, "IDENTIFIER"),
            lines.collect::<Vec<_>>().join("\n"),
        ));
    }
    found
}

on_both_engines!(
    whatever_administrators_do_a_hidden_account_stays_like_nothing,
    whoever_administers_and_asks_reads_nothing_of_what_others_do_with_it,
    an_operator_who_asks_reads_no_more_of_it_on_the_page_of_the_account,
    beyond_ones_own_virtual_accounts_there_are_numbers_and_no_names,
    a_group_tells_of_its_roles_what_lies_within_reach,
    what_is_out_of_reach_is_named_like_nothing,
);

fn whatever_administrators_do_a_hidden_account_stays_like_nothing(office: &Office) {
    // What is written in a case is gathered for an hour.
    office.may_leave_mail();
    let (mut victor, vera) = vault(office);
    office.staff("sam@support.example", false, true);
    for who in ["camille@atelier.example", "sam@support.example"] {
        if who.starts_with("camille") {
            office.person(who);
        }
        let mut asker = office.log_in(who);
        for identifier in [HIDDEN, NOBODYS] {
            asker.asks_for(identifier, "I need to see what is in there");
        }
        // The rule has passed it on; Victor comments on it and takes it, then gives it away.
        victor
            .goes_to("/accounts/vault.example/requests")
            .follows("Pending");
        victor
            .presses("Comment", &[("Your comment", "I have my doubts.")])
            .sees("Your comment is kept");
        victor
            .presses("Pass on", &[("To whom", "Myself")])
            .sees("with you now");
        let path = victor.page.path.clone();
        let form = format!("version=3&to={vera}");
        assert!(
            [303, 409].contains(
                &victor
                    .sends("POST", &format!("{path}/handovers"), Some(form))
                    .status
            )
        );
        office.works();
        let (request, case) = opens_a_case(&mut asker, HIDDEN);
        let (other_request, other_case) = opens_a_case(&mut asker, NOBODYS);
        office.works();
        let hidden = pages(&mut asker, &request, &case, HIDDEN);
        assert_eq!(
            hidden,
            pages(&mut asker, &other_request, &other_case, NOBODYS),
            "{who}"
        );
        for (status, html) in &hidden {
            assert_eq!(*status, 200);
            for inside in [
                "vault company",
                "doubts",
                "ommented",
                "Vera",
                "Victor",
                "assed",
            ] {
                assert!(
                    !html.contains(inside),
                    "{inside} is shown to {who}:\n{html}"
                );
            }
        }
        // Tracking, side by side.
        asker.goes_to("/access/services");
        let row = |identifier: &str| {
            let rows = asker.page.all("tbody tr");
            rows.into_iter()
                .find(|row| row.contains(identifier))
                .unwrap()
                .replace(identifier, "IDENTIFIER")
        };
        assert_eq!(row(HIDDEN), row(NOBODYS));
        if who.starts_with("camille") {
            assert_eq!(mails(office, who, HIDDEN), mails(office, who, NOBODYS));
        }
        // Answered and closed, they stay alike.
        for case in [&case, &other_case] {
            asker
                .goes_to(case)
                .presses("Send answer", &[("Your answer", "Is there anybody?")]);
            asker.goes_to(case).presses("Close the case", &[]);
        }
        office.works();
        assert_eq!(
            pages(&mut asker, &request, &case, HIDDEN),
            pages(&mut asker, &other_request, &other_case, NOBODYS)
        );
        asker.goes_to(&request).presses("Withdraw", &[]);
        asker.goes_to(&other_request).presses("Withdraw", &[]);
        office.works();
    }
    // On the case of somebody else the agent sees whom it is about.
    let mut sam = office.log_in("sam@support.example");
    let mut camille = office.log_in("camille@atelier.example");
    camille.asks_for(HIDDEN, "I need to see what is in there");
    let (_, case) = opens_a_case(&mut camille, HIDDEN);
    sam.goes_to(&case).sees("The vault company");
    camille.goes_to(&case).does_not_see("The vault company");
    office.works();
}

fn whoever_administers_and_asks_reads_nothing_of_what_others_do_with_it(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for email in ["bruno@lumen.example", "carla@lumen.example"] {
        let person = office.person(email);
        office.grant(&person, "lumen.example", Role::SaAdministrator, None);
    }
    let mut bruno = office.log_in("bruno@lumen.example");
    bruno.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "I shall accept agreements"),
            ("Role wanted", "Smart Account Approver"),
        ],
    );
    let queue = format!("{LUMEN}/requests");
    let before = bruno.goes_to(&queue).page.text();
    amina.goes_to(&queue).follows("Pending");
    amina.presses("Comment", &[("Your comment", "I have my doubts.")]);
    amina
        .presses("Pass on", &[("To whom", "Carla Example (carla)")])
        .sees("with Carla Example now");
    let request: domain::RequestId = amina.page.path.rsplit('/').next().unwrap().parse().unwrap();
    let lumen = account(office, "lumen.example");
    let named = request.clone();
    office.write(move |tx| {
        let rule = RuleUse {
            id: domain::RuleId::new(7),
            name: "Partners".into(),
            version: 3,
        };
        let fact = RuleFact::CouldNotAct {
            rule,
            account: lumen.clone(),
            request: named.clone(),
            code: "not-found".into(),
        };
        parvis::event_log::record(tx, &[Event::Automation(fact)])
    });
    office.works();
    assert_eq!(bruno.goes_to(&queue).page.text(), before);
    for (filter, is_listed) in [
        ("nobody", false),
        ("me", false),
        ("requester", false),
        ("", true),
    ] {
        let text = bruno
            .goes_to(&format!("{queue}?waiting={filter}"))
            .page
            .text();
        assert_eq!(
            text.contains("Bruno Example"),
            is_listed,
            "{filter}: {text}"
        );
    }
    amina
        .goes_to(&format!("{queue}?waiting=nobody"))
        .does_not_see("Bruno Example");
    amina.goes_to(&queue).sees("with Carla Example");
    let inside = [
        "passed-on",
        "commented",
        "could-not-act",
        "Partners",
        "doubts",
    ];
    let log = |who: &mut Visitor<'_>, query: &str| {
        let page = who.sends("GET", &format!("{LUMEN}/events{query}"), None);
        let file = who.sends("GET", &format!("{LUMEN}/events/export{query}"), None);
        assert_eq!((page.status, file.status), (200, 200));
        page.all("tbody").join(" ") + &file.html
    };
    for query in [
        String::new(),
        format!("?q={request}"),
        "?kind=automation-rule.could-not-act".into(),
    ] {
        let text = log(&mut bruno, &query);
        for word in inside {
            assert!(!text.contains(word), "{word} in the log for Bruno, {query}");
        }
    }
    let text = log(&mut amina, "");
    assert!(
        text.contains("could-not-act") && text.contains("passed-on"),
        "{text}"
    );
    amina.goes_to(&format!(
        "{LUMEN}/events?kind=automation-rule.could-not-act"
    ));
    let event = amina
        .page
        .attributes("a[href*='/events/evt_']", "href")
        .remove(0);
    amina.goes_to(&event).meets(200);
    bruno.goes_to(&event).meets(404);
    bruno
        .goes_to(&format!("{queue}/{request}"))
        .meets(200)
        .does_not_see("Partners")
        .does_not_see("passed")
        .does_not_see("doubts");
}

fn an_operator_who_asks_reads_no_more_of_it_on_the_page_of_the_account(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    for email in ["olga@operations.example", "omar@operations.example"] {
        office.staff(email, true, false);
    }
    let mut olga = office.log_in("olga@operations.example");
    olga.asks_for("lumen.example", "I need to see what is in there");
    amina
        .goes_to(&format!("{LUMEN}/requests"))
        .follows("Pending")
        .presses("Comment", &[("Your comment", "I have my doubts.")]);
    let page = format!("/operator/accounts/{}", account(office, "lumen.example"));
    office
        .log_in("omar@operations.example")
        .goes_to(&page)
        .sees("commented on a request");
    olga.goes_to(&page)
        .meets(200)
        .does_not_see("commented on a request");
    office.works();
}

fn beyond_ones_own_virtual_accounts_there_are_numbers_and_no_names(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let (chen, dina) = (
        office.person("chen@lumen.example"),
        office.person("dina@lumen.example"),
    );
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office.grant(
        &dina,
        "lumen.example",
        Role::VaAdministrator,
        Some("Default"),
    );
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, "lumen.example", Role::VaUser, Some("Lyon"));
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    let quai = format!("to=create&name=Quai&parent={lyon}&offered=yes");
    assert_eq!(
        amina
            .sends("POST", &format!("{LUMEN}/virtual-accounts"), Some(quai))
            .status,
        303
    );
    let quai = office.part("lumen.example", "Quai");
    // Hugo asks for, and Nadia is invited to, what lies elsewhere as well.
    let mut hugo = office.visitor("hugo@atelier.example");
    hugo.asks_with(
        "lumen.example",
        &[
            ("Reason for request", "Downloads for two of the sites"),
            ("Selected Virtual Accounts", "on"),
            ("Quai", "on"),
            ("Montréal", "on"),
        ],
    );
    for (email, parts) in [
        ("nadia@ortega.example", vec![&quai, &montreal]),
        ("noor@ortega.example", vec![&quai]),
    ] {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| format!("&virtual_accounts={part}"))
            .collect();
        let form = format!(
            "users={email}&scope=selected&role=va-user{}",
            parts.concat()
        );
        assert_eq!(
            amina
                .sends("POST", &format!("{LUMEN}/users/new"), Some(form))
                .status,
            303
        );
    }
    office.works();
    let deletion = format!("{LUMEN}/virtual-accounts/{quai}/deletion");
    amina
        .goes_to(&deletion)
        .sees("Hugo Example")
        .sees("nadia@ortega.example")
        .sees("noor@ortega.example");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(&deletion)
        .meets(200)
        .does_not_see("Hugo")
        .does_not_see("nadia@")
        .sees("noor@ortega.example");
    chen.sees("One pending request names it")
        .goes_to(&format!("{LUMEN}/requests"))
        .does_not_see("Hugo");
    // Of a review they count their own lines, and where there are none, there is no review.
    amina.goes_to(&format!("{LUMEN}/reviews/new")).presses(
        "Start a review",
        &[
            ("Name of the review", "Viewers"),
            ("Whose roles", "Smart Account Administrator"),
            ("Due on", "2027-06-30"),
        ],
    );
    let of_others = amina.page.path.clone();
    amina.goes_to(&format!("{LUMEN}/reviews/new")).presses(
        "Start a review",
        &[("Name of the review", "Autumn"), ("Due on", "2027-06-30")],
    );
    let of_all = amina.page.path.clone();
    office.works();
    amina
        .goes_to(&format!("{LUMEN}/reviews"))
        .sees("Viewers")
        .sees("0 / 4")
        .sees("0 / 1");
    chen.goes_to(&format!("{LUMEN}/reviews"))
        .sees("Autumn")
        .sees("0 / 2")
        .does_not_see("Viewers")
        .does_not_see("0 / 4");
    chen.goes_to(&of_all)
        .meets(200)
        .sees("0 / 2")
        .does_not_see("Amina")
        .does_not_see("Dina");
    for path in [
        of_others.clone(),
        format!("{of_others}/export"),
        format!("{of_others}/progress"),
    ] {
        assert_eq!(chen.sends("GET", &path, None).status, 404, "{path}");
    }
    let told = office.mailbox.to("chen@lumen.example");
    assert!(!told.iter().any(|mail| mail.subject.contains("Viewers")));
    assert!(
        told.iter()
            .any(|mail| mail.subject.contains("Autumn") && mail.text_body.contains("2 ")),
        "{:?}",
        told.last().map(|mail| &mail.text_body)
    );
}

fn a_group_tells_of_its_roles_what_lies_within_reach(office: &Office) {
    let mut amina = office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    amina
        .goes_to(&format!("{LUMEN}/groups/new"))
        .presses("Create group", &[("Name of the group", "Night shift")]);
    let group = amina.page.path.clone();
    for part in ["Lyon", "Montréal"] {
        amina.goes_to(&format!("{group}/roles/new")).presses(
            "Give a role",
            &[
                ("Selected Virtual Accounts", "on"),
                (part, "on"),
                ("User role", "Virtual Account Viewer"),
            ],
        );
    }
    amina.goes_to(&group).sees("Lyon").sees("Montréal");
    let mut chen = office.log_in("chen@lumen.example");
    chen.goes_to(&group)
        .meets(200)
        .sees("Lyon")
        .does_not_see("Montréal");
    office.works();
}

fn what_is_out_of_reach_is_named_like_nothing(office: &Office) {
    office.administrator_of("lumen.example");
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    let mut chen = office.log_in("chen@lumen.example");
    let (lyon, montreal) = (
        office.part("lumen.example", "Lyon"),
        office.part("lumen.example", "Montréal"),
    );
    let nothing = domain::VirtualAccountId::new(7).to_string();
    let mut same = |path: &str, form: &dyn Fn(&str) -> String, known: &str, unknown: &str| {
        let mut ask = |named: &str| {
            let answer = chen.sends("POST", path, Some(form(named)));
            (answer.status, answer.html.replace(named, "NAMED"))
        };
        let (known, unknown) = (ask(known), ask(unknown));
        assert_eq!(known, unknown, "{path}");
        assert!(known.0 >= 400, "{path}");
    };
    let parts = format!("{LUMEN}/virtual-accounts");
    let new = |parent: &str| format!("to=people&name=X1&parent={parent}");
    same(&parts, &new, "Montr%C3%A9al", "Nowhere");
    same(&parts, &new, montreal.as_str(), &nothing);
    let moved = |parent: &str| format!("name=Lyon&version=1&parent={parent}&offered=yes");
    same(
        &format!("{parts}/{lyon}/settings"),
        &moved,
        montreal.as_str(),
        &nothing,
    );
    same(
        &format!("{parts}/{lyon}/settings"),
        &moved,
        "Montr%C3%A9al",
        "Nowhere",
    );
    // In a file it is the same.
    let elin = office.person("elin@lumen.example");
    office.grant(&elin, "lumen.example", Role::VaViewer, Some("Lyon"));
    let mut faults = |part: &str| {
        let file = format!("user,role,virtual_accounts,until\nelin,va-user,{part},\n");
        chen.sends_file(&format!("{LUMEN}/uploads"), "people.csv", file.as_bytes());
        office.works();
        let page = chen.page.path.clone();
        let file = chen.sends("GET", &format!("{page}/faults"), None);
        assert_eq!(file.status, 200);
        chen.sends("POST", &format!("{page}/disposal"), Some(String::new()));
        file.html.replace(part, "PART")
    };
    assert_eq!(faults("Montréal"), faults("Nowhere"));
}
