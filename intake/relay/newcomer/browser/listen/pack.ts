/**
 * The recordings of one language: one file, fetched whole when somebody first listens (intake/relay/newcomer/sound.py
 * writes it). It is in memory only, and gone with the wipe.
 */

import { alsoForget } from "../session.ts";

type Place = readonly [offset: number, length: number, synthetic: boolean];

const HEAD = 4;
const TYPE = "audio/mpeg";

export class Pack {
  private readonly sounds: ArrayBuffer;
  private readonly clips: Readonly<Record<string, Place>>;

  constructor(sounds: ArrayBuffer, clips: Readonly<Record<string, Place>>) {
    this.sounds = sounds;
    this.clips = clips;
  }

  has(key: string): boolean {
    return key in this.clips;
  }

  /** Whether a machine spoke it. */
  isSynthetic(key: string): boolean {
    return this.clips[key]?.[2] ?? false;
  }

  clip(key: string): Blob {
    const [offset, length] = this.clips[key] as Place;
    return new Blob([this.sounds.slice(offset, offset + length)], { type: TYPE });
  }
}

const packs = new Map<string, Promise<Pack>>();

alsoForget(() => packs.clear());

/** Rejects where the network fails; the next call tries again. */
export function fetchPack(address: string): Promise<Pack> {
  const known = packs.get(address);
  if (known) {
    return known;
  }
  const coming = fetchWhole(address);
  packs.set(address, coming);
  coming.catch(() => packs.get(address) === coming && packs.delete(address));
  return coming;
}

async function fetchWhole(address: string): Promise<Pack> {
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) {
    throw new Error("no such pack");
  }
  return read(await answer.arrayBuffer());
}

function read(data: ArrayBuffer): Pack {
  const sounds = HEAD + new DataView(data).getUint32(0);
  const index = JSON.parse(new TextDecoder().decode(data.slice(HEAD, sounds))) as { clips: Record<string, Place> };
  return new Pack(data.slice(sounds), index.clips);
}
