/** Telling other systems of what happens at a school, in the manner of standardwebhooks.com. */
import * as v from 'valibot';
import { ClientId } from './client-id';
import { heardTypes, type EventType } from './events';
import { storable } from './items/item';

/**
 * `paused`: what happens waits until it is active again; `off`: it failed for too long, or the
 * receiver does not want it, and nothing waits.
 */
export const webhookStates = ['active', 'paused', 'off'] as const;
export type WebhookState = (typeof webhookStates)[number];

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** So many a school may have. */
export const mostWebhooks = 20;
const mostLetters = 500;

/** @returns why no webhook may go there; null where one may. Whether it is private is seen later. */
export function flawOfUrl(text: string, allowsHttp = false): string | null {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (!url?.hostname) return 'Write a whole address, such as https://sis.example.org/palpate';
  if (url.protocol === 'http:' && !allowsHttp) return 'The address must begin with https://';
  if (url.username || url.password)
    return 'Take the name and password out: the signature says who sends it';
  return null;
}

export const WebhookUrl = v.pipe(
  v.string('Write the address of the receiver'),
  v.trim(),
  v.nonEmpty('Write the address of the receiver'),
  v.maxLength(mostLetters, `Shorten the address to at most ${mostLetters} characters`),
  storable,
  v.rawCheck(({ dataset, addIssue }) => {
    // Whether http may be is known by the server alone.
    const flaw = dataset.typed ? flawOfUrl(dataset.value, true) : null;
    if (flaw) addIssue({ message: flaw });
  }),
  v.transform((text) => {
    const url = new URL(text);
    url.hash = '';
    return url.href;
  }),
  v.maxLength(mostLetters, `Shorten the address to at most ${mostLetters} characters`)
);

const rules = {
  url: WebhookUrl,
  description: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' ')),
      v.maxLength(200, 'Shorten the description to at most 200 characters'),
      storable,
      v.regex(/^\P{Cc}*$/u, 'Take the control characters out of the description')
    ),
    ''
  ),
  /** Null: all, and those that come to be. */
  types: v.optional(
    v.nullable(
      v.pipe(
        v.array(v.picklist(heardTypes, 'Choose among the types of events that there are')),
        v.nonEmpty('Choose at least one type of event'),
        v.transform((types): EventType[] => heardTypes.filter((type) => types.includes(type)))
      )
    ),
    null
  )
};

export const NewWebhook = v.object({
  /** Made by the client: sent again, it is added once. */
  id: ClientId,
  ...rules
});
export type NewWebhook = v.InferOutput<typeof NewWebhook>;

export const WebhookChange = v.object({
  ...rules,
  /** What is off, or paused, can be made active again. */
  state: v.optional(v.picklist(['active', 'paused'], 'Choose active or paused'), 'active')
});
export type WebhookChange = v.InferOutput<typeof WebhookChange>;

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** How long after the attempt before each is made. */
export const pauses = [
  ...[0, 5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour],
  ...[10 * hour, 14 * hour, 20 * hour, 24 * hour]
];
const longest = 24 * hour;

/**
 * When to try again, in ms from the attempt that failed.
 * @param attempts made so far
 * @param chance from 0 to 1: up to a tenth is added, so that many do not come at once
 * @param asked for how long the receiver wants to be left alone, in ms; never longer than a day
 * @returns null where it is given up
 */
export function nextTry(attempts: number, chance: number, asked: number | null): number | null {
  const pause = pauses[attempts];
  if (pause === undefined) return null;
  return Math.round(Math.max(pause * (1 + chance / 10), Math.min(asked ?? 0, longest)));
}

/**
 * For how long everything is kept from a receiver that could not be reached so many times in a row,
 * in ms.
 */
export const rest = (misses: number): number =>
  Math.min(5 * second * 2 ** (misses - 1), 10 * minute);

/** Failing for so long turns a webhook off. */
export const patience = 5 * 24 * hour;

/**
 * @param header `Retry-After`: seconds, or a date
 * @returns ms from `now`; null where it says nothing that can be read
 */
export function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second;
  const at = Date.parse(header);
  return Number.isNaN(at) || !/[a-z]/i.test(header) ? null : Math.max(0, at - now.getTime());
}
