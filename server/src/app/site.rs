//! Where each side is reached, with the defaults of a first try filled in.

use std::sync::Arc;

use formats::{Site, SiteError};

use super::dress::DressError;
use crate::admin;
use crate::config::{Origin, Settings};
use crate::http::Authorities;
use crate::i18n::{Catalog, CatalogError};
use crate::public::Setting;

/// The hosts of a first try, for which the local authority vouches.
const LOOPBACK: [&str; 2] = ["127.0.0.1", "[::1]"];

/// Why the public side cannot be addressed.
#[derive(Debug, thiserror::Error)]
pub enum SiteSettingError {
    /// Its address.
    #[error("public.origin and public.base_path do not make an address that fits in a card")]
    Address(#[from] SiteError),
    /// What its pages look like.
    #[error(transparent)]
    Dress(#[from] DressError),
    /// What its pages say.
    #[error("newsroom.texts")]
    Texts(#[from] CatalogError),
}

/// Where both sides are reached, once their listeners are bound.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// What sources and templates type.
    pub public: Origin,
    /// What staff type.
    pub admin: Origin,
    public_port: u16,
    admin_port: u16,
}

impl Addresses {
    /// The addresses for the ports listened on. An origin that is not set is `https://localhost` and that port.
    pub fn new(settings: &Settings, public_port: u16, admin_port: u16) -> Self {
        let public = settings.public.origin.clone();
        let admin = settings.admin.origin.clone();
        Self {
            public: public.unwrap_or_else(|| Origin::localhost(public_port)),
            admin: admin.unwrap_or_else(|| Origin::localhost(admin_port)),
            public_port,
            admin_port,
        }
    }

    /// The authorities that the public side answers.
    pub fn public_authorities(&self, settings: &Settings) -> Authorities {
        Authorities::new(&self.public, &public_hosts(settings), self.public_port)
    }

    /// The authorities that the admin side answers.
    pub fn admin_authorities(&self, settings: &Settings) -> Authorities {
        let own = if settings.admin.origin.is_none() { loopback() } else { Vec::new() };
        Authorities::new(&self.admin, &own, self.admin_port)
    }

    /// What the admin side needs to know about itself.
    pub fn admin_setting(&self, settings: &Settings) -> admin::Setting {
        admin::Setting { origin: self.admin.clone(), strict_transport: settings.admin.origin.is_some() }
    }

    /// The newsroom and the address that every link starts with.
    pub fn site(&self, settings: &Settings) -> Result<Site, SiteSettingError> {
        let address = format!("{}{}", self.public, settings.public.base_path.as_str());
        Ok(Site::new(settings.newsroom.name.trim(), &address)?)
    }

    /// What the public side needs to know about itself.
    pub fn setting(&self, settings: &Settings) -> Result<Setting, SiteSettingError> {
        let base_path = settings.public.base_path.as_str().to_owned();
        let site = self.site(settings)?;
        Ok(Setting {
            catalog: Arc::new(Catalog::with_texts(settings.newsroom.texts.as_deref())?),
            language: settings.newsroom.language,
            site,
            strict_transport: settings.strict_transport(),
            base_path,
            onion: settings.onion.address.clone(),
            dress: super::dress::dress(&settings.look)?,
            people_per_page: settings.public.people_per_page,
            security_contact: settings.newsroom.security_contact.clone(),
        })
    }
}

/// The hosts that the public side answers besides its origin's.
fn public_hosts(settings: &Settings) -> Vec<String> {
    let mut hosts = settings.public.hosts.clone();
    if settings.public.origin.is_none() {
        hosts.extend(loopback());
    }
    hosts
}

fn loopback() -> Vec<String> {
    LOOPBACK.iter().map(|host| (*host).to_owned()).collect()
}

/// Every host that the public side's certificate must be for.
pub(super) fn certified_hosts(settings: &Settings) -> Vec<String> {
    let origin = settings.public.origin.as_ref().map_or("localhost", Origin::host);
    let mut hosts = vec![origin.to_owned()];
    hosts.extend(settings.public.hosts.iter().cloned());
    hosts
}
