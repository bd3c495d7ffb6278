//! From the file of settings and the variables to typed settings. What is a text stays the text that was given, whatever it looks
//! like; only where a setting is a number, a choice or a list is a variable's text read as one. A fault names what was typed.

use serde::de;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    Visitor,
};
use std::collections::BTreeMap;
use std::collections::btree_map::{Entry, IntoIter};
use std::fmt;

/// A setting as it was given.
#[derive(Debug)]
pub(super) enum Node {
    Section(BTreeMap<String, Node>),
    List(Vec<Node>),
    /// From the file.
    Value(toml::Value),
    /// From a variable, or from the file that it names.
    Variable {
        name: String,
        text: String,
    },
}

impl Node {
    /// A value of the file; a table in it is a section.
    pub fn of(value: toml::Value) -> Self {
        match value {
            toml::Value::Table(table) => Node::section(table),
            toml::Value::Array(all) => Node::List(all.into_iter().map(Node::of).collect()),
            other => Node::Value(other),
        }
    }

    /// The whole file, or a table in it.
    pub fn section(table: toml::Table) -> Self {
        let entries = table.into_iter();
        Node::Section(entries.map(|(key, value)| (key, Node::of(value))).collect())
    }

    /// Puts what a variable says in place of what the file says at `path`.
    pub fn overrule(&mut self, path: &[String], name: &str, text: &str) {
        let leaf = || Node::Variable {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let Node::Section(entries) = self else {
            *self = leaf();
            return;
        };
        match path {
            [] => *self = leaf(),
            [key] => {
                entries.insert(key.clone(), leaf());
            }
            [key, rest @ ..] => match entries.entry(key.clone()) {
                Entry::Occupied(mut there) => there.get_mut().overrule(rest, name, text),
                Entry::Vacant(place) => place
                    .insert(Node::Section(BTreeMap::new()))
                    .overrule(rest, name, text),
            },
        }
    }

    /// The variable that a setting comes from, or its name in the file.
    fn origin(&self, path: &str) -> String {
        match self {
            Node::Variable { name, .. } => name.clone(),
            Node::Section(entries) if !entries.is_empty() => {
                let mut variables = entries.values().map(|entry| match entry {
                    Node::Variable { name, .. } => Some(name),
                    _ => None,
                });
                match variables.next().flatten() {
                    Some(name) if variables.all(|other| other.is_some()) => name.clone(),
                    _ => path.to_owned(),
                }
            }
            _ => path.to_owned(),
        }
    }
}

/// What is wrong, and with which setting or variable.
#[derive(Debug)]
pub(super) struct Wrong {
    pub at: String,
    pub what: String,
}

impl Wrong {
    fn or_at(mut self, origin: String) -> Self {
        if self.at.is_empty() {
            self.at = origin;
        }
        self
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

impl std::error::Error for Wrong {}

/// What may stand in a setting, in the words of whoever writes it.
fn wanted(expected: &dyn Expected) -> String {
    let words = expected.to_string();
    match words.as_str() {
        "u8" => "a whole number from 0 to 255".into(),
        "u16" => "a whole number from 0 to 65535".into(),
        "u32" | "u64" | "usize" | "i32" | "i64" => "a whole number, 0 or more".into(),
        "a boolean" => "true or false".into(),
        "a sequence" => "a list, such as [\"a\", \"b\"]".into(),
        text if text.contains("string") => "a text in quotation marks".into(),
        section if section.starts_with("struct ") => "a section of settings".into(),
        _ => words,
    }
}

impl de::Error for Wrong {
    fn custom<T: fmt::Display>(what: T) -> Self {
        let said = what.to_string();
        let what = if said.contains("socket address") {
            "must be an address and a port, such as 127.0.0.1:8080".into()
        } else {
            said
        };
        Wrong {
            at: String::new(),
            what,
        }
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let _ = found;
        Self::custom(format_args!("must be {}", wanted(expected)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(found: &str, expected: &'static [&'static str]) -> Self {
        let all = expected.join(", ");
        Self::custom(format_args!("{found:?} is none of {all}"))
    }

    fn unknown_field(found: &str, expected: &'static [&'static str]) -> Self {
        let all = expected.join(", ");
        Self::custom(format_args!(
            "there is no setting {found:?}; here may stand {all}"
        ))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::custom(format_args!("{field:?} is missing"))
    }
}

/// Hands a setting to what it is to become.
pub(super) struct Reader {
    pub node: Node,
    /// Its name, with its section before it.
    pub path: String,
}

impl Reader {
    fn wrong(&self, what: &str) -> Wrong {
        Wrong {
            at: self.node.origin(&self.path),
            what: what.to_owned(),
        }
    }

    /// The text of a setting that is read as something else.
    fn text(self) -> Result<String, Wrong> {
        match self.node {
            Node::Variable { text, .. } | Node::Value(toml::Value::String(text)) => Ok(text),
            _ => Err(self.wrong("must be a text in quotation marks")),
        }
    }
}

macro_rules! numbers {
    ($($method:ident)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            let origin = self.node.origin(&self.path);
            match self.node {
                Node::Variable { text, .. } => match text.trim().parse::<i64>() {
                    Ok(number) => visitor.visit_i64(number),
                    Err(_) => Err(de::Error::custom("must be a whole number")),
                },
                node => Reader { node, path: self.path }.deserialize_any(visitor),
            }
            .map_err(|fault: Wrong| fault.or_at(origin))
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let origin = self.node.origin(&self.path);
        let path = self.path;
        match self.node {
            Node::Section(entries) => visitor.visit_map(Entries {
                entries: entries.into_iter(),
                section: path,
                next: None,
            }),
            Node::List(all) => visitor.visit_seq(Items {
                items: all.into_iter(),
                path,
                number: 0,
            }),
            Node::Variable { text, .. } => visitor.visit_string(text),
            Node::Value(value) => match value {
                toml::Value::String(text) => visitor.visit_string(text),
                toml::Value::Integer(number) => visitor.visit_i64(number),
                toml::Value::Float(number) => visitor.visit_f64(number),
                toml::Value::Boolean(yes) => visitor.visit_bool(yes),
                _ => Err(de::Error::custom("must be a text in quotation marks")),
            },
        }
        .map_err(|fault| fault.or_at(origin))
    }

    numbers! {
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match &self.node {
            Node::Variable { text, .. } => match text.trim() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                _ => Err(self.wrong("must be true or false")),
            },
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let node = match self.node {
            Node::Variable { name, text } => {
                let pieces = text.split(',').map(str::trim);
                let items = pieces
                    .filter(|piece| !piece.is_empty())
                    .map(|piece| Node::Variable {
                        name: name.clone(),
                        text: piece.to_owned(),
                    });
                Node::List(items.collect())
            }
            other => other,
        };
        Reader {
            node,
            path: self.path,
        }
        .deserialize_any(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        let origin = self.node.origin(&self.path);
        let text = self.text()?;
        let text: StrDeserializer<'_, Wrong> = text.as_str().into_deserializer();
        text.deserialize_enum(name, variants, visitor)
            .map_err(|fault| fault.or_at(origin))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

/// The settings of a section, one after the other.
struct Entries {
    entries: IntoIter<String, Node>,
    section: String,
    next: Option<Reader>,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        let Some((key, node)) = self.entries.next() else {
            return Ok(None);
        };
        let path = match self.section.as_str() {
            "" => key.clone(),
            section => format!("{section}.{key}"),
        };
        let origin = node.origin(&path);
        self.next = Some(Reader { node, path });
        let key: StrDeserializer<'_, Wrong> = key.as_str().into_deserializer();
        seed.deserialize(key)
            .map(Some)
            .map_err(|fault| fault.or_at(origin))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        let Some(reader) = self.next.take() else {
            return Err(de::Error::custom("has no value"));
        };
        let origin = reader.node.origin(&reader.path);
        seed.deserialize(reader)
            .map_err(|fault| fault.or_at(origin))
    }
}

struct Items {
    items: std::vec::IntoIter<Node>,
    path: String,
    number: usize,
}

impl<'de> SeqAccess<'de> for Items {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Wrong> {
        let Some(node) = self.items.next() else {
            return Ok(None);
        };
        self.number += 1;
        // Which of several sections of the same name.
        let path = match node {
            Node::Section(_) => format!("{} {}", self.path, self.number),
            _ => self.path.clone(),
        };
        let origin = node.origin(&path);
        seed.deserialize(Reader { node, path })
            .map(Some)
            .map_err(|fault| fault.or_at(origin))
    }
}
