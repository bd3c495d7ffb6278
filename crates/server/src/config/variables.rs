//! The variables of the environment that are settings, those that name a file with a secret, and those that are neither.

use crate::config::fault::ConfigFault;
use std::path::PathBuf;

/// A setting that a variable gives.
pub(super) struct Variable {
    pub name: String,
    /// Section and key.
    pub path: Vec<String>,
    pub text: String,
}

/// What the environment says of the settings.
#[derive(Default)]
pub(super) struct Given {
    pub settings: Vec<Variable>,
    /// Variables that others set for a service called like this program.
    pub passed_over: Vec<String>,
}

impl Given {
    /// The variable that gives a setting.
    pub fn name_of(&self, key: &str) -> Option<&str> {
        let given = self.settings.iter();
        let mut found = given.filter(|variable| variable.path.join(".") == key);
        found.next().map(|variable| variable.name.as_str())
    }
}

const PREFIX: &str = "PARVIS_";

/// In: all variables, of which those with the prefix are looked at. Errors: a file with a secret that cannot be read, a setting
/// that is given twice.
pub(super) fn read(
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Given, ConfigFault> {
    let mut given = Given::default();
    for (name, value) in environment {
        let Some(rest) = name.strip_prefix(PREFIX) else {
            continue;
        };
        if is_of_a_scheduler(rest, &value) {
            given.passed_over.push(name);
            continue;
        }
        // A setting that is itself a file keeps its name.
        let secret = rest
            .strip_suffix("_FILE")
            .filter(|_| !rest.ends_with("__CA_FILE"));
        let text = match secret {
            None => value,
            Some(_) => {
                let path = PathBuf::from(&value);
                let text =
                    std::fs::read_to_string(&path).map_err(|fault| ConfigFault::SecretFile {
                        variable: name.clone(),
                        path,
                        fault,
                    })?;
                text.trim_end_matches(['\n', '\r']).to_owned()
            }
        };
        let path: Vec<String> = secret
            .unwrap_or(rest)
            .to_ascii_lowercase()
            .split("__")
            .map(ToOwned::to_owned)
            .collect();
        if let Some(other) = given.settings.iter().find(|other| other.path == path) {
            return Err(ConfigFault::Setting {
                at: name,
                what: format!("is given by {}, too; one of them has to go", other.name),
            });
        }
        given.settings.push(Variable { name, path, text });
    }
    given.passed_over.sort();
    Ok(given)
}

/// Whether a variable (without its prefix) is one of those by which schedulers and links between containers tell where a service
/// called `parvis`, or `parvis-` and more, is reached. No setting has such a name or such a value.
fn is_of_a_scheduler(rest: &str, value: &str) -> bool {
    let is_address = ["tcp://", "udp://", "sctp://"]
        .iter()
        .any(|start| value.starts_with(start));
    let ends = |end: &str| rest == end || rest.ends_with(&format!("_{end}"));
    if ends("SERVICE_HOST") || ends("SERVICE_PORT") || (ends("PORT") && is_address) {
        return true;
    }
    let words: Vec<&str> = rest.split('_').collect();
    // …_SERVICE_PORT_NAME; …_PORT_8080_TCP and …_PORT_8080_TCP_ADDR
    words.windows(2).any(|pair| pair == ["SERVICE", "PORT"])
        || words.windows(3).any(|three| {
            three[0] == "PORT"
                && !three[1].is_empty()
                && three[1].bytes().all(|b| b.is_ascii_digit())
                && ["TCP", "UDP", "SCTP"].contains(&three[2])
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Result<Given, ConfigFault> {
        read(
            variables
                .iter()
                .map(|(name, value)| ((*name).into(), (*value).into())),
        )
    }

    #[test]
    fn what_schedulers_set_is_passed_over() {
        let theirs = [
            ("PARVIS_PORT", "tcp://10.0.0.1:80"),
            ("PARVIS_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
            ("PARVIS_PORT_8080_TCP_ADDR", "10.0.0.1"),
            ("PARVIS_PORT_8080_TCP_PORT", "8080"),
            ("PARVIS_PORT_8080_TCP_PROTO", "tcp"),
            ("PARVIS_SERVICE_HOST", "10.0.0.1"),
            ("PARVIS_SERVICE_PORT", "80"),
            ("PARVIS_SERVICE_PORT_HTTP", "80"),
            ("PARVIS_WEB_SERVICE_HOST", "10.0.0.2"),
        ];
        let given = of(&theirs).unwrap();
        assert!(given.settings.is_empty());
        let mut names = theirs.map(|(name, _)| name);
        names.sort_unstable();
        assert_eq!(given.passed_over, names);
        // Somebody's mistake is none of these.
        for mistake in ["PARVIS_PORT", "PARVIS_MAIL__PORT", "PARVIS_PORTS"] {
            let given = of(&[(mistake, "8080")]).unwrap();
            assert_eq!(
                (given.settings.len(), given.passed_over.len()),
                (1, 0),
                "{mistake}"
            );
        }
    }

    #[test]
    fn a_setting_given_twice_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, "a").unwrap();
        let said = of(&[
            ("PARVIS_MAIL__PASSWORD", "b"),
            ("PARVIS_MAIL__PASSWORD_FILE", file.to_str().unwrap()),
        ]);
        let said = said.err().unwrap().to_string();
        assert!(
            said.contains("PARVIS_MAIL__PASSWORD is") || said.contains("PARVIS_MAIL__PASSWORD,"),
            "{said}"
        );
    }
}
