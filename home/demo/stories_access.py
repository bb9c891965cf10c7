"""Invented stories about language and access."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="mai",
        topic="language-and-access",
        title="Before I say hello",
        name="Mai Lor",
        name_shown="full",
        about="Medical interpreter",
        place="Wausau, Wisconsin",
        what_happened="""
            I speak for people on the worst days they have. Most times I walk in blind. I do not
            know if I will be saying “sprained ankle” or “there is nothing more we can do.” You
            need a different breath for each.

            An old auntie came in for a test, and her grandson, eleven, was pulling his chair
            close. He had done it before. He was going to be brave and tell his grandmother she
            had cancer.

            But a small line on her chart said: Hmong, interpreter, book one hour, not the family.
            It rang my phone the day before. So I was standing in the door when they came down the
            hall. I said to the boy in our language, “Today you can just be the grandson.” He put
            his head down on the arm of her chair.
            """,
        what_learned="""
            It was six words in a box. Somebody asked her once, and wrote it down where the next
            person would trip over it.
            """,
        why_it_matters="""
            A child should not be the one who has to know the word. Ask early, write it down, and
            let the computer do the nagging.
            """,
        because="""
            #IHeartHIT because one line on a chart rang my phone, and a boy of eleven did not have
            to say the word.
            """,
        days_ago=43,
        live_days_ago=35,
    ),
    DemoStory(
        key="gwen",
        topic="language-and-access",
        title="You do not need to shout",
        name="Gwen Sorrell",
        name_shown="full",
        about="Deaf patient, carpenter",
        place="Rochester, New York",
        what_happened="""
            My story is in American Sign Language, in the video. Short version: I was on a table
            with my shirt off and a mask on every face in the room. You cannot lip-read a mask.
            """,
        what_learned="""
            A tablet on a pole, an interpreter on the tablet. I could ask, “Is that normal?” while
            they could still answer.
            """,
        why_it_matters="""
            It has to be charged. It has to be in the room before I am. I am tired of meeting it
            on the way out.
            """,
        because="""
            #IHeartHIT because for once the interpreter was in the room before my clothes were
            off.
            """,
        days_ago=29,
        live_days_ago=21,
        video_url="https://vimeo.com/000000002",
    ),
    DemoStory(
        key="arturo",
        topic="language-and-access",
        title="Image, image, image",
        name="Arturo Peña",
        name_shown="full",
        about="Blind patient, piano tuner",
        place="Tucson, Arizona",
        what_happened="""
            My phone reads to me. It reads fast, like an auctioneer. When my lab results came, it
            said: “Image. Image. Image. Button.” I pressed the button. It said, “Image.”

            I called. I was told to ask a friend to read it. With respect, I am fifty-four. I do
            not want a friend to read me that.

            I wrote a letter. I write a good letter. I described, with care, what it is to hold
            your own kidneys in your hand and hear the word “image.”

            Eight months went by. Then one Thursday my phone said: “Creatinine. One point one.
            Normal is point seven to one point three. Same as last year.” I made it say it again.
            Then I made it say it slowly. I tuned a concert grand that afternoon and did not
            charge for the extra hour.
            """,
        what_learned="""
            Somewhere a person I will never meet typed words behind each of those pictures. By
            hand.
            """,
        why_it_matters="""
            I do not need it pretty. I need it to say the number. That is not a favor. It is the
            same number.
            """,
        because="""
            #IHeartHIT because my results stopped saying “image” and told me, in private, that I
            am fine.
            """,
        days_ago=25,
        live_days_ago=16,
    ),
]
