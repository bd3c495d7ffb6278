//! The cast of the laws: a few people, a few accounts, and a [`World`] that carries out commands by folding their events.

pub mod commands;
pub mod states;
pub mod texts;

use commands::{Command, Post, Story, Terms, Which, Who};
use domain::access_request::{
    AccessRequest, Denial, DenialClass, Grant, RequestEvent, RequestFact, Status, Wish,
};
use domain::email::EmailAddress;
use domain::membership::{EndCause, Holder, Membership, MembershipFact, Reach, Source};
use domain::rules::access_request::{
    Applicant, Decider, DecisionFacts, Standing, Target, TargetAccount,
};
use domain::rules::reminder::Timetable;
use domain::smart_account::{
    AccountKind, AccountStatus, SmartAccount, SmartAccountFact, Visibility,
};
use domain::support_case::{CaseFact, CaseStatus, Message, SupportCase};
use domain::text::Reason;
use domain::virtual_account::{Tree, VirtualAccount};
use domain::{membership, rules, *};
use proptest::sample::Index;
use std::collections::BTreeSet;
use std::rc::Rc;

pub const OPENING: Moment = Moment(1_700_000_000_000);

/// Nothing stands in the way.
pub const OPEN: Standing = Standing {
    account_is_open: true,
    sender_keeps_group: true,
};

/// Name, verified e-mail addresses; people are known by their place here.
const PEOPLE: [(&str, &[&str]); 10] = [
    ("camille", &["camille@atelier.example"]),
    ("amina", &["amina@lumen.example"]),
    ("bruno", &["bruno@lumen.example"]),
    ("chen", &["chen@lyon.lumen.example"]),
    ("vera", &["vera@elsewhere.example"]),
    ("dora", &["dora@holding.example"]),
    ("theo", &["theo@agency.example"]),
    ("eve", &["eve@agency.example", "eve@lumen.example"]),
    ("nils", &[]),
    ("sam", &["sam@support.example"]),
];

/// The accounts, then an identifier that nobody has. `vault.example` is restricted, `annexe.example` not open yet.
pub const IDENTIFIERS: [&str; 5] = [
    "lumen.example",
    "holding.example",
    "vault.example",
    "annexe.example",
    "nowhere.example",
];

/// Name, place of the account in [`IDENTIFIERS`], place of the one it is nested in.
pub const VIRTUAL_ACCOUNTS: [(&str, usize, Option<usize>); 7] = [
    ("Default", 0, None),
    ("Lyon", 0, None),
    ("Croix-Rousse", 0, Some(1)),
    ("Pentes", 0, Some(2)),
    ("Montréal", 0, None),
    ("Default", 1, None),
    ("Default", 2, None),
];

/// Name, place of the account, role, place of the Virtual Account.
const POSTS: [(&str, usize, Role, Option<usize>); 7] = [
    ("amina", 0, Role::SaAdministrator, None),
    ("bruno", 0, Role::SaAdministrator, None),
    ("chen", 0, Role::VaAdministrator, Some(1)),
    ("vera", 0, Role::VaAdministrator, Some(2)),
    ("eve", 0, Role::SaUser, None),
    ("dora", 1, Role::SaAdministrator, None),
    ("dora", 2, Role::SaAdministrator, None),
];

#[derive(Debug, Clone)]
pub struct Player {
    pub id: PersonId,
    pub emails: Vec<EmailAddress>,
    pub is_agent: bool,
}

pub fn person(name: &str) -> PersonId {
    let place = PEOPLE.iter().position(|(known, _)| *known == name);
    PersonId::new(place.expect("somebody of the cast") as u128)
}

pub fn virtual_account(place: usize) -> VirtualAccountId {
    VirtualAccountId::new(place as u128)
}

pub fn account(place: usize) -> SmartAccount {
    SmartAccount {
        id: SmartAccountId::new(place as u128),
        domain: identifier(place),
        name: IDENTIFIERS[place].to_owned(),
        kind: AccountKind::Customer,
        status: match place {
            3 => AccountStatus::Pending,
            _ => AccountStatus::Active,
        },
        visibility: match place {
            2 => Visibility::Restricted,
            _ => Visibility::Unrestricted,
        },
    }
}

pub fn identifier(place: usize) -> DomainIdentifier {
    DomainIdentifier::parse(IDENTIFIERS[place]).expect("an identifier")
}

pub fn virtual_accounts() -> Vec<VirtualAccount> {
    let nest = |(place, &(name, account, parent)): (usize, &(&str, usize, Option<usize>))| {
        VirtualAccount {
            id: virtual_account(place),
            account: SmartAccountId::new(account as u128),
            parent: parent.map(virtual_account),
            name: name.to_owned(),
            is_default: name == "Default",
        }
    };
    VIRTUAL_ACCOUNTS.iter().enumerate().map(nest).collect()
}

pub fn reason() -> Reason {
    Reason::parse("Downloads for the Lyon site").expect("a reason")
}

/// What a command did to the world.
#[derive(Debug)]
pub struct Step<'a> {
    pub command: &'a Command,
    pub before: &'a World,
    pub after: &'a World,
    pub events: &'a [Event],
    pub refusal: Option<&'a Refusal>,
}

impl<'a> Step<'a> {
    pub fn request_events(&self) -> impl Iterator<Item = &'a RequestEvent> {
        request_events(self.events)
    }

    pub fn granted(&self) -> impl Iterator<Item = &'a Membership> {
        self.events.iter().filter_map(|event| match event {
            Event::Membership(MembershipFact::Granted(membership)) => Some(membership),
            _ => None,
        })
    }
}

pub fn request_events(events: &[Event]) -> impl Iterator<Item = &RequestEvent> {
    events.iter().filter_map(|event| match event {
        Event::AccessRequest(event) => Some(event),
        _ => None,
    })
}

/// Everything there is, as the events so far made it.
#[derive(Debug, Clone)]
pub struct World {
    pub now: Moment,
    pub table: Timetable,
    pub people: Rc<[Player]>,
    pub accounts: Rc<Vec<SmartAccount>>,
    pub virtual_accounts: Rc<Vec<VirtualAccount>>,
    pub memberships: Vec<Membership>,
    pub requests: Vec<AccessRequest>,
    pub cases: Vec<SupportCase>,
    pub log: Vec<Event>,
    made: u128,
}

impl World {
    /// The accounts with their administrators, and whoever else has a post from the start.
    pub fn open(table: Timetable, posts: &[Post]) -> World {
        let mut world = World {
            now: OPENING,
            table,
            people: cast(),
            accounts: Rc::default(),
            virtual_accounts: Rc::default(),
            memberships: Vec::new(),
            requests: Vec::new(),
            cases: Vec::new(),
            log: Vec::new(),
            made: 0,
        };
        let mut first = world.first_memberships(posts);
        for place in 0..4 {
            let account = account(place);
            let here = first.extract_if(.., |m| m.account == account.id).collect();
            let mut parts = virtual_accounts();
            parts.retain(|va| va.account == account.id);
            let events = rules::smart_account::create(account, parts, here).expect("administered");
            world.take_in(&events);
        }
        world
    }

    fn first_memberships(&mut self, posts: &[Post]) -> Vec<Membership> {
        let fixed = POSTS.map(|(name, account, role, part)| {
            let part = part.map(virtual_account);
            (person(name), account, role, part, None)
        });
        let more = posts.iter().map(|post| {
            let who = post.who.get(&self.people).id.clone();
            let until = post.lasts.map(|span| self.now.plus(span));
            let part = post.part.map(virtual_account);
            (who, post.account(), post.role, part, until)
        });
        let mut all: Vec<_> = fixed.into_iter().chain(more).collect();
        let mut taken = BTreeSet::new();
        all.retain(|(person, account, role, part, _)| {
            taken.insert((person.clone(), *account, *role, part.clone()))
        });
        all.into_iter()
            .map(
                |(person, account, role, virtual_account, until)| Membership {
                    id: MembershipId::new(self.make()),
                    holder: Holder::Person(person),
                    account: SmartAccountId::new(account as u128),
                    role,
                    virtual_account,
                    source: Source::Import,
                    granted_by: Actor::Program("import".to_owned()),
                    since: self.now,
                    until,
                },
            )
            .collect()
    }

    /// Carries out the commands one by one and shows each step to `see`.
    pub fn tell<E>(story: &Story, mut see: impl FnMut(Step) -> Result<(), E>) -> Result<World, E> {
        let mut world = World::open(story.table.clone(), &story.posts);
        for command in &story.commands {
            let before = world.clone();
            let refusal = world.carry_out(command).err();
            let events = world.log[before.log.len()..].to_vec();
            see(Step {
                command,
                before: &before,
                after: &world,
                events: &events,
                refusal: refusal.as_ref(),
            })?;
        }
        Ok(world)
    }

    pub fn carry_out(&mut self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::Wait(span) => self.now = Moment(self.now.0 + span),
            Command::LetTimeWork => self.let_time_work(),
            _ => {
                let events = self.answer(command)?;
                self.take_in(&events);
            }
        }
        Ok(())
    }

    /// What the worker does when it wakes: every request, until nothing more happens to it.
    fn let_time_work(&mut self) {
        let most = self.table.deciders.len() + 4;
        for place in 0..self.requests.len() {
            for round in 0.. {
                assert!(round <= most, "time never comes to rest");
                let events =
                    rules::access_request::pass_time(&self.requests[place], &self.table, self.now);
                if events.is_empty() {
                    break;
                }
                self.take_in(&events);
            }
        }
    }

    fn answer(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        match command {
            Command::Wait(_) | Command::LetTimeWork => Ok(Vec::new()),
            Command::Send {
                who,
                identifier,
                terms,
            } => self.send(who, *identifier, terms),
            Command::Approve { who, which, .. } | Command::Decline { who, which, .. } => {
                self.decide(command, who, which)
            }
            Command::End { which } => self.end(which),
            Command::Withdraw { who, which } => {
                self.with_request(who, which, |world, by, asked| {
                    rules::access_request::withdraw(asked, by, world.now)
                })
            }
            Command::Remind { who, which } => self.with_request(who, which, |world, by, asked| {
                rules::access_request::remind(asked, by, OPEN, &world.table, world.now)
            }),
            Command::OpenCase { who, which } => self.open_case(who, which),
            Command::AnswerCase { who, which } => self.answer_case(who, which),
            Command::CloseCase { who, which } => self.with_case(who, which, |world, by, case| {
                rules::support_case::close(case, world.is_agent(by), by, world.now)
            }),
        }
    }

    fn open_case(&mut self, who: &Who, which: &Which) -> Result<Vec<Event>, Refusal> {
        let (case, message) = (CaseId::new(self.make()), MessageId::new(self.make()));
        self.with_request(who, which, |world, by, asked| {
            let open = world.case_about(&asked.id);
            rules::support_case::open(case, asked, by, open, world.message(message, by))
        })
    }

    fn answer_case(&mut self, who: &Who, which: &Index) -> Result<Vec<Event>, Refusal> {
        let message = MessageId::new(self.make());
        self.with_case(who, which, |world, by, case| {
            // No run of a law writes as much as a case holds.
            rules::support_case::answer(case, world.is_agent(by), world.message(message, by), 0)
        })
    }

    fn send(&mut self, who: &Index, place: usize, terms: &Terms) -> Result<Vec<Event>, Refusal> {
        let id = RequestId::new(self.make());
        let who = who.get(&self.people);
        let wish = Wish {
            scope: terms.scope.clone(),
            role: terms.role,
            until: terms.until(self.now),
        };
        let target = self.target(who, place, wish.scope.as_ref());
        let applicant = self.applicant(who, &target.identifier);
        let (table, now) = (&self.table, self.now);
        rules::access_request::send(id, &applicant, &target, reason(), wish, table, now)
    }

    /// A player's pending request and last denial among some of the requests.
    fn earlier(
        &self,
        who: &Player,
        is_one: impl Fn(&AccessRequest) -> bool,
    ) -> (Option<RequestId>, Option<(RequestId, Moment)>) {
        let own = || {
            let theirs = self.requests.iter().filter(|r| r.applicant == who.id);
            theirs.filter(|request| is_one(request))
        };
        let denial = |request: &AccessRequest| match request.status {
            Status::Denied { at, .. } => Some((request.id.clone(), at)),
            _ => None,
        };
        (
            own().find(|r| r.status == Status::Pending).map(id_of),
            own().filter_map(denial).max_by_key(|(_, at)| *at),
        )
    }

    fn applicant(&self, who: &Player, identifier: &DomainIdentifier) -> Applicant {
        let (pending, last_denial) = self.earlier(who, |r| r.identifier == *identifier);
        Applicant {
            person: who.id.clone(),
            for_group: None,
            has_verified_email: !who.emails.is_empty(),
            pending,
            last_denial,
        }
    }

    fn target(&self, who: &Player, place: usize, scope: Option<&Scope>) -> Target {
        let identifier = identifier(place);
        let found = self.accounts.iter().find(|a| a.domain == identifier);
        let wanted = scope.unwrap_or(&Scope::EntireAccount);
        Target {
            account: found.map(|account| TargetAccount {
                pending: self
                    .earlier(who, |r| r.account.as_ref() == Some(&account.id))
                    .0,
                last_denial: self
                    .earlier(who, |r| r.account.as_ref() == Some(&account.id))
                    .1,
                id: account.id.clone(),
                status: account.status,
                is_visible: self.may_know_of(who, account),
                tree: self.tree(&account.id),
                has_deciders: self.people.iter().any(|other| {
                    let reach = self.reach(&other.id, &account.id, Right::RequestDecide);
                    other.id != who.id && reach.covers(wanted)
                }),
            }),
            identifier,
        }
    }

    fn may_know_of(&self, who: &Player, account: &SmartAccount) -> bool {
        account.visibility == Visibility::Unrestricted
            || who.emails.iter().any(|e| e.is_inside(&account.domain))
            || self.held(&who.id, &account.id).next().is_some()
    }

    /// Tries a decision; an attempt refused for reaching too far is put on record.
    fn decide(
        &mut self,
        command: &Command,
        who: &Who,
        which: &Which,
    ) -> Result<Vec<Event>, Refusal> {
        let Some(request) = self.request(which).cloned() else {
            return Ok(Vec::new());
        };
        let by = self.decider(&self.resolve(who, &request), &request);
        let answer = match command {
            Command::Approve {
                stale_by, terms, ..
            } => self.approve(&request, *stale_by, &by, terms.as_ref()),
            Command::Decline {
                stale_by, class, ..
            } => self.decline(&request, *stale_by, &by, *class),
            _ => Ok(Vec::new()),
        };
        if let Err(refusal) = &answer
            && refusal.is_notable()
        {
            let tried = rules::access_request::decision_refused(&request, &by.person, refusal);
            self.take_in(&[tried]);
        }
        answer
    }

    fn approve(
        &mut self,
        request: &AccessRequest,
        stale_by: u32,
        by: &Decider,
        terms: Option<&Terms>,
    ) -> Result<Vec<Event>, Refusal> {
        let grant = self.grant(request, terms);
        let facts = self.decision_facts(request);
        let (now, seen) = (self.now, request.version.saturating_sub(stale_by));
        let new_id = || MembershipId::new(self.make());
        rules::access_request::approve(request, seen, by, grant, &facts, now, new_id)
    }

    fn decline(
        &self,
        request: &AccessRequest,
        stale_by: u32,
        by: &Decider,
        class: DenialClass,
    ) -> Result<Vec<Event>, Refusal> {
        let seen = request.version.saturating_sub(stale_by);
        let denial = Denial { class, words: None };
        let standing = self.decision_facts(request).standing;
        rules::access_request::decline(request, seen, by, denial, standing, self.now)
    }

    /// What is granted: the decider's own terms, or what was asked for.
    fn grant(&self, request: &AccessRequest, terms: Option<&Terms>) -> Grant {
        let wish = &request.wish;
        let asked = || wish.scope.clone().unwrap_or(Scope::EntireAccount);
        let scope = terms.and_then(|t| t.scope.clone()).unwrap_or_else(asked);
        let usual = match scope {
            Scope::EntireAccount => Role::SaUser,
            Scope::VirtualAccounts(_) => Role::VaUser,
        };
        Grant {
            role: terms.map_or(wish.role, |t| t.role).unwrap_or(usual),
            scope,
            until: terms.map_or(wish.until, |t| t.until(self.now)),
            note: None,
        }
    }

    fn decision_facts(&self, request: &AccessRequest) -> DecisionFacts {
        let account = request.account.clone().unwrap_or(SmartAccountId::new(99));
        DecisionFacts {
            domain: request.identifier.clone(),
            tree: self.tree(&account),
            applicant_emails: self.player(&request.applicant).emails.clone(),
            applicant_is_active: true,
            standing: Standing {
                account_is_open: self
                    .accounts
                    .iter()
                    .find(|a| a.id == account)
                    .is_none_or(|a| a.status == AccountStatus::Active),
                ..OPEN
            },
            held: self.listed(&request.applicant, &account).cloned().collect(),
        }
    }

    /// Ends a membership: by its date if that has come, else because somebody takes it away.
    fn end(&self, which: &Index) -> Result<Vec<Event>, Refusal> {
        let membership = which.get(&self.memberships);
        let administrators: Vec<_> = self
            .memberships
            .iter()
            .filter(|m| m.account == membership.account && m.role == Role::SaAdministrator)
            .cloned()
            .collect();
        let why = match membership.holds_at(self.now) {
            true => EndCause::Removed,
            false => EndCause::Lapsed,
        };
        Ok(vec![rules::membership::end(
            membership,
            &administrators,
            why,
        )?])
    }

    fn with_request(
        &self,
        who: &Who,
        which: &Which,
        act: impl FnOnce(&World, &PersonId, &AccessRequest) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Vec<Event>, Refusal> {
        match self.request(which) {
            Some(request) => act(self, &self.resolve(who, request), request),
            None => Ok(Vec::new()),
        }
    }

    fn with_case(
        &self,
        who: &Who,
        which: &Index,
        act: impl FnOnce(&World, &PersonId, &SupportCase) -> Result<Vec<Event>, Refusal>,
    ) -> Result<Vec<Event>, Refusal> {
        let Some(case) = pick(&self.cases, which) else {
            return Ok(Vec::new());
        };
        let mut requests = self.requests.iter();
        let request = requests.find(|request| request.id == case.request);
        let by = self.resolve(who, request.expect("a request that was sent"));
        act(self, &by, case)
    }

    fn request(&self, which: &Which) -> Option<&AccessRequest> {
        match which {
            Which::Any(index) => pick(&self.requests, index),
            Which::Pending(index) => {
                let pending = |r: &&AccessRequest| r.status == Status::Pending;
                let pending: Vec<_> = self.requests.iter().filter(pending).collect();
                pick(&pending, index).copied()
            }
        }
    }

    fn resolve(&self, who: &Who, request: &AccessRequest) -> PersonId {
        let anybody = |index: &Index| index.get(&self.people).id.clone();
        match who {
            Who::Anybody(index) => anybody(index),
            Who::Applicant => request.applicant.clone(),
            Who::Agent => person("sam"),
            Who::Decider(index) => {
                let people = self.people.iter().map(|player| player.id.clone());
                let able: Vec<_> = people
                    .filter(|id| !self.decider(id, request).reach.is_nothing())
                    .collect();
                pick(&able, index).cloned().unwrap_or(anybody(index))
            }
        }
    }

    fn decider(&self, person: &PersonId, request: &AccessRequest) -> Decider {
        let reach = request.account.as_ref().map_or(Reach::Nothing, |account| {
            self.reach(person, account, Right::RequestDecide)
        });
        Decider {
            person: person.clone(),
            reach,
            groups: BTreeSet::new(),
            rule: None,
        }
    }

    pub fn reach(&self, person: &PersonId, account: &SmartAccountId, right: Right) -> Reach {
        let listed: Vec<_> = self.listed(person, account).cloned().collect();
        membership::reach(&listed, &self.tree(account), right, self.now)
    }

    /// The memberships somebody has in an account and nothing has ended yet, even if their date has come.
    fn listed(
        &self,
        person: &PersonId,
        account: &SmartAccountId,
    ) -> impl Iterator<Item = &Membership> {
        let own = move |m: &&Membership| m.holder.is(person) && m.account == *account;
        self.memberships.iter().filter(own)
    }

    /// What somebody holds in an account now.
    pub fn held(
        &self,
        person: &PersonId,
        account: &SmartAccountId,
    ) -> impl Iterator<Item = &Membership> {
        self.listed(person, account)
            .filter(|m| m.until.is_none_or(|end| self.now < end))
    }

    pub fn tree(&self, account: &SmartAccountId) -> Tree {
        let parts = self.virtual_accounts.iter();
        Tree::of(parts.filter(|va| va.account == *account))
    }

    pub fn player(&self, id: &PersonId) -> &Player {
        let found = self.people.iter().find(|player| player.id == *id);
        found.expect("somebody of the cast")
    }

    pub fn is_agent(&self, id: &PersonId) -> bool {
        self.player(id).is_agent
    }

    fn case_about(&self, request: &RequestId) -> Option<&CaseId> {
        self.cases
            .iter()
            .find(|case| case.request == *request && case.status != CaseStatus::Closed)
            .map(|case| &case.id)
    }

    fn message(&self, id: MessageId, author: &PersonId) -> Message {
        Message {
            id,
            author: author.clone(),
            words: "Nobody answers.".to_owned(),
            at: self.now,
        }
    }

    fn make(&mut self) -> u128 {
        self.made += 1;
        self.made
    }

    fn take_in(&mut self, events: &[Event]) {
        for event in events {
            match event {
                Event::AccessRequest(event) => self.take_in_request(event),
                Event::Membership(fact) => self.take_in_membership(fact),
                Event::SmartAccount(fact) => self.take_in_account(fact),
                Event::SupportCase(fact) => self.take_in_case(fact),
                _ => {}
            }
            self.log.push(event.clone());
        }
    }

    fn take_in_request(&mut self, event: &RequestEvent) {
        if let RequestFact::Sent(request) = &event.fact {
            self.requests.push((**request).clone());
        }
        let found = self.requests.iter_mut().find(|r| r.id == event.request);
        found.expect("a request that was sent").apply(&event.fact);
    }

    fn take_in_membership(&mut self, fact: &MembershipFact) {
        match fact {
            MembershipFact::Granted(membership) => self.memberships.push(membership.clone()),
            MembershipFact::Ended { membership, .. } => {
                self.memberships.retain(|m| m.id != membership.id);
            }
            MembershipFact::Changed { before, after } => {
                self.memberships.retain(|m| m.id != before.id);
                self.memberships.push(after.clone());
            }
        }
    }

    fn take_in_account(&mut self, fact: &SmartAccountFact) {
        match fact {
            SmartAccountFact::IdentifierReleased { account, after, .. } => {
                let all = Rc::make_mut(&mut self.accounts).iter_mut();
                for one in all.filter(|one| one.id == *account) {
                    one.domain = after.clone();
                }
            }
            SmartAccountFact::StatusChanged { account, after, .. } => {
                for one in Rc::make_mut(&mut self.accounts)
                    .iter_mut()
                    .filter(|one| one.id == *account)
                {
                    one.status = *after;
                }
            }
            SmartAccountFact::PropertiesChanged { .. }
            | SmartAccountFact::InvitationsSet { .. } => {}
            SmartAccountFact::Created(account) => {
                Rc::make_mut(&mut self.accounts).push(account.clone());
            }
            SmartAccountFact::VirtualAccountCreated(va) => {
                Rc::make_mut(&mut self.virtual_accounts).push(va.clone());
            }
        }
    }

    fn take_in_case(&mut self, fact: &CaseFact) {
        let mut set = |id: &CaseId, status| {
            let found = self.cases.iter_mut().find(|case| case.id == *id);
            found.expect("a case that was opened").status = status;
        };
        match fact {
            CaseFact::Opened { case, .. } => self.cases.push(case.clone()),
            CaseFact::Answered { case, status, .. } => set(case, *status),
            CaseFact::Closed { case, .. } => set(case, CaseStatus::Closed),
        }
    }

    /// The Virtual Account and those it is nested in.
    pub fn ancestry(&self, id: &VirtualAccountId) -> BTreeSet<VirtualAccountId> {
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next
            && seen.insert(id.clone())
        {
            let found = self.virtual_accounts.iter().find(|va| va.id == *id);
            next = found.and_then(|va| va.parent.as_ref());
        }
        seen
    }
}

fn cast() -> Rc<[Player]> {
    PEOPLE
        .iter()
        .map(|(name, emails)| Player {
            id: person(name),
            emails: emails
                .iter()
                .map(|text| EmailAddress::parse(text).expect("an address"))
                .collect(),
            is_agent: *name == "sam",
        })
        .collect()
}

fn id_of(request: &AccessRequest) -> RequestId {
    request.id.clone()
}

fn pick<'a, T>(from: &'a [T], index: &Index) -> Option<&'a T> {
    (!from.is_empty()).then(|| index.get(from))
}
