"""Invented profiles, as many as asked for and always the same: nobody real, and numbers that are nobody's."""

import json

GIVEN = """Ada Bruno Celeste Dario Edith Fergus Greta Hugo Imke Jonas Katya Lorenz Mabel Nils Odette Pavel Quentin
Rosa Stellan Tamsin Ursula Viktor Wanda Xenia Yusuf Zelda Anton Beatrix Casper Delia Emeric Flora Gideon Hedda Ivor
Judith Kasper Leonora Magnus Nadia Orlando Petra Rufus Sabine Tobias Una Valentin Wilma Yolanda Zoran""".split()

FAMILY = """Abernathy Brankovic Castellan Dragomir Eastwood Fairbairn Galanis Hartmann Ishikawa Jorgensen Kaplan
Lindqvist Mazur Novotny Okafor Pemberton Quigley Rasmussen Sandoval Thackeray Ullman Vasquez Whitlock Xanthos Yilmaz
Zielinski Ashworth Birkeland Chevalier Dunmore Ekwueme Fontaine Grimaldi Hollander Ivanov Jablonski Kowalczyk
Lachance Moreau Nakamura Osborne Papadakis Quintero Rosenthal Strand Takahashi Underhill Vandermeer Winterbourne
Zamora""".split()

BEATS = """courts climate cybersecurity defence education elections energy finance food health housing justice labour
media migration policing science shipping sport transport""".split()

TITLES = ["Reporter", "Senior Reporter", "Correspondent", "Editor", "Data Journalist"]
OUTLET = "The Harbour Courier"


def profile(number):
    """One profile. The third and later thousands of names carry initials, which come round after 65,000."""
    given = GIVEN[number % len(GIVEN)]
    family = FAMILY[number // len(GIVEN) % len(FAMILY)]
    initial = number // (len(GIVEN) * len(FAMILY))
    middle = chr(ord("A") + initial - 1) + ". " if initial else ""
    beat, other = BEATS[number % len(BEATS)], BEATS[(number * 7 + 3) % len(BEATS)]
    slug = f"{given}-{middle.strip('. ')}-{family}".lower().replace("--", "-")
    channels = [
        # Ofcom keeps 07700 900000 to 900999 and 020 7946 0000 to 0999 for films.
        {"kind": "signal_number", "value": f"+447700900{number % 1000:03}", "confirmed_at": "2026-10-01"},
        {"kind": "email", "value": f"{slug}@harbour-courier.example", "confirmed_at": "2026-10-01"},
        {"kind": "signal_username", "value": f"{given.lower()}_{family.lower()}.{number % 90 + 10}"},
    ]
    if number % 3 == 0:
        channels.append({"kind": "threema", "value": f"ABC{number % 100000:05}"})
    if number % 5 == 0:
        channels.append({"kind": "matrix", "value": f"@{slug}:harbour-courier.example"})
    return {
        "slug": slug,
        "kind": "person",
        "name": f"{given} {middle}{family}",
        "title": TITLES[number % len(TITLES)],
        "outlet": OUTLET,
        "beats": [beat] if beat == other else [beat, other],
        "languages": [["en"], ["en", "fr"], ["en", "ar"], ["de", "en"]][number % 4],
        "bio": f"{given} has written about {beat} and {other} since {2000 + number % 25}, first from the coast and now "
        f"from the capital. Letters about the series of {2001 + number % 24} are still welcome.",
        "channels": channels,
        "external_ids": {"archive": str(number)},
    }


def write(path, profiles):
    """One profile a line."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(one) + "\n" for one in profiles)


def changed(number, times):
    """The same person with another biography each time. In words: a number would look like a telephone's."""
    words = "nought one two three four five six seven eight nine".split()
    said = " ".join(words[int(digit)] for digit in str(times))
    return profile(number) | {"bio": f"Back from the coast, and counting: {said}."}
