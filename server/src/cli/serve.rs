//! `chengping serve`.

use std::{net::SocketAddr, time::Duration};

use axum::serve::ListenerExt;
use service::set_up;
use tokio::{net::TcpListener, sync::watch};

use super::Failure;
use crate::{
    built,
    config::{Config, Listen},
    router,
    site::Site,
    system, telemetry, worker,
};

/// How long a running job may take to end after the server was told to stop.
const LAST_JOB: Duration = Duration::from_secs(30);

/// Serves until Ctrl-C or SIGTERM: then takes no new requests, finishes those it has and the running
/// job, and ends.
pub(super) async fn run(config: Config) -> Result<(), Failure> {
    built::check(config.site()).map_err(Failure::Usage)?;
    let system::Opened { services, parts } = system::open(&config, config.service_settings()).await?;
    let (stop, stopping) = watch::channel(false);
    if let Listen::At(address) = config.server.metrics_address {
        let handle = telemetry::start_metrics().map_err(|error| Failure::Fault(error.to_string()))?;
        telemetry::serve_metrics(address, handle, stopping.clone()).await.map_err(|e| cannot_listen(address, &e))?;
    }
    let address = config.site().site_addr;
    let listener = TcpListener::bind(address).await.map_err(|e| cannot_listen(address, &e))?;
    let address = listener.local_addr()?;
    let work = tokio::spawn(worker::work(services.clone(), stopping.clone()));
    announce(&config, &services, address).await?;
    let router = router(Site::new(services, parts.db, config));
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
    });
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move {
            asked_to_stop().await;
            tracing::info!("stopping: finishing requests and the running job");
            stop.send_replace(true);
        })
        .await?;
    if tokio::time::timeout(LAST_JOB, work).await.is_err() {
        tracing::warn!("a job is still running; the next process takes it up again");
    }
    Ok(())
}

fn cannot_listen(address: SocketAddr, error: &std::io::Error) -> Failure {
    Failure::Fault(format!("无法监听 cannot listen on {address}: {error}"))
}

/// Says where to look, and how the first operator gets in.
async fn announce(config: &Config, services: &service::Services, address: SocketAddr) -> Result<(), Failure> {
    let url = &config.server.public_url;
    eprintln!("诚评 Chengping: {url}/  (监听 listening on {address})");
    if let Some(token) = set_up::first_operator_link(services).await? {
        eprintln!(
            "还没有运营方账号。请用这个一次性链接设置密码（三天内有效）：\nNobody can sign in yet. Choose the operator's password with this one-time link, within three days:\n  {url}{}",
            app::routes::set_up(&token)
        );
    }
    Ok(())
}

async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                ended = tokio::signal::ctrl_c() => if ended.is_ok() { return },
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals the process can only be killed.
        std::future::pending::<()>().await;
    }
}
