//! A hidden account stays like nothing, whatever is done in it.

use crate::on_both_engines;
use crate::seeing::account::account;
use crate::support::Office;
use crate::support::page::Answer;
use crate::support::visitor::Visitor;
use domain::automation::{Conditions, Rule, RuleVerdict};
use domain::smart_account::Visibility;
use domain::support_case::CaseNumber;
use domain::{PersonId, Role};

const HIDDEN: &str = "vault.example";
const NOBODYS: &str = "nothingthere.example";

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
            verdict: RuleVerdict::SendTo(to.clone()),
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
    for prefix in ["req_", "case_", "msg_", "evt_"] {
        while let Some(at) = html.find(&format!("{prefix}0")) {
            html.replace_range(at..at + prefix.len() + 32, "ID");
        }
    }
    // The number of a case stands there as an identifier of its own.
    const NUMBER: &str = "<span class=\"id nowrap\">";
    let parts: Vec<&str> = html.split(NUMBER).collect();
    let without = |part: &&str| {
        part.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
            .to_owned()
    };
    let rest: Vec<String> = parts.iter().skip(1).map(without).collect();
    let html = [vec![parts[0].to_owned()], rest].concat().join(NUMBER);
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
    let about = |mail: &parvis::notification::written::WrittenMail| {
        mail.text_body.contains(identifier) || mail.subject.contains(identifier)
    };
    let mut found = Vec::new();
    let alike = |text: &str| {
        let same = |word: &str| match CaseNumber::parse(word.trim_end_matches([':', '.'])) {
            Some(_) => "NUMBER".to_owned(),
            None => word.to_owned(),
        };
        let text = text.replace(identifier, "IDENTIFIER");
        let lines = text
            .lines()
            .map(|line| line.split(' ').map(same).collect::<Vec<_>>());
        lines
            .map(|line| line.join(" "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    for mail in office.mailbox.to(to).iter().filter(|mail| about(mail)) {
        let text = alike(&mail.text_body);
        let lines = text.lines().filter(|line| !line.starts_with("http"));
        found.push((alike(&mail.subject), lines.collect::<Vec<_>>().join("\n")));
    }
    found
}

on_both_engines!(whatever_administrators_do_a_hidden_account_stays_like_nothing);

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
                .presses("Send message", &[("Your message", "Is there anybody?")]);
            asker
                .goes_to(case)
                .presses("Close the case", &[])
                .presses("Yes, close it", &[]);
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
