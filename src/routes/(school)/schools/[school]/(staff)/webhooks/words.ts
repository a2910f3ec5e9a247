/** How webhooks are named on pages. */
import { events, heardTypes } from '$lib/domain/events';
import type { DeliveryState, WebhookState } from '$lib/domain/webhook';

interface Named {
  url: string;
  description: string;
}
/** What somebody has called it, or else where it goes. */
export const nameOf = ({ url, description }: Named) => description || new URL(url).host;

export const stateWords: Record<WebhookState, { word: string; tone: string }> = {
  active: { word: 'Active', tone: 'good' },
  paused: { word: 'Paused', tone: 'warn' },
  off: { word: 'Turned off', tone: 'bad' }
};

export const deliveryWords: Record<DeliveryState, { word: string; tone: string }> = {
  delivered: { word: 'Delivered', tone: 'good' },
  waiting: { word: 'Waiting', tone: '' },
  failed: { word: 'Failed', tone: 'bad' }
};

/** Each type that can be listened to, in words. */
export const typesInWords = heardTypes.map((type) => ({ type, says: events[type].says }));
