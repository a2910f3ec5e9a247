/** What events look like, for whoever writes a receiver; a test holds them to their schemas. */
import type { EventData, EventType } from './events';

const member = { id: '01954c3e-8a11-7c90-9d0a-5b1f2f6a7c10', number: 'S-1042' };
const entry = {
  ...{ member, entry: '01954c3e-91d2-7a05-8f3e-0c7d5e2b9a44', mode: 'in-person' as const },
  ...{ subject: 'swedish', date: '2027-03-01' },
  meeting: '01954c3e-8f77-7b21-a6d1-3f0e9c4b8d52'
};
const signOff = {
  ...{ member, skill: '01954c3e-9a60-7d18-b2c4-6e8f1a3d5c07' },
  ...{ signOff: '01954c3e-9b0c-7e66-9f21-7d4a2c6b8e19', date: '2027-03-01' }
};
const paper = {
  paper: {
    ...{ id: '01954c3e-a3f4-7f02-8c5d-2b6e9d1a4f38', number: '2027-000012' },
    kind: 'transcript' as const
  },
  member
};
const attested = {
  ...{ member, attestation: '01954c3e-9f18-7a93-a7e0-4c1d8b5f2e60' },
  ...{ from: '2027-02-01', until: '2027-02-28' }
};

export const examples: { [T in EventType]: EventData<T> } = {
  'member.joined': { member, role: 'student', again: false },
  'member.changed': {
    ...{ member, change: 'leave', date: '2027-03-01', role: null, cohort: null },
    ...{ until: '2027-03-14', field: null }
  },
  'completion.recorded': {
    ...{ member, course: 'clinical-and-spa', row: 1, completedAt: '2027-03-01T17:20:31.000Z' }
  },
  'completion.corrected': {
    ...{ member, course: 'clinical-and-spa', row: 2, kind: 'withdrawn', completedAt: null }
  },
  'hours.entered': { ...entry, kind: 'class', ms: 10_800_000, source: 'attendance' },
  'hours.corrected': {
    ...{ ...entry, entry: '01954c3e-95a8-7c31-9e40-8a2b6d0f1c73', corrects: entry.entry },
    ...{ ms: -900_000, source: 'manual' }
  },
  'hours.attested': { ...attested, lines: 22, ms: 237_600_000 },
  'hours.attestation_withdrawn': attested,
  'skill.signed_off': signOff,
  'skill.sign_off_withdrawn': signOff,
  'assignment.done': {
    ...{ member, assignment: '01954c3e-9d35-7c47-8b02-1f6a9e4d7c53' },
    doneAt: '2027-03-01T17:20:04.000Z'
  },
  'quiz.attempt_graded': {
    ...{ member, quiz: '01954c3e-a011-7b4e-8d92-5e3c7f0a6b21' },
    ...{ attempt: '01954c3e-9ee2-7f15-9a6c-4d0b8e2f5a71', number: 1 },
    finishedAt: '2027-03-01T17:20:30.000Z'
  },
  'quiz.released': { quiz: '01954c3e-a011-7b4e-8d92-5e3c7f0a6b21' },
  'paper.issued': paper,
  'paper.revoked': paper,
  ping: { webhook: '01954c3e-a8c5-7d70-b1f3-9c6e2d4a8b05' }
};
