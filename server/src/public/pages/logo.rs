//! The newsroom's logo, as it stands inside every page.

use data_encoding::BASE64;

/// The most octets of a logo: it stands in every page, and a page is one request.
pub const LOGO_OCTETS: usize = 6 * 1024;

/// A picture that stands in place of the newsroom's name at the top of every page.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    address: String,
    width: u32,
    height: u32,
}

impl Logo {
    /// A picture of that type and size. Whoever calls has read it: nothing here looks inside.
    pub fn new(media_type: &'static str, octets: &[u8], width: u32, height: u32) -> Self {
        Self { address: format!("data:{media_type};base64,{}", BASE64.encode(octets)), width, height }
    }

    /// The picture itself, as an address.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) const fn width(&self) -> u32 {
        self.width
    }

    pub(super) const fn height(&self) -> u32 {
        self.height
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Logo({} by {})", self.width, self.height)
    }
}
