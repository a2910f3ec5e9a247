/** Decision: proceed, adapt, refer or decline. Each leads on, and each has its reason. */
import * as v from 'valibot';
import { common, defineType, type Mark, remark, sentence, slug } from './item';

/** Always these four, in this order. */
export const actions = ['proceed', 'adapt', 'refer', 'decline'] as const;
export type Action = (typeof actions)[number];

const fromZero = 'Give a credit from 0 to 1';

const Branch = v.object({
  /** What the action means here. */
  text: sentence,
  /** 1 for the best one; another that is defensible may earn a part. */
  credit: v.pipe(v.number(fromZero), v.minValue(0, fromZero), v.maxValue(1, fromZero)),
  feedback: remark,
  /** What happens next, told to whoever chose it. */
  leads: sentence,
  /** Item of the same case that this branch goes on with. */
  then: v.optional(slug),
  /** Which misconception choosing this branch shows. */
  misconception: v.optional(v.string())
});

const bestOf = (branches: Record<Action, { credit: number }>) =>
  actions.find((action) => branches[action].credit === 1)!;

export const decision = defineType({
  content: v.object({
    ...common,
    type: v.literal('decision'),
    branches: v.pipe(
      v.object({ proceed: Branch, adapt: Branch, refer: Branch, decline: Branch }),
      v.check(
        (branches) => actions.filter((action) => branches[action].credit === 1).length === 1,
        'Mark exactly one branch as the best: its credit is 1'
      )
    )
  }),
  response: () =>
    v.object({
      branch: v.optional(
        v.nullable(v.picklist(actions, `Choose one of: ${actions.join(', ')}`)),
        null
      )
    }),
  passMark: 1,
  prompt: ({ branches }) => ({ branches: actions.map((id) => ({ id, text: branches[id].text })) }),
  key: ({ branches }) => ({ branch: bestOf(branches) }),
  /** The two exchange what they earn. */
  rekey(item, { branch }) {
    const { branches } = item;
    const [from, to] = [bestOf(branches), branch ?? bestOf(branches)];
    const exchanged = {
      [from]: { ...branches[from], credit: branches[to].credit },
      [to]: { ...branches[to], credit: 1 }
    };
    return { ...item, branches: { ...branches, ...exchanged } };
  },
  grade({ branches }, response) {
    const marks = actions.map((part): Mark => {
      const { credit, feedback, leads, then } = branches[part];
      const given = response.branch === part;
      const key = credit === 1;
      return { part, key, given, right: given === key, feedback, credit, leads, then };
    });
    return { score: marks.find(({ given }) => given)?.credit ?? 0, marks };
  },
  optionCount: () => actions.length
});
