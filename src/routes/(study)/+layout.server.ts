/** The shell shows who is signed in; hooks have let nobody else this far. */
export const load = ({ locals }) => ({ account: locals.account });
