/** Examples of what states ask of programs; a school copies one and makes it its own. */
import { readHourRules } from './content/hour-rules';
import { catalogue } from './courses';
import type { HourRule, HourRules } from '../domain/program';

let read: HourRules | undefined;

/** An example as it is shown: its newest version, with its source in words. */
export interface Example extends HourRule {
  id: string;
  cites: { title: string; url: string | null } | null;
}

/** @returns the newest version of each example, in the order of the file */
export function examples(): Example[] {
  const { sources } = catalogue();
  read ??= readHourRules('content', sources);
  return Object.entries(read).map(([id, versions]) => {
    const rule = versions.at(-1)!;
    const source = rule.source === undefined ? undefined : sources[rule.source];
    return { id, ...rule, cites: source ? { title: source.title, url: source.url ?? null } : null };
  });
}
