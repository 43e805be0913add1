//! Numbers by chance, from a seed that can be given again.

/// SplitMix64.
pub struct Random(u64);

impl Random {
    /// From `SAYSO_SEED`, else from the clock; the seed is printed.
    pub fn new(what: &str) -> Random {
        let given = std::env::var("SAYSO_SEED").ok().and_then(|seed| seed.parse().ok());
        let now = || std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |now| now.as_secs());
        let seed = given.unwrap_or_else(now);
        println!("{what}: SAYSO_SEED={seed}");
        Random(seed)
    }

    /// A number below `limit` (0 where that is 0).
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % (limit.max(1) as u64)).unwrap_or(0)
    }

    /// Bytes.
    pub fn bytes(&mut self, number: usize) -> Vec<u8> {
        (0..number).map(|_| u8::try_from(self.below(256)).unwrap_or(0)).collect()
    }
}
