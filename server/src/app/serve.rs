//! `masthead serve`: both listeners, the publisher, and an orderly end.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::certificates::{Identities, IdentityError};
use super::follow::chain;
use super::greeting::Greeting;
use super::onion_side::OnionSide;
use super::publishing::Publishing;
use super::signals::Signals;
use super::staffing::Staffing;
use super::{Addresses, DemoError, FolderError, PublishError, Publisher, SiteSettingError, connections};
use crate::admin::{Admin, Following, StaffSlot};
use crate::clock::Clock;
use crate::config::Settings;
use crate::edition::{Edition, Editions, kept};
use crate::http::{Gate, Network, Problem, Side, routes};
use crate::onion::SocketError;
use crate::public::{Public, Renderer, Setting};
use crate::store::OpenError;
use crate::telemetry::Counters;
use crate::tls::{self, BindError, Listener, ListenerCounts, ListenerLimits};

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
#[expect(missing_docs, reason = "each variant is the error of the part it names")]
pub enum ServeError {
    Folder(#[from] FolderError),
    Identity(#[from] IdentityError),
    Bind(#[from] BindError),
    Socket(#[from] SocketError),
    Site(#[from] SiteSettingError),
    Open(#[from] OpenError),
    Demo(#[from] DemoError),
    Publish(#[from] PublishError),
    /// The system does not let us listen for signals.
    #[error("cannot listen for signals")]
    Signal(#[source] std::io::Error),
}

/// Serves until SIGTERM or SIGINT.
pub async fn serve(settings: Settings, demo: bool) -> Result<(), ServeError> {
    let mut signals = Signals::listen().map_err(ServeError::Signal)?;
    let clock = Clock::system();
    let prepared = super::prepare_folder(&settings.data);
    let listener = Listener::bind(settings.public.listen)?;
    let admin_listener = Listener::bind(settings.admin.listen)?;
    let onion = OnionSide::open(&settings.onion)?;
    let addresses = Addresses::new(&settings, listener.address().port(), admin_listener.address().port());
    let setting = addresses.setting(&settings)?;
    let (identities, renderer, kept) = load(&settings, &setting, &clock);
    bear_with_folder(prepared, !demo && kept.is_some())?;
    let identities = identities?;

    let editions = Arc::new(Editions::default());
    if let Some(edition) = kept {
        editions.replace(&Arc::new(edition));
    }
    let publishing = Publishing {
        settings: settings.clone(),
        editions: Arc::clone(&editions),
        renderer: Arc::clone(&renderer),
        clock: clock.clone(),
    };
    // With an edition from disk, readers are served at once and the database may take its time. Without one, or
    // with a demo to fill in, there is nothing to serve before the database has spoken.
    let opened = if demo || editions.newest().is_none() {
        tokio::select! {
            opened = publishing.open(demo) => Some(opened?),
            () = signals.told_to_stop(|| ()) => return Ok(()),
        }
    } else {
        None
    };

    let slot = StaffSlot::default();
    let mut staffing =
        Staffing::new(Arc::new(settings.clone()), addresses.clone(), slot.clone(), clock.clone());
    let invitation = staffing.open_early(opened.as_ref()).await;

    let counters = Arc::new(Counters::for_routes(routes::all().map(|route| route.name)));
    let on_onion = onion.as_ref().map(|side| {
        let public = Public::on_onion(&setting, Arc::clone(&renderer), Arc::clone(&editions), clock.clone());
        gate(&Arc::new(public), side.authorities(), &counters)
    });
    let public = Arc::new(Public::new(&setting, renderer, Arc::clone(&editions), clock.clone()));
    let (public_connections, admin_connections) = (ListenerCounts::default(), ListenerCounts::default());
    let mut counted = vec![("public", &public_connections), ("admin", &admin_connections)];
    counted.extend(onion.as_ref().map(|side| ("onion", side.counts())));
    let connections = connections::exposition(&counted);
    let authority = identities.authority_file();
    // The edition is not held on to here: it would stay in memory for as long as the server runs.
    let greeting = Greeting::new(&addresses, &settings, authority.as_deref(), editions.newest().as_deref())
        .inviting(invitation);
    let following = Arc::new(Following::default());
    // Whoever has opened the store has published from it.
    following.note(opened.is_some());
    let admin = Arc::new(Admin::new(
        editions,
        Arc::clone(&counters),
        connections,
        Arc::clone(&following),
        clock,
        slot.clone(),
        addresses.admin_setting(&settings),
    ));
    let public_gate = gate(&public, addresses.public_authorities(&settings), &counters);
    let admin_gate = admin_gate(admin, addresses.admin_authorities(&settings), counters);

    let (stop, stopping) = watch::channel(false);
    let stopped = || stopped(stopping.clone());
    let limits = limits(&settings);
    let on_public = move |peer: tls::Peer| public_gate.for_connection(peer.server_name.as_deref());
    let admin_limits = ListenerLimits { address_classes: true, ..limits.clone() };
    let serving = tokio::spawn(tls::serve(
        listener,
        Arc::clone(&identities.public),
        limits.clone(),
        public_connections,
        on_public,
        stopped(),
    ));
    let serving_admin = tokio::spawn(tls::serve(
        admin_listener,
        Arc::clone(&identities.admin),
        admin_limits,
        admin_connections,
        with_networks(admin_gate),
        stopped(),
    ));
    let serving_onion =
        onion.zip(on_onion).map(|(side, gate)| tokio::spawn(side.serve(gate, limits, stopped())));
    say(&greeting);
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
    let publishing = tokio::spawn(async move {
        publish(opened, publishing, staffing, &following, &slot).await;
    });
    let watching = tokio::spawn(identities.watch());

    signals.told_to_stop(|| identities.reload()).await;
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
    stop.send_replace(true);
    publishing.abort();
    watching.abort();
    let _ = tokio::join!(serving, serving_admin);
    if let Some(serving) = serving_onion {
        let _ = serving.await;
    }
    Ok(())
}

/// What takes time to get ready. A large edition takes about as long to read as the rest. It is this thread that reads it,
/// because a program's first heap grows in larger steps than those of further threads.
fn load(
    settings: &Settings,
    setting: &Setting,
    clock: &Clock,
) -> (Result<Identities, IdentityError>, Arc<Renderer>, Option<Edition>) {
    std::thread::scope(|scope| {
        let others = scope.spawn(|| (Identities::load(settings, clock), Arc::new(Renderer::new(setting))));
        let kept = kept_edition(settings);
        let (identities, renderer) = others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (identities, renderer, kept)
    })
}

fn gate(public: &Arc<Public>, authorities: crate::http::Authorities, counters: &Arc<Counters>) -> Gate {
    let router = Arc::clone(public).router(Arc::clone(counters));
    let (public, counters) = (Arc::clone(public), Arc::clone(counters));
    let refuse = move |path: &str, problem: Problem| {
        let side = public.side_of(path);
        let route = if side == Side::Human { &routes::NO_PAGE } else { &routes::NO_ANSWER };
        counters.count_refused(route.name, problem.status.as_u16());
        public.refuse_at(path, side, problem)
    };
    Gate::new(authorities, router, Arc::new(refuse))
}

fn admin_gate(admin: Arc<Admin>, authorities: crate::http::Authorities, counters: Arc<Counters>) -> Gate {
    let router = Arc::clone(&admin).router(counters);
    let refuse = move |path: &str, problem: Problem| admin.refuse(path, problem);
    Gate::with_bodies(authorities, router, Arc::new(refuse))
}

/// The gate of each connection of staff, which knows the network that it comes from.
fn with_networks(gate: Gate) -> impl Fn(tls::Peer) -> Gate + Send + Sync + 'static {
    move |peer| {
        let network = Network(peer.address_class.unwrap_or_default());
        gate.for_connection(peer.server_name.as_deref()).from_network(network)
    }
}

/// A disk that broke is mounted for reading only. What is on it can still be read out, if that is all that is asked.
fn bear_with_folder(prepared: Result<(), FolderError>, can_be_borne: bool) -> Result<(), FolderError> {
    match prepared {
        Err(refused) if can_be_borne => {
            tracing::error!(cause = %chain(&refused), "readers get the last edition, and nothing new can be kept");
            Ok(())
        }
        prepared => prepared,
    }
}

fn kept_edition(settings: &Settings) -> Option<Edition> {
    kept::read(&settings.data).unwrap_or_else(|error| {
        tracing::warn!(cause = %chain(&error), "starting without the kept edition");
        None
    })
}

fn limits(settings: &Settings) -> ListenerLimits {
    ListenerLimits {
        connections: settings.limits.connections,
        connections_per_address: settings.limits.connections_per_address,
        exempt_addresses: settings.public.proxies.clone(),
        lifetime: Duration::from_secs(settings.limits.connection_lifetime_seconds),
        drain: Duration::from_secs(settings.limits.drain_seconds),
        ..ListenerLimits::default()
    }
}

/// Publishes for ever, and keeps staff's side beside it: what fails there does not stop the publisher.
async fn publish(
    opened: Option<Publisher>,
    publishing: Publishing,
    staffing: Staffing,
    following: &Following,
    slot: &StaffSlot,
) {
    let publisher = match opened {
        Some(publisher) => publisher,
        None => publishing.open_patiently().await,
    };
    let mut beside = JoinSet::new();
    beside.spawn(staffing.keep(publisher.store().clone(), |invitation| say(&invitation)));
    publisher.follow(following, slot).await;
}

/// Says where to go. The `ready` lines come last: whoever waits for them may connect. Nobody need be listening
/// (`| head -1`): a server whose output is closed serves all the same.
fn say(text: &impl std::fmt::Display) {
    let mut output = std::io::stdout();
    let _ = output.write_all(text.to_string().as_bytes()).and_then(|()| output.flush());
}

async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that the sender is gone, and so is the server.
    let _ = stopping.wait_for(|stop| *stop).await;
}
