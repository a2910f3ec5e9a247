import { fail, redirect } from '@sveltejs/kit';
import * as rules from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import * as devices from '$lib/server/devices';
import * as emailChange from '$lib/server/email-change';
import * as forms from '$lib/server/forms';
import { forgetCookie, requireAccount, visitor } from '$lib/server/guard';
import { explain, type Limited } from '$lib/server/limits';
import { leave, needsAdmin } from '$lib/server/leaving';
import { listOwn } from '$lib/server/own-record';
import * as passwordChange from '$lib/server/password-change';
import * as schools from '$lib/server/schools';
import { validate } from 'uuid';
import type { Reply } from './reply';

export async function load(event) {
  const { account, actor, session } = requireAccount(event);
  return {
    schools: await schools.listOwn(db, actor),
    records: (await listOwn(db, account.id)).map(({ school, role, leftDay }) => ({
      ...{ id: school.id, slug: school.slug, name: school.name, role },
      hasLeft: leftDay !== null
    })),
    devices: await devices.list(db, account.id, session.hash, new Date()),
    timeZones: rules.timeZones()
  };
}

type Section = Reply['section'];

const noValues: forms.Refused = { values: {}, errors: {} };

const done = (section: Section, message: string): Reply => ({ section, message });

const refuse = (section: Section, refused: forms.Refused, field = '', complaint = '') =>
  fail(400, {
    section,
    ...refused,
    errors: field ? { [field]: complaint } : refused.errors
  } satisfies Reply);

/** The password that was asked for again is wrong, or was wrong too often. */
const refusePassword = (
  section: Section,
  form: { refused: forms.Refused },
  field: string,
  result: { outcome: 'wrong' } | Limited
) =>
  refuse(
    section,
    form.refused,
    field,
    result.outcome === 'wrong' ? 'This is not your password' : explain(result)
  );

export const actions = {
  profile: async (event) => {
    const { account } = requireAccount(event);
    const form = await forms.read(event.request, rules.Profile);
    if (!form.ok) return refuse('profile', form.refused);
    event.locals.account = await accounts.updateProfile(db, account, form.data);
    return done('profile', 'Saved.');
  },

  password: async (event) => {
    const { account, session } = requireAccount(event);
    const form = await forms.read(event.request, rules.PasswordChange);
    if (!form.ok) return refuse('password', form.refused);
    const from = visitor(event);
    const result = await passwordChange.change(db, account, form.data, session.hash, from);
    switch (result.outcome) {
      case 'changed':
        return done('password', 'Your password is changed. Other devices are signed out.');
      case 'weak':
        return refuse('password', form.refused, 'newPassword', result.reason);
      default:
        return refusePassword('password', form, 'currentPassword', result);
    }
  },

  email: async (event) => {
    const { account } = requireAccount(event);
    const form = await forms.read(event.request, rules.EmailChange);
    if (!form.ok) return refuse('email', form.refused);
    const now = new Date();
    const result = await emailChange.request(db, account, form.data, visitor(event), now);
    if (result.outcome !== 'accepted') return refusePassword('email', form, 'password', result);
    return done('email', `We wrote to ${form.data.email}: open the link there to finish.`);
  },

  endDevice: async (event) => {
    const { account, session } = requireAccount(event);
    const hash = String((await event.request.formData()).get('device'));
    if (hash === session.hash) return done('devices', 'To sign out here, choose “Log out”.');
    const ended = await devices.end(db, account.id, hash);
    return done('devices', ended ? 'The device is signed out.' : 'It was signed out already.');
  },

  endOthers: async (event) => {
    const { account, session } = requireAccount(event);
    await devices.endOthers(db, account.id, session.hash);
    return done('devices', 'All other devices are signed out.');
  },

  leave: async (event) => {
    const { account } = requireAccount(event);
    const { school = '' } = await forms.texts(event.request);
    const left = validate(school) ? await leave(db, account, school, new Date()) : 'missing';
    if (left === 'last-admin') return refuse('schools', noValues, 'school', `${needsAdmin}.`);
    return done('schools', 'You have left the school.');
  },

  remove: async (event) => {
    const { account } = requireAccount(event);
    const form = await forms.read(event.request, rules.Removal);
    if (!form.ok) return refuse('remove', form.refused);
    const result = await accounts.remove(
      db,
      account,
      form.data.password,
      visitor(event),
      new Date()
    );
    if (result.outcome === 'last-admin') {
      const message = `${result.school} would be left without an admin: make somebody else an admin there first.`;
      return refuse('remove', form.refused, 'password', message);
    }
    if (result.outcome !== 'removed') return refusePassword('remove', form, 'password', result);
    forgetCookie(event);
    redirect(303, '/');
  }
};
