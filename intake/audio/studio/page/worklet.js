// Hands on what the microphone hears, in pieces, as it is. Its own output stays silent.

const PIECE = 2048;

class Tap extends AudioWorkletProcessor {
  piece = new Float32Array(PIECE);
  filled = 0;

  /** @param {Float32Array[][]} inputs */
  process(inputs) {
    const heard = inputs[0]?.[0] ?? new Float32Array(0);
    for (const sample of heard) {
      this.piece[this.filled++] = sample;
      if (this.filled === PIECE) {
        this.port.postMessage(this.piece, [this.piece.buffer]);
        this.piece = new Float32Array(PIECE);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("tap", Tap);
