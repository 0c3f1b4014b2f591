import { Type } from 'typebox'
import { seesLocation } from '../../lib/scope.ts'
import { read, type Route } from '../../platform/http/route.ts'
import { code, instant, nullable, object } from '../../platform/http/schemas.ts'
import { DECLINES_COUNTED } from '../domain/declines.ts'
import { countDeclines } from '../store.ts'
import type { RoutingWorld } from './rules.ts'

const { days, decisions } = DECLINES_COUNTED

const ratesAnswer = object({
  at: Type.String({ ...instant, description: 'When it was counted: minutes ago at most.' }),
  from: nullable(
    Type.String({ ...instant, description: 'The oldest decision that was counted; null: none.' }),
  ),
  items: Type.Array(
    object({
      location: code,
      given: Type.Integer({ description: 'Orders that it was given.' }),
      declined: Type.Integer({
        description: 'Of those, that it declined or did not accept in time.',
      }),
    }),
  ),
})

/** A count reads the records of many decisions: it is good for so long. */
const FRESH_MS = 5 * 60_000

/** How often locations send work back: the same count that routing goes by. */
export function declineRatesRoute({
  platform,
  network,
}: Pick<RoutingWorld, 'platform' | 'network'>): Route {
  let last: { atMs: number; counted: ReturnType<typeof countDeclines> } | undefined
  function count() {
    const [now, atMs] = [platform.clock.now(), platform.clock.nowMs()]
    if (last && atMs - last.atMs < FRESH_MS) return last.counted
    const since = now.subtract({ hours: 24 * days })
    // Not in the time that a request has: it may take longer.
    const counted = countDeclines(platform.db, { since, most: decisions }, now)
    last = { atMs, counted }
    counted.catch(() => (last = undefined))
    return counted
  }
  return read(
    {
      path: '/v1/decline-rates',
      access: 'fulfilment:read',
      tag: 'Fulfilment',
      summary: 'How many of the orders that it was given each location declined',
      description:
        `Over the decisions of ${days} days, of the newest ` +
        `${decisions.toLocaleString('en')} decisions at most. What was not found ` +
        'there is not counted as declined. Locations that were given nothing are left out.',
      answers: { 200: ratesAnswer },
    },
    async (_, { caller: { scope } }) => {
      const { at, from, byLocation } = await count()
      const { locationById } = await network.current()
      const items = [...byLocation].flatMap(([id, counts]) => {
        const location = locationById.get(id)
        if (!location || !seesLocation(scope, id)) return []
        return [{ location: location.code, ...counts }]
      })
      const sorted = items.toSorted((a, b) => (a.location < b.location ? -1 : 1))
      return { at, from: from?.toString() ?? null, items: sorted }
    },
  )
}
