/** The examples of what states ask of programs, as they ship. */
import { join } from 'node:path';
import type { Source } from './catalogue';
import { ContentError, type Finding } from './flaws';
import { checked, readYaml } from './yaml';
import { HourRules } from '../../domain/program';

/**
 * @param folder usually `content`
 * @returns the versions of each rule by id
 * @throws ContentError with all that is wrong
 */
export function readHourRules(folder: string, sources: Record<string, Source>): HourRules {
  const findings: Finding[] = [];
  const yaml = readYaml(join(folder, 'hour-rules.yaml'), 'hour-rules.yaml', findings);
  const rules = checked(yaml, HourRules) ?? {};
  for (const [id, versions] of Object.entries(rules))
    for (const [i, { source }] of versions.entries())
      if (source !== undefined && !Object.hasOwn(sources, source))
        yaml.report([id, i, 'source'], `Add a source "${source}" to sources.yaml`);
  if (findings.length > 0) throw new ContentError(findings);
  return rules;
}
