//! How large a form and its answers may be. A definition that asks for more is refused; none of these is a setting.

/// Letters of a code.
pub const CODE_LETTERS: usize = 40;
/// Letters of a label, a help text or a message, in each language.
pub const WORDS_LETTERS: usize = 2_000;
pub const CATEGORY_SETS: usize = 20;
/// Categories of one set.
pub const CATEGORIES: usize = 60;
pub const SECTIONS: usize = 60;
/// Fields of all sections together.
pub const FIELDS: usize = 500;
/// Cells of one field.
pub const CELLS: usize = 200;
/// Columns of the whole form: each field, and each of its cells. Excel has room for eight times as many.
pub const COLUMNS: usize = 2_000;
/// Rows of one group.
pub const ROWS: u32 = 5_000;
/// Columns of a group times its most rows: what one report can hold of it.
pub const ENTRIES: usize = 100_000;
/// Options of one choice.
pub const OPTIONS: usize = 500;
/// Rules, and checks.
pub const RULES: usize = 200;
/// Letters of an expression.
pub const EXPRESSION_LETTERS: usize = 1_000;
/// How deep parentheses and signs may stand in each other.
pub const EXPRESSION_DEPTH: usize = 32;
/// Letters of a text answer.
pub const TEXT_LETTERS: u32 = 20_000;
/// Bytes of an attachment: 256 MiB.
pub const ATTACHMENT_BYTES: u64 = 256 * 1024 * 1024;
/// Letters of the name of an attached file.
pub const FILE_NAME_LETTERS: usize = 255;
/// Most decimals of a number field.
pub const DECIMALS: u8 = 6;
/// The largest number, counted in its smallest decimal: fifteen digits, which a double in JSON and in Excel holds exactly.
pub const MINOR: i64 = 999_999_999_999_999;
