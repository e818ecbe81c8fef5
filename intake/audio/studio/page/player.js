// Plays what is kept of a line. One at a time.

/** @typedef {import("./types.d.ts").Line} Line */

/** @type {HTMLAudioElement | null} */
let playing = null;

/** Be quiet. */
export function hush() {
  playing?.pause();
  playing = null;
}

/**
 * @param {Line} line
 * @param {() => void} ended called when it was heard to the end
 */
export function play(line, ended) {
  hush();
  const sound = new Audio(`/takes/${line.number}/${line.take}.mp3`);
  sound.addEventListener("ended", ended);
  playing = sound;
  void sound.play();
}
