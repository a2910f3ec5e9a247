/** What a school tells its students, and keeps to say of their notes, over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  input,
  integer,
  list,
  moment,
  object,
  orNull,
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { deliveryStates, NewAnnouncement } from '../domain/announcement';
import { QuickComment } from '../domain/quick-comment';

const announcement = {
  id: uuid,
  cohort: orNull(text),
  subject: text,
  text,
  sentAt: moment,
  sentBy: orNull(text),
  letters: object(Object.fromEntries(deliveryStates.map((state) => [state, integer]))),
  read: integer
};

export const announcementSchemas: Record<string, Json> = {
  NewAnnouncement: {
    ...input(NewAnnouncement),
    description:
      'To the students of a `cohort`, or to all. The `id` is made by the client; sent again, it is ' +
      'sent once. Paragraphs of the text are parted by a blank line.'
  },
  Announcement: object(announcement, {
    description: '`letters` counts the letters by their state, `read` who has read it in the app.'
  }),
  SentAnnouncement: object({
    ...announcement,
    undelivered: list(object({ id: uuid, name: text, state: { enum: ['refused', 'failed'] } }))
  }),
  KeptComment: object({ id: uuid, text, uses: integer })
};

const school = parameter('school', 'Its slug');
const one = (name: string) => parameter(name, 'Its id', 'path', uuid);
const announcements = '/schools/{school}/announcements';
const comments = '/schools/{school}/comments';
const comment = replies('The comment', ref('KeptComment'));

export const announcementPaths: Record<string, Json> = {
  [announcements]: {
    get: operation(
      'For staff: what a school has announced, the newest first',
      { 200: replies('Announcements', object({ announcements: list(ref('Announcement')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'For staff: announce something to students, by mail and in the app; ten a day',
      { 201: replies('The announcement', ref('SentAnnouncement')) },
      { parameters: [school], requestBody: body(ref('NewAnnouncement')) }
    )
  },
  [`${announcements}/{announcement}`]: {
    get: operation(
      'For staff: an announcement, and whom no letter reached',
      { 200: replies('The announcement', ref('SentAnnouncement')) },
      { parameters: [school, one('announcement')] }
    )
  },
  '/announcements': {
    get: operation('What your school has told you, the newest first', {
      200: replies(
        'Announcements',
        object({
          announcements: list(
            object({
              ...{ id: uuid, school: text, subject: text, text, by: orNull(text) },
              ...{ sentAt: moment, readAt: orNull(moment) }
            })
          )
        })
      )
    })
  },
  '/announcements/{announcement}/read': {
    post: operation(
      'Note that you have read it',
      { 204: { description: 'Noted' } },
      { parameters: [one('announcement')] }
    )
  },
  [comments]: {
    get: operation(
      'For staff: the comments that a school keeps for grading, the most used first',
      { 200: replies('Comments', object({ comments: list(ref('KeptComment')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'For staff: keep a comment',
      { 201: comment },
      { parameters: [school], requestBody: body(input(QuickComment)) }
    )
  },
  [`${comments}/{comment}`]: {
    put: operation(
      'For staff: give a kept comment another text',
      { 200: comment },
      { parameters: [school, one('comment')], requestBody: body(input(QuickComment)) }
    ),
    delete: operation(
      'For staff: forget a kept comment',
      { 204: { description: 'Forgotten' } },
      { parameters: [school, one('comment')] }
    )
  }
};
