import { Type } from 'typebox'
import { code, currency, instant, nullable, object } from '../../platform/http/schemas.ts'
import { lookAheadAnswer } from './plans.ts'
import { gateVerdict } from './price-gate.ts'

const outcome = object(
  {
    off: Type.Number(),
    on: Type.Number(),
    left: nullable(
      Type.Number({
        description:
          'By how much more is worth what is left at the end; null where that was not kept.',
      }),
    ),
  },
  'What orders cost without prices and with them, in 1e-4 of the major currency unit.',
)

export const pricesAnswer = object({
  channels: Type.Array(
    object({
      channel: code,
      prices: Type.Enum(['off', 'on']),
      proven: Type.Boolean({
        description: 'Whether they may be switched on now, by the plan as it is.',
      }),
      renew: nullable(
        Type.Enum(['never', 'failed', 'old'], {
          description:
            'Where they are on: why they should be simulated anew. What counts has failed, ' +
            'is older than 60 days, or there is none of the plan as it is.',
        }),
      ),
      gate: nullable(
        object(
          {
            decidedAt: instant,
            days: nullable(
              Type.Integer({ description: 'That were played; null where that was not kept.' }),
            ),
            planVersion: Type.Integer(),
            rulesVersion: Type.Integer({ description: '0: without rules.' }),
            lookAhead: nullable({
              ...lookAheadAnswer,
              description: 'Null where it was not kept yet: it proves nothing.',
            }),
            base: outcome,
            low: { ...outcome, description: 'With half of the forecast.' },
            high: { ...outcome, description: 'With half as much again.' },
            passed: Type.Boolean(),
            verdict: gateVerdict,
          },
          'The simulation of them that counts, by the look ahead of the plan: the newest of the ' +
            'plan as it is, of those of 14 days or more where there are any. Where they are off, ' +
            'one by which they may be switched on, else by the newest look ahead. Null for ' +
            'whoever does not see all channels.',
        ),
      ),
    }),
  ),
  currencies: Type.Array(
    object({
      currency,
      checkedAt: nullable({ ...instant, description: 'When all of them were right last.' }),
      madeAt: nullable({ ...instant, description: 'When some were found anew.' }),
      skus: Type.Integer({ description: 'SKUs of which units have a price somewhere.' }),
      together: Type.Boolean({ description: 'Whether all SKUs were priced together.' }),
      tooMany: Type.Boolean({
        description:
          'A plan asks for that, and there are too many orders or places of SKUs: each SKU was ' +
          'priced for itself.',
      }),
      slots: Type.Integer({
        description: 'Places of which room for an order has a price today.',
      }),
      failedAt: nullable({ ...instant, description: 'Finding them has failed since.' }),
      stale: Type.Boolean({
        description: 'Not checked for an hour, or failed: the last good ones still count.',
      }),
    }),
  ),
})
