import { claimMap } from '$lib/server/claim-map';

export const prerender = true;

export const load = () => claimMap();
