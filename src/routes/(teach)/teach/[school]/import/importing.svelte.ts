/** An import on its way: what was given, what was found in it, and what was decided. */
import { v4 } from 'uuid';
import type { Format } from '$lib/domain/exchange/formats';
import type { Place } from '$lib/domain/items/place';
import type { Batch } from '$lib/server/import-batches';
import type { Preview } from '$lib/server/import-preview';
import { look, placeOf, takeOver, type Failure } from './ask';
import { keeper, type Source } from './kept';
import { accepted, isReady, isToMend, standingsOf, type At, type Choice } from './standing';

export type Importing = ReturnType<typeof importing>;

/**
 * @param school its slug
 * @param whose account and school, by which the device keeps it
 */
export function importing(school: string, whose: string) {
  const kept = keeper(whose);
  const remembered = `palpate.import.${whose}`;
  let source = $state.raw<Source | null>(null);
  let format = $state.raw<Format | null>(null);
  let seen = $state.raw<Preview | null>(null);
  let choices = $state.raw<Record<number, Choice>>({});
  let refused = $state.raw<Record<number, string>>({});
  let sent: { id: string; rows: number[] } | null = null;
  let all = $state.raw<At>({ lesson: '', objective: '', area: '', reserved: false });
  let places = $state.raw<Record<string, Place>>({});
  let busy = $state<'reading' | 'taking' | null>(null);
  let failure = $state.raw<Failure | null>(null);
  let turn = 0;

  const standings = $derived(
    seen ? standingsOf(seen, choices, refused).filter(({ deed }) => deed !== 'done') : []
  );
  const ready = $derived(standings.filter(isReady));

  const keep = () => kept.keepDecided({ format, choices, sent });

  /** Looks at the source; of two that overlap, the later counts. */
  async function read() {
    if (!source) return;
    const mine = ++turn;
    busy = 'reading';
    failure = null;
    const reply = await look(school, source, format);
    if (mine !== turn) return;
    busy = null;
    if ('error' in reply) failure = reply;
    else seen = reply;
  }

  async function begin(given: Source, as: Format | null = null) {
    source = given;
    format = as;
    seen = null;
    choices = {};
    refused = {};
    sent = null;
    await Promise.all([kept.keepSource(given), keep(), read()]);
  }

  /** Keeps what is typed and not read yet. */
  const type = (content: string) => kept.keepSource({ name: '', content });

  async function placeFor(lesson: string): Promise<Place | null> {
    if (places[lesson]) return places[lesson];
    const reply = await placeOf(school, lesson);
    if ('error' in reply) return null;
    places = { ...places, [lesson]: { ...reply.place } };
    usual.set(lesson, reply.usual);
    return reply.place;
  }
  const usual = new Map<string, { objective: string; area: string } | null>();

  /** What most questions of the lesson ask for, until something else is chosen. */
  async function chooseLesson(lesson: string, wanted: Partial<At> = {}) {
    all = { ...all, lesson };
    const place = lesson ? await placeFor(lesson) : null;
    if (all.lesson !== lesson) return;
    const among = (list: { id: string }[] = [], ...ids: (string | undefined)[]) =>
      ids.find((id) => list.some((entry) => entry.id === id)) ?? list[0]?.id ?? '';
    const guess = usual.get(lesson);
    setAll({
      lesson,
      objective: among(place?.objectives, wanted.objective, guess?.objective),
      area: among(place?.areas, wanted.area, guess?.area)
    });
  }

  function setAll(change: Partial<At>) {
    all = { ...all, ...change };
    refused = {};
    try {
      localStorage.setItem(remembered, JSON.stringify(all));
    } catch {
      // Then it is chosen anew next time.
    }
  }

  function decide(index: number, change: Choice) {
    choices = { ...choices, [index]: { ...choices[index], ...change } };
    if (index in refused) {
      const { [index]: _, ...others } = refused;
      refused = others;
    }
    void keep();
  }

  /** Takes or leaves many at once. */
  function decideAll(indices: readonly number[], deed: 'take' | 'leave') {
    const changed = indices.map((index) => [index, { ...choices[index], deed }] as const);
    choices = { ...choices, ...Object.fromEntries(changed) };
    refused = {};
    void keep();
  }

  /** @returns what came to be, or null where nothing did or something is left to take over */
  async function take(): Promise<Batch | null> {
    if (busy || ready.length === 0 || !seen?.format || !source) return null;
    const rows = ready.map(({ index }) => index);
    const offers = (lesson: string) =>
      places[lesson] && {
        objectives: places[lesson].objectives.map(({ id }) => id),
        areas: places[lesson].areas.map(({ id }) => id)
      };
    const questions = ready.map((standing) => accepted(standing, all, offers));
    // Of one that was sent before nobody knows what became: it is asked for again.
    const earlier = sent;
    sent = earlier ?? { id: v4(), rows };
    busy = 'taking';
    failure = null;
    await keep();
    const name = source.name || 'Pasted text';
    const reply = await takeOver(school, { id: sent.id, name, format: seen.format, questions });
    busy = null;
    if ('error' in reply) {
      failure = reply;
      if (reply.rows) {
        sent = null;
        const said = Object.entries(reply.rows).map(([i, text]) => [rows[Number(i)]!, text]);
        refused = Object.fromEntries(said);
      }
      await keep();
      return null;
    }
    const isNew = reply.status === 201;
    const done = isNew || !earlier ? rows : earlier.rows;
    choices = {
      ...choices,
      ...Object.fromEntries(done.map((row) => [row, { ...choices[row], deed: 'done' as const }]))
    };
    sent = null;
    if (standings.some(isToMend) || ready.length > 0) await keep();
    else await clear();
    return reply.import;
  }

  async function clear() {
    turn++;
    source = seen = failure = sent = null;
    format = null;
    choices = {};
    refused = {};
    busy = null;
    await kept.forget();
  }

  /** Finds what an earlier visit has left. */
  async function resume() {
    let wanted: Partial<At> = {};
    try {
      wanted = JSON.parse(localStorage.getItem(remembered) ?? '{}');
    } catch {
      // Chosen anew.
    }
    all = { ...all, reserved: Boolean(wanted.reserved) };
    const [given, decided] = await Promise.all([kept.source(), kept.decided()]);
    if (given && !source) {
      source = given;
      ({ format, choices, sent } = decided ?? { format: null, choices: {}, sent: null });
    }
    await Promise.all([wanted.lesson && chooseLesson(wanted.lesson, wanted), read()]);
  }

  return {
    get source() {
      return source;
    },
    get format() {
      return format;
    },
    get seen() {
      return seen;
    },
    get standings() {
      return standings;
    },
    get ready() {
      return ready;
    },
    get all() {
      return all;
    },
    get places() {
      return places;
    },
    get busy() {
      return busy;
    },
    get failure() {
      return failure;
    },
    school,
    isLasting: kept.isLasting,
    textOf: (index: number) => choices[index]?.text,
    begin,
    type,
    /** Reads it as something else; what was mended belongs to how it was read before. */
    readAs: (as: Format | null) => source && begin(source, as),
    read,
    placeFor,
    chooseLesson,
    setAll,
    decide,
    decideAll,
    take,
    clear,
    resume
  };
}
