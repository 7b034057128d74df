/** Line drawings as in icons.ts; a place's are named by its kind. */
export const PATHS = {
  clock: 'M10 6v4l3 2m-3-9.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15',
  day: 'M3 5h14v12H3zm0 4h14M7 2.5v4m6-4v4',
  video: 'M2.5 6h10v8h-10zm10 3 5-2.5v7l-5-2.5',
  phone: 'M4 2.5h3l1.5 4-2 1.5a10 10 0 0 0 5.5 5.5l1.5-2 4 1.5v3c0 1-1 1.5-1.5 1.5A13 13 0 0 1 2.5 4',
  in_person: 'M10 17.5s5.5-5 5.5-9.5a5.5 5.5 0 0 0-11 0c0 4.5 5.5 9.5 5.5 9.5m0-7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6m-5.5 7a5.5 5.5 0 0 1 11 0m0-7a3 3 0 0 0 0-5.5m2.5 8a5.5 5.5 0 0 1 2.5 4.5',
  check: 'm4 10.5 4 4 8-8.5',
};
