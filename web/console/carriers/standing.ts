import type { Tone } from '../../ui/pill.tsx'
import type { CardHead, Service } from './use-carriers.ts'

/** How a service stands, the worst first. */
export const STATES = [
  'no_card',
  'coming',
  'never_collected',
  'ending',
  'gaps',
  'good',
  'archived',
] as const

export type State = (typeof STATES)[number]

export const TONES: Record<State, Tone> = {
  no_card: 'critical',
  coming: 'attention',
  never_collected: 'attention',
  ending: 'attention',
  gaps: 'attention',
  good: 'done',
  archived: 'neutral',
}

type Head = Pick<CardHead, 'version' | 'validFrom' | 'validUntil' | 'inForce'>
type Terms = Pick<Service, 'archived' | 'collections'>

export type Standing<One extends Head = CardHead> = {
  state: State
  card: One | undefined
  /** When the card in force ends, or a newer one takes its place; undefined: never. */
  until: string | undefined
  /** When the first card comes, where none is in force. */
  from: string | undefined
  /** Weights without a price in the card in force. */
  gaps: number
}

/** That a card ends without another is told so long before: one has to ask for the next list. */
const SOON_MS = 30 * 24 * 60 * 60_000

/** What becomes of a service by its cards that count now or will, the newest first. */
export function standingOf(service: Terms, cards: readonly CardHead[], now: number): Standing {
  const card = cards.find(({ inForce }) => inForce)
  const until = card && untilOf(card, cards, now)
  const from = card ? undefined : firstOf(cards, now)
  const gaps = card?.gaps.reduce((sum, { bands }) => sum + bands, 0) ?? 0
  const isCollected = service.collections.some(({ times }) => times.length > 0)
  const isEnding =
    until !== undefined && Date.parse(until) - now < SOON_MS && !countsAt(cards, Date.parse(until))
  const state = service.archived
    ? 'archived'
    : !card
      ? from === undefined
        ? 'no_card'
        : 'coming'
      : !isCollected
        ? 'never_collected'
        : isEnding
          ? 'ending'
          : gaps > 0
            ? 'gaps'
            : 'good'
  return { state, card, until, from, gaps }
}

/** When another card counts instead of the one in force, or none. */
export function untilOf(card: Head, cards: readonly Head[], now: number): string | undefined {
  const newer = cards.filter(
    ({ version, validFrom }) => version > card.version && Date.parse(validFrom) > now,
  )
  const ends = [
    ...newer.map(({ validFrom }) => validFrom),
    ...(card.validUntil ? [card.validUntil] : []),
  ]
  return earliest(ends)
}

function firstOf(cards: readonly Head[], now: number): string | undefined {
  return earliest(cards.map(({ validFrom }) => validFrom).filter((at) => Date.parse(at) > now))
}

function earliest(moments: readonly string[]): string | undefined {
  return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
}

function countsAt(cards: readonly Head[], at: number): boolean {
  return cards.some(({ validFrom, validUntil }) => {
    return Date.parse(validFrom) <= at && (validUntil === null || at < Date.parse(validUntil))
  })
}

/** What a card is to its service: of those that are valid the newest is in force. */
export function cardStateOf(
  { inForce, validFrom, validUntil }: Head,
  now: number,
): 'in_force' | 'coming' | 'past' | 'replaced' {
  if (inForce) return 'in_force'
  if (Date.parse(validFrom) > now) return 'coming'
  return validUntil !== null && Date.parse(validUntil) <= now ? 'past' : 'replaced'
}
