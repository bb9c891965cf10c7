"""The privacy help marks what looks like an identifier, says why, and leaves the rest alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories.identifier_rules import KINDS, REASONS
from stories.identifiers import MOST_CHARACTERS, RULES, find_identifiers
from stories.name_words import listed
from tests.bench.privacy_help import (
    CLASSES,
    FEWEST_CASES,
    Case,
    is_found,
    part_of,
    read_marked,
    read_set,
)

NAME_LISTS = ("given_names", "given_words", "given_guarded")


def marked(text):
    """Return the kind and the words of everything that is marked in a text."""
    return [(found.kind, text[found.start : found.end]) for found in find_identifiers({"a": text})]


def names(text):
    return [words for kind, words in marked(text) if kind == "name"]


class TestWhatIsMarked:
    @pytest.mark.parametrize(
        ("text", "kind", "words"),
        [
            ("Write to ana.silva+hit@mail.example.com.", "email", "ana.silva+hit@mail.example.com"),
            ("it is ana (at) example (dot) com", "email", "ana (at) example (dot) com"),
            ("My SSN is 987 65 4321.", "social_security", "987 65 4321"),
            ("It said 987-65-4321 on the band", "social_security", "987-65-4321"),
            ("my social: 987654321", "social_security", "987654321"),
            ("The last four of my social? 4321.", "social_security", "4321"),
            ("XXX-XX-4321", "social_security", "XXX-XX-4321"),
            ("Member ID XWJ 884 210", "insurance_number", "XWJ 884 210"),
            ("Medicare 1EG4-TE5-MK73", "insurance_number", "1EG4-TE5-MK73"),
            ("claim no. 2021-0044-88 was denied", "insurance_number", "2021-0044-88"),
            ("I am 88120-3, their policy number.", "insurance_number", "88120-3"),
            ("MRN 00482913", "record_number", "00482913"),
            ("my medical record number is 8837261", "record_number", "8837261"),
            ("chart #7731 was lost", "record_number", "#7731"),
            ("The device has serial number PJN482910H", "record_number", "PJN482910H"),
            ("my ID there was 4410982", "record_number", "4410982"),
            ("I was born on March 3, 1954.", "birth_date", "March 3, 1954"),
            ("DOB 03/03/54", "birth_date", "03/03/54"),
            ("born at 4:12 am on the third of March 1954", "birth_date", "the third of March 1954"),
            ("March 3rd is my birthday", "birth_date", "March 3rd"),
            ("She turned one on March 3, 2019.", "birth_date", "March 3, 2019"),
            ("call (937) 555-0142 today", "phone", "(937) 555-0142"),
            ("9375550142", "phone", "9375550142"),
            ("Ring +44 7700 900 982.", "phone", "+44 7700 900 982"),
            ("In London it is 020 7946 0321.", "phone", "020 7946 0321"),
            ("call the old number, 555-0142", "phone", "555-0142"),
            ("five five five, zero one four two", "phone", "five five five, zero one four two"),
            (
                "We live at 14 Elm Street, Apt 3, Dayton, OH 45402.",
                "address",
                "14 Elm Street, Apt 3, Dayton, OH 45402",
            ),
            ("im at 3314 e 29th ave", "address", "3314 e 29th ave"),
            ("mail: P.O. Box 331", "address", "P.O. Box 331"),
            ("they found him at 318 Vine,", "address", "318 Vine"),
            ("see https://example.com/ana-silva.", "web_address", "https://example.com/ana-silva"),
            ("I am @ana_silva_writes there", "web_address", "@ana_silva_writes"),
            ("My grandmother is 93 years old", "age_over_89", "93 years old"),
            ("she turned ninety-four, and sang", "age_over_89", "ninety-four"),
            ("on her 100th birthday", "age_over_89", "100th"),
            ("My mother, 92, fell.", "age_over_89", "92"),
        ],
    )
    def test_an_identifier_is_marked(self, text, kind, words):
        assert (kind, words) in marked(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Her blood pressure was 171 over 109, her sugar 94, her oxygen at 92 percent.",
            "It took 90 minutes and 91 steps, and the fever went to 102.4.",
            "In her nineties she learned to type.",
            "On July 4, 2019 we drove 700 miles to room 412.",
            "She was born in 2011, at 31 weeks, and weighed 1,140 g.",
            "Call 911, or 988 at night.",
            "The first bill said $27,000, and 3% of 1,200 patients got one.",
            "The diagnosis was E11.9, release 4.0.1 of the software, page 93 of 214.",
            "In 2019 and in 2020-2021 the case numbers rose.",
            "We walked down Main Street, and he is 68.",
            "That was number 4 of our 30 days, from 7 to 5.",
        ],
    )
    def test_ordinary_numbers_stay_unmarked(self, text):
        assert marked(text) == []

    def test_a_number_of_the_same_shape_soon_after_is_marked_too(self):
        text = "I have two MRNs, 3301982 and 5510028, and 12 doctors."
        assert marked(text) == [("record_number", "3301982"), ("record_number", "5510028")]

    def test_the_nearest_label_says_what_a_number_is(self):
        text = "The authorization code was a case number (CS1099283)."
        assert marked(text) == [("record_number", "CS1099283")]

    def test_another_event_takes_the_day_from_the_birth(self):
        text = "born 09/15/1960, diagnosed 01/20/2020 at noon"
        assert marked(text) == [("birth_date", "09/15/1960")]


class TestNames:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("My son Ben was four.", "Ben"),
            ("my sister maria drove", "maria"),
            ("Dr. Alvarez sat down.", "Alvarez"),
            ("dr oyelowo cried", "oyelowo"),
            ("the nurse, Priya, called", "Priya"),
            ("Mr Okafor taught me", "Okafor"),
            ("Then Keisha squeezed my hand.", "Keisha"),
            ("Keisha squeezed my hand.", "Keisha"),
            ("so kevin gets on the phone", "kevin"),
            ("I thank Latisha Greene for it.", "Latisha Greene"),
            ("We saw Rutger van den Berg there.", "Rutger van den Berg"),
            ("a calm woman named Yolanda", "Yolanda"),
            ("her name was Ottilie", "Ottilie"),
            ("my name is shondra", "shondra"),
            ("I am Ana Silva.", "Ana Silva"),
            ("It was signed by J. T. Whitcomb, and late.", "J. T. Whitcomb"),
            ("My daughter Hope laughed.", "Hope"),
            ("my husband Mark thinks so", "Mark"),
            ("my boyfriend austin does it", "austin"),
            ("Jordan said it first.", "Jordan"),
            ("Ben’s chart was thin.", "Ben"),
            ("Our friends Ben and Siobhan came.", "Siobhan"),
            ("The Hendersons? No, the Hendersons moved.", "Hendersons"),
            ("Zoë was born early.", "Zoë"),
            ("Sister Mary Bernadette ran it.", "Mary Bernadette"),
        ],
    )
    def test_a_name_is_marked(self, text, name):
        assert name in names(text)

    @pytest.mark.parametrize(
        "text",
        [
            "May was the month. In April it rained, and by June we were home.",
            "Will anyone read this? Hope is a strange thing. Grace, I learned, is rare.",
            "Mark my words. Frank talk about money. Rose petals, I thought. Joy came back slowly.",
            "He drove a truck out of Austin, to Paris, Texas, by way of Charlotte and Madison.",
            "We come from Jordan, from Georgia and from West Virginia.",
            "You have heard of the Mayo Clinic, Johns Hopkins and St. Jude.",
            "It was in MyChart before Epic, and Medicare said no.",
            "He has Parkinson's, she has Down syndrome, they say Hodgkin lymphoma.",
            "My doctor said so. The nurse came, and my mother will call. My son may go.",
            "the nurse will call, the doctor may too, and my husband has hope and grace",
            "We take vitamin D. Then we sleep. I had hepatitis C. Nobody knew.",
            "Dr. Google told me, and Dad laughed, and Grandma slept.",
            "Ask in Ann Arbor, Santa Rosa, Fort Worth and Baton Rouge.",
            "My mother Monday, my sister Medicare: every day another call.",
        ],
    )
    def test_ordinary_words_places_and_illnesses_stay_unmarked(self, text):
        assert marked(text) == []

    def test_a_name_given_away_once_is_marked_in_every_answer(self):
        found = find_identifiers(
            {"what_happened": "I told Xiomar about it.", "because": "My son Xiomar knew."}
        )
        assert [(item.field, item.start) for item in found] == [
            ("what_happened", 7),
            ("because", 7),
        ]

    def test_a_word_that_is_a_name_once_keeps_its_other_meaning(self):
        assert names("My friend Will said yes. Will you? My cousin Jordan lives in Jordan.") == [
            "Will",
            "Jordan",
        ]


class TestWhatTheSenderGets:
    ANSWERS = {
        "what_learned": "Call 937-555-0142. My son Ben, 937-555-0142.",
        "what_happened": "My son Ben was born on March 3, 2019.",
    }

    def test_the_order_is_that_of_the_answers_and_then_of_the_text(self):
        found = find_identifiers(self.ANSWERS)
        assert [(item.field, item.kind) for item in found] == [
            ("what_learned", "phone"),
            ("what_learned", "name"),
            ("what_learned", "phone"),
            ("what_happened", "name"),
            ("what_happened", "birth_date"),
        ]

    def test_places_are_code_points(self):
        text = "👩‍👧 é 🫀: ana@example.com"
        assert marked(text) == [("email", "ana@example.com")]

    def test_the_same_words_in_the_same_answer_share_a_key(self):
        first, name, second, other_name, _ = find_identifiers(self.ANSWERS)
        assert first.key == second.key
        assert name.key != other_name.key, "the same name in another answer is another choice"
        assert len({item.key for item in find_identifiers(self.ANSWERS)}) == 4

    def test_the_key_stands_as_long_as_the_words_do(self):
        here = find_identifiers({"a": "My son Ben."})[0]
        there = find_identifiers({"a": "Well, that was my son BEN Silva? No: my son Ben."})[-1]
        assert here.key == there.key
        assert here.key != find_identifiers({"a": "My son Bob."})[0].key

    def test_an_email_address_is_not_also_a_name_and_a_web_address(self):
        assert marked("ben.silva@example.com") == [("email", "ben.silva@example.com")]

    def test_the_graver_kind_wins(self):
        assert marked("My SSN, 987-65-4321, call it.") == [("social_security", "987-65-4321")]

    def test_no_answers_give_nothing(self):
        assert find_identifiers({}) == []
        assert find_identifiers({"a": ""}) == []


class TestTheRules:
    def test_every_kind_has_a_label_and_a_reason_in_plain_words(self):
        assert KINDS.keys() == REASONS.keys()
        for reason in REASONS.values():
            assert reason.startswith("This looks like")
            assert "!" not in reason
            assert all(len(sentence.split()) <= 20 for sentence in reason.split(". "))

    def test_no_reason_promises_that_the_rest_is_clean(self):
        for words in (*KINDS.values(), *REASONS.values()):
            assert not any(said in words.lower() for said in ("safe", "clean", "anonymous"))

    def test_every_rule_is_of_a_known_kind_and_every_kind_has_a_rule(self):
        assert {rule.kind for rule in RULES} == KINDS.keys() - {"name"}

    @pytest.mark.parametrize("name", [*NAME_LISTS, "family_names", "not_names"])
    def test_a_word_list_is_plain_and_sorted(self, name):
        words = listed(name)
        assert len(words) > 90
        assert all(word == word.casefold() and word.isascii() for word in words)

    def test_a_given_name_stands_in_one_list_only(self):
        plain, ordinary, guarded = map(listed, NAME_LISTS)
        assert not plain & ordinary and not plain & guarded and not ordinary & guarded


class TestAnyText:
    """Whatever is pasted, the help answers, and in a time that grows with the length alone."""

    @settings(max_examples=40, deadline=None)
    @given(st.text(max_size=120))
    def test_no_text_raises_and_every_place_is_inside_it(self, text):
        last = 0
        for item in find_identifiers({"a": text}):
            assert last <= item.start < item.end <= len(text)
            assert item.reason and item.kind in KINDS
            last = item.end

    @settings(max_examples=40, deadline=None)
    @given(
        st.lists(
            st.sampled_from(
                "Ben dr. my son named born 3/3/54 March 555-0142 987 65 4321 MRN # id no. @ . , ( "
                "number is 93 years at example.com 14 Elm St and I J. van 0 +44 - ssn policy".split(
                    " "
                )
            ),
            max_size=30,
        )
    )
    def test_pieces_of_identifiers_in_any_order_do_no_harm(self, pieces):
        text = " ".join(pieces)
        places = [(item.start, item.end) for item in find_identifiers({"a": text})]
        assert all(end <= start for (_, end), (start, _) in zip(places, places[1:], strict=False))

    def test_half_a_character_does_no_harm(self):
        assert marked("My son Ben\ud800 ana@example.com\x00")[0] == ("name", "Ben")

    @pytest.mark.parametrize(
        "piece",
        ["a", "9", "9-", "A ", "a.", "a@a.", " ", "mrn ", "Ben ", "(0", "J. ", "12 Elm ", "🫀"],
    )  # fmt: skip
    def test_a_long_monotonous_text_comes_back(self, piece):
        text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
        assert all(item.end <= MOST_CHARACTERS for item in find_identifiers({"a": text}))

    def test_what_is_longer_than_any_answer_is_not_read_to_its_end(self):
        text = "a " * MOST_CHARACTERS + "ana@example.com"
        assert marked(text) == []


class TestTheMeasure:
    """The figures of the benchmark mean something only if it counts strictly."""

    def test_marks_are_taken_out_and_their_places_kept(self):
        text = read_marked("My son {name|Ben} is at {email|ben@example.com}.")
        assert text.words == "My son Ben is at ben@example.com."
        assert text.cases == (Case("name", 7, 10), Case("email", 17, 32))

    @pytest.mark.parametrize(
        ("marked_text", "is_whole"),
        [("Dr. {name|Alvarez} sat", True), ("Dr. {name|Alvarez sat}", False)],
    )
    def test_a_name_counts_only_when_it_is_marked_whole(self, marked_text, is_whole):
        text = read_marked(marked_text)
        flags = find_identifiers({"a": text.words})
        assert is_found(text.cases[0], text.words, flags) is is_whole

    def test_a_flag_of_another_kind_does_not_count(self):
        text = read_marked("Dr. {email|Alvarez} sat")
        assert not is_found(text.cases[0], text.words, find_identifiers({"a": text.words}))

    def test_the_split_never_changes(self):
        assert part_of("My son Ben was four.") == "held"
        assert part_of("I am Ana Silva, and I was four.") == "tune"

    @pytest.mark.parametrize("part", ["tune", "held"])
    def test_the_set_is_large_enough_in_both_halves(self, part):
        texts = [text for text in read_set() if text.part == part]
        for name in CLASSES:
            cases = sum(case.kind_of_case == name for text in texts for case in text.cases)
            assert cases >= FEWEST_CASES, name
        assert sum(len(text.words.split()) for text in texts if text.is_clean) > 3000
