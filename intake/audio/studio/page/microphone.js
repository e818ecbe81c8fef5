// The microphone: open while the page is, kept only between start and stop.

const TAIL = 200; // ms that still belong to a reading after Stop was pressed: people press early
const LONGEST = 55; // seconds

/** What was said, and how loud it is now. */
export class Microphone {
  /** @type {Float32Array[]} */
  #heard = [];
  #kept = false;
  #rate;
  /** @type {(() => void) | null} */
  #full = null;

  /**
   * Ask for the microphone; rejects where it is not allowed.
   * @param {(peak: number) => void} level from 0 to 1, many times a second
   * @param {() => void} gone the microphone was taken away
   */
  static async open(level, gone) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true },
    });
    const context = new AudioContext();
    await context.audioWorklet.addModule("/page/worklet.js");
    await context.resume();
    stream.getAudioTracks()[0]?.addEventListener("ended", gone);
    return new Microphone(context, context.createMediaStreamSource(stream), level);
  }

  /**
   * @param {AudioContext} context
   * @param {MediaStreamAudioSourceNode} source
   * @param {(peak: number) => void} level
   */
  constructor(context, source, level) {
    this.#rate = context.sampleRate;
    const tap = new AudioWorkletNode(context, "tap", { channelCount: 1, channelCountMode: "explicit" });
    tap.port.onmessage = ({ data }) => this.#take(data, level);
    // Some browsers run only what leads to the loudspeaker; nothing is heard there.
    source.connect(tap).connect(context.destination);
  }

  /**
   * @param {Float32Array} piece
   * @param {(peak: number) => void} level
   */
  #take(piece, level) {
    level(piece.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));
    if (this.#kept) {
      this.#heard.push(piece);
      if (this.#heard.length * piece.length > LONGEST * this.#rate) {
        this.#full?.();
      }
    }
  }

  /** @param {() => void} full called where somebody goes on for too long */
  start(full) {
    this.#heard = [];
    this.#full = full;
    this.#kept = true;
  }

  /** @returns {Promise<ArrayBuffer>} what was heard since `start`, as WAV */
  async stop() {
    this.#full = null;
    await new Promise((resolve) => setTimeout(resolve, TAIL));
    this.#kept = false;
    return wav(this.#heard, this.#rate);
  }
}

/**
 * One channel, 16 bits.
 * @param {Float32Array[]} pieces
 * @param {number} rate
 */
function wav(pieces, rate) {
  const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const file = new DataView(new ArrayBuffer(44 + 2 * count));
  const ascii = (/** @type {number} */ at, /** @type {string} */ name) =>
    [...name].forEach((letter, place) => file.setUint8(at + place, letter.charCodeAt(0)));
  ascii(0, "RIFF");
  file.setUint32(4, 36 + 2 * count, true);
  ascii(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, 2 * rate, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  ascii(36, "data");
  file.setUint32(40, 2 * count, true);
  let at = 44;
  for (const piece of pieces) {
    for (const sample of piece) {
      file.setInt16(at, Math.max(-1, Math.min(1, sample)) * 32767, true);
      at += 2;
    }
  }
  return file.buffer;
}
