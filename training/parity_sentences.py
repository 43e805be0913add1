"""Prints the 100 invented sentences on which the Rust parser is compared with the reference: words divided by blanks."""

PEOPLE = ["Rita Ode", "President Ilan Marek", "Mr. Osei", "Foreign Minister Tala Brandt", "General Ivo Sand", "Ms. Nadia Kern"]
PLACES = ["Tarn", "northern Veld", "the port of Asha", "Lorrin", "the Marran valley", "Upper Castle"]
GROUPS = ["the Veldian army", "the Workers ' Union of Tarn", "the opposition", "UNESCO", "police", "the Free Marran Front"]
DAYS = ["on Monday", "last week", "on 12 May 1987", "in the early hours of Sunday", "two days later", "this year"]
SUMS = ["$ 4.2 million", "at least 14", "about 3,000", "dozens of", "€ 250,000", "more than half of the"]

TEMPLATES = [
    "{p} met {q} in {l} {d} .",
    "{G} said {d} that it had arrested {n} people in {l} .",
    "`` We did n't sign anything , '' {p} told reporters .",
    "{G} , which denies the charges , has called for talks with {h} .",
    "According to {p} , {h} shelled {l} {d} , killing {n} civilians .",
    "Protesters were driven out of {l} by {h} {d} .",
    "{p} 's visit to {l} was called off after {h} threatened to walk out .",
    "If the cease-fire holds , {p} will travel to {l} to reopen the embassy .",
    "{l} : {G} accuses {h} of fraud",
    "THE GOVERNMENT OF TARN HAS REJECTED THE OFFER OF {H}",
    "{p} , the former mayor of {l} , was sentenced to nine years in prison {d} .",
    "It was not clear whether {h} had agreed to withdraw from {l} .",
    "Both sides exchanged fire near {l} , but no one was hurt , {p} said .",
    "{G} will give {m} in aid to people who lost their homes in {l} .",
    "“ They can’t stay here , ” said {p} , who heads {h} .",
    "Why has {p} not answered the letter that {h} sent {d} ?",
    "A so - called peace march was stopped by {h} , and its leaders were taken to {l} .",
    "Having lost the vote , {p} resigned {d} and left for {l} .",
    "{p} and {q} are expected to discuss trade , fishing rights and the release of prisoners .",
    "There is no evidence that {h} fired first , the report says .",
]


def sentences():
    out = []
    for i, template in enumerate(TEMPLATES):
        for j in range(5):
            k = i + j * 7
            pick = lambda xs, shift=0: xs[(k + shift) % len(xs)]
            group = pick(GROUPS)
            fill = {"p": pick(PEOPLE), "q": pick(PEOPLE, 2), "l": pick(PLACES, 1), "d": pick(DAYS, j), "h": pick(GROUPS, 3),
                    "H": pick(GROUPS).upper(), "G": group[0].upper() + group[1:], "m": pick([SUMS[0], SUMS[4]]), "n": pick(SUMS[1:4])}
            out.append(template.format(**fill))
    return out


if __name__ == "__main__":
    print("\n".join(sentences()))
