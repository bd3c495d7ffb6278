//! A network address, or a network of them.

use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    /// How many bits from the front must be the same.
    bits: u8,
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        let address = address.to_canonical();
        let bits = if address.is_ipv4() { 32 } else { 128 };
        Self { address, bits }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(typed: String) -> Result<Self, String> {
        let fault = || {
            format!(
                "{typed:?} is neither an address nor a network; write addresses such as 192.0.2.1 or 2001:db8::1, or networks such as 10.0.0.0/8"
            )
        };
        let (address, bits) = match typed.trim().split_once('/') {
            None => (typed.trim(), None),
            Some((address, bits)) => (address, Some(bits)),
        };
        let whole: IpAddr = address.parse().map_err(|_| fault())?;
        let Some(bits) = bits else {
            return Ok(whole.into());
        };
        let bits: u8 = bits.parse().map_err(|_| fault())?;
        if bits > if whole.is_ipv4() { 32 } else { 128 } {
            return Err(fault());
        }
        let address = masked(whole, bits);
        if address != whole {
            return Err(format!(
                "{typed:?} has more than its first {bits} bits set; write {address}/{bits} for the network, or {whole} for the one address"
            ));
        }
        Ok(Self { address, bits })
    }
}

impl Network {
    /// Whether an address lies in it; an IPv4 address written as IPv6 is that IPv4 address.
    pub fn contains(&self, address: &IpAddr) -> bool {
        let address = address.to_canonical();
        address.is_ipv4() == self.address.is_ipv4() && masked(address, self.bits) == self.address
    }
}

fn masked(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            Ipv4Addr::from_bits(v4.to_bits() & mask).into()
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(bits)).unwrap_or(0);
            Ipv6Addr::from_bits(v6.to_bits() & mask).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(typed: &str) -> Result<Network, String> {
        Network::try_from(typed.to_owned())
    }

    #[test]
    fn networks_hold_their_addresses_and_no_others() {
        for (typed, inside, outside) in [
            ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"),
            ("172.16.0.0/12", "::ffff:172.31.0.1", "172.32.0.1"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"),
            ("0.0.0.0/0", "203.0.113.7", "::1"),
            ("::/0", "::1", "203.0.113.7"),
            (" 192.0.2.0/31 ", "192.0.2.1", "192.0.2.2"),
        ] {
            let network = network(typed).unwrap();
            assert!(
                network.contains(&inside.parse().unwrap()),
                "{typed} {inside}"
            );
            assert!(
                !network.contains(&outside.parse().unwrap()),
                "{typed} {outside}"
            );
        }
    }

    #[test]
    fn what_is_no_network_is_answered_with_what_to_write() {
        for (typed, said) in [
            ("proxy", "10.0.0.0/8"),
            ("10.0.0/8", "10.0.0.0/8"),
            ("10.0.0.0/33", "10.0.0.0/8"),
            ("10.0.0.0/-1", "10.0.0.0/8"),
            ("", "10.0.0.0/8"),
            ("10.1.2.3/8", "write 10.0.0.0/8 for the network"),
        ] {
            let fault = network(typed).unwrap_err();
            assert!(fault.contains(said), "{fault}");
        }
    }
}
