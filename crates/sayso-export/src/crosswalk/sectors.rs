//! PLOVER's sectors in the words of other schemes (`sectors.tsv`).
//!
//! CAMEO's MED is the media, PLOVER's is health: JRN becomes MED, MED becomes HLH. CAMEO has no word for religious
//! bodies as such (it has religion codes), for partial recognition or for "unknown": these have no code.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A PLOVER sector in other schemes; what a scheme has no word for is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sector {
    /// CAMEO role, as GDELT, Phoenix and PETRARCH have it.
    pub cameo: &'static str,
    /// ACLED's `inter` code of such actors in their own country: 1 state forces, 2 rebels, 3 political militias,
    /// 7 civilians.
    pub acled: Option<u8>,
    /// Whether members bear arms.
    pub armed: bool,
    /// ICEWS's sectors, with commas.
    pub icews: &'static str,
}

static SECTORS: LazyLock<HashMap<&'static str, Sector>> = LazyLock::new(|| {
    let sector = |line: &'static str| {
        let mut fields = line.split('\t');
        let plover = fields.next()?;
        let cameo = fields.next()?;
        let acled = fields.next()?.parse().ok();
        let armed = fields.next()? == "yes";
        Some((plover, Sector { cameo, acled, armed, icews: fields.next()? }))
    };
    include_str!("sectors.tsv").lines().skip(1).filter_map(sector).collect()
});

/// The sector with that PLOVER code.
pub fn sector(plover: &str) -> Option<&'static Sector> {
    SECTORS.get(plover)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::codes::SECTORS as PLOVER;

    #[test]
    fn every_sector_is_told() {
        for code in PLOVER {
            assert!(sector(code).is_some(), "{code}");
        }
        assert_eq!(SECTORS.len(), PLOVER.len());
    }

    #[test]
    fn media_and_health_are_not_confused() {
        assert_eq!(sector("JRN").map(|sector| sector.cameo), Some("MED"));
        assert_eq!(sector("MED").map(|sector| sector.cameo), Some("HLH"));
    }
}
