import type { Order } from './types.ts'

export type Priority = Order['priority']
export const PRIORITIES: readonly Priority[] = ['low', 'normal', 'high']

/** What a person wants an order to be marked with. */
export type TypedMarks = { priority: Priority; tags: readonly string[] }

type MarksChange = { priority?: Priority; tags?: { add: string[]; remove: string[] } }

/** What has to be changed for it, as the API takes it; undefined where it is so already. */
export function changeOf(
  { priority, tags }: Pick<Order, 'priority' | 'tags'>,
  typed: TypedMarks,
): MarksChange | undefined {
  const add = typed.tags.filter((tag) => !tags.includes(tag))
  const remove = tags.filter((tag) => !typed.tags.includes(tag))
  const change: MarksChange = {
    ...(typed.priority !== priority && { priority: typed.priority }),
    ...(add.length + remove.length > 0 && { tags: { add, remove } }),
  }
  return Object.keys(change).length > 0 ? change : undefined
}

/** The first that is no tag as the API takes them. */
export function badTagOf(tags: readonly string[]): string | undefined {
  return tags.find((tag) => !/^[a-z0-9](?:-?[a-z0-9]){0,39}$/.test(tag))
}
