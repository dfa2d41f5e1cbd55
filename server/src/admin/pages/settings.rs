//! The settings, to be read: they are changed in the server's file, and no secret stands here.

use askama::Template;

use super::layout::Frame;
use super::visit::{Answered, Reply, Visit};

#[derive(Template)]
#[template(path = "staff/settings.html")]
struct SettingsPage {
    frame: Frame,
    groups: Vec<(&'static str, Vec<(&'static str, String)>)>,
}

/// `GET /settings`.
pub(super) async fn show(visit: &Visit<'_>) -> Answered {
    let settings = &visit.staff.settings;
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let hours = |hours: u32| format!("{hours} hours");
    let groups = vec![
        (
            "Newsroom",
            vec![
                ("Name", settings.newsroom.name.clone()),
                (
                    "Security contact",
                    settings.newsroom.security_contact.clone().unwrap_or_else(|| "none".to_owned()),
                ),
                ("A change that nobody else can confirm waits", hours(settings.newsroom.cool_off_hours)),
                ("Channels are confirmed every", format!("{} days", settings.newsroom.confirm_every_days)),
            ],
        ),
        (
            "Addresses",
            vec![
                (
                    "Sources ask at",
                    format!("{}{}", visit.staff.public_origin, settings.public.base_path.as_str()),
                ),
                ("Other hosts that are answered", listed(&settings.public.hosts)),
                ("Staff ask at", visit.staff.origin.to_string()),
                ("Public side listens on", settings.public.listen.to_string()),
                ("Admin side listens on", settings.admin.listen.to_string()),
            ],
        ),
        ("Mail", vec![("Alerts are sent", yes(visit.staff.spool.is_on()))]),
        (
            "Limits",
            vec![
                ("Connections at once, on each side", settings.limits.connections.to_string()),
                ("From one address", settings.limits.connections_per_address.to_string()),
                (
                    "A connection lives at most",
                    format!("{} seconds", settings.limits.connection_lifetime_seconds),
                ),
            ],
        ),
    ];
    Reply::page(&SettingsPage { groups, frame: visit.frame("Settings", "/settings") })
}

fn listed(items: &[String]) -> String {
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
