/** What of a component an author fills in: `#{…}` are the places, those alike are filled as one. */

const callout = (kind: string, title: string) =>
  `\n<Callout kind="${kind}" title="#{${title}}">\n\n#{Text}\n\n</Callout>\n`;
export const boxes = [
  { label: 'Key point', template: callout('key', 'Remember') },
  { label: 'Safety', template: callout('safety', 'Stop and ask') },
  { label: 'Example', template: callout('example', 'Example') },
  { label: 'Dispute', template: callout('dispute', 'Where sources disagree') },
  {
    label: 'Comparison',
    template:
      '\n<Compare title="#{Title}">\n\n| | Spa | Clinical |\n|---|---|---|\n| #{Aim} | #{in spa} | #{in clinical} |\n\n</Compare>\n'
  },
  { label: 'Body map', template: '\n<BodyMap alt="#{What it shows}" marks="#{left-axilla}" />\n' }
];
