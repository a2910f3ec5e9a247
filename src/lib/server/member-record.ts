/** A member as the API and pages tell of it: days as dates. */
import type { MemberEvent } from './member-events';
import type { Member } from './roster';
import { dateOf } from '../domain/day';

const orNull = (day: number | null | undefined) =>
  day === null || day === undefined ? null : dateOf(day);

export const recordOf = <T extends Member>({
  joinedDay,
  leftDay,
  leaveFrom,
  leaveUntil,
  ...member
}: T) => ({
  ...member,
  joined: dateOf(joinedDay),
  left: orNull(leftDay),
  leave: leaveFrom === null ? null : { from: dateOf(leaveFrom), until: orNull(leaveUntil) }
});

export const eventRecordOf = ({ day, detail, ...event }: MemberEvent) => {
  const { until, ...rest } = detail;
  return {
    ...event,
    date: dateOf(day),
    detail: until === undefined ? rest : { ...rest, until: orNull(until) }
  };
};
