/**
 * @param id `course/lesson` of one that ships, a UUID of one that a school has written
 * @param section the id of a heading
 * @returns where it is read
 */
export const lessonAddress = (id: string, section?: string | null): string =>
  `/${id.includes('/') ? 'courses' : 'lessons'}/${id}${section ? `#${section}` : ''}`;
