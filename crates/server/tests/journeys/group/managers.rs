//! Whoever manages groups, and what they do with them.

use crate::support::Office;
use crate::support::visitor::Visitor;
use domain::Role;

pub const GROUPS: &str = "/accounts/lumen.example/groups";

impl Visitor<'_> {
    /// Makes a group of the account and stays on its page. Out: its address.
    pub fn makes_group(&mut self, name: &str) -> String {
        self.goes_to(&format!("{GROUPS}/new"));
        self.presses("Create group", &[("Name of the group", name)])
            .sees(name);
        self.page.path.clone()
    }

    /// Adds people whom the account knows.
    pub fn adds(&mut self, group: &str, people: &str) -> &mut Self {
        let names: Vec<&str> = people.split([',', ' ', '\n']).collect();
        self.office.were_at(&names, "lumen.example");
        self.goes_to(&format!("{group}/members/new"));
        self.adds_by("Add members", &[("User IDs or e-mail addresses", people)])
    }

    pub fn gives(&mut self, group: &str, typed: &[(&str, &str)]) -> &mut Self {
        self.goes_to(&format!("{group}/roles/new"))
            .presses("Give a role", typed)
    }

    pub fn gives_entirely(&mut self, group: &str, role: &str) -> &mut Self {
        self.gives(
            group,
            &[("Entire Smart Account", "on"), ("User role", role)],
        )
    }
}

pub fn chen(office: &Office) -> Visitor<'_> {
    let chen = office.person("chen@lumen.example");
    office.grant(&chen, "lumen.example", Role::VaAdministrator, Some("Lyon"));
    office.log_in("chen@lumen.example")
}
