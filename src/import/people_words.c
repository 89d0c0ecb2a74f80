#include "import/people_parts.h"

#include "base/text.h"

#include <string.h>

struct known_word {
    const char *word;
    unsigned flags;
};

/* In order of bytes. What is a name just as well as a word of minutes ("May", "Page", "Hall") is not among those that are never in a name. */
static const struct known_word known_words[] = {
    {"'s", WORD_PARTICLE}, {"'t", WORD_PARTICLE}, {"a", WORD_NOT}, {"ab", WORD_PARTICLE}, {"about", WORD_NUMBER | WORD_NOT},
    {"above", WORD_NOT}, {"absence", WORD_NOT}, {"absent", WORD_NOT | WORD_REMARK}, {"academy", WORD_ORG},
    {"accepted", WORD_NOT}, {"accountant", WORD_POST}, {"accounts", WORD_NOT}, {"acting", WORD_PART}, {"action", WORD_NOT},
    {"actions", WORD_NOT}, {"add", WORD_NOT}, {"address", WORD_NOT}, {"adjourned", WORD_NOT}, {"admin", WORD_ROLE},
    {"administrator", WORD_POST}, {"admins", WORD_ROLE}, {"adviser", WORD_POST}, {"advisor", WORD_POST}, {"af", WORD_PARTICLE},
    {"after", WORD_NOT}, {"afternoon", WORD_NOT}, {"again", WORD_NOT}, {"against", WORD_NOT}, {"agency", WORD_ORG},
    {"agenda", WORD_NOT}, {"agreed", WORD_NOT}, {"ahead", WORD_NOT}, {"al", WORD_PARTICLE}, {"ald", WORD_TITLE},
    {"alderman", WORD_TITLE}, {"all", WORD_NOT | WORD_GROUP}, {"allotments", WORD_NOT}, {"also", WORD_NOT | WORD_REMARK},
    {"am", WORD_NOT}, {"an", WORD_NOT}, {"analyst", WORD_POST}, {"and", WORD_REMARK}, {"announcements", WORD_NOT},
    {"annual", WORD_NOT}, {"another", WORD_NOT}, {"answer", WORD_NOT}, {"answers", WORD_NOT}, {"any", WORD_NOT},
    {"anybody", WORD_NOT | WORD_GROUP}, {"anyone", WORD_NOT | WORD_GROUP}, {"ap", WORD_PARTICLE},
    {"apologies", WORD_NOT | WORD_REMARK}, {"apologised", WORD_NOT}, {"apology", WORD_NOT}, {"appendix", WORD_NOT},
    {"appointment", WORD_NOT | WORD_REASON}, {"approval", WORD_NOT}, {"approved", WORD_NOT}, {"approx", WORD_NUMBER | WORD_NOT},
    {"approximately", WORD_NUMBER | WORD_NOT}, {"architect", WORD_POST}, {"architects", WORD_ORG}, {"archivist", WORD_POST},
    {"are", WORD_NOT}, {"around", WORD_NUMBER}, {"arrange", WORD_NOT}, {"arrived", WORD_REMARK}, {"arriving", WORD_REMARK},
    {"as", WORD_NOT | WORD_REMARK}, {"ask", WORD_NOT}, {"assistant", WORD_PART | WORD_POST}, {"association", WORD_ORG},
    {"at", WORD_NOT}, {"attached", WORD_NOT}, {"attend", WORD_NOT}, {"attendance", WORD_NOT},
    {"attended", WORD_NOT | WORD_REMARK}, {"attendee", WORD_CROWD}, {"attendees", WORD_CROWD | WORD_NOT | WORD_GROUP},
    {"attending", WORD_NOT | WORD_REMARK}, {"attorney", WORD_POST}, {"auditor", WORD_POST}, {"authority", WORD_ORG},
    {"av", WORD_PARTICLE}, {"away", WORD_REASON}, {"ba", WORD_SUFFIX}, {"background", WORD_NOT}, {"balance", WORD_NOT},
    {"bc", WORD_SHORT}, {"bcllr", WORD_TITLE}, {"be", WORD_NOT}, {"been", WORD_NOT}, {"before", WORD_NOT}, {"being", WORD_NOT},
    {"below", WORD_NOT}, {"bem", WORD_SUFFIX}, {"ben", WORD_PARTICLE}, {"bereavement", WORD_REASON}, {"between", WORD_NOT},
    {"bin", WORD_PARTICLE}, {"bins", WORD_NOT}, {"binti", WORD_PARTICLE}, {"bluejeans", WORD_REMOTE},
    {"board", WORD_ORG | WORD_GROUP}, {"borough", WORD_AREA}, {"both", WORD_NOT | WORD_GROUP}, {"bsc", WORD_SUFFIX},
    {"budget", WORD_NOT}, {"bureau", WORD_ORG}, {"bursar", WORD_ROLE}, {"business", WORD_NOT}, {"but", WORD_NOT},
    {"buy", WORD_NOT}, {"by", WORD_NOT | WORD_REMARK}, {"cab", WORD_ORG}, {"call", WORD_NOT}, {"can", WORD_NOT},
    {"cancelled", WORD_NOT}, {"canon", WORD_TITLE}, {"capt", WORD_TITLE}, {"captain", WORD_TITLE | WORD_ROLE},
    {"caretaker", WORD_POST}, {"carried", WORD_NOT}, {"cbe", WORD_SUFFIX}, {"cc", WORD_SHORT}, {"ccg", WORD_ORG},
    {"ccllr", WORD_TITLE}, {"cemetery", WORD_NOT}, {"ceo", WORD_POST}, {"cfo", WORD_POST}, {"chair", WORD_ROLE},
    {"chairlady", WORD_ROLE}, {"chairman", WORD_ROLE}, {"chairperson", WORD_ROLE}, {"chairs", WORD_NOT | WORD_GROUP},
    {"chairwoman", WORD_ROLE}, {"chancellor", WORD_ROLE}, {"charity", WORD_ORG}, {"chase", WORD_NOT}, {"check", WORD_NOT},
    {"chief", WORD_POST}, {"churchwarden", WORD_POST}, {"churchwardens", WORD_POST}, {"cic", WORD_ORG}, {"cilca", WORD_SUFFIX},
    {"circa", WORD_NUMBER}, {"city", WORD_AREA}, {"clerk", WORD_ROLE}, {"cllr", WORD_TITLE}, {"cllrs", WORD_TITLE},
    {"closed", WORD_NOT}, {"club", WORD_ORG}, {"cnty", WORD_SHORT}, {"co", WORD_PART}, {"co-chair", WORD_ROLE},
    {"co-chairs", WORD_ROLE}, {"co-ordinator", WORD_POST}, {"co-president", WORD_ROLE}, {"co-secretary", WORD_ROLE},
    {"co-treasurer", WORD_ROLE}, {"cochair", WORD_ROLE}, {"col", WORD_TITLE}, {"college", WORD_ORG}, {"colonel", WORD_TITLE},
    {"comment", WORD_NOT}, {"comments", WORD_NOT}, {"commissioner", WORD_TITLE | WORD_POST}, {"commitment", WORD_REASON},
    {"commitments", WORD_REASON}, {"committee", WORD_ORG | WORD_GROUP}, {"commodore", WORD_ROLE}, {"community", WORD_AREA},
    {"company", WORD_ORG | WORD_GROUP}, {"company's", WORD_ORG}, {"complete", WORD_NOT}, {"completed", WORD_NOT},
    {"confirm", WORD_NOT}, {"confirmed", WORD_NOT}, {"consortium", WORD_ORG}, {"const", WORD_TITLE}, {"constable", WORD_TITLE},
    {"constabulary", WORD_ORG}, {"consultant", WORD_POST}, {"consultants", WORD_ORG}, {"consultation", WORD_NOT},
    {"contact", WORD_NOT}, {"contacts", WORD_NOT}, {"continue", WORD_NOT}, {"continued", WORD_NOT},
    {"convener", WORD_ROLE | WORD_POST}, {"convenor", WORD_ROLE}, {"coo", WORD_POST}, {"coordinator", WORD_POST},
    {"copy", WORD_NOT}, {"corp", WORD_ORG}, {"corporation", WORD_ORG}, {"correct", WORD_NOT}, {"correspondence", WORD_NOT},
    {"could", WORD_NOT}, {"council", WORD_ORG | WORD_GROUP}, {"council's", WORD_GROUP}, {"councillor", WORD_TITLE | WORD_CROWD},
    {"councillors", WORD_TITLE | WORD_CROWD | WORD_GROUP}, {"councilman", WORD_TITLE}, {"councilmember", WORD_TITLE},
    {"councilmembers", WORD_TITLE}, {"councilor", WORD_TITLE}, {"councilors", WORD_TITLE}, {"councilwoman", WORD_TITLE},
    {"counsel", WORD_POST}, {"county", WORD_AREA}, {"covid", WORD_REASON}, {"cpa", WORD_SUFFIX}, {"cpl", WORD_TITLE},
    {"cr", WORD_TITLE}, {"create", WORD_NOT}, {"ctc", WORD_GROUP}, {"cto", WORD_POST}, {"cttee", WORD_ORG | WORD_GROUP},
    {"curate", WORD_ROLE}, {"da", WORD_PARTICLE}, {"dame", WORD_TITLE}, {"das", WORD_PARTICLE}, {"date", WORD_NOT},
    {"dc", WORD_SHORT}, {"dci", WORD_TITLE}, {"dcllr", WORD_TITLE}, {"de", WORD_PARTICLE}, {"dean", WORD_POST},
    {"deceased", WORD_NOT}, {"december", WORD_NOT}, {"decision", WORD_NOT}, {"decisions", WORD_NOT}, {"declaration", WORD_NOT},
    {"declarations", WORD_NOT}, {"del", WORD_PARTICLE}, {"delegate", WORD_POST}, {"della", WORD_PARTICLE},
    {"den", WORD_PARTICLE}, {"departed", WORD_REMARK}, {"department", WORD_ORG}, {"dept", WORD_ORG},
    {"deputising", WORD_REMARK}, {"deputizing", WORD_REMARK}, {"deputy", WORD_PART}, {"der", WORD_PARTICLE},
    {"des", WORD_PARTICLE}, {"designer", WORD_POST}, {"det", WORD_TITLE}, {"developer", WORD_POST}, {"di", WORD_PARTICLE},
    {"dial-in", WORD_REMOTE}, {"dialed", WORD_REMOTE}, {"dialled", WORD_REMOTE | WORD_REMARK}, {"did", WORD_NOT},
    {"director", WORD_POST | WORD_CROWD}, {"directorate", WORD_ORG}, {"directors", WORD_CROWD | WORD_GROUP},
    {"discord", WORD_REMOTE}, {"discuss", WORD_NOT}, {"discussed", WORD_NOT}, {"discussion", WORD_NOT}, {"district", WORD_AREA},
    {"dl", WORD_SUFFIX}, {"do", WORD_PARTICLE | WORD_NOT}, {"doctor", WORD_POST}, {"does", WORD_NOT}, {"dog", WORD_NOT},
    {"done", WORD_NOT}, {"dos", WORD_PARTICLE}, {"down", WORD_NOT}, {"dr", WORD_TITLE}, {"draft", WORD_NOT},
    {"drs", WORD_TITLE}, {"ds", WORD_TITLE}, {"du", WORD_PARTICLE}, {"due", WORD_NOT}, {"during", WORD_NOT},
    {"e", WORD_PARTICLE}, {"e-mail", WORD_NOT}, {"each", WORD_NOT}, {"early", WORD_REMARK}, {"editor", WORD_POST},
    {"eight", WORD_NUMBER}, {"eighteen", WORD_NUMBER}, {"el", WORD_PARTICLE}, {"elect", WORD_PART}, {"election", WORD_NOT},
    {"elections", WORD_NOT}, {"elector", WORD_CROWD}, {"electorate", WORD_CROWD}, {"electors", WORD_CROWD},
    {"eleven", WORD_NUMBER}, {"email", WORD_NOT}, {"enc", WORD_NOT}, {"end", WORD_NOT}, {"ended", WORD_NOT},
    {"engagement", WORD_REASON}, {"engineer", WORD_POST}, {"equipment", WORD_NOT}, {"esq", WORD_SUFFIX}, {"etc", WORD_NOT},
    {"evening", WORD_NOT}, {"event", WORD_NOT}, {"events", WORD_NOT}, {"everybody", WORD_NOT | WORD_GROUP},
    {"everyone", WORD_NOT | WORD_GROUP}, {"everything", WORD_NOT}, {"excused", WORD_NOT}, {"exec", WORD_GROUP},
    {"executive", WORD_PART | WORD_GROUP}, {"expenditure", WORD_NOT}, {"facilitator", WORD_ROLE}, {"family", WORD_REASON},
    {"father", WORD_TITLE}, {"fax", WORD_NOT}, {"february", WORD_NOT}, {"federation", WORD_ORG},
    {"few", WORD_NUMBER | WORD_NOT}, {"fifteen", WORD_NUMBER}, {"fifty", WORD_NUMBER}, {"figure", WORD_NOT},
    {"finance", WORD_NOT}, {"finances", WORD_NOT}, {"find", WORD_NOT}, {"first", WORD_NOT}, {"five", WORD_NUMBER},
    {"fix", WORD_NOT}, {"flat", WORD_CROWD}, {"flats", WORD_CROWD}, {"follow", WORD_NOT}, {"following", WORD_NOT}, {"footpath", WORD_PART},
    {"footpaths", WORD_PART | WORD_NOT}, {"for", WORD_NOT | WORD_REMARK}, {"former", WORD_PART}, {"forty", WORD_NUMBER},
    {"forum", WORD_ORG}, {"foundation", WORD_ORG}, {"founder", WORD_POST}, {"four", WORD_NUMBER}, {"fourteen", WORD_NUMBER},
    {"fr", WORD_TITLE}, {"frau", WORD_TITLE}, {"frics", WORD_SUFFIX}, {"friday", WORD_NOT}, {"from", WORD_NOT | WORD_REMARK},
    {"frs", WORD_SUFFIX}, {"full", WORD_NOT}, {"further", WORD_NOT}, {"gaming", WORD_NOT}, {"general", WORD_PART | WORD_NOT},
    {"get", WORD_NOT}, {"give", WORD_NOT}, {"given", WORD_NOT}, {"gmbh", WORD_ORG}, {"go", WORD_NOT}, {"got", WORD_NOT},
    {"governor", WORD_POST}, {"governors", WORD_GROUP}, {"gp", WORD_SHORT}, {"grant", WORD_NOT}, {"grants", WORD_NOT},
    {"group", WORD_GROUP}, {"guest", WORD_POST | WORD_CROWD}, {"guests", WORD_POST | WORD_CROWD}, {"had", WORD_NOT},
    {"hangout", WORD_REMOTE}, {"hangouts", WORD_REMOTE}, {"has", WORD_NOT}, {"have", WORD_NOT}, {"he", WORD_NOT},
    {"head", WORD_POST}, {"headteacher", WORD_ROLE}, {"healthcare", WORD_ORG}, {"held", WORD_NOT}, {"help", WORD_NOT},
    {"helpdesk", WORD_ROLE}, {"her", WORD_NOT}, {"here", WORD_NOT}, {"herr", WORD_TITLE}, {"highways", WORD_NOT},
    {"his", WORD_NOT}, {"holiday", WORD_REASON}, {"holidays", WORD_REASON}, {"homeowner", WORD_POST | WORD_CROWD},
    {"homeowners", WORD_CROWD}, {"hon", WORD_PART}, {"honorary", WORD_PART}, {"hospital", WORD_ORG}, {"households", WORD_CROWD},
    {"housing", WORD_ORG}, {"how", WORD_NOT}, {"however", WORD_NOT}, {"hr", WORD_POST}, {"http", WORD_NOT}, {"https", WORD_NOT},
    {"hub", WORD_ORG}, {"hybrid", WORD_NOT}, {"i", WORD_PARTICLE}, {"ibn", WORD_PARTICLE}, {"if", WORD_NOT},
    {"ii", WORD_SUFFIX}, {"iii", WORD_SUFFIX}, {"ill", WORD_NOT | WORD_REASON}, {"illness", WORD_REASON},
    {"immediate", WORD_PART}, {"in", WORD_NOT | WORD_REMARK}, {"inc", WORD_ORG}, {"included", WORD_NOT},
    {"including", WORD_NOT}, {"income", WORD_NOT}, {"incoming", WORD_PART}, {"initials", WORD_NOT}, {"insp", WORD_TITLE},
    {"inspector", WORD_TITLE}, {"institute", WORD_ORG}, {"institution", WORD_ORG}, {"insurance", WORD_NOT},
    {"interest", WORD_NOT}, {"interests", WORD_NOT}, {"interim", WORD_PART}, {"internet", WORD_REMOTE}, {"into", WORD_NOT},
    {"introduction", WORD_NOT}, {"introductions", WORD_NOT}, {"invite", WORD_NOT}, {"invoices", WORD_NOT}, {"irc", WORD_REMOTE},
    {"is", WORD_NOT}, {"issue", WORD_NOT}, {"issues", WORD_NOT}, {"it", WORD_NOT}, {"item", WORD_NOT}, {"items", WORD_NOT},
    {"its", WORD_NOT}, {"iv", WORD_SUFFIX}, {"january", WORD_NOT}, {"jitsi", WORD_REMOTE}, {"jnr", WORD_SUFFIX},
    {"joined", WORD_REMARK}, {"joining", WORD_REMARK}, {"joint", WORD_PART}, {"jp", WORD_SUFFIX}, {"jr", WORD_SUFFIX},
    {"judge", WORD_TITLE}, {"july", WORD_NOT}, {"justice", WORD_TITLE}, {"kbe", WORD_SUFFIX}, {"kc", WORD_SUFFIX},
    {"keep", WORD_NOT}, {"kum", WORD_TITLE}, {"la", WORD_PARTICLE}, {"lady", WORD_TITLE}, {"last", WORD_NOT},
    {"late", WORD_REASON | WORD_REMARK}, {"lateness", WORD_REASON}, {"later", WORD_NOT}, {"le", WORD_PARTICLE},
    {"lead", WORD_POST}, {"leader", WORD_POST}, {"leadership", WORD_GROUP}, {"leave", WORD_REASON}, {"leaving", WORD_REMARK},
    {"left", WORD_REMARK}, {"liaison", WORD_POST}, {"librarian", WORD_POST}, {"libraries", WORD_ORG}, {"library", WORD_ORG},
    {"lieutenant", WORD_TITLE}, {"lighting", WORD_NOT}, {"lights", WORD_NOT}, {"limited", WORD_ORG}, {"list", WORD_NOT},
    {"litter", WORD_NOT}, {"llb", WORD_SUFFIX}, {"llc", WORD_ORG}, {"llp", WORD_ORG}, {"lo", WORD_PARTICLE},
    {"location", WORD_NOT}, {"look", WORD_NOT}, {"lord", WORD_TITLE}, {"lot", WORD_CROWD}, {"lots", WORD_CROWD},
    {"lt", WORD_TITLE}, {"ltd", WORD_ORG}, {"ma", WORD_SUFFIX}, {"madam", WORD_TITLE}, {"made", WORD_NOT},
    {"maintenance", WORD_NOT}, {"maj", WORD_TITLE}, {"major", WORD_TITLE}, {"make", WORD_NOT}, {"management", WORD_GROUP},
    {"manager", WORD_POST}, {"many", WORD_NUMBER | WORD_NOT}, {"maternity", WORD_REASON}, {"matters", WORD_NOT},
    {"mayor", WORD_ROLE}, {"mayoress", WORD_ROLE}, {"mba", WORD_SUFFIX}, {"mbe", WORD_SUFFIX}, {"md", WORD_SUFFIX | WORD_POST},
    {"media", WORD_ORG}, {"meeting", WORD_NOT}, {"meetings", WORD_NOT}, {"member", WORD_POST | WORD_CROWD},
    {"members", WORD_POST | WORD_CROWD | WORD_GROUP}, {"membership", WORD_PART | WORD_GROUP}, {"mep", WORD_SHORT},
    {"mesdames", WORD_TITLE}, {"messrs", WORD_TITLE}, {"mia", WORD_NOT}, {"midnight", WORD_NOT}, {"midwife", WORD_POST},
    {"might", WORD_NOT}, {"minister", WORD_POST}, {"ministry", WORD_ORG}, {"minute", WORD_PART}, {"minute-taker", WORD_ROLE},
    {"minutes", WORD_PART | WORD_NOT}, {"miss", WORD_TITLE}, {"missing", WORD_NOT}, {"mlle", WORD_TITLE}, {"mme", WORD_TITLE},
    {"moderator", WORD_ROLE}, {"monday", WORD_NOT}, {"more", WORD_NOT}, {"morning", WORD_NOT}, {"most", WORD_NOT},
    {"motion", WORD_NOT}, {"motions", WORD_NOT}, {"mp", WORD_SHORT}, {"mr", WORD_TITLE}, {"mrs", WORD_TITLE},
    {"ms", WORD_TITLE}, {"msc", WORD_SUFFIX}, {"must", WORD_NOT}, {"mx", WORD_TITLE}, {"my", WORD_NOT}, {"n/a", WORD_NOT},
    {"na", WORD_NOT}, {"name", WORD_NOT}, {"names", WORD_NOT}, {"need", WORD_NOT}, {"needs", WORD_NOT},
    {"neighbors", WORD_CROWD}, {"neighbours", WORD_CROWD}, {"network", WORD_ORG}, {"new", WORD_NOT}, {"next", WORD_NOT},
    {"nhs", WORD_ORG}, {"nil", WORD_NOT}, {"nine", WORD_NUMBER}, {"nineteen", WORD_NUMBER},
    {"no", WORD_NUMBER | WORD_NOT | WORD_REMARK}, {"nobody", WORD_NOT}, {"nominations", WORD_NOT}, {"non-voting", WORD_REMARK},
    {"none", WORD_NOT}, {"noon", WORD_NOT}, {"not", WORD_NOT | WORD_REMARK}, {"note", WORD_NOT}, {"noted", WORD_NOT},
    {"notes", WORD_NOT}, {"notetaker", WORD_ROLE}, {"nothing", WORD_NOT}, {"november", WORD_NOT}, {"now", WORD_NOT},
    {"number", WORD_NOT}, {"nurse", WORD_POST}, {"obe", WORD_SUFFIX}, {"objective", WORD_NOT}, {"objectives", WORD_NOT},
    {"observer", WORD_POST | WORD_CROWD}, {"observers", WORD_POST | WORD_CROWD}, {"observing", WORD_REMARK}, {"ocm", WORD_ROLE},
    {"october", WORD_NOT}, {"of", WORD_NOT}, {"off", WORD_NOT}, {"office", WORD_ORG}, {"officer", WORD_POST | WORD_CROWD},
    {"officers", WORD_CROWD | WORD_GROUP}, {"on", WORD_NOT | WORD_REMARK}, {"one", WORD_NUMBER}, {"ongoing", WORD_NOT},
    {"online", WORD_NOT | WORD_REMOTE | WORD_REMARK}, {"only", WORD_NOT | WORD_REMARK}, {"onto", WORD_NOT}, {"open", WORD_NOT},
    {"opened", WORD_NOT}, {"or", WORD_NOT}, {"order", WORD_NOT}, {"organisation", WORD_NOT}, {"organise", WORD_NOT},
    {"organiser", WORD_POST}, {"organization", WORD_NOT}, {"organize", WORD_NOT}, {"organizer", WORD_POST}, {"other", WORD_NOT},
    {"others", WORD_CROWD | WORD_NOT}, {"our", WORD_NOT}, {"out", WORD_NOT}, {"outgoing", WORD_PART},
    {"over", WORD_NUMBER | WORD_NOT}, {"owner", WORD_POST | WORD_CROWD}, {"owners", WORD_POST | WORD_CROWD},
    {"panel", WORD_GROUP}, {"parent", WORD_POST}, {"parents", WORD_POST | WORD_CROWD | WORD_GROUP}, {"parish", WORD_AREA},
    {"parishioner", WORD_CROWD}, {"parishioners", WORD_CROWD}, {"parking", WORD_NOT}, {"part", WORD_REASON | WORD_REMARK},
    {"partial", WORD_REASON}, {"participant", WORD_CROWD}, {"participants", WORD_CROWD}, {"partnership", WORD_ORG},
    {"party", WORD_GROUP}, {"past", WORD_PART}, {"paternity", WORD_REASON}, {"payment", WORD_NOT}, {"payments", WORD_NOT},
    {"pc", WORD_SHORT}, {"pcllr", WORD_TITLE}, {"pcso", WORD_TITLE}, {"pcsos", WORD_TITLE}, {"pending", WORD_NOT},
    {"people", WORD_CROWD | WORD_GROUP}, {"per", WORD_NOT}, {"person", WORD_CROWD}, {"personal", WORD_REASON},
    {"persons", WORD_CROWD}, {"phd", WORD_SUFFIX}, {"phone", WORD_NOT | WORD_REMOTE}, {"planner", WORD_POST},
    {"planning", WORD_NOT}, {"playground", WORD_NOT}, {"plc", WORD_ORG}, {"please", WORD_NOT}, {"plot", WORD_CROWD}, {"pm", WORD_NOT},
    {"police", WORD_ORG}, {"policies", WORD_NOT}, {"policy", WORD_NOT}, {"portfolio", WORD_POST}, {"post", WORD_NOT},
    {"pp", WORD_SHORT}, {"practice", WORD_ORG}, {"practitioner", WORD_POST}, {"precept", WORD_NOT}, {"prepare", WORD_NOT},
    {"present", WORD_NOT | WORD_REMARK}, {"presenting", WORD_REMARK}, {"president", WORD_ROLE},
    {"press", WORD_POST | WORD_CROWD}, {"previous", WORD_NOT}, {"primary", WORD_ORG}, {"principal", WORD_ROLE},
    {"prior", WORD_REASON}, {"procedure", WORD_NOT}, {"procedures", WORD_NOT}, {"prof", WORD_TITLE}, {"professor", WORD_TITLE},
    {"professors", WORD_TITLE}, {"project", WORD_NOT}, {"proposed", WORD_NOT}, {"provost", WORD_ROLE}, {"proxies", WORD_CROWD},
    {"proxy", WORD_CROWD | WORD_REMARK}, {"pslcc", WORD_SUFFIX}, {"public", WORD_CROWD}, {"public's", WORD_NOT},
    {"purpose", WORD_NOT}, {"qc", WORD_SUFFIX}, {"question", WORD_NOT}, {"questions", WORD_NOT}, {"quick", WORD_NOT},
    {"quorate", WORD_NOT}, {"quorum", WORD_NOT}, {"ranger", WORD_POST}, {"reason", WORD_REASON}, {"reasons", WORD_REASON},
    {"received", WORD_NOT}, {"record", WORD_NOT}, {"rector", WORD_ROLE}, {"registrar", WORD_ROLE | WORD_POST},
    {"regrets", WORD_NOT}, {"remote", WORD_NOT | WORD_REMOTE | WORD_REMARK}, {"remotely", WORD_NOT | WORD_REMOTE | WORD_REMARK},
    {"rep", WORD_POST}, {"report", WORD_NOT}, {"reporter", WORD_POST | WORD_CROWD}, {"reports", WORD_NOT},
    {"representative", WORD_POST}, {"representing", WORD_REMARK}, {"reps", WORD_POST}, {"resident", WORD_POST | WORD_CROWD},
    {"residents", WORD_CROWD | WORD_GROUP}, {"resignation", WORD_NOT}, {"resolved", WORD_NOT}, {"responsible", WORD_POST},
    {"rev", WORD_TITLE}, {"rev'd", WORD_TITLE}, {"revd", WORD_TITLE}, {"reverend", WORD_TITLE}, {"review", WORD_NOT},
    {"rfo", WORD_SUFFIX}, {"riba", WORD_SUFFIX}, {"rm", WORD_SUFFIX}, {"rn", WORD_SUFFIX}, {"road", WORD_NOT},
    {"role", WORD_NOT}, {"roles", WORD_NOT}, {"roll", WORD_NOT}, {"room", WORD_NOT}, {"rtn", WORD_TITLE}, {"run", WORD_NOT},
    {"saint", WORD_PARTICLE}, {"saturday", WORD_NOT}, {"school", WORD_ORG}, {"scouts", WORD_ORG}, {"scribe", WORD_ROLE},
    {"sec", WORD_ROLE}, {"second", WORD_NOT}, {"seconded", WORD_NOT}, {"secretary", WORD_ROLE},
    {"secretary-treasurer", WORD_ROLE}, {"senator", WORD_TITLE}, {"send", WORD_NOT}, {"sends", WORD_NOT}, {"senior", WORD_PART},
    {"sent", WORD_NOT | WORD_REMARK}, {"september", WORD_NOT}, {"sergeant", WORD_TITLE}, {"server", WORD_NOT},
    {"servers", WORD_NOT}, {"services", WORD_ORG}, {"set", WORD_NOT}, {"seven", WORD_NUMBER}, {"seventeen", WORD_NUMBER},
    {"several", WORD_NUMBER | WORD_NOT}, {"señor", WORD_TITLE}, {"señora", WORD_TITLE}, {"sgt", WORD_TITLE},
    {"shall", WORD_NOT}, {"she", WORD_NOT}, {"should", WORD_NOT}, {"shri", WORD_TITLE}, {"sick", WORD_REASON},
    {"sickness", WORD_REASON}, {"signature", WORD_NOT}, {"signatures", WORD_NOT}, {"signed", WORD_NOT}, {"signs", WORD_NOT},
    {"since", WORD_NOT}, {"sir", WORD_TITLE}, {"sister", WORD_TITLE}, {"six", WORD_NUMBER}, {"sixteen", WORD_NUMBER},
    {"skype", WORD_NOT | WORD_REMOTE}, {"smt", WORD_TITLE}, {"snr", WORD_SUFFIX | WORD_AREA}, {"so", WORD_NOT}, {"social", WORD_PART},
    {"society", WORD_ORG}, {"solicitor", WORD_POST}, {"solicitors", WORD_ORG}, {"some", WORD_NUMBER | WORD_NOT},
    {"somebody", WORD_NOT | WORD_GROUP}, {"someone", WORD_NOT | WORD_GROUP}, {"someone's", WORD_NOT}, {"something", WORD_NOT},
    {"soon", WORD_NOT}, {"sort", WORD_NOT}, {"speak", WORD_NOT}, {"speaking", WORD_REMARK}, {"special", WORD_NOT},
    {"speeding", WORD_NOT}, {"sponsors", WORD_NOT}, {"sponsorship", WORD_NOT}, {"sr", WORD_SUFFIX}, {"sri", WORD_TITLE},
    {"st", WORD_PARTICLE}, {"staff", WORD_CROWD | WORD_GROUP}, {"standing", WORD_NOT | WORD_REMARK}, {"start", WORD_NOT},
    {"started", WORD_NOT}, {"status", WORD_NOT}, {"steward", WORD_POST}, {"street", WORD_NOT},
    {"student", WORD_POST | WORD_CROWD}, {"students", WORD_CROWD | WORD_GROUP}, {"studio", WORD_ORG},
    {"sub-committee", WORD_ORG | WORD_GROUP}, {"subcommittee", WORD_ORG | WORD_GROUP}, {"subject", WORD_NOT},
    {"substituting", WORD_REMARK}, {"summary", WORD_NOT}, {"sunday", WORD_NOT}, {"superintendent", WORD_POST},
    {"supervisor", WORD_TITLE}, {"supt", WORD_TITLE}, {"surgery", WORD_ORG}, {"surveyor", WORD_POST}, {"surveyors", WORD_ORG},
    {"suspended", WORD_NOT}, {"sysadmin", WORD_ROLE}, {"sysadmins", WORD_ROLE}, {"systems", WORD_NOT}, {"table", WORD_NOT},
    {"take", WORD_NOT}, {"talk", WORD_NOT}, {"tba", WORD_NOT}, {"tbc", WORD_NOT}, {"tbd", WORD_NOT}, {"tc", WORD_SHORT},
    {"tcllr", WORD_TITLE}, {"td", WORD_SUFFIX}, {"te", WORD_PARTICLE}, {"teacher", WORD_POST}, {"team", WORD_ORG | WORD_GROUP},
    {"teams", WORD_NOT | WORD_REMOTE}, {"technical", WORD_NOT}, {"technician", WORD_POST}, {"tel", WORD_NOT},
    {"teleconference", WORD_REMOTE}, {"telephone", WORD_NOT | WORD_REMOTE}, {"tell", WORD_NOT},
    {"ten", WORD_PARTICLE | WORD_NUMBER}, {"ter", WORD_PARTICLE}, {"term", WORD_NOT}, {"than", WORD_NOT}, {"thank", WORD_NOT},
    {"thanked", WORD_NOT}, {"thanks", WORD_NOT}, {"that", WORD_NOT}, {"the", WORD_NOT}, {"their", WORD_NOT}, {"then", WORD_NOT},
    {"there", WORD_NOT}, {"these", WORD_NOT}, {"they", WORD_NOT}, {"third", WORD_NOT}, {"thirteen", WORD_NUMBER},
    {"thirty", WORD_NUMBER}, {"this", WORD_NOT}, {"those", WORD_NOT}, {"three", WORD_NUMBER}, {"thursday", WORD_NOT},
    {"tick", WORD_NOT}, {"till", WORD_REMARK}, {"time", WORD_NOT}, {"title", WORD_NOT}, {"to", WORD_NOT | WORD_REMARK},
    {"today", WORD_NOT}, {"tomorrow", WORD_NOT}, {"tonight", WORD_NOT}, {"took", WORD_NOT}, {"topic", WORD_NOT},
    {"topics", WORD_NOT}, {"total", WORD_NOT}, {"town", WORD_AREA}, {"training", WORD_NOT}, {"travel", WORD_REASON},
    {"traveling", WORD_REASON}, {"travelling", WORD_REASON}, {"treas", WORD_ROLE}, {"treasurer", WORD_ROLE},
    {"trees", WORD_NOT}, {"true", WORD_NOT}, {"trust", WORD_ORG}, {"trustee", WORD_POST | WORD_CROWD},
    {"trustees", WORD_CROWD | WORD_GROUP}, {"tsc", WORD_GROUP}, {"tuesday", WORD_NOT}, {"twelve", WORD_NUMBER},
    {"twenty", WORD_NUMBER}, {"two", WORD_NUMBER}, {"unable", WORD_NOT}, {"unassigned", WORD_NOT}, {"unavailable", WORD_REASON},
    {"under", WORD_NOT}, {"unfinished", WORD_NOT}, {"union", WORD_ORG}, {"unit", WORD_CROWD}, {"unitary", WORD_AREA}, {"university", WORD_ORG},
    {"until", WORD_NOT | WORD_REMARK}, {"unwell", WORD_REASON}, {"up", WORD_NOT}, {"update", WORD_NOT}, {"updates", WORD_NOT},
    {"vacancies", WORD_NOT}, {"vacancy", WORD_NOT}, {"vacant", WORD_NOT}, {"vacation", WORD_REASON}, {"van", WORD_PARTICLE},
    {"van't", WORD_PARTICLE}, {"various", WORD_NUMBER}, {"ven", WORD_TITLE}, {"venerable", WORD_TITLE}, {"venue", WORD_NOT},
    {"via", WORD_NOT | WORD_REMARK}, {"vicar", WORD_ROLE}, {"vice", WORD_PART}, {"vice-chair", WORD_ROLE},
    {"vice-chairman", WORD_ROLE}, {"vice-chairperson", WORD_ROLE}, {"vice-chancellor", WORD_ROLE},
    {"vice-president", WORD_ROLE}, {"video", WORD_REMOTE}, {"videoconference", WORD_REMOTE}, {"videolink", WORD_REMOTE},
    {"village", WORD_AREA}, {"villager", WORD_CROWD}, {"villagers", WORD_CROWD}, {"virtual", WORD_NOT | WORD_REMOTE},
    {"virtually", WORD_NOT | WORD_REMOTE | WORD_REMARK}, {"visitor", WORD_POST | WORD_CROWD}, {"visitors", WORD_CROWD},
    {"volunteer", WORD_POST | WORD_CROWD}, {"volunteers", WORD_CROWD | WORD_GROUP}, {"vom", WORD_PARTICLE},
    {"von", WORD_PARTICLE}, {"vote", WORD_NOT}, {"votes", WORD_NOT}, {"voting", WORD_NOT | WORD_REMARK}, {"ward", WORD_AREA},
    {"warden", WORD_ROLE}, {"was", WORD_NOT}, {"we", WORD_NOT}, {"webex", WORD_NOT | WORD_REMOTE}, {"webmaster", WORD_ROLE},
    {"webmasters", WORD_ROLE}, {"webmistress", WORD_ROLE}, {"website", WORD_NOT}, {"website's", WORD_NOT},
    {"wednesday", WORD_NOT}, {"week", WORD_NOT}, {"welcome", WORD_NOT}, {"were", WORD_NOT}, {"wg", WORD_GROUP},
    {"what", WORD_NOT}, {"when", WORD_NOT}, {"where", WORD_NOT}, {"which", WORD_NOT}, {"who", WORD_NOT},
    {"whoever", WORD_GROUP}, {"why", WORD_NOT}, {"with", WORD_NOT}, {"without", WORD_NOT}, {"work", WORD_NOT | WORD_REASON},
    {"worker", WORD_POST}, {"working", WORD_REASON | WORD_GROUP}, {"works", WORD_NOT}, {"would", WORD_NOT}, {"wpc", WORD_TITLE},
    {"write", WORD_NOT}, {"www", WORD_NOT}, {"y", WORD_PARTICLE}, {"yes", WORD_NOT}, {"yesterday", WORD_NOT},
    {"ymca", WORD_ORG}, {"your", WORD_NOT}, {"zoom", WORD_NOT | WORD_REMOTE}, {"zu", WORD_PARTICLE}, {"zum", WORD_PARTICLE},
};

enum { WORD_SIZE = 24 };

/* In small letters, without the marks at its ends; 0: too long, or nothing. */
static size_t plain_word(const char *word, size_t size, char plain[WORD_SIZE])
{
    size_t length = 0;
    while (size && strchr(".!?*\"'", word[size - 1]))
        size--;
    while (size && strchr("\"'*", *word))
        word++, size--;
    for (size_t i = 0; i < size;) {
        uint32_t point = 0;
        size_t step = text_decode(word + i, size - i, &point);
        if (!step || length + step >= WORD_SIZE)
            return 0;
        if (point == 0x2019) {
            plain[length++] = '\'';
            i += step;
            continue;
        }
        if (point < 0x80)
            plain[length] = (char)text_lower(point);
        else
            memcpy(plain + length, word + i, step);
        length += step;
        i += step;
    }
    plain[length] = '\0';
    return length;
}

unsigned people_word(const char *word, size_t size)
{
    char plain[WORD_SIZE];
    size_t low = 0, high = sizeof known_words / sizeof *known_words;
    if (!plain_word(word, size, plain))
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(plain, known_words[middle].word);
        if (!order)
            return known_words[middle].flags;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

/* Roles by the word that makes them. Those that must stand alone ("officer", but not "Police Officer") may have one of their own words before. */
struct role_word {
    const char *words, *role;
    const char *before; /* NULL: anything may stand before; else only these */
};

static const struct role_word role_words[] = {
    {"chair chairman chairwoman chairperson chairlady convenor convener presiding chairing chaired chairs co-chair co-chairs cochair",
     "chair", NULL},
    {"vice-chair vice-chairman vice-chairwoman vice-chairperson vicechair", "vice-chair", NULL},
    {"clerk clerks", "clerk", NULL},
    {"secretary scribe scribes scribing minutes minuting minute-taker minutetaker notetaker note-taker taker recorder notes co-secretary",
     "secretary", NULL},
    {"treasurer co-treasurer", "treasurer", NULL},
    {"member members", "member", "voting committee council board team full exec tsc ctc core ordinary co-opted regular"},
    {"officer officers", "officer", "council lead"},
    {"observer observers observing", "observer", "non-voting"},
    {"guest guests visitor visitors", "guest", "invited special"},
    {"speaker speakers", "guest", "guest invited"},
    {"deputy substitute sub alternate proxy", "deputy", ""},
};

static const struct role_word *role_for(const char *word)
{
    for (size_t i = 0; i < sizeof role_words / sizeof *role_words; i++)
        if (text_word_in(word, role_words[i].words))
            return &role_words[i];
    return NULL;
}

enum { ROLE_WORDS = 12 };

/* The words of a post, in small letters, hyphens between vice and chair kept; stops at what ends it. */
static size_t role_split(const char *text, size_t size, char words[ROLE_WORDS][WORD_SIZE])
{
    size_t count = 0;
    for (size_t i = 0; i < size && count < ROLE_WORDS;) {
        size_t end = i;
        while (end < size && !strchr(" \t\n,;:/&+", text[end]))
            end++;
        if (end > i && plain_word(text + i, end - i, words[count]) && strcmp(words[count], "the") != 0)
            count++;
        if (end < size && strchr(",;/&+", text[end]) && count)
            break;
        i = end + 1;
    }
    return count;
}

static bool words_ok(char words[ROLE_WORDS][WORD_SIZE], size_t count, const char *allowed)
{
    for (size_t i = 0; i < count; i++)
        if (!text_word_in(words[i], allowed))
            return false;
    return true;
}

const char *people_role(const char *text, size_t size)
{
    char words[ROLE_WORDS][WORD_SIZE];
    size_t count = role_split(text, size, words);
    for (size_t i = 0; i < count; i++) {
        const struct role_word *role = role_for(words[i]);
        bool ends = i + 1 == count || text_word_in(words[i + 1], "of to and for at from pro in elect");
        if (!role || (!ends && !(i == 0 && !role->before)))
            continue;
        if (role->before && (!words_ok(words, i, role->before) || (i + 1 < count && words_ok(words + i + 1, 1, "of to for"))))
            continue;
        if (strcmp(role->role, "chair") == 0 && i && text_word_in(words[i - 1], "vice deputy assistant"))
            return "vice-chair";
        return i && text_word_in(words[i - 1], "former past ex outgoing assistant") ? NULL : role->role;
    }
    return NULL;
}
