/** Who is in charge of what is on hand at a location. */
export const words = {
  who: 'Who writes what is on hand',
  whos: {
    anybody: 'Whoever may change stock',
    tutti: 'People here alone',
    other: 'One other system alone',
  },
  ofAnybody:
    'People here and every system whose key may change stock: feeds, counts and corrections.',
  ofTutti:
    'People at this console, and keys that speak for tutti. Feeds, counts and ' +
    'corrections of other systems are refused row by row.',
  ofOther: (system: string) =>
    `Only keys that speak for ${system}. Feeds, counts and corrections of all others are ` +
    'refused row by row, those of people here too.',
  thatSystem: 'that system',
  system: 'System',
  systemHint: 'As its API keys say whom they speak for: WMS, ERP, TILL-7.',
  takesOff: 'Who takes off what has left',
  takers: { tutti: 'Tutti', owner: (system: string) => system },
  byTutti: 'As soon as a parcel has left, its units are no longer on hand.',
  byOwner: (system: string) =>
    `What has left stays on hand and cannot be sold until a feed of ${system} has heard ` +
    'of it. Where no such feed comes, it stays so.',
  endsWaiting:
    'What has left and still waits for a feed is taken off within seconds, each as a ' +
    'movement.',
  noKey: (system: string) =>
    `No API key that may change stock speaks for ${system}: nobody can write here.`,
  keys: 'API keys',
  since: 'Since',
  fault: 'Name the system: letters, digits and . _ : / + -',
}
