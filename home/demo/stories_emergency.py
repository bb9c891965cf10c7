"""Invented stories about emergency care."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="shawn",
        topic="emergency-care",
        title="A hundred and nine miles of good pavement",
        name="Shawn Deveraux",
        name_shown="full",
        about="EMT, volunteer",
        place="Ely, Nevada",
        what_happened="""
            People think we drive fast. On Route 6 there is no point. You have a hundred and nine
            miles, and the elk do not care about your lights.

            I had a man of fifty, gray as putty, saying it was the burrito. I stuck the twelve
            stickers on him. The tracing went out from the back of the rig, up over the mountain,
            and it came up on a screen where a heart doctor was having his dinner.

            He called my radio. “Don’t bring him to the ER,” he said. “Bring him in the side door.
            We’ll be scrubbed.” Mile marker 22, moon coming up, and they were turning on the
            lights in a room I could not see yet.

            We rolled him in the side door. Nobody asked him one thing. Nobody asked me what I
            thought it was. They already had it on the wall.
            """,
        what_learned="""
            I used to bring people to the hospital. Now I bring the hospital a running start.
            """,
        why_it_matters="""
            The tower on that mountain went down twice last winter. I know it is one tower. It is
            our tower.
            """,
        because="""
            #IHeartHIT because the tracing got over the mountain before we did, and they had the
            lights on.
            """,
        days_ago=40,
        live_days_ago=32,
        picture="ambulance-road",
        alt="""
            A drawing of an ambulance on a country road at night. Its headlights shine ahead, and
            a heart of stars stands above it.
            """,
    ),
    DemoStory(
        key="leona",
        topic="emergency-care",
        title="What the water took",
        name="Leona Baptiste",
        name_shown="full",
        about="Grandmother on oxygen",
        place="Houma, Louisiana",
        what_happened="""
            The water took the piano, the freezer, the family Bible and a coffee can with every
            paper I had. I left in a neighbor’s boat in my church shoes with one tank and half of
            another.

            They set us up in a school gym in another state. A young man at a card table asked
            what I was on. I said, “Baby, it’s in the can.” He said, “Where is the can?” I said,
            “In the Gulf of Mexico, I expect.”

            He asked my name and the day I was born. He typed with two fingers. Then he read my
            whole life back to me: the liters, the heart pills, the one that makes me itch. He
            asked if I wanted him to call somebody. I said let me just sit here a minute and be
            known.
            """,
        what_learned="""
            You can lose every paper and still be on file with somebody who cares how much air you
            need.
            """,
        why_it_matters="""
            It is going to flood again. Do not wait until we are in the gym to decide who may
            look. Decide now, while it is dry.
            """,
        because="#IHeartHIT because the water took my papers and did not take my name.",
        days_ago=35,
        live_days_ago=27,
    ),
    DemoStory(
        key="frances",
        topic="emergency-care",
        title="8:52",
        name="Frances Oyelaran",
        name_shown="first",
        about="Wife",
        place="Lincoln, Nebraska",
        what_happened="""
            My husband dropped his fork at 8:52. The oven clock was behind his head. The small
            hospital sent a picture of his brain ahead to the big one. He asked for the fork back
            at 11:30.
            """,
        what_learned="Look at the clock. It was the first thing they asked.",
        why_it_matters="We live where the small hospital is.",
        because="#IHeartHIT because a picture can go eighty miles faster than my husband can.",
        days_ago=14,
        live_days_ago=7,
        social=False,
        brief=False,
    ),
]
