//! What `masthead serve` says when it is ready: where to look, whom to trust, and what to try first.

use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use directory::ChannelKind;

use super::Addresses;
use crate::config::Settings;
use crate::edition::Edition;
use crate::secret::Secret;

/// The words before and with the `ready` lines.
pub(super) struct Greeting {
    newsroom: String,
    /// The public side's address, with the path it is mounted under.
    site: String,
    public: String,
    admin: String,
    /// The address over Tor, and the socket on which the daemon asks for it.
    onion: Option<(String, PathBuf)>,
    profiles: usize,
    /// Somebody to try the examples with.
    slug: Option<String>,
    trust: Trust,
    invitation: Option<Invitation>,
}

/// The address where the first owner sets themselves up.
pub(super) struct Invitation(pub(super) Secret<String>);

/// What vouches for the certificates.
enum Trust {
    /// Authorities that clients know.
    Known,
    /// The same, and this file for the side for staff.
    LocalForStaff(PathBuf),
    /// This file.
    Local(PathBuf),
}

impl Greeting {
    pub(super) fn new(
        addresses: &Addresses,
        settings: &Settings,
        authority: Option<&Path>,
        edition: Option<&Edition>,
    ) -> Self {
        // In full, because the examples are pasted into another terminal.
        let authority = authority.map(|file| std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
        let trust = match authority {
            None => Trust::Known,
            Some(file) if settings.tls.certificate.is_some() => Trust::LocalForStaff(file),
            Some(file) => Trust::Local(file),
        };
        let public = addresses.public.to_string();
        Self {
            newsroom: settings.newsroom.name.trim().to_owned(),
            site: format!("{public}{}", settings.public.base_path.as_str()),
            public,
            admin: addresses.admin.to_string(),
            onion: settings
                .onion
                .address
                .as_ref()
                .map(|address| address.host().to_owned())
                .zip(settings.onion.socket.clone()),
            profiles: edition.map_or(0, |edition| edition.entries().len()),
            slug: edition.and_then(example),
            trust,
            invitation: None,
        }
    }

    /// With the way in for the first owner, while there is nobody who can sign in.
    pub(super) fn inviting(self, invitation: Option<Invitation>) -> Self {
        Self { invitation, ..self }
    }
}

impl Display for Invitation {
    fn fmt(&self, text: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            text,
            "Nobody can sign in yet. Whoever opens this address within a day becomes the first owner; it works once:\n\n  \
             {}\n",
            self.0.expose()
        )
    }
}

/// Somebody with a Signal number, whose card and block show the most; or anybody.
fn example(edition: &Edition) -> Option<String> {
    let listings = edition.entries().iter().map(|entry| entry.listing());
    let mut listings = listings.filter(|listing| !listing.is_shielded);
    let shows_most = listings.clone().find(|listing| listing.kinds.contains(&ChannelKind::SignalNumber));
    shows_most.or_else(|| listings.next()).map(|listing| listing.slug.as_str().to_owned())
}

impl Display for Greeting {
    fn fmt(&self, text: &mut Formatter<'_>) -> fmt::Result {
        let Self { newsroom, site, public, admin, profiles, .. } = self;
        let noun = if *profiles == 1 { "profile" } else { "profiles" };
        writeln!(text, "Masthead {} for {newsroom}: {profiles} {noun}\n", env!("CARGO_PKG_VERSION"))?;
        let (public_page, admin_page) = (format!("{site}/"), format!("{admin}/"));
        let width = public_page.len().max(admin_page.len());
        writeln!(text, "  {public_page:width$}   the directory, for everyone")?;
        writeln!(text, "  {admin_page:width$}   the side for staff\n")?;
        if let Some((host, socket)) = &self.onion {
            writeln!(text, "Tor asks for http://{host}/ on {}.\n", socket.display())?;
        }
        match &self.trust {
            Trust::Known => {}
            Trust::LocalForStaff(file) => {
                writeln!(text, "The side for staff has a certificate of {}.\n", file.display())?;
            }
            Trust::Local(file) => self.first_steps(file, text)?,
        }
        if *profiles == 0 {
            writeln!(text, "Nobody is in it yet: `masthead import --help` says how people come in.\n")?;
        }
        if let Some(invitation) = &self.invitation {
            invitation.fmt(text)?;
        }
        writeln!(text, "ready public {public}\nready admin {admin}")
    }
}

impl Greeting {
    /// For a first try: commands that work as they stand.
    fn first_steps(&self, authority: &Path, text: &mut Formatter<'_>) -> fmt::Result {
        let site = &self.site;
        writeln!(
            text,
            "Its certificate is from an authority made for this machine. curl trusts it when told to:\n"
        )?;
        writeln!(text, "  ca={}", quoted(&authority.display().to_string()))?;
        writeln!(text, "  curl --cacert \"$ca\" '{site}/v1/profiles?limit=3'")?;
        if let Some(slug) = &self.slug {
            writeln!(text, "  curl --cacert \"$ca\" {site}/v1/profiles/{slug}.txt")?;
            writeln!(text, "  curl --cacert \"$ca\" {site}/v1/profiles/{slug}.vcf")?;
        }
        writeln!(
            text,
            "\nA browser warns until that file is imported among its authorities. It can vouch for the names of"
        )?;
        writeln!(text, "this server and for nothing else. Ctrl-C stops the server; its data stays.\n")
    }
}

/// As one word of a shell.
fn quoted(text: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "/._-+".contains(character);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_for_the_shell_whatever_it_holds() {
        assert_eq!(quoted("/srv/masthead-data/ca.pem"), "/srv/masthead-data/ca.pem");
        assert_eq!(quoted("/home/ada's files/ca.pem"), "'/home/ada'\\''s files/ca.pem'");
    }
}
