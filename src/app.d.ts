import type { Account } from './lib/domain/account';
import type { Actor } from './lib/domain/actor';
import type { Reader } from './lib/server/guard';
import type { SignedIn } from './lib/server/session';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Names the occurrence in the log. */
      id?: string;
    }
    interface Locals {
      /** Who is signed in; null for a visitor, who gets no further than the public routes. */
      account: Account | null;
      actor: Actor | null;
      session: SignedIn['session'] | null;
    }
    interface PageData {
      account?: Reader | null;
    }
    interface PageState {
      /** What was just published on the page before. */
      published?: { item: string; version: number; isKeyedOtherwise: boolean; isNew: boolean };
    }
  }
}

export {};
