//! The addresses of the screens. The router is made from them; they stay known, so that the tests can
//! ask at every one of them.

use std::sync::Arc;

use axum::Router;
use axum::routing::MethodRouter;

use crate::app::App;

/// Addresses and what answers there.
#[derive(Default)]
pub(crate) struct Table(Vec<(&'static str, MethodRouter<Arc<App>>)>);

impl Table {
    pub(super) fn route(mut self, path: &'static str, methods: MethodRouter<Arc<App>>) -> Self {
        self.0.push((path, methods));
        self
    }

    pub(super) fn merge(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The addresses, as patterns.
    #[cfg(any(test, feature = "any-request"))]
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(path, _)| *path)
    }

    pub(crate) fn router(self) -> Router<Arc<App>> {
        self.0
            .into_iter()
            .fold(Router::new(), |router, (path, methods)| router.route(path, methods))
    }
}
