import { pluralsOf } from '../../lib/plural.ts'

const n = pluralsOf('en')

/** What may be sold before it is there, and why not more. */
export const words = {
  none: (channel: string) =>
    `${channel} sells nothing of it before it is there: no rule lets it where it sells from.`,
  why: (count: string, channel: string) =>
    `Why can ${channel} sell ${count} of what is on the way?`,
  nothing: 'Nothing is announced.',
  receipt: (count: string, place: string, day: string) => `${count} due at ${place} on ${day}`,
  sure: (percent: string) => `Sure to ${percent}%.`,
  less: {
    promised: (count: string) => `Less ${count} promised already.`,
    overdue: (count: string) => `Less ${count}: nobody knows when they come.`,
    no_rule: (count: string) => `Less ${count}: no rule lets them be sold before.`,
    unsure: (count: string, asked: number) => `Less ${count}: not as sure as ${asked}%.`,
    too_far: (count: string, days: number) =>
      n(days, {
        one: `Less ${count}: due later than in # day.`,
        other: `Less ${count}: due later than in # days.`,
      }),
  },
  because: (count: string, reason: string) => `Less ${count}: ${reason}.`,
  uncovered: (count: string) => `But ${count} of those do not come any more.`,
  counts: (count: string) => `Leaves ${count}.`,
  others: (receipts: number, count: string) =>
    n(receipts, {
      one: `# more announcement, of which ${count} can be sold`,
      other: `# more announcements, of which ${count} can be sold`,
    }),
  elsewhere: (count: string) => `${count} more at places that you do not see`,
  limit: (count: string, limit: string) => `less ${count}: the limit is ${limit}`,
  limitMore: (promised: string) => `Of the limit ${promised} are promised already.`,
  makes: (count: string) => `makes ${count} to sell before they are there`,
  from: (day: string) => `The first are due on ${day}.`,
  backorder: {
    why: (count: string, channel: string) =>
      `Why can ${channel} sell ${count} beyond what there is and comes?`,
    lets: (count: string, place: string) => `${count} that a rule lets be sold, from ${place}`,
    promised: (count: string) => `less ${count} promised already`,
    beyond: (count: string) => `${count} of those beyond the limit, as it is now`,
    makes: (count: string) => `makes ${count} to sell`,
    days: (days: number) =>
      n(days, { one: 'They come in # day at most.', other: 'They come in # days at most.' }),
  },
}

export type ComingWords = typeof words
