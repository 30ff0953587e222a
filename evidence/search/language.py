"""The words of the field: what counts as the same word in a search.

One list for every engine: `evidence.search.text` applies it in Python for the database,
`evidence.search.engines.mapping` hands it to Elasticsearch's analyser. A change needs
`manage.py search_index rebuild`.
"""

# Lucene's English list.
STOP_WORDS = (
    "a an and are as at be but by for if in into is it no not of on or such that the their "
    "then there these they this to was will with"
)

# Words of a question that say nothing of what it is about. They are left out of a query
# as long as others remain, and indexed all the same: a phrase may hold them.
QUESTION_WORDS = (
    "about above across after again against all almost along already also although "
    "always am among another any anybody anyone anything around because been before "
    "being below between both can cannot could did do does doing done during each "
    "either else enough ever every everybody everyone everything far for from get "
    "gets getting give given gives go goes going got had has have having he her "
    "here hers him his how however i instead its itself just may me might mine more "
    "most much must my myself neither never nobody nor nothing now often once only "
    "onto other others our ours out over perhaps please quite rather really same "
    "say says see seem seems several shall she should since so some somebody "
    "someone something sometimes somewhere still sure tell than them themselves "
    "thing things those though through thus together too toward towards under until "
    "up upon us used uses using various very want wants way ways we well were what "
    "whatever when whenever where whereas wherever whether which while who whole "
    "whom whose why within without would yes yet you your yours yourself"
)

# British spellings that follow a rule, written the American way before stemming. A
# rule may rewrite a word it need not ("exercise"): both sides of the search agree.
SPELLING = (
    (r"^(.{3,})is(e|es|ed|er|ers|ing|ation|ations)$", r"\1iz\2"),
    (r"^(.{3,})ys(e|es|ed|er|ers|ing)$", r"\1yz\2"),
    (r"^(.{2,})our(s|ed|al|able|ful|ing|ist|ists|ally)?$", r"\1or\2"),
    (r"^(.{3,}[aeiou])ll(ed|er|ers|ing)$", r"\1l\2"),
)

# Words that are true equivalents; the last column is what is indexed. Contracted on both
# sides, never expanded: expanding at search time lets documents win that list every
# variant.
SYNONYMS = (
    ("pupil, pupils, student, students, learner, learners", "student"),
    ("maths, math, mathematics, mathematical", "math"),
    ("attainment, achievement", "achievement"),
    ("primary, elementary", "elementary"),
    (
        "nursery, nurseries, preschool, preschools, pre school, kindergarten",
        "preschool",
    ),
    ("childcare, child care, day care", "childcare"),
    ("early years, early childhood", "earlyyears"),
    (
        "ta, tas, teaching assistant, teaching assistants, paraprofessional, "
        "paraprofessionals",
        "teachingassistant",
    ),
    ("sen, send, special educational needs, special education needs", "specialneeds"),
    ("cpd, professional development", "professionaldevelopment"),
    (
        "afl, assessment for learning, formative assessment",
        "formativeassessment",
    ),
    ("mainstreaming, inclusion", "inclusion"),
    (
        "cbt, cognitive behavioural therapy, cognitive behavioral therapy, "
        "cognitive behaviour therapy, cognitive behavioural, cognitive behaviour",
        "cbt",
    ),
    (
        "pupil teacher ratio, student teacher ratio, teacher student ratio, "
        "teacher pupil ratio",
        "studentteacherratio",
    ),
    (
        "eal, ell, english as an additional language, english language learners, "
        "english language learner",
        "eal",
    ),
    (
        "ect, ects, early career teacher, early career teachers, nqt, nqts, newly "
        "qualified teacher, newly qualified teachers",
        "earlycareerteacher",
    ),
    (
        "itt, initial teacher training, initial teacher education",
        "initialteachertraining",
    ),
    ("senco, sencos, sendco, sendcos", "senco"),
    ("slt, senior leadership team, senior leadership teams", "slt"),
    ("fsm, free school meals, free school meal", "freeschoolmeals"),
    ("eyfs, early years foundation stage", "eyfs"),
    ("lac, looked after children, looked after child", "lookedafterchildren"),
    ("pe, physical education", "physicaleducation"),
    ("pshe, personal social health and economic education", "pshe"),
    (
        "ict, information and communication technology, information and "
        "communications technology",
        "ict",
    ),
    (
        "adhd, attention deficit hyperactivity disorder, attention deficit disorder",
        "adhd",
    ),
    (
        "asd, autism spectrum disorder, autistic spectrum disorder, autism spectrum "
        "condition",
        "asd",
    ),
    ("dt, design and technology", "designandtechnology"),
    ("mfl, modern foreign languages, modern languages", "mfl"),
    ("rct, rcts, randomised controlled trial, randomised controlled trials", "rct"),
    ("metacognition, metacognitive", "metacognition"),
    ("programme, programmes, program, programs", "program"),
    ("centre, centres, center, centers", "center"),
    ("judgement, judgements, judgment, judgments", "judgment"),
    ("practise, practises, practised, practising, practicing, practiced", "practice"),
    ("paediatric, pediatric", "pediatric"),
    ("dialogue, dialogues, dialog, dialogs", "dialogue"),
    ("ks1, key stage 1, key stage one", "keystage1"),
    ("ks2, key stage 2, key stage two", "keystage2"),
    ("ks3, key stage 3, key stage three", "keystage3"),
    ("ks4, key stage 4, key stage four", "keystage4"),
)

# Where the stemmer goes too far, or not far enough.
STEMS = {
    "universal": "universal",
    "university": "university",
    "universities": "university",
    "organisation": "organiz",
    "organisations": "organiz",
    "organization": "organiz",
    "organizations": "organiz",
    "organize": "organiz",
    "organizes": "organiz",
    "organized": "organiz",
    "organizing": "organiz",
    "news": "news",
    "generic": "generic",
    "general": "general",
    "generally": "general",
    "generalize": "generaliz",
    "generalizes": "generaliz",
    "generalized": "generaliz",
    "generalizing": "generaliz",
    "generalization": "generaliz",
    "generalizations": "generaliz",
    "ethics": "ethic",
    "ethical": "ethic",
    "policy": "policy",
    "policies": "policy",
    "police": "police",
}
