//! The harness of tests that speak HTTP: a house with the built-in content, a fresh copy for each test.

use std::path::PathBuf;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::words::{Day, Language};
use tower::ServiceExt;

use crate::content::{self, Changes, Source};
use crate::router::{self, Caches};
use crate::store::Store;
use crate::store::tests::fresh_folder;
use crate::web::{Clock, FormId, Progress, Site};

/// A running site without a socket.
pub(crate) struct House {
    pub(crate) site: Site,
    pub(crate) caches: Caches,
    router: axum::Router,
}

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
}

impl House {
    /// A house over a store, nothing adopted yet.
    pub(crate) fn over(store: Store) -> House {
        House::with_content(store, &Source::BuiltIn)
    }

    /// The same with a content folder of its own.
    pub(crate) fn with_content(store: Store, source: &Source) -> House {
        let caches = content::caches(source).unwrap();
        let clock = Clock::starting(Day::new(2025, 7, 14).unwrap(), 420);
        let site = Site { store, clock, progress: Progress::default() };
        let router = router::router(site.clone(), caches.clone(), None);
        House { site, caches, router }
    }

    /// A house with everything adopted, in a folder of its own.
    pub(crate) async fn furnished() -> House {
        House::furnished_beside(&Source::BuiltIn).await
    }

    /// A house in which the built-in content is adopted, running with another folder.
    pub(crate) async fn furnished_beside(source: &Source) -> House {
        static TEMPLATE: tokio::sync::OnceCell<PathBuf> = tokio::sync::OnceCell::const_new();
        let template = TEMPLATE
            .get_or_init(|| async {
                let folder = fresh_folder();
                std::fs::create_dir_all(&folder).unwrap();
                let house = House::over(Store::open_folder(&folder).await.unwrap());
                house.adopt().await;
                house.site.store.close().await;
                folder
            })
            .await;
        let folder = fresh_folder();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(template.join("banyan.db"), folder.join("banyan.db")).unwrap();
        let house = House::with_content(Store::open_folder(&folder).await.unwrap(), source);
        house.caches.renew(&house.site.store).await.unwrap();
        let last = crate::ledger::last_moment(&house.site.store).await.unwrap().unwrap();
        house.site.clock.advance(last);
        house
    }

    /// Adopts the built-in content; a second time changes nothing.
    pub(crate) async fn adopt(&self) {
        self.adopt_from(&Source::BuiltIn, Changes::Leave).await;
    }

    /// Adopts a content folder.
    pub(crate) async fn adopt_from(&self, source: &Source, changes: Changes) {
        content::adopt(source, &self.site, &self.caches, changes).await.unwrap();
    }

    /// A page in a language.
    pub(crate) async fn get(&self, path: &str, language: Language) -> Answer {
        let request = Request::get(path).header("cookie", format!("lang={language}"));
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    /// A form, sent from a page of ours that was just opened: with an id of its own, where the form names none.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        if form.split('&').any(|field| field.starts_with("call=")) {
            return self.send(path, form).await;
        }
        let id = FormId::fresh(self.site.clock.now()).unwrap();
        self.send(path, &format!("{form}&call={id}")).await
    }

    /// A form, sent as it is.
    pub(crate) async fn send(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path)
            .header("cookie", "lang=en")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.answer(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    pub(crate) async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response
            .headers()
            .get("location")
            .map_or("", |value| value.to_str().unwrap())
            .to_owned();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer { status, location, body: String::from_utf8_lossy(&bytes).into_owned() }
    }
}

/// The words of a page, without its marks.
pub(crate) fn words_of(page: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for letter in page.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                words.push(' ');
            }
            letter if !inside => words.push(letter),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
