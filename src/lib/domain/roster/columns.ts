/** The columns of a roster, by the names that people and student systems give them. */

export type Column =
  'number' | 'name' | 'given' | 'family' | 'email' | 'role' | 'cohort' | 'status' | 'enabled';

/** OneRoster 1.1 and 1.2 (users.csv) write them as one word: sourcedId, givenName, enabledUser. */
const names: ReadonlyMap<string, Column> = new Map(
  (
    [
      ['number', 'sourcedid,number,id,studentid,studentnumber,memberid,no,nr,externalid,sisid'],
      ['name', 'name,fullname,student,studentname,displayname'],
      ['given', 'givenname,firstname,first,forename,preferredname'],
      ['family', 'familyname,lastname,last,surname'],
      ['email', 'email,emailaddress,mail,primaryemail,studentemail'],
      ['role', 'role,roles,type'],
      ['cohort', 'cohort,cohorts,class,classes,group,section,program'],
      ['status', 'status,state,standing'],
      ['enabled', 'enableduser,enabled']
    ] as [Column, string][]
  ).flatMap(([column, list]) => list.split(',').map((name): [string, Column] => [name, column]))
);

/** @returns what a column is for, by its header; null where that says nothing to us */
export const columnOf = (header: string): Column | null =>
  names.get(header.toLowerCase().replace(/[^a-z]/g, '')) ?? null;
