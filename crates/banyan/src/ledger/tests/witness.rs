//! A witness, asked by hand over HTTP: it signs what grew, and nothing else.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::ledger::{
    Checkpoint, CosignRequest, Edge, Hash, KeyKind, NoteKey, NoteSigner, SignedNote, Span,
    TreeHead, consistency_path, leaf_hash, tree_root,
};
use banyan_core::words::Moment;
use tower::ServiceExt;

use crate::client::Reply;
use crate::ledger::{WitnessDesk, witness_routes};
use crate::store::tests::fresh_folder;

/// A log in memory, with leaves that can be rewritten.
pub(super) struct Log {
    pub(super) signer: NoteSigner,
    pub(super) leaves: Vec<Hash>,
}

impl Log {
    pub(super) fn of(count: u8) -> Log {
        let signer = NoteSigner::new("log.example", KeyKind::Log, &[7; 32]).unwrap();
        let leaves = (0..count).map(|number| leaf_hash(&[number])).collect();
        Log { signer, leaves }
    }

    fn root(&self, span: Span) -> Hash {
        let mut edge = Edge::default();
        let (first, end) = (span.first as usize, span.end as usize);
        self.leaves[first..end].iter().for_each(|leaf| edge.push(*leaf));
        edge.root()
    }

    fn note(&self, size: u64) -> String {
        let head = TreeHead { size, root: self.root(Span { first: 0, end: size }) };
        Checkpoint { origin: "log.example".to_owned(), head }.signed(&self.signer)
    }

    fn request(&self, old_size: u64, size: u64) -> CosignRequest {
        let spans = consistency_path(old_size, size).unwrap_or_default();
        let path = spans.into_iter().map(|span| self.root(span)).collect();
        CosignRequest { old_size, path, note: self.note(size) }
    }

    fn asked(&self, old_size: u64, size: u64) -> String {
        self.request(old_size, size).to_string()
    }
}

pub(super) struct TestWitness {
    pub(super) router: Router,
    pub(super) key: NoteKey,
    folder: PathBuf,
}

/// A second before every signature says so.
fn clock() -> Moment {
    Moment::from_microseconds(1_750_000_000_999_999)
}

impl TestWitness {
    pub(super) fn of(logs: &[&NoteKey]) -> TestWitness {
        TestWitness::in_folder(&fresh_folder(), logs)
    }

    fn in_folder(folder: &Path, logs: &[&NoteKey]) -> TestWitness {
        let logs = logs.iter().map(|key| (*key).clone()).collect();
        let desk = WitnessDesk::open(folder, "inspector.example", logs).unwrap();
        let key = desk.public().parse().unwrap();
        let router = witness_routes(Arc::new(desk), clock);
        TestWitness { router, key, folder: folder.to_owned() }
    }

    pub(super) async fn ask(&self, request: impl Into<Body>) -> Reply {
        let request = Request::post("/add-checkpoint").body(request.into()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let content_type = response.headers().get("content-type");
        let content_type = content_type.map_or("", |kind| kind.to_str().unwrap()).to_owned();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Reply { status, content_type, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// Asks, and checks that the answer is a signature of this witness below the checkpoint.
    async fn signs(&self, request: &CosignRequest) {
        let reply = self.ask(request.to_string()).await;
        assert_eq!((reply.status, reply.body.lines().count()), (200, 1), "{}", reply.body);
        let note: SignedNote = format!("{}{}", request.note, reply.body).parse().unwrap();
        assert_eq!(note.check(&self.key), Ok(Some(1_750_000_000)));
        let theirs =
            signed_note::Note::from_bytes(format!("{}{}", request.note, reply.body).as_bytes());
        assert_eq!(theirs.unwrap().text(), note.text().as_bytes());
    }

    async fn refuses(&self, request: String, status: u16) {
        let reply = self.ask(request.clone()).await;
        assert_eq!(reply.status, status, "{request}\n{}", reply.body);
        assert!(!reply.body.contains('—'), "no signature leaves with a refusal");
    }

    /// Refuses with the size that it saw last.
    async fn knows(&self, request: String, size: u64) {
        let reply = self.ask(request).await;
        let expected = Reply {
            status: 409,
            content_type: "text/x.tlog.size".to_owned(),
            body: format!("{size}\n"),
        };
        assert_eq!(reply, expected);
    }
}

#[tokio::test]
async fn log_that_only_grows_is_signed_at_every_step() {
    let log = Log::of(70);
    let witness = TestWitness::of(&[log.signer.public()]);
    let sizes = [1, 2, 3, 7, 8, 9, 64, 65, 70];
    let mut old = 0;
    for size in sizes {
        witness.signs(&log.request(old, size)).await;
        old = size;
    }
    // The same state again is signed again.
    witness.signs(&log.request(70, 70)).await;
}

#[tokio::test]
async fn replayed_and_outdated_requests_get_the_size_that_was_seen() {
    let log = Log::of(20);
    let witness = TestWitness::of(&[log.signer.public()]);
    witness.signs(&log.request(0, 5)).await;
    witness.signs(&log.request(5, 12)).await;
    witness.knows(log.asked(5, 12), 12).await;
    witness.knows(log.asked(0, 5), 12).await;
    witness.knows(log.asked(0, 20), 12).await;
    witness.knows(log.asked(13, 20), 12).await;
    witness.signs(&log.request(12, 20)).await;
}

#[tokio::test]
async fn rewritten_log_is_found_though_the_true_key_signed_it() {
    let log = Log::of(20);
    let witness = TestWitness::of(&[log.signer.public()]);
    witness.signs(&log.request(0, 12)).await;
    let mut rewritten = Log::of(20);
    rewritten.leaves[3] = leaf_hash(b"another act");
    // The same size under another root, a proof out of the rewritten log, out of the true one, and none.
    witness.knows(rewritten.asked(12, 12), 12).await;
    witness.refuses(rewritten.asked(12, 20), 422).await;
    let true_proof = CosignRequest { note: rewritten.note(20), ..log.request(12, 20) };
    witness.refuses(true_proof.to_string(), 422).await;
    let without = CosignRequest { path: Vec::new(), ..rewritten.request(12, 20) };
    witness.refuses(without.to_string(), 422).await;
    witness.knows(rewritten.asked(0, 20), 12).await;
    // The true log goes on as if nothing had been asked.
    witness.signs(&log.request(12, 20)).await;
}

#[tokio::test]
async fn first_checkpoint_needs_no_proof_and_takes_none() {
    let log = Log::of(9);
    let witness = TestWitness::of(&[log.signer.public()]);
    let with = CosignRequest { old_size: 0, ..log.request(4, 9) };
    witness.refuses(with.to_string(), 422).await;
    witness.signs(&log.request(0, 9)).await;
}

#[tokio::test]
async fn checkpoint_that_no_known_key_signed_is_refused() {
    let log = Log::of(5);
    let other = NoteSigner::new("log.example", KeyKind::Log, &[8; 32]).unwrap();
    let stranger = NoteSigner::new("other.example", KeyKind::Log, &[7; 32]).unwrap();
    let witness = TestWitness::of(&[log.signer.public()]);
    let forged = |signer: NoteSigner| {
        let mut forged = Log::of(5);
        forged.signer = signer;
        forged.asked(0, 5)
    };
    witness.refuses(forged(other), 403).await;
    // Signed by a key of another name only.
    witness.refuses(forged(stranger), 403).await;
    let unknown = log.asked(0, 5).replace("\nlog.example\n", "\nunknown.example\n");
    witness.refuses(unknown, 404).await;
    let changed = log.asked(0, 5).replace("\n5\n", "\n6\n");
    witness.refuses(changed, 403).await;
    witness.signs(&log.request(0, 5)).await;
}

#[tokio::test]
async fn after_a_change_of_key_the_new_one_counts_too() {
    let log = Log::of(8);
    let new = NoteSigner::new("log.example", KeyKind::Log, &[9; 32]).unwrap();
    let folder = fresh_folder();
    TestWitness::in_folder(&folder, &[log.signer.public()]).signs(&log.request(0, 5)).await;
    let witness = TestWitness::in_folder(&folder, &[log.signer.public(), new.public()]);
    let log = Log { signer: new, ..log };
    witness.signs(&log.request(5, 8)).await;
}

#[tokio::test]
async fn what_is_no_request_is_refused() {
    let log = Log::of(5);
    let witness = TestWitness::of(&[log.signer.public()]);
    let good = log.asked(3, 5);
    let hash = good.lines().nth(1).unwrap().to_owned();
    let wrong = [
        String::new(),
        "old 0".to_owned(),
        "old 0\n\n".to_owned(),
        good.replace("old 3", "old 03"),
        good.replace("old 3", "old +3"),
        good.replace("old 3", "old -1"),
        good.replace("old 3", "size 3"),
        good.replace("old 3", "old 99999999999999999999"),
        good.replace("old 3", "old 6"),
        good.replace("old 3\n", "old 3\r\n"),
        good.replace(&hash, "not base64"),
        good.replace(&hash, &hash[4..]),
        good.replace(&hash, &vec![hash.as_str(); 64].join("\n")),
        good.replace("\nlog.example\n", "\n"),
        good.replace("\n5\n", "\n05\n"),
        good.trim_end().to_owned(),
        good.split("\n— ").next().unwrap().to_owned(),
    ];
    for request in wrong {
        witness.refuses(request, 400).await;
    }
    assert_eq!(witness.ask(vec![0xff, 0xfe]).await.status, 400);
    assert_eq!(witness.ask("x".repeat(70_000)).await.status, 413);
    let get = Request::get("/add-checkpoint").body(Body::empty()).unwrap();
    let status = witness.router.clone().oneshot(get).await.unwrap().status();
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(std::fs::read_dir(&witness.folder).unwrap().count(), 2, "key and lock, no state");
}

#[tokio::test]
async fn foreign_lines_below_a_checkpoint_do_no_harm() {
    let log = Log::of(9);
    let witness = TestWitness::of(&[log.signer.public()]);
    // A line under the witness's own name, which does not fit.
    let mimic = NoteSigner::new("inspector.example", KeyKind::Witness, &[1; 32]).unwrap();
    let mut request = log.request(0, 4);
    request.note.push_str(&mimic.cosign("something else\n", 1));
    assert_eq!(witness.ask(request.to_string()).await.status, 200);
    witness.signs(&log.request(4, 9)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_concurrent_requests_one_is_signed_and_none_rolls_back() {
    let log = Log::of(60);
    let witness = Arc::new(TestWitness::of(&[log.signer.public()]));
    witness.signs(&log.request(0, 10)).await;
    let asked: Vec<_> = (11..=60)
        .map(|size| {
            let (witness, request) = (witness.clone(), log.asked(10, size));
            tokio::spawn(async move { (size, witness.ask(request).await) })
        })
        .collect();
    let mut signed = Vec::new();
    for asked in asked {
        let (size, reply) = asked.await.unwrap();
        assert!(matches!(reply.status, 200 | 409), "{}", reply.status);
        if reply.status == 200 {
            signed.push(size);
        }
    }
    assert_eq!(signed.len(), 1);
    witness.knows(log.asked(0, 60), signed[0]).await;
}

#[tokio::test]
async fn restart_keeps_key_and_state() {
    let log = Log::of(20);
    let folder = fresh_folder();
    let before = TestWitness::in_folder(&folder, &[log.signer.public()]);
    before.signs(&log.request(0, 8)).await;
    let key = before.key.clone();
    assert!(
        WitnessDesk::open(&folder, "second", Vec::new()).is_err(),
        "one witness at a time works in a folder"
    );
    drop(before);
    let after = TestWitness::in_folder(&folder, &[log.signer.public()]);
    assert_eq!(after.key, key);
    after.knows(log.asked(0, 20), 8).await;
    after.signs(&log.request(8, 20)).await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.join("witness.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn damaged_state_is_no_new_beginning() {
    let log = Log::of(20);
    let witness = TestWitness::of(&[log.signer.public()]);
    witness.signs(&log.request(0, 8)).await;
    let files = std::fs::read_dir(&witness.folder).unwrap().map(|file| file.unwrap().path());
    let state = files.into_iter().find(|path| path.extension() == Some("checkpoint".as_ref()));
    let state = state.unwrap();
    let kept = std::fs::read_to_string(&state).unwrap();
    for damaged in [String::new(), kept.replace("\n8\n", "\n7\n"), kept.replace('—', "-")] {
        std::fs::write(&state, damaged).unwrap();
        assert_eq!(witness.ask(log.asked(0, 20)).await.status, 500);
        assert_eq!(witness.ask(log.asked(8, 20)).await.status, 500);
    }
    std::fs::write(&state, kept).unwrap();
    witness.signs(&log.request(8, 20)).await;
}

#[test]
fn root_of_the_log_in_memory_is_that_of_the_tree() {
    let leaves: Vec<[u8; 1]> = (0..20).map(|number| [number]).collect();
    let root = tree_root(leaves.iter().map(<[u8; 1]>::as_slice));
    assert_eq!(Log::of(20).root(Span { first: 0, end: 20 }), root);
}
