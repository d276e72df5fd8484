//! What is filed behind the pages, so that lists find it by unit and by rights: acts, and drafts from before drafts were filed. It has
//! caches of its own, which it reads again when acts changed what they hold.

use axum::http::Extensions;

use crate::acts::Unfiled;
use crate::directives;
use crate::programmes::{self, Catalogue};
use crate::store::StoreError;
use crate::units::{self, Networks};
use crate::web::Site;

/// The filing of one site.
#[derive(Debug)]
pub struct Filing {
    site: Site,
    networks: Networks,
    catalogue: Catalogue,
    extensions: Extensions,
    read: bool,
}

impl Filing {
    pub fn new(site: &Site) -> Filing {
        let (networks, catalogue) = (Networks::default(), Catalogue::default());
        let mut extensions = Extensions::new();
        extensions.insert(networks.clone());
        extensions.insert(catalogue.clone());
        extensions.insert(super::contents());
        Filing { site: site.clone(), networks, catalogue, extensions, read: false }
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
            self.read = true;
            unfiled.file(&store, &self.site.clock, &self.extensions).await?;
        }
        if directives::any_unfiled(&store).await? {
            self.networks.renew(&store).await?;
            directives::file_drafts(&store, &self.networks, self.site.clock.today()).await?;
        }
        Ok(())
    }
}
