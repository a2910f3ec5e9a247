/** Papers as files, made anew from what they say: the same paper gives the same bytes. */
import { note } from './audit';
import type { Db } from './db/connect';
import { link } from './mail';
import * as ownPapers from './own-papers';
import * as papers from './papers';
import { viewedPaper } from './record-views';
import { pdfOf } from './pdf/pdf';
import { verifyPath } from './verification';
import type { Actor } from '../domain/actor';
import { printed } from '../domain/papers/number';
import { fileType, type Paper } from '../domain/papers/paper';
import { stateCsv } from '../domain/papers/report';
import { inWords } from '../domain/papers/sheet';
import { sheetOf } from '../domain/papers/sheet-of';

export interface PaperFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

type Made = Pick<papers.IssuedPaper, 'number' | 'code' | 'issuedAt' | 'issuedOn' | 'revoked'> & {
  content: Paper;
};

/** @returns the file of a paper; whoever asks has been checked */
export async function fileOf({
  number,
  code,
  issuedAt,
  issuedOn,
  revoked,
  content
}: Made): Promise<PaperFile> {
  const { ending, type } = fileType(content.kind);
  const name = `${content.kind}-${number}.${ending}`;
  if (content.kind === 'state-csv')
    return { name, type, bytes: new TextEncoder().encode(stateCsv(content, number)) };
  const frame = {
    ...{ number, code: printed(code), address: link(verifyPath(code)), school: content.school },
    ...{ issued: inWords(issuedOn), revoked: revoked && inWords(revoked.on) }
  };
  const bytes = await pdfOf(sheetOf(content, issuedOn), frame, new Date(issuedAt));
  return { name, type, bytes };
}

/** @returns the file for staff, whose look at the record is noted; null as `papers.find` does */
export async function forStaff(
  db: Db,
  actor: Actor,
  school: string,
  id: string,
  now: Date
): Promise<PaperFile | null> {
  const paper = await papers.find(db, actor, school, id);
  if (!paper) return null;
  await viewedPaper(db, { actor, school, way: 'file', now }, paper);
  const subject = { paper: id, record: paper.student?.id ?? null };
  await note(db, { school, actor: actor.id, action: 'paper.view', subject, reason: '' }, now);
  return fileOf(paper);
}

/** @returns the file for its holder; null where it is not theirs */
export async function forHolder(db: Db, account: string, id: string): Promise<PaperFile | null> {
  const paper = await ownPapers.find(db, account, id);
  return paper && fileOf(paper);
}
