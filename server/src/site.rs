//! What every request can reach: services, configuration, caches.

use std::sync::Arc;

use leptos::config::LeptosOptions;
use service::Services;
use storage::Db;

use crate::{
    config::Config,
    web::cache::{Files, Pages},
};

/// The running website. Cheap to clone.
#[derive(Clone)]
pub struct Site {
    inner: Arc<Inner>,
}

/// The parts of a [`Site`].
pub struct Inner {
    pub(crate) services: Services,
    pub(crate) db: Db,
    pub(crate) config: Config,
    pub(crate) options: LeptosOptions,
    pub(crate) pages: Pages,
    pub(crate) files: Files,
}

impl Site {
    /// Puts the parts together.
    pub fn new(services: Services, db: Db, config: Config) -> Self {
        let options = config.leptos_options();
        Self { inner: Arc::new(Inner { services, db, config, options, pages: Pages::new(), files: Files::new() }) }
    }
}

impl std::ops::Deref for Site {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}
