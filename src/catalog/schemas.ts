import { Type } from 'typebox'
import { hazards } from '../lib/hazard.ts'
import {
  code,
  currency,
  nullable,
  object,
  partial,
  quantity,
  tag,
  text,
} from '../platform/http/schemas.ts'
import { skuKinds } from './domain/bundle.ts'

/** Where a picture is found; also what a SKU is given to show it. */
const picture = Type.String({
  pattern: '^/v1/pictures/[0-9a-f]{64}$',
  description: 'As POST /v1/pictures answered it.',
})
const price = object({ currency, amount: Type.Integer({ minimum: 0, maximum: 1e12 }) })
const options = Type.Record(
  Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
  Type.String({ minLength: 1, maxLength: 60 }),
  {
    additionalProperties: false,
    maxProperties: 10,
    description: 'What tells it from its siblings: { "size": "M", "colour": "navy" }.',
  },
)

const hazard = nullable(
  Type.Enum([...hazards], {
    description: 'Class of dangerous goods (UN): 3 for flammable liquids. Null: it is none.',
  }),
)

const marginPercent = nullable(
  Type.Integer({
    minimum: 0,
    maximum: 100,
    description:
      'What is earned of its price, and lost with a sale that is missed: prices of scarce stock ' +
      'and simulations go by it. Null: as the plan says, the same for all.',
  }),
)

const components = Type.Array(object({ sku: code, quantity }), {
  maxItems: 100,
  description: 'What one bundle is made of; no bundles among them. Orders keep what it was then.',
})

const millimetres = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const changeable = {
  name: text(300),
  weightG: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })),
  lengthMm: Type.Optional(millimetres),
  widthMm: Type.Optional(millimetres),
  heightMm: Type.Optional(millimetres),
  category: Type.Optional(text(100)),
  tags: Type.Optional(Type.Array(tag, { maxItems: 30 })),
  hazard: Type.Optional(hazard),
  marginPercent: Type.Optional(marginPercent),
  taxClass: Type.Optional(text(60)),
  product: Type.Optional(nullable(code)),
  options: Type.Optional(options),
  prices: Type.Optional(Type.Array(price, { maxItems: 200 })),
  picture: Type.Optional(nullable(picture)),
  components: Type.Optional(components),
}

export const newSku = object({
  code,
  ...changeable,
  unit: Type.Optional(Type.String({ minLength: 1, maxLength: 20, default: 'piece' })),
  decimals: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 6, description: 'Decimals people see; fixed for ever.' }),
  ),
  kind: Type.Optional(
    Type.Enum([...skuKinds], {
      default: 'stocked',
      description:
        'stocked: it is counted. bundle: it is made of `components`, and only they are counted. ' +
        'not_stocked: there is always enough (gift wrap, a service). Fixed for ever.',
    }),
  ),
})

const size = nullable(Type.Integer())
export const skuAnswer = object({
  id: Type.Integer(),
  code,
  name: Type.String(),
  unit: Type.String(),
  decimals: Type.Integer(),
  weightG: size,
  lengthMm: size,
  widthMm: size,
  heightMm: size,
  category: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  hazard,
  marginPercent,
  taxClass: nullable(Type.String()),
  product: nullable(code),
  options,
  prices: Type.Array(price),
  picture: nullable(picture),
  kind: Type.Enum([...skuKinds]),
  components,
  version: Type.Integer(),
  archived: Type.Boolean(),
  can: Type.Array(Type.String()),
})

export const skuChanges = object({
  version: Type.Integer(),
  changes: Type.Array(
    Type.Union([
      object({ action: Type.Literal('set'), fields: partial(changeable) }),
      object({ action: Type.Literal('archive') }),
    ]),
    { minItems: 1, maxItems: 20 },
  ),
  dryRun: Type.Optional(Type.Boolean()),
})

export const newPicture = object({
  svg: Type.String({
    minLength: 1,
    maxLength: 65_536,
    description:
      'One `<svg>` of at most 64 KB that holds nothing that runs and asks for nothing outside.',
  }),
})
export const pictureAnswer = object({ picture })
