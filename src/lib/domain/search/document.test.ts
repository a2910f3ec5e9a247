import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item as anyItem, secret } from '../items/arbitraries';
import { parseItem, type Item } from '../items/registry';
import { itemDocument, lessonDocuments, type Asking } from './document';

const lesson: Asking = {
  id: 'course/lesson',
  title: 'A lesson',
  checks: ['asked'],
  sections: { asked: { id: 'section-two', title: 'Two' } }
};

test('no key, feedback, explanation or hint is in the document of a question, of any type', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const document = itemDocument({ ...item, hint: `${secret} hint` }, lesson);
      expect(JSON.stringify(document)).not.toContain(secret);
      expect(document.title).toBe(item.stem);
    })
  );
});

/** With a key that is or is not the first option. */
function choice(key: 'a' | 'b'): Item {
  const option = (id: string) => ({
    id,
    text: `Option ${id}`,
    feedback: 'So.',
    correct: id === key
  });
  const parsed = parseItem({
    ...{ id: 'asked', type: 'choice', stem: 'Which?', objective: 'o', area: '4', sources: ['s'] },
    explanation: 'So.',
    options: ['a', 'b', 'c'].map(option)
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

test('which option is right changes nothing', () => {
  expect(itemDocument(choice('a'), lesson)).toEqual(itemDocument(choice('b'), lesson));
});

test('the entries of an order are not in their order', () => {
  fc.assert(
    fc.property(
      anyItem.filter(({ type }) => type === 'order'),
      (item) => {
        if (item.type !== 'order') return;
        const texts = item.entries.map(({ text }) => text);
        fc.pre(new Set(texts).size === texts.length);
        expect(itemDocument(item, lesson).text).not.toBe(texts.join(' · '));
      }
    )
  );
});

test('a question leads to where it is asked, or to the beginning of its lesson', () => {
  const asked = itemDocument(choice('a'), lesson);
  expect(asked).toMatchObject({
    address: '/courses/course/lesson#section-two',
    context: 'A lesson',
    item: { id: 'asked', lesson: 'course/lesson', reserved: false, isAsked: true }
  });
  const other = itemDocument({ ...choice('a'), id: 'other', reserved: true }, lesson);
  expect(other.address).toBe('/courses/course/lesson');
  expect(other.item).toMatchObject({ reserved: true, isAsked: false });
});

test('a gap is shown as a gap', () => {
  const parsed = parseItem({
    ...{ id: 'gap', type: 'cloze', stem: 'Fill in', objective: 'o', area: '4', sources: ['s'] },
    explanation: 'So.',
    text: 'Work is [[what]]-based.',
    gaps: [{ id: 'what', accept: ['outcome'], feedback: 'So.' }]
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  expect(itemDocument(parsed.item, lesson).text).toBe('Work is …-based.');
});

test('a lesson is a document, and so is each of its sections', () => {
  const documents = lessonDocuments(
    {
      id: 'course/lesson',
      title: 'A lesson',
      summary: 'In short.',
      passages: [
        { section: null, paragraphs: ['At first.'], rows: [] },
        { section: { id: 'section-one', title: 'One' }, paragraphs: ['Then.'], rows: ['a · b'] }
      ]
    },
    'A module'
  );
  expect(
    documents.map(({ title, address, context, text }) => [title, address, context, text])
  ).toEqual([
    ['A lesson', '/courses/course/lesson', 'A module', 'In short. At first.'],
    ['One', '/courses/course/lesson#section-one', 'A lesson', 'Then. a · b']
  ]);
});
