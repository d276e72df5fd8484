//! How many statements a piece of work asks, for tests and benchmarks that hold lists to a number. It costs a look into the
//! task when nobody counts.

use std::cell::Cell;

tokio::task_local! {
    static ASKED: Cell<usize>;
}

/// Runs `work` and answers with the statements that it asked, too. What it hands over to other tasks is not counted, nor is
/// the begin and the end of a transaction.
pub async fn counting<T>(work: impl Future<Output = T>) -> (T, usize) {
    let counted = async {
        let done = work.await;
        (done, ASKED.with(Cell::get))
    };
    ASKED.scope(Cell::new(0), counted).await
}

/// One statement more.
pub(super) fn count() {
    // Outside of `counting` there is nothing to count in.
    let _ = ASKED.try_with(|asked| asked.set(asked.get() + 1));
}
