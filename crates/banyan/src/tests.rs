//! The harness of tests that speak HTTP: a house with the built-in content, a fresh copy for each test.

mod lists;
mod rights;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use banyan_core::access::{Role, Subject};
use banyan_core::words::{Day, Language, Moment};
use tower::ServiceExt;

use crate::accounts::{DemonstrationPerson, Identities, open_demonstration};
use crate::content::{self, Changes, Source};
use crate::ledger::{Call, LogKey};
use crate::programmes::{self, Catalogue, DirectiveDocument, Origin};
use crate::router::{self, Caches};
use crate::store::Store;
use crate::store::tests::fresh_folder;
use crate::web::{Actor, Clock, Door, FormId, Mandate, Progress, Site};

/// A running site without a socket.
pub(crate) struct House {
    pub(crate) site: Site,
    pub(crate) caches: Caches,
    wait: Arc<AtomicI64>,
    /// The cookies of the browser that asks, besides its language; none at first.
    pub(crate) cookies: String,
    /// The key of its log.
    pub(crate) key: LogKey,
    /// Where its store lies, if that is a folder of its own.
    pub(crate) folder: Option<PathBuf>,
    router: axum::Router,
}

/// The machine's time when a house opens: 14 July 2025 in the morning.
const MACHINE: i64 = 1_752_454_800_000_000;

/// The first business day of a house.
const FIRST_DAY: (i16, i8, i8) = (2025, 7, 14);

/// What a request was answered with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    pub(crate) body: String,
    /// The body as it was sent.
    pub(crate) bytes: Vec<u8>,
    /// Names and values that were set.
    pub(crate) cookies: Vec<(String, String)>,
    pub(crate) headers: axum::http::HeaderMap,
}

impl House {
    /// A house over a store, nothing adopted yet.
    pub(crate) fn over(store: Store) -> House {
        House::with_content(store, &Source::BuiltIn)
    }

    /// The same with a content folder of its own.
    pub(crate) fn with_content(store: Store, source: &Source) -> House {
        House::open(store, source, true, Identities::default(), FIRST_DAY)
    }

    /// The same as `serve` runs it: no people of the demonstration.
    pub(crate) fn serving(store: Store) -> House {
        House::open(store, &Source::BuiltIn, false, Identities::default(), FIRST_DAY)
    }

    /// The same with other places where people can sign in.
    pub(crate) fn with_identities(store: Store, identities: Identities) -> House {
        House::open(store, &Source::BuiltIn, false, identities, FIRST_DAY)
    }

    /// A house over a store, nothing adopted yet, of which the first business day is another one.
    pub(crate) fn beginning(store: Store, day: (i16, i8, i8)) -> House {
        House::open(store, &Source::BuiltIn, true, Identities::default(), day)
    }

    fn open(
        store: Store,
        source: &Source,
        demonstration: bool,
        identities: Identities,
        (year, month, day): (i16, i8, i8),
    ) -> House {
        let caches = content::caches(source).unwrap();
        House::knowing(caches, store, demonstration, identities, (year, month, day))
    }

    fn knowing(
        caches: Caches,
        store: Store,
        demonstration: bool,
        identities: Identities,
        (year, month, day): (i16, i8, i8),
    ) -> House {
        let clock = Clock::starting(Day::new(year, month, day).unwrap(), 420);
        let site = Site { store, clock, progress: Progress::default() };
        let wait = Arc::new(AtomicI64::new(0));
        let passed = wait.clone();
        let machine = move || Moment::from_microseconds(MACHINE + passed.load(Ordering::Relaxed));
        let mut door = Door::new("http://127.0.0.1:8080".to_owned(), machine);
        door.demonstration = demonstration;
        let key = LogKey::fresh().unwrap();
        let router = router::router(site.clone(), door, caches.clone(), identities, None)
            .layer(axum::Extension(key.clone()));
        House { site, caches, key, folder: None, wait, cookies: String::new(), router }
    }

    /// The machine's time.
    pub(crate) fn machine(&self) -> Moment {
        Moment::from_microseconds(MACHINE + self.wait.load(Ordering::Relaxed))
    }

    /// Lets the machine's clock go on, or back.
    pub(crate) fn pass(&self, seconds: i64) {
        self.wait.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The same house, asked by a browser that is signed in as a person of the demonstration.
    pub(crate) async fn signed_in_as(mut self, login: &str) -> House {
        self.cookies = String::new();
        let answer = self.post(&format!("/sign-in/as/{login}"), "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{login}");
        let session = answer.cookies.iter().find(|(name, _)| name == "session").unwrap();
        self.cookies = format!("session={}", session.1);
        self
    }

    /// A house with everything adopted, in a folder of its own, and the planner of the centre signed in.
    pub(crate) async fn furnished() -> House {
        House::furnished_beside(&Source::BuiltIn).await
    }

    /// Closes the house; what stands in its folder can be copied then.
    pub(crate) async fn closed(self) -> Closed {
        self.site.store.close().await;
        Closed { folder: self.folder.unwrap(), caches: self.caches }
    }

    /// Takes the house away, with its folder.
    pub(crate) async fn torn_down(self) {
        self.site.store.close().await;
        std::fs::remove_dir_all(self.folder.unwrap()).unwrap();
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
                house.populate().await;
                house.file().await;
                house.site.store.close().await;
                folder
            })
            .await;
        let folder = fresh_folder();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(template.join("banyan.db"), folder.join("banyan.db")).unwrap();
        let mut house = House::with_content(Store::open_folder(&folder).await.unwrap(), source);
        house.folder = Some(folder);
        house.caches.renew(&house.site.store).await.unwrap();
        let last = crate::ledger::last_moment(&house.site.store).await.unwrap().unwrap();
        house.site.clock.advance(last);
        house.signed_in_as("demo.central").await
    }

    /// Makes the people of the demonstration.
    pub(crate) async fn populate(&self) {
        let people = content::people(&Source::BuiltIn).unwrap();
        crate::accounts::open_demonstration(&self.site, &self.caches.networks, &people)
            .await
            .unwrap();
    }

    /// Makes more of such people: login, role, code of the unit, and what the role is about.
    pub(crate) async fn join(&self, people: &[(&str, Role, &str, Subject)]) {
        let person = |(login, role, unit, subject): &(&str, Role, &str, Subject)| {
            let (login, name) = ((*login).to_owned(), format!("Person {login}"));
            let (language, unit) = (Language::English, (*unit).to_owned());
            DemonstrationPerson {
                login,
                name,
                language,
                role: *role,
                unit,
                subject: subject.clone(),
            }
        };
        let people: Vec<_> = people.iter().map(person).collect();
        open_demonstration(&self.site, &self.caches.networks, &people).await.unwrap();
    }

    /// Adopts the built-in content; a second time changes nothing.
    pub(crate) async fn adopt(&self) {
        self.adopt_from(&Source::BuiltIn, Changes::Leave).await;
    }

    /// Adopts a content folder.
    pub(crate) async fn adopt_from(&self, source: &Source, changes: Changes) {
        content::adopt(source, &self.site, &self.caches, changes).await.unwrap();
    }

    /// A directive of the content under another code, with its programme and without all that it asks for.
    pub(crate) fn bare(&self, of: &str, code: &str) -> DirectiveDocument {
        let mut bare = self.caches.catalogue.known(None).entry(of).unwrap().document.clone();
        code.clone_into(&mut bare.directive.code);
        code.clone_into(&mut bare.programme.as_mut().unwrap().code);
        (bare.phase, bare.objective) = (Vec::new(), Vec::new());
        (bare.indicator, bare.target, bare.task) = (Vec::new(), Vec::new(), Vec::new());
        (bare.baseline, bare.session_item, bare.ask) = (Vec::new(), Vec::new(), Vec::new());
        bare
    }

    /// Records a directive as the program itself; the caches are the caller's to renew.
    pub(crate) async fn record(&self, document: &DirectiveDocument) {
        let call = Call::new(Actor::LocalPlanner, self.site.clock.now()).unwrap();
        let network = self.caches.networks.network();
        let work = self.site.store.write(|tx| {
            let (call, network, document) = (call.clone(), network.clone(), document.clone());
            Box::pin(async move {
                let (by, origin) = (Mandate::Program, Origin::default());
                programmes::record_directive(tx, &call, &by, &network, &document, &origin).await
            })
        });
        self.site.clock.advance(work.await.unwrap().unwrap());
    }

    /// Files what is recorded, as the running site does behind its pages.
    pub(crate) async fn file(&self) {
        crate::panels::Filing::new(&self.site).catch_up().await.unwrap();
    }

    /// A page in a language.
    pub(crate) async fn get(&self, path: &str, language: Language) -> Answer {
        let request = Request::get(path).header("cookie", format!("lang={language}"));
        self.answer(request.body(Body::empty()).unwrap()).await
    }

    /// A form, sent from a page of ours that was just opened: with an id of its own, where the form names none.
    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(path, &self.of_a_page(form)).await
    }

    /// The fields of a form with an id of its own, where it names none.
    pub(crate) fn of_a_page(&self, form: &str) -> String {
        if form.split('&').any(|field| field.starts_with("call=")) {
            return form.to_owned();
        }
        let id = FormId::fresh(self.site.clock.now()).unwrap();
        format!("{form}&call={id}")
    }

    /// A form, sent as it is.
    pub(crate) async fn send(&self, path: &str, form: &str) -> Answer {
        self.send_in(path, form, Language::English).await
    }

    /// A form from a page that was just opened, by a reader of a language.
    pub(crate) async fn post_in(&self, path: &str, form: &str, language: Language) -> Answer {
        self.send_in(path, &self.of_a_page(form), language).await
    }

    async fn send_in(&self, path: &str, form: &str, language: Language) -> Answer {
        let request = Request::post(path)
            .header("cookie", format!("lang={language}"))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded");
        self.answer(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// A text that is read, typed or in a file.
    pub(crate) async fn upload(&self, name: &str, bytes: &[u8], typed: &str) -> Answer {
        self.upload_to("/directives/read", name, bytes, typed).await
    }

    /// A form with a file, and a text beside it.
    pub(crate) async fn upload_to(
        &self,
        path: &str,
        name: &str,
        bytes: &[u8],
        typed: &str,
    ) -> Answer {
        let mut body = format!("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n{typed}\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = Request::post(path)
            .header("cookie", "lang=en")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=b");
        self.answer(request.body(Body::from(body)).unwrap()).await
    }

    /// The site itself, for what is not text.
    pub(crate) fn service(&self) -> axum::Router {
        self.router.clone()
    }

    pub(crate) async fn answer(&self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            request.headers_mut().append("cookie", self.cookies.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response
            .headers()
            .get("location")
            .map_or("", |value| value.to_str().unwrap())
            .to_owned();
        let headers = response.headers().clone();
        let set = headers.get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
        let cookies = set
            .filter_map(|line| line.split(';').next()?.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Answer {
            status,
            location,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
            cookies,
            headers,
        }
    }
}

/// A house that was closed, of which others are copies.
pub(crate) struct Closed {
    folder: PathBuf,
    caches: Caches,
}

impl Closed {
    /// A house of its own over the same rows and the same network. What is done in one is not done in another; no network may be
    /// recorded.
    pub(crate) async fn copy(&self) -> House {
        let folder = fresh_folder();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::copy(self.folder.join("banyan.db"), folder.join("banyan.db")).unwrap();
        let caches = Caches { catalogue: Catalogue::default(), ..self.caches.clone() };
        let store = Store::open_folder(&folder).await.unwrap();
        let mut house = House::knowing(caches, store, true, Identities::default(), FIRST_DAY);
        house.folder = Some(folder);
        house.caches.catalogue.renew(&house.site.store).await.unwrap();
        let last = crate::ledger::last_moment(&house.site.store).await.unwrap().unwrap();
        house.site.clock.advance(last);
        house
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
