//! What does not fit together, or not with what is there, is named and keeps everything out.

use super::files::{Files, GOOD, counts, import, refused};
use crate::on_both_engines;
use parvis::import::{ACCOUNTS, MEMBERSHIPS, PEOPLE, VIRTUAL_ACCOUNTS};

on_both_engines! {
    fn what_does_not_fit_together_is_named_by_file_and_line_in_one_run(office) {
        office.administrator_of("known.example");
        let files: Files = &[
            (PEOPLE, "user,full_name,organisation,email\n\
                ann,Ann,Lumen,ann@lumen.example\n\
                ben,Ben,Lumen,amina@known.example\n\
                ANN,Ann,Lumen,other@lumen.example\n\
                cleo,Cleo,Lumen,ANN@lumen.example\n"),
            (ACCOUNTS, "domain,name\nlumen.example,Lumen\nlapsing.example,Lapsing\nlumen.example.,Lumen again\nempty.example,Empty\n"),
            (VIRTUAL_ACCOUNTS, "domain,name,parent,default\n\
                lumen.example,Croix-Rousse,Lyon,yes\n\
                lumen.example,Lyon,,yes\n\
                lumen.example,Lyon,,\n\
                nowhere.example,Lyon,,\n\
                known.example,Villeurbanne,Lyon,\n"),
            (MEMBERSHIPS, "user,domain,role,virtual_account,until\n\
                ann,lumen.example,sa-administrator,,\n\
                ann,lumen.example,sa-administrator,,2027-01-01\n\
                nobody,lumen.example,sa-user,,\n\
                ann,nowhere.example,sa-user,,\n\
                ann,lumen.example,va-user,Default,\n\
                ann,known.example,va-user,Grenoble,\n\
                amina,lumen.example,sa-approver,,\n\
                ann,lapsing.example,sa-administrator,,2027-01-01\n\
                ann,known.example,va-user,Villeurbanne,\n\
                amina,known.example,sa-approver,,\n"),
        ];
        assert_eq!(refused(office, files), [
            "people.csv:3: email: amina@known.example belongs to amina",
            "people.csv:4: user: ann stands on an earlier line, too",
            "people.csv:5: email: ANN@lumen.example stands on an earlier line, too",
            "accounts.csv:3: lapsing.example needs an active sa-administrator without an end date in memberships.csv",
            "accounts.csv:4: domain: lumen.example stands on an earlier line, too",
            "accounts.csv:5: empty.example needs an active sa-administrator without an end date in memberships.csv",
            "virtual_accounts.csv:2: parent: must stand on an earlier line or be there already",
            "virtual_accounts.csv:3: default: lumen.example has one on an earlier line",
            "virtual_accounts.csv:4: name: \"Lyon\" stands on an earlier line, too",
            "virtual_accounts.csv:5: domain: no account nowhere.example here or in accounts.csv",
            "memberships.csv:3: says the same as an earlier line",
            "memberships.csv:4: user: nobody is called nobody here or in people.csv",
            "memberships.csv:5: domain: no account nowhere.example here or in accounts.csv",
            "memberships.csv:6: virtual_account: lumen.example has none called \"Default\"",
            "memberships.csv:7: virtual_account: known.example has none called \"Grenoble\"",
            "memberships.csv:8: role: a sa-approver needs an e-mail address in lumen.example; amina has none",
        ]);
    }

    fn virtual_accounts_keep_the_rules_they_have_on_the_pages(office) {
        import(office, GOOD);
        let deep: String = (1..=13).map(|n| format!("lumen.example,level{n},{}\n", if n == 1 { String::new() } else { format!("LEVEL{}", n - 1) })).collect();
        let parts = format!("domain,name,parent\nlumen.example,North|South,\nlumen.example,Default,\nlumen.example,default,\nlumen.example,{},\n{deep}", "x".repeat(101));
        assert_eq!(
            refused(office, &[(VIRTUAL_ACCOUNTS, &parts)]),
            [
                "virtual_accounts.csv:2: name: holds the sign |, which separates names in files",
                "virtual_accounts.csv:4: name: \"default\" stands on an earlier line, too",
                "virtual_accounts.csv:5: name: is longer than 100 characters",
                "virtual_accounts.csv:18: parent: Virtual Accounts can be nested 12 levels deep",
            ]
        );
        // What is there already is known however it is written.
        let lyon = "domain,name,parent\nlumen.example,LYON,\nlumen.example,Presqu'île,lyon\n";
        assert_eq!(counts(&import(office, &[(VIRTUAL_ACCOUNTS, lyon)])), [[0, 0, 1, 0], [0, 0, 1, 0]]);
        let many: String = (0..=5000).map(|n| format!("holding.example,n{n}\n")).collect();
        let many = format!("domain,name\n{many}");
        assert_eq!(refused(office, &[(VIRTUAL_ACCOUNTS, &many)]), ["virtual_accounts.csv:5001: domain: an account holds at most 5000 Virtual Accounts"]);
    }

    fn whoever_is_deactivated_administers_no_new_account(office) {
        office.gone("gone@lumen.example");
        let files: Files = &[
            (ACCOUNTS, "domain,name\nlumen.example,Lumen\n"),
            (MEMBERSHIPS, "user,domain,role,virtual_account,until\ngone,lumen.example,sa-administrator,,\n"),
        ];
        assert_eq!(refused(office, files), ["accounts.csv:2: lumen.example needs an active sa-administrator without an end date in memberships.csv"]);
    }

    fn a_fault_in_the_last_line_keeps_everything_out(office) {
        let people: String = (0..1200).map(|n| format!("user{n},User {n},Lumen,user{n}@lumen.example\n")).collect();
        let people = format!("user,full_name,organisation,email\n{people}last,Last,Lumen,user7@lumen.example\n");
        assert_eq!(refused(office, &[(PEOPLE, &people)]), ["people.csv:1202: email: user7@lumen.example stands on an earlier line, too"]);
    }
}
