/** Our type of note: how Anki shows a question. */
import { fieldNames } from '../../../domain/exchange/anki/ours';

/** Never changed: by it Anki knows the type again. */
export const modelId = 1_764_460_800_000;
/** When the templates were last changed, in seconds: raise it, and Anki takes the new ones over. */
const changed = 1_764_460_800;

const front = `{{#Scene}}<div class="scene">{{Scene}}</div>{{/Scene}}
<div class="question">{{Question}}</div>
{{#Options}}<div class="options">{{Options}}</div>{{/Options}}
{{#Hint}}<details class="hint"><summary>Hint</summary>{{Hint}}</details>{{/Hint}}`;

const back = `{{FrontSide}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
{{#Explanation}}<div class="explanation">{{Explanation}}</div>{{/Explanation}}`;

const css = `.card {
  max-width: 36rem;
  margin: 1.5rem auto;
  padding: 0 1rem;
  font: 1.125rem/1.5 system-ui, sans-serif;
  text-align: left;
  color: #26221c;
  background: #fbf8f2;
}
.question { font-size: 1.25rem; font-weight: 600; }
.options { margin-top: 0.75rem; }
.scene { margin-bottom: 1rem; padding-left: 0.75rem; border-left: 3px solid #b9ab94; }
ul, ol { padding-left: 1.75rem; }
li { margin: 0.4rem 0; }
.answer ul { padding-left: 0; list-style: none; }
hr { margin: 1.5rem 0; border: 0; border-top: 1px solid #d8cfbf; }
.explanation { margin-top: 1rem; }
.hint { margin-top: 1rem; }
.nightMode.card, .night_mode.card { color: #ece6db; background: #201d19; }
.nightMode .scene, .night_mode .scene { border-color: #6d6353; }
.nightMode hr, .night_mode hr { border-color: #4a4338; }`;

/** @returns the type as schema 11 keeps it */
export const model = (deck: number) => ({
  id: modelId,
  name: 'Palpate',
  type: 0,
  mod: changed,
  usn: -1,
  sortf: 0,
  did: deck,
  tmpls: [
    {
      name: 'Card 1',
      ord: 0,
      qfmt: front,
      afmt: back,
      bqfmt: '',
      bafmt: '',
      did: null,
      bfont: '',
      bsize: 0
    }
  ],
  flds: fieldNames.map((name, ord) => ({
    name,
    ord,
    sticky: false,
    rtl: false,
    font: 'Arial',
    size: 20,
    media: [],
    // What nobody should edit lies folded away.
    ...(name === 'Item' && {
      description: 'For Palpate: leave it as it is',
      collapsed: true,
      plainText: true,
      excludeFromSearch: true
    })
  })),
  css,
  latexPre: '',
  latexPost: '',
  latexsvg: false,
  // A card is made wherever there is a question.
  req: [[0, 'any', [0]]],
  tags: [],
  vers: []
});
