"""The lists that copies are made with: outlets, bylines, lines of web pages, spellings."""

AGENCIES = {
    "Norland Press Agency": "NPA",
    "Sudland News Service": "SNS",
    "Westland Wire": "WW",
    "Estmark Telegraph Agency": "ETA",
}
MASTHEADS = [
    "Vell Evening Post", "Brann Courier", "Ferrin Mail", "Sarrow Times", "Kestow Echo",
    "Pelth Observer", "Tolme Advertiser", "Lower Marn Weekly", "Coast Weekly",
    "Orrin Valley News", "Oster Standard", "Lindmouth Chronicle", "Kolva Morning Paper",
    "Dorrin Courier", "Port Hale Post", "Leth Today", "Morning Brief Westland",
    "Three Rivers Portal", "norland-now.example", "dailyfeed.example", "Border Radio Online",
]
STAFF = [
    "Staff", "Newsroom", "Online desk", "By our own correspondent", "hk", "Editor on duty",
    "P. Lorne", "Sanna Weld", "Ida Brekk", "R. Castell", "T. Mohr", None,
]
# The lines of web pages are apart for the two parts, so that no list of them can be learned from one.
DEBRIS = {
    "test": {
        "top": [
            "Share this article: Facebook | X | Mail | Print",
            "3 min read · Last updated: just now · Comments (17)",
            "PLUS | This article is free for subscribers. Sign in to read on.",
            "Listen to this article. Reading time: 2 minutes",
            "Home > News > Region",
        ],
        "middle": [
            "Read also: The ten prettiest cycle paths along the Orrin",
            "ADVERTISEMENT",
            "Picture: An archive photograph. Photo: Leth Picture Service / R. Castell",
            "More on this: Quiz - how well do you know your region?",
            "Newsletter: The most important news of the day in your inbox every morning at six. Sign up here.",
            "Watch the video below (1:12)",
            "[Image caption: The scene on the day. © Three Rivers Photo]",
        ],
        "bottom": [
            "All rights reserved. Any further use needs the consent of the publisher.",
            "Have you seen a mistake? Write to us: corrections@paper.example",
            "Comments are closed for this article. We ask for your understanding.",
            "Try our digital edition for four weeks for only 0.99. Can be cancelled at any time.",
            "Most read today: 1. Holiday calendar 2026  2. Horoscope for Scorpio  3. Traffic: where speed is checked this week",
            "Follow us on all channels and never miss a story.",
            "Tags: News, Region, Today",
        ],
    },
    "tune": {
        "top": [
            "Save for later   Gift this story   Text size A A A",
            "You have 2 of 5 free articles left this month.",
            "LIVE  Sport  Weather  Jobs  Property  E-paper",
        ],
        "middle": [
            "Recommended for you: Why bakers get up even earlier now",
            "Story continues after the advertisement",
            "File picture. Credit: Orrin Images",
            "Related: Five questions, five answers on the new waste calendar",
            "Get our evening briefing: what mattered today, in four minutes. Unsubscribe at any time.",
        ],
        "bottom": [
            "© 2025 Valley Media Group. Terms of use · Privacy · Imprint",
            "Support local journalism: become a member from 3 crowns a month.",
            "Join the conversation (4 comments)",
            "Our reporters work to the code of the press council. Complaints: readers@valley.example",
            "Back to top",
        ],
    },
}
AMERICAN = [
    (r"kilometre", "kilometer"), (r"centimetre", "centimeter"), (r"\bmetre", "meter"), (r"\blitre", "liter"),
    (r"\btonne", "ton"), (r"\bharbour", "harbor"), (r"\bHarbour", "Harbor"), (r"labour", "labor"),
    (r"\bcentre", "center"), (r"\bCentre", "Center"), (r"colour", "color"), (r"favour", "favor"),
    (r"neighbour", "neighbor"), (r"\bprogramme", "program"), (r"\btheatre", "theater"), (r"defence", "defense"),
    (r"Defence", "Defense"), (r"\bcancelled", "canceled"), (r"organis", "organiz"), (r"apologis", "apologiz"),
    (r"criticis", "criticiz"), (r"equalis", "equaliz"), (r"recognis", "recogniz"), (r"\bgrey\b", "gray"),
    (r"storey", "story"), (r"\bcheque", "check"), (r"\bpercent\b", "per cent"), (r"judgement", "judgment"),
    (r"\bfertiliser", "fertilizer"), (r"\btyre", "tire"), (r"\blorry\b", "truck"), (r"\bautumn\b", "fall"),
    (r"\bmum\b", "mom"), (r"\brailway\b", "railroad"), (r"\btowards\b", "toward"), (r"\bflats\b", "apartments"),
    (r"\blearnt\b", "learned"), (r"\bhonour", "honor"), (r"\bbehaviour", "behavior"), (r"\bmotorway", "highway"),
]
