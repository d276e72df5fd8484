//! What is filed behind the pages, so that lists find it by unit and by rights: acts, and drafts from before drafts were filed. It has
//! caches of its own, which it reads again when acts changed what they hold.

use axum::http::Extensions;
use banyan_core::words::Moment;

use crate::acts::Unfiled;
use crate::calendars::{self, Calendars};
use crate::directives;
use crate::ledger::FactTable;
use crate::programmes::{self, Catalogue};
use crate::reports::{self, Regimes, Sources};
use crate::store::StoreError;
use crate::units::{self, Networks};
use crate::web::Site;

/// The filing of one site.
#[derive(Debug)]
pub struct Filing {
    site: Site,
    networks: Networks,
    catalogue: Catalogue,
    calendars: Calendars,
    regimes: Regimes,
    extensions: Extensions,
    read: bool,
    /// The moment of the last act on which obligations rest; none before it was asked for.
    ruled_at: Option<Moment>,
    /// How others reach the site; where it is known, people are reminded of what is due.
    address: Option<String>,
}

impl Filing {
    pub fn new(site: &Site) -> Filing {
        let (networks, catalogue) = (Networks::default(), Catalogue::default());
        let (calendars, regimes) = (Calendars::default(), Regimes::default());
        let mut extensions = Extensions::new();
        extensions.insert(networks.clone());
        extensions.insert(catalogue.clone());
        extensions.insert(regimes.clone());
        extensions.insert(super::contents());
        Filing {
            site: site.clone(),
            networks,
            catalogue,
            calendars,
            regimes,
            extensions,
            read: false,
            ruled_at: None,
            address: None,
        }
    }

    /// The same, reminding people by letters whose links begin with an address.
    pub fn reminding(self, address: &str) -> Filing {
        Filing { address: Some(address.to_owned()), ..self }
    }

    /// Files what is not filed yet.
    ///
    /// # Errors
    /// What the database says; what was filed before stays filed.
    pub async fn catch_up(&mut self) -> Result<(), StoreError> {
        let store = self.site.store.clone();
        while let Some(unfiled) = Unfiled::next(&store, &super::contents()).await? {
            if !self.read || unfiled.wrote(units::FACTS) {
                self.networks.renew(&store).await?;
            }
            if !self.read || unfiled.wrote(programmes::FACTS) {
                self.catalogue.renew(&store).await?;
            }
            if !self.read || unfiled.wrote(reports::FACTS) {
                self.regimes.renew(&store).await?;
            }
            if RULING.iter().any(|tables| unfiled.wrote(tables)) {
                self.ruled_at = None;
            }
            self.read = true;
            unfiled.file(&store, &self.site.clock, &self.extensions).await?;
        }
        if directives::any_unfiled(&store).await? {
            self.networks.renew(&store).await?;
            directives::file_drafts(&store, &self.networks, self.site.clock.today()).await?;
        }
        self.project().await
    }

    /// What units owe, as of today and of everything that is recorded.
    async fn project(&mut self) -> Result<(), StoreError> {
        let store = self.site.store.clone();
        let at = match self.ruled_at {
            Some(at) => at,
            None => {
                self.networks.renew(&store).await?;
                self.calendars.renew(&store).await?;
                self.regimes.renew(&store).await?;
                reports::ruled_at(&store).await?
            }
        };
        self.ruled_at = Some(at);
        let (networks, calendars) = (&self.networks, &self.calendars);
        let (regimes, clock) = (&self.regimes, &self.site.clock);
        let sources = Sources { networks, calendars, regimes, clock, at };
        reports::project(&store, sources).await?;
        if let Some(address) = &self.address {
            let letters = reports::remind(&store, sources, address).await?;
            if letters > 0 {
                tracing::info!(letters, "reminders of what is due");
            }
        }
        Ok(())
    }
}

/// The tables on which obligations rest.
const RULING: [&[&FactTable]; 3] = [units::FACTS, calendars::FACTS, reports::RULES];
