/** Classes of dangerous goods, as the United Nations number them. */
export const hazards = [
  '1',
  '2.1',
  '2.2',
  '2.3',
  '3',
  '4.1',
  '4.2',
  '4.3',
  '5.1',
  '5.2',
  '6.1',
  '6.2',
  '7',
  '8',
  '9',
] as const
export type Hazard = (typeof hazards)[number]
