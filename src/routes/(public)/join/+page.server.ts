import { fail, redirect } from '@sveltejs/kit';
import { readCode, shownCode } from '$lib/domain/join-code';
import { readerOf } from '$lib/server/guard';

export const load = ({ locals }) => ({ account: readerOf(locals) });

export const actions = {
  default: async ({ request }) => {
    const typed = String((await request.formData()).get('code') ?? '');
    const code = readCode(typed);
    if (code) redirect(303, `/join/${shownCode(code)}`);
    const error = 'A code has 8 letters and digits, like K7QF-M3XP: check what you typed';
    return fail(422, { code: typed, error });
  }
};
