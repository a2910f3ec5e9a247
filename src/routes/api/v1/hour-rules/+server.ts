import { json } from '@sveltejs/kit';
import { examples } from '$lib/server/hour-rules';

export const GET = () => json({ rules: examples() });
