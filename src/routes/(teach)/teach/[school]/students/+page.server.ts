import { list } from '$lib/server/student-list';
import { shown } from './shown.server';

export { actions } from './shown.server';

export const load = (event) => shown(event, list);
