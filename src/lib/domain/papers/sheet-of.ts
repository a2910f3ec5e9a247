/** The sheet of a paper, whichever it is. */
import { certificateSheet } from './certificate';
import { letterSheet } from './letter';
import type { Paper } from './paper';
import { statementParts } from './parts';
import { monthSheet } from './report';
import type { Sheet } from './sheet';
import { transcriptSheet } from './transcript';

/** @param issued the date, `2026-11-30` */
export const sheetOf = (paper: Paper, issued: string): Sheet => ({
  ...bodyOf(paper, issued),
  annex: statementParts(paper.statements)
});

function bodyOf(paper: Paper, issued: string): Sheet {
  switch (paper.kind) {
    case 'transcript':
      return transcriptSheet(paper);
    case 'letter':
      return letterSheet(paper, issued);
    case 'certificate':
      return certificateSheet(paper);
    case 'hours-report':
    case 'state-csv':
      return monthSheet(paper);
  }
}
