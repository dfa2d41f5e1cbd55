//! A host as a certificate names it: a DNS name or an address.

use std::net::IpAddr;

use rcgen::{CidrSubnet, GeneralSubtree, SanType};
use rustls::pki_types::DnsName;
use x509_parser::extensions::GeneralName;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Host {
    Name(String),
    Address(IpAddr),
}

impl Host {
    /// Nothing where the text is neither a name nor an address.
    pub(super) fn parse(host: &str) -> Option<Self> {
        if let Ok(address) = host.parse() {
            return Some(Self::Address(address));
        }
        DnsName::try_from(host).is_ok().then(|| Self::Name(host.to_owned()))
    }

    pub(super) fn subtree(&self) -> GeneralSubtree {
        match self {
            Self::Name(name) => GeneralSubtree::DnsName(name.clone()),
            Self::Address(address) => {
                let bits = if address.is_ipv4() { 32 } else { 128 };
                GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, bits))
            }
        }
    }

    pub(super) fn alternative_name(&self) -> Result<SanType, rcgen::Error> {
        Ok(match self {
            Self::Name(name) => SanType::DnsName(name.as_str().try_into()?),
            Self::Address(address) => SanType::IpAddress(*address),
        })
    }

    /// The one host of a subtree as [`Host::subtree`] makes them: an address comes with its mask.
    pub(super) fn permitted_by(base: &GeneralName<'_>) -> Option<Self> {
        match base {
            GeneralName::DNSName(name) => Some(Self::Name((*name).to_owned())),
            GeneralName::IPAddress(octets) => {
                let address = octets.get(..octets.len() / 2)?;
                <[u8; 4]>::try_from(address)
                    .map(IpAddr::from)
                    .or_else(|_| <[u8; 16]>::try_from(address).map(IpAddr::from))
                    .ok()
                    .map(Self::Address)
            }
            _ => None,
        }
    }
}
