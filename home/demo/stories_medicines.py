"""Invented stories about medicines made safer."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="whitehorse",
        topic="safer-medicines",
        title="The box that cried wolf",
        name="J. Whitehorse",
        name_shown="full",
        about="Pharmacist",
        place="Chinle, Arizona",
        what_happened="""
            For a year I hated that yellow box. It popped up for everything. Two vitamins: box.
            Cream and a pill that have never met in a human body: box. You learn to click it away
            without reading. I am not proud of that, but ask any pharmacist.

            So our team sat down on four Friday afternoons and argued about every warning. We
            turned off the silly ones. We wrote down why. What was left got quiet, and a bit red.

            In February, ten minutes to closing, a grandmother’s new prescription came in. Heart
            medicine. Reasonable dose. I had my coat on. The box came up, red, and I read it,
            because by then I read them. Her potassium from that morning was already too high. The
            two together could have stopped her heart over a weekend.

            I called the doctor at home. I took my coat off.
            """,
        what_learned="""
            A warning is only as good as the ones you got rid of. Nobody thanks you for the Friday
            afternoons. You just get a Saturday on which nothing happens.
            """,
        why_it_matters="""
            Developers: let the people who work with your warnings turn them down. Managers: give
            us the Fridays.
            """,
        because="""
            #IHeartHIT because the alert was annoying for a year, and then one night it was right.
            """,
        days_ago=52,
        live_days_ago=43,
    ),
    DemoStory(
        key="bernadette",
        topic="safer-medicines",
        title="Nine bottles on a counter in Erie",
        name="Bernadette Kowalczyk",
        name_shown="full",
        about="Daughter and driver",
        place="Erie, Pennsylvania",
        what_happened="""
            My father takes nine things. He is eighty-two and he lines them up like hockey
            players. After his stay in the hospital they sent him home with four new ones and the
            words, “Keep taking the others.”

            Which others? He had two that do the same job. He did what a polite man does. He took
            everything.

            At the drugstore I put all of it on the counter in a bread bag. I was ready to cry.
            The pharmacist scanned one and turned her screen so I could see. The hospital’s list
            was on it, sent the same hour he was let go. Three of the nine had a line through
            them. Nobody had told us. But somebody had told her.

            She put the three in a paper bag and wrote STOP on it with a thick pen. Dad asked if
            he could keep the bottles for screws.
            """,
        what_learned="""
            Bring the whole bag, every time. And ask who else has the list. We thought we were the
            only ones holding it.
            """,
        why_it_matters="""
            The day you go home is the day things get dropped. That list got to the counter before
            we did. Make that the normal way.
            """,
        because="""
            #IHeartHIT because the list got to the drugstore before my father did, with a line
            through three of his nine bottles.
            """,
        days_ago=36,
        live_days_ago=28,
        picture="pharmacy-counter",
        alt="""
            A drawing of a pharmacy counter. A screen shows a heart of dashes with a warning mark
            in it, and shelves of bright bottles stand behind.
            """,
    ),
    DemoStory(
        key="denise",
        topic="safer-medicines",
        title="Fourth period, no form",
        name="Denise Okafor",
        name_shown="full",
        about="School nurse",
        place="Toledo, Ohio",
        what_happened="""
            I have nine hundred students, one cot and a drawer of other people’s inhalers. The
            rule is simple. No signed form, no medicine. I understand the rule. I have also sat on
            the floor with a wheezing seventh-grader while the rule was looking for a fax machine.

            The form used to come home in a backpack. You know what happens in a backpack.

            This fall the clinic sends it straight to me. On the second day of school a new boy
            came in at fourth period, shoulders up around his ears, talking in two-word sentences.
            I typed his name. There it was: the plan, the dose, the doctor’s signature, from the
            day before. He was back in class before the bell.

            He left half a granola bar on my desk. I believe it was a gift.
            """,
        what_learned="Children do not carry paper. Stop asking them to.",
        why_it_matters="""
            A school is where children are sick in the daytime. If you draw a map of who needs to
            know, please draw us on it.
            """,
        because="""
            #IHeartHIT because the form got to my desk before the asthma did, and nobody had to
            search a backpack.
            """,
        days_ago=24,
        live_days_ago=17,
        picture="school-nurse-desk",
        alt="""
            A drawing of a school nurse’s desk with a screen, an inhaler, an apple and a first-aid
            box. A heart of dashes is on the pinboard.
            """,
    ),
    DemoStory(
        key="yolanda",
        topic="safer-medicines",
        title="The sound it makes when you are wrong",
        name="Yolanda Peck",
        name_shown="first",
        about="Night-shift nurse",
        place="Tulsa, Oklahoma",
        what_happened="""
            It was hour eleven. Bed 6 and bed 9 had the same last name, same kind of bag, same
            yellow label. I had done both of them twice that night. I hung the bag, and scanned
            his wrist, and it made the sound.

            It is a low sound. When you are right you get a chirp.

            I looked at the bag. I looked at the name. It was bed 9’s. He was asleep and he had
            his mouth a little open, like my kid does. I took the bag down and my hands were
            shaking so hard that I sat on the edge of his bed, which we are not supposed to do.
            """,
        what_learned="""
            I am a careful person. I have been careful for nineteen years. Careful has an hour
            eleven, and that is what the scanner is for.
            """,
        why_it_matters="""
            I told my manager, and she put it on the board with no name. Four others came up to me
            that week and said, me too. Fund the scanners, and do not punish the ones who tell you
            that they worked.
            """,
        because="#IHeartHIT because at four in the morning it made the wrong sound, and I looked.",
        days_ago=20,
        live_days_ago=13,
    ),
]
