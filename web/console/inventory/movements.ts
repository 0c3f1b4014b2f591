import type { Item } from '../../lib/api.ts'
import type { InventoryWords } from './words.en.ts'

export type Movement = Item<'/v1/stock/{sku}/movements'>

export type Reason = keyof InventoryWords['reasons']

/** Why stock moved, in words; a reason that is not known yet is at least no riddle. */
export function reasonOf({ reason }: Pick<Movement, 'reason'>, said: InventoryWords): string {
  return reason in said.reasons ? said.reasons[reason as Reason] : said.reasonUnknown
}

type People = readonly { id: string; name: string }[]

/** Who did it: a person by name, else what part of the shop. */
export function actorOf(
  actor: string,
  { me, people, said }: { me: string; people: People; said: InventoryWords },
): string {
  if (actor === me) return said.actors.you
  if (actor.startsWith('person:')) {
    return people.find(({ id }) => id === actor)?.name ?? said.actors.person
  }
  if (actor.startsWith('key:')) return said.actors.key
  if (actor === 'demo') return said.actors.demo
  return said.actors.tutti
}

const LATE_MS = 60_000

/** Whether it was learnt of when it had happened already. */
export function isLate(of: Pick<Movement, 'occurredAt' | 'recordedAt'>): boolean {
  return Date.parse(of.recordedAt) - Date.parse(of.occurredAt) > LATE_MS
}

const CHANGES = ['onHand', 'unavailable', 'held', 'allocated', 'expected'] as const

/** What changed, with its sign: `On hand -1 · Damaged +1`. A count may find what was known. */
export function changesIn(
  { changes, condition }: Pick<Movement, 'changes' | 'condition'>,
  signed: (value: number) => string,
  said: Pick<InventoryWords, 'terms' | 'kept' | 'columns' | 'unchanged'>,
): string {
  const names = {
    ...said.terms,
    ...(condition && { unavailable: said.kept[condition] }),
    expected: said.columns.expected,
  }
  const changed = CHANGES.filter((name) => changes[name] !== undefined)
  if (changed.length === 0) return said.unchanged
  return changed.map((name) => `${names[name]} ${signed(changes[name]!)}`).join(' · ')
}
