import { grid } from '$lib/server/student-grid';
import { shown } from '../shown.server';

export { actions } from '../shown.server';

export const load = (event) => shown(event, grid);
