//! How accounts come to be.

use domain::rules::account_creation::OwnDomain;
use serde::Deserialize;

/// The section `accounts` of the settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accounts {
    /// Who decides where somebody asks for an account for the domain of their own address: `operators`, or nobody, `at-once`.
    pub own_domain: OwnDomain,
}
