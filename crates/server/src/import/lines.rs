//! What the lines of each file mean.

use crate::import::rows::Line;
use domain::email::EmailAddress;
use domain::person::{Language, Phone, UserId, name};
use domain::smart_account::{AccountKind, Visibility};
use domain::text::TextFault;
use domain::virtual_account::NameFault;
use domain::{DomainIdentifier, Moment, Role, virtual_account};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// A line of `people.csv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PersonLine {
    pub user_id: UserId,
    pub full_name: String,
    pub organisation: String,
    pub email: EmailAddress,
    pub phone: Option<Phone>,
    pub language: Language,
    pub time_zone: String,
}

/// A line of `accounts.csv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountLine {
    pub domain: DomainIdentifier,
    pub name: String,
    pub kind: AccountKind,
    pub visibility: Visibility,
}

/// A line of `virtual_accounts.csv`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VirtualAccountLine {
    pub domain: DomainIdentifier,
    pub name: String,
    /// The name of the Virtual Account it is nested in, whatever its capitals; none directly in the account.
    pub parent: Option<String>,
    /// Whether the line says so; heard only of an account that the import makes.
    pub is_default: bool,
}

/// A line of `memberships.csv`. Roles of groups are not imported.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MembershipLine {
    pub user_id: UserId,
    pub domain: DomainIdentifier,
    pub role: Role,
    /// By name; given where the role is a Virtual Account role and nowhere else.
    pub virtual_account: Option<String>,
    /// The first moment at which it no longer holds: the date is over in UTC by then.
    pub until: Option<Moment>,
}

fn text(line: &Line, column: &str) -> Result<String, String> {
    name(line.get(column)).map_err(|fault| text_fault(column, fault))
}

fn text_fault(column: &str, fault: TextFault) -> String {
    match fault {
        TextFault::Missing => format!("{column}: is empty"),
        TextFault::TooLong { most, .. } => format!("{column}: is longer than {most} characters"),
        TextFault::TooShort { .. } | TextFault::NotShowable => {
            format!("{column}: holds characters that cannot be shown")
        }
    }
}

/// The name of a Virtual Account.
fn part(line: &Line, column: &str) -> Result<String, String> {
    virtual_account::name(line.get(column)).map_err(|fault| match fault {
        NameFault::Text(fault) => text_fault(column, fault),
        NameFault::HasBar => format!("{column}: holds the sign |, which separates names in files"),
    })
}

fn optional_part(line: &Line, column: &str) -> Result<Option<String>, String> {
    if line.get(column).is_empty() {
        Ok(None)
    } else {
        part(line, column).map(Some)
    }
}

fn domain(line: &Line) -> Result<DomainIdentifier, String> {
    let typed = line.get("domain");
    DomainIdentifier::parse(typed)
        .map_err(|_| format!("domain: {typed:?} is no domain identifier, such as company.example"))
}

fn user_id(line: &Line) -> Result<UserId, String> {
    let typed = line.get("user");
    UserId::parse(typed).map_err(|_| {
        format!("user: {typed:?} is no user ID (2 to 64 of a-z, 0-9, dot, hyphen, underscore)")
    })
}

/// The value of a column among known words; the first of them where it is empty.
fn one_of<T: Copy>(
    line: &Line,
    column: &str,
    all: &[T],
    key: fn(T) -> &'static str,
) -> Result<T, String> {
    let typed = line.get(column);
    let found = if typed.is_empty() {
        all.first()
    } else {
        all.iter().find(|one| key(**one) == typed)
    };
    let words = || {
        all.iter()
            .map(|one| key(*one))
            .collect::<Vec<_>>()
            .join(", ")
    };
    found
        .copied()
        .ok_or_else(|| format!("{column}: {typed:?} is none of {}", words()))
}

/// The faults of one line, which are told together.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    /// The value, or nothing where it is a fault.
    fn of<T>(&mut self, read: Result<T, String>) -> Option<T> {
        read.map_err(|fault| self.0.push(fault)).ok()
    }

    /// The line, if all of it could be read.
    fn or<T>(self, line: Option<T>) -> Result<T, String> {
        line.filter(|_| self.0.is_empty())
            .ok_or_else(|| self.0.join("; "))
    }
}

fn time_zone(line: &Line) -> Result<String, String> {
    match line.get("time_zone") {
        "" | "UTC" => Ok("UTC".into()),
        zone if TimeZone::get(zone).is_ok() => Ok(zone.to_owned()),
        zone => Err(format!(
            "time_zone: {zone:?} is no IANA time zone, such as Europe/Paris"
        )),
    }
}

impl PersonLine {
    /// Errors: every fault of the line, in one text, by column.
    pub fn read(line: &Line) -> Result<Self, String> {
        let mut faults = Faults::default();
        let email = EmailAddress::parse(line.get("email"))
            .map_err(|_| format!("email: {:?} is no e-mail address", line.get("email")));
        let phone = Phone::parse(line.get("phone"))
            .map_err(|_| format!("phone: {:?} is no phone number", line.get("phone")));
        let user_id = faults.of(user_id(line));
        let full_name = faults.of(text(line, "full_name"));
        let organisation = faults.of(text(line, "organisation"));
        let email = faults.of(email);
        let phone = faults.of(phone);
        let language = faults.of(one_of(line, "language", Language::ALL, Language::key));
        let time_zone = faults.of(time_zone(line));
        let whole = || {
            Some(Self {
                user_id: user_id?,
                full_name: full_name?,
                organisation: organisation?,
                email: email?,
                phone: phone?,
                language: language?,
                time_zone: time_zone?,
            })
        };
        faults.or(whole())
    }
}

impl AccountLine {
    /// Errors: every fault of the line, in one text, by column.
    pub fn read(line: &Line) -> Result<Self, String> {
        let mut faults = Faults::default();
        let domain = faults.of(domain(line));
        let name = faults.of(text(line, "name"));
        let kind = faults.of(one_of(line, "type", AccountKind::ALL, AccountKind::key));
        let visibility = one_of(line, "visibility", Visibility::ALL, Visibility::key);
        let visibility = faults.of(visibility);
        let whole = || {
            Some(Self {
                domain: domain?,
                name: name?,
                kind: kind?,
                visibility: visibility?,
            })
        };
        faults.or(whole())
    }
}

impl VirtualAccountLine {
    /// Errors: the first fault of the line, by column.
    pub fn read(line: &Line) -> Result<Self, String> {
        let is_default = match line.get("default") {
            "" | "no" | "false" => false,
            "yes" | "true" => true,
            other => return Err(format!("default: {other:?} is neither yes nor no")),
        };
        Ok(Self {
            domain: domain(line)?,
            name: part(line, "name")?,
            parent: optional_part(line, "parent")?,
            is_default,
        })
    }
}

/// A role, and the Virtual Account where the role is for one.
fn role(line: &Line) -> Result<(Role, Option<String>), String> {
    if line.get("role").is_empty() {
        return Err("role: is empty".into());
    }
    let role = one_of(line, "role", &Role::ALL, Role::key)?;
    let virtual_account = optional_part(line, "virtual_account")?;
    if role.is_for_virtual_accounts() != virtual_account.is_some() {
        let what = if role.is_for_virtual_accounts() {
            "needs a virtual_account"
        } else {
            "goes with the whole account: leave virtual_account empty"
        };
        return Err(format!("role: {} {what}", role.key()));
    }
    Ok((role, virtual_account))
}

fn until(line: &Line) -> Result<Option<Moment>, String> {
    match line.get("until") {
        "" => Ok(None),
        date => crate::language::end_of_day(date, &TimeZone::UTC)
            .map(Some)
            .ok_or_else(|| format!("until: {date:?} is no date, such as 2027-03-31")),
    }
}

impl MembershipLine {
    /// Errors: every fault of the line, in one text, by column.
    pub fn read(line: &Line) -> Result<Self, String> {
        let mut faults = Faults::default();
        let user_id = faults.of(user_id(line));
        let domain = faults.of(domain(line));
        let role = faults.of(role(line));
        let until = faults.of(until(line));
        let whole = || {
            let (role, virtual_account) = role?;
            Some(Self {
                user_id: user_id?,
                domain: domain?,
                role,
                virtual_account,
                until: until?,
            })
        };
        faults.or(whole())
    }
}
