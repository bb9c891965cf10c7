"""Invented stories about getting, and getting to read, one's own record."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="renee",
        topic="getting-the-record",
        title="She knew my daughter before I could speak",
        name="Renee Castellano",
        name_shown="full",
        about="Ivy’s mom, baker",
        place="Dayton, Ohio",
        what_happened="""
            Ivy was four when the bee stung her. We were at a lake, ninety miles from home. Her
            lip went first, then her eyes. In the ambulance I held her sandals the whole way.
            Nobody had asked me to hold her sandals.

            At the hospital they asked me questions and I could not make a word come out. I opened
            my mouth and it was like a drawer that sticks. A nurse I had never met turned a screen
            toward herself. Then she said to the doctor, “Penicillin is out. She has asthma. She
            had steroids in March.” Then she looked at me and said, “I have her. You can sit.”

            I sat.

            Two years before, at our own clinic, a young man with a cold had asked me the same
            list of questions I had answered a dozen times. I was short with him. He typed it all
            in anyway. That list was waiting for us ninety miles down the road.
            """,
        what_learned="""
            I make bread for a living. I know that the part nobody sees, the night before, is the
            part that matters. Somebody did the night before for us. I wish I had been nicer to
            him.
            """,
        why_it_matters="""
            You plan for the town you live in. You do not get hurt there. We were strangers in
            that building, and my kid was not.
            """,
        because="#IHeartHIT because my daughter’s chart knew her allergy before I could say it.",
        days_ago=64,
        live_days_ago=52,
    ),
    DemoStory(
        key="eileen",
        topic="getting-the-record",
        title="The gray thing in the corner",
        name="Eileen M.",
        name_shown="full",
        about="Patient and engineer",
        place="San Angelo, Texas",
        what_happened="""
            I inspect bridges. When a crack shows up in a picture I am the one who says if it is a
            crack or a shadow. So it bothered me, for eleven years, that I had never seen a
            picture of the thing in my own head.

            Every spring I lay in the machine. Every spring a letter came: “No significant
            change.” No change from what? I pictured a fist.

            This year the pictures came to my phone with the letter. I waited until the house was
            quiet and put the tablet against the sugar bowl. I scrolled through myself, slice by
            slice, the way you would flip a deck of cards. There it was. A gray thing in the
            corner, about the size of a lima bean. I put last year’s picture next to it. Same
            bean.

            I made tea and looked at it some more. Then I washed the cup and slept.
            """,
        what_learned="""
            I had spent eleven years afraid of a drawing I made up. The real one was smaller. Next
            visit I asked two good questions, because I knew where to point.
            """,
        why_it_matters="""
            Some people will not want to look, and that is fine. But let the rest of us. A summary
            is written by somebody who is not scared.
            """,
        because="""
            #IHeartHIT because I opened my own scan at the kitchen table, and for once I was not
            afraid of it.
            """,
        days_ago=58,
        live_days_ago=47,
        picture="kitchen-table-night",
        alt="""
            A drawing of a kitchen table at night. A tablet shows a heart of dashes, a cup steams
            beside it, and the moon is in the window.
            """,
    ),
    DemoStory(
        key="tomas",
        topic="getting-the-record",
        title="The green accordion folder",
        name="Tomás R.",
        name_shown="full",
        about="Caregiver",
        place="Española, New Mexico",
        what_happened="""
            For six years I did not go anywhere without the green folder. It had my mother’s
            pills, her surgeries, the name of the heart man in Albuquerque, a photocopy of a
            photocopy. My wife called it my other woman.

            In January I had the flu, the real kind, with the shaking. My mother fell the same
            night. My sister drove up from Socorro and took her in, and of course the folder was
            locked in my truck, and I was in bed with the keys.

            My sister called at two in the morning. I started reciting, milligrams and all, with a
            towel on my head. She stopped me. “They have it, Tomás. They have all of it. Even the
            thing with the contrast dye. Go to sleep.”

            I lay there and felt something I am not proud of. I felt fired. Then I felt my
            shoulders come down from my ears.
            """,
        what_learned="""
            I thought being the only one who knew was love. Part of it was. Part of it was a very
            bad backup plan.
            """,
        why_it_matters="""
            There is a person like me behind most old people. We get sick too. We lose keys.
            Please build it so that it does not all hang on one tired son.
            """,
        because="#IHeartHIT because I stopped being the only copy of my mother’s medical history.",
        days_ago=55,
        live_days_ago=46,
    ),
    DemoStory(
        key="michigan",
        topic="getting-the-record",
        title="The sentence I did not have to say",
        name="L. Petersen",
        name_shown="none",
        about="Patient",
        place="Michigan",
        what_happened="""
            My son was born without a heartbeat in the thirty-eighth week. That is the sentence. I
            have said it to a dental hygienist. I have said it to a woman taking my blood who
            asked if this was my first, because I was pregnant again and she was being friendly.

            Each time I watch the face across from me fall, and then I look after that face. I say
            it’s okay. It is not okay.

            At the new practice I sat down with my sentence ready. The midwife closed the door.
            She said, “I read about Elias before you came in. I’m not going to make you go through
            it. Is there anything you want me to know that isn’t written there?”

            She said his name. It was in the chart and she said it.

            I told her that he had long fingers.
            """,
        what_learned="""
            Reading before you open the door takes three minutes. I know, because I counted the
            pages they printed for me. It was the kindest three minutes of that year.
            """,
        why_it_matters="""
            If you build these things, put the sad part where it cannot be missed. Not in the
            fourth tab. If you work with them, look before you ask.
            """,
        because="""
            #IHeartHIT because I was tired of telling strangers the worst day of my life from the
            beginning.
            """,
        days_ago=49,
        live_days_ago=41,
        social=False,
    ),
    DemoStory(
        key="grace",
        topic="getting-the-record",
        title="I turned the screen around",
        name="Grace Abara",
        name_shown="full",
        about="Nurse practitioner",
        place="Valdosta, Georgia",
        what_happened="""
            The computer in my exam room used to stand so that I typed with my back to people. One
            afternoon the bracket broke. The only place left was the little table between the two
            chairs, where the tissues were.

            My next patient was Mr. D., sixty-one, sugar in the three hundreds, fourth visit, yes
            ma’am, no ma’am. I pulled up his numbers. He leaned in. “What’s that hill?” he said.

            It was a graph. I had looked at that graph for two years. He had never seen it.

            “That hill is June,” I said. He was quiet. Then he said, “June is when I started
            driving nights. I eat at the truck stop at two.” In four visits I had asked him about
            food every single time. I had never asked about the night.
            """,
        what_learned="""
            I never let them fix the bracket. People will read their own body better than I do, if
            I give them the page. They also catch my typing mistakes, which is good for me.
            """,
        why_it_matters="""
            Nobody passed a rule. It was a broken bracket. Think about what else has its back to
            the patient.
            """,
        because="#IHeartHIT because my patients finally see what I see.",
        days_ago=45,
        live_days_ago=38,
    ),
    DemoStory(
        key="marlene",
        topic="getting-the-record",
        title="What was under the shoe trees",
        name="Marlene Voss",
        name_shown="full",
        about="Widow, retired school cook",
        place="Duluth, Minnesota",
        what_happened="""
            Harold kept everything in a shoe box: warranties, the dog’s rabies tags, forty years
            of lab slips folded in half. After the funeral I could not open it. It smelled like
            his closet.

            In spring our daughter’s kidneys started acting up. Her doctor asked what her dad’s
            had been like. I got the box down. We sat on the floor with it, she and I, and we
            sorted by year, and by the time we got to 1998 the ink was gone. It was just pink
            paper.

            I called the clinic. I expected a fight. The girl on the phone found a form for next
            of kin, and nine days later I had all of it, the pink years too, typed and dated. His
            own doctor had written in the margin, “Cheerful man.”
            """,
        what_learned="""
            My daughter got her answer. I got two words about my husband that I did not know were
            there.
            """,
        why_it_matters="""
            Paper fades and people die. The children still need to know what runs in the blood.
            Make it so a widow can ask for it with one form and not a lawyer.
            """,
        because="""
            #IHeartHIT because the ink in Harold’s shoe box was gone, but the record was not, and
            our girl needed it.
            """,
        days_ago=38,
        live_days_ago=31,
        picture="shoebox-papers",
        alt="""
            A drawing of an open shoe box on a table, full of papers. One sheet shows a heart of
            dashes. The lid leans against the box.
            """,
    ),
    DemoStory(
        key="curtis",
        topic="getting-the-record",
        title="Two lists walked into a clinic",
        name="Curtis Hallowell",
        name_shown="first",
        about="Veteran",
        place="Great Falls, Montana",
        what_happened="""
            I had one set of doctors for what the service did to my back and another set for what
            I did to the rest. They did not talk. I was the mailman.

            I carried a list to each. The lists did not agree. On one I took a water pill. On the
            other I was allergic to it. Both were typed, so both looked sure of themselves.

            A pharmacist laid them side by side on her counter, took off her glasses and said,
            “Well, Mr. Hallowell, which one of you is here today?”

            Since last fall they read off the same page. The first thing they found was that I had
            been getting the same pill twice under two names. I thought I was just getting old. I
            was getting double.
            """,
        what_learned="I can shovel my own walk again. I still carry a list. Habit.",
        why_it_matters="""
            A man who served should not be the wire between two computers. I am not rated for it.
            """,
        because="""
            #IHeartHIT because two sets of doctors now read one list, and I am down to being one
            patient.
            """,
        days_ago=33,
        live_days_ago=26,
        picture="mailbox-snow",
        alt="""
            A drawing of a red mailbox in deep snow at night. Letters stick out of it, and a small
            house with lit windows stands behind.
            """,
    ),
]
