/** What one section of the settings shows after its form was sent. */
export interface Reply {
  section: 'profile' | 'password' | 'email' | 'devices' | 'schools' | 'remove';
  /** That it worked, where it did. */
  message?: string;
  /** Where it did not: what was typed, without passwords, and what to mend in which field. */
  values?: Record<string, string>;
  errors?: Record<string, string>;
}
