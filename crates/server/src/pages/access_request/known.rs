//! A line of what is known about who asks and what is asked for.

/// Something known about who asks.
pub(crate) struct Known {
    pub(crate) class: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) label: String,
    pub(crate) words: String,
    /// Further lines; with an address where they lead somewhere.
    pub(crate) lines: Vec<(String, Option<String>)>,
}

/// One without further lines.
pub(crate) fn plainly(
    class: &'static str,
    icon: &'static str,
    label: String,
    words: String,
) -> Known {
    Known {
        class,
        icon,
        label,
        words,
        lines: Vec::new(),
    }
}
