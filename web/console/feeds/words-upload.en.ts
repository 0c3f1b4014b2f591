import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

export const words = {
  open: 'Upload a file',
  title: 'Upload stock',
  file: 'File',
  fileHint: 'A table as CSV, with a line for each item.',
  columns: 'What the file looks like',
  columnsSay:
    'The first line names the columns: sku, quantity and, where the file is of several places, ' +
    'location. They are separated by commas, semicolons or tabs; decimals have a point.',
  source: 'System the numbers are from',
  sourceHint: 'As it calls itself: WMS, ERP, TILL-7, or your own name for a list by hand.',
  placeHint: 'The file may name a place in each line instead.',
  inFile: 'As each line says',
  kindSays: {
    delta: 'What the file does not name stays as it is.',
    full: 'What this system gave before and the file does not name is set to zero.',
  },
  numberSays: {
    on_hand: 'All that lies there.',
    available: 'What lies there, less what that system itself keeps for orders.',
  },
  asOf: 'True as of',
  asOfHint: 'From the file. Correct it if it was counted or exported earlier.',
  contains: 'Knows of our bookings until',
  containsHint: 'Only where that system hears of them late; else leave it empty.',
  look: 'See what would change',
  lookSays: 'Nothing is written yet.',
  again: 'Look again',
  take: 'Take these numbers',
  nothingYet: 'Nothing is written until you take them.',
  taken: 'The numbers are taken',
  faults: {
    fileNeeded: 'Choose a file.',
    fileEmpty: 'The file is empty.',
    source: 'Say which system it is: letters, digits and . _ : / + -',
    asOf: 'Say when the numbers were true.',
    contains: 'A time, or nothing.',
  },
  found: 'What would change',
  noRows: 'The file has no rows.',
  noneGood: 'No row of it can be taken: see why below.',
  noChange: 'Nothing would change: all is as the file says.',
  notWhole:
    'So many rows are bad that what the file does not name would not be set to zero. ' +
    'Mend them first.',
  zeroes: (count: number) =>
    n(count, {
      one: '# number would be set to zero, since the file does not name it.',
      other: '# numbers would be set to zero, since the file does not name them.',
    }),
  uncovered: (count: number) =>
    n(count, {
      one: 'There would not be enough for # order. It is moved to other places, or you decide.',
      other:
        'There would not be enough for # orders. They are moved to other places, or you decide.',
    }),
  moreOrders: (count: number) => n(count, { one: 'and # more', other: 'and # more' }),
  changed: 'Numbers that would change',
  more: 'Units more',
  less: 'Units less',
  refused: 'Rows that cannot be taken',
  contained: 'What is in the numbers',
  trueAt: (moment: string) =>
    `They were true on ${moment}. What was sold, received or found there after that counts on top.`,
  knows: {
    on_hand: (moment: string) =>
      `They know of parcels that Tutti booked as sent by ${moment}; what was sent later is taken ` +
      'off on top.',
    available: (moment: string) =>
      `They know of orders that Tutti promised or sent by ${moment}; what was promised or sent ` +
      'later is taken off on top.',
  },
  ordersStay: 'Open orders are not touched.',
  changes: 'Number by number',
  largestOnly: (count: number) =>
    n(count, { one: 'The largest change is shown.', other: 'The # largest changes are shown.' }),
  columnsOf: {
    sku: 'SKU',
    place: 'Location',
    onHand: 'On hand',
    told: 'File says',
    since: 'Since then',
    after: 'Would be',
    change: 'Change',
    allocated: 'Promised',
  },
}

export type UploadWords = typeof words
