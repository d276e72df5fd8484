//! What verifying found: everything that does not match, each as a sentence.

/// What was checked, and what did not match.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Verified {
    pub acts: u64,
    pub rows: u64,
    pub checkpoints: u64,
    /// Acts that were recorded and are not in the log yet.
    pub waiting: u64,
    /// In the order in which they were found; at most a hundred.
    pub findings: Vec<Finding>,
    /// How many more there were.
    pub more: u64,
}

/// One thing that does not match.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Finding {
    #[error("act {act}: the rows that carry its id are not those that it names; first {place}")]
    Rows { act: String, place: String },
    #[error("act {act}: its rows are there, the act is not")]
    ActMissing { act: String },
    #[error("act {act}: its content cannot be read")]
    Content { act: String },
    #[error("act {act}: its content or salt was changed after it was committed to")]
    Commitment { act: String },
    #[error("act {act}: content is gone and salt is not, or salt is gone and content is not")]
    HalfErased { act: String },
    #[error("act {act}: its content is gone, and no act says that it was erased")]
    Erased { act: String },
    #[error("act {act}: an act says that it was erased, and its content is there")]
    NotErased { act: String },
    #[error("act {act}: it was erased, and rows that carry its id are left")]
    ErasedRows { act: String },
    #[error("act {act}: it says which acts were erased, and was erased itself")]
    ErasedErasure { act: String },
    #[error("act {act} at position {position}: who, when, what or on what was changed")]
    Leaf { act: String, position: u64 },
    #[error("act {act}: neither in the log nor waiting for it")]
    NotSequenced { act: String },
    #[error("act {act}: in the log, and waiting for it")]
    Twice { act: String },
    #[error("{table}: {there} rows, of which {read} could be looked at")]
    Unread { table: &'static str, there: u64, read: u64 },
    #[error("a stored value cannot be read: {value}")]
    Unreadable { value: String },
    #[error("{table}: `{row}` is not what the records give")]
    Derived { table: &'static str, row: String },
    #[error("`{key}` signs the log, and nothing says that it may")]
    ForeignKey { key: String },
    #[error("the checkpoint of {size} acts is of another moment than its last act")]
    CheckpointMoment { size: u64 },
    #[error(
        "the checkpoint of {size} acts: `{witness}` did not sign what is said to be its signature"
    )]
    Cosignature { size: u64, witness: String },
    #[error("position {position}: the log has no act there")]
    Gap { position: u64 },
    #[error("the node at height {height}, place {place} is not the one that its leaves give")]
    Node { height: u32, place: u64 },
    #[error("the checkpoint of {size} acts has another root than the acts give")]
    Root { size: u64 },
    #[error("the checkpoint of {size} acts: {reason}")]
    Signature { size: u64, reason: String },
    #[error(
        "the checkpoint that was brought along ({size} acts) is not one that this log grew out of"
    )]
    Since { size: u64 },
    #[error("the checkpoint that was brought along: {reason}")]
    SinceUnread { reason: String },
    #[error("no checkpoint covers the last acts of the log, {from} to {to}")]
    Uncovered { from: u64, to: u64 },
}

/// Most findings that are told one by one.
const FINDINGS_MAX: usize = 100;

impl Verified {
    pub(super) fn add(&mut self, finding: Finding) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(finding);
        } else {
            self.more += 1;
        }
    }

    /// Takes in what was checked beside.
    pub(super) fn take_in(&mut self, part: Verified) {
        self.acts += part.acts;
        self.rows += part.rows;
        self.checkpoints += part.checkpoints;
        self.waiting += part.waiting;
        self.more += part.more;
        part.findings.into_iter().for_each(|finding| self.add(finding));
    }

    /// Whether everything matched.
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}
