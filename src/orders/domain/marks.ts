import { holdsCardNumber } from '../../lib/card.ts'
import type { Priority } from '../../lib/priority.ts'
import { Refusal } from '../../lib/refusal.ts'

/** No order has more tags. */
export const TAGS_MOST = 30

/** What people and channels say of an order besides what was ordered. */
export type Marks = { priority: Priority; tags: readonly string[] }

/** What is to be otherwise; what is left out stays. */
export type MarksChange = {
  priority?: Priority
  tags?: { add?: readonly string[]; remove?: readonly string[] }
}

/** What has become otherwise. */
export type Marked = {
  priority?: { from: Priority; to: Priority }
  tags?: { added: string[]; removed: string[] }
}

/** The marks of an order after a change, and what of it is new. */
export function decideMarks(
  { priority, tags }: Marks,
  change: MarksChange,
): { marks: Marks; marked: Marked } | Refusal {
  const { add = [], remove = [] } = change.tags ?? {}
  const both = remove.findIndex((tag) => add.includes(tag))
  if (both >= 0) {
    return invalid(`/tags/remove/${both}`, `${remove[both]} is to be added and removed`)
  }
  const card = findCardTag(add)
  if (card >= 0) return new Refusal('card_number_refused', { field: `/tags/add/${card}` })
  const gone = new Set(remove)
  const now = sortedTags([...tags.filter((tag) => !gone.has(tag)), ...add])
  if (now.length > TAGS_MOST) {
    return invalid('/tags/add', `An order has at most ${TAGS_MOST} tags; it would have more`)
  }
  const added = now.filter((tag) => !tags.includes(tag))
  const removed = tags.filter((tag) => gone.has(tag))
  const to = change.priority ?? priority
  return {
    marks: { priority: to, tags: now },
    marked: {
      ...(to !== priority && { priority: { from: priority, to } }),
      ...(added.length + removed.length > 0 && { tags: { added, removed } }),
    },
  }
}

/** Each once, as they are kept. */
export function sortedTags(tags: readonly string[]): string[] {
  return [...new Set(tags)].toSorted()
}

/** Which of them holds a card number; below 0: none. */
export function findCardTag(tags: readonly string[]): number {
  return tags.findIndex((tag) => holdsCardNumber(tag))
}

function invalid(field: string, detail: string): Refusal {
  return new Refusal('field_invalid', { field, detail })
}
