"""Invented stories of people who build and tend the technology."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="devon",
        topic="the-people-who-build-it",
        title="2:47 a.m., rack six",
        name="Devon Achterberg",
        name_shown="full",
        about="Hospital systems analyst, nights",
        place="Fargo, North Dakota",
        what_happened="""
            Nobody calls at night to say that it is working. If my phone rings, a nurse cannot see
            something she needs, and she is being very polite about it.

            At 2:47 the fourth floor lost its medication list. Not the whole list. Just everything
            ordered after midnight, which is worse, because it looks complete. The nurse who
            caught it had given an antibiotic at 12:20 and could not find it. She could have
            shrugged. She called.

            I found it at 3:31. A disk had filled up with copies of a report that nobody reads. I
            deleted eleven thousand copies of it with my thumb on the key. While it ran I called
            each station, by phone, and asked them to read me what they saw. It was the best
            conversation I had all month.

            The last station was hers. She read me nine lines, slowly, like a person reading a
            will. The ninth was the antibiotic. “There he is,” she said. Then she asked me what I
            do down there all night. I said I mostly wait. She said, “Me too.” We stayed on the
            line for a bit and did not say much. I could hear a pump beeping behind her, and she
            could probably hear my fans.

            At 5:00 the day crew came. “Quiet?” they said. I said yes, which is the only word we
            have for it.
            """,
        what_learned="""
            A screen that is wrong is worse than one that is dark. Now ours goes dark. I also went
            up in daylight to see the fourth floor. I had never been.
            """,
        why_it_matters="""
            Whoever signs the budgets: we are also bedside. We just never meet the bed.
            """,
        because="""
            #IHeartHIT because one nurse at 2:47 a.m. trusted her memory over my screen, and
            picked up the phone.
            """,
        days_ago=34,
        live_days_ago=25,
        picture="server-room-night",
        alt="""
            A drawing of a server room at night. Racks with small lights stand on both sides of a
            desk with a laptop, and three hearts of dashes shine on the wall.
            """,
    ),
    DemoStory(
        key="sunita",
        topic="the-people-who-build-it",
        title="I wrote the dropdown",
        name="Sunita Rao-Miller",
        name_shown="full",
        about="Software developer",
        place="Pittsburgh, Pennsylvania",
        what_happened="""
            I wrote the dropdown labeled Relationship. Twelve entries, in the order I thought of
            them, on a Wednesday. “Other” came last. I was twenty-six and wanted lunch.

            Seven years later my wife was in labor and I was at the desk with a clerk and my own
            dropdown. Mother. Father. Husband. I recognized the typo in “Guardain” before I
            recognized that I was not there. The clerk scrolled up and down. She was kind about
            it. She picked Other.

            I have been called worse than Other. But I have never done it to myself before.

            I went back in on my second day of leave, with spit-up on my shoulder, and fixed it.
            It took forty minutes. Thirty-five of those were finding out who was allowed to say
            yes.
            """,
        what_learned="""
            Every list I type in a hurry, somebody will have to find herself in. I test with my
            own family now. Then with somebody else’s.
            """,
        why_it_matters="""
            To the other developers: you will be at that desk one day. To the managers: make the
            yes take five minutes.
            """,
        because="""
            #IHeartHIT because I broke it, I stood in line behind it, and I was allowed to fix it.
            """,
        days_ago=19,
        live_days_ago=12,
        post_url="https://sunita.example.org/2026/i-wrote-the-dropdown",
        post_title="I wrote the dropdown",
    ),
    DemoStory(
        key="rosalind",
        topic="the-people-who-build-it",
        title="There were two of him",
        name="Rosalind Quick",
        name_shown="full",
        about="Records clerk",
        place="Topeka, Kansas",
        what_happened="""
            I merge duplicates. If you have been in twice as Bill and once as William, there are
            two of you, and I make you one. I do about thirty people a day. My chair faces a wall.

            Last October I had a William with no allergies and a Bill with four. Same birthday,
            same street, different zip, one digit. I looked at those two for most of a morning. If
            they are two men and I put them together, I have given a stranger four allergies. If
            they are one man and I leave him in halves, the wrong half may go to surgery.

            He was on for surgery that Friday. As William.

            I walked upstairs. I am not supposed to walk upstairs. I asked the man in the bed what
            his friends call him.
            """,
        what_learned="The best search tool I have is a question.",
        why_it_matters="""
            Behind every record that is right there is a person at a wall who checked. Leave us
            time to walk upstairs.
            """,
        because="""
            #IHeartHIT because I asked one man what his friends call him, and then there was one
            of him.
            """,
        days_ago=9,
        state="approved",
        internal_note="A gem. Good for the day about what we will fix by next year.",
    ),
]
