/** Where a signed-in person can go from any page. */
export interface Place {
  href: string;
  name: string;
  /** Strokes in a box of 24 by 24. */
  icon: string;
}

export const courses: Place = {
  href: '/courses',
  name: 'Courses',
  icon: 'M12 6.5C10 5 7 4.5 3.5 4.5v14c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-14c-3.5 0-6.5.5-8.5 2Zm0 0v14'
};

/** For staff of a school. */
export const teach: Place = {
  href: '/teach',
  name: 'Teach',
  icon: 'M2.5 9.5 12 5l9.5 4.5L12 14ZM6.5 11.5v5c3 2.5 8 2.5 11 0v-5M21.5 9.5v6'
};

export const places: Place[] = [
  {
    href: '/today',
    name: 'Today',
    icon: 'M4.5 6h15v14h-15ZM4.5 10.5h15M8.5 3.5v4M15.5 3.5v4M9 15.25l2.25 2.25 4-4.25'
  },
  courses,
  {
    href: '/quizzes',
    name: 'Quizzes',
    icon: 'M5 3.5h14v17H5ZM8 8.5l1.25 1.25L11.5 7.5M14 8.75h2.5M8 14.5l1.25 1.25 2.25-2.25M14 14.75h2.5'
  },
  { href: '/progress', name: 'Progress', icon: 'M4 4v16h16M8 16v-3M12.5 16V9M17 16V5.5' },
  {
    href: '/settings',
    name: 'Settings',
    icon: 'M4 7h8m6 0h2M4 17h2m6 0h8M15 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM9 14.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z'
  }
];

/** The places of one reader, in their order. */
export const placesOf = ({ staff }: { staff: boolean }): Place[] =>
  staff ? [...places, teach] : places;
