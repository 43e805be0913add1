#!/usr/bin/env python3
"""Builds crates/sayso-export/src/crosswalk/countries.tsv: how other schemes name the states of ISO 3166-1.

    pip install --no-deps -r requirements.txt && python build.py

Facts only (which code stands for which state), from:
  countrycode 0.6.0   FIPS 10-4, Correlates of War, Gleditsch-Ward and UN sub-regions by ISO alpha-3 (the data of the R package)
  pycountry           ISO 3166-1 numeric and alpha-2 codes
  the CAMEO manual, version 1.1b3, and GDELT's list of CAMEO country codes: the differences below

A code that none of these knows stays empty.
"""
import pathlib
import pickle
import importlib.util

import pycountry

HERE = pathlib.Path(__file__).resolve().parent
STATES = HERE / "../../lexicon/actors/states.tsv"
OUT = HERE / "../../crates/sayso-export/src/crosswalk/countries.tsv"

# CAMEO took the alpha-3 codes of the 1990s and made some of its own.
CAMEO_OTHER = {"TLS": "TMP", "IMN": "IMY", "MNE": "MTN", "ROU": "ROM", "CUW": "ANT", "SXM": "ANT", "BES": "ANT"}
# CAMEO's states are those of ISO 3166-1 (manual, chapter 9), so a state that is younger than the manual has its alpha-3
# code; Kosovo has none there: left empty.
CAMEO_NONE = {"XKX"}

# What countrycode leaves out: the code of a state whose earlier or later form is listed in its place (Serbia as Yugoslavia,
# Yemen as the Yemen Arab Republic), and FIPS codes given after FIPS 10-4 was withdrawn (the Geopolitical Entities standard).
FILLED = {("SRB", "cown"): "345", ("YEM", "gwn"): "678", ("SSD", "fips"): "OD", ("CUW", "fips"): "UC", ("SXM", "fips"): "NN",
          ("MAF", "fips"): "RN"}

# Sub-regions of the UN (M49) in ACLED's words, and the states that ACLED sorts otherwise.
ACLED_REGIONS = {
    "Northern Africa": "Northern Africa", "Western Africa": "Western Africa", "Middle Africa": "Middle Africa",
    "Eastern Africa": "Eastern Africa", "Southern Africa": "Southern Africa", "Western Asia": "Middle East",
    "Central Asia": "Caucasus and Central Asia", "Southern Asia": "South Asia", "South-eastern Asia": "Southeast Asia",
    "Eastern Asia": "East Asia", "Northern Europe": "Europe", "Southern Europe": "Europe", "Western Europe": "Europe",
    "Eastern Europe": "Europe", "Northern America": "North America", "Central America": "Central America",
    "Caribbean": "Caribbean", "South America": "South America", "Australia and New Zealand": "Oceania",
    "Melanesia": "Oceania", "Micronesia": "Oceania", "Polynesia": "Oceania",
}
ACLED_OTHER = {"ARM": "Caucasus and Central Asia", "AZE": "Caucasus and Central Asia",
               "GEO": "Caucasus and Central Asia", "AFG": "Caucasus and Central Asia", "CYP": "Europe",
               "IRN": "Middle East", "TWN": "East Asia", "XKX": "Europe", "ATA": "Antarctica"}


def text(value):
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) else str(value)


def main():
    folder = pathlib.Path(importlib.util.find_spec("countrycode").submodule_search_locations[0])
    data = pickle.loads((folder / "data/codelist.pickle").read_bytes())
    rows = {}
    for i, iso in enumerate(data["iso3c"]):
        if data["country.name.en"][i] == "Kosovo":
            iso = "XKX"
        if iso:
            rows[iso] = i
    known = [line.split("\t") for line in STATES.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"][1:]
    out = ["iso3\tiso2\tnumeric\tfips\tcow\tgw\tcameo\tacled_region\tname"]
    for iso, names in sorted((fields[0], fields[1]) for fields in known):
        i = rows.get(iso)
        get = lambda column: FILLED.get((iso, column)) or (text(data[column][i]) if i is not None else "")
        official = pycountry.countries.get(alpha_3=iso)
        sub_region = get("un.regionintermediate.name") or get("un.regionsub.name")
        region = ACLED_OTHER.get(iso) or ACLED_REGIONS.get(sub_region) or ACLED_REGIONS.get(get("region23"), "")
        cameo = "" if iso in CAMEO_NONE else CAMEO_OTHER.get(iso, iso)
        out.append("\t".join([
            iso, official.alpha_2 if official else ("XK" if iso == "XKX" else ""), official.numeric if official else "",
            get("fips"), get("cown"), get("gwn"), cameo, region, names.split(";")[0]]))
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")
    print(len(out) - 1, "states")


main()
