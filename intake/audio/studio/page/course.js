// Where one is among the lines, and what is done.

/** @typedef {import("./types.d.ts").Line} Line */
/** @typedef {import("./types.d.ts").Script} Script */

/** Recorded by a person, of today's words. */
const HUMAN = ["recorded", "approved", "refused"];

class Course {
  /** @type {Script | null} */
  #script = null;
  /** @type {() => void} */
  #draw = () => {};
  #at = 0;

  /**
   * @param {Script} script
   * @param {() => void} draw
   */
  begin(script, draw) {
    this.#script = script;
    this.#draw = draw;
  }

  get script() {
    return /** @type {Script} */ (this.#script);
  }

  get lines() {
    return this.script.lines;
  }

  get line() {
    return /** @type {Line} */ (this.lines[this.#at]);
  }

  get approve() {
    return this.script.approve;
  }

  /** @param {number} at */
  show(at) {
    this.#at = Math.max(0, Math.min(at, this.lines.length - 1));
    this.#draw();
  }

  get last() {
    return this.#at === this.lines.length - 1;
  }

  get first() {
    return this.#at === 0;
  }

  /** @param {number} by */
  move(by) {
    this.show(this.#at + by);
  }

  /**
   * What the program says of a line now.
   * @param {Line} line
   */
  put(line) {
    this.lines[line.number] = line;
  }

  /** @param {Line} line */
  isDone(line) {
    return this.approve ? line.state === "approved" || line.state === "refused" : line.state === "recorded" || line.state === "approved";
  }

  /**
   * Whether whoever sits here can do anything about it.
   * @param {Line} line
   */
  isMine(line) {
    return !this.approve || (HUMAN.includes(line.state) && !line.own);
  }

  counted() {
    const mine = this.lines.filter((line) => this.isMine(line));
    return { done: mine.filter((line) => this.isDone(line)).length, all: mine.length };
  }

  /** The place of the first line that is still to be done, from here on and around; where all is done, here. */
  firstToDo() {
    const around = [...this.lines.slice(this.#at), ...this.lines.slice(0, this.#at)];
    return (around.find((line) => this.isMine(line) && !this.isDone(line)) ?? this.line).number;
  }

  get allDone() {
    const { done, all } = this.counted();
    return done === all;
  }
}

export const course = new Course();
