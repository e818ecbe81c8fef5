/**
 * Plays one recording after another on one element that is in no page. Where a browser does not let a page set the
 * volume (iOS), the sound goes through a gain.
 */

import { volume } from "./volume.ts";

const audio = new Audio();
/** Of a browser that keeps the loudness to itself. */
let through: { readonly context: AudioContext; readonly gain: GainNode } | null = null;
let ended: ((whole: boolean) => void) | null = null;

// Never on another device in the room.
audio.setAttribute("disableremoteplayback", "");
audio.setAttribute("x-webkit-airplay", "deny");
// What an earlier recording still has to say is of no interest.
audio.addEventListener("ended", () => audio.ended && settle(true));
audio.addEventListener("error", () => audio.error && settle(false));

/**
 * To be called within a tap: some browsers let an element sound later only if it began in one, and the recordings may
 * still be on their way.
 */
export function prepare(): void {
  if (ended) {
    return;
  }
  applyVolume();
  load(silence());
  audio.play().catch(() => undefined);
}

/** True once it was played to its end, false where it was stopped or cannot be played. */
export function play(clip: Blob): Promise<boolean> {
  settle(false);
  applyVolume();
  load(clip);
  return new Promise((resolve) => {
    ended = resolve;
    audio.play().catch(() => settle(false));
  });
}

export function stop(): void {
  audio.pause();
  unload();
  settle(false);
}

/** Also while it sounds. */
export function applyVolume(): void {
  audio.volume = volume();
  if (audio.volume !== volume() && "AudioContext" in globalThis) {
    through ??= throughGain();
    through.gain.gain.value = volume();
    void through.context.resume();
  }
}

function throughGain(): NonNullable<typeof through> {
  const context = new AudioContext();
  const gain = context.createGain();
  context.createMediaElementSource(audio).connect(gain).connect(context.destination);
  return { context, gain };
}

function load(clip: Blob): void {
  unload();
  audio.src = URL.createObjectURL(clip);
}

function unload(): void {
  if (audio.src) {
    URL.revokeObjectURL(audio.src);
    audio.removeAttribute("src");
    audio.load();
  }
}

function settle(whole: boolean): void {
  const tell = ended;
  ended = null;
  tell?.(whole);
}

/** A hundredth of a second of nothing: WAV, 8 kHz, 8 bits, one channel. */
function silence(): Blob {
  const samples = 80;
  const head = [0x46464952, 36 + samples, 0x45564157, 0x20746d66, 16, 0x10001, 8000, 8000, 0x80001, 0x61746164, samples];
  return new Blob([new Uint32Array(head), new Uint8Array(samples).fill(128)], { type: "audio/wav" });
}
