import { formatCost } from '../../../lib/money.ts'
import type { DecisionRecord } from '../record.ts'

/** What is expected of a decision, by codes; what is left out may be as it comes. */
export type Expected = {
  /** Id of the rule that decides; null: none fits, so that the plan of the channel does. */
  rule?: string | null
  /** From these places, and from all of them. */
  exactly?: readonly string[]
  /** From no others. */
  among?: readonly string[]
  /** From none of these. */
  never?: readonly string[]
  maxParcels?: number
  /** In 1e-4 of the major currency unit. */
  maxCost?: number
  /** Whether something stays unfilled. */
  unfilled?: boolean
}

export const expectedParts = [
  'rule',
  'exactly',
  'among',
  'never',
  'maxParcels',
  'maxCost',
  'unfilled',
] as const satisfies readonly (keyof Expected)[]

/** What was decided, as far as something can be expected of it. */
export type Got = {
  rule: { id: string; name: string } | null
  places: string[]
  parcels: number
  cost: number
  unfilled: boolean
}

/** A part of what was expected that is not so, in a sentence. */
export type Miss = { part: keyof Expected; says: string }

/** Whatever rule decided: without rules the plan of the channel does. */
export function gotOf(record: DecisionRecord, codeOf: (locationId: number) => string): Got {
  const { rule, chosen, cost, short } = record
  const isRule = typeof rule?.id === 'string'
  return {
    rule: isRule ? { id: rule.id!, name: rule.name! } : null,
    places: chosen.map(({ locationId }) => codeOf(locationId)).toSorted(),
    parcels: chosen.length,
    cost,
    unfilled: short.length > 0,
  }
}

/** What is not as it was expected; nothing where the test passes. */
export function decideTest(
  expected: Expected,
  got: Got,
  of: { currency: string; ruleName: (id: string) => string | undefined },
): Miss[] {
  return expectedParts.flatMap((part) => {
    const says = expected[part] === undefined ? undefined : missOf(part, expected, got, of)
    return says === undefined ? [] : [{ part, says }]
  })
}

function missOf(
  part: keyof Expected,
  expected: Expected,
  got: Got,
  of: { currency: string; ruleName: (id: string) => string | undefined },
): string | undefined {
  const { places } = got
  const from = `it goes from ${listOf(places)}.`
  switch (part) {
    case 'rule': {
      if (expected.rule === (got.rule?.id ?? null)) return undefined
      const meant = expected.rule === null ? 'No rule' : ruleText(of.ruleName(expected.rule!))
      return `${meant} was to decide; ${got.rule ? ruleText(got.rule.name) : 'no rule'} did.`
    }
    case 'exactly': {
      const isSo = isSame(expected.exactly!, places)
      return isSo ? undefined : `It was to go from ${listOf(expected.exactly!)}; ${from}`
    }
    case 'among': {
      const isSo = places.every((place) => expected.among!.includes(place))
      return isSo ? undefined : `It was to go only from ${listOf(expected.among!)}; ${from}`
    }
    case 'never': {
      const wrong = places.filter((place) => expected.never!.includes(place))
      return wrong.length === 0 ? undefined : `It was never to go from ${listOf(wrong)}; it does.`
    }
    case 'maxParcels': {
      const most = expected.maxParcels!
      if (got.parcels <= most) return undefined
      return `It was to be ${most} parcel${most === 1 ? '' : 's'} at most; it is ${got.parcels}.`
    }
    case 'maxCost': {
      if (got.cost <= expected.maxCost!) return undefined
      const [most, is] = [expected.maxCost!, got.cost].map((cost) => formatCost(cost, of.currency))
      return `It was to cost ${most} at most; it costs ${is}.`
    }
    case 'unfilled':
      if (got.unfilled === expected.unfilled) return undefined
      return got.unfilled
        ? 'All of it was to be served; some stays unfilled.'
        : 'Some was to stay unfilled; all of it is served.'
  }
}

function ruleText(name: string | undefined): string {
  return name === undefined ? 'A rule that is no more' : `Rule “${name}”`
}

function listOf(codes: readonly string[]): string {
  return codes.length === 0 ? 'nowhere' : codes.join(', ')
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((code) => other.includes(code))
}

/** When a test is decided: the next such moment by the clock of its channel. */
export type At = { weekday: number; time: string }

export function momentOf(at: At, timeZone: string, from: Temporal.Instant): Temporal.Instant {
  const today = from.toZonedDateTimeISO(timeZone).toPlainDate()
  const ahead = (at.weekday - today.dayOfWeek + 7) % 7
  const on = (days: number) =>
    today.add({ days }).toZonedDateTime({ timeZone, plainTime: at.time }).toInstant()
  const next = on(ahead)
  return Temporal.Instant.compare(next, from) < 0 ? on(ahead + 7) : next
}
