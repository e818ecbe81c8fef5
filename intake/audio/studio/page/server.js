// Speaks with the program on this computer, and with nothing else.

/** @typedef {import("./types.d.ts").Script} Script */
/** @typedef {import("./types.d.ts").Kept} Kept */

/** The program refused. `why` is a word that the page knows, or a sentence. */
export class Refused extends Error {
  /** @param {string} why */
  constructor(why) {
    super(why);
    this.why = why;
  }
}

/** Give the token of the address, once, and take it off the address. */
export async function enter() {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  if (token) {
    await fetch("/enter", { method: "POST", body: JSON.stringify({ token }) });
  }
}

/** @returns {Promise<Script | null>} null for whoever may not see it */
export async function script() {
  const answer = await fetch("/script.json");
  return answer.ok ? answer.json() : null;
}

/**
 * @param {number} number
 * @param {ArrayBuffer} wav
 * @param {boolean} anyway
 * @returns {Promise<Kept>}
 */
export function keep(number, wav, anyway) {
  return post(`/takes/${number}${anyway ? "?anyway" : ""}`, wav);
}

/**
 * @param {number} number
 * @param {{ take: string, approved: boolean, remark: string }} judgement
 * @returns {Promise<Kept>}
 */
export function judge(number, judgement) {
  return post(`/judgements/${number}`, JSON.stringify(judgement));
}

/**
 * @param {string} path
 * @param {ArrayBuffer | string} body
 * @returns {Promise<Kept>}
 */
async function post(path, body) {
  const answer = await fetch(path, { method: "POST", body });
  if (!answer.ok) {
    const { why, message, hint } = await answer.json().catch(() => ({ message: answer.status }));
    throw new Refused(why ?? `${message} ${hint ?? ""}`);
  }
  return answer.json();
}
