//! The models in the program, whose weights the build script packs.
#![cfg(feature = "embedded-model")]

use crate::ParseError;
use crate::parser::Model;

/// The files of a model that is part of the program. Both models read the same sub-words; their files hold the same list.
pub(crate) struct EmbeddedModel {
    pub labels: &'static [u8],
    pub vocabulary: &'static [u8],
    pub weights: &'static [u8],
    pub acts: Option<&'static [u8]>,
    pub coreference: &'static [u8],
    pub cues: &'static [u8],
    pub roles: &'static [u8],
    /// The hash that the build script calculated of the files that readings go by.
    pub hash: &'static str,
}

macro_rules! embedded {
    ($name:literal, $acts:expr) => {
        EmbeddedModel {
            labels: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "-labels.zst")),
            vocabulary: include_bytes!(concat!(env!("OUT_DIR"), "/vocab.zst")),
            weights: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "-weights.zst")),
            acts: $acts,
            coreference: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "-coreference.zst")),
            cues: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "-cues.zst")),
            roles: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, "-roles.zst")),
            hash: include_str!(concat!(env!("OUT_DIR"), "/", $name, "-hash.txt")),
        }
    };
}

impl EmbeddedModel {
    pub fn of(model: Model) -> EmbeddedModel {
        match model {
            Model::Base => {
                embedded!("base", Some(include_bytes!(concat!(env!("OUT_DIR"), "/base-acts.zst"))))
            }
            Model::Small => embedded!("small", None),
        }
    }
}

/// What the build script has packed.
pub(crate) fn unpacked(packed: &[u8]) -> Result<Vec<u8>, ParseError> {
    // Memory of the right size at once: a growing one is copied, and its pages are half of the cost.
    let length = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten().unwrap_or_default();
    let length = usize::try_from(length).unwrap_or_default();
    zstd::bulk::decompress(packed, length).map_err(|error| ParseError::model("a file in the program", error))
}
