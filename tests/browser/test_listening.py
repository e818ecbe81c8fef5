"""Listening: what is read, in which order and whose voice; that it starts quiet, stops at once and tells nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from intake.questionnaire import LANGUAGES
from tests.browser.conftest import NewContext
from tests.browser.newcomer import QUESTIONS, Newcomer
from tests.browser.packs import write_tones
from tests.browser.relay import FormRelay, serve_form
from tests.browser.test_screens import AXE, small_targets, violations
from tests.browser.wire import NOTHING_KEPT, Wire, kept

QUIET = 0.125
SECRET = (
    "The GGD keeps your answers secret. Only in serious danger the GGD may have to act. "
    "If it is safe, they talk with you first."
)
"""Two texts at one drawing, marked together."""
# What the page plays and what it marks, and when. Only watches.
WATCH = """
window.played = [];
window.marked = [];
const { play } = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function () {
  if (!window.sound) {
    window.sound = this;
    for (const kind of ["playing", "ended"]) {
      this.addEventListener(kind, () => window.played.push([kind, this.volume, this.duration > 0.1]));
    }
  }
  return play.call(this);
};
new MutationObserver((changes) => changes.forEach(({ target, oldValue }) => {
  if (oldValue === null && target.classList.contains("heard")) {
    window.marked.push(target.innerText.replace(/\\s+/g, " "));
  }
})).observe(document, { subtree: true, attributeFilter: ["aria-current"], attributeOldValue: true });
"""
# A device with one voice of its own and one that asks a server.
VOICES = """
window.said = [];
const voice = (lang, localService) => ({ lang, localService, name: lang, voiceURI: lang, default: false });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [voice("tr-TR", true), voice("ti-ER", false), voice("fa-IR", true)],
  addEventListener: () => undefined,
  cancel: () => undefined,
  speak: (utterance) => {
    window.said.push([utterance.text, utterance.lang, utterance.volume]);
    setTimeout(() => utterance.onend(), 20);
  },
} });
"""
# A browser that keeps the loudness to itself (iOS), and the loudness that sound goes through then.
OWN_VOLUME = """
Object.defineProperty(HTMLMediaElement.prototype, "volume", { get: () => 1, set: () => undefined });
const { createGain } = AudioContext.prototype;
AudioContext.prototype.createGain = function () { return (window.gain = createGain.call(this)); };
"""


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """English is recorded, Dutch spoken by a machine; of the Arabic one answer is wanting."""
    folder = tmp_path_factory.mktemp("audio")
    write_tones(folder, "en")
    write_tones(folder, "nl", synthetic=True)
    write_tones(folder, "ar", without=["ggd10 1:dreams.often"])
    return serve_form(tmp_path_factory.mktemp("relay"), audio=folder)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """Long recordings, to be stopped."""
    folder = tmp_path_factory.mktemp("audio")
    write_tones(folder, "en", seconds=5)
    return serve_form(tmp_path_factory.mktemp("relay"), audio=folder)


@pytest.fixture
def listener(new_context: NewContext) -> Newcomer:
    context = new_context()
    context.add_init_script(WATCH)
    return Newcomer(context.new_page())


def listen(newcomer: Newcomer) -> None:
    """For the first time: past the screen that says, also aloud, to hold the device to the ear."""
    newcomer.page.click("#listen")
    expect(newcomer.page.locator(".mark-ear")).to_be_visible()
    newcomer.page.evaluate("async () => { while (!marked.splice(0).length) await new Promise(requestAnimationFrame) }")
    newcomer.page.click("#continue")


def until_silent(page: Page) -> list[str]:
    """What was marked meanwhile. What is left is heard four times as fast: nobody listens."""
    page.evaluate("window.sound && (sound.defaultPlaybackRate = sound.playbackRate = 4)")
    expect(page.locator("#louder")).to_be_hidden(timeout=30_000)
    marked: list[str] = page.evaluate("marked.splice(0)")
    return marked


def test_a_screen_is_read_from_its_heading_to_its_last_answer(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    listener.begin(heard.link())
    listen(listener)
    assert until_silent(page) == [
        "Who reads your answers?",
        "Only GGD Voorbeeld, the public health service.",
        "Not your case manager. Not Work and Income. Not the IND.",
        SECRET,
        SECRET,
    ]
    listener.fill(until="sleep")
    page.click("#listen")
    assert until_silent(page) == [
        "In the last 4 weeks", "How was your sleep?", "Good", "Sometimes bad", "Often bad", "I do not want to answer",
    ]  # fmt: skip
    assert page.locator("[aria-current]").count() == 0
    assert [kind for kind, _, whole in page.evaluate("played") if whole].count("ended") >= 11


def test_what_is_asked_for_tells_the_language_and_no_question(listener: Newcomer, heard: FormRelay) -> None:
    page, wire = listener.page, Wire(listener.page)
    listener.begin(heard.link())
    page.wait_for_load_state("networkidle")
    assert not [each.url for each in wire.requests if "/audio/" in each.url], "before anybody asked"
    listen(listener)
    until_silent(page)
    asked = [each.url for each in wire.requests if "/audio/" in each.url]
    assert len(asked) == 1
    assert asked[0].endswith(".en.pack")
    wire.requests.clear()
    for screen in ("sleep", "home"):
        listener.fill(start="who" if screen == "sleep" else "sleep", until=screen)
        page.click("#listen")
        until_silent(page)
        page.click(".again >> nth=0")
        until_silent(page)
    assert [each.url for each in wire.requests if not each.url.startswith("blob:")] == []
    assert kept(page, page.context) == NOTHING_KEPT


def test_it_starts_quiet_and_each_tap_doubles_it(listener: Newcomer, slow: FormRelay) -> None:
    page = listener.page
    listener.begin(slow.link())
    page.click("#listen")
    page.wait_for_function("() => played.some(([, , whole]) => whole)")
    assert {volume for _, volume, _ in page.evaluate("played")} == {QUIET}
    assert page.get_attribute("#louder", "aria-label") == "Listen + 1 / 4"
    found = []
    for _ in range(4):
        page.click("#louder")
        found.append(page.evaluate("sound.volume"))
    assert found == [0.25, 0.5, 1, QUIET]
    page.click("#louder")
    page.reload()
    listener.begin(slow.link())
    page.click("#listen")
    page.wait_for_function("() => sound.duration > 1 && !sound.paused")
    assert page.evaluate("sound.volume") == QUIET, "the next person begins quietly"


def test_a_browser_that_keeps_its_volume_is_quiet_too(new_context: NewContext, slow: FormRelay) -> None:
    context = new_context()
    context.add_init_script(WATCH + OWN_VOLUME)
    newcomer = Newcomer(context.new_page())
    newcomer.begin(slow.link())
    newcomer.page.click("#listen")
    newcomer.page.wait_for_function("() => sound.duration > 1 && sound.currentTime > 0.1")
    assert newcomer.page.evaluate("[gain.gain.value, gain.context.state]") == [QUIET, "running"]
    newcomer.page.click("#louder")
    assert newcomer.page.evaluate("gain.gain.value") == 0.25


def press(selector: str) -> Callable[[Page], None]:
    return lambda page: page.click(selector)


def go_back(page: Page) -> None:
    page.evaluate("history.back()")


def hide(page: Page) -> None:
    page.evaluate(
        "Object.defineProperty(document, 'hidden', { get: () => true });"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


def be_asked_something(page: Page) -> None:
    """As by: are you still there?"""
    page.evaluate("document.getElementById('main').hidden = true")


@pytest.mark.parametrize(
    "leave",
    [press("#listen"), press("#back"), press("#continue"), press("#language"), go_back, hide, be_asked_something],
    ids=["stop", "back", "continue", "language", "the back key", "out of sight", "a question in its place"],
)
def test_leaving_is_silence_at_once(listener: Newcomer, slow: FormRelay, leave: Callable[[Page], None]) -> None:
    page = listener.page
    listener.begin(slow.link())
    listener.go_on()
    listen(listener)
    page.wait_for_function("() => sound.duration > 1 && !sound.paused")
    leave(page)
    page.wait_for_function("() => sound.paused && !sound.src")
    page.evaluate("played.length = 0")
    page.wait_for_timeout(600)
    assert page.evaluate("played") == [], "something else was read"


def test_exit_is_silence_before_anything_else(listener: Newcomer, slow: FormRelay) -> None:
    page = listener.page
    listener.begin(slow.link())
    listen(listener)
    page.wait_for_function("() => sound.duration > 1 && !sound.paused")
    page.evaluate(
        "addEventListener('pagehide', () => { sessionStorage.found = `${sound.paused} ${Boolean(sound.src)}` })"
    )
    page.click("#exit")
    page.wait_for_url("**/start/")
    assert page.evaluate("sessionStorage.found") == "true false"


def test_an_answer_is_heard_again_without_being_chosen(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    listener.begin(heard.link())
    assert page.locator(".again").count() == 0
    listen(listener)
    until_silent(page)
    listener.fill(until="dreams")
    assert page.locator(".again").evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))") == [
        "Listen: Never or almost never", "Listen: Sometimes", "Listen: Often", "Listen: I do not want to answer",
    ]  # fmt: skip
    page.click(".again >> nth=2")
    assert until_silent(page) == ["Often"]
    assert page.locator(".card input:checked").count() == 0
    listener.choose("often")
    assert page.locator(".card input:checked").input_value() == "often"


def test_a_computers_voice_says_so_and_a_persons_does_not(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    listener.begin(heard.link(), "nl")
    listen(listener)
    expect(page.locator("#computer")).to_have_text("Computerstem")
    until_silent(page)
    assert page.locator("#computer").count() == 0
    page.click("#language")
    listener.speak("en")
    page.click("#listen")
    page.wait_for_function("() => marked.length > 0")
    assert page.locator("#computer").count() == 0


def test_one_may_read_one_language_and_hear_another(listener: Newcomer, heard: FormRelay) -> None:
    page, wire = listener.page, Wire(listener.page)
    listener.begin(heard.link())
    page.click("#listen")
    page.click("#other-sound")
    assert page.locator("#main .language").all_inner_texts() == ["As I read", "Nederlands", "English", "العربية"]
    page.click("#main .language[lang=nl]")
    page.click("#continue")
    assert page.locator("#computer").inner_text() == "Computer voice"
    assert "Who reads your answers?" in until_silent(page)
    assert [each.url.split(".")[-2] for each in wire.requests if "/audio/" in each.url][-1] == "nl"
    listener.fill(until="dreams")
    page.click("#language")
    page.click("#other-sound")
    page.click("#same-sound")
    page.click("#continue")
    until_silent(page)
    assert listener.heading == "Did you have bad dreams?"
    assert page.locator("#computer").count() == 0


def test_a_question_of_which_an_answer_is_wanting_is_not_read(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    listener.begin(heard.link(), "ar")
    listen(listener)
    until_silent(page)
    listener.fill(until="sleep")
    page.click("#listen")
    assert len(until_silent(page)) == 6
    listener.fill(start="sleep", until="dreams")
    page.click("#listen")
    expect(page.locator("#unheard")).to_have_text("لا يوجد صوت بهذه اللغة بعد.")
    assert until_silent(page) == []


def test_a_lost_network_is_said_and_the_next_tap_tries_again(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    page.route("**/audio/*", lambda route: route.abort())
    listener.begin(heard.link())
    page.click("#listen")
    expect(page.locator("#unheard")).to_have_text("The sound did not come. Please try again.")
    page.unroute("**/audio/*")
    page.click("#continue")
    assert until_silent(page)[0] == "Who reads your answers?"
    assert page.locator("#unheard").count() == 0


def test_without_recordings_a_voice_of_the_device_reads_and_never_one_of_a_server(
    new_context: NewContext, heard: FormRelay
) -> None:
    context = new_context()
    context.add_init_script(VOICES)
    page = context.new_page()
    newcomer = Newcomer(page)
    newcomer.begin(heard.link(), "ti")
    assert page.locator("#listen").is_hidden(), "only a server speaks Tigrinya here"
    page.click("#language")
    newcomer.speak("tr")
    page.click("#listen")
    expect(page.locator("#computer")).to_have_text("Bilgisayar sesi")
    page.click("#continue")
    expect(page.locator("#louder")).to_be_hidden()
    spoken = page.evaluate("said")
    assert {(lang, volume) for _, lang, volume in spoken} == {("tr-TR", QUIET)}
    assert newcomer.heading in [text for text, _, _ in spoken]
    assert any("GGD Voorbeeld" in text for text, _, _ in spoken), "a voice can say a name that is filled in"
    assert not any("{" in text for text, _, _ in spoken)


def test_a_voice_reads_another_language_than_the_screen_whole_sentences_only(
    new_context: NewContext, heard: FormRelay
) -> None:
    context = new_context()
    context.add_init_script(VOICES)
    page = context.new_page()
    newcomer = Newcomer(page)
    newcomer.begin(heard.link())
    page.click("#listen")
    page.click("#other-sound")
    offered = page.locator("#main .language").all_inner_texts()
    assert offered == ["As I read", "Nederlands", "English", "العربية", "Türkçe", "فارسی"], "Dari is not Farsi"
    page.click("#main .language[lang=tr]")
    newcomer.page.click("#continue")
    expect(page.locator("#louder")).to_be_hidden()
    newcomer.fill(until="sleep")
    page.evaluate("said.length = 0")
    page.click("#listen")
    expect(page.locator("#louder")).to_be_hidden()
    assert len(page.evaluate("said")) == 6
    assert newcomer.heading == "How was your sleep?"
    assert "How was your sleep?" not in [text for text, _, _ in page.evaluate("said")]


def test_without_any_sound_there_is_no_button(newcomer: Newcomer, relay: FormRelay, heard: FormRelay) -> None:
    newcomer.arrive(relay.link())
    assert newcomer.page.locator(".again").count() == 0
    newcomer.begin(relay.link())
    assert newcomer.page.locator("#listen").is_hidden()
    newcomer.begin(heard.link(), "uk")
    assert newcomer.page.locator("#listen").is_hidden()


def test_the_names_of_the_languages_are_heard_before_one_is_chosen(listener: Newcomer, heard: FormRelay) -> None:
    page, wire = listener.page, Wire(listener.page)
    listener.arrive(heard.link())
    labels = page.locator(".languages .again").evaluate_all("all => all.map((each) => each.getAttribute('aria-label'))")
    assert labels == ["🔊: Nederlands", "🔊: English", "🔊: العربية"]
    for name in range(3):
        page.click(f".languages .again >> nth={name}")
        page.wait_for_function(
            "number => played.filter(([kind, , whole]) => whole && kind === 'ended').length > number", arg=name
        )
    asked = [each.url for each in wire.requests if "/audio/" in each.url]
    assert len(asked) == 1, "one small file with all names"
    assert asked[0].endswith(".names.pack")
    assert page.locator(".welcome").is_visible()
    assert {volume for _, volume, _ in page.evaluate("played")} == {QUIET}


def test_it_works_by_keyboard_and_says_what_it_is(listener: Newcomer, heard: FormRelay) -> None:
    page = listener.page
    listener.begin(heard.link())
    page.focus("#listen")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "heading"
    assert listener.heading == "Hold the device to your ear, or use earphones."
    page.focus("#continue")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_visible()
    until_silent(page)
    expect(page.get_by_role("button", name="Listen", exact=True)).to_be_visible()
    listener.fill(until="sleep")
    page.get_by_role("button", name="Listen: Good").focus()
    page.keyboard.press("Space")
    assert until_silent(page) == ["Good"]
    assert page.locator(".card input:checked").count() == 0


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> FormRelay:
    """Something to hear in every language."""
    folder = tmp_path_factory.mktemp("audio")
    for language in LANGUAGES:
        write_tones(folder, language.tag, seconds=3, synthetic=True)
    return serve_form(tmp_path_factory.mktemp("relay"), audio=folder)


MEASURED = ("en", "ar", "ti", "so", "pl", "fa")
"""One of each script and direction, and two with long sentences. Without sound all are measured elsewhere."""
ROOM = """
() => {
  const all = document.documentElement;
  const boxes = ["language", "louder", "listen", "exit"]
    .map((id) => document.getElementById(id).getBoundingClientRect());
  const inOrder = document.dir === "rtl" ? boxes.reverse() : boxes;
  return [all.scrollWidth - all.clientWidth, all.scrollHeight - all.clientHeight,
    inOrder.every((box, place) => place === 0 || inOrder[place - 1].right <= box.left)];
}
"""


@pytest.mark.parametrize("tag", MEASURED)
def test_while_it_reads_nothing_scrolls_or_is_smaller_than_it_may_be(
    listener: Newcomer, everywhere: FormRelay, tag: str
) -> None:
    page = listener.page
    listener.arrive(everywhere.link())
    problems = small_targets(page)
    listener.begin(everywhere.link(), tag)
    listen(listener)
    start = "who"
    for screen in QUESTIONS:
        listener.fill(start=start, until=screen)
        start = screen
        page.click("#listen")
        expect(page.locator(".heard")).to_be_visible()
        across, down, apart = page.evaluate(ROOM)
        if across or down or not apart:
            problems.append(f"{screen} scrolls by {across}, {down}" + ("" if apart else ", buttons overlap"))
        problems += [f"{screen}: {each}" for each in small_targets(page)]
    assert problems == []


def test_listening_is_accessible(listener: Newcomer, everywhere: FormRelay) -> None:
    page, axe = listener.page, AXE.read_text(encoding="utf-8")
    listener.arrive(everywhere.link())
    assert violations(page, axe) == []
    listener.speak("en")
    page.wait_for_selector(".points")
    page.click("#listen")
    assert violations(page, axe) == []
    page.click("#other-sound")
    assert violations(page, axe) == []
    page.click("#same-sound")
    page.click("#continue")
    listener.fill(until="sleep")
    page.click("#listen")
    expect(page.locator(".heard")).to_be_visible()
    assert violations(page, axe) == []
