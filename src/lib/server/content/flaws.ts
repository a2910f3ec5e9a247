/** What is wrong with the content: every finding names file, line and fix. */

export interface Finding {
  file: string;
  line: number;
  fix: string;
}

/** Thrown with everything that was found, so that it can be mended in one go. */
export class ContentError extends Error {
  readonly #findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const lines = findings.map(({ file, line, fix }) => `  ${file}:${line}  ${fix}`);
    super(`The content has ${findings.length} flaw(s):\n${lines.join('\n')}`);
    this.name = 'ContentError';
    this.#findings = findings;
  }

  get findings() {
    return this.#findings;
  }
}
