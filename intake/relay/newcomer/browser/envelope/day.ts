/** Days in UTC, written YYYY-MM-DD: as text they sort by time. */

declare const isDay: unique symbol;
export type Day = string & { readonly [isDay]: true };

const LENGTH = 86_400_000;

export function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10) as Day;
}

/** The day written in `text`, or null where it is none: another form, 30 February, the year 0. */
export function readDay(text: unknown): Day | null {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text) || text < "0001") {
    return null;
  }
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(time) === text ? (text as Day) : null;
}

/** The day of an HTTP Date header, or null. */
export function dayOfHeader(header: string | null): Day | null {
  const time = header === null ? NaN : Date.parse(header);
  return Number.isNaN(time) ? null : dayOf(time);
}

/** How many days `end` comes after `start`. */
export function daysBetween(start: Day, end: Day): number {
  return (Date.parse(end) - Date.parse(start)) / LENGTH;
}
