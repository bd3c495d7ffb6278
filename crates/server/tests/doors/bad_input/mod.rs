//! What cannot be taken is answered beside the field or on a page that says what is wrong; nothing typed can break
//! anything, and nothing changes that should not.

mod addresses;
mod broken;
mod decisions;
mod identifiers;
mod in_french;
mod nul_bytes;
mod reasons;
