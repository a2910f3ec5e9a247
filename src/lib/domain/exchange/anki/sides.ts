/** Which fields of a note its first card asks, and which it answers with. */
import { mentionsIn, type NoteType } from './note';
import { placesOf } from './reading';

/** Places of fields, from 0 on. */
export interface Sides {
  front: number[];
  /** The first of these is the answer, the others say more. */
  back: number[];
  hint: number | null;
  /** Whether its learner types the answer already. */
  typed: boolean;
  /** Whether another card asks from the back to the front. */
  reversed: boolean;
}

/** @returns the sides by the templates; the first two fields where these do not tell */
export function sidesOf(type: NoteType): Sides {
  const [first, ...others] = type.cards.map(({ front, back }) => ({
    front: mentionsIn(front),
    back: mentionsIn(back)
  }));
  const all = [...(first?.front ?? []), ...(first?.back ?? [])];
  const typed = all.filter((one) => one.typed).map(({ field }) => field);
  const hints = type.fields.filter((name) => /^hints?$/i.test(name.trim()));
  const shown = (names: string[]) =>
    placesOf(
      type,
      names.filter((name) => !hints.includes(name))
    );

  const asked = (first?.front ?? []).map(({ field }) => field);
  const front = shown(asked.filter((name) => !typed.includes(name)));
  const answers = [...new Set([...typed, ...(first?.back ?? []).map(({ field }) => field)])];
  const back = shown(answers).filter((place) => !front.includes(place));
  const sides = front.length > 0 && back.length > 0 ? { front, back } : { front: [0], back: [1] };

  const isOn = (mentions: { field: string }[], place: number) =>
    mentions.some(({ field }) => field === type.fields[place]);
  return {
    ...sides,
    hint: placesOf(type, hints)[0] ?? null,
    typed: typed.length > 0,
    reversed: others.some(
      (card) => isOn(card.front, sides.back[0]!) && isOn(card.back, sides.front[0]!)
    )
  };
}
