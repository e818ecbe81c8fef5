// The words of the page itself, in the two languages of those who ask people to read. What is read aloud is not here.

const WORDS = {
  en: {
    other: "Nederlands",
    title: "Read aloud",
    judging: "Hear and approve",
    hello: "Hello {speaker}",
    room: "Find a quiet room. Close the door and the windows.",
    hand: "Sit a hand or two away from the microphone.",
    calm: "Read calmly, as to somebody you know. The voice should sound like yours.",
    kept: "Each reading is kept at once. You can stop at any time and go on later.",
    listen: "Hear each reading and read along. Is it right, clear and friendly?",
    second: "What you read yourself, somebody else has to hear.",
    start: "Start",
    microphone: "The browser asks whether this page may use the microphone. Allow it.",
    denied: "The page may not use the microphone. Allow it beside the address, at the top, and press Start again.",
    unplugged: "The microphone is gone. Plug it in and load this page again.",
    stranger: "This address worked once. Stop the program and start it again for a new one.",
    stopped: "The program has stopped. What was kept is safe; start it again to go on.",
    failed: "It could not be kept: {why}",
    retry: "Try again",
    progress: "{done} of {all} read",
    progressJudging: "{done} of {all} heard",
    record: "Read",
    again: "Read again",
    stop: "Stop",
    hear: "Hear",
    next: "Next",
    previous: "Back",
    anyway: "Keep it all the same",
    recording: "The microphone is on. Read the text, then press Stop.",
    keeping: "One moment …",
    right: "It is right",
    wrong: "Please read it again",
    remark: "What is wrong? (you may leave this empty)",
    own: "You read this yourself. Somebody else has to hear it.",
    changed: "There is a newer reading. Hear that one.",
    tooLong: "This remark is too long, or holds characters that cannot be kept.",
    nothing: "Nobody has read this yet.",
    meaning: "In English",
    list: "All texts",
    done: "That was the last one. Thank you!",
    where: "Everything is in the file {file}. It is the file to give on.",
    missing: "not read yet",
    outdated: "the words have changed: read again",
    synthetic: "a machine's voice so far",
    refused: "to be read again",
    recorded: "kept",
    approved: "approved",
    byOther: "{by} asks you to read it again.",
    approvedBy: "Approved by {by}.",
    keptFor: "Kept: {seconds} seconds, read by {speaker}.",
    empty: "Nobody is heard. Is the right microphone on? Then read it once more.",
    short: "That was very short. Please read the whole text.",
    quiet: "This is rather soft. Come a little closer and read it once more.",
    clipped: "This is too loud, it crackles. Move back a little and read it once more.",
  },
  nl: {
    other: "English",
    title: "Voorlezen",
    judging: "Luisteren en goedkeuren",
    hello: "Hallo {speaker}",
    room: "Zoek een stille kamer. Doe de deur en de ramen dicht.",
    hand: "Zit een of twee handen van de microfoon af.",
    calm: "Lees rustig, als tegen iemand die u kent. Het mag klinken als uw eigen stem.",
    kept: "Elke opname wordt meteen bewaard. U kunt altijd stoppen en later verdergaan.",
    listen: "Luister naar elke opname en lees mee. Is het juist, duidelijk en vriendelijk?",
    second: "Wat u zelf hebt voorgelezen, moet iemand anders beluisteren.",
    start: "Beginnen",
    microphone: "De browser vraagt of deze pagina de microfoon mag gebruiken. Sta dat toe.",
    denied: "De pagina mag de microfoon niet gebruiken. Sta het toe naast het adres, bovenaan, en druk weer op Beginnen.",
    unplugged: "De microfoon is weg. Sluit hem aan en laad deze pagina opnieuw.",
    stranger: "Dit adres werkte één keer. Stop het programma en start het opnieuw voor een nieuw adres.",
    stopped: "Het programma is gestopt. Wat bewaard was, is veilig; start het opnieuw om verder te gaan.",
    failed: "Het kon niet worden bewaard: {why}",
    retry: "Nog eens proberen",
    progress: "{done} van {all} voorgelezen",
    progressJudging: "{done} van {all} beluisterd",
    record: "Voorlezen",
    again: "Opnieuw voorlezen",
    stop: "Stop",
    hear: "Luisteren",
    next: "Volgende",
    previous: "Terug",
    anyway: "Toch bewaren",
    recording: "De microfoon staat aan. Lees de tekst voor en druk dan op Stop.",
    keeping: "Een ogenblik …",
    right: "Het is goed",
    wrong: "Graag opnieuw voorlezen",
    remark: "Wat is er niet goed? (mag leeg blijven)",
    own: "Dit hebt u zelf voorgelezen. Iemand anders moet het beluisteren.",
    changed: "Er is een nieuwere opname. Luister naar die.",
    tooLong: "Deze opmerking is te lang, of er staan tekens in die niet bewaard kunnen worden.",
    nothing: "Dit heeft nog niemand voorgelezen.",
    meaning: "In het Nederlands",
    list: "Alle teksten",
    done: "Dat was de laatste. Dank u wel!",
    where: "Alles staat in het bestand {file}. Dat bestand kunt u doorgeven.",
    missing: "nog niet voorgelezen",
    outdated: "de woorden zijn veranderd: opnieuw voorlezen",
    synthetic: "tot nu toe een computerstem",
    refused: "opnieuw voor te lezen",
    recorded: "bewaard",
    approved: "goedgekeurd",
    byOther: "{by} vraagt u dit opnieuw voor te lezen.",
    approvedBy: "Goedgekeurd door {by}.",
    keptFor: "Bewaard: {seconds} seconden, voorgelezen door {speaker}.",
    empty: "Er is niemand te horen. Staat de juiste microfoon aan? Lees het dan nog een keer.",
    short: "Dat was erg kort. Lees de hele tekst voor.",
    quiet: "Dit is wat zacht. Kom iets dichterbij en lees het nog een keer.",
    clipped: "Dit is te hard, het kraakt. Ga iets achteruit en lees het nog een keer.",
  },
};

/** @typedef {"en" | "nl"} Tongue */
/** @typedef {keyof typeof WORDS.en} Word */

/** @type {Tongue} */
export let tongue = navigator.language.startsWith("nl") ? "nl" : "en";

/** Change to the other language of the page. */
export function turn() {
  tongue = tongue === "en" ? "nl" : "en";
}

/**
 * A text with its {names} filled in.
 * @param {Word} word
 * @param {Record<string, string | number>} [values]
 */
export function say(word, values = {}) {
  return WORDS[tongue][word].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
