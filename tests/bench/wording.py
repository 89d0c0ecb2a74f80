"""The words of the synthetic corpus: invented places, people and business. Slots in braces are filled by generate.py."""

FIRST_PARTS = ("Ash", "Bram", "Cole", "Dun", "Elder", "Fern", "Garth", "Hazel", "Ivel", "Keld", "Lang", "Mere", "Nether", "Orme",
               "Pen", "Quarr", "Raven", "Stan", "Thorn", "Wither")
LAST_PARTS = ("brook", "combe", "dale", "field", "gate", "ham", "keep", "leigh", "moor", "ness", "port", "ridge", "stead", "thwaite",
              "wick", "worth")

BOARD = ("board", "District Board")
COMMITTEES = (("finance", "Finance and Assets Committee"), ("highways", "Highways and Travel Committee"),
              ("young-people", "Children and Young People's Committee"), ("open-spaces", "Open Spaces and Leisure Committee"))

GIVEN = ("Aled", "Bridget", "Carys", "Duncan", "Esther", "Farah", "Gareth", "Hana", "Ingrid", "Jonas", "Kamal", "Lena", "Mostyn",
         "Nuala", "Oscar", "Petra", "Rafiq", "Selma", "Tobias", "Una", "Viktor", "Wanda", "Yusuf", "Zelda", "Anwen", "Bastian",
         "Clement", "Dorothea", "Eirlys", "Florian")
FAMILY = ("Abbot", "Birch", "Cawley", "Dixon", "Ellwood", "Frost", "Gadd", "Hallam", "Irwin", "Jessop", "Kerr", "Lowther", "Marr",
          "Nayler", "Oxley", "Pascoe", "Quill", "Rowntree", "Sayer", "Tranter", "Udall", "Vickers", "Wragg", "Yardley", "Zammit",
          "Ó Briain", "Llwyd", "Müller", "Sørensen", "Żak")
HONORIFICS = ("Cllr", "Dr", "Revd", "Sgt")
POSTS = ("Head of Service", "Area Manager", "Parent representative", "Development Officer", "Headteacher", "Practice Manager",
         "Youth worker", "Transport planner", "Volunteer co-ordinator", "Community nurse", "Surveyor", "Tenants' representative")
ORGANISATIONS = ("the District Council", "the Community Health Trust", "the Chamber of Trade", "Riverside Homes",
                 "the Volunteer Bureau", "the Tenants' Federation", "the Wildlife Trust", "the Bus Users' Group", "the County Library",
                 "the Police", "the High School", "the Allotment Society")
PLACES = ("the old market hall", "Station Road", "the library annexe", "Mill Green", "the east bank", "the bus depot",
          "Chapel Lane", "the sports pavilion", "Priory Park", "the riverside path", "Canal Street", "the youth centre",
          "the lower car park", "Beacon Hill", "the fire station yard", "the junction by the school", "Cross Street",
          "the community orchard")
VENUES = ("Town Hall, committee room 2", "The Institute, upper room", "County Library, meeting room", "St Aidan's Hall",
          "High School, room 14")

# title, things that its sentences are about
TOPICS = (
    ("Road repairs and winter service", ("the resurfacing list", "the salt store", "the pothole backlog", "the drainage survey")),
    ("Bus services", ("the evening timetable", "the shelter at the terminus", "the fares trial", "the school contract")),
    ("Library and learning", ("the homework club", "the opening hours", "the reading scheme", "the local history room")),
    ("Parks and play", ("the swing set", "the bowling green", "the path lighting", "the wildflower margin")),
    ("Flood preparedness", ("the warden rota", "the culvert grille", "the sandbag point", "the gauge on the bridge")),
    ("Housing and repairs", ("the damp survey", "the empty homes list", "the lift contract", "the heating upgrade")),
    ("Young people", ("the drop-in evening", "the mentoring pilot", "the summer programme", "the youth panel")),
    ("Health and wellbeing", ("the walking group", "the vaccination clinic", "the carers' register", "the dental waiting list")),
    ("Budget and grants", ("the reserve", "the small grants round", "the insurance renewal", "the quarterly forecast")),
    ("Trees and hedges", ("the ash trees", "the planting plan", "the inspection round", "the hedge by the crossing")),
    ("Events and festivals", ("the spring fair", "the road closure order", "the first-aid cover", "the stall bookings")),
    ("Buildings and energy", ("the boiler", "the roof of the annexe", "the solar panels", "the access ramp")),
    ("Safety and policing", ("the camera trial", "the speed survey", "the late-night patrols", "the reporting form")),
    ("Allotments", ("the water supply", "the waiting list", "the boundary fence", "the composting bays")),
)

SENTENCES = (
    "{Who} reported that {thing} had been inspected and that {number} points were still to be dealt with.",
    "Members heard that {thing} would cost about {money}, which is {number} per cent more than was forecast.",
    "The survey of {place} drew {hundreds} answers, most of them in favour of going ahead before {month}.",
    "{Who} explained why {thing} had been held up: the permit for {place} came three weeks late.",
    "A visit to {place} is planned for {month}, and {organisation} has been asked to send somebody.",
    "It was pointed out that {thing} and {place} cannot both be closed in the same week.",
    "The present arrangement at {place} ends in {month}, so a decision cannot wait much longer.",
    "{Who} thanked the volunteers, who gave {hundreds} hours between them, and asked that this be recorded.",
    "The figures for {thing} were laid on the table; they are {number} per cent better than a year ago.",
    "Two complaints about {place} had been received, and both have been answered in writing.",
    "Several members asked how {thing} would be paid for after {month}, when the grant of {money} runs out.",
    "There was a long talk about {place}, in which **no firm view** was reached.",
    "{Who} had spoken to {organisation}, who will look at {thing} again *before* the end of {month}.",
    "The offer of {money} from {organisation} was welcomed, though it must be spent by {month}.",
    "Nobody from {organisation} could come, but a written note about {thing} had been sent round.",
    "As {thing} is used by some {hundreds} people a week, the work is to be done in two stages.",
    "Last year's experience at {place} shows that signs are needed at least a fortnight beforehand.",
    "{Who} asked whether {thing} might be shared with {organisation}, at any rate until {month}.",
    "The contractor has promised to finish {place} by the {ordinal} of {month}, weather permitting.",
    "Of the {hundreds} leaflets printed, {number} boxes are left over and can be had from the clerk.",
    "It was felt that {thing} deserves a paper of its own, with costs, risks and a plan for {place}.",
    "{Who} warned that without {organisation} the scheme at {place} would have to stop in {month}.",
    "The trial at {place} has run for {number} weeks and brought fewer calls than expected.",
    "For {thing} three prices were obtained, from {money} upwards; the cheapest is also the quickest.",
    "Access to {place} remains a worry, above all for people with prams, sticks or wheelchairs.",
    "The wording of the notice about {thing} was gone through line by line and shortened.",
)
REMARKS = (
    "Could we see {thing} for ourselves before we vote on it?",
    "I would rather wait until {month} than do {place} badly.",
    "That is the third time {thing} has come back to us.",
    "{Organisation} would be glad to help, if somebody asks them.",
    "Has anybody told the people who live beside {place}?",
    "We promised this a year ago, and {money} was put aside for it.",
    "My concern is {thing}: who looks after it once the builders have gone?",
)
ACTIONS = (
    "to ask {organisation} for a written answer about {thing}.",
    "to bring a costed paper on {thing} to the committee.",
    "to arrange a visit to {place} and let members have the date.",
    "to obtain three prices for {thing}, none above {money}.",
    "to put up notices at {place} and to tell {organisation}.",
    "to send the figures on {thing} round to all members.",
    "to meet {organisation} about {place} and to report back.",
    "to check the insurance for {place} before anybody starts work.",
    "to draft a reply to the {number} residents who wrote about {thing}.",
    "to find out whether the {money} can be carried over.",
)
REQUESTS = (
    "to tell the clerk of anybody who could help with {thing}.",
    "to read the paper on {thing} before the next meeting.",
    "to pass on the leaflet about {place}.",
    "to send pictures of {place} for the newsletter, if they have any.",
)
UPDATES = {
    "open": ("Not begun; {organisation} has yet to answer.", "Waiting for {month}, when the figures come out.",
             "Nothing new on {thing}."),
    "in-progress": ("A first draft is with {organisation}.", "Two of the three prices are in; the third comes in {month}.",
                    "Begun at {place}, and about half done.", "{Who} has seen {thing} and will write it up."),
    "proposed": ("The letter has gone out; it is proposed to close this.", "Finished but for {thing}; may be closed next time."),
    "done": ("Done.", "Done in {month}; see the paper that was sent round.", "The answer came and is on file.",
             "The visit to {place} took place.", "{Who} reported that this is finished, at a cost of {money}."),
    "dropped": ("No longer needed, as {organisation} has seen to it.", "Let go: there is no money for it before {month}."),
    "superseded": ("Taken over by the new action.", "Now part of a wider piece of work on {thing}."),
    "reopened": ("Taken up again, as {thing} has failed once more.", "Reopened after a complaint about {place}."),
    "mention": ("Mentioned in passing; nothing to report.", "{Who} asked how this stands and was told that work goes on."),
}
DECISIONS = (
    "That {money} be spent on {thing}.",
    "To support the plan for {place}, with a report after {number} months.",
    "That {thing} be put off until {month} and not a day longer.",
    "To recommend the scheme for {place} to those who have to pay for it.",
    "To note the report.",
    "That the wording be left to the Chair and the Clerk.",
)
MOTIONS = (
    "That this body supports the work at {place} and sets aside {money} for it.",
    "That {thing} be offered to {organisation} on the terms in the paper.",
    "That the closing of {place} be put off until after {month}.",
)
AMENDMENTS = ("For \"{place}\" read \"the far side of {place}\".", "The sum for {thing} should be {money}.",
              "{Who} was present for the whole of this item.")
LIST_ITEMS = ("{thing}, to be looked at first", "signs and barriers at {place}", "a contact at {organisation}",
              "{money} for materials", "a rota until {month}", "insurance and a risk assessment")
BULLETS = ("The work falls into these parts:", "Still to be settled:", "The paper lists:")
ROWS = ("Materials", "Labour", "Hire of plant", "Printing", "Insurance", "Contingency", "Training", "Travel")
SUMMARIES = ("A contract was discussed.", "A staffing matter was discussed.", "The terms of a lease were discussed.")
RESTRICTED = ("The tender of {organisation} for {thing} stands at {money}, which is {number} per cent below the next.",
              "The person concerned has asked for {number} weeks to answer.", "The lease of {place} may be had for {money} a year.")
APPENDIX = ("Terms of reference", "Members' attendance", "Statement of {organisation}")
NOTES = ("The recording breaks off here for a few minutes.", "The paper was handed round and is on file.")
DEFERRALS = ("A fuller report on {thing} will come to the next meeting.", "{Who} will bring {place} back next time.")
INTERESTS = ("personal", "pecuniary", "other", "prejudicial")
INTEREST_WORDS = ("Lives beside {place}.", "A trustee of {organisation}.", "Has a plot on the site.")
OPENING = ("{Who} welcomed everybody and opened the meeting.", "{Who} took the chair and opened the meeting on time.")

# A translation carries these; it defines nothing.
WELSH_TITLES = ("Croeso", "Materion yn codi", "Adroddiadau", "Cyllid", "Trafnidiaeth", "Pobl ifanc", "Unrhyw fater arall")
WELSH = ("Diolchodd y Cadeirydd i bawb am ddod.", "Cafodd yr aelodau adroddiad ar y gwaith hyd yma.",
         "Bydd y Clerc yn ysgrifennu at y Cyngor cyn diwedd y mis.", "Cytunwyd i edrych ar y costau eto yn y gwanwyn.",
         "Nid oedd neb yn erbyn y cynllun.", "Gofynnodd sawl aelod am ragor o wybodaeth.",
         "Mae'r llwybr ar agor eto ar ôl y llifogydd.", "Croesawyd y cynnig, er bod yr amser yn brin.")
