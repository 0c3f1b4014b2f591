import { Type, type Static } from 'typebox'
import { code, instant, object, pageOf, pageQuery, uuid } from '../../platform/http/schemas.ts'
import { spent } from '../domain/simulation/index.ts'
import { recordAnswer } from '../schemas.ts'
import { placeOnMap, skuNamed } from './named.ts'

const money = Type.Number({ description: '1e-4 of the major unit of the currency.' })
const units = Type.Number({ minimum: 0, description: 'Whole units.' })

/** Which of the changed orders. */
export const changesFilter = {
  ...pageQuery,
  way: Type.Optional(
    Type.Enum(['better', 'worse'], { description: 'Cheaper or dearer than before.' }),
  ),
  term: Type.Optional(
    Type.Enum([...spent], { description: 'Orders where this term is another one.' }),
  ),
  location: Type.Optional({ ...code, description: 'That serves it before or after.' }),
}
const changesQuery = object(changesFilter)
export type ChangesQuery = Static<typeof changesQuery>

const placed = object({ location: code, line: Type.Integer(), sku: code, quantity: Type.Number() })

const side = object({
  cost: money,
  terms: Type.Array(object({ term: Type.Enum([...spent]), amount: money })),
  parts: Type.Array(placed),
  unfilled: units,
  refused: Type.Boolean({
    description: 'Its channel or a rule refuses it for what is short: nothing of it is sent.',
  }),
})

const change = object({
  no: Type.Integer({
    description: 'Of the order among those that were compared: names its reasons.',
  }),
  order: object({ id: uuid, number: Type.String(), placedAt: instant }),
  difference: money,
  before: { ...side, description: 'By what it is compared with, when the order came.' },
  after: side,
})

/** Changed orders, those that differ most first. */
export const changesAnswer = pageOf(change)

const reasons = Type.Array(object({ group: Type.Integer(), record: recordAnswer }))

export const changeAnswer = object({
  change,
  before: reasons,
  after: reasons,
  places: Type.Array(placeOnMap, { description: 'That the records name.' }),
  skus: Type.Array(skuNamed),
})
