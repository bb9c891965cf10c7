"""Invented stories about care from far away."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="amara",
        topic="telehealth",
        title="Eleven minutes",
        name="Dr. Amara Osei",
        name_shown="full",
        about="Family physician",
        place="Eastern Oregon",
        what_happened="""
            I see farm workers in a trailer behind the packing shed. In the video I show you the
            lamp, the phone and the chair. That is the whole clinic.
            """,
        what_learned="A good picture and a short question will find you almost anybody.",
        why_it_matters="He would have waited eleven weeks, and kept picking the whole time.",
        because="""
            #IHeartHIT because the rash on a farm worker’s arm reached a specialist in eleven
            minutes, not eleven weeks.
            """,
        days_ago=46,
        live_days_ago=39,
        video_url="https://vimeo.com/000000001",
    ),
    DemoStory(
        key="sam",
        topic="telehealth",
        title="Therapy from the ironing board",
        name="Sam Ortega-Lindh",
        name_shown="first",
        about="Patient and line cook",
        place="Bozeman, Montana",
        what_happened="""
            The nearest therapist with an opening was two hours over a pass that closes. I work
            nights. I had been meaning to go since 2019.

            So I did it in the laundry room, which has the only lock in the house. Laptop on the
            ironing board. I set out two cups of coffee, one for me and one in front of the
            screen. It felt rude not to. She noticed in the third week and did not laugh. The week
            after, she had one too.

            I will not tell you what we talked about. I will tell you the dryer was running so my
            roommate could not hear, and that around the tenth time I turned the dryer off.
            """,
        what_learned="""
            It counts. I kept waiting for it to be the fake kind. It was not the fake kind. I
            cried on a pile of aprons like a regular person.
            """,
        why_it_matters="""
            Some people will only ever get through a door that is already in their house. Do not
            take it away because it was invented in a hurry.
            """,
        because="""
            #IHeartHIT because I got help in a locked laundry room, and one day I could turn the
            dryer off.
            """,
        days_ago=31,
        live_days_ago=24,
        picture="two-cups-laptop",
        alt="""
            A drawing of a laptop on a table between two steaming cups. Two hearts of dashes fill
            the screen, and mountains stand in the window.
            """,
    ),
    DemoStory(
        key="judith",
        topic="telehealth",
        title="Checked out: one quiet room",
        name="Judith Amory",
        name_shown="full",
        about="Librarian",
        place="Mineral Point, Wisconsin",
        what_happened="""
            We lend books, cake pans, one sewing machine, and since two winters ago, the genealogy
            room. Half an hour, door shut, good camera, box of tissues. You sign for it like a
            book.

            The first to ask was a man who had been sitting in our parking lot for his
            appointments. He used our signal from his truck with the heater going. I knocked on
            the window because I thought he was in trouble. He was. He was telling a doctor about
            his lungs with the dome light on.

            I do not know what people say in there. A librarian does not ask. I know that one
            woman came out and hugged the globe.
            """,
        what_learned="""
            A door that closes is a medical instrument. We had one all along, full of old maps.
            """,
        why_it_matters="""
            You can put a doctor in every phone, and some people will still have no room to talk
            in. Ask your library. We like being asked.
            """,
        because="""
            #IHeartHIT because a man does not have to tell a doctor about his lungs in a parked
            truck anymore.
            """,
        days_ago=28,
        live_days_ago=19,
        picture="library-computer",
        alt="""
            A drawing of a library desk with a computer and a green lamp. A tall arched window and
            full bookcases stand behind it.
            """,
    ),
    DemoStory(
        key="linh",
        topic="telehealth",
        title="Third floor, four in the morning",
        name="Linh Carver",
        name_shown="full",
        about="Mother of a very small boy",
        place="Spokane, Washington",
        what_happened="""
            He weighed what a loaf of sandwich bread weighs. I went home after six days. He did
            not. We live an hour and a half out, with a three-year-old who had stopped sleeping.

            There was a camera on his crib. The nurse gave me a slip of paper with a password,
            like the Wi-Fi at a coffee shop. At four in the morning I pumped milk in the dark and
            looked at my son on a phone leaned against the lamp. The picture is silent. He would
            stretch one arm up, like somebody hailing a cab.

            One night a hand came into the picture and put a folded washcloth under his head, just
            so. Then the hand waved at me. I never found out whose hand.
            """,
        what_learned="""
            It did not replace holding him. Nothing did. But my milk came in when I looked, and it
            did not when I cried.
            """,
        why_it_matters="""
            He is two now and bites. I still think about that hand. Whoever you are who put in the
            camera, you put in the hand too.
            """,
        because="""
            #IHeartHIT because I could see my son breathe from ninety miles away, and somebody
            waved.
            """,
        days_ago=22,
        live_days_ago=14,
        picture="hospital-corridor",
        alt="""
            A drawing of a quiet hospital corridor. At its end a window shows the sunrise over a
            town, with a heart of dashes in the sky.
            """,
    ),
    DemoStory(
        key="keisha",
        topic="telehealth",
        title="The 4:10 was late, thank goodness",
        name="Keisha Monroe",
        name_shown="full",
        about="Home health aide",
        place="Baltimore, Maryland",
        what_happened="""
            I take care of other people’s bodies for a living. Mine waits. I get paid by the hour,
            and an appointment costs me three hours and two buses.

            So I had mine at the stop at the corner by the tire shop. It was raining. I put the
            phone on the bench against my bag, and I told a doctor I had been bleeding for five
            weeks. There was a man selling umbrellas. I told him to look at the tires, and God
            bless him, he did.

            She asked me eight questions and did not tell me I should have come in sooner. She
            sent the order for the scan while we were talking. Then the bus came around the corner
            and she said, “Is that your bus? Go. I’ve got what I need.”
            """,
        what_learned="It was a fibroid. It is gone. I would have waited until spring.",
        why_it_matters="""
            People who work by the hour get sick by the hour. Meet us where we are standing.
            """,
        because="#IHeartHIT because I saw my doctor at the bus stop and still made the bus.",
        days_ago=18,
        live_days_ago=11,
        picture="bus-stop-phone",
        alt="""
            A drawing of a bus stop at night in the rain. A phone stands on the bench against the
            glass, with a heart of dashes glowing on it.
            """,
    ),
    DemoStory(
        key="nils",
        topic="emergency-care",
        title="Forty miles off Kodiak with a hand in a towel",
        name="Nils Haugland",
        name_shown="full",
        about="Skipper, 31 years",
        place="Kodiak, Alaska",
        what_happened="""
            My deckhand put his hand where the line was going. He is a good kid. He looked at it
            and said, “That’s not right,” and sat down.

            Forty miles out, fog to the rail, no helicopter was coming in that. I have a first-aid
            book from 1988 with a coffee ring on the page about hands.

            What I had was the radio, and a box on the roof that can send a picture if you are
            patient. I sent three. Took nine minutes. Then a doctor’s voice came into my
            wheelhouse, a woman, very calm, eating something. She told me which finger to worry
            about and which to leave alone. She had me press on his nail and count. She said what
            to do with the salt water and what not to do with the whiskey.
            """,
        what_learned="""
            He kept all five. He ties knots slower now. I learned that I had been guessing for
            thirty-one years and getting away with it.
            """,
        why_it_matters="There are people at work in places with no road. We pay taxes on the fish.",
        because="""
            #IHeartHIT because a doctor I never saw looked at three pictures through the fog, and
            the kid has five fingers.
            """,
        days_ago=16,
        live_days_ago=9,
        picture="fishing-boat-radio",
        alt="""
            A drawing of a red fishing boat at sea at sunset. A heart of dashes rises from its
            mast, and a lighthouse stands on the shore.
            """,
    ),
]
