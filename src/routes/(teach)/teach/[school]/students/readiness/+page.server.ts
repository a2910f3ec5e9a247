import { classReadiness } from '$lib/server/class-readiness';
import { shown } from '../shown.server';

export { actions } from '../shown.server';

export const load = (event) => shown(event, classReadiness);
