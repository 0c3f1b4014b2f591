import { refuse } from '../../lib/refusal.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { object, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { endByHand } from '../actions/canaries/end.ts'
import { answersOf } from '../actions/canaries/show.ts'
import { startCanary } from '../actions/canaries/start.ts'
import { canariesAnswer, canaryAnswer, canaryBody, canaryEndBody } from '../schemas/canaries.ts'
import { findCanary, listCanaries } from '../store/canaries.ts'
import { byOf, refuseScoped, refuseUnsaid, type RoutingWorld } from './rules.ts'

const tag = 'Routing rules'
const path = '/v1/routing-canaries'
const named = object({ id: uuid })

/** Rules that decide on a share of orders first. */
export function canaryRoutes(world: RoutingWorld): Route[] {
  return [
    startRoute(world),
    listRoute(world),
    showRoute(world),
    endRoute(world, 'promoted'),
    endRoute(world, 'returned'),
  ]
}

async function shown(db: Queryable, { network }: RoutingWorld, id: string) {
  const found = (await findCanary(db, id)) ?? refuse('not_found')
  const [answer] = await answersOf(db, await network.current(), [found])
  return answer!
}

/** All processes learn of it at once. */
function tell({ plans, platform }: RoutingWorld): void {
  plans.markStale()
  platform.wake.committed()
}

function startRoute(world: RoutingWorld): Route {
  return command(
    {
      path,
      access: 'routing:publish',
      tag,
      summary: 'Publish the draft for a share of orders, beside the version in force',
      description:
        'The draft becomes the next version. From seven seconds after that it decides on the ' +
        'share of new orders, the same ones each time they are decided. It is checked and tested ' +
        'as any that is published. As soon as it surely does worse than a guard lets it, or an ' +
        'error comes up, it returns by itself: no order is decided by it any more, and a task ' +
        'says why. Nothing else is published while it runs.',
      body: canaryBody,
      answers: { 201: canaryAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      refuseUnsaid(body)
      const id = await startCanary(tx, world, body, byOf(world, caller.id, now))
      tx.onCommit(() => tell(world))
      return { status: 201, body: await shown(tx, world, id) }
    },
  )
}

function listRoute(world: RoutingWorld): Route {
  return read(
    {
      path,
      access: 'routing:read',
      tag,
      summary: 'List canaries with the figures of both sides; one that runs is the first',
      query: object(pageQuery),
      answers: { 200: canariesAnswer },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT }, caller }) => {
      refuseScoped(caller.scope)
      const before = decodeCursor(cursor, ['number'])?.[0]
      const from = before === undefined ? undefined : Number(before)
      const rows = await listCanaries(db, { before: from, limit: limit + 1 })
      const page = pageOfRows(rows, limit, ({ version }) => [version])
      const network = await world.network.current()
      return { items: await answersOf(db, network, page.items), next: page.next }
    },
  )
}

function showRoute(world: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id`,
      access: 'routing:read',
      tag,
      summary: 'A canary: both sides, how sure their differences are, and its guards',
      params: named,
      answers: { 200: canaryAnswer },
    },
    async (db, { params: { id }, caller }) => {
      refuseScoped(caller.scope)
      return shown(db, world, id)
    },
  )
}

const ends = {
  promoted: {
    path: 'promotions',
    summary: 'Promote a canary: its version decides on everything from now on',
    description: 'What the draft changes is carried over to it.',
  },
  returned: {
    path: 'returns',
    summary: 'Return a canary: its version decides on nothing any more',
    description:
      'What it decided stays; what is decided again is so by the version in force. Its rules can ' +
      'be brought back into the draft (`POST /v1/routing-rules/rollbacks`).',
  },
}

function endRoute(world: RoutingWorld, outcome: 'promoted' | 'returned'): Route {
  const { path: last, summary, description } = ends[outcome]
  return command(
    {
      path: `${path}/:id/${last}`,
      access: 'routing:publish',
      tag,
      summary,
      description,
      params: named,
      body: canaryEndBody,
      answers: { 200: canaryAnswer },
    },
    async (tx, { params: { id }, body: { note = null }, caller, now }) => {
      refuseScoped(caller.scope)
      await endByHand(tx, { id, outcome, note }, byOf(world, caller.id, now))
      tx.onCommit(() => tell(world))
      return { status: 200, body: await shown(tx, world, id) }
    },
  )
}
