import { Type, type Static } from 'typebox'
import { problemOf, Refusal } from '../../lib/refusal.ts'
import { seesChannel, type Scope } from '../../lib/scope.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { object, pageOf, pageQuery } from '../../platform/http/schemas.ts'
import { problemAnswer } from '../../platform/http/problem.ts'
import { decodeCursor, PAGE_DEFAULT, pageOfRows } from '../../platform/page.ts'
import type { Network } from '../../network/index.ts'
import type { OrdersWorld } from '../../orders/index.ts'
import { tellFacts, type NewFact } from '../actions/facts.ts'
import { factAnswer, newFact } from '../schemas.ts'
import { listFacts } from '../store/facts.ts'

const tag = 'Fulfilment'
const MANY_MAX = 1000

export function factRoutes(world: OrdersWorld): Route[] {
  return [
    command(
      {
        path: '/v1/order-facts',
        access: 'fulfilment:write',
        tag,
        summary: 'Tell what has happened outside: orders shipped, delivered, cancelled',
        description:
          'Recorded first and applied a moment later. Never refused for the state of the order: ' +
          'what is not legal yet is kept, tried again and at last given to a person. Told twice ' +
          'with the same reference, it counts once.',
        body: object({ facts: Type.Array(newFact, { minItems: 1, maxItems: MANY_MAX }) }),
        answers: {
          200: object({
            outcomes: Type.Array(
              object({
                index: Type.Integer(),
                outcome: Type.Enum(['recorded', 'known', 'refused']),
                problem: Type.Optional(problemAnswer),
              }),
            ),
          }),
        },
      },
      async (tx, { body, caller, now }) => {
        const network = await world.network.current()
        const given = body.facts.map((fact, i) => factOf(fact, network, caller.scope, i))
        const good = given.filter((fact): fact is NewFact => !(fact instanceof Refusal))
        const by = { actor: caller.id, now, nowMs: world.platform.clock.nowMs() }
        const done = (await tellFacts(tx, good, by))[Symbol.iterator]()
        tx.onCommit(world.platform.wake.committed)
        const outcomes = given.map((fact, index) =>
          fact instanceof Refusal
            ? { index, outcome: 'refused', problem: problemOf(fact) }
            : { index, outcome: done.next().value! },
        )
        return { status: 200, body: { outcomes } }
      },
    ),
    read(
      {
        path: '/v1/order-facts',
        access: 'fulfilment:read',
        tag,
        summary: 'What was told from outside, newest first, and what became of it',
        query: object({
          ...pageQuery,
          state: Type.Optional(Type.Enum(['parked', 'applied', 'given_up'])),
        }),
        answers: { 200: pageOf(factAnswer) },
      },
      async (db, { query, caller: { scope } }) => {
        const { channelById } = await world.network.current()
        const limit = query.limit ?? PAGE_DEFAULT
        const rows = await listFacts(db, {
          before: decodeCursor(query.cursor, ['instant', 'uuid']),
          limit: limit + 1,
          state: query.state,
          channels: scope === 'all' ? 'all' : scope.channels,
        })
        const page = pageOfRows(rows, limit, ({ toldAt, id }) => [toldAt.toString(), id])
        return {
          items: page.items.map((fact) => ({
            id: fact.id,
            kind: fact.kind,
            channel: channelById.get(fact.channelId)!.code,
            externalId: fact.externalId,
            reference: fact.reference,
            state: fact.state,
            why: fact.why,
            orderId: fact.orderId,
            occurredAt: fact.occurredAt.toString(),
            toldAt: fact.toldAt.toString(),
            nextTryAt: fact.nextTryAt?.toString() ?? null,
          })),
          next: page.next,
        }
      },
    ),
  ]
}

function factOf(
  fact: Static<typeof newFact>,
  network: Network,
  scope: Scope,
  index: number,
): NewFact | Refusal {
  const channel = network.channelByCode.get(fact.channel)
  if (!channel || !seesChannel(scope, channel.id))
    return new Refusal('channel_unknown', { field: `/facts/${index}/channel` })
  return {
    channelId: channel.id,
    externalId: fact.externalId,
    kind: fact.kind,
    reference: fact.reference,
    carrier: fact.carrier ?? null,
    trackingNumber: fact.trackingNumber ?? null,
    reason: fact.reason ?? null,
    occurredAt: Temporal.Instant.from(fact.occurredAt),
  }
}
