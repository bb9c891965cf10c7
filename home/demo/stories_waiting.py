"""Invented stories that are still on the review desk, or that ended there."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="noah",
        topic="getting-the-record",
        title="Freshman, with baggage",
        name="Noah Birnbaum",
        name_shown="first",
        about="College student",
        place="Athens, Ohio",
        what_happened="""
            I have had epilepsy since I was six and a mother who handled it since I was six. In
            August she drove home and I was the one who handled it.

            I had a seizure in the dining hall in week two. I woke up with a taco in my hand. The
            campus clinic had my whole history up, because in July my mom had made me sit on the
            couch and request it myself. She did not help. She sat on her hands. I was furious.
            """,
        what_learned="Ask for your record before you need it. Also, call your mother.",
        why_it_matters="""
            Nobody tells you that turning eighteen makes you a stranger to your own file. Somebody
            should put that on a poster next to the one about laundry.
            """,
        because="""
            #IHeartHIT because I had a seizure and a taco, and strangers knew what to do about one
            of them.
            """,
        days_ago=0.2,
        state="received",
        confirmed=False,
    ),
    DemoStory(
        key="maribel",
        topic="language-and-access",
        title="Sign in, sit down",
        name="Maribel Soto",
        name_shown="full",
        about="Clinic receptionist",
        place="Yuma, Arizona",
        what_happened="""
            For twelve years I handed out clipboards. The form was in English, small type. People
            would hold it, nod, and pretend they forgot their glasses. I read it to them at the
            counter, out loud, with the whole room listening: do you drink, do you feel safe at
            home.

            Now there is a tablet you take to your chair. It asks what language, and then it asks
            if you want to hear it. There are headphones. Last week a man my father’s age put them
            on and started answering. When he gave it back he stood up a little straighter. He had
            not needed his glasses.
            """,
        what_learned="I thought they were shy. They were being polite about our form.",
        why_it_matters="""
            One in every waiting room, please. And somebody like me, for when it freezes.
            """,
        because="""
            #IHeartHIT because nobody has to tell me across a counter whether they feel safe at
            home.
            """,
        days_ago=3,
        state="received",
        post_url="https://notes.example.org/maribel/sign-in-sit-down",
        post_title="Sign in, sit down",
        picture="waiting-room-small",
        alt="""
            A drawing of a row of chairs in a waiting room. A tablet leans on the yellow chair,
            and a clock with a heart of dashes hangs above.
            """,
    ),
    DemoStory(
        key="carla",
        topic="safer-medicines",
        title="Specimen four",
        name="Carla Jessup",
        name_shown="first",
        about="Lab technician",
        place="Chattanooga, Tennessee",
        what_happened="""
            To me you are a tube with a lavender cap. I run three hundred of you before noon. I
            try to remember that you are people, but mostly you are lavender.

            Tube four on a Monday came back with a count so low that I thought the machine was
            off. I ran it again. Then I pressed the button that does not put it in a queue. It
            makes a phone buzz in somebody’s pocket until they press back. It took fifty seconds.
            She was seventeen. I only know because her doctor sent me a message that afternoon,
            and they never do. It said, “She’s upstairs. Good catch.”
            """,
        what_learned="I taped the message inside my locker. I look at it, then I put on gloves.",
        why_it_matters="Let the news travel back down to us sometimes. It would not cost much.",
        because="""
            #IHeartHIT because tube four made a phone buzz, and tube four is upstairs getting
            better.
            """,
        days_ago=2,
        state="received",
        steps=1,
    ),
    DemoStory(
        key="frank",
        topic="care-at-home",
        title="He wanted the window open",
        name="Frank Delacroix",
        name_shown="full",
        about="Hospice volunteer",
        place="Burlington, Vermont",
        what_happened="""
            I sit with people at the end. They send me a note before I go. It used to be a room
            number.

            Now there is a page that they fill in themselves while they can still be funny about
            it. Mr. A. had written: no hymns, window open, do not let my brother give a speech. He
            had written that he was afraid of the dark, which he had not told his daughters.

            It was eleven below. I opened the window two inches and turned on the lamp. His
            brother came and drew a breath to speak, and I found that I had an urgent question
            about parking.
            """,
        what_learned="People will tell a form at night what they cannot tell the family at noon.",
        why_it_matters="""
            Ask what matters to a person before it is too late to ask. Then make sure it is the
            first thing we see when we open the file, not the last.
            """,
        because="""
            #IHeartHIT because he could no longer say it, and I still knew to open the window.
            """,
        days_ago=6,
        state="in_review",
    ),
    DemoStory(
        key="theo",
        topic="telehealth",
        title="Grandpa and the robot voice",
        name="Theo Vandersloot",
        name_shown="first",
        about="Grandson, high school senior",
        place="Pella, Iowa",
        what_happened="""
            My grandfather hates three things: margarine, daylight saving time and being called at
            dinner. So when the clinic’s reminder called at 6:15 in a robot voice, he talked back
            to it. For about four minutes. He told it about his knee. He told it about my
            grandmother.

            It had been set to record, so that people could cancel. Somebody at the clinic
            listened to it the next day. A lady called, at ten in the morning, and asked about the
            knee, and then she asked about my grandmother.
            """,
        what_learned="He was not mad at the phone. He had nobody to be mad at.",
        why_it_matters="If you build a voice, have a person listen at the other end.",
        because="""
            #IHeartHIT because my grandfather yelled at a robot for four minutes and a person
            called back.
            """,
        days_ago=8,
        state="in_review",
        steps=1,
    ),
    DemoStory(
        key="nadine",
        topic="care-at-home",
        title="The chart on the door frame",
        name="Nadine Farrow",
        name_shown="full",
        about="Physical therapist",
        place="Eureka, California",
        what_happened="""
            After her stroke Mrs. K. would not do her exercises for me or for the app on her
            tablet. She did them for her grandson. He drew a chart in crayon on the door frame,
            and every time she got her hand up to the next line she rang a bicycle bell.

            The app counted her reaches. The door frame showed them. I took a picture of it for
            her file, next to the numbers, so that her doctor could see what the numbers were for.
            He printed it.
            """,
        what_learned="The app got her to reach. The bell got her to want to.",
        why_it_matters="""
            Leave a place in the record for a picture that is not a scan. It explained her better
            than my notes did.
            """,
        because="#IHeartHIT because her file has the numbers in it, and also the crayon.",
        days_ago=10,
        state="changes_requested",
        grounds=("missing_image",),
        note="""
            Thank you, Nadine. We read this out loud to each other. You write about a picture of
            the door frame, and we would love to show one. Could you send a photo of it, or of the
            bicycle bell? Please ask the family first, and leave people out of it. If you cannot,
            tell us. We will find another way.
            """,
    ),
    DemoStory(
        key="brent",
        topic="the-people-who-build-it",
        title="How our app is changing everything",
        name="Brent Callaghan",
        name_shown="full",
        about="Founder",
        place="Scottsdale, Arizona",
        what_happened="""
            As the founder of a fast-growing company, I am passionate about disrupting wellness.
            Our award-winning platform is the smartest way to manage your whole health, and our
            users love it. Download it today and get the first month free.
            """,
        what_learned="Nobody else does what we do. Our team is the best in the business.",
        why_it_matters="Decision makers should book a demo. Spots are limited.",
        because="""
            #IHeartHIT because our platform puts the future of wellness in the palm of your hand.
            """,
        days_ago=12,
        state="not_selected",
        grounds=("promotional",),
        note="""
            Thank you for writing, Brent. We cannot publish this one, because it advertises a
            company. That is the one thing we leave out for everybody. You must have had a day
            that made you start. If you tell us about that day and leave the product out, we will
            gladly read it.
            """,
    ),
    DemoStory(
        key="nebraska",
        topic="getting-the-record",
        title="My brother’s file",
        name="Anonymous sender",
        name_shown="none",
        about="Sister",
        place="Nebraska",
        what_happened="""
            I asked for my brother’s file after he died, and I got it, and I read all of it in one
            night. I wrote about that here. Then I thought about how he kept his door shut all his
            life.
            """,
        what_learned="Some things are true and still not mine to tell.",
        why_it_matters="You let me take it back, and nobody asked me why.",
        because="#IHeartHIT because I was allowed to read it, and allowed to keep it to myself.",
        days_ago=26,
        state="withdrawn",
    ),
    DemoStory(
        key="links",
        topic="",
        title="Great article",
        name="Best Rates",
        name_shown="full",
        about="",
        place="",
        what_happened="""
            Great article very useful for me. Visit https://example.com/rates and
            https://example.com/pills and https://example.net/win for more great offers
            http://example.org/now
            """,
        what_learned="Click https://example.com/now",
        why_it_matters="https://example.net/offer",
        because="#IHeartHIT because great rates are at https://example.com/rates",
        days_ago=5,
        state="spam",
        confirmed=False,
        social=False,
        brief=False,
    ),
]
