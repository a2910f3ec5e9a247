/** One item of QTI 2.1, 2.2 or 3. */
import { atSigns, draftOf, gapSign, mostGaps, withoutSigns } from '../pieces';
import { plainOf } from '../plain';
import type { Draft } from '../row';
import type { GapView } from '../view';
import type { Told } from '../told';
import { first, oversize, within, type Element } from '../xml';
import { htmlIn } from './body';
import { feedbackOf, type Said } from './feedback';
import { gapOf, gapsOf } from './inline';
import { readers, type Context } from './interactions';
import { responsesOf, type Response } from './responses';

/** What candidates do not see of a body, or is read by itself. */
const apart =
  /^(?:feedback-.*|stylesheet|template-.*|catalog-info|inline-choice|gap-text|gap-img)$/;

/** @returns null where nothing can be made of it; 'nothing' where it asks nothing */
export function draftFrom(written: Element, told: Told): Draft | 'nothing' | null {
  const tooBig = oversize(written);
  if (tooBig) {
    told.flaws.push(tooBig);
    return null;
  }
  const item = unsigned(written);
  const said = feedbackOf(item, told);
  const body = bodyOf(item, said, told);
  if (within(item, 'template-declaration').length > 0)
    told.flaws.push('Numbers are made up anew at each try here: write fixed ones');
  for (const { attributes } of within(item, 'assessment-stimulus-ref'))
    told.lost.push(`The passage "${attributes.href ?? ''}" is left out`);
  const explanation = said.always();
  const beside = { ...(explanation && { explanation }) };
  const [block, second] = body.blocks;
  if (!block && body.gaps.length === 0) return 'nothing';
  if (second || (block && body.gaps.length > 0)) {
    told.flaws.push('This asks several questions in one: part it into one item for each');
    return null;
  }
  const draft = block
    ? standing(block, {
        asked: { ...beside, stem: body.text },
        said,
        told,
        guide: body.guide,
        response: body.responses(block)
      })
    : draftOf(beside, atSigns(body.text, body.gaps), told);
  said.tellRest();
  return draft;
}

function standing(interaction: Element, context: Context): Draft | null {
  const { name } = interaction;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader) return reader(interaction, context);
  const kind = name.replace(/-interaction$/, '');
  context.told.flaws.push(
    `Questions of the kind “${kind}” cannot be taken over: write it anew as one of another kind`
  );
  return null;
}

interface Body {
  /** In plain words, with signs where its gaps are. */
  text: string;
  gaps: GapView[];
  /** Interactions that are no gaps. */
  blocks: Element[];
  /** For whoever grades. */
  guide: string;
  responses: (interaction: Element) => Response;
}

function bodyOf(item: Element, said: Said, told: Told): Body {
  const response = responsesOf(item);
  const responses = ({ attributes }: Element) => response(attributes['response-identifier']);
  const gaps: GapView[] = [];
  const blocks: Element[] = [];
  const guides: string[] = [];
  let dragged = new Map<Element, GapView>();
  const sign = (gap: GapView) => (gaps.length < mostGaps ? gapSign(gaps.push(gap) - 1) : '');
  function replace(element: Element): string | undefined {
    const { name, attributes } = element;
    if (name === 'text-entry-interaction' || name === 'inline-choice-interaction')
      return sign(gapOf(element, item, responses(element), said, told));
    if (name === 'gap-match-interaction') {
      dragged = gapsOf(element, responses(element), told);
      return `<div>${htmlIn(element, replace)}</div>`;
    }
    if (name === 'gap') return dragged.has(element) ? sign(dragged.get(element)!) : '';
    if (name.endsWith('-interaction')) {
      blocks.push(element);
      const prompt = first(element, 'prompt');
      return prompt ? `<div>${htmlIn(prompt, replace)}</div>` : '';
    }
    if (name === 'rubric-block' && !/candidate/.test(attributes.view ?? 'candidate')) {
      guides.push(plainOf(htmlIn(element)).text);
      return '';
    }
    return apart.test(name) ? '' : undefined;
  }
  const body = first(item, 'item-body');
  const html = body ? htmlIn(body, replace) : '';
  const { text, lost } = plainOf(html);
  told.lost.push(...lost);
  return { text, gaps, blocks, guide: guides.filter(Boolean).join('\n\n'), responses };
}

/** The texts of a file might hold the signs of gaps. */
const unsigned = (element: Element): Element => ({
  ...element,
  content: element.content.map((piece) =>
    typeof piece === 'string' ? withoutSigns(piece) : unsigned(piece)
  )
});
