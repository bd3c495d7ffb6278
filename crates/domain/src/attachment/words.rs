//! Whether what arrives piece by piece is text.

/// UTF-8 without control characters, as far as it has come.
pub(super) struct Words {
    is_text: bool,
    /// The beginning of a character whose end is in the next piece.
    begun: Vec<u8>,
}

impl Words {
    pub(super) fn new() -> Self {
        Self {
            is_text: true,
            begun: Vec::new(),
        }
    }

    pub(super) fn feed(&mut self, piece: &[u8]) {
        if !self.is_text {
            return;
        }
        let mut bytes = std::mem::take(&mut self.begun);
        bytes.extend_from_slice(piece);
        let whole = match std::str::from_utf8(&bytes) {
            Ok(_) => bytes.len(),
            Err(fault) if fault.error_len().is_none() => fault.valid_up_to(),
            Err(_) => {
                self.is_text = false;
                return;
            }
        };
        self.begun = bytes.split_off(whole);
        // Of one byte each, which no other character of UTF-8 has in it.
        let is_control = |byte: &u8| matches!(byte, 0..=8 | 11 | 14..=31 | 127);
        self.is_text = !bytes.iter().any(is_control);
    }

    /// Whether all of it was text.
    pub(super) fn are_text(&self) -> bool {
        self.is_text && self.begun.is_empty()
    }
}
