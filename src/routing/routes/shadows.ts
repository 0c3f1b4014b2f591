import { Type } from 'typebox'
import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { currency, object, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { pageOfChanges, showChange } from '../actions/changed-orders.ts'
import { headOf, showShadow } from '../actions/shadows/show.ts'
import { removeShadow, startShadow, stopShadow } from '../actions/shadows/start.ts'
import { changeAnswer, changesAnswer, changesFilter } from '../schemas/changed-orders.ts'
import {
  shadowAnswer,
  shadowBody,
  shadowRemoved,
  shadowsAnswer,
  shadowStartedAnswer,
} from '../schemas/shadows.ts'
import {
  changesOfShadow,
  findShadow,
  listShadows,
  listSums,
  type Shadow,
} from '../store/shadows.ts'
import { byOf, type RoutingWorld } from './rules.ts'

const tag = 'Routing shadows'
const path = '/v1/routing-shadows'
const named = object({ id: uuid })
const within = Type.Optional({
  ...currency,
  description: 'Of which orders; left out: the currency that most of them have.',
})

/** Rules that decide beside those in force, on orders as they come, without acting. */
export function shadowRoutes(world: RoutingWorld): Route[] {
  return [
    startRoute(world),
    listRoute(),
    showRoute(world),
    stopRoute(world),
    removeRoute(),
    changesRoute(world),
    changeRoute(world),
  ]
}

/** It decides on everybody's orders: who sees a part of the business only sees none of it. */
function refuseScoped(scope: Scope): void {
  if (scope === 'all') return
  refuse('not_yours', { detail: 'A shadow decides on the orders of all channels.' })
}

function startRoute(world: RoutingWorld): Route {
  return command(
    {
      path,
      access: 'routing:write',
      tag,
      summary: 'Have a draft or a version decide beside the rules in force, without acting',
      description:
        'On every order that is placed from now on it decides the same delivery groups with the ' +
        'same stock, network and prices as live did, a moment later. Nothing follows from it. ' +
        'Its stock is the one that live leaves: what its own decisions would do to later orders ' +
        'is what a simulation says. At most three run at once.',
      body: shadowBody,
      answers: { 201: shadowStartedAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      const id = await startShadow(tx, world, body, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 201, body: { id } }
    },
  )
}

function listRoute(): Route {
  return read(
    {
      path,
      access: 'routing:read',
      tag,
      summary: 'List shadows, the newest first',
      query: object(pageQuery),
      answers: { 200: shadowsAnswer },
    },
    async (db, { query: { cursor, limit = PAGE_DEFAULT }, caller }) => {
      refuseScoped(caller.scope)
      const [at, id] = decodeCursor(cursor, ['instant', 'uuid']) ?? []
      const before = at === undefined ? undefined : { at, id: id! }
      const rows = await listShadows(db, { before, limit: limit + 1 })
      const page = pageOfRows(rows, limit, (row) => [row.startedAt.toString(), row.id])
      return { items: page.items.map(headOf), next: page.next }
    },
  )
}

function showRoute({ network }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id`,
      access: 'routing:read',
      tag,
      summary: 'A shadow: how many orders it has compared, and by how much they differ',
      params: named,
      answers: { 200: shadowAnswer },
    },
    async (db, { params: { id }, caller }) => {
      refuseScoped(caller.scope)
      return showShadow(db, network, await known(db, id))
    },
  )
}

async function known(db: Queryable, id: string): Promise<Shadow> {
  return (await findShadow(db, id)) ?? refuse('not_found')
}

function stopRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/:id/stops`,
      access: 'routing:write',
      tag,
      summary: 'Stop a shadow; what it has counted stays',
      params: named,
      body: object({}),
      answers: { 200: shadowAnswer },
    },
    async (tx, { params: { id }, caller, now }) => {
      refuseScoped(caller.scope)
      await stopShadow(tx, id, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 200, body: await showShadow(tx, world.network, await known(tx, id)) }
    },
  )
}

function removeRoute(): Route {
  return command(
    {
      path: `${path}/:id/removals`,
      access: 'routing:write',
      tag,
      summary: 'Forget a shadow that has ended, with all that it has counted',
      params: named,
      body: object({}),
      answers: { 200: shadowRemoved },
    },
    async (tx, { params: { id }, caller }) => {
      refuseScoped(caller.scope)
      await removeShadow(tx, id)
      return { status: 200, body: { id } }
    },
  )
}

function changesRoute({ network, skus }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id/changes`,
      access: 'routing:read',
      tag,
      summary: 'Orders that a shadow decides otherwise, by how much they differ',
      description: 'The 800 that differ most and the 200 newest are kept.',
      params: named,
      query: object({ ...changesFilter, currency: within }),
      answers: { 200: changesAnswer },
    },
    async (db, { params: { id }, query: { currency: asked, ...query }, caller }) => {
      refuseScoped(caller.scope)
      const rows = changesOfShadow(id, await currencyOf(db, id, asked))
      return pageOfChanges(db, { network, skus }, rows, query)
    },
  )
}

/** Where nothing is compared yet there are no changes in any currency. */
async function currencyOf(db: Queryable, id: string, asked: string | undefined): Promise<string> {
  await known(db, id)
  return asked ?? (await listSums(db, id))[0]?.currency ?? ''
}

function changeRoute({ network, skus }: RoutingWorld): Route {
  return read(
    {
      path: `${path}/:id/changes/:no`,
      access: 'routing:read',
      tag,
      summary: 'An order that a shadow decides otherwise, with the reasons of both decisions',
      params: object({ id: uuid, no: Type.String({ pattern: '^\\d{1,9}$' }) }),
      query: object({ currency: within }),
      answers: { 200: changeAnswer },
    },
    async (db, { params: { id, no }, query: { currency: asked }, caller }) => {
      refuseScoped(caller.scope)
      const rows = changesOfShadow(id, await currencyOf(db, id, asked))
      return showChange(db, { network, skus }, rows, Number(no))
    },
  )
}
