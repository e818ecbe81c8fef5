/** What the server answers, and the part of the worklet's world that TypeScript does not know. */

export interface Line {
  readonly number: number;
  readonly text: string;
  readonly english: string;
  readonly dutch: string;
  readonly note: string;
  readonly screen: { readonly en: string; readonly nl: string };
  readonly state: "missing" | "outdated" | "synthetic" | "refused" | "recorded" | "approved";
  /** Read by whoever sits here now. */
  readonly own?: boolean;
  readonly take?: string;
  readonly seconds?: number;
  readonly speaker?: string;
  readonly by?: string;
  readonly remark?: string;
}

export type Fault = "empty" | "short" | "quiet" | "clipped";

export interface Script {
  readonly language: { readonly tag: string; readonly direction: "ltr" | "rtl"; readonly name: string };
  readonly speaker: string;
  readonly approve: boolean;
  readonly file: string;
  readonly lines: Line[];
}

export interface Kept {
  readonly fault: Fault | null;
  readonly line: Line;
}

declare global {
  class AudioWorkletProcessor {
    readonly port: MessagePort;
  }
  function registerProcessor(name: string, processor: unknown): void;
}
