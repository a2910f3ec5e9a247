import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { accounts, members, schools, sessions } from './db/schema/accounts';
import { answers, answerUndos, cards, completions } from './db/schema/answers';
import { describe } from './devices';

/**
 * Gathers everything that is kept about one person, for that person: all but the hashes of the
 * password and of tokens. Keys are the names of tables; a test holds that none is left out.
 */
export async function gather(db: Db, accountId: string, now: Date) {
  const { passwordHash: _, ...account } = getTableColumns(accounts);
  const signedIn = await db.select().from(sessions).where(eq(sessions.accountId, accountId));
  return {
    exportedAt: now,
    accounts: await db.select(account).from(accounts).where(eq(accounts.id, accountId)),
    members: await db
      .select({ school: schools.name, role: members.role, joinedAt: members.joinedAt })
      .from(members)
      .innerJoin(schools, eq(schools.id, members.schoolId))
      .where(eq(members.accountId, accountId)),
    sessions: signedIn.map(({ id: _, accountId: __, ...session }) => ({
      device: describe(session.userAgent),
      ...session
    })),
    answers: await db
      .select()
      .from(answers)
      .where(eq(answers.accountId, accountId))
      .orderBy(asc(answers.answeredAt)),
    answer_undos: await db
      .select(getTableColumns(answerUndos))
      .from(answerUndos)
      .innerJoin(answers, eq(answers.id, answerUndos.answerId))
      .where(eq(answers.accountId, accountId)),
    cards: await db.select().from(cards).where(eq(cards.accountId, accountId)),
    completions: await db.select().from(completions).where(eq(completions.accountId, accountId))
  };
}
