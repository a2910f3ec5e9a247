/** What is found before or during a session, by how soon somebody else must see it. */
export interface Urgency {
  id: 'now' | 'soon' | 'watch';
  when: string;
  does: string;
  signs: string[];
  /** In a square of 40. */
  shape: string;
  mark: string;
}

export const urgencies: Urgency[] = [
  {
    id: 'now',
    when: 'Call emergency services now',
    does: 'No massage. Stay with the person.',
    signs: [
      'saddle numbness, and unable to pass urine',
      'the worst headache ever',
      'a swollen calf and short of breath',
      'chest pain'
    ],
    shape: 'M12.5 2h15L38 12.5v15L27.5 38h-15L2 27.5v-15Z',
    mark: 'M20 9v14M20 29v1.5'
  },
  {
    id: 'soon',
    when: 'Medical check today or within days',
    does: 'No massage yet: refer first.',
    signs: ['unexplained weight loss, night pain and a history of cancer', 'fever with back pain'],
    shape: 'M20 3 38 36H2Z',
    mark: 'M20 15v10M20 30v1'
  },
  {
    id: 'watch',
    when: 'Go on, and watch',
    does: 'Massage as planned; ask again next time.',
    signs: ['a two-week ache after gardening'],
    shape: 'M20 2a18 18 0 1 1 0 36a18 18 0 1 1 0-36Z',
    mark: 'M12 21l6 6l11-13'
  }
];
