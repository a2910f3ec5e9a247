/** By what a school may give a record to somebody outside it: 34 CFR 99.30 and 99.31. */
export const groundIds = [
  'consent',
  'transfer',
  'authority',
  'accreditor',
  'aid',
  'court',
  'emergency',
  'student'
] as const;
export type Ground = (typeof groundIds)[number];

export const groundTitles: Record<Ground, string> = {
  consent: 'The student’s written consent (99.30)',
  student: 'To the student (99.31(a)(12))',
  transfer: 'A school where the student enrols (99.31(a)(2))',
  authority: 'A state or federal authority, for an audit or by law (99.31(a)(3))',
  accreditor: 'An accrediting body (99.31(a)(7))',
  aid: 'Financial aid that the student asked for (99.31(a)(4))',
  court: 'A court order or subpoena (99.31(a)(9))',
  emergency: 'A health or safety emergency (99.36)'
};
