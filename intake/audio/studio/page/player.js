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
 * @param {() => void} failed called where it did not come
 */
export function play(line, ended, failed) {
  hush();
  const sound = new Audio(`/takes/${line.number}/${line.take}.mp3`);
  sound.addEventListener("ended", ended);
  playing = sound;
  // Hushed before it began, it rejects too; then there is another, or none.
  sound.play().catch(() => playing === sound && failed());
}
