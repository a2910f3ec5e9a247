/** What lessons of a school are made of, over the HTTP API: its pictures, and all that may be named. */
import { operation, parameter, replies } from './api-operations';
import { integer, list, moment, object, ref, text, type Json } from './api-schemas';
import { imageTypes } from '../domain/images/image';

const image = { id: text, width: integer, height: integer, src: text };
const school = parameter('school', 'Its slug');

export const lessonPartSchemas: Record<string, Json> = {
  Image: object({
    ...image,
    name: text,
    type: { type: 'string', enum: imageTypes },
    size: integer,
    addedAt: moment
  })
};

export const lessonPartPaths = {
  '/schools/{school}/lesson-names': {
    get: operation(
      'What a lesson of the school may name: terms, sources, questions, drawings and pictures',
      {
        200: replies(
          'Lists of ids with what each is called',
          object(
            Object.fromEntries(
              ['terms', 'sources', 'items', 'figures', 'images'].map((name) => [
                name,
                list(object({ id: text, label: text }))
              ])
            )
          )
        )
      },
      { parameters: [school] }
    )
  },
  '/schools/{school}/images': {
    get: operation(
      'The newest pictures of a school, for its authors',
      { 200: replies('The newest first', object({ images: list(ref('Image')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Add a picture: PNG, JPEG, WebP or GIF, up to 5 MB; what it tells of place, time and maker is taken out',
      { 201: replies('The picture', object(image)) },
      {
        parameters: [school, parameter('name', 'Of the file', 'query')],
        requestBody: {
          required: true,
          content: Object.fromEntries(imageTypes.map((type) => [type, {}]))
        }
      }
    )
  }
};
