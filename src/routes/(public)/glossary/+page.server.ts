import { byLetter } from '$lib/server/glossary';

export const prerender = true;

export const load = () => ({ letters: byLetter() });
