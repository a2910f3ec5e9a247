import { announcementPaths, announcementSchemas } from './api-announcement-paths';
import { assignmentPaths, assignmentSchemas } from './api-assignment-paths';
import { cohortPaths, cohortSchemas } from './api-cohort-paths';
import { completionPaths, completionSchemas } from './api-completion-paths';
import { itemPaths, itemSchemas } from './api-item-paths';
import { exchangePaths, exchangeSchemas } from './api-exchange-paths';
import { classPaths, classSchemas } from './api-class-paths';
import { coursePaths, courseSchemas } from './api-course-paths';
import { joiningPaths } from './api-joining-paths';
import { hourPaths, hourSchemas } from './api-hour-paths';
import { lessonPartPaths, lessonPartSchemas } from './api-lesson-parts-paths';
import { lessonPaths, lessonSchemas } from './api-lesson-paths';
import { markPaths } from './api-mark-paths';
import { memberPaths, memberSchemas } from './api-member-paths';
import { mendingPaths, mendingSchemas } from './api-mending-paths';
import { ownPaperPaths } from './api-own-paper-paths';
import { paperPaths, paperSchemas } from './api-paper-paths';
import { paths } from './api-paths';
import { planPaths, planSchemas } from './api-plan-paths';
import { progressPaths } from './api-progress-paths';
import { quizPaths, quizSchemas } from './api-quiz-paths';
import { recordPaths, recordSchemas } from './api-record-paths';
import { reportPaths } from './api-report-paths';
import { reviewPaths, reviewSchemas } from './api-review-paths';
import { searchPaths } from './api-search-paths';
import { schemas } from './api-schemas';
import { studentPaths, studentSchemas } from './api-student-paths';
import { todayPaths, todaySchemas } from './api-today-paths';
import { teachPaths, teachSchemas } from './api-teach-paths';
import { weakSpotPaths, weakSpotSchemas } from './api-weak-spot-paths';
import { sentByWebhooks, webhookPaths, webhookSchemas } from './api-webhook-paths';

/** The description of the HTTP API, as OpenAPI 3.1. Every operation needs a session unless it says otherwise. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Palpate',
    version: '1',
    description:
      'Times are ISO 8601. Errors are application/problem+json. Where what is sent has an `id`, it is ' +
      'a UUID that the client makes: sent again, the answer to it lost, it is done once and answered ' +
      'as before; where something else has the id, the answer is 409, or in a batch a rejection.'
  },
  servers: [{ url: '/api/v1' }],
  security: [{ cookie: [] }, { bearer: [] }],
  paths: {
    ...paths,
    ...todayPaths,
    ...markPaths,
    ...paperPaths,
    ...ownPaperPaths,
    ...planPaths,
    ...progressPaths,
    ...searchPaths,
    ...quizPaths,
    ...recordPaths,
    ...reportPaths,
    ...teachPaths,
    ...mendingPaths,
    ...itemPaths,
    ...reviewPaths,
    ...cohortPaths,
    ...memberPaths,
    ...joiningPaths,
    ...exchangePaths,
    ...weakSpotPaths,
    ...studentPaths,
    ...assignmentPaths,
    ...completionPaths,
    ...announcementPaths,
    ...coursePaths,
    ...lessonPaths,
    ...lessonPartPaths,
    ...hourPaths,
    ...classPaths,
    ...webhookPaths
  },
  webhooks: sentByWebhooks,
  components: {
    schemas: {
      ...schemas,
      ...paperSchemas,
      ...recordSchemas,
      ...planSchemas,
      ...todaySchemas,
      ...quizSchemas,
      ...teachSchemas,
      ...mendingSchemas,
      ...itemSchemas,
      ...reviewSchemas,
      ...cohortSchemas,
      ...memberSchemas,
      ...exchangeSchemas,
      ...weakSpotSchemas,
      ...studentSchemas,
      ...assignmentSchemas,
      ...completionSchemas,
      ...announcementSchemas,
      ...courseSchemas,
      ...lessonSchemas,
      ...lessonPartSchemas,
      ...hourSchemas,
      ...classSchemas,
      ...webhookSchemas
    },
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: 'palpate_session' },
      bearer: { type: 'http', scheme: 'bearer' }
    }
  }
};
