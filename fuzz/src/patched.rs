//! Files of which only a few bytes are to change: the input lists what is written where.

/// The file with what `patches` says written over it: three bytes for the place, one for the length, then the bytes.
pub fn patched(file: &[u8], mut patches: &[u8]) -> Vec<u8> {
    let mut bytes = file.to_vec();
    while let [low, middle, high, length, rest @ ..] = patches {
        let at = usize::from(*low) | usize::from(*middle) << 8 | usize::from(*high) << 16;
        let (new, after) = rest.split_at(usize::from(*length).min(rest.len()));
        let at = at % bytes.len().max(1);
        let end = (at + new.len()).min(bytes.len());
        bytes[at..end].copy_from_slice(&new[..end - at]);
        patches = after;
    }
    bytes
}
