import { Type } from 'typebox'
import { refuse } from '../lib/refusal.ts'
import { command, read, type Route } from '../platform/http/route.ts'
import { instant, nullable, object } from '../platform/http/schemas.ts'
import type { Platform } from '../platform/module.ts'
import { refuseOtherVersion } from '../platform/outcomes.ts'
import { findState, lockState, saveRate, stages, type DemoState } from './store.ts'

const ordersPerMinute = Type.Number({
  minimum: 0,
  maximum: 600,
  description: 'Orders that shoppers place in an average minute; 0: nobody comes.',
})
const demoAnswer = object({
  stage: Type.Enum([...stages], { description: 'What is being made; `open` when all is.' }),
  ordersPerMinute,
  seed: Type.Integer(),
  madeAt: instant,
  version: Type.Integer(),
  can: Type.Array(Type.String()),
})
const tag = 'Demo'

export function demoRoutes({ wake }: Platform): Route[] {
  return [
    read(
      {
        path: '/v1/demo',
        access: 'demo:read',
        tag,
        summary: 'The demo that this database holds; null where it holds none',
        answers: { 200: object({ demo: nullable(demoAnswer) }) },
      },
      async (db) => {
        const state = await findState(db)
        return { demo: state ? answerOf(state) : null }
      },
    ),
    command(
      {
        path: '/v1/demo/changes',
        access: 'demo:write',
        tag,
        summary: 'Change how many orders shoppers of the demo place',
        body: object({
          version: Type.Integer(),
          changes: Type.Array(
            object({ action: Type.Literal('set'), fields: object({ ordersPerMinute }) }),
            { minItems: 1, maxItems: 20 },
          ),
        }),
        answers: { 200: demoAnswer },
      },
      async (tx, { body }) => {
        const state = (await lockState(tx)) ?? refuse('not_found')
        refuseOtherVersion(body.version, state.version)
        const saved = await saveRate(tx, body.changes.at(-1)!.fields.ordersPerMinute)
        tx.onCommit(wake.committed)
        return { status: 200, body: answerOf(saved) }
      },
    ),
  ]
}

function answerOf({ stage, ordersPerMinute: rate, seed, madeAt, version }: DemoState) {
  return { stage, ordersPerMinute: rate, seed, madeAt: madeAt.toString(), version, can: ['set'] }
}
