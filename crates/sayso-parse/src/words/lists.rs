//! Words that the division into words has to know by name. English; facts of its spelling.

/// Words that are written with a full stop of their own (lower case, without the stop).
pub(super) const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "approx", "assn", "asst", "attn", "atty", "aug", "ave", "bhd", "blvd", "brig", "bros", "ca",
    "capt", "cf", "cmdr", "cmdt", "co", "col", "comdr", "corp", "cpl", "dec", "dept", "det", "dr", "dist", "ed", "eds",
    "esq", "est", "etc", "feb", "ft", "gen", "gov", "govt", "hon", "inc", "insp", "intl", "jan", "jr", "jul", "jun",
    "lt", "ltd", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "mtn", "nov", "oct", "ofc", "op", "pfc",
    "ph", "pres", "prof", "pte", "pty", "pvt", "rep", "reps", "rev", "rs", "rt", "sen", "sens", "sept", "sgt", "spc",
    "sr", "st", "ste", "supt", "univ", "viz", "vol", "vols", "vs",
];

/// Abbreviations only before a number ("No. 10", "pp. 3"): otherwise a word that ends a sentence.
pub(super) const BEFORE_NUMBERS: &[&str] = &["art", "ch", "fig", "no", "nos", "p", "para", "pp", "sec", "tel"];

/// First parts that a hyphen joins to the word; at all other hyphens, words are divided.
pub(super) const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "cross", "de", "e", "em", "ex", "extra", "inter", "intra", "macro", "micro", "mid",
    "mini", "mis", "multi", "non", "over", "post", "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio",
    "sub", "super", "trans", "tri", "ultra", "un", "under",
];

/// What stands behind a number without a blank and is a word of its own.
pub(super) const UNITS: &[&str] = &[
    "am", "b", "bn", "c", "cm", "f", "ft", "g", "gb", "gw", "ha", "hp", "hr", "hrs", "k", "kb", "kg", "km", "kph",
    "kw", "kwh", "lb", "lbs", "m", "mb", "mg", "mhz", "ghz", "min", "ml", "mm", "mn", "mph", "mw", "oz", "pm", "sec",
    "sq", "tb", "tn", "tr", "trn",
];

/// Endings that are words of their own, with either apostrophe.
pub(super) const ENDINGS: &[&str] = &["n't", "'s", "'re", "'ve", "'ll", "'d", "'m"];

/// Words that are two, and where they are divided (characters of the first).
pub(super) const TWO_IN_ONE: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dont", 2),
    ("cant", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("arent", 3),
    ("werent", 4),
    ("havent", 4),
    ("hasnt", 3),
    ("hadnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("im", 1),
    ("ive", 1),
    ("thats", 4),
    ("whats", 4),
    ("theres", 5),
];
