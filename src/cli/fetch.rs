//! Fetches a page from the web: over http or https alone, within limits, and never from this machine or a private
//! network unless asked to.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use anyhow::Result;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, ResponseExt};

use crate::config::Settings;

/// Redirects that are followed.
const REDIRECTS: u32 = 8;

/// How long a page may take altogether, redirects included.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a server may take to be reached.
const CONNECT: Duration = Duration::from_secs(10);

/// What was fetched.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// Where it was in the end, behind all redirects.
    pub(super) address: String,
}

/// Why a page could not be fetched.
#[derive(Debug, thiserror::Error)]
#[error("{address}: {reason}")]
pub(super) struct FetchError {
    address: String,
    reason: String,
}

/// Fetches the page at `address`, at most as many bytes as the settings allow for a file.
pub(super) fn page(address: &str, settings: &Settings) -> Result<Page, FetchError> {
    let failed = |error: &Error| FetchError { address: address.to_owned(), reason: reason(error, settings) };
    let config = Config::builder()
        .max_redirects(REDIRECTS)
        .timeout_global(Some(PATIENCE))
        .timeout_connect(Some(CONNECT))
        // A proxy would look up names itself, past the resolver below.
        .proxy(None)
        .user_agent(concat!("claimdesk/", env!("CARGO_PKG_VERSION")))
        .accept("text/html, application/xhtml+xml, application/pdf, application/xml;q=0.9, */*;q=0.5")
        .build();
    let resolver = Guard { usual: DefaultResolver::default(), allow_private: settings.allow_private };
    let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
    let mut response = agent.get(address).call().map_err(|error| failed(&error))?;
    let address = response.get_uri().to_string();
    let body = response.body_mut().with_config().limit(settings.max_bytes()).read_to_vec();
    Ok(Page { bytes: body.map_err(|error| failed(&error))?, address })
}

fn reason(error: &Error, settings: &Settings) -> String {
    const BROWSER: &str = "open it in the browser, save the page and name the file";
    match error {
        Error::StatusCode(401 | 402 | 403 | 429) => format!("the server refuses it ({error}); {BROWSER}"),
        Error::StatusCode(404 | 410) => format!("there is no such page ({error}); check the address"),
        Error::StatusCode(_) => format!("the server failed ({error}); try again later, or {BROWSER}"),
        Error::HostNotFound => "no such host, or no network; check the address and the connection".to_owned(),
        Error::Timeout(_) => format!("it took longer than {} seconds; try again, or {BROWSER}", PATIENCE.as_secs()),
        Error::TooManyRedirects => format!("more than {REDIRECTS} redirects; {BROWSER}"),
        Error::BodyExceedsLimit(_) => {
            format!("larger than the limit of {} bytes; raise `max_file_size` in the config", settings.max_bytes())
        }
        Error::BadUri(_) | Error::Http(_) => {
            format!("no address of a page ({error}); write it as https://example.org/story")
        }
        Error::Io(inner) if inner.get_ref().is_some_and(is_private_refusal) => inner.to_string(),
        Error::Io(inner) => format!("cannot be reached ({inner}); check the address and the connection, or {BROWSER}"),
        other => format!("cannot be fetched ({other}); {BROWSER}"),
    }
}

/// Whether the guard below refused.
fn is_private_refusal(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    error.is::<Private>()
}

/// A refusal to connect where pages should not lead.
#[derive(Debug, thiserror::Error)]
#[error("{0} is an address of this machine or of a private network; if that is meant, add --allow-private")]
struct Private(IpAddr);

/// Looks up names and refuses those that lead to private addresses: for the first address and after every redirect.
#[derive(Debug)]
struct Guard {
    usual: DefaultResolver,
    allow_private: bool,
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.usual.resolve(uri, config, timeout)?;
        match found.iter().map(std::net::SocketAddr::ip).find(|ip| !self.allow_private && is_private(*ip)) {
            Some(ip) => Err(Error::Io(std::io::Error::other(Private(ip)))),
            None => Ok(found),
        }
    }
}

/// Whether `ip` is of this machine, of a private network, or of no single machine.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 198 && (18..20).contains(&b)
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let [first, second, .., g, h] = ip.segments();
    let embedded = || Ipv4Addr::from((u32::from(g) << 16) | u32::from(h));
    let translated = first == 0x64 && second == 0xff9b;
    ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_multicast()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || ip.to_ipv4_mapped().is_some_and(is_private_v4)
        || translated && is_private_v4(embedded())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_in_every_form() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "ff02::1",
        ] {
            assert!(is_private(private.parse().unwrap()), "{private}");
        }
        for public in ["93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1", "::ffff:93.184.216.34"] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
    }
}
