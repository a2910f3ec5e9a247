import { examples } from '$lib/domain/event-examples';
import { bodyOf, events, eventTypes, placeOf, type EventType, type Fact } from '$lib/domain/events';
import { db } from '$lib/server/db/pool';
import * as kept from '$lib/server/events';
import { requireConnector } from '$lib/server/guard';
import { link } from '$lib/server/mail';
import inNode from './receiver.mjs?raw';
import inPython from './receiver.py?raw';

const at = '2027-03-01T17:20:31.000Z';

/** What a type sends, as it would stand at this school. */
function shown(type: EventType, school: string) {
  const example = examples[type] as { member?: { id: string } | null };
  const fact = { ...example, ...(example.member && { member: example.member.id }) };
  const url = link(`/api/v1/schools/${school}/${placeOf(type, fact as Fact<EventType>)}`);
  const body = bodyOf({ type, at, data: { ...example, url } });
  const { says, notes } = events[type];
  return { type, says, notes: notes.split('`'), body: JSON.stringify(JSON.parse(body), null, 2) };
}

export async function load(event) {
  const { school } = await requireConnector(db, event);
  return {
    types: eventTypes.map((type) => shown(type, school.slug)),
    read: link(`/api/v1/schools/${school.slug}/events`),
    days: kept.kept,
    inNode,
    inPython
  };
}
