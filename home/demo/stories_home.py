"""Invented stories about care at home."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="pat",
        topic="care-at-home",
        title="Two pounds by breakfast",
        name="Pat Lindqvist",
        name_shown="full",
        about="Home telehealth nurse",
        place="Machias, Maine",
        what_happened="""
            I have forty-one people and I know most of them by their scales. They step on in the
            morning, and the number comes to me while my coffee is still too hot.

            With a bad heart, weight is water. Two pounds overnight is a phone call. Four is a
            drive.

            Mr. Thibodeau was up three on a Tuesday. He is a lobsterman and he does not chat. I
            said, “You’re up three.” He said, “Had chowder.” I said, “Put your shoes on for me.” A
            long quiet. “They’re tight,” he said.

            We doubled his water pill and I called again at noon and at four. By Thursday he was
            back down. He told me the chowder was his sister’s, for her birthday, and it would
            have been rude.

            Before the scales, I met these people in the emergency room. Or I read about them.
            """,
        what_learned="""
            The scale does nothing. A person has to look at it and pick up the phone. But I cannot
            drive to forty-one kitchens before nine.
            """,
        why_it_matters="""
            Pay for the phone call. It is the cheapest thing I do all day, and it is the one that
            works.
            """,
        because="#IHeartHIT because a phone call at 8 a.m. beats a funeral at noon.",
        days_ago=57,
        live_days_ago=45,
    ),
    DemoStory(
        key="opal",
        topic="care-at-home",
        title="Press one for sugar",
        name="Opal Jernigan",
        name_shown="full",
        about="Patient, 79, quilter",
        place="Hazard, Kentucky",
        what_happened="""
            I do not own a smart telephone and I am not going to. I have a black one with a cord
            that reaches to the porch.

            My doctor’s girl set me up so I can still be modern. Every evening I stick my finger,
            I dial the number, and a lady who is not a lady says, “Please enter your sugar.” I
            punch it in. If it is good she says thank you. If it is bad she says a nurse will
            call, and honey, the nurse calls.

            In August I punched in 48 and went to get my glasses. The phone rang before I got back
            to the chair. That nurse kept me talking and made me drink orange juice where she
            could hear me swallow. I had felt fine. I had felt a little silly, is all.
            """,
        what_learned="""
            You do not have to be young for this. You need a phone and somebody at the other end.
            """,
        why_it_matters="""
            There are hollers here with no bars and no internet. There is a telephone wire in
            every one of them. Start with the wire.
            """,
        because="""
            #IHeartHIT because I punched a number into a telephone older than my nurse, and she
            called me back before I found my glasses.
            """,
        days_ago=30,
        live_days_ago=22,
        picture="porch-telephone",
        alt="""
            A drawing of a porch at evening. A black telephone with a cord stands on a small table
            next to a rocking chair.
            """,
    ),
    DemoStory(
        key="darnell",
        topic="care-at-home",
        title="The machine and I have an understanding",
        name="Darnell Pruitt",
        name_shown="full",
        about="Dialysis patient, deacon",
        place="Macon, Georgia",
        what_happened="""
            Three days a week, four hours, a chair by a window. I did that for five years. I know
            that parking lot like the back of my hand. I have buried people from the chairs on
            either side of me.

            Now I do it at home, at night, while I sleep. My wife calls the machine Gerald. Gerald
            hums. In the morning Gerald tells the clinic how the night went: how much came off,
            when the pressure dipped, when I rolled on the line and set off the alarm again.

            One morning a nurse called before I had my teeth in. “Your pressure’s been sliding
            four nights running,” she said. “Are you dizzy?” I was dizzy. I had figured it for the
            heat. They changed one number and I stopped holding on to the pews.
            """,
        what_learned="""
            I was scared of doing it without somebody watching. It turns out somebody is watching.
            They are just not in the room, and I get to be in mine.
            """,
        why_it_matters="""
            I got twelve hours a week back. I teach Sunday school again. Ask what a man would do
            with twelve hours, then decide what it is worth.
            """,
        because="""
            #IHeartHIT because I sleep in my own bed and somebody still knows if the night went
            wrong.
            """,
        days_ago=27,
        live_days_ago=20,
        picture="clinic-recliner",
        alt="""
            A drawing of a reclining chair with a blanket beside a dialysis machine. A wide window
            shows the sun over hills.
            """,
    ),
    DemoStory(
        key="walt",
        topic="care-at-home",
        title="Goats do not wait",
        name="Walt Brenneman",
        name_shown="full",
        about="Farmer with type 1 diabetes",
        place="Kalona, Iowa",
        what_happened="""
            I milk sixty goats at five in the morning and five at night. Diabetes likes a
            schedule. Goats have a different one.

            There is a sensor on my arm, and my wife has my number on her phone. I did not love
            that at first. A man wants some privacy about his own blood.

            In November I was in the far barn and went low. You do not feel it coming when you are
            working hard. You feel sort of peaceful. Joan was at choir practice, nine miles off,
            and her phone screamed in the middle of the alto part. She called our neighbor. He
            found me sitting in the straw with a goat standing on my coat, and put a honey stick
            in my mouth.
            """,
        what_learned="Let somebody see your number. It is not nagging. It is a rope.",
        why_it_matters="""
            The sensor talks to the phone, and the phone needs one bar. We have one bar because I
            put up a pole. Not everybody has a pole.
            """,
        because="""
            #IHeartHIT because my wife’s phone screamed in the alto section and I am here to hear
            about it.
            """,
        days_ago=21,
        live_days_ago=15,
        picture="barn-solar-lamp",
        alt="""
            A drawing of a red barn at night with solar panels on its roof. A lantern glows on a
            crate, and a tractor stands beside it.
            """,
    ),
    DemoStory(
        key="hannah",
        topic="care-at-home",
        title="The refrigerator has retired",
        name="Hannah Weiss",
        name_shown="first",
        about="Mother of a boy with a feeding tube",
        place="Boise, Idaho",
        what_happened="""
            Five nurses, two grandmothers, one boy. Everything used to be on the refrigerator, in
            four colors of marker. Now it is one shared page. Last night’s nurse wrote, “He
            laughed at the pump.” I read it at work and had to go stand in the hallway.
            """,
        what_learned="The small notes are the medicine.",
        why_it_matters="Leave room in your forms for a line like that.",
        because="#IHeartHIT because I was at work and still got to know that he laughed.",
        days_ago=11,
        state="approved",
    ),
]
