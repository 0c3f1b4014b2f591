import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { object, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import { pageOfChanges, showChange } from '../actions/changed-orders.ts'
import { askSimulation, cancelSimulation } from '../actions/simulations/ask.ts'
import { answerOf, policyOf } from '../actions/simulations/show.ts'
import { runTestsOf } from '../actions/simulations/test-runs.ts'
import { changeAnswer, changesAnswer, changesFilter } from '../schemas/changed-orders.ts'
import {
  simulationAnswer,
  simulationBody,
  simulationsAnswer,
  startedAnswer,
  testRunsAnswer,
} from '../schemas/simulations.ts'
import { changesOfPolicy } from '../store/simulation-changes.ts'
import { findSimulation, listSimulations } from '../store/simulations.ts'
import type { RoutingWorld } from './rules.ts'

const tag = 'Simulations'
const path = '/v1/simulations'
const named = object({ id: uuid })
const policy = Type.Optional(
  Type.Integer({ minimum: 1, default: 1, description: 'Which, by its place from 0.' }),
)

/** What would have been, had other rules decided. `wake`: there is one to play. */
export function simulationRoutes(world: RoutingWorld, wake: () => void): Route[] {
  return [
    askRoute(world, wake),
    listRoute(),
    showRoute(world),
    cancelRoute(world),
    testRunsRoute(world),
    changesRoute(world),
    changeRoute(world),
  ]
}

/** It plays everybody's orders: who sees a part of the business only sees none of it. */
function refuseScoped(scope: Scope): void {
  if (scope === 'all') return
  refuse('not_yours', { detail: 'A simulation plays the orders of all channels.' })
}

function askRoute(world: RoutingWorld, wake: () => void): Route {
  const { platform } = world
  return command(
    {
      path,
      access: 'routing:write',
      tag,
      summary: 'Play a past period again under other routing rules, in memory',
      description:
        'Orders as they were captured, sales at tills, deliveries and counts of the period, with ' +
        'stock, capacity and places that decline as each policy leaves them. Nothing else is ' +
        'changed by it. Network, plans and rules of availability are those of now; pauses, ' +
        'ring-fences and cancellations are left out.',
      body: simulationBody,
      answers: { 202: startedAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      const by = { actor: caller.id, now, nowMs: platform.clock.nowMs() }
      const id = await askSimulation(tx, world, body, by)
      tx.onCommit(() => {
        wake()
        platform.wake.committed()
      })
      return { status: 202, body: { id, state: 'waiting' as const } }
    },
  )
}

function listRoute(): Route {
  return read(
    {
      path,
      access: 'routing:read',
      tag,
      summary: 'List simulations, the newest first',
      query: object(pageQuery),
      answers: { 200: simulationsAnswer },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT }, caller }) => {
      refuseScoped(caller.scope)
      const [at, id] = decodeCursor(cursor, ['instant', 'uuid']) ?? []
      const before = at === undefined ? undefined : { at, id: id! }
      const rows = await listSimulations(db, { before, limit: limit + 1 })
      const page = pageOfRows(rows, limit, (row) => [row.createdAt.toString(), row.id])
      const items = page.items.map(({ id: own, state, asked, createdAt, createdBy }) => {
        const { from, until, policies } = asked
        const head = { id: own, state, from, until, createdAt: createdAt.toString(), createdBy }
        return { ...head, policies: policies.map(policyOf) }
      })
      return { items, next: page.next }
    },
  )
}

function showRoute({ network }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id`,
      access: 'routing:read',
      tag,
      summary: 'A simulation: how far it is, and what came out so far',
      params: named,
      answers: { 200: simulationAnswer },
    },
    async (db, { params: { id }, caller }) => {
      refuseScoped(caller.scope)
      const found = (await findSimulation(db, id)) ?? refuse('not_found')
      return answerOf({ network }, found, true)
    },
  )
}

function cancelRoute({ platform, network }: RoutingWorld): Route {
  return command(
    {
      path: `${path}/:id/cancellations`,
      access: 'routing:write',
      tag,
      summary: 'Cancel a simulation that waits or runs; what came out so far stays',
      params: named,
      body: object({}),
      answers: { 200: simulationAnswer },
    },
    async (tx, { params: { id }, caller, now }) => {
      refuseScoped(caller.scope)
      const by = { actor: caller.id, now, nowMs: platform.clock.nowMs() }
      await cancelSimulation(tx, id, by)
      tx.onCommit(() => platform.wake.committed())
      const found = await findSimulation(tx, id)
      return { status: 200, body: await answerOf({ network }, found!, true) }
    },
  )
}

function testRunsRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/:id/test-runs`,
      access: 'routing:read',
      tag,
      summary: 'Run the routing tests by the rules of each policy of a simulation',
      description:
        'All tests that are kept now, by the rules as they were played and the plans in force. ' +
        'Nothing is taken and nothing changes.',
      params: named,
      body: object({}),
      answers: { 200: testRunsAnswer },
    },
    async (tx, { params: { id }, caller, now }) => {
      refuseScoped(caller.scope)
      const found = (await findSimulation(tx, id)) ?? refuse('not_found')
      return { status: 200, body: await runTestsOf(tx, world, found.asked, now) }
    },
  )
}

function changesRoute({ network, skus }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id/changes`,
      access: 'routing:read',
      tag,
      summary: 'Orders that a policy of a simulation sends elsewhere, by how much they differ',
      description: 'Once it is done: at most 500 of each policy.',
      params: named,
      query: object({ ...changesFilter, policy }),
      answers: { 200: changesAnswer },
    },
    async (db, { params: { id }, query, caller }) => {
      refuseScoped(caller.scope)
      const { policy: which, ...asked } = query
      const within = changesOfPolicy(id, await policyNo(db, id, which))
      return pageOfChanges(db, { network, skus }, within, asked)
    },
  )
}

/** The policy of a simulation whose changes are asked for; the second where none is named. */
async function policyNo(db: Queryable, id: string, which: number | undefined): Promise<number> {
  const { asked } = (await findSimulation(db, id)) ?? refuse('not_found')
  const isThere = which === undefined || which < asked.policies.length
  return isThere ? (which ?? 1) : refuse('not_found', { field: '/policy' })
}

function changeRoute({ network, skus }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id/changes/:no`,
      access: 'routing:read',
      tag,
      summary: 'An order that goes elsewhere, with the reasons of both decisions',
      params: object({ id: uuid, no: Type.String({ pattern: '^\\d{1,9}$' }) }),
      query: object({ policy }),
      answers: { 200: changeAnswer },
    },
    async (db, { params: { id, no }, query: { policy: which }, caller }) => {
      refuseScoped(caller.scope)
      const within = changesOfPolicy(id, await policyNo(db, id, which))
      return showChange(db, { network, skus }, within, Number(no))
    },
  )
}
