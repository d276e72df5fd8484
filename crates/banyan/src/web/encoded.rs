//! A text as the value of a field in a query or a form: everything but letters, digits, slashes, hyphens, underscores and dots as
//! bytes.

/// `/units?on=2025-07-01` becomes `/units%3Fon%3D2025-07-01`.
pub fn encoded(text: &str) -> String {
    let mut written = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.') {
            written.push(char::from(byte));
        } else {
            written.push_str(&format!("%{byte:02X}"));
        }
    }
    written
}
